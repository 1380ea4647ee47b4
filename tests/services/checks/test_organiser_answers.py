"""What the pages cannot bring about by themselves: two presses at once, and a crash in between."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from assetmap.domain.checks.check import Outcome
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Status
from assetmap.domain.listings.proposal import ProposalState
from assetmap.services.checks.checks import checks_of
from assetmap.services.checks.organiser_answers import (
    ask_to_end,
    close_for_now,
    confirm,
    open_again,
    send_change,
)
from assetmap.services.checks.organiser_links import BadLink, UsedLink, link_of, open_link
from assetmap.services.context import Desk
from assetmap.services.listings.proposals import NothingChanged
from assetmap.services.listings.transitions import resume
from assetmap.storage.store import UnitOfWork
from assetmap.storage.tables import LINKS, PROPOSALS
from tests.conftest import DeskMaker
from tests.services.colleagues import EDITOR, by
from tests.services.organisers import a_link, due_listing


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    return make_desk(due_listing("knit-club"), due_listing("purl-club"), due_listing("kims"))


def test_button_pressed_twice_at_once_counts_once(desk: Desk) -> None:
    opened = open_link(desk, a_link(desk, "knit-club", "purl-club"))
    confirm(desk, opened, ["knit-club"])
    with pytest.raises(UsedLink):
        confirm(desk, opened, ["knit-club"])
    assert len(checks_of(desk, "knit-club")) == 1


def test_answer_for_one_that_is_not_theirs_does_nothing_for_the_others(desk: Desk) -> None:
    opened = open_link(desk, a_link(desk, "knit-club"))
    with pytest.raises(BadLink):
        confirm(desk, opened, ["knit-club", "kims"])
    assert checks_of(desk, "knit-club") == []


def test_check_that_fails_leaves_the_link_unused(desk: Desk) -> None:
    token = a_link(desk, "knit-club")
    opened = open_link(desk, token)
    with pytest.raises(NotPossible):
        open_again(desk, opened, "knit-club")
    with pytest.raises(NothingChanged):
        send_change(desk, opened, "knit-club", {"cost": "£2"})
    assert open_link(desk, token) == opened


def test_closed_for_now_and_open_again_by_two_links(desk: Desk) -> None:
    close_for_now(desk, open_link(desk, a_link(desk, "knit-club")), "knit-club", None, "Flood")
    assert desk.store.get_listing("knit-club").listing.status is Status.PAUSED
    open_again(desk, open_link(desk, a_link(desk, "knit-club")), "knit-club")
    listing = desk.store.get_listing("knit-club").listing
    assert (listing.status, listing.notice) == (Status.PUBLISHED, "")
    with pytest.raises(NotPossible):
        resume(desk, by(EDITOR), "knit-club")


class PowerCut(Exception):
    """Stands for the moment at which everything stops."""


def test_crash_loses_no_request_to_be_taken_off(desk: Desk) -> None:
    token = a_link(desk, "knit-club")
    opened, whole = open_link(desk, token), desk.store.transaction

    @contextmanager
    def cut_short() -> Iterator[UnitOfWork]:
        with whole() as uow:
            yield uow
            if desk.store.get(LINKS, opened.link.id).done:
                raise PowerCut

    desk.store.transaction = cut_short  # type: ignore[method-assign]
    with pytest.raises(PowerCut):
        ask_to_end(desk, opened, "knit-club", Outcome.WANTS_REMOVAL)
    desk.store.transaction = whole  # type: ignore[method-assign]
    asked = desk.store.find(PROPOSALS, state=ProposalState.WAITING)
    assert [each.archive_because for each in asked] == ["owner asked"]
    ask_to_end(desk, open_link(desk, token), "knit-club", Outcome.WANTS_REMOVAL)
    assert desk.store.find(PROPOSALS, state=ProposalState.WAITING) == asked
    assert link_of(desk, token).done == ("knit-club",)
