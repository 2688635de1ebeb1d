"""The JSON codec: every record to plain JSON values and back, driven by the type hints alone."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from contested.model.errors import CodecError

T = TypeVar("T")
Json = Any  # JSON values have no useful static type


def to_json(value: object) -> Json:
    """Return ``value`` as JSON values: records become objects, tuples arrays, dates ISO 8601, enums their values."""
    kind: Any = type(value)
    names = _names(kind)
    if names:
        return {name: to_json(getattr(value, name)) for name in names}
    if value is None or kind in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise CodecError(f"codec: no JSON form for {type(value).__name__}; add it to the model")


def from_json(cls: type[T], value: Json) -> T:
    """Return the record of type ``cls`` that ``to_json`` gave as ``value``; CodecError where the form differs."""
    result: T
    try:
        hint: Any = cls
        result = _reader(hint)(value)
    except (_MisfitError, TypeError, ValueError, KeyError, AttributeError):
        # Read again, slowly: the slow way knows where the misfit is and says so.
        result = _decode(cls, value, cls.__name__)
    return result


class _MisfitError(Exception):
    """The quick way of reading met a value that does not fit."""


_PLAIN = frozenset({str, int, float, bool})


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls)) if is_dataclass(cls) else ()


@cache
def _reader(hint: Any) -> Callable[[Json], Any]:
    """Return the quick reader for a type hint, made once."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = _reader(next(arg for arg in get_args(hint) if arg is not types.NoneType))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_reader(get_args(hint))
    if is_dataclass(hint):
        return _record_reader(hint)
    return _plain_reader(hint)


def _tuple_reader(args: tuple[Any, ...]) -> Callable[[Json], Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        item = _reader(args[0])
        return lambda value: tuple([item(one) for one in _array(value)])
    readers = [_reader(arg) for arg in args]
    return lambda value: tuple([read(one) for read, one in zip(readers, _array(value), strict=True)])


def _array(value: Json) -> list[Json]:
    if type(value) is not list:
        raise _MisfitError
    return value


def _record_reader(cls: Any) -> Callable[[Json], Any]:
    readers: dict[str, Callable[[Json], Any]] = {}

    def read(value: Json) -> Any:
        if not readers:
            readers.update({name: _reader(hint) for name, hint in _hints(cls).items()})
        if type(value) is not dict:
            raise _MisfitError
        return cls(**{name: readers[name](item) for name, item in value.items()})

    return read


def _plain_reader(hint: Any) -> Callable[[Json], Any]:
    if hint is dt.date or hint is dt.datetime:
        parse: Callable[[Json], Any] = hint.fromisoformat
        return parse
    if isinstance(hint, type) and issubclass(hint, Enum):
        members = {member.value: member for member in hint}
        return lambda value: members[value]
    accepted = {float: (float, int)}.get(hint, (hint,))

    def read(value: Json) -> Any:
        if type(value) not in accepted:
            raise _MisfitError
        return value

    return read


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _decode(hint: Any, value: Json, where: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _decode_union(hint, value, where)
    if origin is tuple:
        return _decode_tuple(get_args(hint), value, where)
    if is_dataclass(hint):
        return _decode_record(hint, value, where)
    return _decode_plain(hint, value, where)


def _decode_union(hint: Any, value: Json, where: str) -> Any:
    if value is None:
        return None
    return _decode(next(arg for arg in get_args(hint) if arg is not types.NoneType), value, where)


def _decode_tuple(args: tuple[Any, ...], value: Json, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise CodecError(f"codec: {where} must be an array, is {type(value).__name__}")
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_decode(args[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    if len(args) != len(value):
        raise CodecError(f"codec: {where} must have {len(args)} items, has {len(value)}")
    return tuple(_decode(arg, item, f"{where}[{i}]") for i, (arg, item) in enumerate(zip(args, value, strict=True)))


def _decode_record(cls: Any, value: Json, where: str) -> Any:
    if not isinstance(value, dict):
        raise CodecError(f"codec: {where} must be an object, is {type(value).__name__}")
    hints = _hints(cls)
    unknown = sorted(set(value) - set(hints))
    if unknown:
        raise CodecError(f"codec: {where} has unknown fields {unknown}; it was written by another version")
    known = {name: _decode(hints[name], item, f"{where}.{name}") for name, item in value.items()}
    try:
        return cls(**known)
    except TypeError as error:
        raise CodecError(f"codec: {where}: {error}") from error


def _decode_plain(hint: Any, value: Json, where: str) -> Any:
    parsers: dict[Any, Callable[[str], Any]] = {dt.date: dt.date.fromisoformat, dt.datetime: dt.datetime.fromisoformat}
    try:
        if hint in parsers:
            return parsers[hint](value)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return hint(value)
    except (TypeError, ValueError) as error:
        raise CodecError(f"codec: {where}: {error}") from error
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, hint) or (hint is not bool and isinstance(value, bool)):
        raise CodecError(f"codec: {where} must be {hint.__name__}, is {type(value).__name__}")
    return value
