"""What is wrong with a change to the borough's files, and what is there that it would break."""

from collections.abc import Sequence
from dataclasses import dataclass

from assetmap.domain.text import clean, one_line

USERS_MOST = 10  # that a problem names; of the others it says how many
_TITLE_LONGEST = 80


@dataclass(frozen=True)
class UsedBy:
    """Something that uses what would go: its title, and its address for staff, empty without."""

    title: str
    address: str = ""


@dataclass(frozen=True)
class ChangeProblem:
    """One thing that a change would break.

    `file` is the name of the file without its ending; `place` the entry in it: its slug, its name,
    or its key, such as `colours.brand`. `message` is for whoever made the change. `used_by` are at
    most ten that use the entry, and `more` is how many others do.
    """

    file: str
    place: str
    message: str
    used_by: tuple[UsedBy, ...] = ()
    more: int = 0


def used_by(file: str, place: str, message: str, users: Sequence[UsedBy] = ()) -> ChangeProblem:
    """A problem that names the first of those who use the entry, and counts the others."""
    more = max(0, len(users) - USERS_MOST)
    return ChangeProblem(file, place, message, tuple(users[:USERS_MOST]), more)


def title_of(text: str) -> str:
    """What somebody else typed, short and on one line, to stand in a sentence of ours."""
    title = " ".join(one_line(clean(text)).split())
    return title if len(title) <= _TITLE_LONGEST else f"{title[: _TITLE_LONGEST - 1].rstrip()}…"


def quoted(text: str) -> str:
    """The same between quotation marks."""
    return f"“{title_of(text)}”"


def counted(number: int, one: str, several: str) -> str:
    """A number with its noun: `1 listing`, `3 listings`, `1,204 listings`."""
    return f"{number:,} {one if number == 1 else several}"


def listed(parts: Sequence[str]) -> str:
    """Parts of a sentence: `a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
