"""`/reports/coverage`: what there is in each ward, the lists behind the figures, and the file."""

from flask import Blueprint, Response, render_template, request

from assetmap.domain.people.people import Action
from assetmap.domain.reports.coverage import COUNTS, Coverage
from assetmap.domain.reports.definitions import DEFINITIONS
from assetmap.domain.text import slug
from assetmap.exchange.csv_files import write_table
from assetmap.services.listing_repository import Actor
from assetmap.services.reports.asked import asked_about, notes_about
from assetmap.services.reports.coverage import coverage
from assetmap.storage.store import NotFound
from assetmap.web.framework.access import needs
from assetmap.web.framework.downloads import csv_answer
from assetmap.web.framework.request_context import context, staff
from assetmap.web.presenters.pages import TextPage
from assetmap.web.reports.coverage_choice import CoverageChoice, coverage_choice
from assetmap.web.reports.coverage_page import coverage_page
from assetmap.web.reports.coverage_table import csv_rows, set_words
from assetmap.web.reports.figure_list import figure_list

reports_coverage = Blueprint("reports_coverage", __name__, url_prefix="/reports")

_OF_ALL = ("served", "borough_wide", "elsewhere", "listings")


@reports_coverage.get("/coverage")
@needs(Action.SEE_REPORTS)
def table() -> str:
    """What there is in each area, of everything or of what was chosen."""
    choice = coverage_choice(context(), request.args)
    if not choice.set_id:
        return render_template("reports/no_areas.html", page=TextPage("Coverage"))
    ids = filter(None, (choice.set_id, choice.other_id))
    found = [coverage(context(), each, choice.categories) for each in ids]
    about = context(), Actor(staff()), choice.categories
    page = coverage_page(
        *(context(), staff(), found, choice, asked_about(*about), notes_about(*about))
    )
    return render_template("reports/coverage.html", page=page)


@reports_coverage.get("/coverage.csv")
@needs(Action.SEE_REPORTS)
def as_csv() -> Response:
    """The same table as a file."""
    choice, found = _found()
    first, *rows = csv_rows(found)
    about = slug(choice.subject.key) or "all"
    name = f"coverage-{about}-{choice.set_id}-{context().clock.today()}.csv"
    return csv_answer(write_table(first, rows), name)


@reports_coverage.get("/coverage/list")
@needs(Action.SEE_REPORTS)
def behind() -> str:
    """The listings that one figure counts."""
    choice, found = _found()
    area, figure = request.args.get("area", ""), request.args.get("figure", "")
    ids = _ids(found, area, figure)
    where = next((row.name for row in found.rows if row.code == area), context().borough.name)
    words = f"{found.area_set.name}, {set_words(found.area_set)}."
    means = DEFINITIONS[figure].words if figure in DEFINITIONS else ""
    title = f"{choice.subject.label}: {where}"
    return figure_list(context(), ids, title, (words, means), (choice.url(), "Coverage"))


def _found() -> tuple[CoverageChoice, Coverage]:
    choice = coverage_choice(context(), request.args)
    if not choice.set_id:
        raise NotFound("there is no set of areas")
    return choice, coverage(context(), choice.set_id, choice.categories)


def _ids(found: Coverage, area: str, figure: str) -> tuple[str, ...]:
    """The ids behind a figure of an area, or of the whole. Raises NotFound for what is none."""
    if not area and figure in _OF_ALL:
        parts = ("served", "borough_wide", "elsewhere")
        if figure != "listings":
            return tuple(getattr(found, figure))
        rest = tuple(each for part in parts for each in getattr(found, part))
        return (*found.borough.listings["venue"], *rest)
    rows = {row.code: row for row in (*found.rows, found.borough)}
    if area not in rows or figure not in COUNTS:
        raise NotFound(f"there is no figure {figure!r} of {area!r}")
    return rows[area].listings[figure]
