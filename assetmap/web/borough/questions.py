"""What a part of the borough asks: the shapes of the table in `parts.py`."""

from dataclasses import dataclass
from enum import Enum, auto

from assetmap.borough.editing import Path


class Kind(Enum):
    """What is asked for, and so which field it has."""

    LINE = auto()
    TEXT = auto()  # several lines
    LIST = auto()  # one per line
    PHONE = auto()
    EMAIL = auto()
    URL = auto()
    COLOUR = auto()
    NUMBER = auto()
    HOURS = auto()  # in quarters, and fewer than nothing too
    DATE = auto()
    YES = auto()
    ICON = auto()
    CATEGORIES = auto()
    DANGERS = auto()
    NATION = auto()
    ROLES = auto()


@dataclass(frozen=True)
class Question:
    """One thing that is asked. `key` is where it stands in the file, or in the entry."""

    key: str  # `help.phone`
    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    is_needed: bool = False
    is_usual: bool = False  # of a box to tick: what counts where the file does not say
    once: bool = False  # asked when an entry is added, and for good afterwards

    @property
    def path(self) -> Path:
        """The same as a path."""
        return tuple(self.key.split("."))


@dataclass(frozen=True)
class Entries:
    """A list in the file. The slug of a new entry is made of the answer to `title`."""

    key: str  # `need`
    one: str  # `tile`
    questions: tuple[Question, ...]
    title: str = "label"  # the question whose answer an entry is called by
    slug: str = ""  # the key of the slug, which is for good
    within: "Entries | None" = None


@dataclass(frozen=True)
class Part:
    """One page: a file, its questions, its list."""

    slug: str
    file: str
    title: str
    about: str
    questions: tuple[Question, ...] = ()
    entries: Entries | None = None
    see: str = ""  # a public page that shows it
