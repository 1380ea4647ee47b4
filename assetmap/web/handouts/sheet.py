"""The sheet that somebody takes away: put together, kept under a code, found again by it.

Without an account and without a cookie. A sheet's code is all that leads to it, so its pages are
not kept, not indexed, and not told to other sites; who guesses at codes is slowed down.
"""

from dataclasses import replace

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from assetmap.domain.handouts.sheet import Format, Sheet
from assetmap.domain.search.results import PlaceMatch
from assetmap.domain.validation import Problem
from assetmap.pdf.document import Busy, can_make_pdf
from assetmap.pdf.qr_code import qr_code
from assetmap.services.handouts.sheets import (
    Expired,
    NoSheet,
    find_sheet,
    has_code,
    items_of,
    items_on,
    keep_sheet,
    read_code,
)
from assetmap.services.search.covering import covers_place
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.data_errors import one_asked
from assetmap.web.framework.public_form_token import FIELD, Timing, check, issue, next_token
from assetmap.web.framework.rate_limit import rate_limited, seconds_to_wait, wait_words
from assetmap.web.framework.request_context import context
from assetmap.web.handouts.sheet_description import SHEET_CALENDAR, SHEET_PDF
from assetmap.web.handouts.sheet_files import has_dates, sheet_calendar, sheet_pdf
from assetmap.web.handouts.sheet_page import (
    BusyPage,
    ExpiredSheetPage,
    FindSheetPage,
    SheetPage,
    kept_page,
    mail_address,
    new_page,
    text_address,
)
from assetmap.web.presenters import error_pages

sheet = Blueprint("sheet", __name__)

GUARD = "the form's signed time"
OFTEN = "60 per 1 hour"  # a whole surgery may share one address
GUESSES = "10 per 1 hour; 20 per 1 day"  # wrong codes, after which only right ones are answered
# After so many nothing is answered: of 15 million codes somebody would else find a sheet by trying.
GUESSES_MOST = "100 per 1 day"
_LONGEST = 60  # characters of a place or a code that are looked at
_AGAIN = {
    Timing.TOO_OLD: "This page had been open for more than a day. Please press the button again.",
    Timing.FORGED: "We could not tell that this came from our page. Please press the button again.",
}


@sheet.after_request
def keep_to_themselves(response: Response) -> Response:
    """A sheet's address is not told to other sites, kept by anybody, or found by a search."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


def was_kept(response: Response) -> bool:
    """Whether a sheet was kept: a form with a mistake is not counted."""
    return response.status_code == 303


def is_right() -> bool:
    """Whether the code is a sheet's: people with a sheet see it though others there guess."""
    code, _, _ = (request.view_args or {}).get("name", "").partition(".")
    return has_code(context(), code)


def was_a_guess(response: Response) -> bool:
    """Whether a code was tried that no sheet has, answered or not."""
    return response.status_code in (404, 429)


def was_wrong(response: Response) -> bool:
    """Whether no sheet has the code that was tried."""
    return response.status_code == 404


@sheet.get("/sheet/new")
@open_to_all()
def new() -> str:
    """The chosen listings in order, and how they are to be laid out."""
    return render_template("handouts/sheet_new.html", page=_new_page(issue(_key(), "sheet")))


@sheet.post("/sheet")
@open_to_all(csrf=GUARD)
@rate_limited(OFTEN, counts=was_kept)
def keep() -> ResponseReturnValue:
    """Keep the sheet, and lead to it by its code."""
    timing = check(_key(), "sheet", request.form.get(FIELD, ""))
    if timing in _AGAIN:  # who presses quickly is no machine here: there is nothing to write
        return _new_again(Problem("", _AGAIN[timing]))
    format_ = _format(Format.A4)
    try:
        kept_sheet = keep_sheet(context(), _ids(), format_)
    except NoSheet:
        return _new_again(Problem("", "There is nothing on this list yet. Add something first."))
    place = _place()
    near = place.label if place else None
    return redirect(url_for("sheet.kept_sheet", name=kept_sheet.id, format=format_, near=near), 303)


@sheet.get("/sheet")
@open_to_all()
def find() -> ResponseReturnValue:
    """Where a code is typed; what reads as one leads to its sheet."""
    typed = request.args.get("code", "")[:_LONGEST]
    if code := read_code(typed):
        return redirect(url_for("sheet.kept_sheet", name=code))
    if "code" not in request.args:
        return render_template("handouts/sheet_find.html", page=FindSheetPage("Find a list"))
    words = "A code is a word and four figures, such as KITE-4821."
    problem = Problem("code", words if typed.strip() else f"Type the code. {words}")
    return _find_again(typed, problem, 400)


