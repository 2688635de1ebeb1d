"""Write docs/public-edition.md: the example dossier as the public is shown it before and after a review.

    python tools/audience_example.py

The review is a show: one named person accepts every claim that is held, and says how the conflict goes.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path

from contested.flow.dossier import open_dossier
from contested.flow.judging import Desk, Hand
from contested.flow.releasing import release_for, terms_of
from contested.flow.sources import read_inputs
from contested.flow.track import add_reports
from contested.ingest import Options
from contested.publish.build import PageOptions
from contested.publish.markdown import render_markdown
from contested.publish.release import Audience, Release
from contested.publish.terms import Terms

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "public-edition.md"
DAY = dt.date(2026, 11, 22)
HAND = Hand("Example Reviewer", dt.datetime(2026, 11, 22), "read against the passage")
CONTACT = '\n[publish]\ncontact = "corrections@example.org"\nreviewers = ["Example Reviewer"]\n'
SHOWN = ("At a glance", "Control", "This edition")
HEAD = """\
# The example, as the public is shown it

Written by `python tools/audience_example.py` from `examples/karabakh`. The same dossier, published with
`contested publish DIR --audience public` before and after a named person reviewed what was held;
[how it is decided](how-to/publish-with-care.md). The review here is a show: it accepts everything.

| | for its own people | public, before the review | public, after it |
|---|---|---|---|
"""


def main() -> None:
    """Make the dossier twice over and write the page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(ROOT / "examples" / "karabakh", Path(name) / "in"))
        out = Path(name) / "out"
        out.mkdir()
        settings = (folder / "dossier.toml").read_text(encoding="utf-8")
        (out / "dossier.toml").write_text(settings + CONTACT, encoding="utf-8")
        dossier = open_dossier(out)
        reports = [r for batch in read_inputs([str(folder)], Options(today=DAY)) for r in batch.reports]
        add_reports(dossier, reports)
        public = terms_of(dossier, Audience.PUBLIC, DAY)
        inside = release_for(dossier, terms_of(dossier, Audience.INTERNAL, DAY))
        before = release_for(dossier, public)
        desk = Desk(dossier)
        desk.accept([claim.id for claim in desk.record.claims], HAND)
        desk.status("worsening", HAND)
        after = release_for(dossier, Terms(Audience.PUBLIC, DAY, dossier.settings.policy))
    body = HEAD + "\n".join(rows(inside, before, after)) + "\n"
    for title, shown in (("Before the review", before), ("After the review", after)):
        body += f"\n## {title}\n\n{sections(shown)}"
    TARGET.write_text(body, encoding="utf-8", newline="\n")


def rows(*editions: Release) -> list[str]:
    """Return the counts of the editions as rows of a table."""
    counted = {
        "reports": [len(one.record.reports) for one in editions],
        "claims": [len(one.record.claims) for one in editions],
        "events": [len(one.record.events) for one in editions],
        "disputes": [len(one.record.disputes) for one in editions],
        "tolls": [len(one.record.tolls) for one in editions],
        "changes and states of control": [len(one.record.control) for one in editions],
        "held for review": [sum(number for _, number in one.edition.held) for one in editions],
    }
    return [f"| {name} | {' | '.join(map(str, numbers))} |" for name, numbers in counted.items()]


def sections(shown: Release) -> str:
    """Return the sections of an edition that tell the two apart, without their footnotes' marks."""
    text = render_markdown(shown, options=PageOptions(figures=False))
    parts = [part for part in text.split("\n## ") if part.startswith(SHOWN)]
    lines = [line for part in parts for line in ["", *f"### {part}".splitlines()[:14]]]
    return "\n".join(_plain(line) for line in lines).strip() + "\n"


def _plain(line: str) -> str:
    while "[^" in line:
        head, _, rest = line.partition("[^")
        line = head + rest.partition("]")[2]
    return line


if __name__ == "__main__":
    main()
