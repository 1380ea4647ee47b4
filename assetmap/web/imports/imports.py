"""`/work/imports`: the files that were brought in, and a new one."""

from pathlib import PurePosixPath

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from assetmap.domain.people.people import Action
from assetmap.domain.text import clean
from assetmap.domain.validation import Problem
from assetmap.exchange.incoming import BadFile
from assetmap.services.imports.batches import SOURCE_LONGEST, start_batch
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.drafts import LOCAL_SOURCE
from assetmap.web.forms.values import read_number
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.imports.imports_page import imports_page, upload_page

imports = Blueprint("imports", __name__, url_prefix="/work/imports")
LARGEST_MB = 100
_LARGEST = (LARGEST_MB + 1) * 1024 * 1024  # of all that is sent: the form has a little beside it
MOST = f"{LARGEST_MB} MB"
_TOO_LARGE = f"This file is too large. The most is {MOST}. Bring it in parts."
_NAME_LONGEST = 120  # characters of a file's name that are kept


@imports.url_value_preprocessor
def allow_uploads(endpoint: str | None, _values: object) -> None:
    """Let a large file in where one is sent; it comes before the form's token is looked for."""
    if endpoint == "imports.take":
        request.max_content_length = _LARGEST


@imports.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    """Back to the page that it was sent from, which says why."""
    return redirect(url_for("imports.new", large="yes"), 303)


@imports.get("")
@needs(Action.IMPORT)
def every() -> str:
    """The files that were brought in, the newest first."""
    page = imports_page(context(), read_number(request.args, "page", 1))
    return render_template("imports/imports.html", page=page)


@imports.get("/new")
@needs(Action.IMPORT)
def new() -> str:
    """The form for a file of listings."""
    told = (Problem("file", _TOO_LARGE),) if request.args.get("large") else ()
    page = upload_page(context(), request.args.get("source", ""), MOST, *told)
    return render_template("imports/new.html", page=page)


@imports.post("/new")
@needs(Action.IMPORT)
def take() -> ResponseReturnValue:
    """Take a file, and go on to its columns; or say why it cannot be read."""
    typed = clean(request.form.get("source", ""))
    sent = request.files.get("file")
    name = file_name(sent.filename or "") if sent else ""
    if not sent or not name:
        return _again(typed, Problem("file", "Choose a file."))
    source = typed or PurePosixPath(name).stem
    if len(source) > SOURCE_LONGEST:
        words = f"Whose list it is may have at most {SOURCE_LONGEST} characters."
        return _again(typed, Problem("source", words))
    if source == LOCAL_SOURCE:
        words = f"“{LOCAL_SOURCE}” is what was typed in here. Give the list another name."
        return _again(typed, Problem("source", words))
    try:
        with sent.stream:
            data = sent.stream.read()
        batch = start_batch(context(), Actor(staff()), name, data, source)
    except BadFile as error:
        return _again(typed, Problem("file", str(error).removeprefix(f"{name}: ")))
    flash("The file is here. Nothing has changed yet.")
    return redirect(url_for("import_columns.ask", batch_id=batch.id), 303)


def file_name(sent: str) -> str:
    """The name of a file without the folders that some browsers put before it."""
    name = clean(PurePosixPath(sent.replace("\\", "/")).name)
    return name[-_NAME_LONGEST:]


def _again(typed: str, problem: Problem) -> ResponseReturnValue:
    page = upload_page(context(), typed, MOST, problem)
    return render_template("imports/new.html", page=page), 422
