"""`/work/time-bank/pot`: the community pot, grants from it, and gifts that a broker was told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action, may
from assetmap.domain.time_bank.hours import in_words, minutes_in
from assetmap.domain.time_bank.ledger import (
    POT,
    AlreadyPosted,
    BadTransfer,
    GrantReason,
    Transfer,
    TransferKind,
)
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.services.time_bank.giving_hours import Gift, give_as_broker, grant, pot_of
from assetmap.services.time_bank.ledger_entries import EntryFilter
from assetmap.services.time_bank.parties import find_account, suggestions
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.ledger_page import ledger_url
from assetmap.web.time_bank.switch import only_while_on

pot = only_while_on(Blueprint("time_bank_pot", __name__, url_prefix="/work/time-bank"))

_NEWEST = 50  # of the pot's own entries on its page
_GIFT_BOXES, _GRANT_BOXES = ("giver", "to", "minutes"), ("account", "hours", "reason")


@dataclass(frozen=True)
class PotPage:
    """`/work/time-bank/pot`: what came in, what went out, what is left; and the form of a grant.

    A line of a grant says what it was for, and never to whom (TB7).
    """

    title: str
    figures: tuple[tuple[str, str, str], ...]  # words, hours, and the list behind them
    is_below: bool
    lines: tuple[tuple[str, str, str, str], ...]  # day, what, hours, and the entry
    accounts: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    may_overdraw: bool
    once: str
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class GiftPage:
    """`/work/time-bank/gifts/new`: hours that a member gives away."""

    title: str
    accounts: tuple[str, ...]
    once: str
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@pot.get("/pot")
@needs(Action.RUN_TIME_BANK)
def show() -> str:
    """The community pot: what came in, what went out, what is left."""
    return render_template("time_bank/pot.html", page=pot_page(context(), Actor(staff())))


@pot.post("/pot/grants")
@needs(Action.RUN_TIME_BANK)
def give_grant() -> ResponseReturnValue:
    """Grant hours from the pot, for one of the reasons."""
    typed = _typed(_GRANT_BOXES)
    problems: list[Problem] = []
    to = _account(typed["account"], "account", problems)
    minutes = _minutes(typed["hours"], "hours", problems)
    if typed["reason"] not in set(GrantReason):
        problems.append(Problem("reason", "Choose what it is for."))
    if not problems:
        overdraws = request.form.get("overdraw") == "yes" and may(staff(), Action.SET_UP)
        reason, actor = GrantReason(typed["reason"]), Actor(staff())
        try:
            once = _once()
            grant(context(), actor, to, minutes, reason, once=once, may_overdraw=overdraws)
            flash("It is granted, and in the ledger.")
        except AlreadyPosted as error:
            flash(str(error))
        except BadTransfer as error:
            problems.append(Problem("hours", str(error)))
    if problems:
        page = pot_page(context(), Actor(staff()), typed, tuple(problems))
        return render_template("time_bank/pot.html", page=page), 400
    return redirect(url_for(".show"), 303)


@pot.get("/gifts/new")
@needs(Action.RUN_TIME_BANK)
def gift_form() -> str:
    """The form for a gift that a member told a broker of."""
    return render_template("time_bank/gift_new.html", page=gift_page(context()))


@pot.post("/gifts/new")
@needs(Action.RUN_TIME_BANK)
def give() -> ResponseReturnValue:
    """Post a gift to the pot, a member or a group."""
    typed = _typed(_GIFT_BOXES)
    problems: list[Problem] = []
    giver = _account(typed["giver"], "giver", problems)
    to = POT if _is_pot(typed["to"]) else _account(typed["to"], "to", problems)
    minutes = _minutes(typed["minutes"], "minutes", problems)
    if not problems:
        gift = Gift(giver, to, minutes, is_named=request.form.get("named") == "yes")
        try:
            posted = give_as_broker(context(), Actor(staff()), gift, once=_once())
        except AlreadyPosted as error:
            flash(str(error))
            return redirect(url_for("time_bank_ledger.every"), 303)
        except BadTransfer as error:
            problems.append(Problem("minutes", str(error)))
        else:
            flash("It is given, and in the ledger.")
            return redirect(url_for("time_bank_ledger.one", entry_id=posted.id), 303)
    page = gift_page(context(), typed, tuple(problems))
    return render_template("time_bank/gift_new.html", page=page), 400


def pot_page(
    context: Context,
    actor: Actor,
    typed: Mapping[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> PotPage:
    """The page of the pot. Raises NotAllowed."""
    found = pot_of(context, actor)
    every = ledger_url(EntryFilter(POT))
    figures = (
        ("Left in it", in_words(found.balance), every),
        ("Given", in_words(found.given), _list_of(TransferKind.POT_GIFT)),
        ("Granted", in_words(found.granted), _list_of(TransferKind.POT_GRANT)),
        ("Brought forward and the like", in_words(found.before), every),
    )
    return PotPage(
        context.borough.pot_name,
        tuple(each for each in figures[:3] if each) + (figures[3:] if found.before else ()),
        found.balance < 0,
        tuple(_line(each) for each in found.transfers[:_NEWEST]),
        suggestions(context),
        tuple((str(each), each.label) for each in GrantReason),
        may(actor.person, Action.SET_UP),
        _once() if typed else new_id(),
        typed or {},
        problems,
    )


def gift_page(
    context: Context,
    typed: Mapping[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> GiftPage:
    """The form of a gift, empty or as it was sent."""
    once = _once() if typed else new_id()
    return GiftPage("A gift of hours", suggestions(context), once, typed or {}, problems)


def _line(transfer: Transfer) -> tuple[str, str, str, str]:
    is_grant = transfer.kind is TransferKind.POT_GRANT
    why = f": {GrantReason(transfer.reason).label.lower()}" if is_grant else ""
    url = url_for("time_bank_ledger.one", entry_id=transfer.id)
    minutes = in_words(transfer.minutes_of(POT))
    return long_date(transfer.done_on), f"{transfer.kind.label}{why}", minutes, url


def _list_of(kind: TransferKind) -> str:
    return ledger_url(EntryFilter(POT, (kind,)))


def _typed(names: tuple[str, ...]) -> dict[str, str]:
    return {name: request.form.get(name, "").strip()[:120] for name in names}


def _account(typed: str, name: str, problems: list[Problem]) -> str:
    try:
        return find_account(context(), typed)
    except BadTransfer as error:
        problems.append(Problem(name, str(error)))
        return ""


def _minutes(typed: str, name: str, problems: list[Problem]) -> int:
    try:
        return minutes_in(typed)
    except BadTransfer as error:
        problems.append(Problem(name, str(error)))
        return 0


def _is_pot(typed: str) -> bool:
    return typed.casefold() in (POT, context().borough.pot_name.casefold())


def _once() -> str:
    return request.form.get("once", "")[:40] or new_id()
