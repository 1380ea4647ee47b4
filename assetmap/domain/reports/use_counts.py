"""How often the directory was used for something in a month, and how easy people found it."""

from dataclasses import dataclass
from enum import StrEnum


class Ease(StrEnum):
    """The answers to "Was it easy to find what you needed?"."""

    EASY = "easy"
    FAIRLY = "fairly"
    HARD = "hard"

    @property
    def label(self) -> str:
        """The answer as people say it."""
        return {"easy": "Yes, easy", "fairly": "Not very easy", "hard": "No, hard"}[self]


class UseChannel(StrEnum):
    """By which way an answer came."""

    PAGE = "page"
    PAPER = "paper"
    PHONE = "phone"

    @property
    def label(self) -> str:
        """The way as people say it."""
        return {"page": "On the website", "paper": "On paper", "phone": "By phone"}[self]


@dataclass(frozen=True, slots=True)
class UseCount:
    """How often one thing was done in one month: `what` is such as `sheet:large-print`, `print`,
    `ease:easy`. `month` is `2026-03`.
    """

    id: str
    month: str
    what: str
    channel: UseChannel = UseChannel.PAGE
    count: int = 0


def use_count_id(month: str, what: str, channel: UseChannel) -> str:
    """The id under which a count is kept."""
    return f"{month}:{what}:{channel}"


@dataclass(frozen=True, slots=True)
class YearlyFigure:
    """The council's own figure of a year for how easy people find information, to set beside ours.

    `id` is the year as the council writes it, such as `2015/16`; `percent` of those asked found it
    very or fairly easy; `source` says whose figure it is.
    """

    id: str
    percent: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One task of a test with people: how many did it alone, with help, and not."""

    task: str
    alone: int
    helped: int
    not_done: int


@dataclass(frozen=True, slots=True)
class UsabilityRound:
    """A round of tests with people: what they were asked to do, how it went, and what we changed
    after it. Nothing about who they were.
    """

    id: str
    on: str  # ISO date
    where: str
    results: tuple[TaskResult, ...]
    changed: str = ""
    by: str = ""
