"""Trees as CoNLL-U, the exchange format of Universal Dependencies."""

from __future__ import annotations

from collections.abc import Iterator

from contested.model.tree import Sentence, Token, Tree


def to_conllu(tree: Tree) -> str:
    """Return ``tree`` as CoNLL-U; names are given in MISC as ``Name=B-place`` and so on."""
    lines: list[str] = []
    starts = {start for start, _ in tree.passages}
    for number, sentence in enumerate(tree.sentences, start=1):
        if sentence.start in starts:
            lines.append("# newpar")
        text = " ".join(tree.text[sentence.start : sentence.end].split())
        lines += [f"# sent_id = {number}", f"# text = {text}", *_rows(tree, sentence), ""]
    return "\n".join(lines) + "\n" if lines else ""


def _rows(tree: Tree, sentence: Sentence) -> Iterator[str]:
    names = _name_tags(sentence)
    for index, token in enumerate(sentence.tokens):
        yield "\t".join((
            str(index + 1), token.text, token.lemma or "_", token.upos, token.xpos, "_",
            str(token.head + 1), token.deprel, "_", _misc(tree, token, names[index]),
        ))  # fmt: skip


def _name_tags(sentence: Sentence) -> list[str]:
    tags = [""] * len(sentence.tokens)
    for name in sentence.names:
        for index in range(name.first, name.last + 1):
            tags[index] = f"{'B' if index == name.first else 'I'}-{name.kind}"
    return tags


def _misc(tree: Tree, token: Token, name: str) -> str:
    parts = [f"Name={name}"] if name else []
    if not tree.text[token.end : token.end + 1].isspace() and token.end < len(tree.text):
        parts.append("SpaceAfter=No")
    return "|".join(parts) or "_"
