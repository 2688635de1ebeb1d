"""Compile the weights of the confidence models."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from contested.model.errors import ResourceError


def compile_confidence(resources: Path) -> dict[str, bytes]:
    """Return `confidence.json`: the weights by field and feature. Raises ResourceError where a field has no bias."""
    path = resources / "confidence" / "fields.yaml"
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    fields = value.get("fields") if isinstance(value, dict) else None
    if not isinstance(fields, dict) or not all(isinstance(row, dict) and "bias" in row for row in fields.values()):
        raise ResourceError(f"{path}: every field needs its weights and a bias. Write it with training/confidence.py")
    text = json.dumps({"fields": fields}, sort_keys=True, indent=1)
    return {"confidence.json": (text + "\n").encode()}
