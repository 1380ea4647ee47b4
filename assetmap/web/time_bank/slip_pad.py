"""`/work/time-bank/slips/pad`: numbered slips to print, and the pads that were printed before."""

from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.domain.text import clean
from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.slips import PAD_MOST, BadPad, SlipPad
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.history import person_name
from assetmap.services.time_bank.slip_facts import slip_categories
from assetmap.services.time_bank.slip_pads import make_slip_pad, slip_pad, slip_pads
from assetmap.web.formatting import long_date
from assetmap.web.forms.values import read_number
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.paper_files import add_paper_errors, paper_file
from assetmap.web.time_bank.switch import only_while_on

pads = only_while_on(Blueprint("slip_pads", __name__, url_prefix="/work/time-bank/slips/pad"))
add_paper_errors(pads)

USUAL = 20
_PER_SHEET = 2


@dataclass(frozen=True)
class PadLine:
    """A pad: its numbers, how many, when and by whom, and where it is printed again."""

    words: str
    count: int
    on: str
    by: str
    url: str


@dataclass(frozen=True)
class PadsPage:
    """`/work/time-bank/slips/pad`: the pads there are, and a form for the next."""

    title: str
    lines: tuple[PadLine, ...]
    count: str
    most: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class PadPaper:
    """What is printed: sheets of A4 with two slips each, the last perhaps with one."""

    title: str
    bank: str
    phone: str
    sheets: tuple[tuple[int, ...], ...]
    categories: tuple[tuple[int, str], ...]
    places: tuple[str, ...]


@pads.get("")
@needs(Action.RUN_TIME_BANK)
def every() -> str:
    """The pads, and how many slips to print next."""
    return _shown(str(USUAL))


@pads.post("")
@needs(Action.RUN_TIME_BANK)
def make() -> ResponseReturnValue:
    """Give so many slips the next numbers; then they can be printed, again and again."""
    typed = clean(request.form.get("count", ""))[:6]
    try:
        made = make_slip_pad(context(), Actor(staff()), read_number(request.form, "count"))
    except BadPad as error:
        return _shown(typed, Problem("count", str(error))), 422
    return redirect(url_for("slip_pads.printed", pad_id=made.id), 303)


@pads.get("/<pad_id>.pdf")
@needs(Action.RUN_TIME_BANK)
def printed(pad_id: str) -> Response:
    """The slips of a pad, with the same numbers each time."""
    found = slip_pad(context(), Actor(staff()), pad_id)
    name = f"slips-{found.first}-{found.last}.pdf"
    return paper_file("time_bank/slip_pad_paper.html", ["slips.css"], name, page=pad_paper(found))


def pad_paper(pad: SlipPad) -> PadPaper:
    """A pad as it is printed."""
    borough, numbers = context().borough, tuple(pad.numbers)
    starts = range(0, len(numbers), _PER_SHEET)
    labels = enumerate((label for _, label in slip_categories(context())), start=1)
    return PadPaper(
        f"Slips {pad.first} to {pad.last}",
        borough.time_bank_name,
        borough.time_bank.phone or borough.help.phone,
        tuple(numbers[start : start + _PER_SHEET] for start in starts),
        tuple(labels),
        tuple(each.label for each in PlaceKind),
    )


def _shown(count: str, *problems: Problem) -> str:
    lines = tuple(_line(each) for each in slip_pads(context(), Actor(staff())))
    page = PadsPage("Print slips", lines, count, PAD_MOST, problems)
    return render_template("time_bank/slip_pads.html", page=page)


def _line(pad: SlipPad) -> PadLine:
    return PadLine(
        f"{pad.first} to {pad.last}",
        len(pad.numbers),
        long_date(pad.on),
        person_name(context(), pad.by),
        url_for("slip_pads.printed", pad_id=pad.id),
    )
