"""`/work/time-bank`: the first page of whoever runs the time bank."""

from flask import Blueprint, render_template

from assetmap.domain.people.people import Action
from assetmap.domain.time_bank.periods import PeriodKind, period_of
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import account_titles
from assetmap.services.time_bank.broker_work import broker_work
from assetmap.services.time_bank.figures import figures_for
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.broker_page import broker_page
from assetmap.web.time_bank.switch import only_while_on

broker = only_while_on(Blueprint("broker", __name__, url_prefix="/work/time-bank"))


@broker.get("")
@needs(Action.RUN_TIME_BANK)
def home() -> str:
    """What waits, the numbers of the month, and the ways to everything else."""
    today = context().clock.today()
    month = figures_for(context(), period_of(PeriodKind.MONTH, today))
    work, name = broker_work(context(), Actor(staff())), context().borough.time_bank_name
    page = broker_page(work, name, account_titles(context()), month, today)
    return render_template("time_bank/broker.html", page=page)
