"""Compiles resources/events into JSON: event frames, noun classes, cues."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from contested.lexicon._inflect import form_table
from contested.model.actors import RelationKind
from contested.model.claims import EventType
from contested.model.errors import ResourceError

_FRAME_KEYS = {
    "id",
    "type",
    "verb",
    "noun",
    "subj",
    "obj",
    "obj_opt",
    "not_obj",
    "obl",
    "obl_opt",
    "of",
    "comp",
    "roles",
    "reciprocal",
    "harm",
    "own",
    "count",
    "count_measure",
    "measure",
    "share",
    "topic",
    "risk",
    "light",
    "light_subj",
    "outcome",
    "needs",
    "role_of_third",
    "third_party",
    "strength",
    "passive",
    "tactic",
    "example",
}
_ROLES = {"initiator", "recipient", "both", "none", "territory"}


def compile_events(resources: Path) -> dict[str, bytes]:
    """Return the compiled files by name. Raises ResourceError where a frame is malformed."""
    folder = resources / "events"
    frames = _read(folder / "frames.yaml")
    rows = {kind: [_checked(frame, kind) for frame in frames[kind]] for kind in ("verbs", "nouns")}
    classes = {name: sorted(set(words)) for name, words in _read(folder / "classes.yaml").items()}
    cues = _read(folder / "cues.yaml")
    relations = _checked_relations(_read(folder / "relations.yaml"))
    forms = _forms(rows, classes, cues | _relation_lists(relations), _read(folder / "irregular.yaml"))
    signals = {"events": _checked_signals(_read(folder / "signals.yaml")["events"])}
    tables = {
        "signals": signals,
        "frames": rows,
        "event_classes": classes,
        "cues": cues,
        "forms": forms,
        "relations": relations,
    }
    return {f"{name}.json": _dump(table) for name, table in tables.items()}


def _checked_signals(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of signalled events if there is one for every type, with roles that exist."""
    types = [row["type"] for row in rows]
    if sorted(types) != sorted(EventType.__members__):
        raise ResourceError(f"signals.yaml: must have one row for each of {sorted(EventType.__members__)}")
    bad = sorted({role for row in rows for role in row["roles"].values()} - _ROLES)
    if bad:
        raise ResourceError(f"signals.yaml: unknown roles {bad}; use {sorted(_ROLES)}")
    return [{"id": f"signal {row['type']}", "words": [], **row} for row in rows]


def _forms(
    rows: dict[str, Any], classes: dict[str, Any], cues: dict[str, Any], irregular: dict[str, Any]
) -> dict[str, Any]:
    """Return the table of inflected forms of all words of one part that frames, classes and cues name."""
    verbs = {word.split(" ")[0] for frame in rows["verbs"] for word in frame["verb"]}
    verbs |= {w for words in cues["speech"].values() for w in words} | set(cues["belief"]) | set(cues["harm"]["killed"])
    verbs |= {w for name, words in cues.items() if isinstance(words, list) and "verb" in name for w in words}
    nouns = (
        {word for words in classes.values() for word in words} | set(cues["victim_people"]) | set(cues["speech_nouns"])
    )
    nouns |= {w for name, words in cues.items() if isinstance(words, list) and "noun" in name for w in words}
    one_word = [{w for w in words if w.isalpha()} for words in (verbs - {"come", "nobody"}, nouns)]
    return form_table(one_word[0], one_word[1], irregular)


def _checked_relations(words: dict[str, Any]) -> dict[str, Any]:
    """Return the words of relations if every relation that they name is one of the closed list."""
    known = {kind.value for kind in RelationKind}
    ties = {row["relation"] for table in ("verbs", "governed", "hyphenated", "nouns") for row in words[table]}
    ties |= {row[key] for row in words["titles"] for key in ("named", "office", "post") if row[key] is not None}
    unknown = sorted((ties | set(words["name_ends"])) - known)
    if unknown:
        raise ResourceError(f"relations.yaml: unknown relations {unknown}; use {sorted(known)}")
    return words


def _relation_lists(relations: dict[str, Any]) -> dict[str, Any]:
    """Return the verbs and nouns of relations under names that the table of forms reads."""
    verbs = {word for row in relations["verbs"] for word in row["words"]}
    nouns = {word for row in relations["nouns"] for word in row["words"]}
    nouns |= {word for name in ("treaty_nouns", "tie_nouns", "alleging_nouns") for word in relations[name]}
    return {"relation_verbs": sorted(verbs), "relation_nouns": sorted(nouns)}


def _read(path: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(loaded, dict):
        raise ResourceError(f"{path.name}: must be a mapping; see its first lines")
    return loaded


def _checked(frame: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return the frame if it is well formed."""
    where = f"frames.yaml: {kind}: {frame.get('id', frame)}"
    unknown = sorted(set(frame) - _FRAME_KEYS)
    if unknown:
        raise ResourceError(f"{where}: unknown keys {unknown}; use {sorted(_FRAME_KEYS)}")
    missing = [key for key in ("id", "type", "roles", "example", kind[:-1]) if key not in frame]
    if missing:
        raise ResourceError(f"{where}: keys {missing} are missing")
    if frame["type"] not in EventType.__members__:
        raise ResourceError(f"{where}: no event type {frame['type']!r}")
    bad = sorted(set(frame["roles"].values()) - _ROLES)
    if bad:
        raise ResourceError(f"{where}: unknown roles {bad}; use {sorted(_ROLES)}")
    return frame


def _dump(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=0) + "\n").encode()
