"""Open treebanks and name sets -> one list of examples for the joint network.

Sets differ in what they mark: some have trees, some names, and few tell peoples from other names. A word's name
label is therefore a *set of allowed tags*, as a bit mask; the loss is the log of the probability of the whole set.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from contested.language.labels import name_tags

TAGS = name_tags()
BIT = {tag: 1 << index for index, tag in enumerate(TAGS)}
ANYTHING = (1 << len(TAGS)) - 1
OUTSIDE = BIT["O"]

WORDS: dict[str, list[str]] = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
CALENDAR = frozenset(WORDS["calendar"])
TITLES = frozenset(WORDS["titles"])
PEOPLE_ENDINGS = tuple(WORDS["people_endings"])
NO_PEOPLE = frozenset(WORDS["no_people"])
PEOPLES = frozenset(WORDS["peoples"])
GUM_KINDS = {"person": "person", "place": "place", "organization": "organisation"} | dict.fromkeys(
    ("event", "object", "abstract", "animal", "plant", "substance"), "other"
)
SET_KINDS = {
    "PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "?",
    "person": "person", "location": "place", "corporation": "organisation", "group": "group",
    "creative-work": "other", "product": "other", "politician": "person", "politicalparty": "organisation",
    "organisation": "organisation", "country": "place", "event": "other", "election": "other", "misc": "?",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventMark:
    """One claim of a sentence, in numbers."""

    word: int  # the word that carries it
    event: int  # an index into EVENTS
    stance: int  # an index into STANCES
    flags: tuple[bool, ...]  # in the order of FLAGS
    roles: tuple[tuple[int, ...], ...]  # the words of each role, in the order of ROLES


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence. ``heads`` is empty where there is no tree, ``names`` where nothing is known of names."""

    source: str
    words: tuple[str, ...]
    upos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()  # -1 is the root
    deprels: tuple[str, ...] = ()
    names: tuple[int, ...] = ()  # masks of allowed tags
    events: tuple[EventMark, ...] | None = None  # None where nothing is known of events


def read_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a gzipped text file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from file


def read_conllu(path: Path) -> list[Example]:
    """Return the sentences of a CoNLL-U file (syntactic words only)."""
    found: list[Example] = []
    rows: list[list[str]] = []
    for line in read_lines(path):
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            rows.append(cells)
        elif not line.strip() and rows:
            found.append(_tree_example(path.name, rows))
            rows = []
    return found


def _tree_example(source: str, rows: list[list[str]]) -> Example:
    columns = list(zip(*rows, strict=True))
    heads = tuple(int(h) - 1 for h in columns[6])
    return Example(source, columns[1], columns[3], columns[4], columns[2], heads, columns[7])


# -- names ---------------------------------------------------------------------------------------------------------


def demonyms(examples: Iterable[Example]) -> frozenset[str]:
    """Return lower-cased words that treebanks treat as adjectives of a people, faith or party ("Afghan")."""
    adjective: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for example in examples:
        for word, upos, lemma in zip(example.words, example.upos, example.lemmas, strict=True):
            if lemma[:1].isupper() and lemma[1:].islower() and len(lemma) > 3:
                (adjective if upos == "ADJ" else other)[lemma.lower()] += 1
            elif upos == "ADJ":
                other[word.lower()] += 1
    seen = {word for word, n in adjective.items() if n * 3 > other[word] and word.endswith(PEOPLE_ENDINGS)}
    return frozenset(seen - NO_PEOPLE) | PEOPLES


def _people_form(word: str, peoples: frozenset[str]) -> bool:
    low = word.lower()
    return word[:1].isupper() and (low in peoples or (low.endswith("s") and low[:-1] in peoples))


def mark(masks: list[int], first: int, last: int, kind: str) -> None:
    """Write a name from word ``first`` to ``last`` (inclusive) into ``masks``."""
    kinds = {"?": ("people", "other"), "group": ("organisation", "people")}.get(kind, (kind,))
    for i in range(first, last + 1):
        masks[i] = sum(BIT[f"{'B' if i == first else 'I'}-{k}"] for k in kinds)


