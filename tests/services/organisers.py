"""Listings whose organisers can be asked, for tests of letters, links and answers."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from assetmap.bootstrap import open_context
from assetmap.clock import parse_clock
from assetmap.domain.listings.listing import Checked, Contact, Listing
from assetmap.domain.mail_queue import QueuedEmail
from assetmap.services.checks.organiser_links import make_link, open_link
from assetmap.services.context import Context
from assetmap.storage.tables import EMAILS
from tests.services.colleagues import a_whole_listing

SOON = date(2025, 9, 20)  # six months before 20 March 2026: within a month of the frozen Monday
PASSED = date(2025, 9, 10)  # due since 10 March 2026
LATE = date(2025, 8, 8)  # due on 8 February 2026, overdue since 10 March 2026
LONG_AGO = date(2025, 3, 1)  # lapsed since 28 February 2026

PAT = Contact(email="pat@example.org", phone="01632 960555", name="Pat Private")


def checked_on(on: date, **more: Any) -> Checked:
    """Checked by phone on a day."""
    return Checked(on, "Thurrock CVS", "spoke to the organiser", **more)


def due_listing(listing_id: str = "knit-club", on: date = SOON, **changes: Any) -> Listing:
    """A whole listing of Pat's, last checked on a day."""
    parts: dict[str, Any] = {"private": PAT, "checked": checked_on(on), "name": listing_id.title()}
    return a_whole_listing(listing_id, **{**parts, **changes})


def a_link(context: Context, *listing_ids: str) -> str:
    """The token of a new link for some listings."""
    with context.unit_of_work() as uow:
        return make_link(context, uow, listing_ids, "check_due")


def link_id(context: Context, token: str) -> str:
    """The id of a link that works."""
    return open_link(context, token).link.id


def another_day(context: Context, today: str) -> Context:
    """The same directory with the clock standing on another day; close it."""
    return open_context(replace(context.config, clock=parse_clock(today)))


def settle(context: Context) -> None:
    """Come back once letters that pages queued have been sent, or could not be."""
    assert context.mail_sender is None or context.mail_sender.settle(60)


def letters(context: Context) -> list[QueuedEmail]:
    """Every letter there is, once the sender has done what it can."""
    settle(context)
    return context.store.find(EMAILS)


def outbox(context: Context) -> list[Path]:
    """The files of the letters that were sent, once the sender has done what it can."""
    settle(context)
    return sorted(context.config.outbox.glob("*.eml"))