@sheet.get("/sheet/<name>")
@open_to_all()
@rate_limited(GUESSES, counts=was_wrong, methods=("GET", "HEAD"), spares=is_right)
@rate_limited(GUESSES_MOST, counts=was_a_guess, methods=("GET", "HEAD"))
@described(SHEET_PDF, SHEET_CALENDAR)
def kept_sheet(name: str) -> ResponseReturnValue:
    """A kept sheet with today's facts: by its code as a page, with `.pdf` or `.ics` as a file.

    One view, so that guesses at the one and at the others are counted together.
    """
    code, _, made = name.partition(".")
    if made not in ("", "pdf", "ics"):
        raise NoSheet("no such file is made of a sheet")
    found = find_sheet(context(), code)
    if made == "ics":
        return sheet_calendar(found)
    page = _kept_page(found)
    if made == "pdf":
        one_asked("format", tuple(map(str, Format)))
        return sheet_pdf(found, page)
    if page.code != code:
        near = page.near or None
        return redirect(url_for("sheet.kept_sheet", name=page.code, format=page.format, near=near))
    return render_template("handouts/sheet_kept.html", page=page)


@sheet.errorhandler(NoSheet)
def no_sheet(_: Exception) -> ResponseReturnValue:
    """No sheet has the code that was typed."""
    typed = (request.view_args or {}).get("name", "")[:_LONGEST]
    words = "We cannot find a list with this code. Check the word and the four figures. "
    return _find_again(typed, Problem("code", words + "Old lists are not kept."), 404)


@sheet.errorhandler(Expired)
def expired(_: Exception) -> ResponseReturnValue:
    """The sheet's last day has passed."""
    page = ExpiredSheetPage("This list has expired")
    return render_template("handouts/sheet_expired.html", page=page), 410


@sheet.errorhandler(Busy)
def busy(_: Exception) -> ResponseReturnValue:
    """Too many PDFs are being made at once."""
    response = make_response(
        render_template("handouts/sheet_busy.html", page=BusyPage("One moment")), 503
    )
    response.headers["Retry-After"] = "5"
    return response


@sheet.errorhandler(429)
def too_often(error: Exception) -> ResponseReturnValue:
    """Too many codes were tried, or sheets kept, from one address."""
    seconds = seconds_to_wait()
    number = context().borough.help.phone
    wait = f"Please try again in {wait_words(seconds)}, or ring {number}."
    if request.endpoint == "sheet.kept_sheet":
        problem = Problem("code", f"Too many codes that are wrong came from where you are. {wait}")
        page = _find_again((request.view_args or {}).get("name", "")[:_LONGEST], problem, 429)
    elif request.endpoint == "sheet.keep":
        problem = Problem("", f"A lot of lists have been kept from where you are. {wait}")
        page = _new_again(problem, 429)
    else:
        return error_pages.too_often(error)
    return *page, {"Retry-After": str(seconds)}


def _new_page(token: str, *problems: Problem) -> SheetPage:
    near = " ".join(request.values.get("near", "").split())[:_LONGEST]
    place = _place()
    if near and place is None:
        words = f"We do not know the place “{near}”. Try a town, or the first part of a postcode."
        problems = (*problems, Problem("near", words))
    items = items_of(context(), _ids(), place)
    now = context().clock.now()
    format_ = _format(Format.A4)
    page = new_page(items, format_, context().borough, now, token, near, place, problems)
    return replace(page, covers=_covers(place))


def _covers(place: PlaceMatch | None) -> str:
    """Whom to ask about a place, in one line; empty where nobody is known."""
    found = covers_place(context(), place)
    return found.line if found else ""


def _new_again(problem: Problem, status: int = 400) -> tuple[str, int]:
    token = next_token(_key(), "sheet", request.form.get(FIELD, ""))
    return render_template("handouts/sheet_new.html", page=_new_page(token, problem)), status


def _find_again(typed: str, problem: Problem, status: int) -> tuple[str, int]:
    page = FindSheetPage("Find a list", typed, (problem,))
    return render_template("handouts/sheet_find.html", page=page), status


def _kept_page(found: Sheet) -> SheetPage:
    place = _place()
    items = items_on(context(), found, place)
    now, site, format_ = context().clock.now(), context().config.public_url, _format(found.format)
    page = kept_page(found, items, format_, context().borough, now, site, place)
    near = page.near or None
    is_dated = has_dates([item.hit.listing for item in items if item.hit])
    return replace(
        page,
        covers=_covers(place),
        square=_square(page.address),
        text_url=text_address(page),
        mail_url=mail_address(page),
        calendar_url=url_for("sheet.kept_sheet", name=f"{found.id}.ics") if is_dated else "",
        pdf_url=url_for("sheet.kept_sheet", name=f"{found.id}.pdf", format=format_, near=near)
        if can_make_pdf()
        else "",
    )


def _square(address: str) -> Markup:
    drawn = qr_code(address, f"Square code that opens {address}")
    return Markup(drawn)  # noqa: S704 - drawn by the package; the words in it are escaped there


def _ids() -> list[str]:
    return request.values.getlist("id")[:100]


def _format(usual: Format) -> Format:
    asked = request.values.get("format", "")
    return Format(asked) if asked in set(Format) else usual


def _place() -> PlaceMatch | None:
    near = request.values.get("near", "")[:_LONGEST].strip()
    found = context().gazetteer.find(near) if near else None
    return found if found and found.point else None


def _key() -> str:
    return context().config.secret_key
