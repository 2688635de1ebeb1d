"""What a head noun makes of its phrase: a force, an office, a group, a source; and the titles of people."""

from __future__ import annotations

from dataclasses import dataclass

from contested.extract.context import Context, SentenceView
from contested.model.actors import ActorKind

_INSIDE = frozenset(
    {
        "acl",
        "advcl",
        "conj",
        "cc",
        "appos",
        "nmod",
        "parataxis",
        "ccomp",
        "dep",
        "orphan",
        "nsubj",
        "cop",
        "mark",
        "aux",
        "obl",
        "advmod",
        "case",
        "punct",
        "det",
        "nummod",
        "list",
        "discourse",
    }
)
_PREMODIFIERS = frozenset({"nmod:poss", "nmod:desc"})


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """What a head noun makes of its phrase."""

    kind: ActorKind
    label: str
    surface: str
    first: int  # first token of the matched words


def phrase_of(view: SentenceView, index: int) -> list[int]:
    """Return the tokens of the base noun phrase: the head, its modifiers on the left, flat parts on the right."""
    graph = view.graph
    inside = {index}
    for child in graph.children(index):
        relation = graph.relation(child)
        if relation in {"compound", "flat", "amod", "goeswith", "fixed"} or graph.tokens[child].deprel in _PREMODIFIERS:
            stop = _INSIDE - {"case", "punct"} - ({"conj", "cc"} if relation in {"amod", "compound"} else set())
            stop -= {"nmod"} if graph.tokens[child].deprel == "nmod:desc" else set()
            inside.update(graph.subtree(child, stop))
    first, last = min(inside), max(inside)
    return list(range(first, last + 1))


def title_of(context: Context, view: SentenceView, index: int, phrase: list[int], start: int) -> tuple[str, int | None]:
    """Return the title of a named person, before the name or in apposition, and the noun that bears it."""
    title = _title_before(context, view, phrase, start)
    graph = view.graph
    beside = list(graph.children(index, "appos"))
    if graph.relation(index) == "appos" and graph.tokens[index].head >= 0:
        beside.append(graph.tokens[index].head)
    for noun in beside:
        words = [graph.lower(i) for i in phrase_of(view, noun) if i <= noun]
        for size in (4, 3, 2, 1):
            tail = " ".join(words[-size:]).replace(" - ", "-")
            if tail in context.lexicons.nouns.titles or tail in context.lexicons.nouns.experts:
                return title or tail, noun
    return title, None


def _title_before(context: Context, view: SentenceView, phrase: list[int], start: int) -> str:
    """Return the title that stands before a name ("prime minister"), lower case, empty where there is none."""
    titles = context.lexicons.nouns.titles
    experts = context.lexicons.nouns.experts
    words = [view.graph.lower(i) for i in phrase if view.sentence.tokens[i].end <= start]
    for size in (4, 3, 2, 1):
        for at in range(len(words) - size, -1, -1):
            words_here = " ".join(words[at : at + size]).replace(" - ", "-")
            if at and view.graph.cues.has("private_leaders", words[at - 1]):
                continue
            if words_here in titles or words_here in experts:
                return words_here
    return ""


def actor_noun(context: Context, view: SentenceView, index: int, phrase: list[int]) -> HeadNoun | None:
    """Return what the longest known noun that ends at the head makes of the phrase."""
    nouns = context.lexicons.nouns
    graph = view.graph
    with_det = [i for i in graph.children(index, "det", "nummod") if i < index]
    surface = " ".join(
        [graph.lower(i) for i in with_det] + [graph.lower(i) for i in phrase if i <= index and i not in with_det]
    )
    if with_det and surface in nouns.collectives:
        return HeadNoun(ActorKind.COLLECTIVE, nouns.collectives[surface].label, surface, min(with_det))
    of_tail = [o for o in graph.obliques(index) if o.case in {"of", "for"}]
    if of_tail:
        surface = f"{graph.lower(index)} {of_tail[0].case} {graph.lower(of_tail[0].head)}"
        found = nouns.heads.get(surface)
        if found:
            return HeadNoun(found[0], found[1], surface, index)
    for at in range(max(phrase[0], index - 4), index + 1) if graph.lower(index) in nouns.tails else ():
        surface = " ".join(graph.lower(i) for i in range(at, index + 1)).replace(" - ", "-").replace(" 's", "'s")
        found = nouns.heads.get(surface)
        if found:
            return HeadNoun(found[0], found[1], surface, at)
    if graph.cues.has("territory_heads", graph.lemma(index)) and graph.tokens[index].deprel in {
        "nsubj",
        "nmod:poss",
        "obl:agent",
    }:
        return HeadNoun(ActorKind.TERRITORY, "territory", graph.lemma(index), index)
    return None


def is_of_title(context: Context, view: SentenceView, index: int, noun: int) -> bool:
    """Return whether "of X" belongs to the title itself: "secretary of state", "heads of government"."""
    surface = f"{view.graph.lower(index)} of {view.graph.lower(noun)}"
    return surface in context.lexicons.nouns.titles or surface in context.lexicons.nouns.offices


def premodified(view: SentenceView, index: int, phrase: list[int], first: int) -> int:
    """Return the first word of a phrase without its article: "about 200 traders", "hundreds of protesters"."""
    graph = view.graph
    found = min([first, *(i for i in phrase if i < index)])
    for number in graph.children(index, "nummod"):
        found = min([found, *(i for i in graph.subtree(number) if i < index)])
    governor = graph.tokens[index].head
    counted = graph.relation(index) == "nmod" and graph.case(index) == "of" and 0 <= governor < index
    if counted and graph.cues.has("quantity_nouns", graph.lemma(governor)):
        found = min(found, governor, *(i for i in graph.subtree(governor) if i < governor))
    while found < index and (graph.tokens[found].upos in {"DET", "PUNCT"} and graph.lower(found) in _ARTICLES):
        found += 1
    return found


_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "both", ",", "(", '"', "“", "‘", "'"})
