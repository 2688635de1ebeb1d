"""Speakers whom the record does not name: which words of a report are theirs."""

from __future__ import annotations

from collections.abc import Mapping

from contested.model.actors import ActorKind, ActorMention
from contested.model.events import RecordedActor
from contested.model.readings import Reading

_PARTS = 4  # of the id of a speaker without a name: "unresolved", the report, the mention, a description


def unnamed_speakers(reading: Reading, actors: Mapping[str, RecordedActor]) -> Mapping[str, RecordedActor]:
    """Return the speakers without a public role by their last name: where they stand is told, who they are is not."""
    known = {m.id: name for m in reading.extraction.mentions if (name := surname(m))}
    parts = {actor_id: actor_id.split(":") for actor_id in actors if actor_id.startswith("unresolved:")}
    report = reading.report.id.rpartition("-")[2]
    own = [i for i, p in parts.items() if len(p) == _PARTS and report.startswith(p[1]) and p[2] in known]
    return {known[parts[i][2]]: actors[i] for i in own}


def surname(mention: ActorMention) -> str:
    """Return the last word of a person's name, empty for others."""
    return mention.passage.quote.rpartition(" ")[2] if mention.kind is ActorKind.PERSON else ""