def spans_of(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (first, last, kind) of the names in IOB1 or IOB2 tags."""
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        part, kind = tag.split("-", 1)
        if part == "I" and found and found[-1][1] == i - 1 and found[-1][2] == kind:
            found[-1] = (found[-1][0], i, kind)
        else:
            found.append((i, i, kind))
    return found


def read_names(path: Path, splits: frozenset[str]) -> list[Example]:
    """Return the sentences of a name set whose split is in ``splits``; tags still unmapped, kept as ``xpos``."""
    rows = (json.loads(line) for line in read_lines(path))
    return [
        Example(f"{path.name}:{row['id']}", tuple(row["tokens"]), xpos=tuple(row["tags"]))
        for row in rows
        if row["split"] in splits
    ]


def names_example(example: Example, peoples: frozenset[str], *, complete: bool) -> Example:
    """Map a set's own tags to masks. ``complete`` says that the set marks every name (not only PER, ORG, LOC)."""
    masks = [_outside_mask(word, peoples, complete=complete) for word in example.words]
    for first, last, kind in spans_of(example.xpos):
        mapped = SET_KINDS[kind]
        if first == last and mapped in ("?", "group") and _people_form(example.words[first], peoples):
            mapped = "people"
        mark(masks, first, last, mapped)
    return replace(example, xpos=(), names=tuple(masks))


def _outside_mask(word: str, peoples: frozenset[str], *, complete: bool) -> int:
    if _people_form(word, peoples):
        return BIT["B-people"] if not complete else OUTSIDE | BIT["B-people"]
    plain = word.lower().strip(".") in CALENDAR | TITLES or not (word[:1].isupper() or word[:1].isdigit())
    if complete or plain:
        return OUTSIDE
    return OUTSIDE | sum(bit for tag, bit in BIT.items() if "other" in tag)


def tree_names(example: Example, peoples: frozenset[str], kinds: Sequence[tuple[int, int, str]] | None) -> Example:
    """Return weak name masks from tags: proper nouns are names; ``kinds`` (known names) are filled in."""
    masks = [_tag_mask(example, i, peoples, known=kinds is not None) for i in range(len(example.words))]
    for first, last, kind in kinds or ():
        mark(masks, first, last, kind)
    return replace(example, names=tuple(masks))


def _tag_mask(example: Example, index: int, peoples: frozenset[str], *, known: bool) -> int:
    word, upos = example.words[index], example.upos[index]
    low = word.lower().strip(".")
    if _people_form(word, peoples) and (upos in ("ADJ", "NOUN") or example.xpos[index] == "NNPS"):
        return BIT["B-people"] if example.deprels[index] not in ("flat", "compound") else ANYTHING
    if upos == "PROPN":
        if low in CALENDAR or (low in TITLES and example.deprels[index] == "nmod:desc"):
            return OUTSIDE
        return ANYTHING if known or low in TITLES else ANYTHING & ~OUTSIDE
    neighbours = example.words[max(0, index - 1) : index] + example.words[index + 1 : index + 2]
    if word[:1].isupper() or word[:1].isdigit() or any(w[:1].isupper() for w in neighbours):
        inside = upos in ("VERB", "AUX", "PRON", "ADV", "SCONJ", "INTJ")
        return OUTSIDE if inside and word.islower() else ANYTHING
    return OUTSIDE


def gum_names(
    trees: list[Example], entity_rows: Iterable[dict[str, Any]], split: str, peoples: frozenset[str]
) -> list[Example]:
    """Return GUM sentences with names: entities whose head is a proper noun, cut to the name itself."""
    found: list[Example] = []
    by_words = {tree.words: tree for tree in trees}
    for row in entity_rows:
        if row["split"] != split:
            continue
        offset = 0
        for words in row["sentences"]:
            end = offset + len(words)
            tree = by_words.get(tuple(words))
            if tree is not None:
                inside = [e for e in row["entities"] if offset <= e["start"] and e["end"] <= end]
                spans = [(e["start"] - offset, e["end"] - offset, e["type"]) for e in inside]
                found.append(tree_names(tree, peoples, _proper_names(tree, spans, peoples)))
            offset = end
    return found


def _proper_names(
    tree: Example, spans: list[tuple[int, int, str]], peoples: frozenset[str]
) -> list[tuple[int, int, str]]:
    taken: set[int] = set()
    found: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):  # the longest first
        name = _proper_name(tree, start, end, kind, peoples)
        if name is not None and not taken & set(range(name[0], name[1] + 1)):
            taken |= set(range(name[0], name[1] + 1))
            found.append(name)
    return found


