"""Events as the network sees them: words, types, roles; and the linear model beside it."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest

from contested.language import default_analyser
from contested.language.kinds import BUCKETS, Kinds, features, hashed
from contested.language.labels import EVENTS, ROLES
from contested.language.told import Told, signals
from contested.model.tree import Sentence, Signal

LONG = ", and then the ferry left Dover again with a cargo of apples and pears for the market"


def sentence_of(text: str) -> Sentence:
    (tree,) = default_analyser().analyse([text])
    assert len(tree.sentences) == 1
    return tree.sentences[0]


def signal_of(text: str, word: str) -> Signal:
    sentence = sentence_of(text)
    return next(s for s in sentence.signals if sentence.tokens[s.word].text == word)


def words(text: str, chances: tuple[tuple[int, float], ...]) -> set[str]:
    return {sentence_of(text).tokens[index].text for index, chance in chances if chance >= 0.5}


@pytest.mark.parametrize(
    ("text", "word", "event"),
    [
        ("The militia shelled the ferry port for an hour.", "shelled", "ASSAULT"),
        ("The envoy shuttled between the two camps with a draft.", "shuttled", "MEDIATE"),
        ("Both governments signed a treaty on the shared river.", "signed", "AGREE"),
    ],
)
def test_an_event_has_its_likeliest_type_first(text: str, word: str, event: str) -> None:
    signal = signal_of(text, word)
    chances = [chance for _, chance in signal.types]
    assert signal.types[0][0] == event
    assert chances == sorted(chances, reverse=True)
    assert 0.5 < signal.probability <= 1.0 + 1e-6


def test_roles_point_to_the_words_that_fill_them() -> None:
    text = "The army said rebels had ambushed a supply column near the lake."
    signal = signal_of(text, "ambushed")
    assert "rebels" in words(text, signal.initiators)
    assert "army" in words(text, signal.claimants)
    assert "army" not in words(text, signal.initiators)


def test_signals_of_later_windows_name_words_of_the_whole_sentence() -> None:
    text = "The ferry left Dover" + LONG * 20 + ", and the militia shelled the port."
    sentence = sentence_of(text)
    shelled = next(i for i, token in enumerate(sentence.tokens) if token.text == "shelled")
    found = [signal for signal in sentence.signals if signal.word == shelled]
    assert len(found) == 1
    assert all(index > len(sentence.tokens) // 2 for index, _ in found[0].initiators)


def test_the_linear_model_keeps_the_chance_of_an_event_and_moves_its_type() -> None:
    sentence = sentence_of("The militia shelled the ferry port.")
    rows, _ = hashed(sentence.tokens, 2)
    weights = np.zeros((BUCKETS, len(EVENTS) - 1), dtype=np.float32)
    weights[rows[0], 3] = 50.0 if hashed(sentence.tokens, 2)[1][0] > 0 else -50.0
    kinds = Kinds(weights, np.zeros(len(EVENTS) - 1, dtype=np.float32), 1.0)
    chances = np.full(len(EVENTS) - 1, 0.9 / (len(EVENTS) - 1), dtype=np.float32)
    moved = kinds.adjusted(chances, sentence.tokens, 2)
    assert moved.argmax() == 3
    assert moved.sum() == pytest.approx(0.9, abs=1e-4)


def test_features_tell_a_verb_from_its_particle_verb() -> None:
    def seen(text: str) -> set[str]:
        return {name for name, _ in features(sentence_of(text).tokens, 1)}

    assert seen("Rebels laid down their arms.") != seen("Rebels laid mines on the road.")


def test_logits_become_signals_of_their_words_only() -> None:
    tokens = sentence_of("Rebels shelled Dover.").tokens
    events = np.full((4, len(EVENTS)), -9.0, dtype=np.float32)
    events[:, 0] = 9.0
    events[1, 0], events[1, 5] = -9.0, 9.0
    roles = np.full((len(ROLES), 4, 4), -9.0, dtype=np.float32)
    roles[0, 1, 0] = 9.0
    found = list(signals(Told(events, np.zeros((4, 8), dtype=np.float32), roles), tokens, 0, None))
    assert [(s.word, s.types[0][0], [i for i, _ in s.initiators]) for s in found] == [(1, EVENTS[5], [0])]


def test_an_analyser_without_a_network_may_leave_signals_out() -> None:
    sentence = sentence_of("Rebels shelled Dover.")
    assert dataclasses.replace(sentence, signals=()).tokens == sentence.tokens
    assert all(a.word < b.word for a, b in itertools.pairwise(sentence.signals))
