"""`/work/time-bank/slips`: slips of paper typed into a grid, added up and saved at once."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.domain.text import clean
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import account_titles
from assetmap.services.time_bank.own_slips import note_looked, own_slips
from assetmap.services.time_bank.slip_entry import SlipsRefused, checked_slips, enter_slips
from assetmap.storage.store import NotFound
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.slip_page import (
    own_lines,
    running_words,
    slip_words,
    slips_page,
    typed_row,
    typed_rows,
)
from assetmap.web.time_bank.switch import only_while_on

slip_entry = only_while_on(Blueprint("slip_entry", __name__, url_prefix="/work/time-bank/slips"))

_LONGEST = 20  # characters of the total from the paper that are looked at


@slip_entry.get("")
@needs(Action.RUN_TIME_BANK)
def form() -> str:
    """An empty grid, and the brokers' own slips that another broker is to look at."""
    own = own_lines(context(), own_slips(context(), Actor(staff())), staff().id)
    return render_template("time_bank/slips.html", page=slips_page(context(), (), own=own))


@slip_entry.post("")
@needs(Action.RUN_TIME_BANK)
def save() -> ResponseReturnValue:
    """Post the slips of the page, all or none."""
    typed = typed_rows(request.form)
    count, total = (clean(request.form.get(name, ""))[:_LONGEST] for name in ("count", "total"))
    try:
        entered = enter_slips(context(), Actor(staff()), typed, count, total)
    except SlipsRefused as refused:
        page = slips_page(context(), refused.rows, count, total, refused.total)
        return render_template("time_bank/slips.html", page=page), 422
    words = running_words(entered.count, entered.minutes)
    were = "was" if entered.count == 1 else "were"
    flash(f"{words}: {were} saved already." if entered.was_there else f"Saved: {words}.")
    return redirect(url_for("slip_entry.form"), 303)


@slip_entry.get("/look")
@needs(Action.RUN_TIME_BANK)
def look() -> ResponseReturnValue:
    """What one row says and what is wrong with it, while it is being typed."""
    (row,) = checked_slips(context(), Actor(staff()), [typed_row(request.args)])
    numbers = {row.slip.giver, row.slip.receiver} if row.slip else set()
    return jsonify(
        words=slip_words(context(), row, account_titles(context(), numbers)),
        minutes=row.slip.minutes if row.slip else 0,
        problems=[
            {"field": x.field, "message": x.message, "can_be_so": x.can_be_so} for x in row.problems
        ],
    )


@slip_entry.post("/looked/<entry_id>")
@needs(Action.RUN_TIME_BANK)
def looked(entry_id: str) -> ResponseReturnValue:
    """Another broker has looked at a broker's own slip."""
    try:
        note_looked(context(), Actor(staff()), entry_id)
        flash("Noted: you have looked at it.")
    except NotFound:
        flash("There is no such entry.")
    return redirect(url_for("slip_entry.form"), 303)
