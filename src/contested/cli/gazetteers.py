"""`contested gazetteer build`: more places than the package ships."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contested.cli.show import say
from contested.flow.gazetteer import build as build_to

gazetteer = typer.Typer(no_args_is_help=True, help="Make a gazetteer of your own.", rich_markup_mode=None)


@gazetteer.command()
def build(
    dump: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="GeoNames files, unpacked: AM.txt or allCountries.txt.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where the gazetteer goes.", show_default=False)],
    admin1: Annotated[
        Path | None, typer.Option("--admin1", metavar="FILE", help="admin1CodesASCII.txt, for the names of provinces.")
    ] = None,
    least: Annotated[int, typer.Option("--min-population", min=0, help="Leave out settlements with fewer people.")] = 0,
) -> None:
    """Add the places of GeoNames files that you have downloaded to the shipped gazetteer.

    Use the result with `gazetteer = "places.bin"` in a dossier.toml, or everywhere with the environment variable
    CONTESTED_GAZETTEER.

    Example: contested gazetteer build AM.txt AZ.txt --admin1 admin1CodesASCII.txt --out places.bin
    """
    built = build_to(dump, admin1, out, least)
    say(f"{built.places} places of {len(dump)} files; gazetteer: {out}, {built.size / 1e6:.1f} MB")
