"""Relations from trees that are written out here, so that no parser decides what the rules give."""

from __future__ import annotations

import pytest

from contested.extract import extract
from contested.lexicon.events import load_relation_words
from contested.model.actors import Relation, RelationKind
from contested.model.reports import Report, report_id
from contested.model.tree import Name, NameKind, Sentence, Token, Tree

KINDS = {"person": NameKind.PERSON, "organisation": NameKind.ORGANISATION, "place": NameKind.PLACE}
FRONT = "the/DET/DT/{0}/det Free/PROPN/NNP/{0}/compound Column/PROPN/NNP/{1}/obj"


def _tree(text: str, rows: str, names: tuple[tuple[int, int, str], ...]) -> Tree:
    """Return the tree of one sentence from rows of ``word/upos/xpos/head/relation``."""
    tokens: list[Token] = []
    reached = 0
    for row in rows.split():
        word, upos, xpos, head, relation = row.split("/")
        start = text.index(word, reached)
        reached = start + len(word)
        tokens.append(Token(start, reached, word, word.lower(), upos, xpos, int(head), relation))
    spans = tuple(Name(tokens[a].start, tokens[b].end, a, b, KINDS[kind]) for a, b, kind in names)
    return Tree(text, ((0, len(text)),), (Sentence(0, len(text), tuple(tokens), spans),))


def _read(text: str, rows: str, names: tuple[tuple[int, int, str], ...] = ()) -> set[tuple[str, str, str]]:
    """Return the reliable relations of a sentence as (subject's words, relation, object's words)."""
    return {told for told, relation in _all(text, rows, names) if relation.reliable}


def _all(
    text: str, rows: str, names: tuple[tuple[int, int, str], ...] = ()
) -> list[tuple[tuple[str, str, str], Relation]]:
    report = Report(report_id(text), "test", text)
    found = extract(report, _tree(text, rows, names))
    words = {m.id: m.passage.quote for m in found.mentions}
    for relation in found.relations:
        relation.passage.check(text)
    return [((words[r.subject], r.relation.value, words[r.object]), r) for r in found.relations]


TREATY = (
    "Portugal and Spain signed a mutual {0} treaty.",
    "Portugal/PROPN/NNP/3/nsubj and/CCONJ/CC/2/cc Spain/PROPN/NNP/0/conj signed/VERB/VBD/-1/root a/DET/DT/7/det "
    "mutual/ADJ/JJ/7/amod {0}/NOUN/NN/7/compound treaty/NOUN/NN/3/obj ./PUNCT/./3/punct",
)


def test_defence_treaty_makes_allies() -> None:
    text, rows = (part.format("defence") for part in TREATY)
    ((told, relation),) = _all(text, rows)
    assert told == ("Portugal", "ally_of", "Spain")
    assert relation.attribute == "defence_pact"


def test_fishing_treaty_makes_no_allies() -> None:
    text, rows = (part.format("fishing") for part in TREATY)
    assert not _read(text, rows)


def test_possessor_of_alliance_is_the_subject_of_its_clause() -> None:
    rows = (
        "Norway/PROPN/NNP/1/nsubj relies/VERB/VBZ/-1/root on/ADP/IN/4/case its/PRON/PRP$/4/nmod:poss "
        "alliance/NOUN/NN/1/obl with/ADP/IN/6/case Canada/PROPN/NNP/4/nmod ./PUNCT/./1/punct"
    )
    assert _read("Norway relies on its alliance with Canada.", rows) == {("Norway", "ally_of", "Canada")}


def test_an_army_is_a_body_and_soldiers_are_not() -> None:
    rows = (
        "The/DET/DT/2/det Peruvian/ADJ/JJ/2/amod army/NOUN/NN/7/nsubj and/CCONJ/CC/6/cc the/DET/DT/6/det "
        "Peruvian/ADJ/JJ/6/amod soldiers/NOUN/NNS/2/conj stayed/VERB/VBD/-1/root ./PUNCT/./7/punct"
    )
    told = _read("The Peruvian army and the Peruvian soldiers stayed.", rows)
    assert told == {("Peruvian army", "armed_force_of", "Peruvian")}


