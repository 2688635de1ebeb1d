"""The ledgers as sections: tolls, ceasefires, talks, control, blame, disputes, relations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from contested.model.actors import RelationKind
from contested.model.events import Dispute
from contested.model.ledgers import (
    Blame,
    Ceasefire,
    CeasefireState,
    Control,
    RelationEntry,
    Talks,
    ThirdParty,
    TollEntry,
)
from contested.publish import gate
from contested.publish.counts import whose_words
from contested.publish.doc import Block, Card, Cell, Chip, Fact, Grid, Pair, Section
from contested.publish.grammar import listed, the
from contested.publish.prose import prose
from contested.publish.sentences import MOST_REFS, Ref, Sentence, ref_of, source_words, tell
from contested.publish.stories import claims_of
from contested.publish.view import View, by_time, terms_words, toll_words
from contested.publish.words import count, day_words, join, number_words, span_words, upper_first

_R = RelationKind
_TELLING = frozenset(
    {_R.ALLY_OF, _R.SUPPORTS, _R.RECOGNISES, _R.GUARANTOR_OF, _R.MEMBER_OF, _R.CO_CHAIR_OF, _R.LEADS, _R.ESTABLISHED}
)
MOST_ROWS, MOST_CARDS, MOST_SENTENCES = 120, 30, 4


def tolls(view: View) -> Section:
    """Return the tolls by side that lost, claimant and basis; nothing is added up."""
    rows = sorted(view.record.tolls, key=lambda row: (not row.whose, _side(view, row), by_time(row.time), row.claim))
    shown = _merged_rows(_toll_row(view, row) for row in rows[:MOST_ROWS])
    columns = ("Whose people", "Count", "According to", "Basis", "Covers", "When")
    grid = Grid("Tolls, one row a claim", columns, shown, _rest(len(rows) - MOST_ROWS, "count", "tolls"))
    lead = "One row is one count by one claimant. Rows overlap and differ in what they cover, so nothing is added up."
    return Section("tolls", "Tolls", (grid,) if rows else (), lead, "No count of people is told.")


def _side(view: View, row: TollEntry) -> str:
    """Return the side that lost, so that a state and its forces stand together."""
    return view.names(view.owner(actor) for actor in row.whose)


def _merged_rows(rows: Iterable[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows; those that read alike (copies of one text) are one row with the citations of all."""
    found: dict[tuple[tuple[str, str], ...], tuple[Cell, ...]] = {}
    for row in rows:
        key = tuple((cell.text, cell.note) for cell in row)
        pairs = zip(found.get(key, row), row, strict=True)
        found[key] = tuple(replace(a, refs=tuple(dict.fromkeys((*a.refs, *b.refs)))) for a, b in pairs)
    return tuple(found.values())


def _toll_row(view: View, row: TollEntry) -> tuple[Cell, ...]:
    words, toll, claim = prose().word, row.toll, view.claims.get(row.claim)
    refs = (ref_of(claim),) if claim else ()
    status = "" if toll.victim_status.value == "unknown" else words("victims", toll.victim_status.value)
    notes = [count(row.origins, "origin")] if row.origins > 1 else []
    notes += ["replaces an earlier count"] if row.supersedes else []
    return (
        Cell(whose_words(view, row.whose) or "not stated"),
        Cell(toll_words(toll), refs, status),
        Cell(view.according_to(claim) if claim else view.name(row.claimant)),
        Cell(words("bases", toll.basis.value), (), " · ".join(notes)),
        Cell(words("scopes", toll.scope.value)),
        Cell(span_words(row.time), (), gate.clean(row.place or "", gate.NAME_LIMIT)),
    )


def ceasefires(view: View) -> Section:
    """Return every ceasefire with its state, third parties, alleged violations and reports of holding."""
    rows = sorted(view.record.ceasefires, key=lambda row: (by_time(row.time), row.id))
    cards = tuple(_ceasefire(view, row) for row in rows[:MOST_CARDS])
    lead = "A ceasefire that is said to be violated may still be in effect; states are as reports tell them."
    return _section("ceasefires", "Ceasefires", (cards, lead), len(rows) - len(cards), "ceasefire")


def _ceasefire(view: View, row: Ceasefire) -> Card:
    words = prose().word
    state = words("ceasefire_states", row.state.value)
    if row.end_reason and row.state is CeasefireState.ENDED:
        state += f": {words('end_reasons', row.end_reason.value)}"
    facts = [
        Fact("Sides", _listed(view, row.parties) or "not named"),
        Fact("Third parties", _third_parties(view, row.third_parties)),
        Fact("Terms", "; ".join(terms_words(row.terms))),
        *_counted(view, "Alleged violations", row.incidents),
        *_counted(view, "Violations that a body with a mandate tells of", row.confirmed),
        *_counted(view, "Said to hold", row.observations),
        *([Fact("Length", count(row.days, "day"))] if row.days is not None else []),
        *_followed(view, row),
    ]  # fmt: skip
    told = [claim for claim in claims_of(view, row.claims) if claim.id not in row.incidents]
    flags = tuple(_flag(view, flag) for flag in row.flags)
    title = f"Ceasefire, {span_words(row.time)}"
    return Card(title, (Chip(state),), tuple(facts), _some(tell(view, told, with_time=True)), flags, row.id)


