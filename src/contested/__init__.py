"""`contested`: the record of claims about an armed conflict.

import contested

record = contested.open("border")
record.events[0].standing.level
record.tolls.to_polars()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    import os

    from contested.flow.library import OpenRecord

__all__ = ["open"]


def open(
    path: str | os.PathLike[str], *, as_of: dt.date | None = None, happened_by: dt.date | None = None
) -> OpenRecord:
    """Return the record of a dossier's folder, or of a file that `contested export --as record` wrote.

    ``as_of``: as known on that day; ``happened_by``: of what had happened by that day. ContestedError where there is
    no record or the file is none.
    """
    from contested.flow.library import open_record  # loaded on use: importing the package stays light

    return open_record(path, as_of, happened_by)
