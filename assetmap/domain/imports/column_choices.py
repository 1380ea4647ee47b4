"""How a person wants the columns of a file read, where the guess from the headings is not right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ColumnChoices:
    """What was chosen for a file's columns; all that is not named is guessed.

    `fields` gives a column's field (a name of the contract's columns), or an empty text where it is
    not to be used. `categories` gives, for a column such as the layer of a map, the category (a
    slug, or empty) of each text under it. `fixed` is what every row says of a field where the row
    itself says nothing. Columns go by their labels, as `column_labels` gives them.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)


NOTHING_CHOSEN = ColumnChoices()


def column_labels(headings: Iterable[str]) -> tuple[str, ...]:
    """A label for each column: its heading, with its number where one heading stands twice."""
    seen: dict[str, int] = {}
    labels = []
    for at, heading in enumerate(headings, start=1):
        name = " ".join(heading.split()) or f"Column {at}"
        seen[name] = seen.get(name, 0) + 1
        labels.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(labels)
