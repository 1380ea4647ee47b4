from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from itsdangerous import URLSafeSerializer

from assetmap.clock import LONDON, Clock
from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.checks.report import Trouble
from assetmap.domain.mail_queue import OrganiserLink
from assetmap.domain.people.people import PROGRAM, organiser_of
from assetmap.services.checks.checks import record_check
from assetmap.services.checks.organiser_links import (
    BadLink,
    ExpiredLink,
    LinkRefused,
    OutdatedLink,
    UsedLink,
    ends_at,
    forget_old_links,
    link_of,
    make_link,
    mark_done,
    open_link,
)
from assetmap.services.checks.reports import report_problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.archiving import archive
from assetmap.services.listings.transitions import pause
from assetmap.storage.tables import LINKS
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, VOLUNTEER, by
from tests.services.organisers import a_link, due_listing

NINE = datetime(2026, 3, 16, 9, tzinfo=LONDON)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(*map(due_listing, ("knit-club", "purl-club", "yarn-club")))


def done(context: Context, token: str, *listing_ids: str) -> None:
    with context.store.transaction() as uow:
        mark_done(context, uow, link_of(context, token).id, *listing_ids)


def test_link_opens_its_listings_and_no_others(context: Context) -> None:
    opened = open_link(context, a_link(context, "knit-club", "purl-club"))
    assert [listing.id for listing in opened.listings] == ["knit-club", "purl-club"]
    assert opened.person == organiser_of(("knit-club", "purl-club"))
    assert opened.listing("purl-club").id == "purl-club"
    with pytest.raises(BadLink):
        opened.listing("yarn-club")


def test_link_holds_nothing_of_who_the_organiser_is(context: Context) -> None:
    token = a_link(context, "knit-club")
    [row] = context.store.find(LINKS)
    assert row == OrganiserLink(row.id, ("knit-club",), (0,), NINE, None, "check_due", ())
    assert "knit" not in token
    assert "example.org" not in LINKS.to_text(row)


def test_looking_changes_nothing(context: Context) -> None:
    token = a_link(context, "knit-club")
    before = (context.store.version(), context.store.find(LINKS), list(context.store.audited()))
    for _ in range(5):
        open_link(context, token)
    assert (
        context.store.version(),
        context.store.find(LINKS),
        list(context.store.audited()),
    ) == before


@pytest.mark.parametrize("spoil", [str.swapcase, lambda t: t[:-1], lambda t: t + "x", lambda _: ""])
def test_token_that_was_tampered_with_is_refused(context: Context, spoil: object) -> None:
    assert callable(spoil)
    with pytest.raises(BadLink) as caught:
        open_link(context, spoil(a_link(context, "knit-club")))
    assert caught.value.link is None


@pytest.mark.parametrize(
    ("key", "salt"), [("another key", "assetmap.organiser-link"), ("test", "invitation")]
)
def test_token_that_somebody_else_signed_is_refused(context: Context, key: str, salt: str) -> None:
    a_link(context, "knit-club")
    [row] = context.store.find(LINKS)
    with pytest.raises(BadLink):
        open_link(context, URLSafeSerializer(key, salt=salt).dumps(row.id))


def test_token_of_a_link_that_is_not_kept_is_refused(context: Context) -> None:
    token = a_link(context, "knit-club")
    with context.store.transaction() as uow:
        uow.delete(LINKS, id=link_of(context, token).id)
    with pytest.raises(BadLink):
        open_link(context, token)


def test_link_works_for_thirty_days_by_the_directorys_own_clock(context: Context) -> None:
    token = a_link(context, "knit-club")
    assert ends_at(context, NINE) == datetime(2026, 4, 15, 9, tzinfo=LONDON)
    context.clock = Clock(ends_at(context, NINE) - timedelta(seconds=1))
    assert open_link(context, token)
    context.clock = Clock(ends_at(context, NINE))
    with pytest.raises(ExpiredLink):
        open_link(context, token)


