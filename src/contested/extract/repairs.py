"""Repairs of the tree where number phrases mislead parsers: "up to 4,000", "at least 105", "as many as 40"."""

from __future__ import annotations

from dataclasses import replace

from contested.extract.count_repairs import mend_counts
from contested.extract.speech_repairs import mend_speech
from contested.model.tree import Token, has_cycle

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
_BOUNDS_BY_WORD = {bound[0]: tuple(b for b in _BOUNDS if b[0] == bound[0]) for bound in _BOUNDS}
_WORDS = frozenset({"dozen", "dozens", "hundreds", "thousands", "a", "half", "several"})
_CLOSING = frozenset({",", '"', "”", "''", "’"})
_ANSWERS = frozenset({"reply", "answer", "retort", "respond", "counter", "say", "insist"})


def repaired(
    tokens: tuple[Token, ...], speech: frozenset[str], accusing: frozenset[str], phrasal: frozenset[str]
) -> tuple[Token, ...]:
    """Return the tokens with bounds, particles, objects and inserted speakers hung where they belong.

    ``speech`` are the lemmas of verbs that report what somebody says, ``accusing`` those that lay a charge,
    ``phrasal`` verbs with the particle that belongs to them ("seal off").
    """
    fixed = list(tokens)
    words = [token.text.lower() for token in tokens]
    for at, word in enumerate(words):
        for bound in _BOUNDS_BY_WORD.get(word, ()):
            number = at + len(bound)
            if tuple(words[at:number]) == bound and number < len(tokens) and _is_number(tokens[number]):
                _hang(fixed, at, number)
                break
    _mend_voice(fixed)
    _mend_particles(fixed, phrasal)
    _mend_bare_obliques(fixed)
    _mend_titles(fixed)
    _mend_absolutes(fixed)
    _mend_labelled(fixed)
    _mend_semicolons(fixed)
    _mend_colons(fixed)
    _mend_names_beside(fixed)
    _mend_objects(fixed)
    _mend_speakers(fixed, speech)
    _mend_inversions(fixed, speech)
    mend_speech(fixed, speech, accusing)
    _mend_counted_verbs(fixed)
    _mend_far_objects(fixed)
    mend_counts(fixed)
    # repairs that meet may close a circle, and then none counts
    return tokens if has_cycle([token.head for token in fixed]) else tuple(fixed)


def _mend_names_beside(fixed: list[Token]) -> None:
    """Set a name that is said to be part of a common noun in apposition: "watchdog Amnesty International"."""
    for at, token in enumerate(fixed):
        if token.deprel != "flat" or token.upos != "PROPN" or not 0 <= token.head < at:
            continue
        noun = fixed[token.head]
        if noun.upos == "NOUN" and noun.text.islower():
            fixed[at] = replace(token, deprel="appos")


def _mend_colons(fixed: list[Token]) -> None:
    """Hang a whole clause behind a colon on the verb before it: "gave another account: soldiers had fired"."""
    for at, token in enumerate(fixed):
        noun = token.head
        if token.deprel not in {"acl:relcl", "acl", "appos"} or not 0 <= noun < at or fixed[noun].upos != "NOUN":
            continue
        own = [i for i, t in enumerate(fixed) if t.head == at]
        colons = [i for i in own if fixed[i].text == ":" and i > noun]
        whole = any(fixed[i].deprel.startswith("nsubj") for i in own if colons and i > colons[0])
        if whole and token.upos in {"VERB", "AUX"} and fixed[fixed[noun].head].upos == "VERB" and fixed[noun].head >= 0:
            fixed[at] = replace(token, head=fixed[noun].head, deprel="parataxis")


def _mend_voice(fixed: list[Token]) -> None:
    """Give an active verb an active subject: "had executed 17 villagers" is no passive, "were executed" is one."""
    for at, token in enumerate(fixed):
        if token.deprel not in {"nsubj", "nsubj:pass"} or token.head < 0:
            continue
        if fixed[token.head].xpos not in {"VBN", "VBD"}:
            continue
        helpers = [t for t in fixed if t.head == token.head and t.deprel.startswith("aux")]
        being = any(t.lemma in {"be", "get"} for t in helpers)
        having = any(t.lemma == "have" for t in helpers)
        finite = fixed[token.head].xpos == "VBD" and not helpers
        if token.deprel == "nsubj:pass" and (having or finite) and not being:
            fixed[at] = replace(token, deprel="nsubj")
        elif token.deprel == "nsubj" and any(t.deprel == "aux:pass" for t in helpers):
            fixed[at] = replace(token, deprel="nsubj:pass")


