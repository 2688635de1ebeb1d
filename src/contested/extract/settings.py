"""When and where of a claim: the times and places that stand in its clause."""

from __future__ import annotations

from dataclasses import replace

from contested.extract.context import Context
from contested.extract.drafts import Draft
from contested.model.claims import EventType
from contested.model.places import PlaceRole


def with_setting(context: Context, draft: Draft, times: list[tuple[str, int, int]]) -> Draft:
    """Attach the times and places that stand in the claim's clause."""
    view = draft.view
    spans = [view.graph.tokens[i] for i in draft.tokens]
    inside = {(t.start, t.end) for t in spans}
    inside |= {(t.start, t.end) for i in _shared_times(draft) for t in [view.graph.tokens[i]]}
    time_ids = tuple(name for name, start, end in times if any(start <= s < end for s, _ in inside))
    scene = [i for i in (*draft.tokens, *_where(draft)) if i in view.places and not _is_origin(draft, i)]
    scene = scene or _of_witnesses(draft)
    place_ids = tuple(dict.fromkeys(view.places[i] for i in scene))
    place_ids = tuple(i for i in place_ids if context.places[i].role is PlaceRole.EVENT_PLACE)
    draft.claim = replace(draft.claim, times=time_ids, places=place_ids)
    return draft


def _shared_times(draft: Draft) -> list[int]:
    """Return the tokens of an opening time that a coordinated verb shares: "By 1993, A took X and captured Y"."""
    graph = draft.view.graph
    index = draft.trigger.index
    if not draft.trigger.is_verb or graph.relation(index) != "conj" or graph.own_subjects(index):
        return []
    head = graph.tokens[index].head
    opening = [
        c for c in graph.children(head, "obl", "advmod") if c < head and c < min([*graph.own_subjects(head), head])
    ]
    return [i for c in opening for i in graph.subtree(c)]


def _where(draft: Draft) -> list[int]:
    """Return the tokens before the "where" of a clause: the place in which it happened."""
    graph = draft.view.graph
    if not draft.trigger.is_verb:
        return []
    marks = [i for i in graph.children(draft.trigger.index, "advmod", "mark") if graph.lower(i) == "where"]
    return [i for mark in marks for i in range(max(0, mark - 2), mark)]


def _is_origin(draft: Draft, index: int) -> bool:
    """Return whether a place is where fire comes from and not where it lands: "shells from the Karari base"."""
    graph = draft.view.graph
    if draft.claim.event_type is not EventType.ASSAULT:
        return False
    words = graph.case(index)
    if not words and graph.relation(index) in {"compound", "flat"}:
        words = graph.case(graph.tokens[index].head)
    return words == "from"


def _of_witnesses(draft: Draft) -> list[int]:
    """Return the tokens of the place whose people tell of fire there: "residents of the town said that shells fell"."""
    graph, cue = draft.view.graph, draft.attribution.cue_token
    if draft.claim.event_type not in {EventType.ASSAULT, EventType.HARM} or cue is None:
        return []
    people = [s for s in graph.own_subjects(cue) if graph.cues.has("witness_nouns", graph.lemma(s))]
    homes = [o.head for s in people for o in graph.obliques(s) if o.case in {"of", "in", "from"}]
    return [i for i in homes if i in draft.view.places]
