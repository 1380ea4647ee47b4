"""Fills every text of a record with a mark that must not come out anywhere public.

A field that is added to a noun tomorrow is marked as well, without anybody thinking of it.
"""

import dataclasses
import types
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from shapely import box

from assetmap.domain.place import Point
from assetmap.domain.times.dated_changes import ChangeKind, DatedChange

MARK = "qxhush"  # no word, and part of none
_mark = ContextVar("mark", default=MARK)  # the one that is used now
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
HIDDEN = Point(51.478123, 0.321487)

T = TypeVar("T")


def the_mark() -> str:
    """The mark that records are filled with now."""
    return _mark.get()


@contextmanager
def marking_by(mark: str) -> Iterator[None]:
    """Fill with another mark, to tell whose records something came from."""
    token = _mark.set(mark)
    try:
        yield
    finally:
        _mark.reset(token)


def marked(noun: type[T], **given: Any) -> T:
    """A record of this kind with every field filled, its texts marked, but for those given."""
    hints = get_type_hints(noun)
    fields = {
        each.name: given[each.name] if each.name in given else _filled(hints[each.name], each.name)
        for each in dataclasses.fields(noun)  # type: ignore[arg-type]
    }
    return noun(**fields)


def _filled(hint: Any, name: str) -> Any:
    plain = {
        str: f"{the_mark()} {name}",
        int: 1,
        bool: True,
        float: 1.0,
        bytes: box(0.34, 51.45, 0.38, 51.48).wkb,  # the shape of an area, around Tilbury
        datetime: NOW,
        date: NOW.date(),
        Point: HIDDEN,
    }
    if hint in plain:
        return plain[hint]
    if get_origin(hint) in (Union, types.UnionType):
        return _filled(next(each for each in get_args(hint) if each is not type(None)), name)
    if get_origin(hint) is tuple:
        first, *rest = get_args(hint)
        # One for any number of them, or each of a pair.
        return tuple(_filled(each, name) for each in (first, *rest) if each is not Ellipsis)
    if get_origin(hint) is frozenset:
        return frozenset((_filled(get_args(hint)[0], name),))
    if get_origin(hint) in (dict, Mapping):
        key, value = get_args(hint)
        return {_filled(key, name): _filled(value, name)}
    if hint is DatedChange:  # not every combination of its fields is one
        return DatedChange(NOW.date(), ChangeKind.CLOSED, why=f"{the_mark()} {name}")
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if dataclasses.is_dataclass(hint):
        return marked(hint)  # type: ignore[arg-type]
    raise TypeError(f"tests/marking.py cannot fill {name}: {hint}")
