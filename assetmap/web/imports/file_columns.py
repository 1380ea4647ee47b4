"""`/work/imports/<id>/columns`: which column of a file is what, before anything is looked at."""

from collections.abc import Iterator

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.imports.column_choices import ColumnChoices
from assetmap.domain.imports.import_batch import BatchState, ImportBatch
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.people.people import Action
from assetmap.domain.text import clean
from assetmap.domain.validation import Problem
from assetmap.exchange.incoming import BadFile
from assetmap.services.imports.batch_files import is_at_work
from assetmap.services.imports.batch_work import ask_for_work
from assetmap.services.imports.batches import choose, get_batch
from assetmap.services.imports.file_columns import FileColumns, file_columns, name_source
from assetmap.services.listing_repository import Actor
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.imports.field_choices import allowed_fields
from assetmap.web.imports.file_columns_page import FIXED, Typed, box_of, columns_page, text_box

import_columns = Blueprint("import_columns", __name__, url_prefix="/work/imports")
_OPEN = (BatchState.UPLOADED, BatchState.CHECKING, BatchState.CHECKED)
_COST_LONGEST = 100
_NAME_WANTED = "Choose the column that holds the names."


@import_columns.get("/<batch_id>/columns")
@needs(Action.IMPORT)
def ask(batch_id: str) -> ResponseReturnValue:
    """The columns of a file, with what each is guessed to be."""
    batch = get_batch(context(), batch_id)
    if not _is_open(batch):
        return _to_batch(batch_id)
    try:
        found = file_columns(context(), batch, request.args.get("sheet", ""))
    except BadFile as error:
        return _unreadable(batch, error)
    return render_template("imports/columns.html", page=columns_page(context(), batch, found))


@import_columns.post("/<batch_id>/columns")
@needs(Action.IMPORT)
def choose_columns(batch_id: str) -> ResponseReturnValue:
    """Keep what each column is, and have every row looked at."""
    batch = get_batch(context(), batch_id)
    if not _is_open(batch):
        return _to_batch(batch_id)
    sheet = request.form.get("sheet", "")
    try:
        found = file_columns(context(), batch, sheet)
    except BadFile as error:
        return _unreadable(batch, error)
    typed = Typed(
        {name: value for name, value in request.form.items() if name != "csrf_token"},
        inside_only=request.form.get("inside") == "yes",
        source=request.form.get("source", ""),
    )
    if problems := tuple(_wrong(found, batch, typed)):
        page = columns_page(context(), batch, found, typed, *problems)
        return render_template("imports/columns.html", page=page), 422
    actor = Actor(staff())
    if found.others:
        name_source(context(), actor, batch_id, typed.source)
    choose(
        context(),
        actor,
        batch_id,
        sheet=sheet,
        choices=read_choices(found, typed),
        inside_only=typed.inside_only,
    )
    ask_for_work(context(), batch_id)
    return _to_batch(batch_id)


def read_choices(found: FileColumns, typed: Typed) -> ColumnChoices:
    """What was chosen, where it is not what would be read without it."""
    if not found.can_choose:
        return ColumnChoices()
    fields = {
        each.label: chosen
        for each in found.columns
        if (chosen := typed.boxes.get(box_of(each), "")) != each.field
        and chosen in allowed_fields(each)
    }
    known = context().borough.words.category
    categories = {}
    for column in found.columns:
        boxes = [typed.boxes.get(text_box(column, at), "") for at in range(len(column.texts))]
        slugs = [slug if slug in known else "" for slug in boxes]
        if any(slugs):
            texts = (each.text for each in column.texts)
            categories[column.label] = dict(zip(texts, slugs, strict=True))
    fixed = {name: clean(typed.boxes.get(f"fixed-{name}", "")) for name in FIXED}
    return ColumnChoices(fields, categories, {name: text for name, text in fixed.items() if text})


def _wrong(found: FileColumns, batch: ImportBatch, typed: Typed) -> Iterator[Problem]:
    """What has to be put right before the file can be looked at."""
    if found.others and typed.source not in (*found.others, batch.source):
        yield Problem("source", "Choose which list it is.")
    if not found.can_choose:
        return
    chosen = {typed.boxes.get(box_of(each), "") for each in found.columns}
    if "name" not in chosen and found.columns:
        yield Problem(box_of(found.columns[0]), _NAME_WANTED)
    fixed, words = typed.boxes, context().borough.words
    places = {each.name for each in context().borough.places}
    for name, known in (
        ("kind", set(Kind)),
        ("categories", set(words.category)),
        ("place", places),
    ):
        if (value := fixed.get(f"fixed-{name}", "")) and value not in known:
            yield Problem(f"fixed-{name}", "Choose from the list.")
    if len(fixed.get("fixed-cost", "")) > _COST_LONGEST:
        yield Problem("fixed-cost", f"The cost may have at most {_COST_LONGEST} characters.")


def _is_open(batch: ImportBatch) -> bool:
    """Whether its columns can be chosen: not while its rows are being looked at."""
    is_looked_at = batch.state is BatchState.CHECKING and is_at_work(context(), batch.id)
    return batch.state in _OPEN and not is_looked_at


def _unreadable(batch: ImportBatch, error: BadFile) -> ResponseReturnValue:
    """The file is gone, or the sheet that was asked for is."""
    if batch.terms.sheet or request.values.get("sheet"):
        try:
            found = file_columns(context(), batch)
        except BadFile as again:
            error = again
        else:
            page = columns_page(context(), batch, found, None, Problem("", str(error)))
            return render_template("imports/columns.html", page=page), 422
    found = FileColumns("", 0, 0, "", (), (), ())
    page = columns_page(context(), batch, found, None, Problem("", str(error)))
    return render_template("imports/columns.html", page=page), 422


def _to_batch(batch_id: str) -> ResponseReturnValue:
    return redirect(url_for("import_batches.show", batch_id=batch_id), 303)
