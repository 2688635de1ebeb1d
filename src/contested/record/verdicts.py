"""Judgements by people: rows like any other, which win over the machine's and can be undone by one more row."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, product

from contested.model.errors import InvalidRecordError
from contested.model.events import Judgement, RecordedClaim, Review
from contested.model.ledgers import Grade
from contested.model.quantities import TollBasis
from contested.model.readings import Decision
from contested.record.corrections import Places, correct

STATUS_SUBJECT = "status"  # a judgement of the conflict's status: its value is the word
SOURCE_SUBJECT = "source:"  # starts the subject of a grade: the rest is the source's name
WITHDRAWN = "withdrawn"  # field of the judgement that takes a report out of the standing
RELIABILITY = "reliability"  # field of a source's grade; ":<basis>" after it where it is of such tolls alone


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The judgements that hold, by what they speak of. Subjects are claim ids or ``<report>.<mention>`` ids."""

    links: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # subject -> field -> value
    chosen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # report's prefix -> mention -> entity
    rejected: frozenset[str] = frozenset()
    status: Judgement | None = None
    accepted: frozenset[str] = frozenset()
    withdrawn: Mapping[str, str] = field(default_factory=dict)  # report -> why
    grades: Mapping[tuple[str, str], Judgement] = field(default_factory=dict)  # (source, case folded; field)
    places: Places = field(default_factory=dict)  # those that the readings know, where people corrected any

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
        """Return ``claim`` as people judged it: fields corrected, marked as reviewed or withdrawn.

        A correction that the claim cannot take (it was coded anew and has no such toll) leaves it as it is.
        """
        fields = self.fields.get(claim.id, {})
        corrected = claim
        for name in sorted(fields):
            with contextlib.suppress(InvalidRecordError):
                corrected = correct(corrected, name, fields[name], self.places)
        if set(fields) - {"credibility"}:
            corrected = replace(corrected, review=Review.CORRECTED)
        elif claim.id in self.accepted:
            corrected = replace(corrected, review=Review.ACCEPTED)
        why = self.withdrawn.get(claim.report_id)
        return corrected if why is None else replace(corrected, withdrawn=why)


def standing_judgements(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that no later judgement undoes, oldest first. Undoing an undo restores what it undid."""
    ordered = sorted(judgements, key=lambda j: (j.at, j.id))
    gone = undone(ordered)
    return tuple(j for j in ordered if j.id not in gone and j.undoes is None)


def undone(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Return the ids of the judgements that a later one took back; an undoing that was itself undone takes nothing."""
    gone: set[str] = set()
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id), reverse=True):
        if judgement.undoes and judgement.id not in gone:
            gone.add(judgement.undoes)
    return frozenset(gone)


def grades_of(verdicts: Verdicts) -> tuple[Grade, ...]:
    """Return the grades of sources, by name."""
    found = []
    for (_, graded), judgement in sorted(verdicts.grades.items()):
        basis = graded.partition(":")[2]
        name = judgement.subject.removeprefix(SOURCE_SUBJECT)
        what = (judgement.value or "F", TollBasis(basis) if basis else None)
        found.append(Grade(name, *what, judgement.by, judgement.at, judgement.reason))
    return tuple(found)


def verdicts_of(judgements: Iterable[Judgement]) -> Verdicts:
    """Return what the judgements amount to; of two on one thing the later holds."""
    links: dict[tuple[str, str], Decision] = {}
    fields: dict[str, dict[str, str]] = defaultdict(dict)
    plain: dict[str, Decision] = {}
    withdrawn: dict[str, str] = {}
    grades: dict[tuple[str, str], Judgement] = {}
    status: Judgement | None = None
    for judgement in standing_judgements(judgements):
        subjects, others = judgement.subject.split(), (judgement.other or "").split()
        if judgement.subject == STATUS_SUBJECT:
            status = judgement
        elif judgement.subject.startswith(SOURCE_SUBJECT) and judgement.field:
            name = judgement.subject.removeprefix(SOURCE_SUBJECT).casefold()
            grades[name, judgement.field] = judgement
        elif judgement.field == WITHDRAWN:
            withdrawn[judgement.subject] = judgement.reason or WITHDRAWN
        elif others:
            same = judgement.decision is Decision.SAME  # all of them are one then
            pairs = combinations([*subjects, *others], 2) if same else product(subjects, others)
            links.update(dict.fromkeys(pairs, judgement.decision))
        elif judgement.field is not None and judgement.value is not None:
            for subject in subjects:
                fields[subject][judgement.field] = judgement.value
        elif judgement.decision is not Decision.UNSURE:  # a note leaves what was said before
            plain.update(dict.fromkeys(subjects, judgement.decision))
    return Verdicts(
        links=links,
        fields=fields,
        chosen=_chosen(links),
        rejected=frozenset(subject for subject, decision in plain.items() if decision is Decision.DIFFERENT),
        status=status,
        accepted=frozenset(subject for subject, decision in plain.items() if decision is Decision.SAME),
        withdrawn=withdrawn,
        grades=grades,
    )


def _chosen(links: Mapping[tuple[str, str], Decision]) -> dict[str, dict[str, str]]:
    chosen: dict[str, dict[str, str]] = defaultdict(dict)
    for (subject, entity), decision in links.items():
        report, _, mention = subject.partition(".")
        if decision is Decision.SAME:
            chosen[report][mention] = entity
    return chosen
