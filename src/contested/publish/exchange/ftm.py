"""FollowTheMoney: events, the actors in them and the reports that prove them, as entities and as statements."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from contested.model.actors import ActorKind
from contested.model.events import RecordedActor
from contested.model.reports import Report, Rights
from contested.publish import gate
from contested.publish.exchange.facets import FACETS as SHARED
from contested.publish.exchange.facets import Cell, Facet, reports, text
from contested.publish.exchange.layout import country, layout
from contested.publish.exchange.loss import Loss, value
from contested.publish.exchange.told import Manner, Told
from contested.publish.view import View, label_of

Entity = dict[str, object]
_SCHEMATA = {
    ActorKind.STATE: "PublicBody", ActorKind.OFFICE: "PublicBody", ActorKind.DE_FACTO_STATE: "PublicBody",
    ActorKind.ARMED_FORCE: "Organization", ActorKind.IGO: "Organization", ActorKind.NGO: "Organization",
    ActorKind.PARTY_OR_MOVEMENT: "Organization", ActorKind.NEWS_AGENCY: "Organization",
    ActorKind.THINK_TANK: "Organization", ActorKind.TERRITORY: "PublicBody", ActorKind.PERSON: "Person",
}  # fmt: skip
_LANGUAGES = {"en": "eng"}
_DATASET = "contested"
_OTHER = re.compile(r"[^0-9A-Za-z.-]+")


def entity_id(ident: str) -> str:
    """Return an id as the scheme allows it: letters, digits, dots and hyphens."""
    return _OTHER.sub("-", ident).strip("-.")


def left_out(told: Told) -> str | None:
    """Return why an event is none for FollowTheMoney: nothing but its manner keeps it out."""
    return None


def _name(told: Told) -> str:
    by, against = told.view.names(told.event.initiators), told.view.against(told.event)
    mark = "Alleged: " if told.manner is Manner.ALLEGED else "Contested: " if told.is_contested else ""
    return f"{mark}{label_of(told.event)}" + (
        f" ({' / '.join(side for side in (by, against) if side)})" if by or against else ""
    )


def _keywords(told: Told) -> str:
    words = (told.event.event_type.value, told.event.tactic or "", told.event.standing.level.value)
    return "\n".join(word for word in words if word)


def _involved(told: Told) -> str:
    return "\n".join(entity_id(actor.id) for actor in _actors_of(told))


def _actors_of(told: Told) -> list[RecordedActor]:
    ids = dict.fromkeys((*told.event.initiators, *told.event.recipients))
    found = (told.actor(actor) for actor in ids)
    return [actor for actor in found if actor is not None and gate.shown_name(actor) != gate.UNNAMED_PERSON]


FACETS: Mapping[str, Facet] = {
    "ftm_name": _name,
    "ftm_keywords": _keywords,
    "involved": _involved,
    "report_ids": lambda told: "\n".join(entity_id(report.id) for report in reports(told)),
}


def entities(view: View, events: Iterable[Told]) -> Iterator[Entity]:
    """Yield the actors and reports of the events, and the events, each once, sorted by schema and id."""
    told = list(events)
    actors = {actor.id: actor for one in told for actor in _actors_of(one)}
    proof = {report.id: report for one in told for report in reports(one)}
    found = [
        *(_actor(a, view) for a in actors.values()),
        *(_article(r, view) for r in proof.values()),
        *map(_event, told),
    ]
    yield from sorted(found, key=lambda entity: (str(entity["schema"]), str(entity["id"])))


def _event(told: Told) -> Entity:
    facets = {**SHARED, **FACETS}
    columns = [column for column in layout("ftm").columns if column.name.startswith("Event:") and column.facet]
    values = {c.name.partition(":")[2]: facets[c.facet](told) for c in columns if c.facet}
    return _entity(told.event.id, "Event", {name: _listed(cell) for name, cell in values.items()})


def _listed(cell: Cell) -> list[str]:
    return [gate.clean(part) for part in text(cell).split("\n") if part]


def _actor(actor: RecordedActor, view: View) -> Entity:
    code = country(actor.country).iso2.lower() if actor.country not in ("IGO", "NGO") else ""
    properties = {
        "name": [view.name(actor.id)],
        "alias": sorted({gate.clean(alias, gate.NAME_LIMIT) for alias in actor.aliases} - {actor.name}),
        "country": [code] if code else [],
    }
    return _entity(actor.id, _SCHEMATA.get(actor.kind, "LegalEntity"), properties)


def _article(report: Report, view: View) -> Entity:
    url = gate.web_url(report.url) if report.rights is not Rights.NONE else None
    properties = {
        "title": [gate.shown_title(report)],
        "publisher": [view.source(report.id)],
        "publishedAt": [report.published.isoformat()] if report.published else [],
        "sourceUrl": [url] if url else [],
        "language": [_LANGUAGES[report.language]] if report.language in _LANGUAGES else [],
    }
    return _entity(report.id, "Article", properties)


def _entity(ident: str, schema: str, properties: Mapping[str, list[str]]) -> Entity:
    kept = {name: values for name, values in sorted(properties.items()) if values}
    return {"id": entity_id(ident), "schema": schema, "properties": kept}


def statements(found: Iterable[Entity]) -> Iterator[Entity]:
    """Yield one statement for each value of each entity, and one for its id, in the scheme's own order of fields."""
    for entity in found:
        ident, schema, properties = str(entity["id"]), str(entity["schema"]), entity["properties"]
        rows = properties.items() if isinstance(properties, dict) else ()
        values = [(name, str(one)) for name, many in rows for one in many]
        yield from (_statement(ident, schema, name, one) for name, one in values)
        digest = hashlib.sha1("\n".join(f"{n}={v}" for n, v in values).encode(), usedforsecurity=False).hexdigest()
        yield _statement(ident, schema, "id", digest)


def _statement(ident: str, schema: str, name: str, one: str) -> Entity:
    key = ".".join((_DATASET, ident, name, one))
    digest = hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
    return {
        "id": digest, "entity_id": ident, "canonical_id": ident, "prop": name, "schema": schema, "value": one,
        "dataset": _DATASET, "lang": None, "original_value": None, "external": False, "first_seen": None,
        "last_seen": None, "origin": None,
    }  # fmt: skip


def losses(told: Told) -> Iterator[Loss]:
    """Yield what an entity cannot say."""
    if told.event.tolls:
        yield value(told, "tolls", "no property for numbers of dead; they are in the summary", len(told.event.tolls))
    if told.event.initiators and told.event.recipients:
        yield value(told, "Event:involved", "who acted and who was acted upon are one list; the name says it", "")
