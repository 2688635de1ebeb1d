"""The models by name."""

from __future__ import annotations

from collections.abc import Sequence

from contested.model.errors import InputError
from contested.outlook.baselines import Bootstrap, Conflictology, Faded, Last, Zero
from contested.outlook.blend import Blend
from contested.outlook.counts import HurdleTail, NegativeBinomial
from contested.outlook.forecast import Model


def all_models() -> tuple[Model, ...]:
    """Return every model that a backtest shows, simplest first. The parts of the blend are shared with it."""
    default = default_model()
    plain: tuple[Model, ...] = (Zero(), Last(), Bootstrap(), Conflictology(), Faded(), NegativeBinomial(), HurdleTail())
    return (*plain, *default.parts, default)


def default_model() -> Blend:
    """Return the model that is used where none is named."""
    return Blend()


def named_models(names: Sequence[str]) -> tuple[Model, ...]:
    """Return models by name, in the order of `all_models`; all of them where none is named."""
    known = {model.name: model for model in all_models()}
    for name in names:
        if name not in known:
            raise InputError(name, "is no model", f"Use some of: {', '.join(known)}.")
    return tuple(model for name, model in known.items() if not names or name in names)
