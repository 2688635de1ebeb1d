"""Word files (.docx): paragraphs and tables in order, title and creation date. Authors are not kept."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import docx
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from contested.ingest.archive import open_zip, read_entry
from contested.ingest.batch import Document, Draft, FoundDate
from contested.ingest.options import Limits
from contested.model.errors import InputError
from contested.model.reports import DateOrigin

TEMPLATE_DAY = dt.date(2013, 12, 23)  # python-docx's own template; says nothing of the document


def read_docx(document: Document, limits: Limits) -> Draft:
    """Return the text of a Word file. InputError for damaged ones and for XML with entities."""
    where = document.name
    archive = open_zip(where, document.data, limits)
    _refuse_entities(where, archive)
    try:
        opened = docx.Document(io.BytesIO(document.data))
        text = "\n".join(_lines(opened))
        properties = opened.core_properties
        title, created = properties.title or "", properties.created
    except (OpcError, KeyError, ValueError, AttributeError, XMLSyntaxError, zipfile.BadZipFile) as error:
        raise InputError(where, f"the Word file is damaged ({error})", "Save it again, or save its text") from error
    if not text.strip():
        raise InputError(where, "the Word file holds no text", "Leave it out, or save its text")
    day = created.date() if created and created.date() != TEMPLATE_DAY else None
    dates = (FoundDate(day, DateOrigin.METADATA),) if day else ()
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Draft(document.stem, text, media, title=title, dates=dates)


def _lines(opened: object) -> list[str]:
    lines: list[str] = []
    for block in opened.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Table):
            lines += ["\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return lines


def _refuse_entities(where: str, archive: zipfile.ZipFile) -> None:
    for info in archive.infolist():
        if info.filename.endswith((".xml", ".rels")):
            try:
                ElementTree.fromstring(read_entry(where, archive, info), forbid_dtd=True)
            except DefusedXmlException as error:
                raise InputError(where, "its XML declares entities (a bomb?)", "Leave it out") from error
            except ElementTree.ParseError as error:
                raise InputError(where, f"the Word file is damaged ({error})", "Save it again") from error
