"""Event frames, noun classes and cues: how texts word happenings and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from contested.lexicon._compiled import read_compiled
from contested.lexicon._relation_words import RelationWords, TitleTie, WordTie, load_relation_words
from contested.model.claims import EventType, SpeechAct, ThirdPartyRole

__all__ = [
    "Cues",
    "EventLexicon",
    "Frame",
    "RelationWords",
    "TitleTie",
    "WordTie",
    "load_cues",
    "load_events",
    "load_relation_words",
]


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to word one type of event. Conditions name noun classes; ``roles`` map arguments to roles."""

    id: str
    type: EventType
    words: tuple[str, ...]
    roles: Mapping[str, str]  # argument ("subj", "obj", a preposition) -> initiator, recipient, both, none, territory
    conditions: Mapping[str, str]  # "subj", "obj", "of", "comp" -> class
    oblique: Mapping[str, str]  # preposition -> class, one of them must be there
    not_obj: tuple[str, ...] = ()
    needs: str | None = None
    reciprocal: bool = False
    harm: str | None = None  # "verb": kind by the trigger; else the kind itself
    own: bool = False
    count: str | None = None  # toll kind of numbers in the patient
    measure: str | None = None  # measure kind of numbers in the object
    share: bool = False
    topic: str | None = None
    risk: bool = False
    light: bool = False  # the object carries the meaning
    light_subj: bool = False  # the subject carries the meaning
    third_party_role: ThirdPartyRole | None = None
    third_party: bool = False

    @property
    def specificity(self) -> int:
        """Return how many conditions it has: the more, the earlier it is tried."""
        return len(self.conditions) + len(self.oblique) + (self.needs is not None)


@dataclass(frozen=True, slots=True)
class Cues:
    """Attribution, stance and toll cues: word lists by name, with typed access to the ones that map."""

    lists: Mapping[str, frozenset[str]]
    speech: Mapping[str, SpeechAct]
    harm: Mapping[str, str]
    targets: Mapping[str, str]
    units: Mapping[str, str]
    counted: Mapping[str, str]
    forms: Mapping[str, Mapping[str, str]]
    telling_words: frozenset[str] = field(init=False)  # verbs that tell something: none of denying and accusing

    def __post_init__(self) -> None:
        """Sort out the verbs that tell something."""
        turned = {SpeechAct.DENIED, SpeechAct.RETRACTED}
        charging = self.lists["accuse_verbs"]
        telling = frozenset(verb for verb, act in self.speech.items() if act not in turned and verb not in charging)
        object.__setattr__(self, "telling_words", telling)

    @property
    def speech_words(self) -> frozenset[str]:
        """Return the lemmas of the verbs that report what somebody says."""
        return frozenset(self.speech)

    def lemma(self, text: str, upos: str, lemma: str) -> str:
        """Return the lemma of a word: the lexicon's where it knows the form as that part of speech, else ``lemma``."""
        kind = "verbs" if upos in {"VERB", "AUX"} else "nouns" if upos in {"NOUN", "PROPN"} else ""
        return self.forms[kind].get(text.lower(), lemma.lower()) if kind else lemma.lower()

    def counted_kind(self, word: str) -> str | None:
        """Return what a word that is counted itself says of people: "six wounded" are injured, None for others."""
        return self.counted.get(word)

    def has(self, name: str, word: str) -> bool:
        """Return whether ``word`` stands in the list ``name``."""
        return word in self.lists[name]


def _text(value: object) -> str | None:
    return str(value) if value is not None else None


def _frame(row: Mapping[str, object], key: str) -> Frame:
    words, roles = row[key], row["roles"]
    conditions = {name: str(row[name]) for name in ("subj", "obj", "of", "comp") if name in row}
    oblique = row.get("obl", {})
    measure = row.get("count_measure", row.get("measure"))
    third = row.get("role_of_third")
    assert isinstance(words, list)
    assert isinstance(roles, dict)
    assert isinstance(oblique, dict)
    not_obj = row.get("not_obj", [])
    assert isinstance(not_obj, list)
    return Frame(
        id=str(row["id"]),
        type=EventType(str(row["type"])),
        words=tuple(words),
        roles=roles,
        conditions=conditions,
        oblique=oblique,
        not_obj=tuple(not_obj),
        needs=_text(row.get("needs")),
        reciprocal=bool(row.get("reciprocal")),
        harm="verb" if row.get("harm") is True else _text(row.get("harm")),
        own=bool(row.get("own")),
        count=_text(row.get("count")),
        measure=_text(measure),
        share="share" in row,
        topic=_text(row.get("topic")),
        risk=bool(row.get("risk")),
        light=bool(row.get("light")),
        light_subj=bool(row.get("light_subj")),
        third_party_role=ThirdPartyRole(str(third)) if third else None,
        third_party=bool(row.get("third_party")),
    )


@dataclass(frozen=True, slots=True)
class Signalled:
    """How an event is read that a trained network points to: by a frame without words, from a least probability on."""

    frame: Frame
    least: float


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """Frames by trigger word, most specific first, and noun classes."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    classes: Mapping[str, frozenset[str]]
    signals: Mapping[EventType, Signalled]

    def in_class(self, name: str, word: str) -> bool:
        """Return whether ``word`` belongs to a class; names joined by ``_or_`` are unions."""
        return any(word in self.classes.get(part, frozenset()) for part in name.split("_or_"))


def _by_word(frames: list[Frame]) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for frame in frames:
        for word in frame.words:
            found.setdefault(word, []).append(frame)
    return {word: tuple(sorted(items, key=lambda f: -f.specificity)) for word, items in found.items()}


@cache
def load_events() -> EventLexicon:
    """Return the event lexicon (read once)."""
    rows = read_compiled("frames.json")
    classes = {name: frozenset(words) for name, words in read_compiled("event_classes.json").items()}
    verbs = _by_word([_frame(row, "verb") for row in rows["verbs"]])
    signals = [Signalled(_frame(row, "words"), float(row["least"])) for row in read_compiled("signals.json")["events"]]
    nouns = _by_word([_frame(row, "noun") for row in rows["nouns"]])
    return EventLexicon(verbs, nouns, classes, {signalled.frame.type: signalled for signalled in signals})


def _inverted(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}


@cache
def load_cues() -> Cues:
    """Return the cue lists (read once)."""
    data = read_compiled("cues.json")
    lists = {name: frozenset(words) for name, words in data.items() if isinstance(words, list)}
    speech = {word: SpeechAct(act) for word, act in _inverted(data["speech"]).items()}
    return Cues(
        lists,
        speech,
        _inverted(data["harm"]),
        _inverted(data["targets"]),
        dict(data["units"]),
        _inverted(data["count_words"]),
        read_compiled("forms.json"),
    )
