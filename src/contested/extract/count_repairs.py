"""Repairs of the tree around counted people: "five dead and six wounded", "injured eleven", "ten wounded by fire"."""

from __future__ import annotations

from dataclasses import replace

from contested.model.tree import Token

_PARTITIVE = (["of", "which"], ["of", "whom"])
_HURT = {"wounded": "wound", "injured": "injure", "hurt": "hurt"}
_HARMED = frozenset({"dead", "killed", "wounded", "injured", "missing", "hurt"})


def mend_counts(fixed: list[Token]) -> None:
    """Hang numbers on the words for harm that they count, and on the verbs whose objects they are, in place."""
    _mend_harmed(fixed)
    _mend_ranges(fixed)
    _mend_left(fixed)
    for at, token in enumerate(fixed):
        if token.upos != "NUM" or token.head < 0:
            continue
        if token.deprel == "appos" and [t.text.lower() for t in fixed[at + 1 : at + 3]] in _PARTITIVE:
            _mend_partitive(fixed, at)
            continue
        before, after = fixed[at - 1] if at else None, fixed[at + 1] if at + 1 < len(fixed) else None
        strayed = token.deprel == "nummod" and token.head < at - 1 and fixed[token.head].head == at - 1
        if strayed and before is not None and before.upos == "VERB":
            fixed[at] = replace(token, head=at - 1, deprel="obj")  # "injured eleven"
        elif after is not None and after.xpos == "VBN" and token.head == at + 1 and token.deprel in {"obj", "obl"}:
            fixed[at] = replace(token, deprel="nsubj:pass")  # "and up to ten wounded by fire"
            if after.deprel == "advcl" and any(t.head == at + 1 and t.deprel == "cc" for t in fixed):
                fixed[at + 1] = replace(after, deprel="conj")


def _mend_ranges(fixed: list[Token]) -> None:
    """Hang "between 300 and 400" on the noun right behind it, which it counts."""
    for at, token in enumerate(fixed[:-4]):
        low, both, high, noun = fixed[at + 1 : at + 5]
        if token.text.lower() != "between" or both.text != "and" or (low.upos, high.upos) != ("NUM", "NUM"):
            continue
        if noun.upos == "NOUN" and low.deprel in {"obl", "nmod"} and noun.head == low.head:
            fixed[at + 1] = replace(low, head=at + 4, deprel="nummod")
            fixed[at] = replace(token, deprel="advmod")


def _mend_left(fixed: list[Token]) -> None:
    """Read what people are left as for the verb that it is: "left six others injured"."""
    for at, token in enumerate(fixed):
        hurt = token.deprel == "xcomp" and token.head >= 0 and token.text.lower() in _HURT
        if hurt and fixed[token.head].lemma == "leave":
            fixed[at] = replace(token, upos="VERB", xpos="VBN", lemma=_HURT[token.text.lower()])


def _mend_partitive(fixed: list[Token], at: int) -> None:
    """Hang the clause of "38 drones, 29 of which were shot down" on the part that it is about."""
    for verb in range(at + 3, len(fixed)):
        if fixed[verb].head == fixed[at].head and fixed[verb].deprel == "acl:relcl":
            fixed[verb] = replace(fixed[verb], head=at)
            return


def _mend_harmed(fixed: list[Token]) -> None:
    """Make "five dead and six wounded" behind a verb one coordinated object: they are counted, nothing is done."""
    pairs = [
        at
        for at in range(1, len(fixed) - 1)
        if fixed[at].upos == "NUM" and fixed[at + 1].text.lower() in _HARMED and not _acts(fixed, at + 1)
    ]
    if not pairs or fixed[pairs[0] + 1].text.lower() not in {"dead", "killed"}:
        return
    verb = next((i for i in range(pairs[0] - 1, -1, -1) if fixed[i].upos == "VERB"), None)
    if verb is None or pairs[0] - verb > 4 or fixed[verb].xpos not in {"VBD", "VBZ", "VBP", "VBN", "VBG"}:
        return
    first: int | None = None
    for at in pairs:
        if at - (first or verb) > 8:
            break
        fixed[at] = replace(fixed[at], head=at + 1, deprel="nummod")
        noun = replace(fixed[at + 1], upos="NOUN", xpos="NNS")
        fixed[at + 1] = replace(noun, head=first if first is not None else verb, deprel="conj" if first else "obj")
        for i in (at - 1, at - 2):
            if first is not None and i > 0 and fixed[i].deprel == "cc":
                fixed[i] = replace(fixed[i], head=at + 1)
        first = first if first is not None else at + 1


def _acts(fixed: list[Token], word: int) -> bool:
    """Return whether a word for harm is a verb with helpers or arguments of its own: "six wounded by a mine"."""
    return any(t.head == word and t.deprel in {"aux:pass", "aux", "obl:agent", "obj"} for t in fixed)
