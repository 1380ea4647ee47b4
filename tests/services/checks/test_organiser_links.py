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
from assetmap.services.context import Desk
from assetmap.services.listing_repository import By
from assetmap.services.listings.archiving import archive
from assetmap.services.listings.transitions import pause
from assetmap.storage.tables import LINKS
from tests.conftest import DeskMaker
from tests.services.colleagues import EDITOR, VOLUNTEER, by
from tests.services.organisers import a_link, due_listing

NINE = datetime(2026, 3, 16, 9, tzinfo=LONDON)


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    return make_desk(*map(due_listing, ("knit-club", "purl-club", "yarn-club")))


def done(desk: Desk, token: str, *listing_ids: str) -> None:
    with desk.store.transaction() as uow:
        mark_done(desk, uow, link_of(desk, token).id, *listing_ids)


def test_link_opens_its_listings_and_no_others(desk: Desk) -> None:
    opened = open_link(desk, a_link(desk, "knit-club", "purl-club"))
    assert [listing.id for listing in opened.listings] == ["knit-club", "purl-club"]
    assert opened.person == organiser_of(("knit-club", "purl-club"))
    assert opened.listing("purl-club").id == "purl-club"
    with pytest.raises(BadLink):
        opened.listing("yarn-club")


def test_link_holds_nothing_of_who_the_organiser_is(desk: Desk) -> None:
    token = a_link(desk, "knit-club")
    [row] = desk.store.find(LINKS)
    assert row == OrganiserLink(row.id, ("knit-club",), (0,), NINE, None, "check_due", ())
    assert "knit" not in token
    assert "example.org" not in LINKS.to_text(row)


def test_looking_changes_nothing(desk: Desk) -> None:
    token = a_link(desk, "knit-club")
    before = (desk.store.version(), desk.store.find(LINKS), list(desk.store.audited()))
    for _ in range(5):
        open_link(desk, token)
    assert (desk.store.version(), desk.store.find(LINKS), list(desk.store.audited())) == before


@pytest.mark.parametrize("spoil", [str.swapcase, lambda t: t[:-1], lambda t: t + "x", lambda _: ""])
def test_token_that_was_tampered_with_is_refused(desk: Desk, spoil: object) -> None:
    assert callable(spoil)
    with pytest.raises(BadLink) as caught:
        open_link(desk, spoil(a_link(desk, "knit-club")))
    assert caught.value.link is None


@pytest.mark.parametrize(
    ("key", "salt"), [("another key", "assetmap.organiser-link"), ("test", "invitation")]
)
def test_token_that_somebody_else_signed_is_refused(desk: Desk, key: str, salt: str) -> None:
    a_link(desk, "knit-club")
    [row] = desk.store.find(LINKS)
    with pytest.raises(BadLink):
        open_link(desk, URLSafeSerializer(key, salt=salt).dumps(row.id))


def test_token_of_a_link_that_is_not_kept_is_refused(desk: Desk) -> None:
    token = a_link(desk, "knit-club")
    with desk.store.transaction() as uow:
        uow.delete(LINKS, id=link_of(desk, token).id)
    with pytest.raises(BadLink):
        open_link(desk, token)


def test_link_works_for_thirty_days_by_the_directorys_own_clock(desk: Desk) -> None:
    token = a_link(desk, "knit-club")
    assert ends_at(desk, NINE) == datetime(2026, 4, 15, 9, tzinfo=LONDON)
    desk.clock = Clock(ends_at(desk, NINE) - timedelta(seconds=1))
    assert open_link(desk, token)
    desk.clock = Clock(ends_at(desk, NINE))
    with pytest.raises(ExpiredLink):
        open_link(desk, token)


def test_clock_that_jumped_back_neither_ends_a_link_nor_has_it_used_twice(desk: Desk) -> None:
    token = a_link(desk, "knit-club")
    desk.clock = Clock(NINE - timedelta(days=300))
    assert open_link(desk, token)
    done(desk, token, "knit-club")
    with pytest.raises(UsedLink):
        open_link(desk, token)


def test_link_is_used_up_when_every_listing_is_done(desk: Desk) -> None:
    token = a_link(desk, "knit-club", "purl-club")
    done(desk, token, "knit-club")
    assert [listing.id for listing in open_link(desk, token).listings] == ["purl-club"]
    with pytest.raises(UsedLink):
        done(desk, token, "purl-club", "knit-club")
    done(desk, token, "purl-club")
    with pytest.raises(UsedLink) as caught:
        open_link(desk, token)
    assert caught.value.link == replace(
        desk.store.find(LINKS)[0], used_at=NINE, done=("knit-club", "purl-club")
    )


def refusal(desk: Desk, token: str) -> type[LinkRefused] | None:
    try:
        open_link(desk, token)
    except LinkRefused as error:
        return type(error)
    return None


def test_link_is_outdated_once_a_listing_was_changed(desk: Desk) -> None:
    token = a_link(desk, "knit-club", "purl-club")
    pause(desk, by(EDITOR), "purl-club", None)
    assert refusal(desk, token) is OutdatedLink


def test_link_is_outdated_once_staff_confirmed_the_listing(desk: Desk) -> None:
    token = a_link(desk, "knit-club")
    record_check(desk, by(VOLUNTEER), "knit-club", Method.PHONED, Outcome.ALL_CORRECT)
    assert refusal(desk, token) is OutdatedLink


def test_link_is_outdated_once_a_listing_is_no_longer_listed(desk: Desk) -> None:
    token = a_link(desk, "knit-club")
    archive(desk, By(PROGRAM), "knit-club", "closed")
    assert refusal(desk, token) is OutdatedLink


def test_link_is_outdated_once_a_file_brought_the_listing_anew(desk: Desk) -> None:
    token = a_link(desk, "knit-club")
    with desk.store.transaction() as uow:
        uow.save_listing(
            replace(due_listing(), skills="Knitting", changed_at=NINE + timedelta(seconds=1))
        )
    assert refusal(desk, token) is OutdatedLink


def test_change_of_a_listing_that_is_done_does_no_harm(desk: Desk) -> None:
    token = a_link(desk, "knit-club", "purl-club")
    done(desk, token, "knit-club")
    pause(desk, by(EDITOR), "knit-club", None)
    assert [listing.id for listing in open_link(desk, token).listings] == ["purl-club"]


def test_report_and_failed_call_leave_the_link_as_it_is(desk: Desk) -> None:
    token = a_link(desk, "knit-club")
    report_problem(desk, by(VOLUNTEER), "knit-club", Trouble.NUMBER_DEAD)
    record_check(desk, by(VOLUNTEER), "knit-club", Method.PHONED, Outcome.NO_ANSWER)
    assert refusal(desk, token) is None


def test_links_are_forgotten_thirty_days_after_they_stopped_working(desk: Desk) -> None:
    used, unused = a_link(desk, "knit-club"), a_link(desk, "purl-club")
    done(desk, used, "knit-club")
    left = []
    for days in (30, 31, 90, 91):
        desk.clock = Clock(NINE + timedelta(days=days))
        with desk.store.transaction() as uow:
            forget_old_links(desk, uow)
        left.append([link.listing_ids for link in desk.store.find(LINKS)])
    both = [("knit-club",), ("purl-club",)]
    assert left == [both, both[1:], both[1:], []]
    assert refusal(desk, unused) is BadLink


def test_link_is_not_kept_when_its_letter_cannot_be(desk: Desk) -> None:
    def fail() -> None:
        with desk.store.transaction() as uow:
            make_link(desk, uow, ("knit-club",), "check_due")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert desk.store.find(LINKS) == []
