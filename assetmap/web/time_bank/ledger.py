"""`/work/time-bank/ledger`: every entry there is. None is changed here or taken out: one that is
wrong is taken back by another that names it.
"""

from contextlib import suppress
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.domain.time_bank.ledger import (
    POT,
    AlreadyPosted,
    BadTransfer,
    CorrectionReason,
    TransferKind,
)
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.arranging import NotArranged
from assetmap.services.time_bank.ledger_entries import EntryFilter, correct
from assetmap.services.time_bank.parties import find_account
from assetmap.web.forms.values import BadDate, Boxes, boxes_of, read_boxes, read_number, typed_boxes
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.exchange_form import read_plan, typed_exchange
from assetmap.web.time_bank.ledger_page import entry_page, ledger_page
from assetmap.web.time_bank.switch import only_while_on

ledger = only_while_on(Blueprint("time_bank_ledger", __name__, url_prefix="/work/time-bank/ledger"))

_NAMED = (POT, "issue", "outside", "earlier")


@ledger.get("")
@needs(Action.RUN_TIME_BANK)
def every() -> ResponseReturnValue:
    """The entries of an account, of a kind, done from one day until another."""
    account, kinds = request.args.get("account", "").strip()[:120], _kinds()
    problems: list[Problem] = []
    first, last = _date("from", "from", problems), _date("to", "until", problems)
    wanted = EntryFilter(_account(account, problems), kinds, first, last)
    typed = (account, ",".join(kinds), _boxes("from", first), _boxes("to", last))
    skip = max(0, read_number(request.args, "skip"))
    page = ledger_page(context(), Actor(staff()), wanted, typed, tuple(problems), skip)
    return render_template("time_bank/ledger.html", page=page), 400 if problems else 200


@ledger.get("/<entry_id>")
@needs(Action.RUN_TIME_BANK)
def one(entry_id: str) -> str:
    """One entry: what it did to whom, and how to correct it."""
    page = entry_page(context(), Actor(staff()), entry_id)
    return render_template("time_bank/entry.html", page=page)


@ledger.post("/<entry_id>/correct")
@needs(Action.RUN_TIME_BANK)
def take_back(entry_id: str) -> ResponseReturnValue:
    """Take an entry back, and enter it right in the same moment where that is asked for."""
    reason, right = request.form.get("reason", ""), request.form.get("right") == "yes"
    typed = typed_exchange(request.form) if right else None
    plan, problems = read_plan(context(), typed) if typed else (None, ())
    if reason not in set(CorrectionReason):
        problems = (Problem("reason", "Choose what was wrong."), *problems)
    if not problems:
        try:
            _, new = correct(context(), Actor(staff()), entry_id, CorrectionReason(reason), plan)
        except AlreadyPosted:
            flash("It was taken back already.")
            return redirect(url_for(".one", entry_id=entry_id), 303)
        except NotArranged as error:
            problems = tuple(Problem("", each) for each in error.reasons)
        except BadTransfer as error:
            problems = (Problem("", str(error)),)
        else:
            flash("It is taken back. Both entries stay, and statements show both.")
            return redirect(url_for(".one", entry_id=new.id if new else entry_id), 303)
    page = entry_page(context(), Actor(staff()), entry_id, typed, reason, tuple(problems))
    return render_template("time_bank/entry.html", page=page), 400


def _account(typed: str, problems: list[Problem]) -> str:
    if not typed or typed in _NAMED:
        return typed
    try:
        return find_account(context(), typed)
    except BadTransfer as error:
        problems.append(Problem("account", str(error)))
        return ""


def _kinds() -> tuple[TransferKind, ...]:
    """The kinds that are asked for, each by itself or several with commas between."""
    asked = ",".join(request.args.getlist("kind")).split(",")
    return tuple(each for each in TransferKind if str(each) in asked)


def _boxes(name: str, on: date | None) -> Boxes:
    return boxes_of(on) if on else typed_boxes(request.args, name)


def _date(name: str, other: str, problems: list[Problem]) -> date | None:
    """The day in three boxes, or as a link from elsewhere has it: `from=2026-03-01`."""
    with suppress(ValueError):
        return date.fromisoformat(request.args.get(other, ""))
    try:
        return read_boxes(typed_boxes(request.args, name))
    except BadDate as error:
        problems.append(Problem(name, str(error)))
        return None
