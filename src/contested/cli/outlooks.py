"""`contested outlook, backtest`: months to come, and how well models did on months that are over."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from contested.cli.options import As, DossierDir
from contested.cli.show import Format, err, safe, say, show
from contested.flow.dossier import open_dossier
from contested.flow.outlooks import BacktestPlan, backtest_text, outlooks, plan_of
from contested.flow.track import load_record, write_whole
from contested.model.outlook import Outlook
from contested.outlook.events import Attribution
from contested.outlook.forecast import SAMPLES, SEED
from contested.outlook.months import first_day, read_month
from contested.outlook.read import Reading, Violence
from contested.outlook.words import percent

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
    near: Annotated[
        bool, typer.Option("--near", help="Score months one and two, from every quarter, in place of 3 to 14.")
    ] = False,
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
    plan = BacktestPlan(tuple(data), tuple(model or ()), tuple(year or ()), origins, near, reading, samples, seed)
    with err().status("reading", spinner="line") as status:
        text = backtest_text(plan, lambda words: status.update(safe(words)))
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_whole(out, text)
        say(f"Scores: {out}")


COLUMNS = (
    "target", "as_of", "month", "p05", "p25", "p50", "p75", "p95", "at_least_1", "at_least_25", "at_least_100",
    "at_least_1000", "words_1", "words_25", "words_100", "words_1000", "onset", "escalation", "de_escalation",
    "words_onset", "words_escalation", "words_de_escalation",
)  # fmt: skip
CHANGES = ("onset", "escalation", "de-escalation")
TABLE = ("month", "middle", "90 in 100", "1 or more", "25 or more", "100 or more", "1000 or more", "change")


def outlook(
    folder: DossierDir,
    data: Annotated[
        list[Path] | None, typer.Option("--data", metavar="FILE", help="Monthly deaths of the theatre's countries.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="MONTH", help="As if it were the end of that month (2020-09).")
    ] = None,
    months: Counting = Attribution.SPREAD,
    form: As = Format.TABLE,
) -> None:
    """Say what the coming months could bring, in numbers and words, with the model's published score.

    Without --data, the files of dossier.toml are read. Its own series needs twelve known months of the last 24.

    Example: contested outlook border --data GEDEvent_v25_1.csv --as-of 2024-10
    """
    dossier = open_dossier(folder)
    until = read_month(as_of) if as_of else None
    record = load_record(dossier, first_day(until + 1) - dt.timedelta(1) if until else None)
    plan = replace(plan_of(dossier), as_of=until, reading=Reading(months))
    found = outlooks(record, replace(plan, files=tuple(data)) if data else plan)
    if form is Format.JSON:
        typer.echo(json.dumps([asdict(each) for each in found], default=str, ensure_ascii=False, indent=1))
        return
    if form is Format.CSV:
        show(COLUMNS, [row for each in found for row in _rows(each)], form)
        return
    for each in found:
        if each.months:
            say(f"{each.target}, deaths in a month, as of {str(each.as_of)[:7]}")
            show(TABLE, _short_rows(each), form)
        _tell(each)


def _short_rows(each: Outlook) -> Iterator[tuple[str, ...]]:
    for month in each.months:
        low, _, middle, _, high = month.points
        chances = (f"{percent(chance.share)}, {chance.words}" for chance in month.chances[:4])
        change = "; ".join(f"{c.what}: {percent(c.share)}, {c.words}" for c in month.chances[4:])
        yield str(month.month)[:7], f"{middle:,.0f}", f"{low:,.0f} to {high:,.0f}", *chances, change


def _rows(each: Outlook) -> Iterator[tuple[str | float, ...]]:
    as_of = str(each.as_of)[:7]
    for month in each.months:
        steps, changes = month.chances[:4], {c.what.partition(":")[0]: c for c in month.chances[4:]}
        kinds = [changes.get(kind) for kind in CHANGES]
        yield (
            each.target, as_of, str(month.month)[:7], *month.points, *(c.share for c in steps),
            *(c.words for c in steps), *("" if c is None else c.share for c in kinds),
            *("" if c is None else c.words for c in kinds),
        )  # fmt: skip


def _tell(each: Outlook) -> None:
    if each.refusal:
        say(f"{each.target}: {each.refusal}")
    else:
        say(f"{each.target}: what drives it: {'; '.join(each.drivers)}")
        say(f"{each.target}: counted: {each.basis}")
        say(f"{each.target}: {each.signs_note}")
    for sign in each.signals:
        say(f"Signs: {sign.kind}: {sign.recent} in the last three months, {sign.before} in the nine before")
    for row in each.truce:
        share, low, high = (percent(value) for value in (row.share, row.low, row.high))
        say(f"Truce: {share} to last {row.days} days more (95 % interval {low} to {high})")
    if each.events_note:
        say(each.events_note)
    if each.truce_note:
        say(f"Truce: {each.truce_note}")
    if not each.refusal:
        say(f"Score of the model: {each.score}")
