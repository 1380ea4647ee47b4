"""`/work/feeds`: the addresses of other directories that are read regularly. For admins alone."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.imports.import_feed import Every, ImportFeed
from assetmap.domain.people.people import Action
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.feeds import feeds as kept
from assetmap.services.feeds.feed_walks import IsWalked, walk_in_background
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from assetmap.web.formatting import long_date, moment_words
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

source_feeds = Blueprint("source_feeds", __name__, url_prefix="/work/feeds")

_FIELDS = ("source", "address", "every")
_LONGEST = 2_100  # characters of a field that are looked at
_CHOICES = tuple((each.value, each.label.capitalize()) for each in Every)


@dataclass(frozen=True)
class FeedLine:
    """One feed: whose it is, where, how often, and what came of its last walk."""

    source: str
    address: str
    every: str
    last: str  # when it was read last, in words
    result: str
    has_failed: bool
    now: str  # since when it is being read; empty when nobody does
    is_private: bool


@dataclass(frozen=True)
class FeedsPage:
    """`/work/feeds`: every feed, and a form for another; `typed` is what stands in it."""

    title: str
    lines: tuple[FeedLine, ...]
    choices: tuple[tuple[str, str], ...]
    typed: dict[str, str]
    problems: tuple[Problem, ...] = ()


@source_feeds.get("")
@needs(Action.MANAGE_FEEDS)
def every() -> str:
    """Every feed that is read regularly, with what came of its last walk."""
    return _page({"source": "", "address": "", "every": Every.DAILY.value})


@source_feeds.post("")
@needs(Action.MANAGE_FEEDS)
def add() -> ResponseReturnValue:
    """Have an address read regularly; one that may not be asked is refused with the reason."""
    typed = {name: request.form.get(name, "").strip()[:_LONGEST] for name in _FIELDS}
    often = Every.WEEKLY if typed["every"] == Every.WEEKLY else Every.DAILY
    try:
        feed = kept.add_feed(context(), Actor(staff()), typed["source"], typed["address"], often)
    except kept.BadFeed as error:
        return _page(typed, *error.problems), 422
    flash(f"{feed.id} is read {often.label} from now on. New listings come in as drafts.")
    return redirect(url_for("source_feeds.every"), 303)


@source_feeds.post("/walk")
@needs(Action.MANAGE_FEEDS)
def walk() -> ResponseReturnValue:
    """Read a feed now, behind the page."""
    source = request.form.get("source", "")
    try:
        walk_in_background(context(), Actor(staff()), source)
        flash(f"{source} is being read now. Look again in a few minutes.")
    except IsWalked:
        flash(f"{source} is being read already. Look again in a few minutes.")
    except NotFound:
        flash("Somebody else has removed this feed.")
    return redirect(url_for("source_feeds.every"), 303)


@source_feeds.post("/remove")
@needs(Action.MANAGE_FEEDS)
def remove() -> ResponseReturnValue:
    """Read a feed no more; its listings stay."""
    source = request.form.get("source", "")
    try:
        kept.remove_feed(context(), Actor(staff()), source)
        flash(f"{source} is not read any more. Its listings stay as they are.")
    except NotFound:
        flash("Somebody else has removed this feed already.")
    return redirect(url_for("source_feeds.every"), 303)


def feeds_page(context: Context, typed: dict[str, str], *problems: Problem) -> FeedsPage:
    """The page, with what was typed and what is wrong with it."""
    now = context.clock.now()
    lines = tuple(_line(feed, now) for feed in kept.feeds(context))
    return FeedsPage("Feeds we read", lines, _CHOICES, typed, problems)


def _line(feed: ImportFeed, now: datetime) -> FeedLine:
    is_now = feed.is_walked_now(now) and feed.walking_since
    return FeedLine(
        source=feed.id,
        address=feed.address,
        every=feed.every.label,
        last=long_date(feed.tried_at.date()) if feed.tried_at else "",
        result=feed.result,
        has_failed=feed.has_failed,
        now=moment_words(is_now) if is_now else "",
        is_private=feed.allows_private,
    )


def _page(typed: dict[str, str], *problems: Problem) -> str:
    return render_template("feeds/feeds.html", page=feeds_page(context(), typed, *problems))
