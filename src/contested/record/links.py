"""Applying links: one reading with its local ids becomes claims whose names are the record's actors and places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from contested.model.actors import Actor, ActorKind, ActorMention, MentionForm, Relation
from contested.model.claims import Claim, ClaimLink
from contested.model.events import RecordedClaim
from contested.model.places import Place
from contested.model.quantities import Toll
from contested.model.readings import ClaimTime, Decision, ImpliedRoles, Link, Note, Reading
from contested.record.verdicts import Verdicts

_NAMED = frozenset({MentionForm.NAME, MentionForm.ACRONYM, MentionForm.ADJECTIVE, MentionForm.METONYM})
_SHOWN = frozenset({MentionForm.NAME, MentionForm.ACRONYM, MentionForm.METONYM})


@dataclass(frozen=True, slots=True)
class Applied:
    """A reading after its links: claims, links and relations with the record's ids, and the actors they name."""

    report_id: str
    claims: tuple[RecordedClaim, ...]
    links: tuple[ClaimLink, ...]
    relations: tuple[Relation, ...]
    notes: tuple[Note, ...]
    actors: tuple[Actor, ...]
    names: tuple[tuple[str, str], ...]  # (actor id, words), one a mention; words are empty for pronouns and nouns


@dataclass(frozen=True, slots=True)
class _Names:
    """Who each mention is, and what it stands for where nothing linked it."""

    linked: Mapping[str, str]
    mentions: Mapping[str, ActorMention]
    prefix: str


def short_id(report_id: str) -> str:
    """Return the part of a report id that starts the ids of its claims."""
    return report_id.rpartition("-")[2][:12]


def claim_id(report_id: str, local_id: str) -> str:
    """Return the record-wide id of a report's claim."""
    return f"{short_id(report_id)}.{local_id}"


def apply_links(reading: Reading, verdicts: Verdicts) -> Applied:
    """Return ``reading`` with its links applied; people's verdicts on mentions win over the machine's links."""
    found, resolved = reading.extraction, reading.resolution
    prefix = short_id(reading.report.id)
    mentions = {mention.id: mention for mention in found.mentions}
    names = _Names(_linked(resolved.actor_links, prefix, verdicts), mentions, prefix)
    places = _places(reading)
    times = {time.claim: time for time in resolved.claim_times}
    stances = {one.claim: one.stance for one in resolved.claim_stances}
    told = [replace(c, stance=stances[c.id]) if c.id in stances else c for c in found.claims]
    implied = {one.claim: one for one in resolved.implied_roles}
    claims = [_with_implied(_claim(c, reading, names, places, times.get(c.id)), implied.get(c.id)) for c in told]
    return Applied(
        report_id=reading.report.id,
        claims=tuple(verdicts.correct(c) for c in _telling(claims) if not verdicts.is_rejected(c.id)),
        links=tuple(_claim_link(link, reading.report.id) for link in found.claim_links),
        relations=tuple(r for relation in found.relations for r in _relation(relation, names)),
        notes=tuple(replace(n, claims=tuple(claim_id(reading.report.id, c) for c in n.claims)) for n in found.notes),
        actors=_actors(reading, names),
        names=tuple((names.linked[m.id], _words(m)) for m in found.mentions if m.id in names.linked),
    )


def _with_implied(claim: RecordedClaim, implied: ImpliedRoles | None) -> RecordedClaim:
    """Return the claim with the roles that its clause leaves out, marked as implied."""
    if implied is None:
        return claim
    given = tuple(name for name, ids in (("initiator", implied.initiators), ("recipient", implied.recipients)) if ids)
    return replace(
        claim,
        initiators=claim.initiators or implied.initiators,
        recipients=claim.recipients or implied.recipients,
        implied_roles=tuple(dict.fromkeys((*claim.implied_roles, *given))),
    )


def _telling(claims: list[RecordedClaim]) -> list[RecordedClaim]:
    return sorted(claims, key=lambda c: (c.passage.start, c.trigger.start, c.passage.end, c.id))


def _words(mention: ActorMention) -> str:
    return " ".join(mention.passage.quote.split()) if mention.form in _SHOWN else ""


def _best(links: tuple[Link, ...]) -> dict[str, str]:
    same = [link for link in links if link.decision is Decision.SAME]
    ranked = sorted(same, key=lambda link: (link.by == "machine", -link.score, link.entity))
    best: dict[str, str] = {}
    for link in ranked:
        best.setdefault(link.mention, link.entity)
    return best


def _linked(links: tuple[Link, ...], prefix: str, verdicts: Verdicts) -> dict[str, str]:
    best = {m: e for m, e in _best(links).items() if not verdicts.forbids(f"{prefix}.{m}", e)}
    chosen = verdicts.chosen_entities(prefix)
    return best | chosen


def _places(reading: Reading) -> dict[str, Place]:
    known = {place.id: place for place in reading.resolution.places}
    linked = {m: known[e] for m, e in _best(reading.resolution.place_links).items() if e in known}
    for mention in reading.extraction.places:
        if mention.id not in linked:
            name = " ".join(mention.passage.quote.split())
            linked[mention.id] = Place(id=f"unresolved:{name.casefold()}", name=name)
    return linked


def _stand_in(mention_id: str, names: _Names) -> str | None:
    mention = names.mentions.get(mention_id)
    if mention is None or mention.form not in _NAMED or mention.kind is ActorKind.PERSON:
        return None  # a person whom `resolve` gave no public role is never an actor
    return f"unresolved:{' '.join(mention.passage.quote.split()).casefold()}"


def _roles(mention_ids: tuple[str, ...], names: _Names) -> tuple[str, ...]:
    ids = [names.linked.get(m) or _stand_in(m, names) for m in mention_ids]
    return tuple(dict.fromkeys(actor for actor in ids if actor))


