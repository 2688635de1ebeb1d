"""The gate for an audience: what a dossier holds becomes what partners or the public may be shown of it.

What may not leave is taken out before the record is folded, so that no count, standing or dispute rests on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace

from contested.model.actors import ActorKind
from contested.model.errors import ReleaseError
from contested.model.events import Judgement, RecordedActor, RecordedClaim, StandingLevel
from contested.model.readings import Reading
from contested.model.record import Gap, Record, Status
from contested.model.reports import Report, Rights, Source
from contested.publish import gate, names
from contested.publish.guarding import Guard, guard_of
from contested.publish.holds import STATUS, held
from contested.publish.masking import Sentences, shown_only, touches
from contested.publish.pruning import prune
from contested.publish.release import (
    _SEAL,
    Audience,
    Cited,
    Edition,
    Release,
    content_of,
    corrections,
    masked,
    masked_reading,
    own_text,
    program_version,
    quotable,
    strictest_label,
)
from contested.publish.terms import Terms

Adjust = Callable[[RecordedClaim], RecordedClaim]
Fold = Callable[[Sequence[Reading], Sequence[Judgement], Adjust | None], Record]
GEONAMES = "Places: GeoNames (geonames.org), CC BY 4.0."
_ROUNDS = 6
_SHARE = 3  # of the sentences of a report under `quote`, at most one in so many is quoted, and always one


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a dossier holds, and how its record is folded from readings and judgements."""

    readings: Sequence[Reading]
    judgements: Sequence[Judgement]
    fold: Fold


def release(holdings: Holdings, terms: Terms) -> Release:
    """Return what may be shown under the terms. ReleaseError where the public would get it without a contact."""
    if terms.audience is Audience.PUBLIC and not terms.policy.contact.strip():
        raise ReleaseError(
            'nothing is published for the public without a contact. Write contact = "..." below [publish] in '
            "dossier.toml: an address to which corrections and requests for removal can be sent"
        )
    allowed = [_prepared(one, terms) for one in holdings.readings if terms.may_leave(one.report)]
    judgements = list(_judgements(holdings.judgements, {one.report.id for one in allowed}, terms))
    if terms.audience is Audience.PUBLIC:
        return _public(replace(holdings, readings=allowed, judgements=judgements), terms)
    record = holdings.fold(allowed, judgements, None)
    by_id = {one.report.id: one for one in allowed}
    texts = {r.id: text for r in record.reports if (text := own_text(r, Cited(record, r, by_id))) is not None}
    if terms.audience is Audience.PARTNER:
        record = _without_notes(record)
    return _sealed(masked(record, texts), {k: masked_reading(by_id[k], texts) for k in by_id}, terms, ())


def _public(holdings: Holdings, terms: Terms) -> Release:
    whole = {one.report.id: one for one in holdings.readings}
    guards = {key: guard_of(one, terms) for key, one in whole.items()}
    out = {key: set(guards[key].back) for key in whole}
    waiting: Counter[str] = Counter()

    def adjust(claim: RecordedClaim) -> RecordedClaim:
        return guards[claim.report_id].adjust(claim)

    for _ in range(_ROUNDS):
        kept = [prune(one, frozenset(out[key])) for key, one in sorted(whole.items())]
        record = holdings.fold(kept, holdings.judgements, adjust)
        more = held(Release(_SEAL, record, {}, Edition()), holdings.readings, terms)
        if not any(more.values()):
            break
        waiting.update({why: len(ids) for why, ids in more.items()})
        local = {claim.id: (claim.report_id, claim.local_id) for claim in record.claims}
        for claim in (one for ids in more.values() for one in ids):
            out[local[claim][0]].add(local[claim][1])
    else:
        raise ReleaseError("what needs a review did not come to an end. Review the claims that contested claims lists")
    if not record.status.reviewed and record.status.word != "unknown":
        waiting[STATUS] += 1
    texts = {key: _public_text(one, record, guards[key], out[key]) for key, one in whole.items()}
    shown = _loose(masked(_without_notes(record), texts), guards)
    readings = {one.report.id: masked_reading(guards[one.report.id].placed(one), texts) for one in kept}
    unnamed = frozenset(actor for guard in guards.values() for actor in guard.unnamed)
    return _sealed(*_unnamed(shown, readings, unnamed), terms, tuple(sorted(waiting.items())), record)


