"""A table as listings: its headings understood, and each row taken in or refused."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.imports.column_choices import NOTHING_CHOSEN, ColumnChoices, column_labels
from assetmap.domain.text import clean
from assetmap.exchange.chosen_columns import chosen_fields
from assetmap.exchange.classification import Classifier
from assetmap.exchange.content_columns import with_content
from assetmap.exchange.foreign_headings import NAME_WANTED, file_notes, understood
from assetmap.exchange.header_mapping import HeaderMapping, match_headings, row_texts
from assetmap.exchange.heading_names import LAYER
from assetmap.exchange.incoming import BadFile, Incoming, IncomingFile, Refused
from assetmap.exchange.not_listings import ONLY_NAME, NotListings
from assetmap.exchange.point_headings import with_points
from assetmap.exchange.row_parser import read_row
from assetmap.exchange.table import Row, Table
from assetmap.exchange.values import join_list, short


def read_table(
    table: Table, words: Vocabulary, choices: ColumnChoices = NOTHING_CHOSEN
) -> IncomingFile:
    """Every row of a table: taken in, refused with the reason, or no listing. Raises BadFile."""
    chosen = {**_sorted_layers(table, choices), **chosen_fields(table, words, choices)}
    headings = understood_headings(table, chosen)
    batch = _Reader(table, headings, words, choices).read()
    shapes = {"point"} if table.has_shapes else set()  # each row says where it is, or is nowhere
    said = (*table.notes, *(() if table.own else file_notes(headings)))
    return replace(batch, fields=headings.fields | shapes, notes=said)


def understood_headings(
    table: Table, chosen: Mapping[int, str] = MappingProxyType({})
) -> HeaderMapping:
    """Which column of a table is which field. Raises BadFile when none holds the names.

    `chosen` are fields that a person chose, by the positions of their columns.
    """
    headings = match_headings(table.headings, table.own)
    if table.own:
        return headings
    if table.problem and "name" not in chosen.values():
        raise BadFile(table.problem)
    width = len(headings.all)
    cells = [(*row.cells[:width], *[""] * (width - len(row.cells))) for row in table.rows]
    headings = headings.without(table.no_text).chosen(table.known).chosen(chosen)
    found = with_points(understood(headings, cells), cells).chosen(chosen)
    if not found.has_name and table.rows and any(found.all):
        raise BadFile(f"{NAME_WANTED} Choose one for the name.")
    return with_content(found, cells, but=chosen)


def _sorted_layers(table: Table, choices: ColumnChoices) -> dict[int, str]:
    """Layers that a person has sorted into categories: their names say no more than that."""
    labels = column_labels(table.headings)
    return {
        at: ""
        for at, field in table.known.items()
        if field == LAYER and labels[at] in choices.categories
    }


class _Reader:
    """Reads the rows of one table, whose headings are known."""

    def __init__(
        self, table: Table, headings: HeaderMapping, words: Vocabulary, choices: ColumnChoices
    ) -> None:
        self._table, self._headings, self._choices = table, headings, choices
        self._sorter, self._words = Classifier(words), words
        self._own = table.own
        self._name = next((each.position for each in headings.columns if each.field == "name"), 0)
        labels = column_labels(table.headings)
        self._sorted_by = [
            (at, choices.categories[label])
            for at, label in enumerate(labels)
            if label in choices.categories
        ]

    def read(self) -> IncomingFile:
        """Every row: taken in, refused, or no listing at all."""
        taken: list[Incoming] = []
        refused: list[Refused] = []
        skipped: list[Refused] = []
        is_typed = self._table.is_typed and not self._own
        rows = self._table.rows
        sieve = NotListings(self._headings, rows, self._words) if is_typed else None
        for at, row in enumerate(rows):
            if sieve and (reason := sieve.reason(at)):
                skipped.append(Refused(row.number, _begins(row), reason))
                continue
            doubts = [ONLY_NAME] if sieve and sieve.is_doubtful(at) else []
            result = self._read(row, doubts)
            taken.append(result) if isinstance(result, Incoming) else refused.append(result)
        return IncomingFile(
            *(tuple(taken), tuple(refused), self._headings.unused, self._headings.used, self._own),
            skipped=tuple(skipped),
        )

    def _read(self, row: Row, doubts: Sequence[str]) -> Incoming | Refused:
        if reason := _misfit(row, len(self._headings.all)):
            name = short(clean(row.cells[self._name])) if self._name < len(row.cells) else ""
            return Refused(row.number, name, reason)
        notes = list(row.notes)
        texts = row_texts(self._headings, row.cells, notes, self._own)
        if reason := _place(row, texts):
            return Refused(row.number, short(texts.get("name", "")), reason)
        self._choose(row, texts)
        notes += doubts if "name" in texts else ()
        return read_row(
            *(texts, self._sorter),
            row=row.number,
            notes=notes,
            own=self._own,
            only_address=row.only_address,
        )

    def _choose(self, row: Row, texts: dict[str, str]) -> None:
        """Adds the categories chosen for what stands in some columns, and what all rows say."""
        found = [each[clean(row.cells[at])] for at, each in self._sorted_by if self._knows(row, at)]
        if slugs := [slug for slug in found if slug]:
            texts["categories"] = join_list([*slugs, *filter(None, [texts.get("categories")])])
        for field, text in self._choices.fixed.items():
            texts.setdefault(field, text)

    def _knows(self, row: Row, at: int) -> bool:
        sorting: Mapping[str, str] = dict(self._sorted_by).get(at, {})
        return at < len(row.cells) and clean(row.cells[at]) in sorting


def _place(row: Row, texts: dict[str, str]) -> str:
    """Puts the row's own id and point among its texts; gives a reason to refuse it."""
    if row.reason:
        return row.reason
    if row.spot and row.spot.reason:
        return row.spot.reason
    if row.feature_id:
        texts.setdefault("id", row.feature_id)
    if row.spot and not row.spot.empty:
        texts.update(lat=repr(row.spot.y), lon=repr(row.spot.x))
    return ""


def _begins(row: Row) -> str:
    """What a row begins with, for the report."""
    return short(next((text for text in map(clean, row.cells) if text), ""))


def _misfit(row: Row, wanted: int) -> str:
    """What is wrong with the row as a row; empty when nothing is."""
    if not row.whole:
        return "it breaks off: a quote mark is opened and never closed"
    if len(row.cells) < wanted:
        return f"it breaks off: it has {len(row.cells)} cells and there are {wanted} headings"
    if any(cell.strip() for cell in row.cells[wanted:]):
        return (
            f"it has {len(row.cells)} cells and there are {wanted} headings: put quote marks "
            "round text with commas in it"
        )
    return ""
