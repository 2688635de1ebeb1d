"""The record for Python: typed rows, and the same ledgers as Arrow, polars and pandas tables."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar, overload

import pyarrow as pa

from contested.flow.dossier import SETTINGS, open_dossier
from contested.flow.received import read_record
from contested.flow.track import load_record
from contested.model.errors import DossierError, EngineError, InputError
from contested.model.events import Dispute, Event, RecordedActor, RecordedClaim
from contested.model.ledgers import (
    Blame,
    Ceasefire,
    Control,
    ReconciledToll,
    RelationEntry,
    Risk,
    Rule,
    Talks,
    TollEntry,
)
from contested.model.record import Record
from contested.model.reports import Report
from contested.publish.exchange import Exported, export_as
from contested.publish.frames import arrow_table
from contested.publish.release import Release, own
from contested.record import Trail, explain, reconciled_tolls

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

T = TypeVar("T")


@dataclass(frozen=True)
class Rows(Sequence[T], Generic[T]):
    """Typed rows of one ledger, which can also be had as a table. A table's columns are those of the command's CSV."""

    name: str
    items: tuple[T, ...]
    release: Release

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...
    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        """Return a row, or several."""
        return self.items[place]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.items)

    def __iter__(self) -> Iterator[T]:
        """Yield the rows."""
        return iter(self.items)

    def __repr__(self) -> str:
        """Return name and length: rows can be many."""
        return f"<{self.name}: {len(self.items)} rows>"

    def arrow(self) -> pa.Table:
        """Return the ledger as an Arrow table."""
        return arrow_table(self.release, self.name)

    def to_polars(self) -> pl.DataFrame:
        """Return the ledger as a polars frame; EngineError where polars is not installed."""
        _need("polars")
        import polars as pl

        frame = pl.from_arrow(self.arrow())
        assert isinstance(frame, pl.DataFrame)
        return frame

    def to_pandas(self) -> pd.DataFrame:
        """Return the ledger as a pandas frame; EngineError where pandas is not installed."""
        _need("pandas")
        frame: pd.DataFrame = self.arrow().to_pandas()
        return frame


@dataclass(frozen=True)
class OpenRecord:
    """A record as it is shown to the people of its dossier. Its ledgers are attributes."""

    release: Release

    @property
    def record(self) -> Record:
        """Return the whole record."""
        return self.release.record

    @property
    def title(self) -> str:
        """Return what the dossier is called."""
        return self.record.conflict.title

    def __repr__(self) -> str:
        """Return the title and how much there is."""
        counts = f"{len(self.reports)} reports, {len(self.claims)} claims, {len(self.events)} events"
        return f"<record {self.title!r}: {counts}>"

    @cached_property
    def reports(self) -> Rows[Report]:
        """Return the reports; their text is blank outside of the words that rights allow."""
        return Rows("reports", self.record.reports, self.release)

    @cached_property
    def claims(self) -> Rows[RecordedClaim]:
        """Return what is said, by whom, in what passage."""
        return Rows("claims", self.record.claims, self.release)

    @cached_property
    def events(self) -> Rows[Event]:
        """Return the happenings, each with its standing."""
        return Rows("events", self.record.events, self.release)

    @cached_property
    def actors(self) -> Rows[RecordedActor]:
        """Return who acts and speaks. The table leaves out persons who are not named."""
        return Rows("actors", self.record.actors, self.release)

    @cached_property
    def disputes(self) -> Rows[Dispute]:
        """Return pairs of claims that cannot both be true."""
        return Rows("disputes", self.record.disputes, self.release)

    @cached_property
    def tolls(self) -> Rows[TollEntry]:
        """Return figures by claimant, side, scope and basis. Never sum them."""
        return Rows("tolls", self.record.tolls, self.release)

    @cached_property
    def ceasefires(self) -> Rows[Ceasefire]:
        """Return truces through their lives."""
        return Rows("ceasefires", self.record.ceasefires, self.release)

    @cached_property
    def talks(self) -> Rows[Talks]:
        """Return talks and mediation."""
        return Rows("talks", self.record.talks, self.release)

    @cached_property
    def control(self) -> Rows[Control]:
        """Return who holds or took what."""
        return Rows("control", self.record.control, self.release)

    @cached_property
    def relations(self) -> Rows[RelationEntry]:
        """Return memberships, alliances, offices."""
        return Rows("relations", self.record.relations, self.release)

    @cached_property
    def blame(self) -> Rows[Blame]:
        """Return who holds whom responsible, and the answers."""
        return Rows("blame", self.record.blames, self.release)

    @cached_property
    def risks(self) -> Rows[Risk]:
        """Return what sources say could happen."""
        return Rows("risks", self.record.risks, self.release)

    def reconciled(self, rule: Rule | str = Rule.RANGE) -> tuple[ReconciledToll, ...]:
        """Return rival figures put together by a rule, which each row names; ValueError for a rule that is none."""
        return reconciled_tolls(self.record, Rule(rule))

    def explain(self, ident: str) -> Trail:
        """Return the way from an id back to claims and passages; UnknownIdError where there is no such id."""
        return explain(self.record, ident)

    def export(self, name: str) -> Exported:
        """Return the record in an exchange format, with what it lost."""
        return export_as(self.release, name)


def open_record(
    path: str | os.PathLike[str], as_of: dt.date | None = None, happened_by: dt.date | None = None
) -> OpenRecord:
    """Return the record of a dossier's folder or of an exported whole record."""
    place = Path(path)
    if place.is_dir() and (place / SETTINGS).exists():
        return OpenRecord(own(load_record(open_dossier(place), as_of, happened_by)))
    if not place.is_file():
        advice = "Name a dossier's folder or an exported file"
        raise InputError(str(place), "there is no dossier and no record here", advice)
    record = read_record(place.read_bytes(), str(place))
    if (as_of or record.as_of) != record.as_of or (happened_by or record.happened_by) != record.happened_by:
        raise DossierError(f"{place}: an exported record is of its own day alone. Open the dossier it came from")
    return OpenRecord(own(record))


def _need(package: str) -> None:
    if find_spec(package) is None:
        raise EngineError(
            f"{package} is not installed, and this table needs it. Install it: pip install 'contested[frames]' "
            f"(or {package} alone); .arrow() needs nothing more"
        )
