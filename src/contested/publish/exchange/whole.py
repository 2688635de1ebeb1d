"""The whole record as JSON with all its types, so that `contested import` can take it in again."""

from __future__ import annotations

import json
from dataclasses import replace

from contested.model.codec import to_json
from contested.model.events import RecordedActor
from contested.publish import gate
from contested.publish.view import View

WHOLE = "contested whole record 1"


def whole_record(view: View) -> bytes:
    """Return the record of a release, field by field, in the record's own order.

    Reports hold no other words than those that their rights allow; persons who hold no public role have no name.
    Taken in and given out again, it is the same bytes.
    """
    shown = replace(view.record, actors=tuple(_actor(actor) for actor in view.record.actors))
    value = {"format": WHOLE, "record": to_json(shown)}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _actor(actor: RecordedActor) -> RecordedActor:
    """Return an actor with the name under which it is shown, and no other where that is none."""
    if gate.shown_name(actor) != gate.UNNAMED_PERSON:
        return actor
    return replace(actor, name=gate.UNNAMED_PERSON, aliases=())
