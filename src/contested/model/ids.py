"""Content-hash ids: equal content, equal id, on every machine."""

from __future__ import annotations

import hashlib
import json


def content_id(prefix: str, *parts: str | int | None, length: int = 16) -> str:
    """Return ``prefix-<hex>`` from SHA-256 over the JSON list of ``parts`` (no two lists collide)."""
    body = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
    return f"{prefix}-{hashlib.sha256(body).hexdigest()[:length]}"
