"""Repairs of the tree where number phrases mislead parsers: "up to 4,000", "at least 105", "as many as 40"."""

from __future__ import annotations

from dataclasses import replace

from contested.extract.speech_repairs import mend_speech
from contested.model.tree import Token

_BOUNDS = (
    ("as", "many", "as"),
    ("up", "to"),
    ("at", "least"),
    ("at", "most"),
    ("more", "than"),
    ("fewer", "than"),
    ("less", "than"),
    ("close", "to"),
    ("some",),
    ("over",),
)
_WORDS = frozenset({"dozen", "dozens", "hundreds", "thousands", "a", "half", "several"})


def repaired(tokens: tuple[Token, ...], speech: frozenset[str], accusing: frozenset[str]) -> tuple[Token, ...]:
    """Return the tokens with bounds, particles, objects and inserted speakers hung where they belong.

    ``speech`` are the lemmas of verbs that report what somebody says, ``accusing`` those that lay a charge.
    """
    fixed = list(tokens)
    for at in range(len(tokens)):
        for bound in _BOUNDS:
            number = at + len(bound)
            words = tuple(t.text.lower() for t in tokens[at:number])
            if words == bound and number < len(tokens) and _is_number(tokens[number]):
                _hang(fixed, at, number)
                break
    _mend_particles(fixed)
    _mend_titles(fixed)
    _mend_objects(fixed)
    _mend_speakers(fixed, speech)
    mend_speech(fixed, speech, accusing)
    _mend_counted_verbs(fixed)
    return tuple(fixed)


def _mend_titles(fixed: list[Token]) -> None:
    """Hang a title on the name that follows it: "Secretary of State Anna Smith called" has one subject."""
    for verb in {t.head for t in fixed if t.deprel == "nsubj"}:
        subjects = [i for i, t in enumerate(fixed) if t.head == verb and t.deprel == "nsubj" and i < verb]
        if len(subjects) != 2:
            continue
        first, second = subjects
        last = max(
            i
            for i, t in enumerate(fixed)
            if i == first or ((t.head == first or fixed[t.head].head == first) and i < second)
        )
        if last == second - 1 and fixed[second].upos == "PROPN":
            fixed[first] = replace(fixed[first], head=second, deprel="nmod:desc")


def _mend_speakers(fixed: list[Token], speech: frozenset[str]) -> None:
    """Give a trailing speech verb the noun right before it: "..., officials said" has officials speak, not act."""
    for verb, token in enumerate(fixed):
        if token.upos != "VERB" or token.lemma.lower() not in speech or verb == 0:
            continue
        if any(t.head == verb and t.deprel.startswith("nsubj") for t in fixed):
            continue
        noun = verb - 1
        while fixed[noun].head == noun - 1 and fixed[noun].deprel == "flat" and noun > 0:
            noun -= 1
        if fixed[noun].upos not in {"NOUN", "PROPN", "PRON"} or fixed[noun].deprel not in {
            "nsubj",
            "obj",
            "appos",
            "conj",
        }:
            continue
        if fixed[noun].head != verb and not _would_loop(fixed, noun, verb):
            fixed[noun] = replace(fixed[noun], head=verb, deprel="nsubj")


def _would_loop(fixed: list[Token], noun: int, verb: int) -> bool:
    """Return whether hanging a noun on a verb would close a circle."""
    node, seen = verb, set[int]()
    while node >= 0 and node not in seen:
        if node == noun:
            return True
        seen.add(node)
        node = fixed[node].head
    return False


def _mend_particles(fixed: list[Token]) -> None:
    """Hang a particle on the verb that it follows: "hand over maps", not "over maps"."""
    for at, token in enumerate(fixed):
        verb = fixed[at - 1] if at else None
        if token.xpos == "RP" and token.deprel in {"case", "advmod"} and verb is not None and verb.upos == "VERB":
            fixed[at] = replace(token, head=at - 1, deprel="compound:prt")


def _mend_counted_verbs(fixed: list[Token]) -> None:
    """Turn a number that counts a participle into its subject: "12 were killed and 30 wounded"."""
    for at, token in enumerate(fixed):
        head = fixed[token.head] if token.head >= 0 else None
        counts = token.deprel == "nummod" or (
            token.deprel == "obl:unmarked" and token.upos == "NUM" and token.head == at + 1
        )
        if counts and head is not None and head.upos == "VERB" and head.xpos == "VBN":
            fixed[at] = replace(token, deprel="nsubj:pass")


def _mend_objects(fixed: list[Token]) -> None:
    """Turn the later of two subjects on either side of an active verb into its object: "A accused B of"."""
    for verb, token in enumerate(fixed):
        if token.upos != "VERB" or any(t.head == verb and t.deprel in {"obj", "nsubj:pass", "aux:pass"} for t in fixed):
            continue
        subjects = [i for i, t in enumerate(fixed) if t.head == verb and t.deprel == "nsubj"]
        before, after = [i for i in subjects if i < verb], [i for i in subjects if i > verb]
        if before and len(after) == 1:
            fixed[after[0]] = replace(fixed[after[0]], deprel="obj")


def _is_number(token: Token) -> bool:
    return token.upos == "NUM" or token.text.lower() in _WORDS


def _hang(fixed: list[Token], at: int, number: int) -> None:
    """Hang the bound's words on the number; a noun that they made an oblique becomes the object."""
    noun = fixed[number].head if fixed[number].deprel in {"nummod", "det", "amod", "compound"} else number
    if noun < 0:
        return
    was_case = any(
        i for i in range(at, number) if fixed[i].head in {noun, number} and fixed[i].deprel in {"case", "mark"}
    )
    particle = any(fixed[i].deprel == "compound:prt" for i in range(at, number))
    inside = set(range(at, number))
    for i in inside:
        if i != noun and i != number:
            fixed[i] = replace(fixed[i], head=number, deprel="advmod")
    if fixed[number].head in inside:
        fixed[number] = replace(fixed[number], head=noun if noun != number else fixed[at].head)
    head = fixed[noun].head
    governed = head >= 0 and fixed[head].upos == "VERB"
    if governed and (was_case or particle) and fixed[noun].deprel == "obl":
        taken = any(t.head == head and t.deprel == "obj" for t in fixed)
        fixed[noun] = replace(fixed[noun], deprel="obl:unmarked" if taken else "obj")
