"""Fit the confidence of each field of a claim, and draw how well it is calibrated.

Usage: python -m training.confidence [--write]     (needs scikit-learn: pip install -e ".[train]"; a minute on one core)

Codes the reports of corpus/devcorpus, corpus/golden and corpus/world with the program as it is, pairs the claims with
gold, and fits one logistic regression a field on what `contested.lexicon.confidence.features` sees. All figures are of
predictions for reports of dossiers that the model had not seen (ten folds of whole dossiers). --write stores the
weights in resources/confidence/fields.yaml and the diagram in docs/img/confidence.svg; then run `make data`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from contested.evaluate.gold import NARRATOR, Document, ScoredClaim, read_coded, read_gold
from contested.evaluate.joining import Joined
from contested.evaluate.score import days_agree, numbers_agree, pair_claims
from contested.flow.code import analyser, coded, fold_one, read_report
from contested.lexicon.confidence import ClaimField, features
from contested.model.reports import Report, Source, report_id

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ("devcorpus", "golden", "world")
FOLDS, STRENGTH, BINS = 10, 0.3, 10
OUT, PICTURE = ROOT / "resources" / "confidence" / "fields.yaml", ROOT / "docs" / "img" / "confidence.svg"


@dataclass(frozen=True)
class Example:
    """One coded claim: its dossier, what is seen of it, and which fields are right; a field without truth is absent."""

    dossier: str
    seen: dict[str, float]
    right: dict[ClaimField, bool]


def examples() -> list[Example]:
    """Return every coded claim of the corpora with the truth of its fields."""
    return [one for corpus in CORPORA for one in _of_corpus(ROOT / "corpus" / corpus)]


def _of_corpus(folder: Path) -> Iterator[Example]:
    for document in read_gold(folder):
        head = json.loads((folder / f"{document.doc_id}.json").read_text(encoding="utf-8"))
        text = (folder / f"{document.doc_id}.txt").read_text(encoding="utf-8")
        published = dt.date.fromisoformat(head["document_creation_time"])
        report = Report(
            report_id(text), document.doc_id, text, document.doc_id, Source(head["outlet"]), published=published
        )
        reading = read_report(report, analyser())
        seen = {claim.local_id: features(claim) for claim in fold_one(reading).claims}
        yield from _paired(document, read_coded([json.dumps(coded(reading))])[document.doc_id], seen)


def _paired(gold: Document, system: Document, seen: dict[str, dict[str, float]]) -> Iterator[Example]:
    joined = Joined(gold, system)
    met = {pair.coded.id: pair.gold for pair in pair_claims(gold, system, joined)}
    for claim in system.claims:
        right = _right(met.get(claim.id), claim, joined)
        yield Example(gold.doc_id.rpartition("_")[0], seen[claim.id], right)


def _right(gold: ScoredClaim | None, claim: ScoredClaim, joined: Joined) -> dict[ClaimField, bool]:
    """Return which fields are right; a claim that gold does not have is of a wrong type, and that is all one knows."""
    if gold is None:
        return {ClaimField.WHOLE: False, ClaimField.TYPE: False}
    right = {
        ClaimField.TYPE: claim.types[0] in gold.types,
        ClaimField.INITIATOR: joined.agree(gold.initiator, claim.initiator).exact,
        ClaimField.RECIPIENT: joined.agree(gold.recipient, claim.recipient).exact,
        ClaimField.CLAIMANT: _speaks(gold, claim, joined),
        ClaimField.STANCE: (gold.stance, gold.polarity) == (claim.stance, claim.polarity),
    }
    right[ClaimField.WHOLE] = all(right.values())
    if gold.days is not None:
        right[ClaimField.DATE] = days_agree(gold.days, claim.days)
    if claim.numbers:
        right[ClaimField.TOLL] = all(any(numbers_agree(n, m) for n in gold.numbers) for m in claim.numbers)
    return right


def _speaks(gold: ScoredClaim, claim: ScoredClaim, joined: Joined) -> bool:
    given = joined.gold_id(claim.claimant)
    if given == gold.claimant or given in gold.claimants_accepted:
        return True
    return NARRATOR not in (given, gold.claimant) and joined.same(given, gold.claimant)


@dataclass(frozen=True)
class Fitted:
    """A field's model: weights, and the predictions for dossiers that were held out, beside the truth."""

    weights: dict[str, float]
    predicted: np.ndarray  # shape (n,), held out
    truth: np.ndarray  # shape (n,), 0 or 1

    @property
    def brier(self) -> float:
        """Return the mean squared error of the held-out predictions."""
        return float(np.mean((self.predicted - self.truth) ** 2))

    @property
    def base(self) -> float:
        """Return the Brier score of giving every claim the share that is right."""
        return float(np.mean((self.truth.mean() - self.truth) ** 2))

    @property
    def error(self) -> float:
        """Return the expected calibration error over ten bins of equal numbers."""
        parts = np.array_split(np.argsort(self.predicted, kind="stable"), BINS)
        gaps = [len(part) * abs(self.predicted[part].mean() - self.truth[part].mean()) for part in parts if len(part)]
        return float(sum(gaps) / len(self.truth))


