"""`/practice/<code>`: what is near a surgery, on the screen and for its noticeboard."""

from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.borough.practices import Practice
from assetmap.paths import STATIC
from assetmap.pdf.document import Busy, NoPdf, can_make_pdf, make_one_page_pdf
from assetmap.services.practices.near_practice import find_practice, near_practice, practices
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.data_errors import one_asked
from assetmap.web.framework.rate_limit import rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.framework.use_counting import count_use
from assetmap.web.practices.practice_page import (
    SIZES,
    NoticeboardPaper,
    noticeboard_paper,
    practice_page,
    practices_page,
)
from assetmap.web.practices.practices_description import NOTICEBOARD
from assetmap.web.presenters.pages import TextPage

surgeries = Blueprint("practices", __name__, url_prefix="/practice")

_SHEETS = (STATIC / "css/practices/noticeboard.css",)
_LETTERS = ("biggest", "big", "middling", "small", "least")  # see noticeboard.css
_FEW = 6  # things that may fit in the biggest letters
_PRINTS = "120 per 1 minute; 1200 per 1 hour"  # for each visitor
_LONGEST = 40  # characters of a code that is told back


class NoPractice(Exception):
    """No surgery has this code."""


@surgeries.get("/")
@open_to_all()
def every() -> str:
    """Every surgery that has a page."""
    return render_template("practices/practices.html", page=practices_page(practices(context())))


@surgeries.get("/<code>")
@open_to_all()
def show(code: str) -> ResponseReturnValue:
    """What is near one surgery."""
    practice = _practice(code)
    if practice.code != code:
        return redirect(url_for("practices.show", code=practice.code), 301)
    near = near_practice(context(), practice)
    now = context().clock.now()
    page = practice_page(near, context().borough, now, can_print=can_make_pdf())
    return render_template("practices/practice.html", page=page)


@surgeries.get("/<code>/noticeboard.pdf")
@open_to_all()
@rate_limited(_PRINTS, methods=("GET",))
@described(NOTICEBOARD)
def noticeboard(code: str) -> ResponseReturnValue:
    """The same on one page of A4 or A3; without the library for it, its page."""
    practice = _practice(code)
    size = one_asked("size", SIZES)
    paper = noticeboard_paper(
        near_practice(context(), practice),
        context().borough,
        context().clock.now(),
        context().config.public_url,
        size,
    )
    try:
        body = make_one_page_pdf(_laid_out(paper), _SHEETS, context().config.public_url)
    except NoPdf:
        return redirect(url_for("practices.show", code=practice.code))
    response = make_response(body)
    response.mimetype = "application/pdf"
    name = f"noticeboard-{practice.code}-{paper.size}.pdf".lower()
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return count_use(response, "noticeboard")


@surgeries.errorhandler(NoPractice)
def no_practice(_: Exception) -> ResponseReturnValue:
    """No surgery has the code that was asked for; here are those that there are."""
    asked = str((request.view_args or {}).get("code", ""))[:_LONGEST]
    page = practices_page(practices(context()), missing=asked)
    return render_template("practices/practices.html", page=page), 404


@surgeries.errorhandler(Busy)
def busy(_: Exception) -> ResponseReturnValue:
    """Too many PDFs are being made at once."""
    body = render_template("practices/busy.html", page=TextPage("One moment"))
    return body, 503, {"Retry-After": "5"}


def _practice(code: str) -> Practice:
    practice = find_practice(context(), code)
    if practice is None:
        raise NoPractice(code)
    return practice


def _laid_out(paper: NoticeboardPaper) -> Iterator[str]:
    # Many things never fit in the biggest: each layout takes a second.
    for letters in _LETTERS[len(paper.lines) > _FEW :]:
        page = replace(paper, letters=letters)
        yield render_template("practices/noticeboard.html", page=page)
