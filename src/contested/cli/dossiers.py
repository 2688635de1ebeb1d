"""`contested new, add, track, page`: dossiers made, filled, published."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from contested.cli.options import (
    MAX_SIZE,
    AsOf,
    DossierDir,
    HappenedBy,
    Inputs,
    Language,
    MaxSize,
    Published,
    reading_options,
    today,
)
from contested.cli.run import Tally, finished
from contested.cli.show import err, safe, say, warn
from contested.flow.dossier import SETTINGS, Dossier, new_dossier, open_dossier
from contested.flow.sources import count_inputs, read_inputs
from contested.flow.taken_in import note_taken_in
from contested.flow.track import Added, Watcher, add_reports, publish, publish_as_of
from contested.ingest import Options
from contested.language import EMBEDDED
from contested.record import AsOf as Limits

FEW = 3  # inputs that need no progress bar


class PageForm(StrEnum):
    """What `track` and `add` publish."""

    HTML = "html"
    MARKDOWN = "md"


Title = Annotated[str, typer.Option(help="Title of a new dossier.")]
Form = Annotated[
    PageForm, typer.Option("--format", help="html: the page alone. md: the page as Markdown beside it, in index.md.")
]
FullText = Annotated[bool, typer.Option("--full-text", help="Put whole texts on the page. For your own use only.")]


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make.", show_default=False)],
    title: Title = "",
    like: Annotated[
        Path | None, typer.Option("--from", metavar="TOML", help="A dossier.toml (or its folder) to start from.")
    ] = None,
) -> None:
    """Make an empty dossier: a folder with a commented dossier.toml.

    Example: contested new border --title "Border clashes" --from ../karabakh/dossier.toml
    """
    dossier = new_dossier(folder, title, like)
    say(f"Made {dossier.folder / SETTINGS}. Fill it in, then: contested add {folder} FILE...")


def add(  # noqa: PLR0913 (a front door)
    folder: DossierDir,
    inputs: Inputs,
    published: Published = None,
    max_size: MaxSize = MAX_SIZE,
    form: Form = PageForm.HTML,
    language: Language = EMBEDDED,
) -> None:
    """Add reports to a dossier and publish it again. Reports that it has already change nothing.

    Example: contested add border story.html https://example.org/feed.rss
    """
    dossier = open_dossier(folder)
    tally = Tally()
    added = _add(dossier, inputs, tally, reading_options(published, max_size), language)
    _publish(dossier, added, form)
    finished(tally)


def track(  # noqa: PLR0913 (a front door)
    inputs: Inputs,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder of the dossier.", show_default=False)],
    title: Title = "",
    published: Published = None,
    max_size: MaxSize = MAX_SIZE,
    full_text: FullText = False,
    form: Form = PageForm.HTML,
    language: Language = EMBEDDED,
) -> None:
    """Turn reports into a dossier with its tracker page. Running it again adds only what is new.

    Example: contested track reports/ --out border --title "Border clashes"
    """
    dossier = _dossier(inputs, out, title)
    tally = Tally()
    added = _add(dossier, inputs, tally, reading_options(published, max_size), language)
    if not dossier.store.exists():
        warn("no report was read, so nothing is published")
        finished(tally)
        return
    _publish(dossier, added, form, full_text=full_text)
    finished(tally)


def page(
    folder: DossierDir,
    as_of: AsOf = None,
    happened_by: HappenedBy = None,
    out: Annotated[Path | None, typer.Option(metavar="PATH", help="File to write.")] = None,
    form: Form = PageForm.HTML,
) -> None:
    """Publish a dossier's page again, as after judgements; or write the page as of a day to a file of its own.

    Example: contested page border --as-of 2022-09-15 --out border-then.html
    """
    dossier = open_dossier(folder)
    markdown = form is PageForm.MARKDOWN
    if as_of is None and happened_by is None and out is None:
        publish(dossier, markdown=markdown)
        say(f"Page: {dossier.page}")
        return
    day = (as_of or happened_by or dt.date.max).isoformat()
    path = out or dossier.folder / f"as-of-{day}{'.md' if markdown else '.html'}"
    publish_as_of(dossier, Limits(as_of, happened_by), path, markdown=markdown)
    say(f"Page: {path}")


def _dossier(inputs: Sequence[str], out: Path, title: str) -> Dossier:
    """Return the dossier at ``out``; a new one takes over the dossier.toml of an input folder that has one."""
    if (out / SETTINGS).exists():
        return open_dossier(out)
    like = next((Path(name) / SETTINGS for name in inputs if (Path(name) / SETTINGS).is_file()), None)
    return new_dossier(out, title or _title(inputs) if like is None else title, like)


def _title(inputs: Sequence[str]) -> str:
    """Return a title from the name of the first input."""
    name = Path(inputs[0]).resolve().stem if "://" not in inputs[0] else ""
    return re.sub(r"[-_]+", " ", name).strip().capitalize()


def _add(dossier: Dossier, inputs: Sequence[str], tally: Tally, options: Options, language: str) -> Added:
    batches = read_inputs(inputs, options)
    with _progress(count_inputs(inputs)) as done:
        watcher = Watcher(done=done, fault=tally.refused, notice=warn)
        added = add_reports(dossier, tally.reports(batches), watcher, language)
    note_taken_in(dossier, options.today or today())
    return added


class _Bar:
    """A progress bar over inputs, whose length grows where an input holds several reports."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.progress, self.total, self.count = progress, total, 0
        self.task = progress.add_task("", total=total)

    def __call__(self, doc_id: str) -> None:
        self.count += 1
        self.total = max(self.total, self.count)
        self.progress.update(self.task, completed=self.count, total=self.total, description=safe(doc_id)[:40])


@contextmanager
def _progress(total: int) -> Iterator[_Bar]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err(), transient=True, disable=total <= FEW or not err().is_terminal) as progress:
        yield _Bar(progress, total)


def _publish(dossier: Dossier, added: Added, form: PageForm, *, full_text: bool = False) -> None:
    markdown = form is PageForm.MARKDOWN
    record = publish(dossier, full_text=full_text, markdown=markdown)
    news = [f"{added.new} new"]
    counts = (("exact copies", added.copies), ("stored before", added.known), ("not read", added.not_read))
    news += [f"{count} {what}" for what, count in counts if count]
    whole = f"{len(record.reports)} in the dossier, of {len(record.origins)} independent origins"
    say(f"Reports: {', '.join(news)}; {whole}")
    say(
        f"Record: {len(record.claims)} claims, {len(record.events)} events, {len(record.disputes)} disputes, "
        f"{len(record.tolls)} tolls, {len(record.ceasefires)} ceasefires"
    )
    say(f"Page: {dossier.page}")
    if markdown:
        say(f"As Markdown: {dossier.markdown}")
