"""The commands, and the one place where errors become messages and exit statuses."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from contested.cli import (
    analysis,
    coding,
    dossiers,
    exchange,
    gazetteers,
    judge,
    keeping,
    ledgers,
    outlooks,
    publishing,
    redacting,
    review,
)
from contested.cli.show import fail
from contested.model.errors import ContestedError, EngineError, InputError

app = typer.Typer(
    name="contested",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=True,
    help="Keeps the record of a contested conflict: who says that who did what to whom, when, where, with what toll.",
)
COMMANDS: tuple[Callable[..., None], ...] = (
    *(dossiers.track, coding.code, dossiers.new, dossiers.add),
    *(ledgers.ledger(name) for name in ledgers.HELP),
    *(ledgers.reconciled, ledgers.diff, ledgers.explain),
    *(judge.withdraw, judge.recode, dossiers.page, publishing.publish, redacting.redact, redacting.purge),
    *(exchange.export, exchange.import_, exchange.compare),
    *(analysis.language, analysis.times, analysis.places),
    *(outlooks.outlook, outlooks.backtest),
    *(keeping.check_language, keeping.dpia),
)
for _command in COMMANDS:
    app.command(_command.__name__)(_command)
GROUPS = (
    *(("judge", judge.judge), ("grade", judge.grade), ("review", review.review)),
    ("gazetteer", gazetteers.gazetteer),
)
for _name, _group in GROUPS:
    app.add_typer(_group, name=_name)

FAILED, WRONG_USAGE = 1, 2


@app.callback()
def _common(
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
) -> None:
    """Hold the options of every command; `run` looks at --debug itself."""


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit status: 0 done, 1 an input failed, 2 wrong usage."""
    try:
        app(list(arguments), prog_name="contested")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FAILED
    except (ContestedError, OSError) as error:
        if "--debug" in arguments:
            raise
        fail(_message(error))
        return FAILED if isinstance(error, (InputError, EngineError, OSError)) else WRONG_USAGE
    return 0


def main() -> None:
    """Run the command line of this process."""
    sys.exit(run(sys.argv[1:]))


def _message(error: ContestedError | OSError) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or 'file system'}: {error.strerror or error}. Check the path and its permissions"
    return str(error)
