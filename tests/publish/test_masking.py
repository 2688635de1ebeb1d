"""Passages cut anew from a text with blanks: all of them, however deep, and nothing else is touched."""

from __future__ import annotations

from contested.model.actors import ActorKind, ActorMention, MentionForm
from contested.model.readings import Extraction
from contested.model.spans import Passage
from contested.publish.masking import recut

_TEXT = "Troops of Arland held the bridge."


def _extraction() -> Extraction:
    troops = ActorMention("m1", Passage.cut(_TEXT, 0, 16), MentionForm.NOMINAL, ActorKind.ARMED_FORCE, parts=("m2",))
    arland = ActorMention("m2", Passage.cut(_TEXT, 10, 16), MentionForm.NAME, ActorKind.STATE, ("state:ARL",))
    return Extraction("r-1", mentions=(troops, arland))


def test_passages_inside_tuples_of_records_are_cut_from_the_blank_text() -> None:
    blank = _TEXT[:7] + " " * 9 + _TEXT[16:]
    cut = recut(_extraction(), blank)
    assert [m.passage.quote for m in cut.mentions] == ["Troops " + " " * 9, " " * 6]
    assert [m.candidates for m in cut.mentions] == [(), ("state:ARL",)]
    assert cut.mentions[0].parts == ("m2",)


def test_a_value_whose_words_all_stay_is_the_same_value() -> None:
    extraction = _extraction()
    assert recut(extraction, _TEXT) is extraction
