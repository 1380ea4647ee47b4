"""`/work/change-many`: one steward, category or phone number for many listings at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import Value
from assetmap.domain.people.people import Action
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.bulk_changes import (
    CHANGEABLE,
    BulkChange,
    TooMany,
    chosen_listings,
    preview,
    propose_bulk,
)
from assetmap.services.listings.staff_search import look_up_ids
from assetmap.services.listings.stewards import is_possible, steward_choices, with_name
from assetmap.web.forms.questions import choices_of
from assetmap.web.forms.values import Unread, typed_value
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.listings.change_page import ChangeLine, change_line
from assetmap.web.listings.staff_listings_page import read_listing_filter
from assetmap.web.presenters.cards import where_words

_WORDS = {
    "steward": "Who checks them",
    "categories": "The category",
    "phone": "The public phone number",
}


@dataclass(frozen=True)
class ManyPage:
    """`/work/change-many`: the listings that were chosen, and what they are all to say."""

    title: str
    listings: tuple[tuple[str, str, str], ...]  # id, name, where
    fields: tuple[tuple[str, str], ...]
    stewards: tuple[tuple[str, str], ...]
    categories: tuple[tuple[str, str], ...]
    typed: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ManyLine:
    """What changes in one listing, from what to what."""

    id: str
    name: str
    url: str
    change: ChangeLine


@dataclass(frozen=True)
class ManyPreviewPage:
    """The same, listing by listing, before anything is sent; `same` say so already."""

    title: str
    lines: tuple[ManyLine, ...]
    same: tuple[str, ...]
    not_possible: tuple[tuple[str, str], ...]  # name, and why
    typed: Mapping[str, str]
    back: str


bulk_changes = Blueprint("bulk_changes", __name__, url_prefix="/work/change-many")


@bulk_changes.get("")
@needs(Action.PROPOSE)
def choose() -> ResponseReturnValue:
    """What shall all the chosen listings say?"""
    if request.args.get("every") == "yes":
        ids = look_up_ids(context(), _actor(), read_listing_filter(request.args))
    else:
        ids = request.args.getlist("id")
    try:
        listings = chosen_listings(context(), _actor(), ids)
    except TooMany as error:
        return _page([], {}, Problem("", str(error))), 422
    none = () if listings else (Problem("", "Choose at least one listing in the list first."),)
    return _page(listings, {}, *none), 200 if listings else 422


@bulk_changes.post("")
@needs(Action.PROPOSE)
def send() -> ResponseReturnValue:
    """Show what would change listing by listing; or, once that was seen, ask for it."""
    typed = {name: request.form.get(name, "").strip() for name in ("field", *CHANGEABLE)}
    try:
        listings = chosen_listings(context(), _actor(), request.form.getlist("id"))
        value = _value(context(), typed)
    except TooMany as error:
        return _page([], typed, Problem("", str(error))), 422
    except _Wrong as error:
        return _page(listings, typed, Problem(error.field, str(error))), 422
    field = typed["field"]
    if request.form.get("do") != "send":
        found = preview(context(), _actor(), listings, field, value)
        page = preview_page(context(), found, typed)
        return render_template("listings/bulk_changes_preview.html", page=page)
    count = len(propose_bulk(context(), _actor(), listings, field, value))
    changes = "1 change" if count == 1 else f"{count:,} changes"
    flash(f"{changes} sent to an editor. The public pages stay as they are until then.")
    return redirect(url_for("staff_listing.every"), 303)


def many_page(
    context: Context, listings: list[Listing], typed: Mapping[str, str], *problems: Problem
) -> ManyPage:
    """The page that asks what to change, with what was typed."""
    categories = [(slug, words) for slug, words, _ in choices_of("categories", context.borough)]
    return ManyPage(
        title="Change many listings",
        listings=tuple((each.id, each.name, where_words(each)) for each in listings),
        fields=tuple((name, _WORDS[name]) for name in CHANGEABLE),
        stewards=steward_choices(context)[1:],
        categories=(("", "Choose one"), *categories),
        typed={"field": "", **dict.fromkeys(CHANGEABLE, ""), **typed},
        problems=problems,
    )


def preview_page(
    context: Context, found: list[BulkChange], typed: Mapping[str, str]
) -> ManyPreviewPage:
    """What would change, what stays the same, and what cannot be asked for."""
    lines = tuple(
        ManyLine(
            each.listing.id,
            each.listing.name,
            f"/work/listings/{each.listing.id}",
            change_line(with_name(context, each.change), context.borough),
        )
        for each in found
        if each.change
    )
    return ManyPreviewPage(
        title="What would change",
        lines=lines,
        same=tuple(each.listing.name for each in found if each.is_same),
        not_possible=tuple((each.listing.name, each.why_not) for each in found if each.why_not),
        typed=typed,
        back=url_for("bulk_changes.choose", id=[each.listing.id for each in found]),
    )


class _Wrong(Exception):
    """What was typed will not do; `field` is the box."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def _value(context: Context, typed: Mapping[str, str]) -> Value:
    """The value of what is to be changed. Raises _Wrong."""
    field = typed["field"]
    if field not in CHANGEABLE:
        raise _Wrong("field", "Choose what to change.")
    text = typed[field]
    if not text:
        raise _Wrong(field, f"{_WORDS[field]}: say what it is to be.")
    if field == "steward" and not is_possible(context, text):
        raise _Wrong(field, "Choose somebody from the list.")
    if field == "categories":
        if text not in context.borough.words.category:
            raise _Wrong(field, "Choose from the list.")
        return (text,)
    question = FIELDS[field].question
    try:
        return typed_value(question.control if question else "line", text)
    except Unread as error:
        raise _Wrong(field, error.messages[0]) from error


def _actor() -> Actor:
    return Actor(staff())


def _page(listings: list[Listing], typed: Mapping[str, str], *problems: Problem) -> str:
    page = many_page(context(), listings, typed, *problems)
    return render_template("listings/bulk_changes.html", page=page)
