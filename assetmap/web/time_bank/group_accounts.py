"""`/work/time-bank/groups`: accounts of groups, hubs and teams (TB8)."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank import group_accounts as kept
from assetmap.services.time_bank.accounts import account_titles, groups
from assetmap.services.time_bank.items import items_to_renew
from assetmap.services.time_bank.refusals import BadAnswers, NotNow
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.item_lines import ItemLine, item_line
from assetmap.web.time_bank.switch import only_while_on

time_bank_groups = only_while_on(
    Blueprint("time_bank_groups", __name__, url_prefix="/work/time-bank/groups")
)

_LONGEST = 300


@dataclass(frozen=True)
class GroupsPage:
    """`/work/time-bank/groups`: number, name, balance and whether it is closed, of each."""

    title: str
    lines: tuple[tuple[str, str, str, bool], ...]


@dataclass(frozen=True)
class GroupPage:
    """One group account: who signs for it, what it has and offers."""

    title: str
    number: str
    balance: str
    has_hours: bool
    signatories: tuple[tuple[str, str], ...]  # number and name
    listing_id: str
    since: str
    closed: str
    items: tuple[ItemLine, ...]


@dataclass(frozen=True)
class GroupFormPage:
    """The form of a group account, with what was typed."""

    title: str
    number: str
    name: str
    listing: str
    signatories: str
    problems: tuple[Problem, ...] = ()


@time_bank_groups.get("")
@needs(Action.RUN_TIME_BANK)
def every() -> str:
    """Every group account."""
    balances = context().store.ledger.balances()
    lines = tuple(
        (each.id, each.name, in_words(balances.get(each.id, 0)), each.closed_on is not None)
        for each in groups(context(), Actor(staff()))
    )
    return render_template("time_bank/groups.html", page=GroupsPage("Group accounts", lines))


@time_bank_groups.get("/new")
@needs(Action.RUN_TIME_BANK)
def new() -> str:
    """The form for a new account of a group."""
    return _form(GroupFormPage("Open an account for a group", "", "", "", ""))


@time_bank_groups.post("/new")
@needs(Action.RUN_TIME_BANK)
def add() -> ResponseReturnValue:
    """Open an account for a group, under the next number."""
    try:
        group = kept.add(context(), Actor(staff()), _details())
    except BadAnswers as error:
        return _form(_typed("Open an account for a group", "", error.problems)), 422
    flash(f"{group.name} has the account {group.id}.")
    return redirect(url_for("time_bank_groups.show", number=group.id), 303)


@time_bank_groups.get("/<number>")
@needs(Action.RUN_TIME_BANK)
def show(number: str) -> str:
    """One group account: who signs for it, what it has and offers."""
    group = kept.group_of(context(), Actor(staff()), number)
    titles = account_titles(context(), group.signatories)
    items = items_to_renew(context(), Actor(staff()), number)
    balance = context().store.ledger.balance(number)
    page = GroupPage(
        group.name,
        number,
        in_words(balance),
        balance > 0,
        tuple((each, titles[each]) for each in group.signatories),
        group.listing_id,
        long_date(group.since),
        long_date(group.closed_on) if group.closed_on else "",
        tuple(item_line(context(), each, "") for each in items),
    )
    return render_template("time_bank/group.html", page=page)


@time_bank_groups.get("/<number>/change")
@needs(Action.RUN_TIME_BANK)
def form(number: str) -> str:
    """The form with what is known of a group account."""
    group = kept.group_of(context(), Actor(staff()), number)
    signatories = ", ".join(group.signatories)
    page = GroupFormPage(f"Change {group.name}", number, group.name, group.listing_id, signatories)
    return _form(page)


@time_bank_groups.post("/<number>/change")
@needs(Action.RUN_TIME_BANK)
def change(number: str) -> ResponseReturnValue:
    """Keep what is known of a group account by now."""
    title = f"Change {kept.group_of(context(), Actor(staff()), number).name}"
    try:
        kept.change(context(), Actor(staff()), number, _details())
    except BadAnswers as error:
        return _form(_typed(title, number, error.problems)), 422
    except NotNow as error:
        return _form(_typed(title, number, (Problem("", str(error)),))), 409
    flash("Kept.")
    return redirect(url_for("time_bank_groups.show", number=number), 303)


@time_bank_groups.post("/<number>/close")
@needs(Action.RUN_TIME_BANK)
def close(number: str) -> ResponseReturnValue:
    """Close a group's account; what it has goes to the pot, or is closed with it."""
    try:
        to_pot = request.form.get("to") == "pot"
        group = kept.close(context(), Actor(staff()), number, to_pot=to_pot)
        flash(f"The account of {group.name} is closed.")
    except NotNow as error:
        flash(str(error))
    return redirect(url_for("time_bank_groups.show", number=number), 303)


def _details() -> kept.GroupDetails:
    form = request.form
    numbers = form.get("signatories", "")[:_LONGEST].replace(",", " ").split()
    listing = form.get("listing", "").strip()[:_LONGEST].rstrip("/").rpartition("/")[2]
    return kept.GroupDetails(form.get("name", ""), listing, tuple(numbers))


def _typed(title: str, number: str, problems: tuple[Problem, ...]) -> GroupFormPage:
    form = request.form
    name, listing, signatories = (
        form.get(each, "")[:_LONGEST] for each in ("name", "listing", "signatories")
    )
    return GroupFormPage(title, number, name, listing, signatories, problems)


def _form(page: GroupFormPage) -> str:
    return render_template("time_bank/group_form.html", page=page)