def _followed(view: View, row: Ceasefire) -> list[Fact]:
    """Return what the sides are told to have done next. That one led to the other nobody is quoted as saying."""
    words = prose().word
    return [
        Fact(
            "Told of the time after it",
            f"{words('sequels', sequel.kind.value)}, {day_words(sequel.day)}",
            tuple(ref_of(claim) for claim in claims_of(view, sequel.claims)[:MOST_REFS]),
        )
        for sequel in row.followed_by
    ]


def _third_parties(view: View, items: Iterable[ThirdParty]) -> str:
    role = prose().word
    return join(f"{the(view.name(t.actor))} ({role('roles', t.role.value)})" for t in items) or "none named"


def _flag(view: View, flag: str) -> Sentence:
    """Return a flag as a sentence; the ids of claims that it names become citations."""
    ids = [word for word in re.findall(r"[^\s(),;]+", flag) if word in view.claims]
    text = flag
    for word in ids:
        text = text.replace(word, "")
    text = re.sub(r"\s*\([\s,;]*\)", "", text)
    refs = tuple(dict.fromkeys(ref_of(view.claims[word]) for word in ids))[:MOST_REFS]
    return Sentence(upper_first(gate.clean(text, 300)).rstrip(".") + ".", refs)


def _counted(view: View, term: str, ids: Iterable[str]) -> list[Fact]:
    claims = claims_of(view, ids)
    if not claims:
        return []
    speakers = listed(view.according_to(claim) for claim in claims)
    text = f"{count(len(claims), 'statement')}, according to {speakers}"
    return [Fact(term, text, tuple(ref_of(claim) for claim in claims[:12]))]


def talks(view: View) -> Section:
    """Return every round of talks or act of mediation."""
    rows = sorted(view.record.talks, key=lambda row: (by_time(row.time), row.id))
    cards = tuple(_talks(view, row) for row in rows[:MOST_CARDS])
    return _section("talks", "Talks and mediation", (cards, ""), len(rows) - len(cards), "round")


def _talks(view: View, row: Talks) -> Card:
    words = prose().word
    facts = [
        Fact("Sides", _listed(view, row.parties) or "not named"),
        Fact("Third parties", _third_parties(view, row.third_parties)),
    ]
    if row.venue:
        facts.append(Fact("Venue", view.own_words(row.venue)))
    chips = (Chip(words("talks_outcomes", row.outcome.value)),)
    if row.stage.value != "unknown":
        facts.append(Fact("Stage", words("talks_stages", row.stage.value)))
    sentences = _some(tell(view, claims_of(view, row.claims), with_time=True))
    return Card(f"Talks, {span_words(row.time)}", chips, tuple(facts), sentences, (), row.id)


def control(view: View) -> Section:
    """Return who is said to hold what, since when, on whose word."""
    rows = sorted(view.record.control, key=lambda row: (by_time(row.time), row.id))
    shown = tuple(_control_row(view, row) for row in rows[:MOST_ROWS])
    columns = ("Territory", "When", "Gained by", "Lost by", "State", "Whose word")
    grid = Grid("Control, one row a change", columns, shown, _rest(len(rows) - len(shown), "change", "control"))
    lead = "De facto control as reports tell it. It says nothing about whose the land is by right."
    return Section("control", "Control", (grid,) if rows else (), lead, "No change of control is told.")


def _control_row(view: View, row: Control) -> tuple[Cell, ...]:
    words = prose().word
    refs = tuple(ref_of(claim) for claim in claims_of(view, row.claims))[:6]
    share = f"{number_words(row.share)} %" if row.share is not None else ""
    return (
        Cell(view.own_words(row.territory), refs, share),
        Cell(span_words(row.time)),
        Cell(_listed(view, row.gaining) or "not named"),
        Cell(_listed(view, row.losing) or "not named"),
        Cell(words("control_states", row.state.value)),
        Cell(words("control_bases", row.basis.value)),
    )


def blame(view: View) -> Section:
    """Return who holds whom responsible, each beside the answer; copies of one text are told once."""
    groups: dict[tuple[object, ...], list[Blame]] = {}
    for row in sorted(view.record.blames, key=lambda row: (by_time(row.time), row.id)):
        key = (row.blamer, row.blamed, row.target, _quotes(view, row.claims))
        groups.setdefault(key, []).append(row)
    pairs = tuple(_blame(view, rows) for rows in list(groups.values())[:MOST_CARDS])
    hidden = len(groups) - len(pairs)
    return _section("blame", "Who blames whom", (pairs, "Accusations, each beside its answer."), hidden, "accusation")


def _quotes(view: View, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({view.claims[claim].passage.quote for claim in ids if claim in view.claims}))