def _voice(mention_id: str | None, names: _Names) -> str | None:
    """Return who speaks. A voice is never dropped: unlinked words stay an unnamed source of their report."""
    if mention_id is None:
        return None
    known = names.linked.get(mention_id) or _stand_in(mention_id, names)
    first = _first_mention(mention_id, names)
    return known or f"unresolved:{names.prefix}:{first}:{_described(first, names)}"


def _first_mention(mention_id: str, names: _Names) -> str:
    """Return where a report names the same person first: "Rosa Lind: ...", later "Lind: ..." are one speaker."""
    mention = names.mentions.get(mention_id)
    if mention is None or mention.kind is not ActorKind.PERSON:
        return mention_id
    words = mention.passage.quote.split()
    same = [
        other
        for other in names.mentions.values()
        if other.kind is ActorKind.PERSON
        and other.id not in names.linked
        and (said := other.passage.quote.split())[-1] == words[-1]
        and (said == words or 1 in {len(said), len(words)})
    ]
    return min(same, key=lambda other: (other.passage.start, other.id), default=mention).id


def _described(mention_id: str, names: _Names) -> str:
    mention = names.mentions.get(mention_id)
    if mention is None or mention.form is not MentionForm.NOMINAL:
        return "unnamed source"
    return " ".join(mention.passage.quote.split()).casefold()


def _actors(reading: Reading, names: _Names) -> tuple[Actor, ...]:
    known = {actor.id: actor for actor in reading.resolution.actors}
    for claim in reading.extraction.claims:
        for voice in claim.voices:
            actor_id = _voice(voice.mention, names)
            if voice.mention and actor_id and actor_id not in known:
                known[actor_id] = _made(actor_id, names.mentions.get(voice.mention), ActorKind.UNNAMED_SOURCE)
    for mention in reading.extraction.mentions:
        made_id = names.linked.get(mention.id) or _stand_in(mention.id, names)
        if made_id and made_id not in known:
            known[made_id] = _made(made_id, mention, ActorKind.COLLECTIVE)
    return tuple(known[key] for key in sorted(known))


def _made(actor_id: str, mention: ActorMention | None, kind: ActorKind) -> Actor:
    private = mention is not None and mention.kind is ActorKind.PERSON
    if mention is None or private or mention.form in {MentionForm.PRONOUN, MentionForm.IMPLIED}:
        kind = ActorKind.UNNAMED_SOURCE if private else kind
        return Actor(id=actor_id, name="unnamed source", kind=kind, side=(actor_id,))
    name = " ".join(mention.passage.quote.split())
    return Actor(id=actor_id, name=name, kind=mention.kind or kind, side=(actor_id,))


def _toll(toll: Toll, names: _Names) -> Toll:
    return replace(toll, whose=_roles(toll.whose, names))


def _claim(
    claim: Claim, reading: Reading, names: _Names, places: Mapping[str, Place], time: ClaimTime | None
) -> RecordedClaim:
    report = reading.report
    where = list(dict.fromkeys(p for p in claim.places if p in places))
    here = {places[p]: p for p in reversed(where)}  # the first mention of each place
    voices = tuple(_voice(voice.mention, names) for voice in claim.voices) or (None,)
    return RecordedClaim(
        id=claim_id(report.id, claim.id),
        local_id=claim.id,
        report_id=report.id,
        doc_id=report.doc_id,
        passage=claim.passage,
        trigger=claim.trigger,
        event_type=claim.event_type,
        initiators=_roles(claim.initiators, names),
        recipients=_roles(claim.recipients, names),
        claimant=voices[-1],
        voices=voices,
        cue=claim.voices[-1].cue if claim.voices else None,
        time=time.span if time else None,
        time_reason=_time_reason(time, reading),
        places=tuple(dict.fromkeys(places[p] for p in where)),
        place_reasons=tuple(_place_reason(here[place], reading) for place in dict.fromkeys(places[p] for p in where)),
        tolls=tuple(_toll(toll, names) for toll in claim.tolls),
        measures=claim.measures,
        stance=claim.stance,
        polarity=claim.polarity,
        speech_act=claim.speech_act,
        evaluative=claim.evaluative,
        aux=claim.aux,
        reciprocal=claim.reciprocal,
        implied_roles=claim.implied_roles,
        tactic=claim.tactic,
        target_class=claim.target_class,
        civilian_targeting=claim.civilian_targeting,
        civilian_harm=claim.civilian_harm,
        third_party_role=claim.third_party_role,
        topic=claim.topic,
        reliable=claim.reliable,
        confidence=claim.confidence,
        reason=claim.reason,
        published=report.published,
        ground=claim.ground,
    )


def _time_reason(time: ClaimTime | None, reading: Reading) -> str:
    """Return why a claim has its time: the rule, and how the words that it rests on were anchored."""
    if time is None:
        return ""
    words = next((one for one in reading.resolution.times if one.id == time.time), None)
    return f'{time.reason}; "{words.passage.quote}" by {words.reason}' if words and words.reason else time.reason


def _place_reason(mention_id: str, reading: Reading) -> str:
    return next((link.reason for link in reading.resolution.place_links if link.mention == mention_id), "")


def _claim_link(link: ClaimLink, report_id: str) -> ClaimLink:
    return replace(link, claim=claim_id(report_id, link.claim), other=claim_id(report_id, link.other))


def _relation(relation: Relation, names: _Names) -> tuple[Relation, ...]:
    subjects, objects = _roles((relation.subject,), names), _roles((relation.object,), names)
    if not subjects or not objects or subjects == objects:
        return ()
    return (replace(relation, subject=subjects[0], object=objects[0]),)
