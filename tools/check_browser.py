"""Open the tracker page of the example dossier in a real browser, without network and without JavaScript.

Prints the page to PDF and takes screenshots at 400 and 1400 pixels; fails where the browser shows less than a reader
needs, or where it asked the network for anything. Needs Chromium. Usage: check_browser.py PAGE [FOLDER FOR SCREENSHOTS]
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from pypdf import PdfReader

NAMES = ("chromium", "chromium-browser", "google-chrome")
HEADINGS = ("At a glance", "Recent developments", "Background", "Concerns", "Tolls", "Ceasefires", "Sources")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-extensions", "--hide-scrollbars",
)  # fmt: skip
SIZES = ((400, 3000), (1400, 3000))
LIMIT = 120  # seconds a run of the browser


def main(arguments: list[str]) -> int:
    """Return 0 where the page shows, 1 where it does not, 2 without a browser."""
    browser = next((found for name in NAMES if (found := shutil.which(name))), None)
    if browser is None:
        print("No Chromium found. Install it (on Debian: apt-get install chromium).", file=sys.stderr)
        return 2
    page = Path(arguments[0]).resolve()
    kept = Path(arguments[1]) if len(arguments) > 1 else None
    with tempfile.TemporaryDirectory() as folder:
        faults = _faults(browser, page, Path(folder), kept)
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{page.name}: {'shows' if not faults else 'does not show'} in {Path(browser).name}, {len(faults)} faults")
    return 1 if faults else 0


def _run(browser: str, page: Path, folder: Path, *flags: str) -> str:
    """Run the browser on the page with every host but none resolving; return what it logged."""
    closed = (
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--enable-logging=stderr",
        "--v=0",
        f"--user-data-dir={folder}/u",
    )
    command = [browser, *FLAGS, *closed, *flags, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False).stderr


def _faults(browser: str, page: Path, folder: Path, kept: Path | None) -> list[str]:
    log = _run(browser, page, folder, f"--print-to-pdf={folder}/page.pdf")
    faults = [line for line in log.splitlines() if "CONSOLE" in line or "Refused to" in line]
    pdf = folder / "page.pdf"
    text = " ".join(sheet.extract_text() for sheet in PdfReader(pdf).pages) if pdf.exists() else ""
    faults += [
        f"{page.name}: the printed page lacks the heading {heading!r}" for heading in HEADINGS if heading not in text
    ]
    for width, height in SIZES:
        shot = folder / f"{width}.png"
        _run(browser, page, folder, f"--window-size={width},{height}", f"--screenshot={shot}")
        if not shot.exists() or _width(shot) != width or shot.stat().st_size < 20_000:
            faults.append(f"{page.name}: no picture at {width} pixels")
        elif kept is not None:
            kept.mkdir(parents=True, exist_ok=True)
            shutil.copy(shot, kept / shot.name)
    return faults


def _width(png: Path) -> int:
    width: int = struct.unpack(">I", png.read_bytes()[16:20])[0]
    return width


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
