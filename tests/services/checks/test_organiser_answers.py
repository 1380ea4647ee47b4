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
from assetmap.services.context import Context
from assetmap.services.listings.proposals import NothingChanged
from assetmap.services.listings.transitions import resume
from assetmap.storage.tables import LINKS, PROPOSALS
from assetmap.storage.unit_of_work import UnitOfWork
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, by
from tests.services.organisers import a_link, due_listing


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(due_listing("knit-club"), due_listing("purl-club"), due_listing("kims"))


def test_button_pressed_twice_at_once_counts_once(context: Context) -> None:
    opened = open_link(context, a_link(context, "knit-club", "purl-club"))
    confirm(context, opened, ["knit-club"])
    with pytest.raises(UsedLink):
        confirm(context, opened, ["knit-club"])
    assert len(checks_of(context, "knit-club")) == 1


def test_answer_for_one_that_is_not_theirs_does_nothing_for_the_others(context: Context) -> None:
    opened = open_link(context, a_link(context, "knit-club"))
    with pytest.raises(BadLink):
        confirm(context, opened, ["knit-club", "kims"])
    assert checks_of(context, "knit-club") == []


def test_check_that_fails_leaves_the_link_unused(context: Context) -> None:
    token = a_link(context, "knit-club")
    opened = open_link(context, token)
    with pytest.raises(NotPossible):
        open_again(context, opened, "knit-club")
    with pytest.raises(NothingChanged):
        send_change(context, opened, "knit-club", {"cost": "£2"})
    assert open_link(context, token) == opened


def test_closed_for_now_and_open_again_by_two_links(context: Context) -> None:
    close_for_now(
        context, open_link(context, a_link(context, "knit-club")), "knit-club", None, "Flood"
    )
    assert context.store.get_listing("knit-club").listing.status is Status.PAUSED
    open_again(context, open_link(context, a_link(context, "knit-club")), "knit-club")
    listing = context.store.get_listing("knit-club").listing
    assert (listing.status, listing.notice) == (Status.PUBLISHED, "")
    with pytest.raises(NotPossible):
        resume(context, by(EDITOR), "knit-club")


class PowerCut(Exception):
    """Stands for the moment at which everything stops."""


def test_crash_loses_no_request_to_be_taken_off(context: Context) -> None:
    token = a_link(context, "knit-club")
    opened, whole = open_link(context, token), context.store.transaction

    @contextmanager
    def cut_short() -> Iterator[UnitOfWork]:
        with whole() as uow:
            yield uow
            if context.store.get(LINKS, opened.link.id).done:
                raise PowerCut

    context.store.transaction = cut_short  # type: ignore[method-assign]
    with pytest.raises(PowerCut):
        ask_to_end(context, opened, "knit-club", Outcome.WANTS_REMOVAL)
    context.store.transaction = whole  # type: ignore[method-assign]
    asked = context.store.find(PROPOSALS, state=ProposalState.WAITING)
    assert [each.archive_because for each in asked] == ["owner asked"]
    ask_to_end(context, open_link(context, token), "knit-club", Outcome.WANTS_REMOVAL)
    assert context.store.find(PROPOSALS, state=ProposalState.WAITING) == asked
    assert link_of(context, token).done == ("knit-club",)
