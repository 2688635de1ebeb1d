from __future__ import annotations

from pathlib import Path

import pytest

from contested.model.claims import EventType, Stance, TargetClass, ThirdPartyRole
from contested.model.errors import ResourceError
from contested.model.events import DisputeKind, StandingLevel
from contested.model.ledgers import CeasefireState, ControlBasis, ControlState, EndReason, TalksOutcome, TalksStage
from contested.model.quantities import Scope, TollBasis, TollKind, VictimStatus
from contested.model.readings import NoteKind
from contested.model.reports import DateOrigin
from contested.publish.compile import compile_prose, is_current
from contested.publish.prose import prose


def test_the_compiled_words_are_current() -> None:
    assert is_current()


@pytest.mark.parametrize(
    ("table", "kind"),
    [("targets", TargetClass), ("tolls", TollKind), ("scopes", Scope), ("bases", TollBasis), ("victims", VictimStatus),
     ("standings", StandingLevel), ("ceasefire_states", CeasefireState), ("end_reasons", EndReason),
     ("roles", ThirdPartyRole), ("talks_stages", TalksStage), ("talks_outcomes", TalksOutcome),
     ("control_states", ControlState), ("control_bases", ControlBasis), ("dispute_kinds", DisputeKind),
     ("stances", Stance), ("care", NoteKind), ("date_origins", DateOrigin)],
)  # fmt: skip
def test_every_value_of_the_vocabulary_has_words(table: str, kind: type) -> None:
    assert {item.value for item in kind} <= set(prose().words[table])  # type: ignore[attr-defined]


def test_every_event_type_has_an_act_that_can_be_told() -> None:
    words = prose()
    assert {kind.value for kind in EventType} == set(words.types)
    for act in (*words.types.values(), *words.tactics.values(), *words.triggers.values()):
        assert act.noun
        assert act.told == "words" or act.verb or act.state


def test_no_word_of_the_page_takes_a_side() -> None:
    loaded = ("terroris", "regime", "liberat", "occup", "aggress", "genocid", "separatis", "alleges")
    words = prose()
    acts = [*words.types.values(), *words.tactics.values(), *words.triggers.values(), words.begin]
    told = [form for act in acts for form in (act.label, act.noun, act.mutual, *act.verb, *act.state)]
    told += [text for table in words.words.values() for text in table.values()]
    assert [text for text in told if any(word in text.lower() for word in loaded)] == []


def test_a_broken_resource_is_named(tmp_path: Path) -> None:
    (tmp_path / "prose").mkdir()
    with pytest.raises(ResourceError, match="resources/prose"):
        compile_prose(tmp_path)
