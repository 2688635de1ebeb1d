"""Judgements by people: rows like any other, which win over the machine's and can be undone by one more row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from contested.model.claims import EventType, Polarity, SpeechAct, Stance
from contested.model.errors import InvalidRecordError
from contested.model.events import Judgement, RecordedClaim
from contested.model.readings import Decision

STATUS_SUBJECT = "status"  # a judgement of the conflict's status: its value is the word


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The judgements that hold, by what they speak of. Subjects are claim ids or ``<report>.<mention>`` ids."""

    links: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # subject -> field -> value
    chosen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # report's prefix -> mention -> entity
    rejected: frozenset[str] = frozenset()
    status: Judgement | None = None

    def is_rejected(self, claim_id: str) -> bool:
        """Return whether people rejected the claim."""
        return claim_id in self.rejected

    def forbids(self, mention: str, entity: str) -> bool:
        """Return whether people said that ``mention`` is not ``entity``."""
        return self.links.get((mention, entity)) is Decision.DIFFERENT

    def chosen_entities(self, prefix: str) -> dict[str, str]:
        """Return mention -> entity for the report whose ids start with ``prefix``, as people linked them."""
        return dict(self.chosen.get(prefix, {}))

    def between(self, claim: str, other: str) -> Decision | None:
        """Return what people said of two claims: one happening, different ones, or nothing."""
        return self.links.get((claim, other)) or self.links.get((other, claim))

    def correct(self, claim: RecordedClaim) -> RecordedClaim:
        """Return ``claim`` with the fields that people corrected."""
        for name, value in self.fields.get(claim.id, {}).items():
            claim = _corrected(claim, name, value)
        return claim


def standing_judgements(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that no later judgement undoes, oldest first. Undoing an undo restores what it undid."""
    ordered = sorted(judgements, key=lambda j: (j.at, j.id))
    undone: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.undoes and judgement.id not in undone:
            undone.add(judgement.undoes)
    return tuple(j for j in ordered if j.id not in undone and j.undoes is None)


def verdicts_of(judgements: Iterable[Judgement]) -> Verdicts:
    """Return what the judgements amount to; of two on one thing the later holds."""
    links: dict[tuple[str, str], Decision] = {}
    fields: dict[str, dict[str, str]] = defaultdict(dict)
    plain: dict[str, Decision] = {}
    status: Judgement | None = None
    for judgement in standing_judgements(judgements):
        if judgement.subject == STATUS_SUBJECT:
            status = judgement
        elif judgement.other is not None:
            links[judgement.subject, judgement.other] = judgement.decision
        elif judgement.field is not None and judgement.value is not None:
            fields[judgement.subject][judgement.field] = judgement.value
        else:
            plain[judgement.subject] = judgement.decision
    rejected = frozenset(subject for subject, decision in plain.items() if decision is Decision.DIFFERENT)
    return Verdicts(links, fields, _chosen(links), rejected, status)


def _chosen(links: Mapping[tuple[str, str], Decision]) -> dict[str, dict[str, str]]:
    chosen: dict[str, dict[str, str]] = defaultdict(dict)
    for (subject, entity), decision in links.items():
        report, _, mention = subject.partition(".")
        if decision is Decision.SAME:
            chosen[report][mention] = entity
    return chosen


_CORRECTABLE: Mapping[str, type[StrEnum]] = {
    "stance": Stance,
    "polarity": Polarity,
    "event_type": EventType,
    "speech_act": SpeechAct,
}


def _corrected(claim: RecordedClaim, name: str, value: str) -> RecordedClaim:
    if name not in _CORRECTABLE:
        raise InvalidRecordError(f"judgement on {claim.id}: field {name!r} cannot be corrected; {sorted(_CORRECTABLE)}")
    try:
        parsed = _CORRECTABLE[name](value)
    except ValueError as error:
        allowed = [member.value for member in _CORRECTABLE[name]]
        raise InvalidRecordError(f"judgement on {claim.id}: {name} {value!r} is none of {allowed}") from error
    if name == "stance":
        return replace(claim, stance=Stance(parsed))
    if name == "polarity":
        return replace(claim, polarity=Polarity(parsed))
    if name == "speech_act":
        return replace(claim, speech_act=SpeechAct(parsed))
    return replace(claim, event_type=EventType(parsed))
