"""CoNLL-U out, and the scorers of trees and names."""

from __future__ import annotations

import pytest

from contested.evaluate.conllu import GoldText, Metric, gold_texts, score, total
from contested.evaluate.names import GoldName, names_in, overall, score_names
from contested.language import to_conllu
from contested.model.tree import Name, NameKind, Sentence, Token, Tree

GOLD = """# newdoc id = one
# newpar
# sent_id = 1
1\tForces\tforce\tNOUN\tNNS\t_\t3\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tleave\tleave\tVERB\tVB\t_\t0\troot\t_\t_
5\tBaku\tBaku\tPROPN\tNNP\t_\t4\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
# sent_id = 2
1\tTalks\ttalk\tNOUN\tNNS\t_\t2\tnsubj:pass\t_\t_
2\theld\thold\tVERB\tVBN\t_\t0\troot\t_\t_
"""


def own_tree(gold: GoldText) -> Tree:
    """Return the gold itself as a tree."""
    sentences = []
    for words in gold.sentences:
        tokens = tuple(
            Token(w.start, w.end, gold.text[w.start : w.end], w.lemma, w.upos, w.xpos, w.head, w.deprel) for w in words
        )
        sentences.append(Sentence(words[0].start, words[-1].end, tokens))
    return Tree(gold.text, (), tuple(sentences))


@pytest.fixture
def gold() -> GoldText:
    (found,) = gold_texts(GOLD.splitlines(keepends=True))
    return found


def test_gold_is_put_together_as_raw_text(gold: GoldText) -> None:
    assert gold.text == "Forces didn't leave Baku.\nTalks held\n"
    words = [gold.text[w.start : w.end] for sentence in gold.sentences for w in sentence]
    assert words == ["Forces", "did", "n't", "leave", "Baku", ".", "Talks", "held"]


def test_gold_against_itself_is_perfect(gold: GoldText) -> None:
    assert all(tally.f1 == 1.0 and tally.right > 0 for tally in score(gold, own_tree(gold)).values())


def test_errors_are_counted_where_they_are(gold: GoldText) -> None:
    whole = own_tree(gold)
    first, second = whole.sentences
    talks = second.tokens[0]
    wrong = Token(talks.start, talks.end, talks.text, "talks", "VERB", talks.xpos, talks.head, "nsubj")
    changed = Sentence(second.start, second.end, (wrong, second.tokens[1]))
    scores = total([score(gold, Tree(whole.text, (), (first, changed)))])
    assert scores[Metric.UPOS].right == scores[Metric.LEMMA].right == 7
    assert scores[Metric.LAS].f1 == 1.0
    assert scores[Metric.LAS_SUBTYPES].f1 == pytest.approx(7 / 8)


def test_a_word_cut_differently_is_wrong_both_ways(gold: GoldText) -> None:
    whole = own_tree(gold)
    scores = score(gold, Tree(whole.text, (), whole.sentences[:1]))
    assert scores[Metric.WORDS].f1 == pytest.approx(2 * 6 / (8 + 6))
    assert scores[Metric.SENTENCES].f1 == pytest.approx(2 / 3)


def test_conllu_out_and_in_again(gold: GoldText) -> None:
    whole = own_tree(gold)
    starts = tuple((sentence.start, sentence.end) for sentence in whole.sentences)
    (again,) = gold_texts(to_conllu(Tree(whole.text, starts, whole.sentences)).splitlines())
    assert again.text == gold.text
    assert again.sentences == gold.sentences


def test_names_need_exact_span_and_kind() -> None:
    place, person = NameKind.PLACE, NameKind.PERSON
    gold = [GoldName(0, 4, place), GoldName(10, 20, person), GoldName(30, 33, NameKind.OTHER)]
    system = [GoldName(0, 4, place), GoldName(10, 19, person), GoldName(40, 44, place)]
    tallies = score_names([(gold, system)], (place, person))
    assert (tallies[place].right, tallies[place].gold, tallies[place].system) == (1, 1, 2)
    assert tallies[person].f1 == 0.0
    assert overall(tallies).f1 == pytest.approx(2 * 1 / (2 + 3))


def test_names_are_read_from_trees_and_written_to_conllu() -> None:
    token = Token(0, 4, "Baku", "Baku", "PROPN", "NNP", -1, "root")
    sentence = Sentence(0, 4, (token,), (Name(0, 4, 0, 0, NameKind.PLACE),))
    tree = Tree("Baku", ((0, 4),), (sentence,))
    assert names_in(tree) == [GoldName(0, 4, NameKind.PLACE)]
    assert "Name=B-place" in to_conllu(tree)


def test_an_empty_tree_is_empty_conllu() -> None:
    assert to_conllu(Tree("", (), ())) == ""
