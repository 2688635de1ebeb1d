"""Place mentions and the roles that they play: event place, dateline, stands for an actor, part of a name."""

from __future__ import annotations

import re

from contested.extract.context import Context, SentenceView
from contested.extract.mentions import is_acting
from contested.lexicon.actors import NameForm
from contested.lexicon.places import PlaceHit, load_place_kinds
from contested.model.actors import MentionForm
from contested.model.places import PlaceMention, PlaceRole
from contested.model.spans import Passage
from contested.model.tree import NameKind

_DATELINE = re.compile(r"^\s*[^\W\d_][^\n]{2,70}?\s[-–—]\s")
_DATELINE_COMMA = re.compile(r"^\s*[^\W\d_][\w .'’-]{2,40},\s+(?:\w+,\s+)?(?:\d{1,2}\s+)?[A-Z][a-z]+\.?\s+\d{1,2}?")


def find_places(context: Context) -> tuple[PlaceMention, ...]:
    """Return the toponyms of a report in text order, and index them under their tokens."""
    found: list[PlaceMention] = []
    for view in context.views:
        spans: list[tuple[int, int]] = []
        for first, last, hit in view.place_hits:
            mention = _mention(context, view, first, last, hit, len(found) + 1)
            if mention is not None:
                found.append(mention)
                spans.append((mention.passage.start, mention.passage.end))
                view.places.update(dict.fromkeys(range(first, last + 1), mention.id))
        for mention in _unknown(context, view, spans, len(found) + 1):
            found.append(mention)
    context.places.update({mention.id: mention for mention in found})
    return tuple(sorted(found, key=lambda m: m.passage))


def _mention(
    context: Context, view: SentenceView, first: int, last: int, hit: PlaceHit, number: int
) -> PlaceMention | None:
    """Return the place mention of a gazetteer hit, or None where it is no toponym here."""
    role, reason = _role(context, view, first, last, hit)
    if role is None:
        return None
    start, end = _with_kind_word(context, view, first, last, hit)
    candidates = tuple(place.id for place in hit.candidates[:12])
    return PlaceMention(f"p{number}", Passage.cut(context.text, start, end), role, candidates, reason)


def _with_kind_word(context: Context, view: SentenceView, first: int, last: int, hit: PlaceHit) -> tuple[int, int]:
    """Return the span of a name with the kind word that belongs to it: "Kupwara district", "Lake Sev"."""
    start, end = hit.start, hit.end
    words = load_place_kinds().words
    graph = view.graph
    if last + 1 < len(graph):
        after = graph.lower(last + 1)
        if any(w.after and w.word == after for w in words) and graph.tokens[last + 1].end - end < 30:
            end = graph.tokens[last + 1].end
    return start, end


def _role(context: Context, view: SentenceView, first: int, last: int, hit: PlaceHit) -> tuple[PlaceRole | None, str]:
    """Return the role of a toponym and why; None where the word is no toponym."""
    actor = view.hit_over(first)
    if actor is not None and all(c.form is NameForm.DEMONYM for c in actor.candidates):
        return None, "demonym"
    name = view.name_over(first, NameKind.PERSON)
    if name is not None and (name.first < first or name.last > last):
        return None, "part of a person's name"
    if hit.weak and view.name_over(first, NameKind.PLACE) is None:
        return None, "weak name without support"
    if _is_dateline(context, view, hit):
        return PlaceRole.DATELINE, "opens the report"
    organisation = view.name_over(first, NameKind.ORGANISATION)
    if organisation is not None and (organisation.first < first or organisation.last > last):
        return PlaceRole.PART_OF_NAME, "inside the name of an organisation"
    if actor is not None and (actor.start < hit.start or actor.end > hit.end):
        return PlaceRole.PART_OF_NAME, "inside the name of an actor"
    metonym = actor is not None and NameForm.METONYM in {c.form for c in actor.candidates}
    if metonym and is_acting(view, _head(view, first, last)):
        return PlaceRole.ACTOR_METONYM, "a seat of government that acts"
    country = any(place.kind.value == "country" for place in hit.candidates[:1])
    if country and not _is_behind_place_preposition(view, _head(view, first, last)):
        acting = any(
            context.mentions[m].form is not MentionForm.PRONOUN
            for i in range(first, last + 1)
            for m in view.mentions.get(i, [])
        )
        return (None, "a country that acts") if acting else (PlaceRole.OTHER, "country")
    if _is_behind_place_preposition(view, _head(view, first, last)):
        return PlaceRole.EVENT_PLACE, "behind a preposition of place"
    graph = view.graph
    relation = graph.relation(_head(view, first, last))
    if relation in {"nsubj", "obj", "compound", "amod", "nmod", "obl", "appos", "conj", "root"}:
        return PlaceRole.EVENT_PLACE, f"{relation} of its clause"
    return PlaceRole.OTHER, relation


def _head(view: SentenceView, first: int, last: int) -> int:
    """Return the token of a span that governs the others."""
    return next((i for i in range(first, last + 1) if not first <= view.sentence.tokens[i].head <= last), last)


def _is_behind_place_preposition(view: SentenceView, index: int) -> bool:
    graph = view.graph
    node = index
    while graph.tokens[node].deprel in {"conj", "compound", "appos", "flat"} and graph.tokens[node].head >= 0:
        node = graph.tokens[node].head
    words = graph.case(node) or graph.case(index)
    return words.split(" ")[0] in {"in", "at", "near", "inside", "within", "around", "outside", "across", "through", "into", "from", "towards", "toward", "over", "off", "along", "above", "beyond", "via", "to", "of", "on", "for", "between"} and bool(words)  # fmt: skip


def _is_dateline(context: Context, view: SentenceView, hit: PlaceHit) -> bool:
    """Return whether a hit lies in the dateline of a passage near the report's head."""
    if view.number > 8:
        return False
    line_start = context.text.rfind("\n", 0, hit.start) + 1
    line = context.text[line_start : line_start + 120]
    match = _DATELINE.match(line) or _DATELINE_COMMA.match(line)
    if match is None or hit.end - line_start > match.end():
        return False
    letters = context.text[hit.start : hit.end]
    return letters.isupper() or hit.start == line_start or any(c.isdigit() for c in match.group())


def _unknown(context: Context, view: SentenceView, taken: list[tuple[int, int]], number: int) -> list[PlaceMention]:
    """Return toponyms that only the tagger knows: places without candidates."""
    found: list[PlaceMention] = []
    for name in view.names:
        overlaps = any(start < name.end and name.start < end for start, end in taken)
        if name.kind is not NameKind.PLACE or overlaps or view.hit_over(name.first) is not None:
            continue
        role = (
            PlaceRole.EVENT_PLACE
            if _is_behind_place_preposition(view, _head(view, name.first, name.last))
            else PlaceRole.OTHER
        )
        place_id = f"p{number + len(found)}"
        found.append(
            PlaceMention(place_id, Passage.cut(context.text, name.start, name.end), role, (), "named by the tagger")
        )
        view.places.update(dict.fromkeys(range(name.first, name.last + 1), place_id))
    return found
