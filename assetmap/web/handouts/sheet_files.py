"""A sheet's files to take away: its PDF, and the calendar of its next dates or of one listing's."""

from collections.abc import Sequence

from flask import Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.handouts.sheet import Sheet
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.exchange.calendar import calendar_of
from assetmap.paths import STATIC
from assetmap.pdf.document import NoPdf, make_pdf
from assetmap.services.handouts.sheets import items_on
from assetmap.storage.store import NotFound
from assetmap.web.framework.request_context import context
from assetmap.web.handouts.sheet_page import SheetPage

_PDF_SHEETS = (STATIC / "css/handouts/sheet-paper.css", STATIC / "css/handouts/sheet-pdf.css")


def sheet_pdf(found: Sheet, page: SheetPage) -> ResponseReturnValue:
    """The sheet as a PDF; without the library for it, its page, which the browser can print."""
    try:
        html = render_template("handouts/sheet_paper.html", page=page)
        pdf = make_pdf(html, _PDF_SHEETS, context().config.public_url)
    except NoPdf:
        return redirect(url_for("sheet.kept_sheet", name=found.id, format=page.format))
    return _file(pdf, "application/pdf", f"{found.id}.pdf", "inline")


def sheet_calendar(found: Sheet) -> ResponseReturnValue:
    """The next dates of all that is on it; without any, its page."""
    file = _calendar([item.hit.listing for item in items_on(context(), found) if item.hit])
    if not file:
        return redirect(url_for("sheet.kept_sheet", name=found.id))
    return _file(file, "text/calendar", f"{found.id}.ics")


def calendar_of_one(listing: PublicListing) -> ResponseReturnValue:
    """The next dates of one listing. Raises NotFound when it has none."""
    file = _calendar([listing])
    if not file:
        raise NotFound(f"{listing.id} has no dates")
    return _file(file, "text/calendar", f"{listing.id}.ics")


def _calendar(listings: Sequence[PublicListing]) -> bytes:
    now, site = context().clock.now(), context().config.public_url
    return calendar_of(listings, now, site, context().calendar())


def _file(body: bytes, kind: str, name: str, shown: str = "attachment") -> Response:
    response = make_response(body)
    response.mimetype = kind
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    return response
