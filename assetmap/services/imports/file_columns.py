"""The columns of a batch's file, for a person to say how each is read: samples, and the guess."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assetmap.domain.imports.column_choices import ColumnChoices, column_labels
from assetmap.domain.imports.import_batch import BatchState, ImportBatch
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.people.people import Action, require
from assetmap.domain.text import clean, fold
from assetmap.exchange.content_columns import with_content
from assetmap.exchange.header_mapping import HeaderMapping, match_headings
from assetmap.exchange.heading_names import INTERNAL, LAYER, OSM_KIND, TYPE
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readable import format_of
from assetmap.exchange.table import SheetName, Table
from assetmap.exchange.table_reader import understood_headings
from assetmap.exchange.values import short
from assetmap.services.context import Context
from assetmap.services.imports.batch_files import file_of
from assetmap.services.imports.batches import get_batch, remembered_choices, save_batch
from assetmap.services.imports.sources import other_sources_of
from assetmap.services.listing_repository import Actor

SAMPLES = 3
SORTS_MOST = 60  # different texts of a column that sorts: more are no sorts
_SAMPLE_LONGEST = 80  # letters
_SORTING = frozenset(
    (
        "layer",
        "folder",
        "type",
        "category",
        "categories",
        "group",
        "theme",
        "icon",
        "colour",
        "color",
    )
)
_LOOKS = frozenset(("icon", "colour", "color"))  # whose texts mean nothing by themselves
_SORTING_FIELDS = frozenset((TYPE, OSM_KIND, "categories", LAYER))


@dataclass(frozen=True)
class ColumnText:
    """One text of a column that sorts, and how many rows have it."""

    text: str
    rows: int


@dataclass(frozen=True)
class ReadColumn:
    """One column: its label, some of its cells, and the field that it is guessed to be.

    `field` is empty where nothing is guessed. `because_of_cells` when only its cells speak for it,
    `is_kept_back` when it may not be meant for everyone. `texts` are those of a column that sorts;
    `has_words` when they are words, and no signs such as colours.
    """

    position: int
    label: str
    samples: tuple[str, ...]
    field: str = ""
    because_of_cells: bool = False
    is_kept_back: bool = False
    texts: tuple[ColumnText, ...] = ()
    has_words: bool = True


@dataclass(frozen=True)
class FileColumns:
    """What a file was recognised as, and its columns.

    `is_map` when it says of itself where each row is: then its rows are places. `problem` says why
    it cannot be read by itself, such as that no column holds the names. Not `can_choose` for a file
    of ours, whose columns are known. `others` are the sources of which a file with the same
    headings came before.
    """

    format: str
    rows: int
    layers: int
    sheet: str
    sheets: tuple[SheetName, ...]
    notes: tuple[str, ...]
    columns: tuple[ReadColumn, ...]
    problem: str = ""
    can_choose: bool = True
    is_map: bool = False
    others: tuple[str, ...] = ()


def file_columns(context: Context, batch: ImportBatch, sheet: str = "") -> FileColumns:
    """The columns of a batch's file, or of one sheet of it. Raises BadFile when it is gone."""
    data = file_of(context, batch.id)
    kind = format_of(batch.file_name, data)
    table = kind.read(data, sheet or batch.terms.sheet)
    headings, problem = _understood(table)
    columns = tuple(_columns(table, headings))
    others = other_sources_of(context, headings.all, batch.source, own=table.own)
    return FileColumns(
        format=kind.label,
        rows=len(table.rows),
        layers=next((len(each.texts) for each in columns if each.field == LAYER), 0),
        sheet=table.sheet,
        sheets=table.sheets,
        notes=table.notes,
        columns=columns,
        problem=problem,
        can_choose=not table.own,
        is_map=table.has_shapes,
        others=others,
    )


def name_source(context: Context, actor: Actor, batch_id: str, source: str) -> ImportBatch:
    """Say of which source a batch is, when its file may be of another one.

    Raises NotAllowed, NotFound, and NotPossible when it has been brought in.
    """
    require(actor.person, Action.IMPORT)
    batch = get_batch(context, batch_id)
    if batch.state not in (BatchState.UPLOADED, BatchState.CHECKING, BatchState.CHECKED):
        raise NotPossible("This import has been brought in already.")
    if source == batch.source:
        return batch
    choices = remembered_choices(context, source, batch.headings)
    return save_batch(
        context, replace(batch, source=source, terms=replace(batch.terms, choices=choices))
    )


def is_as_last_time(batch: ImportBatch) -> bool:
    """Whether a batch is read as the last one of its source was, because that one was chosen so."""
    is_new = batch.state is BatchState.UPLOADED and not batch.problem
    return is_new and batch.terms.choices != ColumnChoices()


def _understood(table: Table) -> tuple[HeaderMapping, str]:
    """The headings as they are read by themselves, and why that is not enough."""
    try:
        return understood_headings(table), ""
    except BadFile as error:
        headings = match_headings(table.headings, table.own).without(table.no_text)
        headings = headings.chosen(table.known)
        return with_content(headings, [row.cells for row in table.rows]), str(error)


def _columns(table: Table, headings: HeaderMapping) -> list[ReadColumn]:
    fields: dict[int, str] = {}
    for each in headings.columns:
        fields.setdefault(each.position, each.field)
    found = []
    for at, label in enumerate(column_labels(table.headings)):
        cells = [clean(row.cells[at]) for row in table.rows if at < len(row.cells)]
        different = dict.fromkeys(cell for cell in cells if cell)
        if not different and not clean(table.headings[at]):
            continue
        field = fields.get(at, "")
        found.append(
            ReadColumn(
                position=at,
                label=label,
                samples=tuple(short(each, _SAMPLE_LONGEST) for each in islice(different, SAMPLES)),
                field="" if field == INTERNAL else field,
                because_of_cells=at in headings.known_by_cells,
                is_kept_back=field == INTERNAL,
                texts=_texts(cells) if _sorts(label, field) else (),
                has_words=not _LOOKS & set(fold(label).split()),
            )
        )
    return found


def _sorts(label: str, field: str) -> bool:
    words = fold(label).split()
    return field in _SORTING_FIELDS or (len(words) <= 2 and bool(_SORTING & set(words)))


def _texts(cells: Sequence[str]) -> tuple[ColumnText, ...]:
    counted: dict[str, int] = {}
    for cell in cells:
        if cell:
            counted[cell] = counted.get(cell, 0) + 1
    if len(counted) > SORTS_MOST:
        return ()
    return tuple(ColumnText(text, rows) for text, rows in counted.items())
