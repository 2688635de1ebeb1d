"""Files of every format, made in the test."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from email.message import EmailMessage

import docx

from contested.ingest import Batch, Document, Given, Limits, Options, read_document
from contested.model.reports import Report

TODAY = dt.date(2024, 6, 1)
PROSE = (
    "The army of Ruritania said on Tuesday that its soldiers had shelled two villages near the border with Borduria. "
    "A spokesman for the government in the capital denied the account and said that nobody had been hurt. "
    "The two countries agreed to talks in the spring, but their leaders have not met since then."
)


def read(name: str, data: bytes, *, given: Given | None = None, limits: Limits | None = None) -> Batch:
    options = Options(today=TODAY, limits=limits or Limits())
    return read_document(Document(name, data, given or Given()), options)


def one(name: str, data: bytes, given: Given | None = None) -> Report:
    batch = read(name, data, given=given)
    assert not batch.errors, batch.errors
    assert len(batch.reports) == 1
    return batch.reports[0]


def refused(name: str, data: bytes, limits: Limits | None = None) -> str:
    batch = read(name, data, limits=limits)
    assert not batch.reports
    assert len(batch.errors) == 1
    assert batch.errors[0].advice
    return str(batch.errors[0])


def pdf(lines: list[str], info: str = "") -> bytes:
    shown = "\n".join(f"1 0 0 1 50 {780 - 14 * i} Tm ({line}) Tj" for i, line in enumerate(lines))
    stream = f"BT /F1 11 Tf {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Author (Jane Private) {info} >>".encode(),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 7\n0000000000 65535 f \n" + table + trailer


def word(paragraphs: list[str], *, title: str = "", created: dt.datetime | None = None) -> bytes:
    document = docx.Document()
    document.core_properties.author = "Jane Private"
    document.core_properties.title = title
    if created:
        document.core_properties.created = created
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def mail(body: str, **headers: str) -> bytes:
    message = EmailMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message.as_bytes()


def feed(items: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Ruritania Wire</title>'
        f"<link>https://wire.example/</link>{items}</channel></rss>"
    ).encode()
