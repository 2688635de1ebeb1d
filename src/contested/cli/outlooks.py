"""`contested backtest`: how well models did on months that are over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contested.cli.show import err, safe, say
from contested.flow.outlooks import BacktestPlan, backtest_text
from contested.flow.track import write_whole
from contested.outlook.events import Attribution
from contested.outlook.forecast import SAMPLES, SEED
from contested.outlook.months import read_month
from contested.outlook.read import Reading, Violence

Data = Annotated[
    list[Path],
    typer.Option("--data", metavar="FILE", help="Country-months or UCDP GED events: CSV, zip, Parquet.",
                 show_default=False),
]  # fmt: skip
Counting = Annotated[Attribution, typer.Option("--months", help="Which month gets the deaths of a long event.")]
Deaths = Annotated[Violence, typer.Option("--violence", help="Which deaths of an event file count.")]


def backtest(  # noqa: PLR0913 (a front door)
    data: Data,
    model: Annotated[list[str] | None, typer.Option(help="Only this model; may be given more than once.")] = None,
    year: Annotated[list[int] | None, typer.Option(help="Only this year; may be given more than once.")] = None,
    origin: Annotated[
        list[str] | None, typer.Option(metavar="MONTH", help="Data up to this month (2024-04) instead of a year.")
    ] = None,
    months: Counting = Attribution.SPREAD,
    violence: Deaths = Violence.STATE_BASED,
    samples: Annotated[int, typer.Option(min=20, help="Samples a month.")] = SAMPLES,
    seed: Annotated[int, typer.Option(help="Seed of every draw.")] = SEED,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the tables there.")] = None,
) -> None:
    """Score forecasting models on months that are over, by moving origin on the VIEWS protocol.

    Example: contested backtest --data country_months.parquet --model blend --model conflictology12
    """
    origins = tuple(read_month(text) for text in origin or ())
    reading = Reading(months, violence)
    plan = BacktestPlan(tuple(data), tuple(model or ()), tuple(year or ()), origins, reading, samples, seed)
    with err().status("reading", spinner="line") as status:
        text = backtest_text(plan, lambda words: status.update(safe(words)))
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_whole(out, text)
        say(f"Scores: {out}")
