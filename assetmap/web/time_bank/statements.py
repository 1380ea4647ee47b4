"""`/work/time-bank/statements`: the statement of a member or a group, on screen and on paper."""

from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.domain.text import clean
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.quarters import last_quarter, quarter_of
from assetmap.domain.validation import Problem
from assetmap.pdf.document import can_make_pdf
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import groups, is_account, members
from assetmap.services.time_bank.statements import printed_statement
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.paper_files import add_paper_errors, paper_file
from assetmap.web.time_bank.period import Period, address, read_period
from assetmap.web.time_bank.statement_paper import StatementPaper, statement_paper
from assetmap.web.time_bank.switch import only_while_on

statements = only_while_on(
    Blueprint("statements", __name__, url_prefix="/work/time-bank/statements")
)
add_paper_errors(statements)

LARGE = "large"
_LONGEST = 12  # characters of a number that are looked at


@dataclass(frozen=True)
class AccountLine:
    """An account of the list: number, name, balance, and its statement's address."""

    number: str
    name: str
    balance: str
    url: str


@dataclass(frozen=True)
class StatementsPage:
    """`/work/time-bank/statements`: every account, and a box for a number."""

    title: str
    members: tuple[AccountLine, ...]
    groups: tuple[AccountLine, ...]
    typed: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class StatementPage:
    """`/work/time-bank/statements/<number>`: one statement, and the ways to print it."""

    title: str
    paper: StatementPaper
    period: Period
    periods: tuple[tuple[str, str], ...]  # words and address of quarters
    pdfs: tuple[tuple[str, str], ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the days."""
        return self.period.problems


@statements.get("")
@needs(Action.RUN_TIME_BANK)
def every() -> ResponseReturnValue:
    """Every account; what is typed as a number leads to its statement."""
    typed = clean(request.args.get("number", ""))[:_LONGEST]
    if typed and is_account(context(), typed):
        return redirect(url_for("statements.show", number=typed))
    problems = (Problem("number", "There is no member or group of that number."),) if typed else ()
    balances = context().store.ledger.balances()

    def line(number: str, name: str) -> AccountLine:
        url = url_for("statements.show", number=number)
        return AccountLine(number, name, in_words(balances.get(number, 0)), url)

    actor = Actor(staff())
    page = StatementsPage(
        "Statements",
        tuple(line(each.id, each.title) for each in members(context(), actor)),
        tuple(line(each.id, each.name) for each in groups(context(), actor)),
        typed,
        problems,
    )
    body = render_template("time_bank/statements.html", page=page)
    return (body, 404) if problems else body


@statements.get("/<number>")
@needs(Action.RUN_TIME_BANK)
def show(number: str) -> str:
    """One statement on screen."""
    period = _period()
    found = printed_statement(context(), Actor(staff()), number, period.first, period.last)
    paper = statement_paper(context(), found)
    pdfs = _pdfs(number, period) if can_make_pdf() else ()
    page = StatementPage(f"Statement of {found.title}", paper, period, _periods(number), pdfs)
    return render_template("time_bank/statement.html", page=page)


@statements.get("/<number>.pdf")
@needs(Action.RUN_TIME_BANK)
def printed(number: str) -> Response:
    """One statement as a PDF: A4, or in large print."""
    period = _period()
    found = printed_statement(context(), Actor(staff()), number, period.first, period.last)
    paper = statement_paper(context(), found, is_large=request.args.get("size") == LARGE)
    return paper_file(
        "time_bank/statements_paper.html",
        ["statement.css"],
        f"statement-{number}-{period.last.isoformat()}.pdf",
        title=f"Statement {number}",
        papers=(paper,),
    )


def _period() -> Period:
    """The days that are asked for; usually the year until today."""
    today = context().clock.today()
    year_ago = today.replace(year=today.year - 1, day=1)
    return read_period(request.args, year_ago, today)


def _pdfs(number: str, period: Period) -> tuple[tuple[str, str], ...]:
    sizes = (("PDF, A4", ""), ("PDF, large print", LARGE))
    return tuple(
        (words, address("statements.printed", period, number=number, size=size))
        for words, size in sizes
    )


def _periods(number: str) -> tuple[tuple[str, str], ...]:
    today = context().clock.today()
    first = min(
        (x.done_on for x in context().store.ledger.transfers(account=number)), default=today
    )
    wanted = (
        ("This quarter", (quarter_of(today)[0], today)),
        ("Last quarter", last_quarter(today)),
        ("From the beginning", (first, today)),
    )
    return tuple(
        (words, address("statements.show", Period(*days), number=number)) for words, days in wanted
    )
