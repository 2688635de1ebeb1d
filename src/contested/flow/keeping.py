"""What a dossier's people owe those who are told of: a page that takes no side."""

from __future__ import annotations

from contested.flow.dossier import Dossier
from contested.model.errors import DossierError
from contested.publish.neutral import Slip, check_page


def page_slips(dossier: Dossier) -> tuple[Slip, ...]:
    """Return where the dossier's page takes a side in its own voice. DossierError where there is no page."""
    if not dossier.page.exists():
        raise DossierError(f"{dossier.folder}: there is no page yet. Write it: contested page {dossier.folder}")
    return check_page(dossier.page.read_text(encoding="utf-8"), dossier.settings.conflict.names)
