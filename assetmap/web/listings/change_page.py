"""Fields from what they were to what they are to be, as review and history show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.proposal import FieldChange, Value
from assetmap.web.listings.text_diff import Part, changed_words
from assetmap.web.presenters.field_values import field_words


@dataclass(frozen=True)
class ChangeLine:
    """One field. An empty side means that there was, or will be, nothing.

    `now` is what the listing says today where that is neither of the two; empty otherwise.
    """

    field: str
    label: str
    before: tuple[Part, ...]
    after: tuple[Part, ...]
    is_conflict: bool = False
    now: str = ""


def change_lines(changes: Iterable[FieldChange], borough: Borough) -> tuple[ChangeLine, ...]:
    """The lines of some changes, in their order."""
    return tuple(change_line(change, borough) for change in changes)


def change_line(change: FieldChange, borough: Borough, now: Value | None = None) -> ChangeLine:
    """The line of one change; `now` is given where the listing has moved on since."""
    name = change.field
    before, after = changed_words(
        field_words(name, change.before, borough), field_words(name, change.after, borough)
    )
    return ChangeLine(
        field=name,
        label=FIELDS[name].label,
        before=before,
        after=after,
        is_conflict=now is not None,
        now="" if now is None else field_words(name, now, borough) or "nothing",
    )
