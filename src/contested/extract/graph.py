"""Questions that claim extraction puts to a dependency tree: who is the subject, the object, the agent, the scope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from contested.extract.repairs import repaired
from contested.lexicon.events import Cues
from contested.model.tree import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "csubj", "csubj:pass", "parataxis"})


@dataclass(frozen=True, slots=True)
class Oblique:
    """A prepositional argument: its preposition ("with", "out of") and the index of its head noun."""

    case: str
    head: int


def _lemmatised(tokens: tuple[Token, ...], cues: Cues) -> tuple[Token, ...]:
    """Return the tokens with the lemmas that the cue lists know, where the tagger's own are no words."""
    lemmas = [cues.lemma(token.text, token.upos, token.lemma) for token in tokens]
    return tuple(t if t.lemma == lemma else replace(t, lemma=lemma) for t, lemma in zip(tokens, lemmas, strict=True))


class Graph:
    """A sentence's tree with its children indexed. Indices are token indices."""

    def __init__(self, sentence: Sentence, cues: Cues) -> None:
        """Index the children of every token."""
        self.sentence = sentence
        lists = cues.lists
        tokens = _lemmatised(sentence.tokens, cues)
        self.tokens = repaired(tokens, cues.telling_words, lists["accuse_verbs"], lists["phrasal_verbs"])
        self.cues = cues
        self._lemmas = [token.lemma for token in self.tokens]
        self._lowers = [token.text.lower() for token in self.tokens]
        self._deprels = [token.deprel for token in self.tokens]
        self._relations = [deprel.partition(":")[0] for deprel in self._deprels]
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if 0 <= token.head < len(self.tokens):
                self._children[token.head].append(index)
        self._cases: dict[int, str] = {}
        self._passives: dict[int, bool] = {}
        self._obliques: dict[int, tuple[Oblique, ...]] = {}
        self._subjects: dict[tuple[int, int], tuple[int, ...]] = {}
        self._patients: dict[int, tuple[int, ...]] = {}
        self._noun_keys: dict[int, tuple[str, ...]] = {}

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.tokens)

    @cached_property
    def root(self) -> int:
        """Return the index of the root."""
        return next((i for i, token in enumerate(self.tokens) if token.head < 0), 0)

    def token(self, index: int) -> Token:
        """Return a token."""
        return self.tokens[index]

    def lower(self, index: int) -> str:
        """Return the lower-case text of a token."""
        return self._lowers[index]

    def lemma(self, index: int) -> str:
        """Return the lower-case lemma of a token."""
        return self._lemmas[index]

    def relation(self, index: int) -> str:
        """Return the universal relation of a token, without subtype."""
        return self._relations[index]

    def children(self, index: int, *relations: str) -> list[int]:
        """Return the children of a token; with ``relations``, those of these relations (subtypes included)."""
        below = self._children[index]
        if not relations:
            return below
        if not below:
            return []
        deprels, universal = self._deprels, self._relations
        return [c for c in below if deprels[c] in relations or universal[c] in relations]

    def subtree(self, index: int, stop: frozenset[str] = frozenset()) -> list[int]:
        """Return the sorted indices under a token, itself included, but for branches with a relation in ``stop``."""
        found, stack = [], [index]
        while stack:
            node = stack.pop()
            found.append(node)
            stack += [
                c for c in self._children[node] if self._deprels[c] not in stop and self._relations[c] not in stop
            ]
        return sorted(set(found))

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the governors of a token from its own up to the root."""
        seen = {index}
        node = self.tokens[index].head
        while node >= 0 and node not in seen:
            yield node
            seen.add(node)
            node = self.tokens[node].head

    def span(self, indices: list[int]) -> tuple[int, int]:
        """Return the character span from the first to the last of the tokens."""
        return self.tokens[min(indices)].start, self.tokens[max(indices)].end

    def conjuncts(self, index: int) -> list[int]:
        """Return a token and everything coordinated with it."""
        return [index, *self.children(index, "conj")]

    def case(self, index: int) -> str:
        """Return the preposition of a noun ("out of" joined), empty where it has none."""
        known = self._cases.get(index)
        if known is None:
            known = self._cases[index] = self._case(index)
        return known

    def _case(self, index: int) -> str:
        cases = self.children(index, "case")
        if not cases and self.tokens[index].xpos == "VBG" and self.relation(index) == "obl":
            cases = self.children(index, "mark")  # "responding to shelling"
        words: list[str] = []
        for c in cases:
            words.append(self.lower(c))
            words += [self.lower(f) for f in self.children(c, "fixed")]
        return " ".join(word for word in words if word not in {"'s", "’s", "'", "’"})

    def is_verb(self, index: int) -> bool:
        """Return whether a token is a full verb."""
        return self.tokens[index].upos == "VERB"

    def is_passive(self, index: int) -> bool:
        """Return whether a verb form is passive: by auxiliary or subject, or as a reduced relative participle."""
        known = self._passives.get(index)
        if known is None:
            known = self._passives[index] = self._is_passive(index)
        return known

    def _is_passive(self, index: int) -> bool:
        if self.children(index, "nsubj:pass", "aux:pass", "csubj:pass"):
            return True
        token = self.tokens[index]
        if token.xpos != "VBN" or self.children(index, "aux", "nsubj"):
            if token.deprel == "conj" and token.xpos == "VBN" and not self.children(index, "aux", "nsubj", "obj"):
                return self.is_passive(token.head)
            return False
        if token.deprel == "conj":
            by = token.xpos == "VBN" and any(self.tokens[c].deprel == "obl:agent" for c in self._children[index])
            return not self.children(index, "obj") and (by or self.is_passive(token.head))
        return not self.children(index, "obj") and token.deprel in {
            "acl",
            "acl:relcl",
            "advcl",
            "amod",
            "xcomp",
            "dep",
            "parataxis",
            "root",
            "ccomp",
        }

    def _antecedent(self, index: int, found: list[int]) -> list[int]:
        """Replace relative pronouns of the clause at ``index`` by the noun that the clause hangs on."""
        head = self.clause_noun(index)
        return [
            head if head is not None and self.lower(i) in RELATIVE and self.tokens[i].upos != "DET" else i
            for i in found
        ]

    def clause_noun(self, index: int) -> int | None:
        """Return the noun that the (relative or participle) clause of a verb modifies, through coordination."""
        node = index
        while self.tokens[node].deprel == "conj" and self.tokens[node].head >= 0:
            node = self.tokens[node].head
        return self.tokens[node].head if self.tokens[node].deprel in {"acl", "acl:relcl"} else None

    def expand(self, found: list[int]) -> list[int]:
        """Return the nouns with all their conjuncts, once each."""
        out: list[int] = []
        for index in found:
            out += [i for i in self.conjuncts(index) if i not in out and (i == index or self.tokens[i].upos in NOMINAL)]
        return out

    def own_subjects(self, index: int) -> list[int]:
        """Return the subjects that the tree gives to a predicate itself."""
        return self.children(index, "nsubj", "nsubj:pass")

    def subjects(self, index: int, depth: int = 0) -> list[int]:
        """Return the grammatical subjects of a predicate, shared, controlled and relativised ones included."""
        known = self._subjects.get((index, depth))
        if known is None:
            known = self._subjects[index, depth] = tuple(self._find_subjects(index, depth))
        return list(known)

    def _find_subjects(self, index: int, depth: int) -> list[int]:
        own = self.own_subjects(index)
        if own:
            return self.expand(self._antecedent(index, own))
        if depth > 6:
            return []
        token = self.tokens[index]
        head = token.head
        if head < 0:
            return []
        relation = token.deprel
        if relation == "conj":
            if not self.is_verb(head) and not self.children(head, "cop"):
                return []
            return self.subjects(head, depth + 1)
        if relation in {"xcomp", "advcl", "ccomp"}:
            return self._controlled(index, head, depth)
        if relation in {"acl", "acl:relcl"}:
            return self._of_modified(index, head, depth)
        return []

    def _controlled(self, index: int, head: int, depth: int) -> list[int]:
        """Return the subject of an infinitive, gerund or participle clause from the clause above it."""
        if self.tokens[index].xpos in {"VBD", "VBZ", "VBP"} and self.relation(index) != "xcomp":
            return []  # a finite clause has its own subject; where none is found, none is invented
        if self.is_passive(head) and self.cues.has("object_control", self.lemma(head)):
            return self.patients(head)  # "X is accused of shelling": X shells, whoever accuses
        objects = self.children(head, "obj", "iobj")
        if objects and self.cues.has("object_control", self.lemma(head)):
            return self.expand(objects)
        obliques = self.children(head, "obl")
        if self.lemma(head) == "call" and obliques and self.case(obliques[0]) == "on":
            return self.expand(obliques[:1])
        if self.is_passive(head) and self.relation(index) == "advcl" and not self.is_passive(index):
            return self.agents(head)
        if not self.is_verb(head) and not self.children(head, "cop", "nsubj"):
            return []
        return self.subjects(head, depth + 1)

    def _of_modified(self, index: int, noun: int, depth: int) -> list[int]:
        """Return the subject of a clause without one that modifies a noun."""
        token = self.tokens[index]
        if token.xpos == "VB":  # "the decision to attack": whoever decides
            owners = self.children(noun, "nmod:poss")
            return self.expand(owners)
        if self.is_passive(index) or token.xpos == "VBG" or token.deprel == "acl:relcl":
            return self.expand([noun])
        return []

    def agents(self, index: int) -> list[int]:
        """Return the by-phrase of a passive."""
        found = [i for i in self.children(index, "obl") if self.tokens[i].deprel == "obl:agent" or self.case(i) == "by"]
        return self.expand([i for i in found if self.is_passive(index)])

    def actives(self, index: int) -> list[int]:
        """Return who acts: the subject of an active verb, the agent of a passive one."""
        return self.agents(index) if self.is_passive(index) else self.subjects(index)

    def patients(self, index: int) -> list[int]:
        """Return what is acted upon: the object of an active verb, the subject of a passive one."""
        known = self._patients.get(index)
        if known is None:
            known = self._patients[index] = tuple(self._find_patients(index))
        return list(known)

    def _find_patients(self, index: int) -> list[int]:
        if self.is_passive(index):
            return self.subjects(index)
        own = self.children(index, "obj") or self.children(index, "iobj") or self._counted_obliques(index)
        own = own or [
            c for c in self.children(index, "xcomp") if self.lower(c) == "dead" and self.children(c, "nummod")
        ]
        if own:
            return self.expand(self._antecedent(index, own))
        if self.relation(index) == "amod" and self.tokens[index].xpos == "VBN" and self.tokens[index].head >= 0:
            return [self.tokens[index].head]
        if self.tokens[index].deprel == "acl:relcl" and self.own_subjects(index):
            noun = self.tokens[index].head
            relative = any(self.lower(i) in RELATIVE for i in self.own_subjects(index))
            oblique = any(
                self.lower(i) in RELATIVE or self.lower(i) in {"where", "when"} for i in self._children[index]
            )
            return [] if relative or oblique else [noun]
        return []

    def _counted_obliques(self, index: int) -> list[int]:
        """Return numbers that "at least" or "at most" make look like obliques: "lost at least 105"."""
        return [
            i
            for i in self.children(index, "obl")
            if self.tokens[i].upos == "NUM" and any(self.lower(c) in {"least", "most"} for c in self.children(i))
        ]

    def obliques(self, index: int) -> list[Oblique]:
        """Return the prepositional arguments of a verb or noun, with shared prepositions for conjuncts."""
        known = self._obliques.get(index)
        if known is None:
            known = self._obliques[index] = tuple(self._find_obliques(index))
        return list(known)

    def _find_obliques(self, index: int) -> list[Oblique]:
        found: list[Oblique] = []
        for child in self.children(index, "obl", "nmod"):
            if self.tokens[child].deprel in {"nmod:poss", "nmod:desc"}:
                continue
            case = self.case(child)
            if case:
                found += [Oblique(self.case(i) or case, i) for i in self.expand([child])]
        return found

    def particle(self, index: int) -> str:
        """Return the particle of a phrasal verb, empty where it has none."""
        return " ".join(self.lower(i) for i in self.children(index, "compound:prt"))

    def noun_keys(self, index: int) -> list[str]:
        """Return the names under which a noun may stand in a class, the longest first: "air strike", "strike"."""
        known = self._noun_keys.get(index)
        if known is None:
            known = self._noun_keys[index] = tuple(self._find_noun_keys(index))
        return list(known)

    def _find_noun_keys(self, index: int) -> list[str]:
        lemma = self.lemma(index)
        keys = [lemma]
        modifiers = [i for i in self.children(index, "compound", "amod", "punct", "flat", "goeswith") if i < index]
        left = index - 1
        joined = lemma
        while left >= 0 and (left in modifiers or self.lower(left) == "-") and index - left <= 3:
            word = self.lower(left)
            joined = (word + joined) if word != "-" else joined
            keys += [f"{self.lemma(left)} {lemma}", joined]
            left -= 1
        for oblique in self.children(index, "nmod"):
            if self.case(oblique) == "of":
                keys.append(f"{lemma} of {self.lemma(oblique)}")
        keys += [lemma.replace("-", "")]
        return sorted(set(keys), key=lambda k: (-len(k), k))

    def clause_head(self, index: int) -> int:
        """Return the nearest predicate at or above a token."""
        if self.is_verb(index) or self.children(index, "cop", "nsubj", "nsubj:pass"):
            return index
        for node in self.ancestors(index):
            if self.is_verb(node) or self.children(node, "cop", "nsubj", "nsubj:pass"):
                return node
        return index