def _sealed(
    record: Record,
    readings: Mapping[str, Reading],
    terms: Terms,
    waiting: tuple[tuple[str, int], ...],
    judged: Record | None = None,
) -> Release:
    named = terms.audience is Audience.INTERNAL
    log = judged or record
    credited = any(place.geonameid for claim in record.claims for place in claim.places)
    edition = Edition(
        audience=terms.audience,
        label=strictest_label(record.reports),
        version=program_version(),
        content=content_of(record),
        day=terms.day,
        contact=terms.policy.contact.strip(),
        corrections=tuple(corrections(log.judgements, log.undone, named=named)),
        held=waiting,
        credits=(GEONAMES,) if credited else (),
    )
    shown = record if named else replace(record, judgements=(), undone=(), grades=())
    return Release(_SEAL, shown, readings, edition)


def _prepared(reading: Reading, terms: Terms) -> Reading:
    """Return a reading whose report is as the audience may be told of it: its label set, and no notes of our own."""
    report = replace(reading.report, tlp=terms.label(reading.report), rights=terms.rights(reading.report))
    if terms.audience is not Audience.INTERNAL:
        source = report.source and Source(
            report.source.name, report.source.kind, report.source.country, report.source.party
        )
        name = report.id.rpartition("-")[2][:12]
        url = gate.web_url(report.url)
        report = replace(report, doc_id=name, source=source, url=url, sensitivity=None, warnings=())
    if terms.audience is Audience.PUBLIC:
        url = report.url if report.url and names.may_link(report.url) else None
        report = replace(report, title=names.shown_text(report.title), url=url)
    return replace(reading, report=report)


def _judgements(all_: Iterable[Judgement], reports: set[str], terms: Terms) -> Iterator[Judgement]:
    """Yield the judgements cut to the reports that may leave, without the ends that speak of others."""
    prefixes = {report.rpartition("-")[2][:12] for report in reports}

    def stays(word: str) -> bool:
        return word in reports or word.partition(".")[0] in prefixes

    kept: set[str] = set()
    for one in sorted(all_, key=lambda j: (j.at, j.id)):
        if one.undoes is not None:
            cut = one if one.undoes in kept else None
        elif one.subject.startswith("source:"):
            cut = one if terms.audience is Audience.INTERNAL else None
        elif one.subject == "status":
            cut = one
        else:
            cut = _cut(one, stays, reports)
        if cut is not None:
            kept.add(one.id)
            yield cut


def _cut(one: Judgement, stays: Callable[[str], bool], reports: set[str]) -> Judgement | None:
    subject = " ".join(word for word in one.subject.split() if stays(word))
    other = None if one.other is None else " ".join(w for w in one.other.split() if stays(w) or ":" in w or "-" in w)
    if not subject or other == "":
        return None
    anchors = tuple(a for a in one.anchors if a.report_id in reports)
    return replace(one, subject=subject, other=other, anchors=anchors)


