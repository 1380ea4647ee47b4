"""`/work/time-bank/statements/run`: the statements of a quarter for every member."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.domain.time_bank.address_lines import address_lines
from assetmap.domain.time_bank.members import Member
from assetmap.domain.time_bank.quarters import last_quarter
from assetmap.domain.validation import Problem
from assetmap.exchange.csv_files import write_table
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.statement_run import (
    StatementRun,
    email_run,
    note_labels,
    print_run,
    statement_run,
)
from assetmap.web.formatting import and_words, counted
from assetmap.web.forms.values import read_number
from assetmap.web.framework.access import needs
from assetmap.web.framework.downloads import file_answer
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.labels import SHEETS, labels_file
from assetmap.web.time_bank.paper_files import add_paper_errors, paper_file
from assetmap.web.time_bank.period import Period, address, read_period
from assetmap.web.time_bank.statement_paper import statement_paper
from assetmap.web.time_bank.switch import only_while_on

run = only_while_on(
    Blueprint("statement_run", __name__, url_prefix="/work/time-bank/statements/run")
)
add_paper_errors(run)


@dataclass(frozen=True)
class RunPage:
    """`/work/time-bank/statements/run`: how many get what, before anything is made."""

    title: str
    period: Period
    on_paper: int
    parts: tuple[tuple[str, str], ...]  # number and words of each PDF
    large_print: int
    with_address: int
    without_address: tuple[str, ...]
    by_email: int
    to_write: int
    failed: tuple[str, ...]
    sheets: tuple[tuple[str, str], ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the days."""
        return self.period.problems


@run.get("")
@needs(Action.RUN_TIME_BANK)
def look() -> str:
    """How many statements there will be, on paper and by e-mail."""
    period, found = _asked(request.args)
    page = RunPage(
        "Statements for everybody",
        period,
        len(found.on_paper),
        _parts(found),
        len(found.large_print),
        len(found.on_paper) - len(found.without_address),
        tuple(f"{each.id} {each.title}" for each in found.without_address),
        len(found.by_email),
        len(found.to_write),
        tuple(f"{each.id} {each.title}" for each in found.failed),
        tuple((each.slug, each.words) for each in SHEETS),
    )
    return render_template("time_bank/statement_run.html", page=page)


@run.post("/paper")
@needs(Action.RUN_TIME_BANK)
def statement_pdf() -> ResponseReturnValue:
    """The statements that go on paper, as one PDF; of very many a part."""
    period, found = _asked(request.form)
    part = read_number(request.form, "part")
    if not 0 <= part < len(found.parts):
        return _nobody(period)
    made = print_run(context(), Actor(staff()), found, part)
    papers = [statement_paper(context(), each, is_large=each.is_large) for each in made]
    return paper_file(
        "time_bank/statements_paper.html",
        ["statement.css"],
        f"statements-{period.last.isoformat()}{f'-{part + 1}' if part else ''}.pdf",
        "attachment",
        title=f"Statements, {period.words}",
        papers=papers,
    )


@run.post("/labels")
@needs(Action.RUN_TIME_BANK)
def labels() -> ResponseReturnValue:
    """The addresses of those on paper, as sticky labels."""
    period, found = _asked(request.form)
    addresses = [*filter(None, map(address_lines, found.on_paper))]
    if not addresses:
        return _nobody(period)
    note_labels(context(), Actor(staff()), found, "labels")
    name = f"labels-{period.last.isoformat()}.pdf"
    return labels_file(f"Labels, {period.words}", addresses, request.form, name)


@run.post("/addresses")
@needs(Action.RUN_TIME_BANK)
def address_file() -> Response:
    """The same for a spreadsheet, with how each is told of things."""
    period, found = _asked(request.form)
    note_labels(context(), Actor(staff()), found, "a file")
    rows = (
        (each.id, each.name, each.address, each.postcode, each.contact_by.label, _size(each))
        for each in found.on_paper
    )
    heads = ("number", "name", "address", "postcode", "told", "print")
    name = f"statement-addresses-{period.last.isoformat()}.csv"
    return file_answer("".join(write_table(heads, rows)), "text/csv", name)


@run.post("/emails")
@needs(Action.RUN_TIME_BANK)
def emails() -> ResponseReturnValue:
    """Write to those who want e-mail, each once."""
    period, found = _asked(request.form)
    written, unfit = email_run(context(), Actor(staff()), found)
    words = f"We are sending {counted(written, 'email')}." if written else "No email was sent."
    if unfit:
        numbers = and_words(tuple(each.number_title for each in unfit))
        words += f" Nobody can be written to at the address of {numbers}: print theirs."
    flash(words)
    return _back(period)


def _asked(values: Mapping[str, str]) -> tuple[Period, StatementRun]:
    """The days that are asked for, usually those of the last quarter, and who gets a statement."""
    period = read_period(values, *last_quarter(context().clock.today()))
    return period, statement_run(context(), Actor(staff()), period.first, period.last)


def _parts(found: StatementRun) -> tuple[tuple[str, str], ...]:
    if len(found.parts) == 1:
        return (("0", "Print the statements (PDF)"),)
    return tuple(
        (str(number), f"Print {part[0].id} to {part[-1].id} (PDF)")
        for number, part in enumerate(found.parts)
    )


def _size(member: Member) -> str:
    return "large" if member.large_print else "A4"


def _nobody(period: Period) -> ResponseReturnValue:
    flash("There is nobody to print for.")
    return _back(period)


def _back(period: Period) -> ResponseReturnValue:
    return redirect(address("statement_run.look", period), 303)