def fit(rows: list[Example], field: ClaimField) -> Fitted:
    """Fit one field on all reports; predict each fold of dossiers by a model that has not seen them."""
    known = [row for row in rows if field in row.right]
    names = sorted(known[0].seen)
    table = np.array([[row.seen[name] for name in names] for row in known])
    truth = np.array([float(row.right[field]) for row in known])
    groups = np.array([row.dossier for row in known])
    predicted = np.zeros(len(known))
    for train, test in GroupKFold(min(FOLDS, len(set(groups)))).split(table, truth, groups):
        predicted[test] = _model().fit(table[train], truth[train]).predict_proba(table[test])[:, 1]
    model = _model().fit(table, truth)
    weights = {"bias": round(float(model.intercept_[0]), 4)}
    weights |= {name: round(float(weight), 4) for name, weight in zip(names, model.coef_[0], strict=True)}
    return Fitted({name: weight for name, weight in weights.items() if weight or name == "bias"}, predicted, truth)


def _model() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=2000)


def diagram(fitted: dict[ClaimField, Fitted]) -> str:
    """Return the reliability diagram as SVG: predicted against observed share, ten bins of equal numbers a field."""
    side, gap, across = 180, 46, 4
    parts = [_panel(str(field), one, (gap + (i % across) * (side + gap), gap + (i // across) * (side + gap + 10)), side)
             for i, (field, one) in enumerate(fitted.items())]  # fmt: skip
    width, height = gap + across * (side + gap), gap + 2 * (side + gap + 10)
    box = f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    title = "<title>Confidence against the share that is right, on dossiers held out</title>"
    return "\n".join([head, title, f'<rect width="{width}" height="{height}" fill="white"/>', *parts, "</svg>"]) + "\n"


def _panel(name: str, one: Fitted, at: tuple[int, int], side: int) -> str:
    x, y = at
    bins = [p for p in np.array_split(np.argsort(one.predicted, kind="stable"), BINS) if len(p)]
    points = [(float(one.predicted[p].mean()), float(one.truth[p].mean())) for p in bins]
    dots = "".join(
        f'<circle cx="{x + side * a:.1f}" cy="{y + side * (1 - b):.1f}" r="3" fill="#1b6ca8"/>' for a, b in points
    )
    ticks = f'<text x="{x - 4}" y="{y + side + 14}">0</text><text x="{x + side - 6}" y="{y + side + 14}">1</text>'
    label = f"{name}: n {len(one.truth)}, Brier {one.brier:.3f}, ECE {one.error:.3f}"
    return (
        f'<rect x="{x}" y="{y}" width="{side}" height="{side}" fill="none" stroke="#999"/>'
        f'<line x1="{x}" y1="{y + side}" x2="{x + side}" y2="{y}" stroke="#bbb" stroke-dasharray="4 3"/>'
        f'<text x="{x}" y="{y - 8}">{label}</text>{ticks}{dots}'
    )


def report(fitted: dict[ClaimField, Fitted]) -> str:
    """Return the figures as a table in Markdown."""
    lines = ["| field | claims | right | Brier | Brier of the share | calibration error |", "|---|---|---|---|---|---|"]
    for field, one in fitted.items():
        cells = (
            field,
            len(one.truth),
            f"{one.truth.mean():.3f}",
            f"{one.brier:.3f}",
            f"{one.base:.3f}",
            f"{one.error:.3f}",
        )
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def document(fitted: dict[ClaimField, Fitted], rows: list[Example]) -> str:
    """Return the YAML of the weights, with what they were fitted on and how they score."""
    data = hashlib.sha256(
        b"".join((ROOT / "corpus" / c / f).read_bytes() for c in CORPORA for f in _files(c))
    ).hexdigest()
    head = (
        "# Weights of the confidence of each field, written by `python -m training.confidence --write`. Do not edit.\n"
    )
    value = {
        "source": "the corpora devcorpus, golden and world of this project, coded by the program itself",
        "licence": "CC BY 4.0",
        "gold_sha256": data,
        "claims": len(rows),
        "dossiers": len({row.dossier for row in rows}),
        "scores": {
            str(f): {"brier": round(o.brier, 4), "calibration_error": round(o.error, 4)} for f, o in fitted.items()
        },
        "fields": {str(field): one.weights for field, one in fitted.items()},
    }
    return head + yaml.safe_dump(value, sort_keys=False)


def _files(corpus: str) -> list[str]:
    return sorted(p.name for p in (ROOT / "corpus" / corpus).glob("*_*.json") if p.name != "cross_doc.json")


def main(arguments: list[str]) -> int:
    """Fit, print the figures, and with --write store weights and diagram."""
    rows = examples()
    fitted = {field: fit(rows, field) for field in ClaimField}
    sys.stdout.write(report(fitted) + "\n")
    if "--write" in arguments:
        OUT.parent.mkdir(exist_ok=True)
        OUT.write_text(document(fitted, rows), encoding="utf-8")
        PICTURE.write_text(diagram(fitted), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
