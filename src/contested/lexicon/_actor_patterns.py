"""The spellings under which one name is looked for."""

from __future__ import annotations

import unicodedata

from contested.lexicon._types import ActorName, NameForm

_ARTICLES = ("al-", "el-", "ar-", "as-", "an-", "ad-", "at-", "az-", "ash-")
_UNFOLDED = str.maketrans("øØłŁıəƏđĐ", "oOlLieEdD") | {ord("ß"): "ss", ord("þ"): "th", ord("Þ"): "Th", ord("ð"): "d"}


def strip_marks(text: str) -> str:
    """Return the text without diacritics."""
    plain = unicodedata.normalize("NFKD", text.translate(_UNFOLDED))
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


def _articles(text: str) -> list[str]:
    """Return the spellings of an Arabic article at the start: al-X, Al-X, al X, Al X."""
    for article in _ARTICLES:
        if text.lower().startswith(article):
            rest, bare = text[len(article) :], article[:-1]
            return [f"{word}{link}{rest}" for word in (bare, bare.capitalize()) for link in "- "]
    return [text]


def _dotted(text: str) -> list[str]:
    """Return U.N. for UN."""
    return [".".join(text) + "."] if 2 <= len(text) <= 4 and text.isalpha() and text.isupper() else []


def spellings(name: ActorName) -> list[str]:
    """Return the spellings of a name, sorted: apostrophes, diacritics, Arabic article, dots, headline capitals."""
    base = name.text.removeprefix("The ").removeprefix("the ")
    forms = {name.text, base, strip_marks(base)}
    forms |= {variant for form in list(forms) for variant in _articles(form)}
    forms |= {form.replace("'", "’") for form in forms if "'" in form}
    if name.form is NameForm.ACRONYM:
        forms |= {variant for form in list(forms) for variant in _dotted(form)}
    elif len(base) >= 4:
        forms |= {form.upper() for form in forms}
    return sorted(form for form in forms if form)
