"""What a person should look at: new names, weak links, open words; and why an actor was linked."""

from __future__ import annotations

import datetime as dt

from contested.flow.naming import link_reasons, open_names
from tests.resolve.hard_names import read

DAY = dt.date(2024, 5, 12)
TEXT = (
    "The Front for the Freedom of Kordofan (FFK) said it had joined the talks. "
    "The FFK accused Sudan of shelling Babanusa. "
    "Colonel Hamid Dourey, a spokesman for the front, said nine soldiers had died. "
    "Trader Bintou Adoum, who lost two sons, said soldiers came at night."
)


def test_new_names_are_listed_once_with_a_reason() -> None:
    rows = {row.words: row for row in open_names([read(TEXT, DAY)])}
    front = rows["Front for the Freedom of Kordofan"]
    assert (front.why, front.kind, front.mentions) == ("new", "party_or_movement", 4)
    assert front.reason
    assert rows["Hamid Dourey"].why == "new"


def test_private_people_are_not_listed() -> None:
    told = " ".join(f"{row.words} {row.actor}" for row in open_names([read(TEXT, DAY)]))
    assert "Bintou" not in told
    assert "adoum" not in told.casefold()


def test_every_link_says_why() -> None:
    reasons = link_reasons([read(TEXT, DAY)], "org:front-for-the-freedom-of-kordofan")
    assert reasons[0] == "linked 'FFK' (2 times): score 0.9, the same name stands before"
    assert all(": score " in reason for reason in reasons)
    assert link_reasons([read(TEXT, DAY)], "state:SDN") == (
        "linked 'Sudan': score 0.95, known canonical: the only reading",
    )
