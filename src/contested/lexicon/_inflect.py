"""Regular English inflection, for a table from forms to the lemmas that frames and cues name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_VOWELS = "aeiou"


def verb_forms(lemma: str, doubling: frozenset[str]) -> tuple[str, ...]:
    """Return the regular forms of a verb: -s, -ed, -ing; verbs in ``doubling`` double their last letter."""
    stems = [lemma]
    if lemma in doubling:
        stems.append(lemma + lemma[-1])
    forms = {lemma, noun_plural(lemma)}
    for stem in stems:
        if stem.endswith("e"):
            forms |= {stem + "d", stem[:-1] + "ing", stem + "ing" if stem.endswith("ee") else stem[:-1] + "ing"}
        elif stem.endswith("y") and stem[-2:-1] not in _VOWELS:
            forms |= {stem[:-1] + "ied", stem + "ing"}
        else:
            forms |= {stem + "ed", stem + "ing"}
    return tuple(sorted(forms))


def noun_plural(lemma: str) -> str:
    """Return the regular plural of a noun (and the third person of a verb)."""
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    if lemma.endswith(("s", "x", "z", "ch", "sh")) or lemma in {"veto", "echo", "embargo", "hero", "torpedo"}:
        return lemma + "es"
    return lemma + "s"


def form_table(
    verbs: Iterable[str], nouns: Iterable[str], irregular: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """Return the lemma of every form, verbs and nouns apart; irregular forms win."""
    table: dict[str, dict[str, str]] = {"verbs": {}, "nouns": {}}
    for lemma in sorted(set(verbs)):
        for form in verb_forms(lemma, frozenset(irregular["doubling"])):
            table["verbs"].setdefault(form, lemma)
    for lemma in sorted(set(nouns)):
        for form in (lemma, noun_plural(lemma)):
            table["nouns"].setdefault(form, lemma)
    for lemma in sorted(set(verbs)):
        table["verbs"][lemma] = lemma
    for kind in ("verbs", "nouns"):
        table[kind].update(irregular[kind])
    return table
