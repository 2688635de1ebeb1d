"""The commands of `contested`, as the command line itself describes them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument or option; ``names`` are spelled as a user writes them."""

    names: tuple[str, ...]
    help: str
    default: str
    option: bool
    required: bool


@dataclass(frozen=True, slots=True)
class Command:
    """One command. ``help`` holds its paragraphs."""

    name: str
    usage: str
    help: tuple[str, ...]
    parameters: tuple[Parameter, ...]

    @property
    def summary(self) -> str:
        """Return the first sentence of the help."""
        return self.help[0].split(". ")[0].rstrip(".") if self.help else ""

    @property
    def options(self) -> frozenset[str]:
        """Return every spelling of an option that the command takes."""
        return frozenset(name for parameter in self.parameters if parameter.option for name in parameter.names)


def commands() -> list[Command]:
    """Return all commands that are not hidden, in the order of the help."""
    from contested.cli.app import app

    group = typer.main.get_command(app)
    if not isinstance(group, TyperGroup):
        raise TypeError("the command line has a single command")
    return list(_commands(group, ""))


def _commands(group: TyperGroup, before: str) -> Iterator[Command]:
    """Yield the commands of a group and of the groups in it, under their whole names."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _commands(command, f"{before}{name} ")
        elif not command.hidden:
            yield _command(f"{before}{name}", command)


def _command(name: str, command: object) -> Command:
    described = getattr(command, "params", [])
    known = [_parameter(item) for item in described if isinstance(item, TyperArgument | TyperOption)]
    arguments = [item.names[0] for item in known if not item.option]
    paragraphs = inspect.cleandoc(getattr(command, "help", None) or "").split("\n\n")
    return Command(
        name,
        " ".join([name, *arguments, "[OPTIONS]"] if len(known) > len(arguments) else [name, *arguments]),
        tuple(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph),
        tuple(known),
    )


def _parameter(item: TyperArgument | TyperOption) -> Parameter:
    if isinstance(item, TyperArgument):
        return Parameter(
            (item.metavar or (item.name or "").upper(),), item.help or "", _default(item.default), False, item.required
        )
    names = (*item.opts, *item.secondary_opts)
    return Parameter(names, item.help or "", _default(None if item.is_flag else item.default), True, item.required)


def _default(value: object) -> str:
    """Return a default worth showing. Enumerations show their value."""
    if value is None or value == () or value == [] or callable(value):
        return ""
    return f"{getattr(value, 'value', value)}"
