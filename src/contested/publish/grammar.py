"""The grammar of names: articles, number, pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from contested.publish.prose import prose
from contested.publish.words import join

_HEAD = re.compile(r"\s(?:of|for|on|in|against|to|and)\s")


def the(name: str) -> str:
    """Return the name with "the" where English wants it: "the United Nations", "Kenya", "Kenyan forces"."""
    names, low = prose().names, name.lower()
    first = low.split(" ", 1)[0]
    if first in names["determined"] or low in names["bare_names"]:
        return name
    return f"the {name}" if low in names["the_names"] or _takes_the(name, low) else name


def _takes_the(name: str, low: str) -> bool:
    """Return whether the noun that heads a name wants the article ("Minsk Group"), or a description."""
    head = _HEAD.split(low, maxsplit=1)[0].rsplit(" ", 1)[-1]
    if name[:1].islower():  # a description: "defence ministry of Kenya"
        return " of " in name and head not in prose().names["plurals"] and not head.endswith("s")
    return " " in name and head in prose().names["the_heads"]


def is_plural(name: str) -> bool:
    """Return whether the name stands for several ("Kenyan forces", "the two sides")."""
    head = _HEAD.split(name.lower(), maxsplit=1)[0].rsplit(" ", 1)[-1]
    return head in prose().names["plurals"]


def speaks(name: str) -> bool:
    """Return whether the name of an unnamed source is that of people who can say something."""
    return _noun(name) in prose().names["speakers"]


def described(name: str) -> str:
    """Return an unnamed source with its article: "an official (Kenya)", "residents"."""
    noun = _noun(name)
    plural = noun.endswith("s") or noun in prose().names["plurals"]
    return name if plural else f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _noun(name: str) -> str:
    return name.lower().partition(" (")[0].rsplit(" ", 1)[-1]


def listed(names: Iterable[str], last: str = "and") -> str:
    """Return the names, each with its article, as a list in words."""
    return join(dict.fromkeys(the(name) for name in names), last)


def singular(noun: str) -> str:
    """Return the singular of one of the nouns for people."""
    irregular = {"children": "child", "women": "woman", "men": "man", "people": "person", "families": "family"}
    head, _, tail = noun.partition(" of ")
    for many, one in irregular.items():
        if head.endswith(many):
            return head[: -len(many)] + one
    if head.endswith("men"):
        return head[:-3] + "man"
    return head.removesuffix("s") + (f" of {tail}" if tail else "")


def without_article(noun: str) -> str:
    """Return "attack" for "an attack"."""
    return re.sub(r"^(an?|the) ", "", noun)