def _mend_absolutes(fixed: list[Token]) -> None:
    """Make "both sides accusing the other" behind a comma a clause of its own with its own subject."""
    for at, token in enumerate(fixed):
        head = token.head
        if token.deprel != "acl" or token.xpos != "VBG" or head < 1 or not fixed[head].deprel.startswith("nsubj"):
            continue
        verb = fixed[head].head
        start = min([i for i, t in enumerate(fixed) if t.head == head and i < head and t.deprel != "punct"] or [head])
        earlier = any(t.head == verb and t.deprel.startswith("nsubj") and i < verb for i, t in enumerate(fixed))
        if 0 <= verb < start and earlier and fixed[start - 1].text == ",":
            fixed[at] = replace(token, head=verb, deprel="advcl")
            fixed[head] = replace(fixed[head], head=at, deprel="nsubj")


def _mend_labelled(fixed: list[Token]) -> None:
    """Turn what is labelled into the object: "called the figure absurd", "rejects as baseless the claim"."""
    for at, token in enumerate(fixed):
        label = fixed[token.head] if token.head >= 0 else None
        if token.deprel != "obj" or label is None or label.deprel != "advcl" or label.head < 0 or token.head > at:
            continue
        marked = any(t.head == token.head and t.deprel == "mark" and t.lemma == "as" for t in fixed)
        if marked and not label.text.lower().endswith("ing"):
            fixed[at] = replace(token, head=label.head)
            fixed[token.head] = replace(label, deprel="obl", upos="ADJ")
    if [t.deprel for t in fixed].count("xcomp") < 2:
        return
    for verb, token in enumerate(fixed):
        if token.upos != "VERB" or any(t.head == verb and t.deprel == "obj" for t in fixed):
            continue
        found = [i for i, t in enumerate(fixed) if t.head == verb and t.deprel == "xcomp" and i > verb]
        if len(found) == 2 and fixed[found[0]].upos in {"NOUN", "PRON", "PROPN"}:
            fixed[found[0]] = replace(fixed[found[0]], deprel="obj")


def _mend_semicolons(fixed: list[Token]) -> None:
    """Give a subject behind a semicolon to the verb behind it: no verb before the semicolon has it."""
    stops = [i for i, t in enumerate(fixed) if t.text == ";"]
    if not stops:
        return
    for at, token in enumerate(fixed):
        if not token.deprel.startswith("nsubj") or token.head < 0:
            continue
        stop = max((i for i in stops if i < at), default=-1)
        if not token.head < stop:
            continue
        end = min((i for i in stops if i > at), default=len(fixed))
        verb = next((i for i in range(at + 1, end) if fixed[i].upos == "VERB" and fixed[i].head < stop), None)
        if verb is not None:
            passive = any(t.head == verb and t.deprel == "aux:pass" for t in fixed)
            fixed[at] = replace(token, head=verb, deprel="nsubj:pass" if passive else "nsubj")


def _mend_far_objects(fixed: list[Token]) -> None:
    """Give an object to the coordinated verb right before it: in "killed nine and wounded dozens" dozens are hurt."""
    for at, token in enumerate(fixed):
        if token.deprel != "obj" or token.head < 0:
            continue
        second = next(
            (i for i in range(token.head + 1, at) if fixed[i].head == token.head and fixed[i].deprel == "conj"), None
        )
        if second is None or fixed[second].upos != "VERB":
            continue
        free = not any(t.head == second and t.deprel in {"obj", "ccomp", "xcomp"} for t in fixed)
        taken = any(t.head == token.head and t.deprel == "obj" and i < second for i, t in enumerate(fixed))
        if free and taken:
            fixed[at] = replace(token, head=second)


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


def _mend_inversions(fixed: list[Token], speech: frozenset[str]) -> None:
    """Give a speech verb the bare noun right behind it as subject: "replied the council", "said the mayor"."""
    for verb, token in enumerate(fixed):
        if token.xpos not in {"VBD", "VBZ"} or token.lemma.lower() not in speech:
            continue
        if any(t.head == verb and t.deprel.startswith(("nsubj", "aux")) for t in fixed) or token.deprel == "conj":
            continue
        for noun in range(verb + 1, min(verb + 8, len(fixed))):
            bare = fixed[noun].head == verb and fixed[noun].deprel in {"obl", "nmod", "dep", "appos"}
            quoted = verb > 0 and fixed[verb - 1].text in _CLOSING and token.lemma.lower() in _ANSWERS
            bare = bare or (quoted and fixed[noun].head == verb and fixed[noun].deprel == "obj")
            if bare and fixed[noun].upos in {"NOUN", "PROPN"}:
                if not any(t.head == noun and t.deprel == "case" for t in fixed):
                    fixed[noun] = replace(fixed[noun], deprel="nsubj")
                break


def _would_loop(fixed: list[Token], noun: int, verb: int) -> bool:
    """Return whether hanging a noun on a verb would close a circle."""
    node, seen = verb, set[int]()
    while node >= 0 and node not in seen:
        if node == noun:
            return True
        seen.add(node)
        node = fixed[node].head
    return False


