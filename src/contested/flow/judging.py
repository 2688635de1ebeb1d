"""People's judgements on a dossier: made, checked against the record as it stands, appended; and undone by one more."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contested.flow.dossier import Dossier
from contested.flow.track import load_record
from contested.model.errors import DossierError, UnknownIdError
from contested.model.events import Judgement, RecordedClaim
from contested.model.ids import content_id
from contested.model.quantities import TollBasis
from contested.model.readings import Decision
from contested.model.record import Record
from contested.record import Store
from contested.record.anchors import anchor
from contested.record.corrections import CREDIBILITY, correct
from contested.record.verdicts import RELIABILITY, SOURCE_SUBJECT, STATUS_SUBJECT, WITHDRAWN, standing_judgements

RELIABILITIES = ("A", "B", "C", "D", "E", "F")
STATUS_WORDS = ("worsening", "unchanging", "improving")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who judges, when, and why."""

    by: str
    at: dt.datetime
    reason: str

    def __post_init__(self) -> None:
        """Check that a person and a reason are named."""
        if not self.by.strip():
            raise DossierError("a judgement needs the name of who makes it. Give --by NAME")
        if not self.reason.strip():
            raise DossierError("a judgement needs its reason. Give --reason TEXT")


class Desk:
    """A dossier's record as it stands, and the judgements that people make of it."""

    def __init__(self, dossier: Dossier) -> None:
        """Read the record."""
        self.dossier = dossier
        self.record = load_record(dossier)
        self._made: list[Judgement] = []
        self._holding = False

    def accept(self, wanted: Sequence[str], hand: Hand) -> Judgement:
        """Accept claims, or all claims of events, as they were read."""
        return self.judge(self.claims(wanted), Decision.SAME, hand)

    def reject(self, wanted: Sequence[str], hand: Hand) -> Judgement:
        """Reject claims, or all claims of events: their reports do not say so."""
        return self.judge(self.claims(wanted), Decision.DIFFERENT, hand)

    def note(self, wanted: Sequence[str], hand: Hand) -> Judgement:
        """Leave a note, which changes nothing."""
        return self.judge(self.claims(wanted), Decision.UNSURE, hand)

    def correct(self, wanted: Sequence[str], field: str, value: str, hand: Hand) -> Judgement:
        """Correct a field of claims, or of all claims of events."""
        claims = self.claims(wanted)
        value = self.value(field, value)
        for claim in claims:
            correct(claim, field, value, {})
        return self.judge(claims, Decision.SAME, hand, field=field, value=value)

    def value(self, field: str, value: str) -> str:
        """Return a correction's value, with names of actors of the record as their ids."""
        if field not in {"initiators", "recipients", "claimant"}:
            return value
        return "; ".join(actor_id(part.strip(), self.record) for part in value.split(";") if part.strip())

    def merge(self, one: str, other: str, hand: Hand) -> Judgement:
        """Say that two events (or claims) are one happening."""
        first, second = self.claims([one]), self.claims([other])
        if {c.id for c in first} & {c.id for c in second}:
            raise DossierError(f"{one} and {other} are one event already. Nothing to merge")
        return self.judge(first, Decision.SAME, hand, others=second)

    def split(self, event: str, claims: Sequence[str], hand: Hand) -> Judgement:
        """Take claims out of an event: they tell of another happening."""
        whole = self.claims([event])
        out = [claim for claim in self.claims(claims) if claim in whole]
        rest = [claim for claim in whole if claim not in out]
        if len(out) < len(claims):
            raise UnknownIdError(f"{event}: not all of {', '.join(claims)} are claims of it; see contested explain")
        if not rest:
            raise DossierError(f"{event}: a split must leave a claim in it. Name fewer claims")
        return self.judge(out, Decision.DIFFERENT, hand, others=rest)

    def status(self, word: str, hand: Hand) -> Judgement:
        """Say how the conflict goes."""
        return self.append(Judgement("", STATUS_SUBJECT, None, Decision.SAME, None, word, *_by(hand)))

    def withdraw(self, report: str, hand: Hand) -> Judgement:
        """Withdraw a report: its claims stay as rows, marked, and leave the standing."""
        found = next((r.id for r in self.record.reports if report in {r.id, r.doc_id}), None)
        if found is None:
            raise UnknownIdError(f"{report}: the dossier has no such report; contested reports lists them")
        return self.append(Judgement("", found, None, Decision.DIFFERENT, WITHDRAWN, "yes", *_by(hand)))

    def grade_source(self, source: str, grade: str, hand: Hand, basis: TollBasis | None = None) -> Judgement:
        """Grade a source A to F, for tolls of one basis alone where it is named."""
        names = {r.source_name.casefold(): r.source_name for r in self.record.reports}
        actors = {a.name.casefold(): a.name for a in self.record.actors} | {
            a.id.casefold(): a.id for a in self.record.actors
        }
        name = names.get(source.casefold()) or actors.get(source.casefold())
        if name is None:
            raise UnknownIdError(
                f"{source}: no source or speaker of the dossier has this name; contested sources lists them"
            )
        field = RELIABILITY if basis is None else f"{RELIABILITY}:{basis.value}"
        return self.append(Judgement("", SOURCE_SUBJECT + name, None, Decision.SAME, field, grade, *_by(hand)))

    def grade_information(self, wanted: Sequence[str], grade: str, hand: Hand) -> Judgement:
        """Grade what claims say 1 to 6."""
        if grade not in CREDIBILITY:
            raise DossierError(f"{grade!r} is no grade of information. Use 1 (confirmed) to 6 (cannot be judged)")
        return self.correct(wanted, "credibility", grade, hand)

    def undo(self, judgement: str, hand: Hand) -> Judgement:
        """Undo a judgement by one more row; undoing an undo brings back what it undid."""
        known = {j.id for j in self.record.judgements}
        if judgement not in known:
            raise UnknownIdError(f"{judgement}: there is no such judgement; contested judgements lists them")
        return self.append(Judgement("", judgement, None, Decision.UNSURE, None, None, *_by(hand), undoes=judgement))

    def claims(self, wanted: Sequence[str]) -> list[RecordedClaim]:
        """Return the claims that ids of claims, ``document:claim`` names and ids of events stand for."""
        found: dict[str, RecordedClaim] = {}
        for one in wanted:
            claims = _claims_of(one, self.record)
            if not claims:
                raise UnknownIdError(f"{one}: the record holds no claim or event with this id; see contested events")
            found.update({claim.id: claim for claim in claims})
        return list(found.values())

    def judge(  # noqa: PLR0913 (a row)
        self,
        claims: Sequence[RecordedClaim],
        decision: Decision,
        hand: Hand,
        *,
        others: Sequence[RecordedClaim] = (),
        field: str | None = None,
        value: str | None = None,
    ) -> Judgement:
        """Append a judgement on claims, anchored where they stand in their reports."""
        subject, other = (" ".join(c.id for c in some) or None for some in (claims, others))
        made = Judgement("", subject or "", other, decision, field, value, *_by(hand))
        return self.append(replace(made, anchors=tuple(anchor(claim) for claim in (*claims, *others))))

    def append(self, judgement: Judgement) -> Judgement:
        """Append a judgement under its id and return it."""
        one = judgement
        parts = (
            one.subject,
            one.other,
            one.decision.value,
            one.field,
            one.value,
            one.by,
            one.at.isoformat(),
            one.reason,
        )
        made = replace(one, id=content_id("j", *parts, one.undoes))
        self._made.append(made)
        if not self._holding:
            self._keep()
        return made

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Keep the judgements that are made within at the end, all in one transaction."""
        self._holding = True
        try:
            yield
            self._keep()
        finally:
            self._holding = False

    def _keep(self) -> None:
        with Store.open(self.dossier.store) as store:
            store.append_judgements(self._made)
        self._made.clear()


def actor_id(name: str, record: Record) -> str:
    """Return the id of the actor that a name or id names; what names none stays as it is."""
    folded = name.casefold()
    for actor in record.actors:
        if folded in {actor.id.casefold(), actor.name.casefold()}:
            return actor.id
    return next((a.id for a in record.actors if folded in {alias.casefold() for alias in a.aliases}), name)


def in_force(record: Record) -> frozenset[str]:
    """Return the ids of the judgements that nothing has undone."""
    return frozenset(judgement.id for judgement in standing_judgements(record.judgements))


def _by(hand: Hand) -> tuple[str, dt.datetime, str]:
    return hand.by, hand.at, hand.reason


def _claims_of(wanted: str, record: Record) -> list[RecordedClaim]:
    document, _, local = wanted.rpartition(":")
    told = {claim.id: claim for claim in record.claims}
    if wanted in told:
        return [told[wanted]]
    event = next((event for event in record.events if event.id == wanted), None)
    if event is not None:
        return [told[claim] for claim in event.claims]
    return [claim for claim in record.claims if document and (claim.doc_id, claim.local_id) == (document, local)]
