"""Place mentions and their roles, on trees written by hand, so that no parser has a say in them."""

from __future__ import annotations

import pytest

from contested.extract.context import load_lexicons, open_context
from contested.extract.mentions import find_mentions
from contested.extract.toponyms import acting_countries, find_places
from contested.model.places import PlaceMention
from contested.model.reports import Report, report_id
from contested.model.tree import Name, NameKind, Sentence, Token, Tree

Names = dict[str, NameKind]
PLACE, ORGANISATION = NameKind.PLACE, NameKind.ORGANISATION


def sentence(text: str, words: str, names: Names | None = None, at: int = 0) -> Sentence:
    """Return a sentence of words written ``word/UPOS/head/relation``, heads counted from 1, 0 for the root."""
    tokens, end = [], at
    for word in words.split():
        form, upos, head, relation = word.rsplit("/", 3)
        start = text.index(form, end)
        end = start + len(form)
        xpos = {"VERB": "VBD", "PROPN": "NNP", "NOUN": "NN"}.get(upos, upos)
        lemma = form.lower().removesuffix("s") if upos == "NOUN" else form.lower()
        tokens.append(Token(start, end, form, lemma, upos, xpos, int(head) - 1, relation))
    found = []
    for name, kind in (names or {}).items():
        start = text.index(name, at)
        inside = [i for i, t in enumerate(tokens) if start <= t.start < start + len(name)]
        found.append(Name(start, start + len(name), inside[0], inside[-1], kind))
    return Sentence(tokens[0].start, tokens[-1].end, tuple(tokens), tuple(found))


def read(text: str, words: str, names: Names | None = None) -> tuple[PlaceMention, ...]:
    return read_all(text, sentence(text, words, names))


def read_all(text: str, *sentences: Sentence) -> tuple[PlaceMention, ...]:
    report = Report(report_id(text), "doc", text)
    context = open_context(report, Tree(text, (), sentences), load_lexicons())
    find_mentions(context)
    places = find_places(context)
    acting = acting_countries(context.mentions.values(), places)
    assert all(text[p.passage.start : p.passage.end] == p.passage.quote for p in (*places, *acting))
    return tuple(sorted((*places, *acting), key=lambda p: p.passage))


def roles(places: tuple[PlaceMention, ...], *, acting: bool = False) -> dict[str, str]:
    return {p.passage.quote: p.role.value for p in places if acting or not p.id.startswith("pa")}


