"""Sheets of sticky labels: the usual sizes on A4, begun at any label of a sheet used in part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response

from assetmap.web.forms.values import read_number
from assetmap.web.time_bank.paper_files import paper_file

Address = tuple[str, ...]


@dataclass(frozen=True)
class LabelSheet:
    """A size of sheet: how many labels across and down, and what it is called in shops."""

    slug: str
    across: int
    down: int
    words: str

    @property
    def count(self) -> int:
        """How many labels a sheet has."""
        return self.across * self.down


SHEETS = (
    LabelSheet("3x7", 3, 7, "21 labels on a sheet, 63.5 by 38.1 mm (L7160)"),
    LabelSheet("3x8", 3, 8, "24 labels on a sheet, 63.5 by 33.9 mm (L7159)"),
)


@dataclass(frozen=True)
class LabelsPaper:
    """What is printed: whole sheets, with None for a label that is used already or left over."""

    title: str
    size: str
    sheets: tuple[tuple[Address | None, ...], ...]


def labels_paper(
    title: str, addresses: Sequence[Address], size: str, start: int = 1
) -> LabelsPaper:
    """Addresses on sheets of a size (the first where it is unknown), from one label of the first
    sheet on.
    """
    sheet = next((each for each in SHEETS if each.slug == size), SHEETS[0])
    used = min(max(start, 1), sheet.count) - 1
    cells: list[Address | None] = [*[None] * used, *addresses]
    cells += [None] * (-len(cells) % sheet.count)
    sheets = [tuple(cells[at : at + sheet.count]) for at in range(0, len(cells), sheet.count)]
    return LabelsPaper(title, sheet.slug, tuple(sheets))


def labels_file(
    title: str, addresses: Sequence[Address], form: Mapping[str, str], name: str
) -> Response:
    """The labels as a PDF, of the size and from the label that a form says."""
    start = read_number(form, "start", 1)
    page = labels_paper(title, addresses, form.get("labels", ""), start)
    return paper_file("time_bank/labels_paper.html", ["labels.css"], name, "attachment", page=page)
