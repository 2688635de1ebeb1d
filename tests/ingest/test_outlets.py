from __future__ import annotations

import pytest

from contested.ingest.outlets import known_source


@pytest.mark.parametrize(
    ("name", "kind", "country", "party"),
    [
        ("Reuters", "agency", "GBR", None),
        ("Human Rights Watch", "ngo", "USA", None),
        ("OCHA", "igo", None, None),
        ("Ministry of Defence of Georgia", "ministry", "GEO", "state:GEO"),
        ("Foreign Ministry, Islamabad", "ministry", "PAK", "state:PAK"),
        ("Border Monitoring Mission", "mission", None, None),
        ("International Commission of Inquiry on Burundi", "inquiry", None, None),
        ("Army Times", "unknown", None, None),
        ("Sarkand Gazette", "unknown", None, None),
    ],
)
def test_what_a_publisher_is(name: str, kind: str, country: str | None, party: str | None) -> None:
    source = known_source(name)
    assert (source.name, source.kind, source.country, source.party) == (name, kind, country, party)
    assert (source.reliability, source.credibility) == ("F", "6")
