"""The adapter to Ray Data, and the only module that imports it: `code_row` mapped over files, lines or rows.

Ray reads the inputs, spreads the work and restarts failed tasks. Each worker process loads the language core once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import ray
import ray.data

from contested.flow.coded import Coded, code_row, refused_row
from contested.flow.inputs import Work, plan
from contested.flow.parquet import as_table
from contested.ingest import Batch, Document, Given, Options, read_document, read_record, read_row

Rows = dict[str, list[Any]]  # a batch of Ray Data, column by column
LINES_A_BATCH = 64


class RayEngine:
    """A Ray cluster, or a local one that is started here. ``workers`` are tasks at a time."""

    def __init__(self, workers: int = 1) -> None:
        """Start Ray on this machine where it does not run yet (RAY_ADDRESS names a cluster)."""
        self.workers = workers
        if not ray.is_initialized():
            ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, logging_level="error")
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False

    def write(self, inputs: Sequence[str], options: Options, folder: Path) -> None:
        """Write a row a report, and a row a refusal, as Parquet files into ``folder``."""
        work = plan(inputs, options)
        if work.refused:
            rows = ray.data.from_arrow(as_table([refused_row(error) for error in work.refused]))
            rows.write_parquet(str(folder))
        for data, code in self._datasets(work, options):
            coded = data.map_batches(code, batch_format="numpy", batch_size=LINES_A_BATCH, concurrency=self.workers)
            coded.write_parquet(str(folder))
