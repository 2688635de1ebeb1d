"""Check that the core needs none of the extras: import every module with all packages outside its dependencies blocked.

The closure of the core dependencies is read from the metadata of what is installed; any other installed package
(servers, engines, development tools) refuses to be imported while this runs.

Usage: python tools/check_bare.py
"""

from __future__ import annotations

import importlib
import importlib.abc
import pkgutil
import sys
from collections.abc import Sequence
from importlib import metadata
from importlib.machinery import ModuleSpec
from types import ModuleType

from closure import closure
from packaging.utils import canonicalize_name

NEEDS_AN_EXTRA = (
    "contested.web",
    "contested.flow.ray_engine",
    # The compiler of resources reads a gazetteer package of the `dev` extra; what it writes is in the wheel.
    "contested.lexicon.compile",
    "contested.lexicon._compile_places",
    "contested.lexicon._places_merge",
    "contested.lexicon._places_rows",
)


class Blocker(importlib.abc.MetaPathFinder):
    """Refuses the modules that it was given."""

    def __init__(self, modules: frozenset[str]) -> None:
        """Keep the names of top-level modules."""
        self.modules = modules

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raise for a blocked module, else leave it to the next finder."""
        if fullname.partition(".")[0] in self.modules:
            raise ModuleNotFoundError(f"{fullname} belongs to no core dependency", name=fullname)
        return None


def outside(core: frozenset[str]) -> frozenset[str]:
    """Return the top-level modules that no distribution of ``core`` provides."""
    owners = metadata.packages_distributions()
    return frozenset(
        module for module, names in owners.items() if not core & {canonicalize_name(name) for name in names}
    )


def modules() -> list[str]:
    """Return every module of the package that must import on a bare install."""
    package = importlib.import_module("contested")
    names = [module.name for module in pkgutil.walk_packages(package.__path__, "contested.", onerror=lambda _: None)]
    return [name for name in names if not name.startswith(NEEDS_AN_EXTRA) and not name.endswith("__main__")]


def main() -> int:
    """Import everything and return 1 when a module asks for a package that a bare install lacks."""
    blocked = outside(closure("contested"))
    sys.meta_path.insert(0, Blocker(blocked))
    failed = 0
    names = modules()
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError as error:
            failed += 1
            print(f"   {name}: {error}", file=sys.stderr)
    print(f"   {len(names) - failed} of {len(names)} modules import with {len(blocked)} other modules blocked")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
