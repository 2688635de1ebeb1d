"""Who speaks where no verb says so: labels of interviews, the one interviewed, quotations over several sentences."""

from __future__ import annotations

from contested.extract.context import Context, SentenceView
from contested.model.actors import ActorKind
from contested.model.claims import Voice

OPENING = '"“„«'
QUOTES = '"“”„«»'
_ANSWERING = frozenset({"speak", "talk", "tell", "sit", "answer"})
_LABEL_LENGTH = 12  # tokens: a longer stretch before a colon is no speaker's label


def crosses_quotes(body: str) -> bool:
    """Return whether a stretch of text opens or closes a quotation that goes beyond it."""
    return sum(body.count(q) for q in QUOTES) % 2 == 1


def labelled_speaker(context: Context, view: SentenceView) -> Voice | None:
    """Return who speaks a passage of an interview: the person in front of its colon."""
    graph = view.graph
    colon = next((i for i in range(1, min(len(graph), _LABEL_LENGTH)) if graph.lower(i) == ":"), None)
    if colon is None or colon + 1 >= len(graph) or any(graph.is_verb(i) for i in range(colon)):
        return None
    named = [m for i in range(colon) for m in view.mentions.get(i, ())]
    speakers = [m for m in named if context.mentions[m].kind is ActorKind.PERSON]
    return Voice(speakers[0], None) if speakers else None


def interviewee(context: Context) -> Voice | None:
    """Return whom the report says to have spoken to it ("She spoke to us"), None where nobody did."""
    person: str | None = None
    for view in context.views:
        graph = view.graph
        for index in sorted(view.mentions):
            person = next((m for m in view.mentions[index] if context.mentions[m].kind is ActorKind.PERSON), person)
        if person is None:
            continue
        for index in range(len(graph)):
            if graph.lemma(index) not in _ANSWERING:
                continue
            heard = [o.head for o in graph.obliques(index) if o.case in {"to", "with"}]
            heard += graph.children(index, "obj", "iobj")
            if any(graph.lower(h) in {"us", "me"} for h in heard):
                return Voice(person, None)
    return None
