"""Mail files: body, date, and the sender's domain. No other header and no address is kept."""

from __future__ import annotations

import datetime as dt
import re
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from contested.ingest.batch import Document, Draft, FoundDate
from contested.ingest.dates import parse_date
from contested.ingest.decode import clean, decode
from contested.ingest.html import fragment_text, html_text
from contested.ingest.wrapping import is_wrapped, unwrap
from contested.model.errors import InputError
from contested.model.reports import DateOrigin

ADDRESS = re.compile(r"(?:mailto:)?[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
QUOTED_HEADER = re.compile(
    r"^[>\s]*(?:from|to|cc|bcc|sent|date|subject|reply-to|von|an|betreff|received|message-id|x-[\w-]+)[ \t]*:.*\n?",
    re.IGNORECASE | re.MULTILINE,
)
HEADER_BLOCK = re.compile(rf"(?:{QUOTED_HEADER.pattern}){{2,}}", re.IGNORECASE | re.MULTILINE)
SIGNATURE = re.compile(r"^-- ?\n.*\Z", re.MULTILINE | re.DOTALL)
REMOVED = "[address removed]"


def read_mail(document: Document) -> Draft:
    """Return the body of a mail, dated by its header; its source is the domain of the sender."""
    try:
        message = message_from_bytes(document.data, policy=default)
        body, warnings = _body(document.name, message)
    except (MessageError, LookupError, ValueError, AttributeError) as error:
        raise InputError(document.name, "the mail cannot be parsed", "Save it again as .eml, or as text") from error
    text = _without_addresses(body)
    if not text.strip():
        raise InputError(document.name, "the mail holds no text", "Save its attachment, and give that instead")
    day = _sent(message)
    return Draft(
        document.stem,
        unwrap(text) if is_wrapped(text) else text,
        "message/rfc822",
        source=_domain(message),
        dates=(FoundDate(day, DateOrigin.HEADER),) if day else (),
        warnings=warnings,
    )


def _body(where: str, message: EmailMessage) -> tuple[str, tuple[str, ...]]:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return "", ()
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    text, warnings = _decode_part(where, data, charset)
    if part.get_content_subtype() == "html":
        text = html_text(text) or fragment_text(text)
    return clean(text), warnings


def _decode_part(where: str, data: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(charset or "utf-8"), ()
    except (LookupError, UnicodeDecodeError):
        return decode(where, data)


def _without_addresses(body: str) -> str:
    body = SIGNATURE.sub("", HEADER_BLOCK.sub("", body))
    return ADDRESS.sub(REMOVED, body).lstrip("\n")


def _sent(message: EmailMessage) -> dt.date | None:
    return parse_date(str(message.get("Date") or ""))


def _domain(message: EmailMessage) -> str | None:
    """Return the sender's domain in lower case, without leading ``mail.``, ``news.`` and the like."""
    address = parseaddr(str(message.get("From") or ""))[1]
    domain = address.rpartition("@")[2].lower().strip(".> ")
    return re.sub(r"^(?:e?mail|news|newsletter|lists?|mailer|info)\.(?=[\w-]+\.)", "", domain) or None
