"""A sheet's files to take away: its PDF, and the calendar of its next dates."""

from collections.abc import Sequence

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.handouts.sheet import Sheet
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.exchange.calendar import calendar_file
from assetmap.paths import STATIC
from assetmap.pdf.document import NoPdf, make_pdf
from assetmap.services.handouts.sheets import items_on
from assetmap.services.search.feeds import dates_to_take
from assetmap.web.framework.downloads import file_answer
from assetmap.web.framework.request_context import context
from assetmap.web.framework.use_counting import count_use
from assetmap.web.handouts.sheet_page import SheetPage

_PDF_SHEETS = (STATIC / "css/handouts/sheet-paper.css", STATIC / "css/handouts/sheet-pdf.css")


def sheet_pdf(found: Sheet, page: SheetPage) -> ResponseReturnValue:
    """The sheet as a PDF; without the library for it, its page, which the browser can print."""
    try:
        html = render_template("handouts/sheet_paper.html", page=page)
        pdf = make_pdf(html, _PDF_SHEETS, context().config.public_url)
    except NoPdf:
        return redirect(url_for("sheet.kept_sheet", name=found.id, format=page.format))
    return count_use(
        file_answer(pdf, "application/pdf", f"{found.id}.pdf", "inline"), f"sheet:{page.format}"
    )


def sheet_calendar(found: Sheet) -> ResponseReturnValue:
    """The next dates of all that is on it; without any, its page."""
    listings = [item.hit.listing for item in items_on(context(), found) if item.hit]
    events = dates_to_take(context(), listings)
    if not events:
        return redirect(url_for("sheet.kept_sheet", name=found.id))
    file = calendar_file(f"Your list from {context().borough.title}", events)
    return file_answer(file, "text/calendar", f"{found.id}.ics")


def has_dates(listings: Sequence[PublicListing]) -> bool:
    """Whether there would be anything of some listings in a sheet's calendar file."""
    return any(dates_to_take(context(), listings))