def heading(text: str, line: str) -> Sentence:
    """Return a line as a sentence without structure."""
    at = text.index(line)
    words = line.replace(":", " :").split()
    shaped = [
        f"{w}/{'PUNCT' if w in ',:-' else 'PROPN'}/{min(i, 1)}/{'flat' if i else 'root'}" for i, w in enumerate(words)
    ]
    return sentence(text, " ".join(shaped), at=at)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Shells hit homes in Goris.",
            "Shells/NOUN/2/nsubj hit/VERB/0/root homes/NOUN/2/obj in/ADP/5/case Goris/PROPN/2/obl ./PUNCT/2/punct",
            {"Goris": "event_place"},
        ),
        (
            "Ankara rejected the plan.",
            "Ankara/PROPN/2/nsubj rejected/VERB/0/root the/DET/4/det plan/NOUN/2/obj ./PUNCT/2/punct",
            {"Ankara": "actor_metonym"},
        ),
        (
            "Envoys pressed Ankara and Cairo.",
            "Envoys/NOUN/2/nsubj pressed/VERB/0/root Ankara/PROPN/2/obj and/CCONJ/5/cc Cairo/PROPN/3/conj",
            {"Ankara": "actor_metonym", "Cairo": "actor_metonym"},
        ),
        (
            "It came after pressure from Lima.",
            "It/PRON/2/nsubj came/VERB/0/root after/ADP/4/case pressure/NOUN/2/obl from/ADP/6/case Lima/PROPN/4/nmod",
            {"Lima": "actor_metonym"},
        ),
        (
            "Medics moved orphans from Lima.",
            "Medics/NOUN/2/nsubj moved/VERB/0/root orphans/NOUN/2/obj from/ADP/5/case Lima/PROPN/3/nmod",
            {"Lima": "event_place"},
        ),
        (
            "Crowds filled Lima's streets.",
            "Crowds/NOUN/2/nsubj filled/VERB/0/root Lima/PROPN/5/nmod:poss 's/PART/3/case streets/NOUN/2/obj",
            {"Lima": "event_place"},
        ),
        (
            "The Lusaka accord failed.",
            "The/DET/3/det Lusaka/PROPN/3/compound accord/NOUN/4/nsubj failed/VERB/0/root ./PUNCT/4/punct",
            {"Lusaka": "part_of_name"},
        ),
        (
            "The Nairobi-based group closed.",
            "The/DET/5/det Nairobi/PROPN/4/compound -/PUNCT/4/punct based/VERB/5/amod group/NOUN/6/nsubj "
            "closed/VERB/0/root",
            {"Nairobi": "part_of_name"},
        ),
        (
            "A Nairobi newspaper closed.",
            "A/DET/3/det Nairobi/PROPN/3/compound newspaper/NOUN/4/nsubj closed/VERB/0/root",
            {"Nairobi": "other"},
        ),
        (
            "He told reporters in Mombasa.",
            "He/PRON/2/nsubj told/VERB/0/root reporters/NOUN/2/obj in/ADP/5/case Mombasa/PROPN/2/obl",
            {"Mombasa": "other"},
        ),
        (
            "The ministry recalled its ambassador from Lima.",
            "The/DET/2/det ministry/NOUN/3/nsubj recalled/VERB/0/root its/PRON/5/nmod:poss ambassador/NOUN/3/obj "
            "from/ADP/7/case Lima/PROPN/5/nmod",
            {"Lima": "other"},
        ),
        (
            "The junta in Bamako fell.",
            "The/DET/2/det junta/NOUN/5/nsubj in/ADP/4/case Bamako/PROPN/2/nmod fell/VERB/0/root",
            {"Bamako": "actor_metonym"},
        ),
    ],
)  # fmt: skip
def test_roles_in_running_text(text: str, words: str, expected: dict[str, str]) -> None:
    assert roles(read(text, words)) == expected


def test_a_country_that_acts_is_no_place_but_is_listed_as_a_stand_in() -> None:
    places = read(
        "Kenya sent troops to Somalia.",
        "Kenya/PROPN/2/nsubj sent/VERB/0/root troops/NOUN/2/obj to/ADP/5/case Somalia/PROPN/2/obl",
    )
    assert roles(places) == {"Somalia": "event_place"}
    assert roles(places, acting=True)["Kenya"] == "actor_metonym"
    kenya = next(p for p in places if p.passage.quote == "Kenya")
    assert kenya.candidates == ("state:KEN",)


def test_a_country_that_is_left_is_a_scene() -> None:
    places = read(
        "The last peacekeepers left Mali.",
        "The/DET/3/det last/ADJ/3/amod peacekeepers/NOUN/4/nsubj left/VERB/0/root Mali/PROPN/4/obj",
    )
    assert roles(places) == {"Mali": "event_place"}


