"""Who says it: the chain of voices above a predicate, with the stance that each voice's verb gives."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from contested.extract.attributions import NO_VOICE, Attribution, is_unverified, is_without_truth
from contested.extract.context import Context, SentenceView
from contested.extract.interviews import OPENING, QUOTES, crosses_quotes, interviewee, labelled_speaker
from contested.extract.roles import named_at
from contested.extract.tellings import is_account, is_apart, is_insertion
from contested.model.actors import ActorKind, ActorMention, MentionForm
from contested.model.claims import SpeechAct, Stance, Voice
from contested.model.spans import Passage

_CONTENT = frozenset({"ccomp", "xcomp", "parataxis", "csubj", "csubj:pass"})
_MEANWHILE = frozenset({"while", "whereas"})


class Voices:
    """Finds the attribution of predicates, sentence by sentence, and remembers the last speaker for carried quotes."""

    def __init__(self, context: Context) -> None:
        """Start with nobody speaking."""
        self._context = context
        self._last: Voice | None = None
        self._open_quote = False
        self._continued = False
        self._labelled: Voice | None = None
        self._spoken: int | None = None  # the last sentence with words in quotation marks and who says them
        self._passage_end = -1
        self._starts = [start for start, _ in context.tree.passages]
        self._implied: dict[tuple[int, int], str] = {}
        self._interviewee = interviewee(context)

    @property
    def context(self) -> Context:
        """Return the report that is read."""
        return self._context

    def start_sentence(self, view: SentenceView) -> None:
        """Take note of a sentence: who speaks in its passage, and whether a quotation runs into it."""
        start, end = view.sentence.start, view.sentence.end
        if start > self._passage_end:
            if not self._open_quote:
                self._last = None
            self._open_quote = False
            at = bisect_right(self._starts, start) - 1
            self._passage_end = self._context.tree.passages[at][1] if at >= 0 else end
            self._spoken = None
            self._labelled = labelled_speaker(self._context, view)
        opening = self._context.text[start] in OPENING
        if opening and not self._open_quote:
            self._foretell(view)
            if self._last is None and self._interviewee is not None and not self._teller_after(view, start):
                self._last, self._spoken = self._interviewee, view.number
        self._carried = self._open_quote
        self._continued = opening and self._spoken is not None and self._spoken >= view.number - 1
        if self._continued:
            self._spoken = view.number
        if crosses_quotes(self._context.text[start:end]):
            self._open_quote = not self._open_quote

    def _foretell(self, view: SentenceView) -> None:
        """Learn who speaks a quotation of several sentences from the sentence that closes it."""
        if not crosses_quotes(self._context.text[view.sentence.start : view.sentence.end]):
            return
        for later in self._context.views[view.number + 1 :]:
            if later.sentence.start > self._passage_end:
                return
            body = self._context.text[later.sentence.start : later.sentence.end]
            if crosses_quotes(body):
                closing = later.sentence.start + min(body.index(q) for q in QUOTES if q in body)
                self._last = self._teller_after(later, closing)
                self._spoken = view.number
                return

    def _teller_after(self, view: SentenceView, closing: int) -> Voice | None:
        """Return who speaks by the first verb of telling behind a closing quotation mark."""
        graph = view.graph
        for index in range(len(graph)):
            token = graph.tokens[index]
            if token.start > closing and graph.is_verb(index) and graph.lemma(index) in graph.cues.telling_words:
                speakers = self._speakers(view, graph.actives(index))
                cue = Passage.cut(self._context.text, token.start, token.end)
                return Voice(speakers[0], cue) if speakers else None
        return None

    def of(self, view: SentenceView, index: int) -> Attribution:
        """Return the attribution of the predicate or event noun at a token."""
        found: list[Attribution] = []
        node, previous = index, -1
        seen: set[int] = set()
        relative = False
        while node >= 0 and node not in seen:
            seen.add(node)
            if self._is_closed_off(view, node):
                inserted = self._inserted(view, node, previous)
                found += [inserted] if inserted is not None else []
                break
            inserted = self._inserted(view, node, previous)
            if inserted is not None:
                found.append(inserted)
            parent = view.graph.tokens[node].head
            if parent >= 0:
                by_noun = view.graph.relation(node) in {"obj", "nsubj"}
                step = None if relative and by_noun else self._step(view, node, parent)
                relative = relative or view.graph.tokens[node].deprel == "acl:relcl"
                if step is not None:
                    found.append(step)
            previous, node = node, parent
        told = self._join(view, found) if found else self._carry(view, index)
        if self._labelled is None or told.void or self._labelled.mention in {v.mention for v in told.voices}:
            return told
        return replace(told, voices=(self._labelled, *told.voices))

    def _is_closed_off(self, view: SentenceView, node: int) -> bool:
        """Return whether a clause with a subject of its own stands apart from what governs it.

        By a semicolon, or as what another one says meanwhile: "A claimed ..., while B accused A of ...".
        """
        graph = view.graph
        head = graph.tokens[node].head
        if graph.relation(node) == "advcl" and {graph.lower(m) for m in graph.children(node, "mark")} & _MEANWHILE:
            return graph.lemma(node) in graph.cues.speech and any(
                view.mentions.get(s) for s in graph.own_subjects(node)
            )
        if head < 0 or graph.relation(node) not in {"parataxis", "conj"} or not graph.own_subjects(node):
            return False
        return is_apart(graph, node, head)

    def of_teller(self, view: SentenceView, index: int) -> Attribution:
        """Return the attribution of what a speech verb tells without a clause: its subject speaks last."""
        outer = self.of(view, index)
        cues, lemma = self._context.lexicons.cues, view.graph.lemma(index)
        actives = view.graph.actives(index)
        named = cues.has("toll_telling_verbs", lemma) and any(view.mentions.get(a) for a in actives)
        if not actives or not (lemma in cues.speech or named):
            return outer
        own = self._by(view, index, index, *self._stance(view, index))
        voices = (*(v for v in outer.voices if v not in own.voices), *own.voices)
        return replace(own, voices=voices)

    def _join(self, view: SentenceView, found: list[Attribution]) -> Attribution:
        """Return the chain of all attributions from the outermost to the innermost."""
        voices: list[Voice] = []
        for attribution in reversed(found):
            voices += [v for v in attribution.voices if v.mention not in {w.mention for w in voices}]
        inner = found[0]
        if inner.void and not voices:
            return inner
        if voices:
            self._last = voices[-1]
            body = self._context.text[view.sentence.start : view.sentence.end]
            self._spoken = view.number if any(q in body for q in QUOTES) else self._spoken
        return Attribution(tuple(voices), inner.stance, inner.speech_act, inner.cue_token, inner.content_root)

    def _carry(self, view: SentenceView, index: int) -> Attribution:
        """Return the last speaker where a quotation opened in an earlier sentence is still open."""
        if self._carried and self._last is not None:
            start = view.sentence.start
            before = self._context.text[start : view.graph.tokens[index].start]
            if not any(q in before[1:] for q in QUOTES):
                return Attribution((self._last,))
        inside = self._continued or (self._spoken == view.number and not self._carried)
        if inside and self._last is not None:
            before = self._context.text[view.sentence.start : view.graph.tokens[index].start]
            if sum(before.count(q) for q in QUOTES) == 1:  # the quotation that opens this sentence is still open
                return Attribution((self._last,))
        return NO_VOICE

    def _step(self, view: SentenceView, node: int, parent: int) -> Attribution | None:
        """Return the attribution that the step from a node to its governor gives, if that governor communicates."""
        graph, cues = view.graph, self._context.lexicons.cues
        lemma, relation = graph.lemma(parent), graph.tokens[node].deprel
        if graph.tokens[parent].upos in {"NOUN", "PROPN"}:
            return self._of_noun(view, node, parent)
        if not graph.is_verb(parent):
            return None
        if lemma not in cues.speech and lemma not in cues.lists["belief"]:
            told = self._tells(view, node, parent) or is_account(view, node, parent)
            return self._by(view, parent, node, None, SpeechAct.SAID) if told else None
        if lemma in cues.lists["accuse_verbs"] and self._is_charge(view, node):
            return self._by(view, parent, node, Stance.ACCUSED, SpeechAct.ACCUSED)
        if lemma in cues.lists["accuse_verbs"] and lemma not in cues.lists["belief"]:
            return None
        if not self._is_content(view, node, parent, relation):
            return None
        if is_unverified(view, parent) or self._leaves_open(view, parent):
            return Attribution((), void=True)
        return self._by(view, parent, node, *self._stance(view, parent))

    def _leaves_open(self, view: SentenceView, verb: int) -> bool:
        """Return whether somebody "neither confirmed nor denied" something: that is no denial."""
        graph = view.graph
        if self._context.lexicons.cues.speech.get(graph.lemma(verb)) is not SpeechAct.DENIED:
            return False
        return any(graph.lower(c) == "nor" for c in graph.children(verb, "cc"))

    def _tells(self, view: SentenceView, node: int, verb: int) -> bool:
        """Return whether a verb that no list holds tells something: an actor "babbled that ..."."""
        graph = view.graph
        told = graph.relation(node) == "ccomp" and any(graph.lower(m) == "that" for m in graph.children(node, "mark"))
        if not told or graph.is_passive(verb) or graph.cues.has("silent_verbs", graph.lemma(verb)):
            return False
        return any(view.mentions.get(s) for s in graph.own_subjects(verb))

    def _is_charge(self, view: SentenceView, node: int) -> bool:
        """Return whether a node is the charge of an accusation: "of shelling", "for the attack", "with aiding"."""
        graph = view.graph
        marks = {graph.lower(m) for m in graph.children(node, "mark", "case")}
        return graph.relation(node) in {"advcl", "obl", "xcomp", "ccomp", "acl"} and bool(
            marks & {"of", "for", "with", "that"}
        )

    def _is_content(self, view: SentenceView, node: int, parent: int, relation: str) -> bool:
        """Return whether a node is what the speech verb above it says."""
        graph, cues = view.graph, self._context.lexicons.cues
        of = any(graph.lower(m) == "of" for m in graph.children(node, "mark"))
        if relation == "advcl" and graph.tokens[node].xpos == "VBG" and not of:
            return graph.lemma(parent) in {"deny", "admit", "acknowledge", "report"}
        if relation in _CONTENT:
            return relation != "xcomp" or graph.lemma(parent) in cues.lists["infinitive_speech"]
        if relation == "advcl" and self._opens_content(view, node, parent):
            return True
        if (relation == "advcl" and of) or (graph.relation(node) == "obl" and graph.case(node) == "of"):
            return cues.has("telling_of_verbs", graph.lemma(parent))
        if relation in {"obj", "nsubj:pass"} and graph.tokens[node].upos in {"NOUN", "PROPN", "VERB"}:
            return cues.has("counting_verbs", graph.lemma(parent))
        return False

    def _opens_content(self, view: SentenceView, node: int, verb: int) -> bool:
        """Return whether a clause in front belongs to what a trailing speech verb tells: "If X, Y will, he warned"."""
        contents = view.graph.children(verb, "ccomp", "parataxis")
        return node < verb and any(node < content < verb for content in contents)

    def _stance(self, view: SentenceView, verb: int) -> tuple[Stance | None, SpeechAct]:
        cues = self._context.lexicons.cues
        lemma = view.graph.lemma(verb)
        act = cues.speech.get(lemma, SpeechAct.SAID)
        if act is SpeechAct.DENIED:
            negated = any(view.graph.lower(c) in {"not", "n't", "never"} for c in view.graph.children(verb, "advmod"))
            return (None, SpeechAct.SAID) if negated else (Stance.DENIED, act)
        if act is SpeechAct.ACCUSED:
            return Stance.ACCUSED, act
        if lemma in cues.lists["belief"] and lemma not in cues.speech:
            return Stance.POSSIBLE, SpeechAct.SAID
        if lemma == "fear":
            return Stance.POSSIBLE, SpeechAct.WARNED
        return None, act

    def _of_noun(self, view: SentenceView, node: int, noun: int) -> Attribution | None:
        """Return the attribution of a clause that hangs on a speech noun: "a claim that", "reports that"."""
        graph, cues = view.graph, self._context.lexicons.cues
        hangs = graph.tokens[node].deprel in {"acl", "ccomp", "nmod"} or self._is_that_clause(view, node)
        if graph.lemma(noun) not in cues.lists["speech_nouns"] or not hangs:
            return None
        if graph.tokens[node].deprel == "nmod" and (
            graph.case(node) != "of" or graph.lemma(noun) not in {"report", "allegation", "accusation", "claim"}
        ):
            return None
        if graph.tokens[node].deprel == "acl" and not graph.children(node, "mark", "nsubj"):
            return None
        if is_without_truth(view, noun):
            return Attribution((), Stance.DENIED, SpeechAct.DENIED, noun, node)
        owners = [m for c in graph.children(noun, "nmod:poss") for m in view.mentions.get(c, [])]
        owners += [m for o in graph.obliques(noun) if o.case in {"by", "from"} for m in view.mentions.get(o.head, [])]
        governor = graph.tokens[noun].head
        if governor >= 0 and graph.lemma(governor) in cues.lists["denial_verbs"]:
            deniers = self._speakers(view, graph.actives(governor))
            if deniers:
                return self._attribution(view, (deniers[0],), governor, node, (Stance.DENIED, SpeechAct.DENIED))
        if not owners and governor >= 0 and cues.has("voicing_verbs", graph.lemma(governor)):
            owners = self._speakers(view, graph.actives(governor))
        if not owners and cues.has("unvoiced_nouns", graph.lemma(noun)):
            return Attribution((), Stance.POSSIBLE, SpeechAct.SAID, noun, node)  # "a sentiment that": nobody says it
        mention = owners[0] if owners else self.unnamed(view, noun)
        accused = graph.lemma(noun) in {"accusation", "allegation", "charge"}
        possible = cues.has("doubtful_speech_nouns", graph.lemma(noun))
        stance = Stance.ACCUSED if accused else Stance.POSSIBLE if possible else None
        return self._attribution(view, (mention,), noun, node, (stance, SpeechAct.SAID))

    def _is_that_clause(self, view: SentenceView, node: int) -> bool:
        """Return whether a clause opens with a "that" that stands for nothing in it."""
        graph = view.graph
        marks = [m for m in graph.children(node, "mark") if graph.lower(m) == "that"]
        return graph.tokens[node].deprel == "acl:relcl" and bool(marks) and bool(graph.own_subjects(node))

    def _by(self, view: SentenceView, verb: int, node: int, stance: Stance | None, act: SpeechAct) -> Attribution:
        """Return the attribution to the subject of a speech verb; an unnamed source where a passive names nobody."""
        graph = view.graph
        if graph.is_passive(verb):
            speakers = self._speakers(view, graph.agents(verb))
            if not speakers:
                speakers = [self.unnamed(view, verb)]
        else:
            speakers = self._speakers(view, graph.subjects(verb))
            if not speakers and graph.subjects(verb):
                speakers = [self.unnamed(view, graph.subjects(verb)[0])]
        chain = tuple(speakers[:1])
        cited = self._cited(view, verb)
        if cited is not None and cited not in chain:
            chain = (*chain, cited)
        return self._attribution(view, chain, verb, node, (stance, act))

    def _cited(self, view: SentenceView, verb: int) -> str | None:
        """Return whom the speaker cites: "reported, citing a general", "quoted the governor as saying"."""
        graph, cues = view.graph, self._context.lexicons.cues
        if graph.lemma(verb) in cues.lists["cite_verbs"]:
            return next(iter(self._speakers(view, graph.children(verb, "obj"))), None)
        above = graph.tokens[verb].head
        if graph.tokens[verb].xpos == "VBG" and above >= 0 and graph.lemma(above) in cues.lists["cite_verbs"]:
            return next(iter(self._speakers(view, graph.children(above, "obj"))), None)
        for child in graph.children(verb, "advcl", "xcomp", "conj"):
            if graph.lemma(child) in cues.lists["cite_verbs"]:
                return next(iter(self._speakers(view, graph.children(child, "obj"))), None)
        return None

    def _speakers(self, view: SentenceView, heads: list[int]) -> list[str]:
        """Return the mentions that speak; private speakers become unnamed sources."""
        found: list[str] = []
        for head in heads:
            ids = named_at(self._context, view, head)
            found += ids if ids else self._source(view, head)
        return found

    def _source(self, view: SentenceView, head: int) -> list[str]:
        """Return an unnamed-source mention for a speaker who is no actor: "two residents", "a nurse"."""
        if view.graph.tokens[head].upos not in {"NOUN", "PRON", "PROPN", "NUM"}:
            return []
        if view.graph.tokens[head].upos == "PRON":
            return []
        return [self.unnamed(view, head)]

    def unnamed(self, view: SentenceView, index: int) -> str:
        """Return the mention of an unnamed source, tied to the words at a token; made once."""
        key = (view.number, index)
        if key not in self._implied:
            token = view.graph.tokens[index]
            mention = ActorMention(
                id=self._context.next_mention_id(),
                passage=Passage.cut(self._context.text, token.start, token.end),
                form=MentionForm.NOMINAL if token.upos == "NOUN" else MentionForm.IMPLIED,
                kind=ActorKind.UNNAMED_SOURCE,
                head=token.lemma.lower(),
                reason="speaks without a name",
            )
            self._implied[key] = self._context.add_mention(mention)
        return self._implied[key]

    def _attribution(
        self, view: SentenceView, chain: tuple[str, ...], cue: int, node: int, kind: tuple[Stance | None, SpeechAct]
    ) -> Attribution:
        token = view.graph.tokens[cue]
        passage = Passage.cut(self._context.text, token.start, token.end)
        return Attribution(tuple(Voice(m, passage, kind[1]) for m in chain), *kind, cue, node)

    def _inserted(self, view: SentenceView, node: int, previous: int) -> Attribution | None:
        """Return an attribution that hangs below a predicate: "X said" in parataxis, "according to X", "cited by Y"."""
        graph, cues = view.graph, self._context.lexicons.cues
        chain: list[Attribution] = []
        for child in graph.children(node):
            if child == previous:
                continue
            token = graph.tokens[child]
            if is_insertion(view, child) and not is_apart(graph, child, node):
                chain.append(self._by(view, child, node, *self._stance(view, child)))
            elif graph.relation(child) == "obl" and graph.case(child).split(" ")[0] in cues.lists["according"]:
                speakers = self._speakers(view, [child])
                chain.append(self._attribution(view, tuple(speakers[:1]), child, node, (None, SpeechAct.SAID)))
            elif graph.lower(child) in cues.lists["reported_adverbs"] and token.upos == "ADV":
                stance = Stance.ACCUSED if graph.lower(child) == "allegedly" else None
                chain.append(
                    self._attribution(view, (self.unnamed(view, child),), child, node, (stance, SpeechAct.SAID))
                )
        outer = self._citing(view, node)
        joined = self._join_inserted(chain)
        if joined is not None and outer is not None and outer not in {v.mention for v in joined.voices}:
            return replace(joined, voices=(Voice(outer, None), *joined.voices))
        return joined

    def _citing(self, view: SentenceView, node: int) -> str | None:
        """Return who cites the speaker of a sentence: "..., said the diplomat, cited by the daily X"."""
        graph, citing = view.graph, self._context.lexicons.cues.lists["cite_verbs"]
        for index in range(len(graph)):
            if graph.lemma(index) in citing and graph.tokens[index].xpos == "VBN":
                by = [o.head for o in graph.obliques(index) if o.case == "by"]
                speakers = self._speakers(view, by)
                if speakers and graph.clause_head(node) in {graph.clause_head(index), *graph.ancestors(index)}:
                    return speakers[0]
        return None

    def _join_inserted(self, chain: list[Attribution]) -> Attribution | None:
        if not chain:
            return None
        voices = tuple(v for attribution in chain for v in attribution.voices)
        inner = chain[-1]
        return Attribution(voices, inner.stance, inner.speech_act, inner.cue_token, inner.content_root)