def _blame(view: View, rows: list[Blame]) -> Pair:
    row, words = rows[0], prose().word
    claims = claims_of(view, dict.fromkeys(claim for row in rows for claim in row.claims))
    answers = claims_of(view, dict.fromkeys(claim for row in rows for claim in row.answers))
    blamer = the(view.name(row.blamer)) if row.blamer else (view.according_to(claims[0]) if claims else "not named")
    blamed = _listed(view, row.blamed) or "nobody by name"
    whom = "one another" if blamed == blamer else blamed
    target = gate.clean(words("blame_targets", row.target), 60)
    return Pair(
        title=upper_first(f"{blamer} on {whom}: {target}, {span_words(row.time)}"),
        left=_some(tell(view, claims)),
        right=_some(tell(view, answers)),
        left_title="Accusation",
        right_title="Answer",
        no_right="No answer in these reports.",
    )


def disputes(view: View) -> Section:
    """Return the accounts that cannot all be true, side by side; copies of one text are told once."""
    groups: dict[tuple[str, ...], list[Dispute]] = {}
    for row in sorted(view.record.disputes, key=lambda row: (_dispute_time(view, row), row.id)):
        if row.claim in view.claims and row.other in view.claims:
            groups.setdefault((row.kind.value, *_quotes(view, (row.claim, row.other))), []).append(row)
    pairs = tuple(_dispute(view, rows) for rows in list(groups.values())[:MOST_CARDS])
    lead = "Accounts that cannot all be true. The page takes no side; the order is that of the reports' dates."
    hidden = len(groups) - len(pairs)
    return _section("disputes", "Disputes side by side", (pairs, lead), hidden, "dispute")


def _dispute_time(view: View, row: Dispute) -> tuple[bool, str, str]:
    claim = view.claims.get(row.claim)
    return by_time(claim.time if claim else None)


def _dispute(view: View, rows: list[Dispute]) -> Pair:
    claims = claims_of(view, dict.fromkeys(claim for row in rows for claim in (row.claim, row.other)))
    first = claims[0]
    one = [claim for claim in claims if claim.passage.quote == first.passage.quote]
    other = [claim for claim in claims if claim.passage.quote != first.passage.quote] or claims[1:]
    when = span_words(first.time or other[0].time)
    return Pair(
        title=f"{upper_first(prose().word('dispute_kinds', rows[0].kind.value))}, {when}",
        left=_some(tell(view, one)),
        right=_some(tell(view, other)),
        left_title=upper_first(view.according_to(first)),
        right_title=upper_first(view.according_to(other[0])),
        note=upper_first(gate.clean(rows[0].reason, 300)),
    )


def relations(view: View) -> Section:
    """Return alliances, memberships and leaders; unreliable ones are marked. Offices and forces are only counted."""
    told = [row for row in view.record.relations if row.alliance or row.relation in _TELLING]
    rows = sorted(told, key=lambda row: (not row.reliable, row.alliance is None, _relation_key(view, row)))
    shown = tuple(_relation_row(view, row) for row in rows[:MOST_ROWS])
    rest = _rest(len(view.record.relations) - len(shown), "relation", "relations")
    rest += " (mostly of offices, officials and forces)" if len(told) < len(view.record.relations) else ""
    grid = Grid("Relations, one row each", ("Who", "Relation", "To whom", "According to"), shown, rest)
    return Section("relations", "Alliances and other relations", (grid,), "", "") if rest or rows else _no_relation()


def _no_relation() -> Section:
    return Section("relations", "Alliances and other relations", (), "", "No relation is told.")


def _relation_key(view: View, row: RelationEntry) -> tuple[str, str, str]:
    return (row.relation.value, view.name(row.object), view.name(row.subject))


def _relation_row(view: View, row: RelationEntry) -> tuple[Cell, ...]:
    refs = tuple(Ref(report, passage) for report, passage in zip(row.reports, row.passages, strict=False))[:6]
    mark = "" if row.reliable else "unclear wording; not relied on"
    sources = join(dict.fromkeys(source_words(view, report) for report in row.reports[:3]))
    return (
        Cell(view.name(row.subject)),
        Cell(prose().word("relations", row.relation.value), refs, mark),
        Cell(view.name(row.object)),
        Cell(sources),
    )


def _listed(view: View, actors: Iterable[str]) -> str:
    return listed(dict.fromkeys(view.name(actor) for actor in actors))


def _some(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    return sentences[:MOST_SENTENCES]


def _section(ident: str, title: str, body: tuple[tuple[Block, ...], str], hidden: int, what: str) -> Section:
    blocks, lead = body
    rest = _rest(hidden, what, ident)
    lead = f"{lead} {upper_first(rest)}.".strip() if rest else lead
    return Section(ident, title, blocks, lead, f"No {what} is told.")


def _rest(hidden: int, what: str, ledger: str) -> str:
    return f"{count(hidden, f'more {what}')} in contested {ledger} DIR" if hidden > 0 else ""
