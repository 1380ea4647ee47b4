"""What templates may use of a filter of the form: its choices, and which of them to show."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One value of a filter: `count` is None where a count makes no sense."""

    value: str
    label: str
    count: int | None
    selected: bool
    group: str = ""  # the label of the level 1 category that it stands under

    @property
    def is_within(self) -> bool:
        """Whether it is of level 2."""
        return self.group not in ("", self.label)

    @property
    def count_words(self) -> str:
        """How many it finds: `1,204`; empty where a count makes no sense."""
        return "" if self.count is None else f"{self.count:,}"


@dataclass(frozen=True)
class Filter:
    """One filter of the form. `many` ones are checkboxes (all must hold); others one choice."""

    name: str
    label: str
    many: bool
    choices: tuple[Choice, ...]
    hint: str = ""

    @property
    def is_used(self) -> bool:
        """Whether any value but the empty one is chosen."""
        return any(choice.selected and choice.value for choice in self.choices)

    @property
    def used_words(self) -> str:
        """What is chosen, in short: `2 chosen`, or the one choice; empty where nothing is."""
        used = [choice for choice in self.choices if choice.selected and choice.value]
        if not used:
            return ""
        return f"{len(used)} chosen" if self.many else used[0].label

    @property
    def shown(self) -> list[tuple[int, Choice]]:
        """The choices to show, numbered from 1. One of level 2 is shown once its level 1, or a
        neighbour of it, is chosen.
        """
        opened = {choice.group for choice in self.choices if choice.selected}
        shown = (each for each in self.choices if not each.is_within or each.group in opened)
        return list(enumerate(shown, 1))
