"""`/work/time-bank/ask` for colleagues, who see no member, and `.../asks` for the broker (TB20)."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action, may
from assetmap.domain.time_bank.broker_request import BrokerRequest, RequestState
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.history import person_name
from assetmap.services.time_bank import broker_requests as kept
from assetmap.services.time_bank.refusals import BadAnswers, NotNow
from assetmap.services.time_bank.wards import ward_titles
from assetmap.storage.store import NotFound
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.choices import (
    DAYS,
    Choices,
    category_choices,
    category_label,
    days_in_words,
    ward_choices,
)
from assetmap.web.time_bank.switch import only_while_on

time_bank_asks = only_while_on(Blueprint("time_bank_asks", __name__, url_prefix="/work/time-bank"))

_LONGEST = 300
_BECAME = {
    RequestState.WAITING: "The broker has not answered yet.",
    RequestState.TAKEN: "The broker has taken it up.",
    RequestState.NOT_POSSIBLE: "Nobody could help this time.",
}


@dataclass(frozen=True)
class AskLine:
    """One thing that was asked: what, where and when, by whom, and what became of it."""

    id: str
    what: str
    about: str
    asked: str
    became: str
    is_waiting: bool
    item_id: str


@dataclass(frozen=True)
class AskPage:
    """`/work/time-bank/ask`: the form, and what somebody asked before and what became of it."""

    title: str
    what: str
    category: str
    ward: str
    chosen_days: tuple[str, ...]
    categories: Choices
    wards: Choices
    lines: tuple[AskLine, ...]
    runs_it: bool
    days: Choices = DAYS
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class AsksPage:
    """`/work/time-bank/asks`: what waits for the broker, and what was answered."""

    title: str
    waiting: tuple[AskLine, ...]
    answered: tuple[AskLine, ...]


@dataclass(frozen=True)
class TakeUpPage:
    """`/work/time-bank/asks/<id>`: what to do with one."""

    title: str
    line: AskLine
    account: str = ""
    problems: tuple[Problem, ...] = ()


@time_bank_asks.get("/ask")
@needs(Action.ASK_BROKER)
def form() -> str:
    """Could somebody...? And what became of what one asked before."""
    return _form(kept.RequestDetails())


@time_bank_asks.post("/ask")
@needs(Action.ASK_BROKER)
def ask() -> ResponseReturnValue:
    """Ask the broker; what tells who it is for is refused."""
    sent = request.form
    details = kept.RequestDetails(
        sent.get("what", "")[:_LONGEST],
        sent.get("category", "")[:_LONGEST],
        sent.get("ward", "")[:_LONGEST],
        tuple(sent.getlist("days")),
    )
    try:
        kept.ask(context(), Actor(staff()), details)
    except BadAnswers as error:
        return _form(details, *error.problems), 422
    flash("The broker has it. What becomes of it stands here.")
    return redirect(url_for("time_bank_asks.form"), 303)


@time_bank_asks.get("/asks")
@needs(Action.RUN_TIME_BANK)
def every() -> str:
    """What colleagues asked, those first that wait."""
    found = kept.requests(context(), Actor(staff()))
    lines = [_line(context(), each, with_name=True) for each in found]
    page = AsksPage(
        "What colleagues ask",
        tuple(each for each in reversed(lines) if each.is_waiting),
        tuple(each for each in lines if not each.is_waiting),
    )
    return render_template("time_bank/asks.html", page=page)


@time_bank_asks.get("/asks/<request_id>")
@needs(Action.RUN_TIME_BANK)
def show(request_id: str) -> str:
    """One thing that was asked, and what can be done with it."""
    return _take_up(request_id)


@time_bank_asks.post("/asks/<request_id>/take-up")
@needs(Action.RUN_TIME_BANK)
def take_up(request_id: str) -> ResponseReturnValue:
    """Take it up: as a want of a member or a group, or arranged without."""
    account = request.form.get("account", "").strip()[:12]
    if not account and request.form.get("how") == "want":
        problem = Problem("account", "Enter the number of the member or group.")
        return _take_up(request_id, problem), 422
    try:
        item = kept.take_up(context(), Actor(staff()), request_id, account)
    except BadAnswers as error:
        told = (Problem("account", each.message) for each in error.problems)
        return _take_up(request_id, *told, account=account), 422
    except NotFound:
        problem = Problem("account", "There is no member or group of this number.")
        return _take_up(request_id, problem, account=account), 422
    except NotNow as error:
        return _take_up(request_id, Problem("account", str(error)), account=account), 409
    flash("Taken up. It is a want now." if item else "Taken up.")
    return redirect(url_for("time_bank_asks.every"), 303)


@time_bank_asks.post("/asks/<request_id>/not-possible")
@needs(Action.RUN_TIME_BANK)
def not_possible(request_id: str) -> ResponseReturnValue:
    """Say that nobody can help."""
    try:
        kept.not_possible(context(), Actor(staff()), request_id)
        flash("Noted. Whoever asked sees that it is not possible.")
    except NotNow as error:
        flash(str(error))
    return redirect(url_for("time_bank_asks.every"), 303)


def _form(details: kept.RequestDetails, *problems: Problem) -> str:
    actor = Actor(staff())
    page = AskPage(
        "Could somebody …?",
        *(details.what, details.category, details.ward, details.days),
        category_choices(context(), "Choose what it is about"),
        ward_choices(context(), "Anywhere"),
        tuple(_line(context(), x, with_name=False) for x in kept.own_requests(context(), actor)),
        may(staff(), Action.RUN_TIME_BANK),
        problems=problems,
    )
    return render_template("time_bank/ask.html", page=page)


def _take_up(request_id: str, *problems: Problem, account: str = "") -> str:
    found = kept.request_of(context(), Actor(staff()), request_id)
    line = _line(context(), found, with_name=True)
    page = TakeUpPage(line.what, line, account, problems)
    return render_template("time_bank/take_up.html", page=page)


def _line(context: Context, found: BrokerRequest, *, with_name: bool) -> AskLine:
    where = ward_titles(context).get(found.ward, "") if found.ward else "Anywhere"
    about = (category_label(context, found.category), where, days_in_words(found.days))
    by = f" by {person_name(context, found.by)}" if with_name else ""
    answered = f" {long_date(found.answered_at.date())}." if found.answered_at else ""
    return AskLine(
        found.id,
        found.what,
        ". ".join(filter(None, about)),
        f"Asked on {long_date(found.at.date())}{by}",
        f"{_BECAME[found.state]}{answered}",
        found.state is RequestState.WAITING,
        found.item_id if with_name else "",
    )
