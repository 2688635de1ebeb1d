"""The exception tree. Every message says what went wrong, where, and what to do."""

from __future__ import annotations


class ContestedError(Exception):
    """Base of everything that `contested` raises on purpose."""


class InvalidRecordError(ContestedError, ValueError):
    """A record breaks one of its invariants (a quote that is not its passage, ends out of order)."""


class CodecError(ContestedError, ValueError):
    """A JSON value does not have the form of the record that was asked for."""


class InputError(ContestedError):
    """One input (file, address, feed item) could not be read; the others go on."""

    def __init__(self, where: str, what: str, advice: str) -> None:
        """Keep the three parts apart, so that tables can show them."""
        super().__init__(f"{where}: {what}. {advice}")
        self.where = where
        self.what = what
        self.advice = advice


class DossierError(ContestedError):
    """A dossier folder or its `dossier.toml` is missing, malformed or locked."""


class StoreError(ContestedError):
    """The record's store cannot be opened, has a newer schema, or refuses a row."""


class ReleaseError(ContestedError):
    """Something was to leave the dossier that may not, or without what every edition must say."""


class UnknownIdError(ContestedError, KeyError):
    """An id was asked for that the record does not hold."""

    def __str__(self) -> str:
        """Return the plain message (KeyError would quote it)."""
        return str(self.args[0]) if self.args else ""


class ResourceError(ContestedError):
    """A hand-edited or compiled resource is missing or malformed."""


class EngineError(ContestedError):
    """An optional engine is not installed, or failed."""