def _proper_name(
    tree: Example, start: int, end: int, kind: str, peoples: frozenset[str]
) -> tuple[int, int, str] | None:
    heads = [i for i in range(start, end) if not start <= tree.heads[i] < end]
    if len(heads) != 1 or kind not in GUM_KINDS or tree.upos[heads[0]] != "PROPN":
        return None
    head = heads[0]
    first, last = _run(tree, head, start, end, person=kind == "person")
    if tree.words[first].lower().strip(".") in CALENDAR or (first == last and tree.words[first].lower() in TITLES):
        return None
    mapped = GUM_KINDS[kind]
    if kind == "person" and _people_form(tree.words[head], peoples):
        mapped = "people"
    return first, last, mapped


def _run(tree: Example, head: int, start: int, end: int, *, person: bool) -> tuple[int, int]:
    """Return the capitalised run around ``head`` that belongs to the name."""
    first = last = head
    while first > start and _belongs(tree, first - 1, person=person):
        first -= 1
    while last + 1 < end and (_belongs(tree, last + 1, person=person) or _bridge(tree, last + 1, end, person=person)):
        last += 1
    while tree.words[first] in ("-", "'", '"', "(", ","):
        first += 1
    while last > head and not (tree.words[last][:1].isalnum() or tree.words[last].endswith(".")):
        last -= 1
    return first, last


def _belongs(tree: Example, index: int, *, person: bool) -> bool:
    word = tree.words[index]
    low = word.lower().strip(".")
    if tree.deprels[index] in ("nmod:desc", "conj", "appos", "punct") and word != "-":
        return False
    if person:
        return (
            tree.upos[index] == "PROPN"
            and low not in TITLES
            and tree.deprels[index] in ("flat", "compound", "root", "nsubj", "obj", "nmod", "obl")
        )
    return (word[:1].isupper() or word[:1].isdigit() or word in ("-", "&")) and low not in CALENDAR and low != "the"


def _bridge(tree: Example, index: int, end: int, *, person: bool) -> bool:
    """Say whether a small word joins two parts of one name: "University of Yerevan"."""
    if person or tree.words[index].lower() not in ("of", "for", "and", "the", "on", "in", "de", "to"):
        return False
    rest = index + 1
    while rest < end and tree.words[rest].lower() in ("the", "of"):
        rest += 1
    linked = tree.words[index].lower() in ("of", "for", "de", "the")
    return rest < end and tree.upos[rest] == "PROPN" and linked


# -- everything ----------------------------------------------------------------------------------------------------

WIKIGOLD_HELD_OUT = 1130  # sentences from here on are never trained on


def load_training(data: Path, seed: int) -> list[Example]:
    """Return all training examples, in a fixed order for a seed."""
    ewt = read_conllu(data / "en_ewt-ud-train.conllu.gz")
    gum = read_conllu(data / "en_gum_open-train.conllu.gz")
    peoples = demonyms(ewt + gum)
    entity_rows = [json.loads(line) for line in read_lines(data / "gum_open_entities.jsonl.gz")]
    examples = [tree_names(e, peoples, None) for e in ewt]
    named = gum_names(gum, entity_rows, "train", peoples)
    known = {e.words for e in named}
    examples += named + [e for e in gum if e.words not in known]
    examples += _name_sets(data, peoples)
    random.Random(seed).shuffle(examples)
    return examples


def _name_sets(data: Path, peoples: frozenset[str]) -> list[Example]:
    uner = read_names(data / "uner_english.jsonl.gz", frozenset({"dev"}))
    gold = read_names(data / "wikigold.jsonl.gz", frozenset({"test"}))[:WIKIGOLD_HELD_OUT]
    wnut = read_names(data / "wnut17.jsonl.gz", frozenset({"train"}))[:1000]
    cross = read_names(data / "crossner_politics.jsonl.gz", frozenset({"train", "dev"}))
    found = [names_example(e, peoples, complete=False) for e in uner]
    return found + [names_example(e, peoples, complete=True) for e in gold + wnut + cross]
