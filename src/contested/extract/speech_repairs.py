"""Repairs of the tree around speech: inserted speakers ("X, he said, was"), labels ("Air war: ...") and charges."""

from __future__ import annotations

from dataclasses import replace

from contested.extract.inserted_repairs import mend_insertions
from contested.model.tree import Token

_BREAKS = frozenset({",", ";", ":", "—", "–", '"', "“", "”", "''", "``", "(", ")"})
_PARTS = frozenset({";", ":"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_LABEL_LENGTH = 6  # tokens that a label in front of a colon may have


def mend_speech(fixed: list[Token], speech: frozenset[str], accusing: frozenset[str]) -> None:
    """Hang inserted speakers, labelled sentences and charges where they belong, in place."""
    mend_insertions(fixed, speech)
    _mend_label(fixed)
    _mend_charges(fixed, accusing)
    _mend_taken_up(fixed)
    for start, end in _segments(fixed):
        _mend_inverted(fixed, start, end, speech)
        _mend_inserted(fixed, start, end, speech)
    _mend_according(fixed)


def _mend_according(fixed: list[Token]) -> None:
    """Hang a closing ", according to X" on the root of its part of the sentence, all of which X tells."""
    for at, token in enumerate(fixed):
        if at == 0 or fixed[at - 1].text != "," or token.text.lower() != "according":
            continue
        noun = token.head
        last = min((i for i in range(at, len(fixed)) if fixed[i].text in _PARTS), default=len(fixed))
        if noun <= at or any(fixed[i].text == "," for i in range(noun, last)):
            continue
        tops = _content_tops(fixed, at, last)
        if tops and not _is_above(fixed, noun, tops[0]):
            fixed[noun] = replace(fixed[noun], head=tops[0], deprel="obl")


def _segments(fixed: list[Token]) -> list[tuple[int, int]]:
    """Return the runs of tokens between commas, quotation marks and the like, as half-open ranges."""
    found, start = [], 0
    for at, token in enumerate(fixed):
        if token.text in _BREAKS or (token.upos == "PUNCT" and at == len(fixed) - 1):
            if at > start:
                found.append((start, at))
            start = at + 1
    return [*found, (start, len(fixed))] if start < len(fixed) else found


def _mend_inverted(fixed: list[Token], start: int, end: int, speech: frozenset[str]) -> None:
    """Make who stands behind "said" its subject, where the tree hangs it on a word of the quotation before."""
    verb = fixed[start]
    if start == 0 or verb.lemma.lower() not in speech or verb.xpos not in _FINITE:
        return
    if any(t.head == start and t.deprel in _SUBJECTS for t in fixed):
        return
    for at in range(start + 1, end):
        if fixed[at].upos in _NOMINAL and not start <= fixed[at].head < end:
            if fixed[at].deprel in {"obj", "nsubj", "obl", "dislocated", "iobj"} and not _has_case(fixed, at, start):
                fixed[at] = replace(fixed[at], head=start, deprel="nsubj")
            return


def _mend_inserted(fixed: list[Token], start: int, end: int, speech: frozenset[str]) -> None:
    """Make "NOUN SAYS" between commas the speaker of the rest of the sentence, not of a word that stands near."""
    verb = _inserted_verb(fixed, start, end, speech)
    if verb is None:
        return
    subject = _subject_in(fixed, start, verb)
    if subject is None:
        if not any(t.head == verb and t.deprel in _SUBJECTS for t in fixed):
            return
    elif fixed[subject].head != verb and not _is_above(fixed, subject, verb):
        fixed[subject] = replace(fixed[subject], head=verb, deprel="nsubj")
    told = next((i for i, t in enumerate(fixed) if t.head == verb and t.deprel == "ccomp" and i > verb), None)
    tops = _content_tops(fixed, start, end)
    if told is not None and tops and any(t.text == ";" for t in fixed[verb:told]):
        if not _is_above(fixed, tops[0], verb):
            fixed[tops[0]] = replace(fixed[tops[0]], head=fixed[verb].head, deprel=fixed[verb].deprel)
            fixed[verb] = replace(fixed[verb], head=tops[0], deprel="parataxis")
        fixed[told] = replace(fixed[told], head=tops[0], deprel="parataxis")
        return
    if told is not None:
        _join(fixed, tops, told)
        return
    if not tops:
        return
    if not _is_above(fixed, verb, tops[0]):
        fixed[verb] = replace(fixed[verb], head=tops[0], deprel="parataxis")
    _join(fixed, tops[1:], tops[0])


def _join(fixed: list[Token], tops: list[int], root: int) -> None:
    """Hang the other clauses of a part of the sentence on its root: one speaker tells them all."""
    for top in tops:
        if not _is_clause(fixed, top) or _is_above(fixed, top, root) or _is_above(fixed, root, top):
            continue
        deprel = fixed[top].deprel if fixed[top].deprel in {"advcl", "conj"} else "parataxis"
        fixed[top] = replace(fixed[top], head=root, deprel=deprel)


def _inserted_verb(fixed: list[Token], start: int, end: int, speech: frozenset[str]) -> int | None:
    """Return the speech verb of a run that holds nothing but a speaker and that verb with its adverbials."""
    if start == 0 or end - start > 14:
        return None
    verbs = [i for i in range(start, end) if fixed[i].upos in {"VERB", "AUX"} and fixed[i].xpos in _FINITE]
    if len(verbs) != 1 or fixed[verbs[0]].lemma.lower() not in speech:
        return None
    verb = verbs[0]
    if any(fixed[i].xpos in {"VB", "VBG", "TO", "WDT", "WP"} for i in range(start, end)):
        return None
    if any(t.head == verb and t.deprel in {"obj", "xcomp"} and i > verb for i, t in enumerate(fixed)):
        return None
    if any(t.head == verb and t.deprel == "ccomp" and verb < i < end for i, t in enumerate(fixed)):
        return None
    if (
        end < len(fixed)
        and fixed[end].text == ","
        and end + 1 < len(fixed)
        and fixed[end + 1].lemma in {"that", "which"}
    ):
        return None
    if fixed[start].upos in {"CCONJ", "SCONJ"} or fixed[start].lemma.lower() in {"who", "which", "that", "as"}:
        return None
    return verb


def _subject_in(fixed: list[Token], start: int, verb: int) -> int | None:
    """Return the head of the noun phrase in front of a verb: in its run, or in the runs of names before it."""
    if start == verb:
        own = [i for i, t in enumerate(fixed) if t.head == verb and t.deprel in _SUBJECTS]
        return own[0] if own else _named_before(fixed, start)
    inside = range(start, verb)
    heads = [i for i in inside if fixed[i].upos in _NOMINAL and not start <= fixed[i].head < verb]
    heads = [i for i in heads if not _has_case(fixed, i, start)]
    return heads[0] if heads else None


def _named_before(fixed: list[Token], start: int) -> int | None:
    """Return the head of "an army spokesman, Colonel X," in front of a verb that stands alone behind the comma."""
    runs = [run for run in _segments(fixed) if run[1] <= start]
    found: int | None = None
    for first, last in reversed(runs[-2:]):
        words = fixed[first:last]
        if first == 0 or any(t.upos in {"VERB", "AUX", "SCONJ", "CCONJ"} for t in words) or words[0].upos == "ADP":
            break
        heads = [i for i in range(first, last) if fixed[i].upos in _NOMINAL and not first <= fixed[i].head < last]
        if not heads:
            break
        found = heads[0]
    return found


def _has_case(fixed: list[Token], noun: int, start: int) -> bool:
    return any(t.head == noun and t.deprel == "case" and t.lemma not in {"'s", "’s"} for t in fixed[start:noun])


def _content_tops(fixed: list[Token], start: int, end: int) -> list[int]:
    """Return the topmost tokens, clauses first, of the part of the sentence that an inserted run stands in."""
    first = max((i + 1 for i in range(start) if fixed[i].text in _PARTS), default=0)
    last = min((i for i in range(end, len(fixed)) if fixed[i].text in _PARTS), default=len(fixed))
    inside = [i for i in range(first, last) if not start <= i < end and fixed[i].upos != "PUNCT"]
    tops = [i for i in inside if not first <= fixed[i].head < last or start <= fixed[i].head < end]
    return sorted(tops, key=lambda i: (not _is_clause(fixed, i), i))


def _is_clause(fixed: list[Token], node: int) -> bool:
    return fixed[node].upos in {"VERB", "AUX"} or _has_predicate_child(fixed, node)


def _has_predicate_child(fixed: list[Token], node: int) -> bool:
    return any(t.head == node and t.deprel.partition(":")[0] in {"nsubj", "cop"} for t in fixed)


def _is_above(fixed: list[Token], upper: int, lower: int) -> bool:
    """Return whether a token governs another, at whatever depth."""
    node, seen = lower, set[int]()
    while node >= 0 and node not in seen:
        if node == upper:
            return True
        seen.add(node)
        node = fixed[node].head
    return False


def _mend_label(fixed: list[Token]) -> None:
    """Make the sentence behind a label its root: in "Air war: Russia launched drones" the label governs nothing."""
    colon = next((i for i, t in enumerate(fixed[: _LABEL_LENGTH + 1]) if t.text == ":"), None)
    if colon is None or colon == 0 or any(t.upos == "VERB" and t.xpos in _FINITE for t in fixed[:colon]):
        return
    root = next((i for i, t in enumerate(fixed) if t.head < 0), None)
    if root is None or root >= colon:
        return
    below = [i for i in range(colon + 1, len(fixed)) if 0 <= fixed[i].head <= colon and fixed[i].upos != "PUNCT"]
    verbs = [i for i in below if _is_clause(fixed, i)]
    if not verbs:
        return
    new = verbs[0]
    fixed[root] = replace(fixed[root], head=new, deprel="dislocated")
    for i in below:
        if i != new:
            fixed[i] = replace(fixed[i], head=new, deprel=_role_behind_label(fixed, i, new))
    fixed[new] = replace(fixed[new], head=-1, deprel="root")


def _role_behind_label(fixed: list[Token], index: int, verb: int) -> str:
    """Return the relation to the verb of a word that hung on the label: its subject if it has no other."""
    children = [t.deprel for t in fixed if t.head == index]
    if "case" in children:
        return "obl"
    told = any(t.head == verb and t.deprel in _SUBJECTS for t in fixed)
    if told or index > verb or fixed[index].deprel != "appos":
        return fixed[index].deprel
    return "nsubj:pass" if any(t.head == verb and t.deprel == "aux:pass" for t in fixed) else "nsubj"


def _mend_taken_up(fixed: list[Token]) -> None:
    """Read ", a charge Chad denies" as what it is: a noun that takes up what was said, object of the verb behind it."""
    for at, token in enumerate(fixed):
        named = token.deprel == "nmod:desc" and token.upos == "NOUN" and token.head > at
        if not named or at < 2 or fixed[at - 2].text != "," or fixed[at - 1].upos != "DET":
            continue
        name = fixed[token.head]
        if name.head >= 0 and name.deprel.startswith("nsubj") and fixed[name.head].upos == "VERB":
            fixed[at] = replace(token, head=name.head, deprel="obj")


def _mend_charges(fixed: list[Token], accusing: frozenset[str]) -> None:
    """Hang a charge on the verb that makes it: "accused the army of firing" charges, it does not describe the army."""
    for at, token in enumerate(fixed):
        if token.deprel != "acl" or token.xpos != "VBG" or token.head < 0:
            continue
        noun = fixed[token.head]
        if noun.deprel not in {"obj", "nsubj:pass"} or noun.head < 0 or token.head > at:
            continue
        marked = any(t.head == at and t.deprel in {"mark", "case"} and t.lemma in {"of", "for", "with"} for t in fixed)
        if marked and fixed[noun.head].lemma.lower() in accusing:
            fixed[at] = replace(token, head=noun.head, deprel="advcl")
