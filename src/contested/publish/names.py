"""Whose name may be shown to the public. It fails closed: a name that nothing vouches for is covered.

Vouched for are public persons (of a list, or linked as such), actors of a list, places that the gazetteer knows with
certainty, days and months, titles, and ordinary words at the head of a sentence. Everything else with a capital or in
another script is covered, and with it numbers of telephones, papers and plates, addresses of mail and accounts,
coordinates and grid references.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from contested.lexicon.actors import load_actor_nouns, load_actors
from contested.lexicon.places import load_places
from contested.model.actors import Actor, ActorKind, ActorMention
from contested.model.events import RecordedActor
from contested.model.readings import Decision, Reading
from contested.publish.duties import accusing, guards, name_words
from contested.publish.numbers import is_model, number_spans
from contested.publish.passages import sentence_ends

Span = tuple[int, int]
COVER = "\u2588"
_CHAIN = re.compile(r"[^\W_]+(?:['’ʼ`.\-‐‑][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_HEAD = re.compile(r"(?:^|[.!?:;\n]|[—–]|\s-)[\"“”‘’'(\[)\]\s*•-]*$")
_PUBLIC_BODIES = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE, ActorKind.IGO, ActorKind.ARMED_FORCE,
                            ActorKind.PARTY_OR_MOVEMENT, ActorKind.THINK_TANK, ActorKind.NGO})  # fmt: skip
_OWNER = re.compile(r"['’ʼ][sS]?$")
_NAMING = re.compile(
    r"\b(?:by|as|named?|called|calls|calling|alias|aka|nicknamed?|user|is|was|surnamed?|(?:answers?|spoke|talked)\s+to)"
    r"\s+[\"“‘'(]*$",
    re.IGNORECASE,
)
_LOCATIVE = re.compile(r"\b(?:in|at|near|from|to|into|towards?|outside|around|through|off|above|below|at|held|of)\s+$")
_OFFICE_BEFORE = re.compile(
    r"\b(?:spokes(?:man|woman|person)|minister|president|governor|mayor|envoy|ambassador|prosecutor|commander|chairman)"
    r"\s(?:for|of|to)\s[^,.;:]{3,60},\s$",
    re.IGNORECASE,
)
_NAMED_BODIES = frozenset(ActorKind) - {ActorKind.PERSON}


@dataclass(frozen=True, slots=True)
class _Token:
    """A chain of word parts ("Abou-Khalil") with a capital or letters of another script."""

    start: int
    end: int
    text: str
    heads: bool  # stands at the head of a sentence


def covered(text: str, reading: Reading | None = None) -> tuple[Span, ...]:
    """Return the spans of ``text`` that the public may not see in words that are shown, in order, not overlapping.

    ``reading``: what was read from exactly this text; it tells who is private. Without it only lists vouch.
    """
    private, public = _people(reading)
    bodies = list(_listed(text))
    vouched = [*public, *bodies, *_located(reading)]
    words = frozenset(
        word.lower() for start, end in private for word in _PART.findall(text[start:end]) if len(word) > 2
    )
    hidden = [*private, *(span for span in number_spans(text) if not _inside(span, bodies))]
    common = name_words().ordinary | frozenset(re.findall(r"(?<![^\W_])[a-z]{3,}(?![^\W_])", text)) - words
    for token in _tokens(text):
        span = (token.start, token.end)
        named = _inside(span, private) or (_parts(token) & words and not _inside(span, public))
        if named or not (_inside(span, vouched) or _is_plain(token, common)):
            hidden.append(span)
    return _joined(text, sorted(hidden))


def shown_text(text: str) -> str:
    """Return a title or another loose string with the names in it that the public may not see covered."""
    letters = list(text)
    for start, end in covered(text):
        letters[start:end] = [letter if letter.isspace() else COVER for letter in letters[start:end]]
    return "".join(letters)


def is_guarded(text: str) -> bool:
    """Return whether a text says that somebody or some spot must be kept from the public: no word of it is shown."""
    return guards().search(text) is not None


def accusations(reading: Reading) -> frozenset[str]:
    """Return the report's own ids of the claims that accuse a private person: internal until a person reviewed them.

    A claim does where such a person is said to have done something hostile, or is named in a sentence that accuses.
    """
    private, _ = _people(reading)
    text = reading.report.text
    ends = [0, *sentence_ends(text), len(text)]
    accused: list[Span] = []
    for start, end in pairwise(ends):
        inside = [span for span in private if start <= span[0] < end]
        if inside and accusing().search(text[start:end]):
            accused.append((start, end))
    return frozenset(
        claim.id
        for claim in reading.extraction.claims
        if any(claim.passage.start < end and start < claim.passage.end for start, end in accused)
    )


def may_link(url: str) -> bool:
    """Return whether an address holds no name, number or account that the public may not see."""
    parts = urlsplit(url)
    told = unquote(f"{parts.path} {parts.query} {parts.fragment}")
    words = [word for word in _PART.findall(told) if word.isalpha() and len(word) > 2]
    known = name_words().ordinary | name_words().capital_words | name_words().acronyms
    plain = [word for word in words if word.lower() in known or load_places().lookup(word.title())]
    return len(plain) == len(words) and not list(number_spans(re.sub(r"[/\-_]", " ", told)))


def may_name(actor: RecordedActor) -> bool:
    """Return whether the public may be told the name of an actor.

    A person must be of a list, or clearly hold a public office, command, speak for a body or be an expert; a body must
    be of a list, be made of words of known actors, or bear a noun of organisations.
    """
    if actor.known:
        return True
    if actor.kind is ActorKind.PERSON:
        return is_clearly_public(actor)
    if actor.kind in (ActorKind.UNNAMED_SOURCE, ActorKind.COLLECTIVE):
        return not covered(actor.name)
    bears = any(part.lower() in name_words().organisation_words for part in _PART.findall(actor.name))
    return bears or not covered(actor.name)


def is_clearly_public(actor: RecordedActor) -> bool:
    """Return whether a person may be named: of a public class, by a title public in itself or in a known body."""
    if actor.person_class is None:
        return False
    title = (actor.subtype or "").lower()
    doubtful = title in name_words().doubtful_titles
    bodies = {load_actors().actor(side).kind for side in actor.side if side in load_actors()}
    return not doubtful or bool(bodies & _PUBLIC_BODIES)


def _people(reading: Reading | None) -> tuple[list[Span], list[Span]]:
    """Return where people are named who are private, and where those who are public."""
    if reading is None:
        return [], []
    linked = {link.mention: link.entity for link in reading.resolution.actor_links if link.decision is Decision.SAME}
    actors = {actor.id: actor for actor in reading.resolution.actors}
    countries = {a.country for a in actors.values() if a.kind is not ActorKind.PERSON and a.country}
    private: list[Span] = []
    public: list[Span] = []
    for mention in reading.extraction.mentions:
        if mention.kind is ActorKind.PERSON:
            actor = actors.get(linked.get(mention.id, ""))
            open_to_all = actor is not None and _is_sure(mention, actor, countries)
            start, end = mention.passage.start, mention.passage.end
            told = _OFFICE_BEFORE.search(reading.report.text[max(0, start - 90) : start]) is not None
            (public if open_to_all or told else private).append((start, _whole_name(reading.report.text, end)))
    return private, public


def _whole_name(text: str, end: int) -> int:
    """Return where a name ends that the tagger cut short: words with a capital that follow it at once are its own."""
    rest = re.match(r"(?:[-‐ ](?:[^\W\d_a-z][^\W\d_]+(?:[-'’][^\W\d_]+)*))+", text[end:])
    return end + rest.end() if rest else end


def _located(reading: Reading | None) -> Iterator[Span]:
    """Yield where the text puts a name of the gazetteer behind a preposition of place."""
    for mention in reading.extraction.places if reading else ():
        before = reading.report.text[max(0, mention.passage.start - 24) : mention.passage.start] if reading else ""
        if mention.candidates and _LOCATIVE.search(before) and not _NAMING.search(before):
            yield mention.passage.start, mention.passage.end


def _is_sure(mention: ActorMention, actor: Actor, countries: set[str]) -> bool:
    """Return whether a mention surely means a public person: the whole name, a title, or a country told of beside it.

    A bare surname may be anybody's.
    """
    if not (actor.known or actor.person_class is not None):
        return False
    return " " in mention.passage.quote.strip() or bool(mention.head) or (actor.known and actor.country in countries)


def _listed(text: str) -> Iterator[Span]:
    """Yield where lists know a body, a people, a public person by the full name, or a place for certain."""
    lexicon = load_actors()
    for hit in lexicon.find(text):
        kinds = {lexicon.actor(candidate.actor_id).kind for candidate in hit.candidates}
        whole = " " in text[hit.start : hit.end]
        if kinds & _NAMED_BODIES or (ActorKind.PERSON in kinds and whole):
            yield hit.start, hit.end
    for place in load_places().find(text):
        if not place.weak and not _NAMING.search(text[max(0, place.start - 16) : place.start]):
            yield place.start, place.end


def _tokens(text: str) -> Iterator[_Token]:
    for match in _CHAIN.finditer(text):
        if not is_model(match.group()) and any(_is_namelike(part) for part in _PART.findall(match.group())):
            heads = _HEAD.search(text[max(0, match.start() - 12) : match.start()]) is not None
            own = _OWNER.sub("", match.group())
            yield _Token(match.start(), match.start() + len(own), own, heads)


def _is_namelike(part: str) -> bool:
    """Return whether a part of a word has a capital, or letters of a script other than Latin."""
    return any(letter.isupper() or (letter.isalpha() and ord(letter) > 0x24F) for letter in part)


def _is_plain(token: _Token, common: frozenset[str]) -> bool:
    """Return whether a word is no name: an ordinary one that heads a sentence, a title, a body's noun, an acronym."""
    words = name_words()
    allowed = words.capital_words | words.organisation_words
    nouns = load_actor_nouns()
    parts = [part for part in _PART.findall(token.text) if _is_namelike(part)]
    for part in parts:
        low = part.lower()
        if low in allowed or low in nouns.titles or low in nouns.offices or (part.isupper() and low in words.acronyms):
            continue
        ordinary = low in common or any(
            low in t for t in (nouns.private, nouns.forces, nouns.groups, nouns.collectives)
        )
        if ordinary and (token.heads or part.isupper()) and len(part) > 1:
            continue
        if len(part) == 1 and part in "AI" and part == token.text:
            continue
        return False
    return True


def _parts(token: _Token) -> set[str]:
    return {part.lower() for part in _PART.findall(token.text) if _is_namelike(part)}


def _inside(span: Span, others: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _joined(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Return the spans with those of one name made one: what lies between are joiners, initials, quotation marks."""
    found: list[Span] = []
    for start, end in spans:
        if found and (start <= found[-1][1] or _is_between(text[found[-1][1] : start])):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _is_between(gap: str) -> bool:
    words = re.split(r"[\s\"“”'’.\-‐]+", gap.lower())
    return len(gap) < 16 and "," not in gap and all(not word or word in name_words().joiners for word in words)
