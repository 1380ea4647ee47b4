"""Browsers that are remembered: whose they are, for how long, and that ending one holds."""

from datetime import timedelta

import pytest

from assetmap.clock import Clock
from assetmap.domain.people.people import Role
from assetmap.services.account.remembered_browsers import (
    end,
    forget_all,
    is_remembered,
    remember,
    still_held,
    still_remembered,
)
from assetmap.services.context import Context
from assetmap.storage.store import NotFound
from assetmap.storage.tables import REMEMBERED_BROWSERS
from tests.conftest import ContextMaker
from tests.people import a_person


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def test_browser_is_its_owners_until_it_is_ended(context: Context) -> None:
    one, other = a_person(context, Role.VOLUNTEER), a_person(context, Role.MANAGER)
    tokens = (remember(context, one.id, "Firefox"), remember(context, one.id, "Edge"))
    assert is_remembered(context, one.id, tokens)
    assert not is_remembered(context, other.id, tokens)
    assert not is_remembered(context, one.id, ("", "made up"))
    newest, oldest = still_remembered(context, one.id)
    assert [newest.device, oldest.device] == ["Edge", "Firefox"]
    with pytest.raises(NotFound):
        end(context, other.id, newest.id)
    end(context, one.id, oldest.id)
    end(context, one.id, oldest.id)
    assert not is_remembered(context, one.id, tokens[:1])
    assert still_held(context, tokens) == tokens[1:]
    with context.unit_of_work() as uow:
        assert forget_all(context, uow, one.id) == 1
    assert still_remembered(context, one.id) == ()
    said = [each.entry.happening.what for each in context.store.audited(by=one.id)]
    assert said == ["remembered a browser", "remembered a browser", "forgot a browser"]


def test_browser_is_remembered_for_thirty_days_and_its_use_is_noted(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    token = remember(context, someone.id, "Firefox")
    began = context.clock.now()
    for at, holds in (
        (began - timedelta(seconds=1), False),  # a clock that jumped back
        (began + timedelta(days=30, seconds=-1), True),
        (began + timedelta(days=30), False),
    ):
        context.clock = Clock(at)
        assert is_remembered(context, someone.id, (token,)) is holds
    (kept,) = context.store.find(REMEMBERED_BROWSERS)
    assert (kept.since, kept.seen) == (began, began + timedelta(days=30, seconds=-1))
    assert token not in repr(kept)
