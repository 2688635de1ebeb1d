"""Who meets whom does not depend on the order in which items come and go."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from contested.record.meetings import Meetings, Stand, merged

Filed = dict[int, list[Stand[str]]]
STANDS = st.builds(
    lambda block, asks, answers, wide: Stand(block, f"matter {block}", asks, answers, wide),
    st.integers(0, 2),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
ITEMS = st.dictionaries(st.integers(0, 60), st.lists(STANDS, max_size=4).map(merged), max_size=25)


def _met(filed: Filed, index: Meetings[str]) -> dict[tuple[int, int], set[str]]:
    pairs = combinations(sorted(filed), 2)
    found = {(a, b): index.matters(a, filed[a], b, filed[b]) for a, b in pairs}
    return {pair: matters for pair, matters in found.items() if matters}


def _in_order(filed: Filed) -> tuple[Meetings[str], dict[tuple[int, int], set[str]]]:
    index: Meetings[str] = Meetings(reach=2)
    made: dict[tuple[int, int], set[str]] = {}
    for item in sorted(filed):
        new, parted = index.add(item, filed[item])
        assert not parted, "who is told last parts nobody"
        made.update(new)
    return index, made


@settings(max_examples=150, deadline=None)
@given(ITEMS, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_meetings(filed: Filed, chance: object) -> None:
    whole, made = _in_order(filed)
    assert made == _met(filed, whole)
    shuffled = sorted(filed)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    index: Meetings[str] = Meetings(reach=2)
    known: dict[tuple[int, int], set[str]] = {}
    for item in shuffled:
        new, parted = index.add(item, filed[item])
        for pair in {*new, *parted}:
            known[pair] = index.matters(pair[0], filed[pair[0]], pair[1], filed[pair[1]])
    assert {pair: matters for pair, matters in known.items() if matters} == made


@settings(max_examples=150, deadline=None)
@given(ITEMS, st.data())
def test_what_is_taken_out_leaves_no_trace(filed: Filed, data: st.DataObject) -> None:
    index, known = _in_order(filed)
    gone = data.draw(st.lists(st.sampled_from(sorted(filed)), unique=True)) if filed else []
    for item in gone:
        joined = index.remove(item, filed[item])
        known = {pair: matters for pair, matters in known.items() if item not in pair}
        for a, b in joined:
            known[a, b] = index.matters(a, filed[a], b, filed[b])
    left = {item: stands for item, stands in filed.items() if item not in gone}
    assert {pair: matters for pair, matters in known.items() if matters} == _in_order(left)[1]
