"""Hand-made scenarios: what a careful person would write into the record, and what must not be there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from contested.model.actors import RelationKind
from contested.model.claims import Aux, ClaimRelation, EventType, Polarity, SpeechAct, Stance, ThirdPartyRole
from contested.model.errors import UnknownIdError
from contested.model.events import DisputeKind, Event, Judgement, StandingLevel
from contested.model.ledgers import CeasefireState, ControlBasis, EndReason
from contested.model.quantities import Scope, TollBasis
from contested.model.readings import Decision
from contested.model.record import Record
from contested.model.reports import Origin, Source
from contested.record import explain, fold_readings

from .factories import CONFLICT, NORTH, SOUTH, Told, percent, reading, toll

A, S = Stance, EventType
NORTH_RELEASE = Source("Northern Defence Ministry", kind="ministry", party=NORTH)
SOUTH_RELEASE = Source("Southern Defence Ministry", kind="ministry", party=SOUTH)


def fold(*readings: object, **options: object) -> Record:
    return fold_readings(readings, CONFLICT, **options)  # type: ignore[arg-type]


def by_local(record: Record, doc_id: str, number: int) -> str:
    return next(c.id for c in record.claims if c.doc_id == doc_id and c.local_id == f"c{number}")


def event_with(record: Record, claim_id: str) -> Event:
    return next(event for event in record.events if claim_id in event.claims)


def test_losses_of_two_sides_are_no_dispute_and_no_sum() -> None:
    record = fold(
        reading(
            "wire",
            [
                Told(
                    "Southland lost 50 soldiers.",
                    S.HARM,
                    whom=[SOUTH],
                    tolls=[toll(50, whose=[SOUTH])],
                    day="2022-09-13",
                ),
                Told(
                    "Northland said it lost at least 105.",
                    S.HARM,
                    whom=[NORTH],
                    by=[NORTH],
                    tolls=[toll(105, whose=[NORTH], at_least=True)],
                    day="2022-09-13",
                ),
            ],
        )
    )
    assert record.disputes == ()
    assert [(row.claimant, row.toll.low, row.toll.basis) for row in record.tolls] == [
        (None, 50, TollBasis.UNATTRIBUTED),
        (NORTH, 105, TollBasis.OWN_LOSSES),
    ]
    assert all(len({claim for claim, _ in event.tolls}) <= 1 for event in record.events)


def test_opposite_accounts_of_who_began_are_one_dispute() -> None:
    record = fold(
        reading(
            "wire",
            [
                Told(
                    "Southland said that it was answering fire.",
                    who=[SOUTH],
                    whom=[NORTH],
                    by=[SOUTH],
                    day="2022-09-13",
                    links=[(ClaimRelation.IN_RESPONSE_TO, 2)],
                ),
                Told(
                    "Shelling by the Northern army came before.",
                    who=["army:NOR"],
                    by=[SOUTH],
                    stance=A.ACCUSED,
                    day="2022-09-13",
                ),
                Told(
                    "Northland accused Southland of an unprovoked attack.",
                    who=[SOUTH],
                    by=[NORTH],
                    stance=A.ACCUSED,
                    day="2022-09-13",
                    aux=[Aux.FIRST],
                ),
            ],
        )
    )
    pairs = [(d.kind, d.claim.split(".")[1], d.other.split(".")[1]) for d in record.disputes]
    assert pairs == [(DisputeKind.FIRST_FIRE, "c2", "c3")]
    first, second = (event_with(record, by_local(record, "wire", n)) for n in (1, 2))
    assert first.id != second.id


def test_denial_contests_a_single_voice_but_not_a_finding() -> None:
    accused = Told(
        "Northland accused Southland of shelling Ford.",
        who=[SOUTH],
        whom=[NORTH],
        by=[NORTH],
        place="Ford",
        stance=A.ACCUSED,
        day="2022-09-13",
    )
    denied = Told(
        "Southland denied shelling Ford.",
        who=[SOUTH],
        whom=[NORTH],
        by=[SOUTH],
        place="Ford",
        stance=A.DENIED,
        day="2022-09-13",
    )
    found = Told(
        "Southland shelled Ford, the observer mission found.",
        who=[SOUTH],
        whom=[NORTH],
        by=["mission:OBS"],
        place="Ford",
        day="2022-09-13",
    )
    contested = fold(reading("wire", [accused, denied]))
    assert contested.events[0].standing.level is StandingLevel.CONTESTED
    assert contested.events[0].standing.contested_by == (SOUTH,)
    upheld = fold(reading("wire", [accused, denied]), reading("mission", [found]))
    assert len(upheld.events) == 1
    assert upheld.events[0].standing.level is StandingLevel.FOUND
    assert upheld.events[0].standing.contested_by == (SOUTH,)
    assert {d.kind for d in upheld.disputes} == {DisputeKind.STANCE}


def test_own_words_acknowledge() -> None:
    told = Told("Southland said that it struck Ford.", who=["army:SOU"], by=["mod:SOU"], place="Ford", day="2022-09-13")
    assert fold(reading("wire", [told])).events[0].standing.level is StandingLevel.ACKNOWLEDGED


def test_copies_do_not_corroborate_and_independent_voices_do() -> None:
    told = Told("Shells fell on Ford.", by=["ngo:CARE"], place="Ford", day="2022-09-13")
    again = Told("Shells fell on Ford, it was told again.", by=["ngo:CARE"], place="Ford", day="2022-09-13")
    other = Told("Farland said that shells fell on Ford.", by=["state:FAR"], place="Ford", day="2022-09-13")
    one, copy, two = reading("a", [told]), reading("b", [again]), reading("c", [other])
    origins = [Origin("o-1", (one.report.id, copy.report.id), "near copies")]
    copied = fold(one, copy, origins=origins)
    assert len(copied.events) == 1
    assert (copied.events[0].standing.level, copied.events[0].standing.origins) == (StandingLevel.SINGLE_ORIGIN, 1)
    both = fold(one, copy, two, origins=origins)
    assert (both.events[0].standing.level, both.events[0].standing.origins) == (StandingLevel.CORROBORATED, 2)


def test_retracted_claims_leave_an_event_withdrawn() -> None:
    told = Told(
        "Shells fell on Ford, which was taken back.",
        by=["ngo:CARE"],
        place="Ford",
        day="2022-09-13",
        speech_act=SpeechAct.RETRACTED,
    )
    assert fold(reading("a", [told])).events[0].standing.level is StandingLevel.WITHDRAWN


def test_rival_tolls_dispute_and_a_revision_supersedes() -> None:
    def counted(number: int, by: str, words: str) -> Told:
        return Told(
            words,
            S.ASSAULT,
            whom=["army:NOR"],
            by=[by],
            place="Ford",
            day="2022-09-13",
            tolls=[toll(number, whose=["army:NOR"])],
        )

    record = fold(
        reading("day 1", [counted(18, "ngo:CARE", "Border Clinics counted 18 dead at Ford.")], published="2022-09-14"),
        reading(
            "day 2", [counted(21, "ngo:CARE", "Border Clinics now counted 21 dead at Ford.")], published="2022-09-15"
        ),
        reading(
            "day 3",
            [counted(3, "mod:NOR", "The Northern defence ministry spoke of 3 dead at Ford.")],
            published="2022-09-15",
        ),
    )
    assert len(record.events) == 1
    superseding = {row.claim: row.supersedes for row in record.tolls}
    assert superseding[by_local(record, "day 2", 1)] == by_local(record, "day 1", 1)
    disputed = {frozenset((d.claim, d.other)) for d in record.disputes if d.kind is DisputeKind.TOLL}
    assert frozenset((by_local(record, "day 1", 1), by_local(record, "day 2", 1))) not in disputed
    assert frozenset((by_local(record, "day 2", 1), by_local(record, "day 3", 1))) in disputed


def test_subset_is_never_set_against_its_whole() -> None:
    record = fold(
        reading(
            "wire",
            [
                Told(
                    "Border Clinics said 9 people died at Ford.",
                    by=["ngo:CARE"],
                    place="Ford",
                    tolls=[toll(9)],
                    day="2022-09-13",
                ),
                Told(
                    "Northland said 3 of them at Ford were children.",
                    by=[NORTH],
                    place="Ford",
                    tolls=[toll(3)],
                    day="2022-09-13",
                    links=[(ClaimRelation.SUBSET_OF, 1)],
                ),
            ],
        )
    )
    assert record.disputes == ()


def test_totals_and_suppositions_are_no_events() -> None:
    record = fold(
        reading(
            "wire",
            [
                Told(
                    "The war cost 30000 lives.",
                    S.HARM,
                    tolls=[toll(30000, scope=Scope.WHOLE_CONFLICT)],
                    day="1988-01-01/1994-05-12",
                ),
                Told("Fighting could resume.", who=["both"], whom=["both"], stance=A.HYPOTHETICAL, day="2022-12-01"),
                Told(
                    "The Southern army has not left Ford.",
                    S.RETREAT,
                    who=["army:SOU"],
                    place="Ford",
                    polarity=Polarity.NEGATIVE,
                    day="2022-09-13",
                ),
            ],
        )
    )
    assert record.events == ()
    assert [(row.toll.best, row.toll.scope) for row in record.tolls] == [(30000, Scope.WHOLE_CONFLICT)]
    assert [risk.passage.quote for risk in record.risks] == ["Fighting could resume."]


def test_harm_joins_an_assault_only_with_victims_time_and_place() -> None:
    attack = Told(
        "The Southern army shelled Ford.", who=["army:SOU"], whom=["army:NOR"], place="Ford", day="2022-09-13"
    )
    harm = Told(
        "4 Northern soldiers died at Ford.",
        S.HARM,
        whom=["army:NOR"],
        place="Ford",
        day="2022-09-13",
        tolls=[toll(4, whose=["army:NOR"])],
    )
    elsewhere = Told(
        "4 Northern soldiers died at Mill.",
        S.HARM,
        whom=["army:NOR"],
        place="Mill",
        day="2022-09-13",
        tolls=[toll(4, whose=["army:NOR"])],
    )
    joined = fold(reading("wire", [attack, harm]))
    assert [len(event.claims) for event in joined.events] == [2]
    assert joined.events[0].event_type is S.ASSAULT
    apart = fold(reading("wire", [attack, elsewhere]))
    assert sorted(event.event_type for event in apart.events) == [S.ASSAULT, S.HARM]


def test_lives_of_three_truces() -> None:
    record = fold(
        reading(
            "background",
            [
                Told("A truce negotiated by Midland began in 1994.", S.CEASEFIRE_DECLARED, day="1994-01-01/1994-12-31"),
                Told(
                    "Midland negotiated it.",
                    S.MEDIATE,
                    who=["state:MID"],
                    day="1994-01-01/1994-12-31",
                    role=ThirdPartyRole.MEDIATOR,
                ),
                Told("It has been in effect ever since.", S.CEASEFIRE_HELD, day="1994-01-01/2022-09-14"),
                Told(
                    "Northland and Southland fought in 2016.",
                    who=[NORTH, SOUTH],
                    whom=[NORTH, SOUTH],
                    day="2016-04-01/2016-04-05",
                ),
                Told(
                    "The two sides declared a truce then.",
                    S.CEASEFIRE_DECLARED,
                    who=["both"],
                    whom=["both"],
                    day="2016-04-05",
                ),
                Told("The truce was broken.", S.CEASEFIRE_VIOLATED, day="2016-04-05/2016-04-30"),
                Told("Farland tried to broker a truce.", S.MEDIATE, who=["state:FAR"], whom=["both"], day="2022-09-13"),
                Told("It did not hold.", S.CEASEFIRE_COLLAPSED, day="2022-09-13/2022-09-14"),
            ],
        )
    )
    old, middle, new = record.ceasefires
    assert [third.actor for third in old.third_parties] == ["state:MID"]
    assert (old.state, old.parties) == (CeasefireState.IN_EFFECT, (NORTH, SOUTH))
    assert any("later fighting is told" in flag for flag in old.flags)
    assert [entry.kind for entry in record.care] == ["stale"]
    assert (middle.third_parties, len(middle.incidents)) == ((), 1)
    assert [third.actor for third in new.third_parties] == ["state:FAR"]
    assert (new.state, new.end_reason) == (CeasefireState.ENDED, EndReason.NEVER_TOOK_EFFECT)


def test_end_of_fighting_without_a_named_truce_is_flagged() -> None:
    record = fold(
        reading(
            "background",
            [
                Told("Open fighting ceased in 2020.", S.RETREAT, who=["both"], day="2020-11-10", topic="cessation"),
                Told("Midland mediated.", S.MEDIATE, who=["state:MID"], whom=["both"], day="2020-11-10"),
            ],
        )
    )
    (truce,) = record.ceasefires
    assert [third.actor for third in truce.third_parties] == ["state:MID"]
    assert any("no ceasefire is named" in flag for flag in truce.flags)
    assert [third.actor for row in record.talks for third in row.third_parties] == ["state:MID"]


def test_a_collapsed_truce_and_its_successor_stay_apart() -> None:
    record = fold(
        reading(
            "wire",
            [
                Told("The truce of Monday collapsed within hours.", S.CEASEFIRE_COLLAPSED, day="2022-09-12"),
                Told(
                    "A truce was declared on Wednesday.",
                    S.CEASEFIRE_DECLARED,
                    who=["both"],
                    whom=["both"],
                    day="2022-09-14",
                ),
                Told("It was holding.", S.CEASEFIRE_HELD, day="2022-09-14"),
            ],
        )
    )
    assert [row.state for row in record.ceasefires] == [CeasefireState.ENDED, CeasefireState.IN_EFFECT]
    assert record.status.word == "improving"


def test_truce_kept_by_one_word_and_broken_by_the_other_is_disputed() -> None:
    record = fold(
        reading(
            "wire",
            [
                Told(
                    "Southland said that it kept the truce.",
                    S.CEASEFIRE_HELD,
                    who=[SOUTH],
                    whom=[NORTH],
                    by=[SOUTH],
                    day="2022-09-13",
                ),
                Told(
                    "Northland said that Southland broke it.",
                    S.CEASEFIRE_VIOLATED,
                    who=[SOUTH],
                    by=[NORTH],
                    stance=A.ACCUSED,
                    day="2022-09-13",
                ),
            ],
        )
    )
    assert [d.kind for d in record.disputes] == [DisputeKind.CEASEFIRE_STATUS]


def test_control_names_the_basis_and_the_share() -> None:
    record = fold(
        reading(
            "wire",
            [
                Told(
                    "Northland said it took Ford.",
                    S.TERRITORY_CHANGE,
                    who=[NORTH],
                    whom=[SOUTH],
                    by=[NORTH],
                    place="Ford",
                    day="2022-09-12",
                ),
                Told(
                    "Southland denied that Ford fell.",
                    S.TERRITORY_CHANGE,
                    who=[NORTH],
                    whom=[SOUTH],
                    by=[SOUTH],
                    place="Ford",
                    stance=A.DENIED,
                    day="2022-09-12",
                ),
                Told(
                    "By 1993 Northland held 20 percent.",
                    S.TERRITORY_CHANGE,
                    who=[NORTH],
                    whom=[SOUTH],
                    day="../1993-12-31",
                    measures=[percent(20)],
                ),
                Told(
                    "Northland returned Mill to Southland.",
                    S.TERRITORY_CHANGE,
                    who=[NORTH],
                    whom=[SOUTH],
                    place="Mill",
                    day="2020-11-10",
                    topic="ceded",
                ),
            ],
        )
    )
    rows = {row.territory: row for row in record.control}
    assert rows["Ford"].basis is ControlBasis.HOLDER
    assert rows["Ford"].state.value == "contested"
    assert rows["20 of Southland"].share == 20
    assert (rows["Mill"].gaining, rows["Mill"].losing) == ((SOUTH,), (NORTH,))
    assert [d.kind for d in record.disputes] == [DisputeKind.CONTROL]


def test_blame_has_its_answer() -> None:
    record = fold(
        reading(
            "wire",
            [
                Told("Northland accused Southland.", S.ACCUSE, who=[NORTH], whom=[SOUTH], day="2022-09-13"),
                Told(
                    "Southland attacked, it said.",
                    who=[SOUTH],
                    by=[NORTH],
                    stance=A.ACCUSED,
                    day="2022-09-13",
                    aux=[Aux.FIRST],
                ),
                Told("Southland denied it.", who=[SOUTH], by=[SOUTH], stance=A.DENIED, day="2022-09-13"),
            ],
        )
    )
    (blame,) = record.blames
    assert (blame.blamer, blame.blamed, blame.target) == (NORTH, (SOUTH,), "onset")
    assert blame.answers == (by_local(record, "wire", 3),)


def test_a_party_release_speaks_for_its_side() -> None:
    told = Told(
        "The Southern army shelled Ford.",
        who=["army:SOU"],
        whom=[NORTH],
        place="Ford",
        stance=A.ACCUSED,
        day="2022-09-13",
    )
    denied = Told(
        "No shell of the Southern army fell on Ford.",
        who=["army:SOU"],
        whom=[NORTH],
        place="Ford",
        stance=A.DENIED,
        day="2022-09-13",
    )
    record = fold(reading("north", [told], source=NORTH_RELEASE), reading("south", [denied], source=SOUTH_RELEASE))
    assert [d.kind for d in record.disputes] == [DisputeKind.STANCE]
    assert [blame.blamer for blame in record.blames] == [NORTH]
    assert any(gap.kind == "independent observers" for gap in record.gaps)


def test_as_of_knows_only_what_was_published() -> None:
    early = reading("early", [Told("Shells fell on Ford.", place="Ford", day="2022-09-12")], published="2022-09-12")
    late = reading("late", [Told("Shells fell on Mill.", place="Mill", day="2022-09-11")], published="2022-09-20")
    undated = reading("undated", [Told("Shells fell on Dale.", place="Dale")], published=None)
    known = fold(early, late, undated, as_of=dt.date(2022, 9, 15))
    assert [report.doc_id for report in known.reports] == ["early"]
    assert [report.doc_id for report in fold(early, late, undated).reports] == ["early", "late", "undated"]
    assert any(entry.kind == "undated" for entry in fold(undated).care)


def judged(number: int, subject: str, **fields: object) -> Judgement:
    made: dict[str, object] = {
        "id": f"j{number}",
        "subject": subject,
        "other": None,
        "decision": Decision.SAME,
        "field": None,
        "value": None,
        "by": "a reviewer",
        "at": dt.datetime(2022, 9, 20, 12, number),
        "reason": "read again",
    }
    return Judgement(**(made | fields))  # type: ignore[arg-type]


def test_judgements_win_and_undo_restores() -> None:
    one = reading("a", [Told("Shells fell on Ford.", place="Ford", day="2022-09-13")])
    two = reading("b", [Told("Guns were heard in the hills.", day="2022-09-13")])
    before = fold(one, two)
    assert len(before.events) == 2
    first, second = by_local(before, "a", 1), by_local(before, "b", 1)
    merge = judged(1, first, other=second)
    merged = fold(one, two, judgements=[merge])
    assert [sorted(event.claims) for event in merged.events] == [sorted((first, second))]
    undone = fold(one, two, judgements=[merge, judged(2, "j1", undoes="j1")])
    assert undone.events == before.events
    corrected = fold(one, two, judgements=[judged(3, first, field="stance", value="possible")])
    assert next(c for c in corrected.claims if c.id == first).stance is Stance.POSSIBLE
    rejected = fold(one, two, judgements=[judged(4, first, decision=Decision.DIFFERENT)])
    assert [c.id for c in rejected.claims] == [second]
    status = fold(one, two, judgements=[judged(5, "status", field="word", value="worsening")]).status
    assert (status.word, status.reviewed) == ("worsening", True)


@pytest.mark.parametrize(
    ("days", "word"),
    [
        (["2022-09-01", "2022-09-13", "2022-09-14"], "worsening"),
        (["2022-08-20", "2022-08-22"], "improving"),
        ([], "unknown"),
    ],
)
def test_status_follows_its_stated_rule(days: list[str], word: str) -> None:
    told = [Told(f"Shells fell on Ford on {day}.", place="Ford", day=day) for day in days]
    told.append(Told("The valley lies between the two.", S.STATUS))
    status = fold(reading("wire", told)).status
    assert status.word == word
    assert status.reason
    assert not status.reviewed


def test_who_brokers_in_the_same_words_is_no_side_of_the_truce() -> None:
    words = "A truce that Midland negotiated began in 1994."
    whole = reading(
        "background",
        [
            Told("Northland and Southland fought.", who=[NORTH], whom=[SOUTH], day="1993-01-01/1993-12-31"),
            Told(words, S.CEASEFIRE_DECLARED, who=["state:MID"], day="1994-01-01/1994-12-31"),
            Told("Midland did so.", S.MEDIATE, who=["state:MID"], day="1994-01-01/1994-12-31"),
        ],
    )
    truce_words = whole.extraction.claims[1]
    mediation = replace(whole.extraction.claims[2], passage=truce_words.passage, trigger=truce_words.trigger)
    claims = (*whole.extraction.claims[:2], mediation)
    (truce,) = fold(replace(whole, extraction=replace(whole.extraction, claims=claims))).ceasefires
    assert truce.parties == (NORTH, SOUTH)
    assert [third.actor for third in truce.third_parties] == ["state:MID"]


def test_another_war_does_not_worsen_this_one() -> None:
    record = fold(
        reading(
            "wire",
            [
                Told("Farland bombed Midland.", who=["state:FAR"], whom=["state:MID"], day="2022-09-13"),
                Told(
                    "Northland said little.", S.SUPPORT, who=[NORTH], whom=["state:MID"], by=[NORTH], day="2022-09-13"
                ),
            ],
        )
    )
    assert len(record.events) == 2
    assert record.status.word == "unknown"


def test_trails_name_their_claims_and_unknown_ids_are_refused() -> None:
    record = fold(
        reading(
            "wire",
            [
                Told(
                    "Northland is a partner of Midland. Shells fell on Ford.",
                    who=[SOUTH],
                    place="Ford",
                    day="2022-09-13",
                )
            ],
            relations=[(NORTH, RelationKind.ALLY_OF, "state:MID")],
        )
    )
    trail = explain(record, "wire:c1")
    assert (trail.kind, [step.claim.local_id for step in trail.steps if step.claim]) == ("claim", ["c1"])
    assert any("belongs to event" in note for note in trail.notes)
    when, where, sure = trail.steps[0].readings
    assert when.startswith("when: 2022-09-13 (day, ")
    assert "UCDP date_prec 1, ACLED time_precision 1" in when
    assert where.startswith("where: Ford, no country, ")
    assert "UCDP where_prec" in where
    assert sure.startswith("how sure: whole 0.") and "; claimant 0." in sure
    assert explain(record, SOUTH).kind == "actor"
    assert explain(record, "wire").kind == "report"
    relation = explain(record, f"{NORTH}>ally_of>state:MID")
    assert [step.passage.quote for step in relation.steps] == [record.reports[0].text]
    assert [(row.alliance, row.reliable) for row in record.relations] == [("ally", True)]
    with pytest.raises(UnknownIdError, match="nothing with this id"):
        explain(record, "ev-0000000000000000")
