"""Fields from what they were to what they are to be, as review and history show them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.proposal import FieldChange, Value
from assetmap.web.presenters.field_values import field_words

Opcode = tuple[str, int, int, int, int]
_WORDS = re.compile(r"\s+|[^\s]+")
_LONGEST = 4_000  # words; beyond it the comparison would take seconds
_ALIKE = 0.25  # below it two texts have so little in common that marks would only be noise


@dataclass(frozen=True)
class Part:
    """A piece of a text, and whether the other text has something else there."""

    text: str
    is_changed: bool = False


def changed_words(before: str, after: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts of both texts, in order. Two that have nothing in common are left unmarked."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if not old or not new or len(old) + len(new) > _LONGEST:
        return _whole(before), _whole(after)
    codes = _joined(SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes(), old)
    if _alike(codes, old, new) < _ALIKE:
        return _whole(before), _whole(after)
    left: list[Part] = []
    right: list[Part] = []
    for what, a, b, c, d in codes:
        _add(left, "".join(old[a:b]), what != "equal")
        _add(right, "".join(new[c:d]), what != "equal")
    return tuple(left), tuple(right)


def _joined(codes: Sequence[Opcode], old: list[str]) -> list[Opcode]:
    """The opcodes, with changes made one where only a space stands between them."""
    found: list[Opcode] = []
    for code in codes:
        is_same = code[0] == "equal" and any(word.strip() for word in old[code[1] : code[2]])
        if found and not is_same and found[-1][0] != "equal":
            _, a, _, c, _ = found.pop()
            found.append(("replace", a, code[2], c, code[4]))
        else:
            found.append(code)
    return found


def _alike(codes: Sequence[Opcode], old: list[str], new: list[str]) -> float:
    """How many of all words stand in both texts, from 0 to 1."""
    same = sum(_words(old[a:b]) for what, a, b, _, _ in codes if what == "equal")
    return 2 * same / max(1, _words(old) + _words(new))


def _words(tokens: list[str]) -> int:
    return sum(not token.isspace() for token in tokens)


def _add(parts: list[Part], text: str, is_changed: bool) -> None:
    if text:
        parts.append(Part(text, is_changed))


def _whole(text: str) -> tuple[Part, ...]:
    return (Part(text),) if text else ()


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