@pytest.mark.parametrize(
    ("text", "words", "names", "expected"),
    [
        (
            "The OSCE Minsk Group met.",
            "The/DET/4/det OSCE/PROPN/4/compound Minsk/PROPN/4/compound Group/PROPN/5/nsubj met/VERB/0/root",
            {"OSCE Minsk Group": ORGANISATION},
            {"Minsk": "part_of_name"},
        ),
        (
            "The Pakistan Army fired.",
            "The/DET/3/det Pakistan/PROPN/3/compound Army/PROPN/4/nsubj fired/VERB/0/root",
            {"Pakistan Army": ORGANISATION},
            {},
        ),
        (
            "Mr. Belfort left.",
            "Mr./PROPN/2/nmod:desc Belfort/PROPN/3/nsubj left/VERB/0/root",
            {"Belfort": NameKind.PERSON},
            {},
        ),
        (
            "Troops camped near Verin Oltra.",
            "Troops/NOUN/2/nsubj camped/VERB/0/root near/ADP/4/case Verin/PROPN/2/obl Oltra/PROPN/4/flat",
            {"Verin Oltra": PLACE},
            {"Verin Oltra": "event_place"},
        ),
        (
            "The truce held through Ramadan.",
            "The/DET/2/det truce/NOUN/3/nsubj held/VERB/0/root through/ADP/5/case Ramadan/PROPN/3/obl",
            {},
            {},
        ),
    ],
)
def test_names_inside_names(text: str, words: str, names: Names, expected: dict[str, str]) -> None:
    assert roles(read(text, words, names)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Rebels burned huts in Oruzel district.",
            "Rebels/NOUN/2/nsubj burned/VERB/0/root huts/NOUN/2/obj in/ADP/6/case Oruzel/PROPN/6/compound "
            "district/NOUN/2/obl",
            "Oruzel district",
        ),
        (
            "Rebels burned the village of Oruzel.",
            "Rebels/NOUN/2/nsubj burned/VERB/0/root the/DET/4/det village/NOUN/2/obj of/ADP/6/case Oruzel/PROPN/4/nmod",
            "Oruzel",
        ),
        (
            "Rebels slept at the Oruzel fuel depot.",
            "Rebels/NOUN/2/nsubj slept/VERB/0/root at/ADP/7/case the/DET/7/det Oruzel/PROPN/7/compound "
            "fuel/NOUN/7/compound depot/NOUN/2/obl",
            "Oruzel fuel depot",
        ),
    ],
)  # fmt: skip
def test_a_kind_word_makes_an_unknown_name_a_place_without_candidates(text: str, words: str, expected: str) -> None:
    places = read(text, words)
    assert roles(places) == {expected: "event_place"}
    assert places[0].candidates == ()


def test_a_kind_word_is_not_enough_for_an_army() -> None:
    words = (
        "He/PRON/2/nsubj led/VERB/0/root the/DET/6/det Second/PROPN/6/compound Army/PROPN/6/compound Region/PROPN/2/obj"
    )
    assert roles(read("He led the Second Army Region.", words)) == {}


def test_datelines_and_the_names_of_papers() -> None:
    text = (
        "Mombasa Courier - Weekly digest\n"
        "KHARTOUM/NAIROBI, June 3 - Shells fell on homes in the east on Monday, aid workers said.\n"
    )
    first = heading(text, "Mombasa Courier - Weekly digest")
    second = sentence(
        text,
        "KHARTOUM/PROPN/8/dep //PUNCT/3/punct NAIROBI/PROPN/1/conj ,/PUNCT/1/punct June/PROPN/1/dep 3/NUM/5/nummod "
        "-/PUNCT/1/punct Shells/NOUN/9/nsubj fell/VERB/0/root",
        at=len("Mombasa Courier - Weekly digest"),
    )
    assert roles(read_all(text, first, second)) == {
        "Mombasa": "part_of_name",
        "KHARTOUM": "dateline",
        "NAIROBI": "dateline",
    }


def test_a_place_that_heads_a_paragraph_is_the_scene_and_a_country_the_subject() -> None:
    text = (
        "The weekly bulletin of the observers covers the fighting in the region since the last one.\n"
        "Beledweyne: Militia burned a bridge.\nMali: Militia burned a bridge."
    )
    first = heading(text, "Beledweyne: Militia burned a bridge")
    second = heading(text, "Mali: Militia burned a bridge")
    assert roles(read_all(text, first, second)) == {"Beledweyne": "event_place", "Mali": "other"}
