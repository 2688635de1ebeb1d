"""The command line: thin commands over `flow` and `web`."""

from contested.cli.app import main, run

__all__ = ["main", "run"]
