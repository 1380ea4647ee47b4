"""`/work/time-bank/exchanges`: arranging an exchange, agreeing it, and hearing the word of both."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.hours import minutes_in
from assetmap.domain.time_bank.items import TimeBankItem
from assetmap.domain.time_bank.ledger import AlreadyPosted, BadTransfer
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank import arranging
from assetmap.services.time_bank.accounts import account_titles
from assetmap.services.time_bank.arranging import NotArranged, Plan, arrange
from assetmap.services.time_bank.confirming import confirm_by_phone, record_by_phone
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_ITEMS
from assetmap.web.forms.values import BadDate, read_boxes, typed_boxes
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.exchange_form import (
    TypedExchange,
    read_plan,
    read_step,
    typed_exchange,
    typed_from_items,
)
from assetmap.web.time_bank.exchanges_page import (
    exchange_page,
    exchanges_page,
    new_exchange_page,
)
from assetmap.web.time_bank.switch import only_while_on

exchanges = only_while_on(
    Blueprint("time_bank_exchanges", __name__, url_prefix="/work/time-bank/exchanges")
)

_IN_LEDGER = "It is in the ledger. Both balances have moved."


@exchanges.get("")
@needs(Action.RUN_TIME_BANK)
def every() -> str:
    """Exchanges: those that wait for a word, those agreed, and the others."""
    state = request.args.get("state", "")
    wanted = ExchangeState(state) if state in set(ExchangeState) else ExchangeState.DONE
    page = exchanges_page(context(), _actor(), wanted)
    return render_template("time_bank/exchanges.html", page=page)


@exchanges.get("/new")
@needs(Action.RUN_TIME_BANK)
def new_form() -> str:
    """The form for an exchange; a match fills in who, what and where."""
    titles = account_titles(context())
    want, offer = (_item(request.args.get(name, "")) for name in ("want", "offer"))
    typed = typed_from_items(titles, want, offer)
    return render_template("time_bank/exchange_new.html", page=new_exchange_page(context(), typed))


@exchanges.post("/new")
@needs(Action.RUN_TIME_BANK)
def new() -> ResponseReturnValue:
    """Keep an exchange as proposed, agreed or done, or post it when both said yes by phone."""
    typed = typed_exchange(request.form)
    plan, problems = read_plan(context(), typed)
    step = read_step(typed)
    if step is None and not typed.by_phone:
        problems += (Problem("far", "Choose how far it is."),)
    if plan is None or problems:
        return _form_again(typed, problems)
    try:
        return _entered(plan, step, by_phone=typed.by_phone)
    except NotArranged as error:
        return _form_again(typed, tuple(Problem("", each) for each in error.reasons))
    except BadTransfer as error:
        return _form_again(typed, (Problem("", str(error)),))


@exchanges.get("/<exchange_id>")
@needs(Action.RUN_TIME_BANK)
def one(exchange_id: str) -> str:
    """One exchange: how far it is, who has said yes, and what can be done."""
    page = exchange_page(context(), _actor(), exchange_id)
    return render_template("time_bank/exchange.html", page=page)


@exchanges.post("/<exchange_id>/agree")
@needs(Action.RUN_TIME_BANK)
def agree(exchange_id: str) -> ResponseReturnValue:
    """Both will do it, and see from now on how to reach each other."""
    said = "They are told how to reach each other. Read it out to those without email."
    return _do(exchange_id, lambda: arranging.agree(context(), _actor(), exchange_id), said)


@exchanges.post("/<exchange_id>/done")
@needs(Action.RUN_TIME_BANK)
def done(exchange_id: str) -> ResponseReturnValue:
    """It was done, on a day and for so long."""

    def mark() -> object:
        minutes = minutes_in(request.form.get("minutes", ""))
        try:
            on = read_boxes(typed_boxes(request.form, "on"))
        except BadDate as error:
            raise BadTransfer(str(error)) from error
        if on is None:
            raise BadTransfer("Enter the day.")
        return arranging.mark_done(context(), _actor(), exchange_id, minutes, on)

    return _do(exchange_id, mark, "It waits for the word of both.")


@exchanges.post("/<exchange_id>/by-phone")
@needs(Action.RUN_TIME_BANK)
def by_phone(exchange_id: str) -> ResponseReturnValue:
    """Confirmed by phone with both: it goes into the ledger."""
    return _do(exchange_id, lambda: confirm_by_phone(context(), _actor(), exchange_id), _IN_LEDGER)


@exchanges.post("/<exchange_id>/call-off")
@needs(Action.RUN_TIME_BANK)
def call_off(exchange_id: str) -> ResponseReturnValue:
    """It will not be, or was not."""
    return _do(
        exchange_id,
        lambda: arranging.call_off(context(), _actor(), exchange_id),
        "It is called off. They no longer see how to reach each other.",
    )


def _entered(plan: Plan, step: ExchangeState | None, *, by_phone: bool) -> ResponseReturnValue:
    once = request.form.get("once", "")
    if by_phone:
        try:
            posted = record_by_phone(context(), _actor(), plan, once=once).id
        except AlreadyPosted:
            posted = once
        flash(_IN_LEDGER)
        return redirect(url_for(".one", exchange_id=posted), 303)
    made = arrange(context(), _actor(), plan, step or ExchangeState.PROPOSED, once=once)
    flash(f"Kept. {made.state.label}.")
    return redirect(url_for(".one", exchange_id=made.id), 303)


def _do(exchange_id: str, act: Callable[[], object], said: str) -> ResponseReturnValue:
    try:
        act()
    except AlreadyPosted as error:
        flash(str(error))
    except BadTransfer as error:
        page = exchange_page(context(), _actor(), exchange_id, (Problem("", str(error)),))
        return render_template("time_bank/exchange.html", page=page), 400
    else:
        flash(said)
    return redirect(url_for(".one", exchange_id=exchange_id), 303)


def _form_again(typed: TypedExchange, problems: tuple[Problem, ...]) -> tuple[str, int]:
    page = new_exchange_page(context(), typed, problems, request.form.get("once", "")[:40])
    return render_template("time_bank/exchange_new.html", page=page), 400


def _item(item_id: str) -> TimeBankItem | None:
    try:
        return context().store.get(TIME_BANK_ITEMS, item_id) if item_id else None
    except NotFound:
        return None


def _actor() -> Actor:
    return Actor(staff())