def test_spokesman_of_a_ministry_of_a_state() -> None:
    rows = (
        "Erik/PROPN/NNP/11/nsubj Lund/PROPN/NNP/0/flat ,/PUNCT/,/4/punct a/DET/DT/4/det spokesman/NOUN/NN/0/appos "
        "for/ADP/IN/9/case Denmark/PROPN/NNP/9/nmod:poss 's/PART/POS/6/case foreign/ADJ/JJ/9/amod "
        "ministry/NOUN/NN/4/nmod ,/PUNCT/,/0/punct resigned/VERB/VBD/-1/root ./PUNCT/./11/punct"
    )
    told = _read(
        "Erik Lund, a spokesman for Denmark's foreign ministry, resigned.", rows, ((0, 1, "person"), (6, 6, "place"))
    )
    assert told == {
        ("Erik Lund", "speaks_for", "Denmark's foreign ministry"),
        ("Denmark's foreign ministry", "office_of", "Denmark"),
    }


def test_unnamed_holders_are_offices_of_states_and_organisations() -> None:
    rows = (
        "The/DET/DT/3/det Chilean/ADJ/JJ/3/amod prime/ADJ/JJ/3/amod minister/NOUN/NN/4/nsubj met/VERB/VBD/-1/root "
        "the/DET/DT/6/det envoy/NOUN/NN/4/obj of/ADP/IN/10/case the/DET/DT/10/det African/ADJ/NNP/10/amod "
        "Union/PROPN/NNP/6/nmod ./PUNCT/./4/punct"
    )
    told = _read("The Chilean prime minister met the envoy of the African Union.", rows, ((9, 10, "organisation"),))
    assert told == {("Chilean prime minister", "office_of", "Chilean"), ("envoy", "office_of", "African Union")}


def test_expert_behind_a_name_is_affiliated() -> None:
    rows = (
        "Anna/PROPN/NNP/9/nsubj Berg/PROPN/NNP/0/flat ,/PUNCT/,/4/punct senior/ADJ/JJ/4/amod fellow/NOUN/NN/0/appos "
        "at/ADP/IN/7/case Chatham/PROPN/NNP/7/compound House/PROPN/NNP/4/nmod ,/PUNCT/,/0/punct "
        "disagreed/VERB/VBD/-1/root ./PUNCT/./9/punct"
    )
    told = _read("Anna Berg, senior fellow at Chatham House, disagreed.", rows, ((0, 1, "person"), (6, 7, "place")))
    assert told == {("Anna Berg", "affiliated_with", "Chatham House")}


def test_membership_and_recalled_ambassador() -> None:
    rows = (
        "Estonia/PROPN/NNP/7/nsubj ,/PUNCT/,/3/punct a/DET/DT/3/det member/NOUN/NN/0/appos of/ADP/IN/5/case "
        "NATO/PROPN/NNP/3/nmod ,/PUNCT/,/3/punct recalled/VERB/VBD/-1/root its/PRON/PRP$/9/nmod:poss "
        "ambassador/NOUN/NN/7/obj ./PUNCT/./7/punct"
    )
    told = _read("Estonia, a member of NATO, recalled its ambassador.", rows, ((5, 5, "organisation"),))
    assert told == {("Estonia", "member_of", "NATO"), ("its ambassador", "office_of", "Estonia")}


def test_name_inside_a_name_says_the_owner() -> None:
    rows = (
        "The/DET/DT/4/det United/PROPN/NNP/4/compound Nations/PROPN/NNPS/4/compound "
        "Development/PROPN/NNP/4/compound Programme/PROPN/NNP/5/nsubj praised/VERB/VBD/-1/root the/DET/DT/8/det "
        "United/PROPN/NNP/8/compound Nations/PROPN/NNPS/5/obj ./PUNCT/./5/punct"
    )
    text = "The United Nations Development Programme praised the United Nations."
    told = _read(text, rows, ((1, 4, "organisation"), (7, 8, "organisation")))
    assert told == {("United Nations Development Programme", "part_of", "United Nations")}