def test_clock_that_jumped_back_neither_ends_a_link_nor_has_it_used_twice(context: Context) -> None:
    token = a_link(context, "knit-club")
    context.clock = Clock(NINE - timedelta(days=300))
    assert open_link(context, token)
    done(context, token, "knit-club")
    with pytest.raises(UsedLink):
        open_link(context, token)


def test_link_is_used_up_when_every_listing_is_done(context: Context) -> None:
    token = a_link(context, "knit-club", "purl-club")
    done(context, token, "knit-club")
    assert [listing.id for listing in open_link(context, token).listings] == ["purl-club"]
    with pytest.raises(UsedLink):
        done(context, token, "purl-club", "knit-club")
    done(context, token, "purl-club")
    with pytest.raises(UsedLink) as caught:
        open_link(context, token)
    assert caught.value.link == replace(
        context.store.find(LINKS)[0], used_at=NINE, done=("knit-club", "purl-club")
    )


def refusal(context: Context, token: str) -> type[LinkRefused] | None:
    try:
        open_link(context, token)
    except LinkRefused as error:
        return type(error)
    return None


def test_link_is_outdated_once_a_listing_was_changed(context: Context) -> None:
    token = a_link(context, "knit-club", "purl-club")
    pause(context, by(EDITOR), "purl-club", None)
    assert refusal(context, token) is OutdatedLink


def test_link_is_outdated_once_staff_confirmed_the_listing(context: Context) -> None:
    token = a_link(context, "knit-club")
    record_check(context, by(VOLUNTEER), "knit-club", Method.PHONED, Outcome.ALL_CORRECT)
    assert refusal(context, token) is OutdatedLink


def test_link_is_outdated_once_a_listing_is_no_longer_listed(context: Context) -> None:
    token = a_link(context, "knit-club")
    archive(context, Actor(PROGRAM), "knit-club", "closed")
    assert refusal(context, token) is OutdatedLink


def test_link_is_outdated_once_a_file_brought_the_listing_anew(context: Context) -> None:
    token = a_link(context, "knit-club")
    with context.store.transaction() as uow:
        uow.save_listing(
            replace(due_listing(), skills="Knitting", changed_at=NINE + timedelta(seconds=1))
        )
    assert refusal(context, token) is OutdatedLink


def test_change_of_a_listing_that_is_done_does_no_harm(context: Context) -> None:
    token = a_link(context, "knit-club", "purl-club")
    done(context, token, "knit-club")
    pause(context, by(EDITOR), "knit-club", None)
    assert [listing.id for listing in open_link(context, token).listings] == ["purl-club"]


def test_report_and_failed_call_leave_the_link_as_it_is(context: Context) -> None:
    token = a_link(context, "knit-club")
    report_problem(context, by(VOLUNTEER), "knit-club", Trouble.NUMBER_DEAD)
    record_check(context, by(VOLUNTEER), "knit-club", Method.PHONED, Outcome.NO_ANSWER)
    assert refusal(context, token) is None


def test_links_are_forgotten_thirty_days_after_they_stopped_working(context: Context) -> None:
    used, unused = a_link(context, "knit-club"), a_link(context, "purl-club")
    done(context, used, "knit-club")
    left = []
    for days in (30, 31, 90, 91):
        context.clock = Clock(NINE + timedelta(days=days))
        with context.store.transaction() as uow:
            forget_old_links(context, uow)
        left.append([link.listing_ids for link in context.store.find(LINKS)])
    both = [("knit-club",), ("purl-club",)]
    assert left == [both, both[1:], both[1:], []]
    assert refusal(context, unused) is BadLink


def test_link_is_not_kept_when_its_letter_cannot_be(context: Context) -> None:
    def fail() -> None:
        with context.store.transaction() as uow:
            make_link(context, uow, ("knit-club",), "check_due")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert context.store.find(LINKS) == []