def _mend_bare_obliques(fixed: list[Token]) -> None:
    """Give an oblique without a preposition the one that stands before it: "called on N'Djamena" has no particle."""
    for at, token in enumerate(fixed):
        if token.deprel != "compound:prt" or token.upos != "ADP" or token.head < 0:
            continue
        noun = next((i for i in range(at + 1, min(at + 5, len(fixed))) if fixed[i].head == token.head), None)
        if noun is None or fixed[noun].deprel != "obl" or fixed[noun].upos not in {"NOUN", "PROPN"}:
            continue
        between = all(fixed[i].head == noun for i in range(at + 1, noun))
        if between and not any(t.head == noun and t.deprel == "case" and t.lemma not in {"'s", "’s"} for t in fixed):
            fixed[at] = replace(token, head=noun, deprel="case")


def _mend_particles(fixed: list[Token], phrasal: frozenset[str]) -> None:
    """Hang a particle on the verb that it follows: "hand over maps", not "over maps"; "sealed off the island"."""
    for at, token in enumerate(fixed):
        verb = fixed[at - 1] if at else None
        if verb is None or verb.upos != "VERB" or token.deprel not in {"case", "advmod", "mark"}:
            continue
        joined = f"{verb.lemma.lower()} {token.text.lower()}" in phrasal and token.deprel == "case"
        if token.xpos == "RP":
            fixed[at] = replace(token, head=at - 1, deprel="compound:prt")
        elif joined and token.head > at and _is_own_object(fixed, at):
            noun = token.head
            fixed[at] = replace(token, head=at - 1, deprel="compound:prt")
            if fixed[noun].deprel == "obl" and fixed[noun].head == at - 1:
                fixed[noun] = replace(fixed[noun], deprel="obj")


def _is_own_object(fixed: list[Token], at: int) -> bool:
    """Return whether the noun behind a particle can be the verb's object: it has none, and "in" is no place or day."""
    noun = fixed[at].head
    if any(t.head == at - 1 and t.deprel in {"obj", "nsubj:pass"} for t in fixed):
        return False
    if fixed[at].text.lower() != "in":
        return True
    below = {t.deprel for t in fixed if t.head == noun}
    return fixed[noun].upos == "NOUN" and bool(below & {"nmod:poss", "nummod"})


def _mend_counted_verbs(fixed: list[Token]) -> None:
    """Turn a number that counts a participle into its subject: "12 were killed and 30 wounded"."""
    for at, token in enumerate(fixed):
        head = fixed[token.head] if token.head >= 0 else None
        counts = token.deprel == "nummod" or (
            token.deprel == "obl:unmarked" and token.upos == "NUM" and token.head == at + 1
        )
        if counts and head is not None and head.upos == "VERB" and head.xpos == "VBN":
            fixed[at] = replace(token, deprel="nsubj:pass")
        follower = fixed[at + 1] if at + 1 < len(fixed) else None
        if follower is None or follower.xpos != "VBN" or follower.deprel != "conj":
            continue
        far = token.deprel == "nummod" and token.upos == "NUM" and token.head < at
        if far or (token.deprel == "conj" and token.head == follower.head):
            fixed[at] = replace(token, head=at + 1, deprel="nsubj:pass")


def _mend_objects(fixed: list[Token]) -> None:
    """Turn the later of two subjects on either side of an active verb into its object: "A accused B of"."""
    several = [t.deprel for t in fixed].count("nsubj") > 1
    for verb, token in enumerate(fixed if several else ()):
        if token.upos != "VERB" or any(t.head == verb and t.deprel in {"obj", "nsubj:pass", "aux:pass"} for t in fixed):
            continue
        subjects = [i for i, t in enumerate(fixed) if t.head == verb and t.deprel == "nsubj"]
        before, after = [i for i in subjects if i < verb], [i for i in subjects if i > verb]
        if before and len(after) == 1:
            fixed[after[0]] = replace(fixed[after[0]], deprel="obj")
    for at, token in enumerate(fixed):
        if token.head < 0 or fixed[token.head].upos != "VERB":
            continue
        pronoun = token.deprel == "obj" and token.xpos == "PRP" and token.head == at + 1
        if not pronoun and not (token.deprel == "obl" and token.upos == "NOUN" and token.head < at):
            continue
        subjects_here = any(t.head == token.head and t.deprel.startswith("nsubj") for t in fixed)
        finite = fixed[token.head].xpos in {"VBD", "VBZ", "VBP"}
        if pronoun and finite and not subjects_here:
            fixed[at] = replace(token, deprel="nsubj")  # "denies it backs the rebels"
        elif not pronoun and subjects_here:
            below = [t for t in fixed if t.head == at]
            bare = not any(t.deprel in {"case", "mark"} for t in below) and any(t.deprel == "det" for t in below)
            taken = any(t.head == token.head and t.deprel in {"obj", "ccomp", "aux:pass"} for t in fixed)
            if bare and not taken:
                fixed[at] = replace(token, deprel="obj")  # "rejected as false a report"


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
