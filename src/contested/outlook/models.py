"""The models by name."""

from __future__ import annotations

from collections.abc import Sequence

from contested.model.errors import InputError
from contested.outlook.baselines import Bootstrap, Conflictology, Faded, Last, Zero
from contested.outlook.blend import NearAndFar
from contested.outlook.cases import FAR, NEAR, Learning, Span
from contested.outlook.counts import HurdleTail, NegativeBinomial
from contested.outlook.forecast import Model
from contested.outlook.forest import Forest, forest_is_there

FOREST = "forest"


def all_models(span: Span = FAR) -> tuple[Model, ...]:
    """Return every model that a backtest shows, simplest first, for a span of months ahead.

    The parts of the blend are shared with it. The forest is there where scikit-learn is.
    """
    default = default_model()
    parts = (default.near if span == NEAR else default.far).parts
    plain: tuple[Model, ...] = (Zero(), Last(), Bootstrap(), Conflictology(), Faded(), NegativeBinomial(), HurdleTail())
    grown: tuple[Model, ...] = (Forest(learning=Learning(span)),) if forest_is_there() else ()
    return (*plain, *grown, *parts, default)


def default_model() -> NearAndFar:
    """Return the model that is used where none is named."""
    return NearAndFar()


def named_models(names: Sequence[str], span: Span = FAR) -> tuple[Model, ...]:
    """Return models by name, in the order of `all_models`; all of them where none is named."""
    known = {model.name: model for model in all_models(span)}
    for name in names:
        if name == FOREST and name not in known:
            raise InputError(name, "needs scikit-learn", 'Install it: pip install "contested[forest]".')
        if name not in known:
            raise InputError(name, "is no model", f"Use some of: {', '.join(known)}.")
    return tuple(model for name, model in known.items() if not names or name in names)
