"""What changed for the public, by whatever way, and what is no news."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assetmap.clock import Clock
from assetmap.domain.listings.listing import Checked, Contact, Status
from assetmap.domain.public_change import EventType
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update
from assetmap.services.open_data.public_changes import (
    KEPT,
    forget_old_changes,
    newest_changes,
    note_changes,
)
from assetmap.storage.tables import CHANGES_SEEN, PUBLIC_CHANGES, PUBLIC_MARKS, WEBHOOK_MESSAGES
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.webhooks.hooks import a_webhook


def noted(context: Context) -> list[tuple[str, EventType]]:
    """What the next look notes."""
    before = context.store.count(PUBLIC_CHANGES)
    note_changes(context)
    return [(x.listing_id, x.type) for x in context.store.find(PUBLIC_CHANGES)[before:]]


def change(context: Context, listing_id: str = "knit-club", **fields: object) -> None:
    before = load_for_update(context, listing_id)
    with context.unit_of_work() as uow:
        uow.save_listing(replace(before.listing, **fields))  # type: ignore[arg-type]


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context(a_listing(), a_listing("draft", status=Status.DRAFT))
    note_changes(context)
    return context


def test_first_look_is_no_news(make_context: ContextMaker) -> None:
    context = make_context(a_listing(), a_listing("draft", status=Status.DRAFT))
    assert note_changes(context, only_few=True) == 0
    assert context.store.count(CHANGES_SEEN) == 0
    assert noted(context) == []
    assert [each.listing_id for each in context.store.find(PUBLIC_MARKS)] == ["knit-club"]


def test_each_change_for_the_public_is_one_event(context: Context) -> None:
    change(context, "draft", status=Status.PUBLISHED)
    change(context, summary="Another summary.")
    assert noted(context) == [("draft", EventType.PUBLISHED), ("knit-club", EventType.CHANGED)]
    change(context, status=Status.PAUSED)
    change(context, "draft", status=Status.ARCHIVED)
    assert noted(context) == [("draft", EventType.CLOSED), ("knit-club", EventType.CHANGED)]
    change(context, checked=Checked(date(2026, 3, 16), "Thurrock CVS", "phoned"))
    change(context, "draft", status=Status.PUBLISHED)
    assert noted(context) == [("draft", EventType.PUBLISHED), ("knit-club", EventType.CONFIRMED)]
    assert noted(context) == []


def test_what_the_public_does_not_see_is_no_news(context: Context) -> None:
    change(context, private=Contact(phone="01632 960999", name="Hidden"), steward="vera")
    change(context, changed_at=context.clock.now())
    change(context, "draft", name="Another draft")
    assert noted(context) == []


def test_there_and_back_between_two_looks_is_no_news(context: Context) -> None:
    change(context, summary="A slip.")
    change(context, summary=a_listing().summary)
    assert noted(context) == []


def test_deleted_listing_was_taken_off(context: Context) -> None:
    change(context, "draft", status=Status.PUBLISHED)
    note_changes(context)
    change(context, "draft", summary="Changed in the same breath.")
    with context.unit_of_work() as uow:
        uow.delete_listings(["knit-club"])
    assert noted(context) == [("draft", EventType.CHANGED), ("knit-club", EventType.CLOSED)]


def test_many_at_once_are_noted_each(context: Context) -> None:
    with context.unit_of_work() as uow:
        for n in range(600):
            uow.save_listing(a_listing(f"club-{n:03}", name=f"Club {n}"))
    assert note_changes(context, only_few=True) == 0  # left to upkeep
    assert len(noted(context)) == 600
    change(context, "club-007", name="Club of seven")
    assert note_changes(context, only_few=True) == 1


def test_messages_are_queued_with_the_change(context: Context) -> None:
    a_webhook(context, "https://a.example/", EventType.CHANGED)
    change(context, summary="Another summary.")
    change(context, "draft", status=Status.PUBLISHED)
    note_changes(context)
    assert [x.listing_id for x in context.store.find(WEBHOOK_MESSAGES)] == ["knit-club"]


def test_pages_are_newest_first_and_without_checks(context: Context) -> None:
    for n in range(5):
        change(context, summary=f"Summary {n}.")
        change(context, "draft", status=Status.PUBLISHED if n == 2 else Status.DRAFT)
        note_changes(context)
    change(context, checked=Checked(date(2026, 3, 16), "Thurrock CVS", "phoned"))
    note_changes(context)
    pages = [newest_changes(context, page, 3) for page in (1, 2, 3, 4)]
    assert [count for _, count in pages] == [3, 3, 3, 3]
    told = [[(x.listing_id, x.type.change) for x in page] for page, _ in pages]
    knit = ("knit-club", "changed")
    assert told == [
        [knit, knit, ("draft", "closed")],
        [knit, ("draft", "published"), knit],
        [knit],
        [],
    ]


def test_changes_are_forgotten_after_three_months(context: Context) -> None:
    change(context, summary="Another summary.")
    note_changes(context)
    for by, gone in ((KEPT, 0), (timedelta(days=1), 1), (timedelta(days=1), 0)):
        context.clock = Clock(frozen=context.clock.now() + by)
        with context.unit_of_work() as uow:
            assert forget_old_changes(context, uow) == gone
