"""A member leaves, is given their whole file, or is erased (TB16)."""

import json
from dataclasses import dataclass, replace

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.ledger import POT
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import member_of
from assetmap.services.time_bank.leaving import Leaving, erase, leave, waiting_for_a_word
from assetmap.services.time_bank.member_file import export_member
from assetmap.services.time_bank.refusals import BadAnswers, NotNow
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.switch import only_while_on

time_bank_leaving = only_while_on(
    Blueprint("time_bank_leaving", __name__, url_prefix="/work/time-bank/members")
)

_LONGEST = 12  # characters of a number


@dataclass(frozen=True)
class LeavingPage:
    """What becomes of the hours and of the name of who leaves."""

    title: str
    number: str
    name: str
    balance: str
    has_hours: bool
    owes: bool
    waiting: int
    months: int
    hours: str = ""
    to: str = ""
    name_goes: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class MemberDataPage:
    """What is held about one member: to be given to them, or erased."""

    title: str
    number: str
    name: str
    is_erased: bool
    problems: tuple[Problem, ...] = ()


@time_bank_leaving.get("/<number>/leave")
@needs(Action.RUN_TIME_BANK)
def ask(number: str) -> str:
    """Ask what becomes of the hours and of the name."""
    return _page(_leaving_page(number))


@time_bank_leaving.post("/<number>/leave")
@needs(Action.RUN_TIME_BANK)
def go(number: str) -> ResponseReturnValue:
    """Have a member leave; their number and the ledger stay."""
    form = request.form
    hours, to = form.get("hours", ""), form.get("to", "").strip()[:_LONGEST]
    page = replace(_leaving_page(number), hours=hours, to=to, name_goes=form.get("name_goes", ""))
    if page.name_goes not in ("now", "later"):
        return _page(page, Problem("name_goes", "Say when their name is erased.")), 422
    if page.has_hours and hours not in ("pot", "member", "close"):
        return _page(page, Problem("hours", "Say what becomes of their hours.")), 422
    if page.has_hours and hours == "member" and not to:
        return _page(page, Problem("to", "Enter the number of who gets the hours.")), 422
    gift = {"pot": POT, "member": to}.get(hours, "")
    try:
        member = leave(context(), Actor(staff()), number, Leaving(gift, page.name_goes == "now"))
    except BadAnswers as error:
        return _page(page, *error.problems), 422
    except NotNow as error:
        return _page(page, Problem("", str(error))), 409
    flash(f"{member.title} has left.")
    return redirect(url_for("time_bank_members.show", number=number), 303)


@time_bank_leaving.get("/<number>/data")
@needs(Action.RUN_TIME_BANK)
def data(number: str) -> str:
    """Give a member their whole file, or erase them."""
    return _data(_data_page(number))


@time_bank_leaving.post("/<number>/data/export")
@needs(Action.RUN_TIME_BANK)
def export(number: str) -> Response:
    """The whole file of one member as JSON, to be given to them."""
    held = export_member(context(), Actor(staff()), number)
    response: Response = make_response(json.dumps(held, ensure_ascii=False, indent=2))
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = f'attachment; filename="member-{number}.json"'
    return response


@time_bank_leaving.post("/<number>/data/erase")
@needs(Action.RUN_TIME_BANK)
def erase_member(number: str) -> ResponseReturnValue:
    """Erase one member for good, once somebody has said that they mean it."""
    page = _data_page(number)
    if request.form.get("sure") != "yes":
        return _data(page, Problem("sure", "Tick the box if you mean to erase it.")), 422
    try:
        is_scrubbed = erase(context(), Actor(staff()), number)
    except NotNow as error:
        return _data(page, Problem("", str(error))), 409
    flash(f"Erased. The number {number} and its hours stay.")
    if not is_scrubbed:
        flash("The file was in use, so it may still hold some of it. Erase once more in a moment.")
    return redirect(url_for("time_bank_members.show", number=number), 303)


def _leaving_page(number: str) -> LeavingPage:
    member = member_of(context(), Actor(staff()), number)
    balance = context().store.ledger.balance(number)
    return LeavingPage(
        f"{member.title} leaves",
        number,
        member.title,
        in_words(balance),
        balance > 0,
        balance < 0,
        waiting_for_a_word(context(), number),
        context().borough.time_bank.left_months,
    )


def _data_page(number: str) -> MemberDataPage:
    member = member_of(context(), Actor(staff()), number)
    return MemberDataPage("What we hold about them", number, member.title, not member.name)


def _page(page: LeavingPage, *problems: Problem) -> str:
    return render_template("time_bank/leave.html", page=replace(page, problems=problems))


def _data(page: MemberDataPage, *problems: Problem) -> str:
    return render_template("time_bank/member_data.html", page=replace(page, problems=problems))
