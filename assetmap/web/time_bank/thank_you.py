"""`/work/time-bank/thanks`: who gave most and agreed to be thanked, with letters and labels."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.domain.time_bank.address_lines import address_lines
from assetmap.domain.time_bank.givers import MOST_THANKED, GivenBy
from assetmap.domain.time_bank.hours import in_long_words, in_words
from assetmap.domain.validation import Problem
from assetmap.exchange.csv_files import write_table
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.thanks import Thanked, ThankYouList, note_thanks, thank_you_list
from assetmap.web.formatting import counted, long_date
from assetmap.web.forms.values import read_number
from assetmap.web.framework.access import needs
from assetmap.web.framework.downloads import file_answer
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.labels import SHEETS, Address, labels_file
from assetmap.web.time_bank.paper_files import add_paper_errors, paper_file
from assetmap.web.time_bank.period import Period, read_period
from assetmap.web.time_bank.switch import only_while_on

thanks = only_while_on(Blueprint("thanks", __name__, url_prefix="/work/time-bank/thanks"))
add_paper_errors(thanks)

USUAL = 20


@dataclass(frozen=True)
class ThankYouLine:
    """Somebody on the list: number, name, hours and how often."""

    number: str
    name: str
    hours: str
    times: str


@dataclass(frozen=True)
class ThankYouPage:
    """`/work/time-bank/thanks`: the list, what it is of, and the ways to take it away."""

    title: str
    period: Period
    by: str
    measures: tuple[tuple[str, str], ...]
    most: int
    lines: tuple[ThankYouLine, ...]
    not_asked: int
    sheets: tuple[tuple[str, str], ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the days."""
        return self.period.problems


@dataclass(frozen=True)
class ThankYouLetter:
    """A letter: to whom, and for how many hours in how many exchanges."""

    name: str
    address: Address
    hours: str
    times: str


@dataclass(frozen=True)
class LettersPaper:
    """All letters, and what they have in common."""

    title: str
    bank: str
    phone: str
    days: str
    made_on: str
    letters: tuple[ThankYouLetter, ...]


@thanks.get("")
@needs(Action.RUN_TIME_BANK)
def look() -> str:
    """The list."""
    period, found = _asked(request.args)
    page = ThankYouPage(
        "Thank those who gave most",
        period,
        str(found.by),
        tuple((str(each), each.label) for each in GivenBy),
        _most(request.args),
        tuple(_line(each) for each in found.people),
        found.not_asked,
        tuple((each.slug, each.words) for each in SHEETS),
    )
    return render_template("time_bank/thanks.html", page=page)


@thanks.post("/letters")
@needs(Action.RUN_TIME_BANK)
def letters() -> ResponseReturnValue:
    """A letter to each, as one PDF."""
    period, found = _asked(request.form)
    if not found.people:
        return _nobody()
    note_thanks(context(), Actor(staff()), found, "letters")
    borough = context().borough
    page = LettersPaper(
        "Thank-you letters",
        borough.time_bank_name,
        borough.time_bank.phone or borough.help.phone,
        period.words.replace(" to ", " and "),
        long_date(context().clock.today()),
        tuple(_letter(each) for each in found.people),
    )
    name = f"thank-you-letters-{period.last.isoformat()}.pdf"
    return paper_file("time_bank/letters_paper.html", ["letter.css"], name, "attachment", page=page)


@thanks.post("/labels")
@needs(Action.RUN_TIME_BANK)
def labels() -> ResponseReturnValue:
    """Their addresses, as sticky labels."""
    period, found = _asked(request.form)
    addresses = [*filter(None, (address_lines(each.member) for each in found.people))]
    if not addresses:
        return _nobody()
    note_thanks(context(), Actor(staff()), found, "labels")
    name = f"thank-you-labels-{period.last.isoformat()}.pdf"
    return labels_file("Thank-you labels", addresses, request.form, name)


@thanks.post("/file")
@needs(Action.RUN_TIME_BANK)
def as_csv() -> Response:
    """The list for a spreadsheet."""
    period, found = _asked(request.form)
    note_thanks(context(), Actor(staff()), found, "a file")
    heads = ("number", "name", "address", "postcode", "email", "minutes", "times")
    rows = [
        (
            *(each.member.id, each.member.name, each.member.address, each.member.postcode),
            *(each.member.email, str(each.given.minutes), str(each.given.times)),
        )
        for each in found.people
    ]
    name = f"thank-you-{period.last.isoformat()}.csv"
    return file_answer("".join(write_table(heads, rows)), "text/csv", name)


def _asked(values: Mapping[str, str]) -> tuple[Period, ThankYouList]:
    """The days that are asked for, usually the year so far and the one before, and the list."""
    today = context().clock.today()
    period = read_period(values, today.replace(year=today.year - 1, month=1, day=1), today)
    by = GivenBy.EXCHANGES if values.get("by") == GivenBy.EXCHANGES else GivenBy.HOURS
    actor, most = Actor(staff()), _most(values)
    return period, thank_you_list(context(), actor, period.first, period.last, by, most)


def _most(values: Mapping[str, str]) -> int:
    return min(max(read_number(values, "most", USUAL), 1), MOST_THANKED)


def _line(each: Thanked) -> ThankYouLine:
    times = counted(each.given.times, "time")
    return ThankYouLine(each.member.id, each.member.name, in_words(each.given.minutes), times)


def _letter(each: Thanked) -> ThankYouLetter:
    hours, times = in_long_words(each.given.minutes), each.given.times
    often = "once" if times == 1 else "twice" if times == 2 else f"{times} times"
    return ThankYouLetter(each.member.name, address_lines(each.member), hours, often)


def _nobody() -> ResponseReturnValue:
    flash("There is nobody on the list to write to.")
    return redirect(url_for("thanks.look"), 303)
