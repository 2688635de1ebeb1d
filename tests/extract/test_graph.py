"""Laws of the questions to a tree: a kept answer is nobody's to change, and asking in another order changes nothing."""

from __future__ import annotations

from collections.abc import Callable

from contested.extract.graph import Graph
from contested.language import default_analyser
from contested.lexicon.events import load_cues

_TEXT = (
    "The ministry said that rebels accused of shelling the village, which was held by the army, withdrew and freed "
    "12 captured soldiers, and that at least three villagers were killed by fire from the hills."
)


def _graph() -> Graph:
    tree = next(iter(default_analyser().analyse([_TEXT])))
    return Graph(tree.sentences[0], load_cues())


def _questions(graph: Graph) -> list[Callable[[int], list[object]]]:
    return [
        lambda i: list[object](graph.subjects(i)),
        lambda i: list[object](graph.patients(i)),
        lambda i: list[object](graph.agents(i)),
        lambda i: list[object](graph.obliques(i)),
        lambda i: list[object](graph.noun_keys(i)),
        lambda i: [graph.case(i), graph.is_passive(i)],
    ]


def test_answers_do_not_depend_on_what_was_asked_before() -> None:
    forwards, backwards = _graph(), _graph()
    size = len(forwards)
    there = [[ask(i) for ask in _questions(forwards)] for i in range(size)]
    back = [[ask(i) for ask in reversed(_questions(backwards))] for i in reversed(range(size))]
    assert there == [list(reversed(answers)) for answers in reversed(back)]
    assert any(subjects for subjects, *_ in there)
    assert any(obliques for _, _, _, obliques, *_ in there)


def test_what_a_caller_does_to_an_answer_changes_no_later_one() -> None:
    graph = _graph()
    for index in range(len(graph)):
        for ask in (graph.subjects, graph.patients, lambda i: graph.children(i, "obl", "conj")):
            answer = ask(index)
            before = list(answer)
            answer.append(-7)
            assert ask(index) == before
        obliques = graph.obliques(index)
        kept = list(obliques)
        obliques.clear()
        assert graph.obliques(index) == kept