def _public_text(reading: Reading, record: Record, guard: Guard, out: Iterable[str]) -> str:
    """Return a report's text with the words alone that the public may be shown."""
    report, gone = reading.report, set(out)
    if report.rights not in (Rights.FULL, Rights.QUOTE) or guard.everywhere:
        return shown_only(report.text, ())
    dropped = [(c.passage.start, c.passage.end) for c in reading.extraction.claims if c.id in gone]
    cited = [claim.passage for claim in record.claims if claim.report_id == report.id]
    wanted = sorted(set(quotable(report.text, cited)))
    shown = [span for span in wanted if not touches(span, guard.hushed) and not touches(span, dropped)]
    if report.rights is Rights.QUOTE:
        shown = shown[: max(1, len(list(Sentences(report.text).all())) // _SHARE)]
    return shown_only(report.text, shown, guard.covered)


def _without_notes(record: Record) -> Record:
    """Return a record without what its people wrote for themselves."""
    status = record.status
    if status.reviewed:
        status = replace(status, reason="by a named reviewer of the dossier")
    reports = tuple(replace(report, warnings=()) for report in record.reports)
    claims = tuple(replace(c, withdrawn="its report was withdrawn") if c.withdrawn else c for c in record.claims)
    events = tuple(
        replace(e, standing=replace(e.standing, reason="what told of it was withdrawn"))
        if e.standing.level is StandingLevel.WITHDRAWN
        else e
        for e in record.events
    )
    gaps = tuple(gap for gap in record.gaps if gap.kind != "judgements")
    conflict = replace(record.conflict, watch=())
    return replace(record, conflict=conflict, status=status, reports=reports, claims=claims, events=events, gaps=gaps)


def _loose(record: Record, guards: Mapping[str, Guard]) -> Record:
    """Return a record whose loose words name nobody and no place that the public may not be told."""
    report_of = {claim.id: claim.report_id for claim in record.claims}

    def plain(text: str, claims: Iterable[str]) -> str:
        for report in dict.fromkeys(report_of[one] for one in claims if one in report_of):
            text = guards[report].without(text)
        return text

    def gap(one: Gap) -> Gap:
        text = one.text
        for guard in guards.values():
            text = guard.without(text)
        return replace(one, text=text)

    status = record.status if record.status.reviewed else Status("held for review", "it needs a named reviewer")
    return replace(
        record,
        status=record.status if record.status.word == "unknown" else status,
        events=tuple(replace(event, reasons=()) for event in record.events),
        tolls=tuple(replace(t, place=t.place and plain(t.place, (t.claim,))) for t in record.tolls),
        talks=tuple(replace(t, venue=t.venue and plain(t.venue, t.claims)) for t in record.talks),
        control=tuple(replace(c, territory=plain(c.territory, c.claims)) for c in record.control),
        risks=tuple(
            replace(r, driver=r.driver and plain(r.driver, (r.claim,)), kind=plain(r.kind, (r.claim,)))
            for r in record.risks
        ),
        care=tuple(replace(c, reason=plain(c.reason, c.claims)) for c in record.care),
        gaps=tuple(gap(one) for one in record.gaps),
    )


def _unnamed(
    record: Record, readings: Mapping[str, Reading], unnamed: frozenset[str]
) -> tuple[Record, dict[str, Reading]]:
    """Return record and readings in which whoever may not be named has neither name nor telling id."""
    private = [actor for actor in record.actors if actor.id in unnamed or not names.may_name(actor)]
    told = [a for a in record.actors if a.kind is ActorKind.UNNAMED_SOURCE and a not in private]
    ids = {actor.id: f"unnamed-{number}" for number, actor in enumerate([*private, *told], start=1)}
    hidden = {actor.id for actor in private}

    def described(actor: RecordedActor) -> RecordedActor:
        if actor.id not in hidden:
            return replace(actor, aliases=tuple(a for a in actor.aliases if not names.covered(a)))
        name = gate.UNNAMED_PERSON if actor.kind is ActorKind.PERSON else "somebody not named here"
        return replace(actor, name=name, aliases=(), person_class=None)

    actors = tuple(described(actor) for actor in record.actors)
    changed = _renamed(replace(record, actors=actors), ids)
    assert isinstance(changed, Record)
    out: dict[str, Reading] = {}
    for key, reading in readings.items():
        resolution = _renamed(reading.resolution, ids)
        assert isinstance(resolution, type(reading.resolution))
        kept = tuple(replace(a, name=gate.UNNAMED_PERSON) if a.id in ids.values() else a for a in resolution.actors)
        out[key] = replace(reading, resolution=replace(resolution, actors=kept))
    return changed, out


def _renamed(value: object, ids: Mapping[str, str]) -> object:
    """Return a value with the ids in it replaced wherever they stand."""
    if isinstance(value, str):
        return ids.get(value, value) if type(value) is str else value
    if isinstance(value, tuple):
        return tuple(_renamed(item, ids) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Report):
            return value
        old = {field.name: getattr(value, field.name) for field in fields(value)}
        new = {name: _renamed(item, ids) for name, item in old.items()}
        return replace(value, **{name: item for name, item in new.items() if item != old[name]})
    return value
