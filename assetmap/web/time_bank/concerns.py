"""`/work/time-bank/members/<number>/concern`: what to do, and matching stops (TB12).

There is no box to write in: what it is about is told to the safeguarding lead, by phone.
"""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.history import person_name
from assetmap.services.time_bank.accounts import member_of
from assetmap.services.time_bank.concerns import (
    close_concern,
    concerns_of,
    may_close,
    raise_concern,
)
from assetmap.services.time_bank.refusals import NotNow
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.switch import only_while_on

time_bank_concerns = only_while_on(
    Blueprint("time_bank_concerns", __name__, url_prefix="/work/time-bank/members")
)


@dataclass(frozen=True)
class ConcernPage:
    """What to do about a concern: whom to ring, and what is open and was before."""

    title: str
    number: str
    name: str
    lead: str
    phone: str
    emergency: str
    is_open: bool
    may_close: bool
    lines: tuple[str, ...]


@time_bank_concerns.get("/<number>/concern")
@needs(Action.RUN_TIME_BANK)
def show(number: str) -> str:
    """Whom to ring about a concern, and the button that stops matching."""
    page = concern_page(context(), Actor(staff()), number)
    return render_template("time_bank/concern.html", page=page)


@time_bank_concerns.post("/<number>/concern")
@needs(Action.RUN_TIME_BANK)
def start(number: str) -> ResponseReturnValue:
    """Note that there is a concern, and stop matching."""
    member = raise_concern(context(), Actor(staff()), number)
    flash(f"Noted. Nothing new is arranged for {member.title} until it is dealt with.")
    return redirect(url_for("time_bank_concerns.show", number=number), 303)


@time_bank_concerns.post("/<number>/concern/close")
@needs(Action.RUN_TIME_BANK)
def close(number: str) -> ResponseReturnValue:
    """Say that a concern is dealt with: another broker than who raised it, where there are two."""
    try:
        member = close_concern(context(), Actor(staff()), number)
    except NotNow as error:
        flash(str(error))
        return redirect(url_for("time_bank_concerns.show", number=number), 303)
    flash(f"Dealt with. {member.title} can be matched again.")
    return redirect(url_for("time_bank_members.show", number=number), 303)


def concern_page(context: Context, actor: Actor, number: str) -> ConcernPage:
    """The page of concerns about one member."""
    member, rules = member_of(context, actor, number), context.borough.time_bank
    found, worried = concerns_of(context, actor, number), context.borough.worried
    open_ones = [each for each in found if each.closed_on is None]
    return ConcernPage(
        "A concern",
        number,
        member.title,
        rules.lead if rules.lead_phone else "",
        rules.lead_phone or worried.phone,
        worried.emergency,
        bool(open_ones),
        all(may_close(context, actor, each) for each in open_ones),
        tuple(
            f"Raised on {long_date(each.at)} by {person_name(context, each.by)}"
            + (f", dealt with on {long_date(each.closed_on)}" if each.closed_on else ", open")
            for each in found
        ),
    )
