"""`/work/time-bank/offers`: offers and wants of members and groups, as a broker keeps them."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.domain.time_bank.items import ItemKind
from assetmap.domain.time_bank.members import Member
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank import items as kept
from assetmap.services.time_bank.accounts import account_titles
from assetmap.services.time_bank.item_details import details_of
from assetmap.services.time_bank.refusals import BadAnswers, NotNow
from assetmap.storage.store import NotFound
from assetmap.web.formatting import counted
from assetmap.web.forms.values import read_number
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.choices import Choices, category_choices, ward_choices
from assetmap.web.time_bank.item_form import (
    TypedItem,
    blank_item,
    item_form_page,
    known_item,
    read_item,
    typed_item,
)
from assetmap.web.time_bank.item_lines import ItemLine, item_line
from assetmap.web.time_bank.switch import only_while_on

time_bank_offers = only_while_on(
    Blueprint("time_bank_offers", __name__, url_prefix="/work/time-bank/offers")
)

_MOST = 50  # items on a page
_UNKNOWN = Problem("account", "There is no member or group of this number.")
_KINDS: Choices = (("", "Offers and wants"), ("offer", "Offers"), ("want", "Wants"))
_WHEN: Choices = (("", "Open"), ("soon", "End within two weeks"), ("ended", "Ended"))


@dataclass(frozen=True)
class OffersPage:
    """`/work/time-bank/offers`: those that are asked for, with the filters as chosen."""

    title: str
    lines: tuple[ItemLine, ...]
    total: int
    kind: str
    category: str
    ward: str
    when: str
    categories: Choices
    wards: Choices
    next_url: str
    kinds: Choices = _KINDS
    whens: Choices = _WHEN


@time_bank_offers.get("")
@needs(Action.RUN_TIME_BANK)
def every() -> str:
    """Offers and wants by kind, category, ward, and by when they end."""
    asked = {name: request.args.get(name, "")[:60] for name in ("kind", "category", "ward", "when")}
    first = max(0, read_number(request.args, "from"))
    wanted = kept.ItemFilter(
        kind={str(each): each for each in ItemKind}.get(asked["kind"]),
        category=asked["category"],
        ward=asked["ward"],
        ends_soon=asked["when"] == "soon",
        has_ended=asked["when"] == "ended",
    )
    found = kept.find_items(context(), Actor(staff()), wanted)
    shown = found[first : first + _MOST]
    titles = account_titles(context(), {each.account for each in shown})
    is_more = first + _MOST < len(found)
    more = {**{k: v for k, v in asked.items() if v}, "from": str(first + _MOST)}
    page = OffersPage(
        "Offers and wants",
        tuple(item_line(context(), each, titles[each.account]) for each in shown),
        len(found),
        *(asked["kind"], asked["category"], asked["ward"], asked["when"]),
        categories=category_choices(context(), "Anything"),
        wards=ward_choices(context(), "All wards"),
        next_url=url_for("time_bank_offers.every", **more) if is_more else "",  # type: ignore[arg-type]
    )
    return render_template("time_bank/offers.html", page=page)


@time_bank_offers.get("/new")
@needs(Action.RUN_TIME_BANK)
def new() -> str:
    """The form for an offer or a want of a member or a group."""
    account = request.args.get("account", "").strip()[:12]
    return _form("", blank_item(account, request.args.get("kind", "")))


@time_bank_offers.post("/new")
@needs(Action.RUN_TIME_BANK)
def add() -> ResponseReturnValue:
    """Keep an offer or a want of a member or a group."""
    typed = typed_item(request.form)
    try:
        item = kept.add_item(context(), Actor(staff()), typed.account, read_item(typed))
    except BadAnswers as error:
        return _form("", typed, *error.problems), 422
    except NotFound:
        return _form("", typed, _UNKNOWN), 422
    except NotNow as error:
        return _form("", typed, Problem("account", str(error))), 422
    flash(f"Kept: {item.title}.")
    return redirect(_url_of(item.account), 303)


@time_bank_offers.get("/<item_id>")
@needs(Action.RUN_TIME_BANK)
def form(item_id: str) -> str:
    """The form with what an offer or a want says."""
    item = kept.item_of(context(), Actor(staff()), item_id)
    return _form(item_id, known_item(item.account, details_of(item)))


@time_bank_offers.post("/<item_id>")
@needs(Action.RUN_TIME_BANK)
def change(item_id: str) -> ResponseReturnValue:
    """Keep what an offer or a want says by now."""
    typed = typed_item(request.form)
    try:
        item = kept.change_item(context(), Actor(staff()), item_id, read_item(typed))
    except BadAnswers as error:
        return _form(item_id, typed, *error.problems), 422
    except NotNow as error:
        return _form(item_id, typed, Problem("", str(error))), 409
    flash(f"Kept: {item.title}.")
    return redirect(_url_of(item.account), 303)


@time_bank_offers.post("/<item_id>/close")
@needs(Action.RUN_TIME_BANK)
def close(item_id: str) -> ResponseReturnValue:
    """Close an offer or a want: it is shown and matched no more."""
    item = kept.close_item(context(), Actor(staff()), item_id)
    flash(f"Closed: {item.title}.")
    return redirect(_url_of(item.account), 303)


@time_bank_offers.post("/renew/<account>")
@needs(Action.RUN_TIME_BANK)
def renew(account: str) -> ResponseReturnValue:
    """Renew everything that a member or a group offers and would like, after one call (TB15)."""
    try:
        number = kept.renew(context(), Actor(staff()), account)
        days = context().borough.time_bank.item_days
        flash(f"{counted(number, 'offer or want', 'offers and wants')} renewed for {days} days.")
    except NotNow as error:
        flash(str(error))
    return redirect(_url_of(account), 303)


def _url_of(account: str) -> str:
    """The page of a member or a group."""
    try:
        owner = kept.owner_of(context(), account)
    except NotNow:
        return url_for("time_bank_offers.every")
    view = "time_bank_members.show" if isinstance(owner, Member) else "time_bank_groups.show"
    return url_for(view, number=account)


def _form(item_id: str, typed: TypedItem, *problems: Problem) -> str:
    page = item_form_page(context(), item_id, typed, *problems)
    return render_template("time_bank/item_form.html", page=page)
