"""Recipients that stand further off than a verb's own arguments: in what is promised, threatened, asked or refused.

"A threatened to cut off gas to B", "A agreed to withdraw troops from B", "A refused to meet B", "A demanded the release
of B's citizens": the party in the content is whom the speech act is about.
"""

from __future__ import annotations

from contested.extract.context import Context, SentenceView
from contested.extract.graph import Oblique
from contested.lexicon.events import Frame
from contested.model.actors import ActorKind, ActorMention, MentionForm
from contested.model.claims import EventType

_ACTS_ON_CONTENT = frozenset(
    {
        EventType.THREATEN,
        EventType.AGREE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.SUPPORT,
        EventType.SANCTION,
        EventType.CONCEDE,
        EventType.PROTEST,
    }
)
_PARTIES = frozenset(
    {
        "to",
        "against",
        "on",
        "upon",
        "with",
        "from",
        "at",
        "into",
        "for",
        "of",
        "toward",
        "towards",
        "by",
        "between",
        "among",
    }
)
_OWNERS = frozenset(
    {"of", "by", "from", "with", "to", "against", "on", "for", "over", "between", "among", "towards", "about"}
)
_DEEPEST = 3  # clauses or nouns inside each other
_NO_PARTY = frozenset({ActorKind.UNNAMED_SOURCE, ActorKind.NEWS_AGENCY})


def content_parties(context: Context, view: SentenceView, index: int, frame: Frame, taken: set[str]) -> tuple[str, ...]:
    """Return the mention ids of the parties in the content of a speech act at ``index``, nearest first; () for none.

    ``taken`` are the mentions that act: who promises is not the one promised to.
    """
    if frame.type not in _ACTS_ON_CONTENT or (frame.reciprocal and len(taken) > 1):
        return ()
    graph = view.graph
    clauses = graph.children(index, "xcomp", "ccomp") or [
        c for c in graph.children(index, "advcl") if graph.tokens[c].xpos in {"VB", "VBG"}
    ]
    for clause in clauses:
        if graph.is_verb(clause) or graph.children(clause, "cop"):
            found = _of_clause(context, view, clause, taken, _DEEPEST)
            if found:
                return found
    for head in _topics(view, index):
        found = _of_noun(context, view, head, taken, _DEEPEST)
        if found:
            return found
    return _of_condition(context, view, index, taken) if frame.type is EventType.THREATEN else ()


def _of_condition(context: Context, view: SentenceView, index: int, taken: set[str]) -> tuple[str, ...]:
    """Return who must act to avert a threat: "threatened to strike unless B withdraws"."""
    graph = view.graph
    for node in [index, *graph.children(index, "xcomp", "ccomp")]:
        for clause in graph.children(node, "advcl"):
            if any(graph.lower(m) in {"unless", "if"} for m in graph.children(clause, "mark")):
                found = _parties_at(context, view, graph.expand(graph.own_subjects(clause)), taken)
                if found:
                    return found
    return ()


def _topics(view: SentenceView, index: int) -> list[int]:
    """Return the nouns that say what is promised, asked or refused: objects, and obliques with their prepositions."""
    graph = view.graph
    cases = {"to", "for", "on", "upon", "with", "against", "over", "at", "about", "in protest of"}
    topics = [o.head for o in graph.obliques(index) if o.case in cases or graph.lemma(o.head) == "protest"]
    return [*graph.patients(index), *topics]


def _of_clause(context: Context, view: SentenceView, clause: int, taken: set[str], depth: int) -> tuple[str, ...]:
    graph = view.graph
    own = [s for s in graph.own_subjects(clause) if not graph.is_passive(clause)]
    heads = own + graph.children(clause, "obj", "iobj") + [s for s in graph.own_subjects(clause) if s not in own]
    direct = _parties_at(context, view, graph.expand(heads), taken)
    if direct:
        return direct
    obliques = _parties_at(context, view, _heads(graph.obliques(clause), _PARTIES), taken)
    if obliques:
        return obliques
    for head in heads:
        found = _of_noun(context, view, head, taken, depth - 1)
        if found:
            return found
    for oblique in graph.obliques(clause):
        found = _of_noun(context, view, oblique.head, taken, depth - 1) if oblique.case in _PARTIES else ()
        if found:
            return found
    if depth <= 0:
        return ()
    for inner in graph.children(clause, "xcomp", "ccomp"):
        found = _of_clause(context, view, inner, taken, depth - 1)
        if found:
            return found
    return ()


def _of_noun(context: Context, view: SentenceView, head: int, taken: set[str], depth: int) -> tuple[str, ...]:
    """Return the parties that a noun names in its modifiers: "a French proposal", "the release of B's citizens"."""
    graph = view.graph
    before = [m for c in graph.children(head, "nmod:poss", "amod", "compound") for m in graph.expand([c])]
    found = _parties_at(context, view, before, taken)
    found = found or _parties_at(context, view, _heads(graph.obliques(head), _OWNERS), taken)
    if found or depth <= 0:
        return found
    for oblique in graph.obliques(head):
        found = _of_noun(context, view, oblique.head, taken, depth - 1) if oblique.case in _OWNERS else ()
        if found:
            return found
    for clause in graph.children(head, "acl"):
        found = _of_clause(context, view, clause, taken, depth - 1)
        if found:
            return found
    return ()


def _heads(obliques: list[Oblique], cases: frozenset[str]) -> list[int]:
    return [o.head for o in obliques if o.case in cases]


def _parties_at(context: Context, view: SentenceView, heads: list[int], taken: set[str]) -> tuple[str, ...]:
    others = [h for h in heads if not _is_own(view, h)]
    found = [m for head in others for m in view.mentions.get(head, ()) if m not in taken]
    found = [m for m in found if not set(context.mentions[m].parts) & taken]
    return tuple(dict.fromkeys(m for m in found if _is_party(context, context.mentions[m])))


def _is_own(view: SentenceView, head: int) -> bool:
    """Return whether a noun is the actor's own: "its troops", "their leader"."""
    graph = view.graph
    return any(graph.tokens[c].upos == "PRON" for c in graph.children(head, "nmod:poss"))


def _is_party(context: Context, mention: ActorMention) -> bool:
    """Return whether a mention can be somebody acted upon: no pronoun, unnamed source, crowd, or pair of the sides."""
    own_force = mention.kind is ActorKind.ARMED_FORCE and mention.form is MentionForm.NOMINAL and not mention.parts
    pair = context.lexicons.cues.has("pair_heads", mention.head.split(" ")[-1]) and not mention.parts
    return (
        not (pair or own_force)
        and mention.form is not MentionForm.PRONOUN
        and mention.kind not in _NO_PARTY
        and not mention.reason.endswith("(people)")
    )
