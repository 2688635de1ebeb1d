"""The adapter to Ray Data, and the only module that imports it: `code_unit` mapped over pieces of the inputs.

Ray spreads the pieces over its workers and restarts failed tasks; each worker process loads the language core once.
The workers must see the same files as the caller.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import ray
import ray.data
from ray.exceptions import RayError

from contested.flow.parquet import as_table
from contested.flow.units import Unit, code_unit, plan
from contested.ingest import Options
from contested.language import EMBEDDED
from contested.model.codec import from_json, to_json
from contested.model.errors import EngineError

PIECES_A_WORKER = 4  # blocks of work for each worker, so that none waits long for the last


class RayEngine:
    """The Ray cluster that this process is in, or a local one that is started here."""

    def __init__(self, workers: int = 1, language: str = EMBEDDED) -> None:
        """Start Ray on this machine with ``workers`` CPUs where it does not run yet (RAY_ADDRESS names a cluster)."""
        self.workers, self.language = workers, language
        if not ray.is_initialized():
            _start(workers)
        ray.data.DataContext.get_current().enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)

    def write(self, inputs: Sequence[str], options: Options, folder: Path) -> None:
        """Write a row a report, and a row a refusal, as Parquet files into ``folder``."""
        units = [to_json(unit) for unit in plan(inputs)]
        if not units:
            return
        blocks = min(len(units), self.workers * PIECES_A_WORKER)
        data = ray.data.from_items(units, override_num_blocks=blocks)
        code = partial(_code, options=options, language=self.language)
        coded = data.map_batches(code, batch_size=1, batch_format="pyarrow")
        try:
            coded.write_parquet(str(folder.resolve()))
        except RayError as error:
            raise EngineError(f"ray: the run failed ({error}). Look at Ray's logs, and run it again") from error


def _start(workers: int) -> None:
    """Join the cluster that RAY_ADDRESS names, or start Ray here. Nothing is reported to anybody."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    if os.environ.get("RAY_ADDRESS"):
        ray.init(log_to_driver=False, logging_level=logging.ERROR)
    else:
        ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)


def _code(batch: pa.Table, options: Options, language: str) -> Iterator[pa.Table]:
    """Yield the coded rows of a batch of units, as Arrow tables."""
    units: list[dict[str, Any]] = batch.to_pylist()
    for value in units:
        rows = list(code_unit(from_json(Unit, value), options, language))
        yield as_table(rows)
