"""Members' signed links: what opens what, and until when."""

from dataclasses import replace

import pytest

from assetmap.domain.time_bank.members import Stage
from assetmap.services.context import Context
from assetmap.services.time_bank.member_links import (
    LinkRefused,
    ends_at,
    member_token,
    member_url,
    open_member_link,
)
from assetmap.storage.tables import TIME_BANK_MEMBERS
from tests.conftest import ContextMaker
from tests.time_bank import join


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def test_link_opens_its_member_and_says_nothing_of_them(context: Context) -> None:
    ada = join(context)
    token = member_token(context, ada)
    assert open_member_link(context, token) == ada
    assert member_url(context, ada, "/ask").endswith(f"/time-bank/me/{token}/ask")
    assert not any(each in token for each in ("Ada", "Lovelock", "example"))


@pytest.mark.parametrize(
    "changes", [{"link_mark": "new"}, {"link_mark": ""}, {"stage": Stage.LEFT}]
)
def test_link_is_void_when_the_mark_changes_or_they_left(
    context: Context, changes: dict[str, object]
) -> None:
    ada = join(context)
    token = member_token(context, ada)
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_MEMBERS, replace(ada, **changes))
    with pytest.raises(LinkRefused) as caught:
        open_member_link(context, token)
    assert caught.value.is_old


@pytest.mark.parametrize(("today", "works"), [("2026-04-14", True), ("2026-04-15", False)])
def test_link_works_for_its_days(
    context: Context, make_context: ContextMaker, today: str, works: bool
) -> None:
    ada = join(context)
    token = member_token(context, ada)
    later = make_context(today=today, home=context.config.home)
    assert (later.clock.now() < ends_at(context, context.clock.now())) is works
    if works:
        assert open_member_link(later, token) == ada
        return
    with pytest.raises(LinkRefused):
        open_member_link(later, token)


@pytest.mark.parametrize("token", ["", "nonsense", "WyIxMDEiXQ.x", "." * 200, "\x00"])
def test_what_is_not_ours_opens_nothing(context: Context, token: str) -> None:
    join(context)
    with pytest.raises(LinkRefused) as caught:
        open_member_link(context, token)
    assert not caught.value.is_old
