"""`/work/time-bank`: the first page of whoever runs the time bank."""

from flask import Blueprint, render_template

from assetmap.domain.people.people import Action
from assetmap.domain.time_bank.hours import in_words
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import account_titles
from assetmap.services.time_bank.broker_work import broker_work
from assetmap.services.time_bank.month import month_so_far
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.broker_page import broker_page
from assetmap.web.time_bank.switch import only_while_on

broker = only_while_on(Blueprint("broker", __name__, url_prefix="/work/time-bank"))


@broker.get("")
@needs(Action.RUN_TIME_BANK)
def home() -> str:
    """What waits, the numbers of the month, and the ways to everything else."""
    actor, today = Actor(staff()), context().clock.today()
    month = month_so_far(context())
    numbers = (
        ("exchanged", in_words(month.minutes)),
        ("exchanges and sessions" if month.count != 1 else "exchange or session", f"{month.count}"),
        ("active members", f"{month.members}"),
        (f"in the {context().borough.pot_name}", in_words(month.pot)),
    )
    name = context().borough.time_bank_name
    page = broker_page(
        broker_work(context(), actor), name, account_titles(context()), numbers, today
    )
    return render_template("time_bank/broker.html", page=page)
