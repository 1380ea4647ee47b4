"""`/work/time-bank/calls`: members to ring. Each call is one page, one press leads to the next."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.domain.time_bank.items import ItemState
from assetmap.domain.time_bank.member_calls import CallOutcome
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import member_of
from assetmap.services.time_bank.broker_calls import look_at_number, record_member_call
from assetmap.services.time_bank.broker_work import broker_work, reasons_of, to_ring
from assetmap.services.time_bank.refusals import NotNow
from assetmap.storage.tables import TIME_BANK_ITEMS
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.member_call_page import member_call_page, member_calls_page
from assetmap.web.time_bank.switch import only_while_on

member_calls = only_while_on(
    Blueprint("member_calls", __name__, url_prefix="/work/time-bank/calls")
)

_KEPT = {
    CallOutcome.SPOKE: "Kept: you spoke with {}.",
    CallOutcome.NO_ANSWER: "Kept: no answer from {}. Try again on another day.",
    CallOutcome.RENEWED: "Kept: all offers and wants of {} stand again.",
    CallOutcome.PAUSED: "Kept: {} takes a break.",
}


@member_calls.get("")
@needs(Action.RUN_TIME_BANK)
def show_list() -> str:
    """Whom to ring today."""
    page = member_calls_page(broker_work(context(), Actor(staff())), context().clock.today())
    return render_template("time_bank/member_calls.html", page=page)


@member_calls.get("/<number>")
@needs(Action.RUN_TIME_BANK)
def show(number: str) -> str:
    """Everything for one call."""
    return _page(number)


@member_calls.post("/<number>")
@needs(Action.RUN_TIME_BANK)
def made(number: str) -> ResponseReturnValue:
    """Keep what came of a call, and go to the next one."""
    onward = _after(number)
    try:
        outcome = CallOutcome(request.form.get("outcome", ""))
        member = record_member_call(context(), Actor(staff()), number, outcome)
    except ValueError:
        problem = Problem("", "Press the button that says what came of the call.")
        return _page(number, problems=(problem,)), 400
    except NotNow as error:
        return _page(number, problems=(Problem("", str(error)),)), 409
    flash(_KEPT[outcome].format(member.title), "info")
    return redirect(onward, 303)


@member_calls.post("/<number>/phone")
@needs(Action.RUN_TIME_BANK)
def phone(number: str) -> str:
    """The same page with the number, this once; that somebody looked is written down."""
    member = look_at_number(context(), Actor(staff()), number)
    return _page(number, shown=member.phone)


@member_calls.get("/<number>/next")
@needs(Action.RUN_TIME_BANK)
def after(number: str) -> ResponseReturnValue:
    """On to the call that follows this one."""
    return redirect(_after(number), 303)


def _after(number: str) -> str:
    """The address of the call that follows one, or of the list when nothing is left."""
    numbers = [each.member.id for each in to_ring(context(), Actor(staff()))]
    following = numbers[numbers.index(number) + 1 :] if number in numbers else numbers
    if not following:
        return url_for("member_calls.show_list")
    return url_for("member_calls.show", number=following[0])


def _page(number: str, *, shown: str = "", problems: tuple[Problem, ...] = ()) -> str:
    actor = Actor(staff())
    member = member_of(context(), actor, number)
    items = context().store.find(TIME_BANK_ITEMS, account=number, state=ItemState.OPEN)
    page = member_call_page(
        *(member, reasons_of(context(), actor, member), tuple(items)),
        *(to_ring(context(), actor), context().borough, context().clock.today()),
        phone=shown,
        problems=problems,
    )
    return render_template("time_bank/member_call.html", page=page)