def test_thanks_for_support_names_the_backers() -> None:
    rows = (
        "Iceland/PROPN/NNP/1/nsubj thanked/VERB/VBD/-1/root Estonia/PROPN/NNP/1/obj and/CCONJ/CC/4/cc "
        "Latvia/PROPN/NNP/2/conj for/ADP/IN/7/case their/PRON/PRP$/7/nmod:poss support/NOUN/NN/1/obl "
        "./PUNCT/./1/punct"
    )
    told = _read("Iceland thanked Estonia and Latvia for their support.", rows)
    assert told == {("Estonia", "supports", "Iceland"), ("Latvia", "supports", "Iceland")}


def test_arming_is_support_in_arms() -> None:
    rows = (
        "Sweden/PROPN/NNP/2/nsubj has/AUX/VBZ/2/aux armed/VERB/VBN/-1/root " + FRONT.format(5, 2) + " ./PUNCT/./2/punct"
    )
    ((told, relation),) = _all("Sweden has armed the Free Column.", rows, ((4, 5, "organisation"),))
    assert told == ("Sweden", "supports", "Free Column")
    assert relation.attribute == "arms"


def test_denied_backing_is_no_relation() -> None:
    rows = (
        "Sweden/PROPN/NNP/3/nsubj has/AUX/VBZ/3/aux never/ADV/RB/3/advmod backed/VERB/VBN/-1/root "
        + FRONT.format(6, 3)
        + " ./PUNCT/./3/punct"
    )
    assert not _all("Sweden has never backed the Free Column.", rows, ((5, 6, "organisation"),))


def test_content_of_an_accusation_is_kept_as_unreliable() -> None:
    rows = (
        "Finland/PROPN/NNP/1/nsubj denied/VERB/VBD/-1/root accusations/NOUN/NNS/1/obj that/SCONJ/IN/5/mark "
        "it/PRON/PRP/5/nsubj arms/VERB/VBZ/2/acl " + FRONT.format(8, 5) + " ./PUNCT/./1/punct"
    )
    found = _all("Finland denied accusations that it arms the Free Column.", rows, ((7, 8, "organisation"),))
    assert [(told, relation.reliable) for told, relation in found] == [(("it", "supports", "Free Column"), False)]


def test_condition_is_no_relation() -> None:
    rows = (
        "If/SCONJ/IN/2/mark Japan/PROPN/NNP/2/nsubj backed/VERB/VBD/8/advcl Mongolia/PROPN/NNP/2/obj "
        ",/PUNCT/,/2/punct the/DET/DT/6/det talks/NOUN/NNS/8/nsubj would/AUX/MD/8/aux fail/VERB/VB/-1/root "
        "./PUNCT/./8/punct"
    )
    assert not _all("If Japan backed Mongolia, the talks would fail.", rows)


@pytest.mark.parametrize(
    ("subjects", "expected"), [(1, RelationKind.LEADS), (2, RelationKind.CO_CHAIR_OF)], ids=["one", "several"]
)
def test_several_who_lead_a_body_lead_it_jointly(subjects: int, expected: RelationKind) -> None:
    others = " and/CCONJ/CC/8/cc Uganda/PROPN/NNP/6/conj" if subjects == 2 else ""
    rows = (
        "The/DET/DT/2/det African/PROPN/NNP/2/compound Union/PROPN/NNP/4/nsubj:pass is/AUX/VBZ/4/aux:pass "
        "led/VERB/VBN/-1/root by/ADP/IN/6/case Kenya/PROPN/NNP/4/obl:agent" + others + " ./PUNCT/./4/punct"
    )
    text = "The African Union is led by Kenya" + (" and Uganda" if subjects == 2 else "") + "."
    told = _read(text, rows, ((1, 2, "organisation"),))
    assert ("Kenya", expected.value, "African Union") in told
    assert len(told) == subjects


def test_tables_are_of_the_closed_list_and_titles_are_found_by_their_last_words() -> None:
    words = load_relation_words()
    deputy = words.title("acting foreign minister")
    assert deputy is not None
    assert deputy.office is RelationKind.OFFICE_OF
    assert words.title("gardener") is None
    assert words.ends_in("services", "northern coast guard")
    assert not words.ends_in("services", "coast guard cutter")
