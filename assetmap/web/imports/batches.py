"""`/work/imports/<id>`: one import, from the look at its rows until it is in, or undone."""

from collections.abc import Callable

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assetmap.domain.imports.import_batch import BatchState, ImportBatch
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.people.people import Action
from assetmap.domain.validation import Problem
from assetmap.exchange.csv_files import write_table
from assetmap.services.context import Context
from assetmap.services.imports.batch_work import ask_for_work
from assetmap.services.imports.batches import (
    bring_in,
    drop_batch,
    get_batch,
    rows_of,
    take_back,
)
from assetmap.services.listing_repository import Actor
from assetmap.web.forms.values import read_number
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.imports.batch_page import batch_page, undo_page
from assetmap.web.imports.row_lines import row_words, rows_shown

import_batches = Blueprint("import_batches", __name__, url_prefix="/work/imports/<batch_id>")
REFRESH_S = 4  # while it is worked on; a header, so that it needs no script
_HEADINGS = ("row", "name", "outcome", "notes", "reasons", "listing", "undone", "why")


@import_batches.get("")
@needs(Action.IMPORT)
def show(batch_id: str) -> ResponseReturnValue:
    """How far an import is, and its rows."""
    batch = get_batch(context(), batch_id)
    if batch.state is BatchState.UPLOADED:
        return redirect(url_for("import_columns.ask", batch_id=batch_id), 302)
    return _shown(batch)


@import_batches.get("/rows.csv")
@needs(Action.IMPORT)
def rows_as_csv(batch_id: str) -> Response:
    """What became of each row, as a file."""
    batch = get_batch(context(), batch_id)
    rows = []
    for row in rows_shown(rows_of(context(), batch.id), request.args.get("show", "")):
        outcome, marks, undo = row_words(row)
        rows.append(
            (
                *(str(row.number), row.name, outcome, marks, " ".join(row.reasons)),
                *(row.listing_id if row.is_done else "", undo, row.undo_why),
            )
        )
    response = make_response("".join(write_table(_HEADINGS, rows)))
    response.mimetype = "text/csv"
    response.headers["Content-Disposition"] = f'attachment; filename="import-{batch.id}.csv"'
    return response


@import_batches.post("/bring-in")
@needs(Action.IMPORT)
def bring(batch_id: str) -> ResponseReturnValue:
    """Bring an import in."""
    return _moved(batch_id, bring_in)


@import_batches.get("/undo")
@needs(Action.IMPORT)
def ask_to_undo(batch_id: str) -> ResponseReturnValue:
    """What undoing an import does."""
    batch = get_batch(context(), batch_id)
    if not batch.can_be_undone(context().clock.now()):
        return redirect(url_for(".show", batch_id=batch_id), 302)
    return render_template("imports/undo.html", page=undo_page(batch))


@import_batches.post("/undo")
@needs(Action.IMPORT)
def undo(batch_id: str) -> ResponseReturnValue:
    """Take back what an import did."""
    return _moved(batch_id, take_back)


@import_batches.post("/go-on")
@needs(Action.IMPORT)
def go_on(batch_id: str) -> ResponseReturnValue:
    """Go on with an import that stopped half-way."""
    batch = get_batch(context(), batch_id)
    if batch.state.is_going_on:
        ask_for_work(context(), batch_id)
    return redirect(url_for(".show", batch_id=batch_id), 303)


@import_batches.post("/drop")
@needs(Action.IMPORT)
def drop(batch_id: str) -> ResponseReturnValue:
    """Do without an import that was never brought in."""
    try:
        batch = drop_batch(context(), Actor(staff()), batch_id)
    except NotPossible as error:
        return _shown(get_batch(context(), batch_id), Problem("", str(error))), 409
    flash(f"{batch.file_name} is dropped. Nothing came in.")
    return redirect(url_for("imports.every"), 303)


def _moved(
    batch_id: str, move: Callable[[Context, Actor, str], ImportBatch]
) -> ResponseReturnValue:
    """Move a batch on and have it worked on; or its page, with why that is not possible."""
    try:
        batch = move(context(), Actor(staff()), batch_id)
    except NotPossible as error:
        return _shown(get_batch(context(), batch_id), Problem("", str(error))), 409
    if batch.state.is_going_on:
        ask_for_work(context(), batch_id)
    return redirect(url_for(".show", batch_id=batch_id), 303)


def _shown(batch: ImportBatch, *problems: Problem) -> Response:
    rows = [] if batch.state.is_going_on else rows_of(context(), batch.id)
    number = read_number(request.args, "page", 1)
    page = batch_page(context(), batch, rows, request.args.get("show", ""), number, *problems)
    is_still = request.args.get("still") == "yes"
    html = render_template("imports/batch.html", page=page, is_still=is_still)
    response = make_response(html)
    if page.progress and not is_still:
        response.headers["Refresh"] = str(REFRESH_S)
    return response
