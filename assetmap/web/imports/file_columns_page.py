"""What the page of a file's columns shows: samples, what each may be, and what was chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import url_for

from assetmap.domain.borough.borough import Borough
from assetmap.domain.imports.column_choices import ColumnChoices
from assetmap.domain.imports.import_batch import ImportBatch
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.validation import Problem
from assetmap.services.admin.text_categories import category_of
from assetmap.services.context import Context
from assetmap.services.imports.file_columns import (
    ColumnText,
    FileColumns,
    ReadColumn,
    is_as_last_time,
)
from assetmap.web.formatting import counted
from assetmap.web.imports.field_choices import NOT_USED, Choices, groups_for
from assetmap.web.imports.imports_page import format_words

Groups = tuple[tuple[str, Choices], ...]
NO_CATEGORY = ("", "No category")
FIXED = ("kind", "categories", "place", "cost")


@dataclass(frozen=True)
class TextLine:
    """One text of a column that sorts, and the category that it is to mean."""

    name: str  # of the box
    text: str
    rows: str
    chosen: str


@dataclass(frozen=True)
class ColumnLine:
    """One column: its heading, some cells, and the box with what it is."""

    name: str  # of the box
    label: str
    samples: tuple[str, ...]
    groups: Groups
    chosen: str
    hint: str
    texts: tuple[TextLine, ...]
    is_folded: bool  # its texts, which are signs that nobody has sorted so far


@dataclass(frozen=True)
class ColumnsPage:
    """`/work/imports/<id>/columns`: how each column of the file is to be read."""

    title: str
    file: str
    source: str
    recognised: str
    is_as_last_time: bool
    notes: tuple[str, ...]
    sheet: str
    sheets: Choices
    lines: tuple[ColumnLine, ...]
    can_choose: bool
    not_used: tuple[str, str]
    no_category: tuple[str, str]
    categories: Groups
    kinds: Choices
    places: Choices
    fixed: Mapping[str, str]
    inside_only: bool
    borough: str
    others: tuple[tuple[str, str, str], ...]  # the sources that it may be of
    typed_source: str
    action: str
    drop: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Typed:
    """What was sent: of each box what is in it. None where the page is first shown."""

    boxes: Mapping[str, str]
    inside_only: bool
    source: str = ""


def columns_page(
    context: Context,
    batch: ImportBatch,
    found: FileColumns,
    typed: Typed | None = None,
    *problems: Problem,
) -> ColumnsPage:
    """The page with what was typed, else with what was chosen last time, else with the guess."""
    choices = batch.terms.choices
    told = (*_problems(batch, found), *problems) if typed is None else problems
    return ColumnsPage(
        title="Which column is what?",
        file=batch.file_name,
        source=batch.source,
        recognised=recognised_words(found),
        is_as_last_time=is_as_last_time(batch),
        notes=found.notes,
        sheet=found.sheet,
        sheets=tuple(_sheets(found)),
        lines=tuple(_line(context, each, choices, typed) for each in found.columns),
        can_choose=found.can_choose,
        not_used=NOT_USED,
        no_category=NO_CATEGORY,
        categories=category_groups(context.borough),
        kinds=(("", "As the file says"), *((str(k), k.label) for k in Kind)),
        places=(
            ("", "As the file says"),
            *((each.name, each.name) for each in context.borough.places),
        ),
        fixed={name: _fixed(name, choices, typed) for name in FIXED},
        inside_only=typed.inside_only if typed else batch.terms.inside_only,
        borough=context.borough.name,
        others=tuple(_others(batch, found)),
        typed_source=typed.source if typed else "",
        action=url_for("import_columns.choose_columns", batch_id=batch.id),
        drop=url_for("import_batches.drop", batch_id=batch.id),
        problems=told,
    )


def recognised_words(found: FileColumns) -> str:
    """`A CSV file with 12 rows`; of a map with layers also how many it has."""
    name = format_words(found.format)
    layers = f" in {counted(found.layers, 'layer')}" if found.layers else ""
    rows = counted(found.rows, "place" if found.is_map else "row")
    return f"A {name} with {rows}{layers}"


def category_groups(borough: Borough) -> Groups:
    """Categories of both levels, each upper one as a group with itself in it."""
    return tuple(
        (top.label, tuple((each.slug, each.label) for each in (top, *top.within)))
        for top in borough.words.categories
    )


def box_of(column: ReadColumn) -> str:
    """The name of a column's box."""
    return f"field-{column.position}"


def text_box(column: ReadColumn, number: int) -> str:
    """The name of the box for one text of a column."""
    return f"text-{column.position}-{number}"


def _problems(batch: ImportBatch, found: FileColumns) -> Iterator[Problem]:
    """Why the file cannot be read as it is, said at the first column."""
    if why := batch.problem or found.problem:
        yield Problem(box_of(found.columns[0]) if found.columns else "", why)


def _fixed(name: str, choices: ColumnChoices, typed: Typed | None) -> str:
    return typed.boxes.get(f"fixed-{name}", "") if typed else choices.fixed.get(name, "")


def _sheets(found: FileColumns) -> Iterator[tuple[str, str]]:
    for each in found.sheets:
        hidden = ", hidden" if each.is_hidden else ""
        yield each.name, f"{each.name} ({counted(each.rows, 'row')}{hidden})"


def _line(
    context: Context, column: ReadColumn, choices: ColumnChoices, typed: Typed | None
) -> ColumnLine:
    name = box_of(column)
    chosen = choices.fields.get(column.label, column.field)
    if typed:
        chosen = typed.boxes.get(name, "")
    texts = tuple(_texts(context, column, choices, typed))
    return ColumnLine(
        name=name,
        label=column.label,
        samples=column.samples,
        groups=groups_for(column, chosen),
        chosen=chosen,
        hint=_hint(column),
        texts=texts,
        is_folded=not column.has_words and not any(each.chosen for each in texts),
    )


def _texts(
    context: Context, column: ReadColumn, choices: ColumnChoices, typed: Typed | None
) -> Iterator[TextLine]:
    for number, each in enumerate(column.texts):
        box = text_box(column, number)
        chosen = typed.boxes.get(box, "") if typed else _category(context, column, each, choices)
        yield TextLine(box, each.text, counted(each.rows, "row"), chosen)


def _hint(column: ReadColumn) -> str:
    if column.is_kept_back:
        return "It may not be meant for everyone, so it is not used."
    return "Guessed, because its cells look like it." if column.because_of_cells else ""


def _category(
    context: Context, column: ReadColumn, text: ColumnText, choices: ColumnChoices
) -> str:
    chosen = choices.categories.get(column.label, {})
    if text.text in chosen:
        return chosen[text.text]
    return category_of(context, text.text) if column.has_words else ""


def _others(batch: ImportBatch, found: FileColumns) -> Iterator[tuple[str, str, str]]:
    for name in found.others:
        yield name, f"It is the next file of “{name}”", "What came before is updated."
    if found.others:
        new = "Everything in it comes in beside what is there."
        yield batch.source, f"It is another list, “{batch.source}”", new
