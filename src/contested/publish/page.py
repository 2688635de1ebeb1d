"""Release to `index.html`: one file, no network, no script."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from contested.publish import gate
from contested.publish.build import PageOptions, build_document
from contested.publish.citations import entries
from contested.publish.doc import Document
from contested.publish.edition_section import edition_lines
from contested.publish.release import Release
from contested.publish.sentences import Ref

__all__ = ["PageOptions", "render_page"]


def render_page(release: Release, *, options: PageOptions = PageOptions()) -> str:  # noqa: B008 (frozen)
    """Return the tracker page of a release. Equal releases and options give equal bytes."""
    view, document = build_document(release, options)
    style = _resource("page.css")
    shown = [section for section in document.sections if section.blocks or section.empty]
    html: str = _template().render(
        document=document,
        sections=shown,
        entries=entries(view, document, options),
        first_refs=_back_links(document),
        mark=_Marks(document),
        style=Markup(style),  # noqa: S704 (our own file)
        style_hash=_sha256(style),
        foot=edition_lines(release.edition),
        full_text=release.edition.full_text,
    )
    return gate.sweep(html)


class _Marks:
    """Numbers citations as they are drawn, so that every mark has an id of its own to come back to."""

    def __init__(self, document: Document) -> None:
        self._numbers = document.numbers
        self._drawn: dict[Ref, int] = {}

    def __call__(self, refs: tuple[Ref, ...]) -> list[tuple[int, str]]:
        """Return (number, id of this mark) for each citation."""
        marks = []
        for ref in refs:
            self._drawn[ref] = self._drawn.get(ref, 0) + 1
            marks.append((self._numbers[ref], f"m{self._numbers[ref]}-{self._drawn[ref]}"))
        return marks


def _back_links(document: Document) -> dict[int, str]:
    return {number: f"m{number}-1" for number in document.numbers.values()}


@cache
def _template():  # type: ignore[no-untyped-def]
    environment = Environment(
        loader=PackageLoader("contested.publish"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.tests["kind"] = lambda block, name: type(block).__name__ == name
    environment.filters["svg"] = lambda text: Markup(text)  # noqa: S704 (drawn by us, checked in figures.draw)
    return environment.get_template("page.html.j2")


def _resource(name: str) -> str:
    return files("contested.publish").joinpath(f"templates/{name}").read_text(encoding="utf-8")


def _sha256(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
