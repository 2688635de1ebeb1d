"""Repairs of the tree around inserted speakers: "the army claims," read as a noun, "X ..., it said" of two subjects."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from contested.model.tree import Token

_NOMINAL = frozenset({"NOUN", "PROPN"})
_INVERTED = frozenset({"had", "should", "were"})
_LABEL_LENGTH = 6  # tokens that a label may have with its colon
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})


def mend_insertions(fixed: list[Token], speech: frozenset[str]) -> None:
    """Mend inserted speakers and inverted conditions, in place."""
    _mend_noun_for_verb(fixed, speech)
    _mend_two_subjects(fixed, speech)
    _mend_noun_by_whom(fixed)
    _mend_inversion(fixed)
    _mend_label_of_told(fixed)
    _mend_account(fixed)


def _mend_noun_for_verb(fixed: list[Token], speech: frozenset[str]) -> None:
    """Read ", the army claims," as a speaker and what he does, not as a noun: it stands apart between two commas."""
    for at, token in enumerate(fixed):
        if token.upos == "VERB" and token.xpos == "NNS" and token.lemma.lower() in speech:
            fixed[at] = replace(token, xpos="VBZ")
    commas = [i for i, token in enumerate(fixed) if token.text == ","]
    for before, after in pairwise(commas):
        start, verb = before + 1, after - 1
        if not start < verb <= start + 8 or not _is_speaker(fixed, start, verb):
            continue
        if fixed[verb].xpos != "NNS" or fixed[verb].lemma.lower() not in speech:
            continue
        if after + 1 >= len(fixed) or fixed[after + 1].upos in {"CCONJ", "VERB", "AUX"}:
            continue
        _make_verb(fixed, start, verb)


def _is_speaker(fixed: list[Token], start: int, verb: int) -> bool:
    """Return whether a run is a noun phrase that could speak: it opens with a name or an article, ends in a noun."""
    words = fixed[start:verb]
    if any(token.upos in {"VERB", "AUX", "PUNCT", "SCONJ", "CCONJ", "PRON"} for token in words):
        return False
    opens = words[0].upos == "PROPN" or words[0].text.lower() in {"the", "a", "an"}
    return opens and words[-1].upos in _NOMINAL


def _make_verb(fixed: list[Token], start: int, verb: int) -> None:
    subject = verb - 1
    for at in range(start, verb):
        if not start <= fixed[at].head < verb and at != subject:
            fixed[at] = replace(fixed[at], head=subject)
    above, relation = fixed[verb].head, fixed[verb].deprel
    fixed[subject] = replace(fixed[subject], head=verb, deprel="nsubj")
    fixed[verb] = replace(fixed[verb], upos="VERB", xpos="VBZ")
    told = [i for i, t in enumerate(fixed) if t.head == verb and i > verb and t.upos in {"VERB", "AUX"}]
    for at, token in enumerate(fixed):  # what hung on the noun from outside of its commas belongs to the clause
        if token.head == verb and not start <= at <= verb and at not in told and told:
            fixed[at] = replace(token, head=told[0])
    if told:
        fixed[told[0]] = replace(fixed[told[0]], head=above, deprel=relation)
        fixed[verb] = replace(fixed[verb], head=told[0], deprel="parataxis")


def _mend_two_subjects(fixed: list[Token], speech: frozenset[str]) -> None:
    """Read "The army neither planned any attack, it said" as said by "it": no relative clause without its pronoun."""
    for at, token in enumerate(fixed):
        told = token.head
        if token.deprel != "acl:relcl" or token.upos != "VERB" or told < 0 or fixed[told].deprel != "nsubj":
            continue
        verb = fixed[told].head
        if not told < at < verb or fixed[verb].lemma.lower() not in speech:
            continue
        apart = any(t.text == "," for t in fixed[at:verb])
        own = [i for i, t in enumerate(fixed) if t.head == verb and t.deprel == "nsubj" and at < i < verb]
        relative = any(t.xpos in _RELATIVE or t.text.lower() == "that" for t in fixed[told + 1 : at])
        if not apart or not own or relative or any(t.head == at and t.deprel.startswith("nsubj") for t in fixed):
            continue
        fixed[at] = replace(token, head=verb, deprel="ccomp")
        fixed[told] = replace(fixed[told], head=at)


def _mend_noun_by_whom(fixed: list[Token]) -> None:
    """Hang X of "an allegation, by X, that Y came" on the noun: a clause has one subject, and that has no "by"."""
    for at, token in enumerate(fixed):
        verb = token.head
        if token.deprel != "nsubj" or verb < 0 or not fixed[verb].deprel.startswith("acl") or fixed[verb].head > at:
            continue
        marked = any(t.head == at and t.deprel == "case" and t.text.lower() in {"by", "from"} for t in fixed)
        if marked and any(t.head == verb and t.deprel == "nsubj" and i != at for i, t in enumerate(fixed)):
            fixed[at] = replace(token, head=fixed[verb].head, deprel="nmod")


def _mend_inversion(fixed: list[Token]) -> None:
    """Read "Had X left, Y would ..." as a condition: "had" is the auxiliary of "left", whose clause hangs on Y's."""
    for at, token in enumerate(fixed):
        opens = at == 0 or fixed[at - 1].upos in {"PUNCT", "CCONJ"}
        if not opens or token.text.lower() not in _INVERTED or token.head <= at or token.upos not in {"AUX", "VERB"}:
            continue
        own = [i for i, t in enumerate(fixed) if t.head == at and t.upos == "VERB" and at < i < token.head]
        if len(own) == 1 and fixed[own[0]].xpos in {"VBN", "VB", "VBD"}:
            fixed[own[0]] = replace(fixed[own[0]], head=token.head, deprel="advcl")
            fixed[at] = replace(token, head=own[0], deprel="aux")


def _mend_label_of_told(fixed: list[Token]) -> None:
    """Free what is told from the label in front of it: "North: marines crossed the river, an official told us"."""
    colon = next((i for i, t in enumerate(fixed[:_LABEL_LENGTH]) if t.text == ":"), None)
    if not colon or any(t.upos in {"VERB", "AUX"} for t in fixed[:colon]):
        return
    label = next((i for i in range(colon) if fixed[i].head > colon), None)
    if label is None or fixed[label].upos not in _NOMINAL:
        return
    verb = fixed[label].head
    told = [i for i, t in enumerate(fixed) if t.head == label and t.upos == "VERB" and colon < i < verb]
    if told:
        fixed[told[0]] = replace(fixed[told[0]], head=verb, deprel="ccomp")
        fixed[label] = replace(fixed[label], deprel="dislocated")


def _mend_account(fixed: list[Token]) -> None:
    """Hang a sentence behind a colon on the verb in front of it: "gave this account: soldiers had fired"."""
    for at, token in enumerate(fixed):
        noun = token.head
        if token.deprel != "appos" or token.upos != "VERB" or noun < 0 or fixed[noun].deprel != "obj" or noun > at:
            continue
        told = any(t.head == at and t.deprel.startswith("nsubj") for t in fixed)
        if told and fixed[noun].head >= 0 and any(t.text == ":" for t in fixed[noun:at]):
            fixed[at] = replace(token, head=fixed[noun].head, deprel="parataxis")
