"""The committee sheet: frozen once a month, with the lists behind its figures."""

from dataclasses import replace
from typing import Any

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import PROGRAM, NotAllowed, Person, Role
from assetmap.domain.reports.committee_sheet import CommitteeSheet
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.reports import committee
from assetmap.services.reports.committee import (
    freeze_month,
    sheet_a_year_before,
    sheet_of,
    sheet_of_today,
    sheets,
)
from assetmap.services.reports.trust import trust
from assetmap.services.time_bank.posting import post_earlier_hours, post_exchange
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.reports.test_asked import ask
from tests.time_bank import BY_BROKER, confirmed, keep_exchange, the_time_bank

MANAGER = Actor(Person("p-m", roles=(Role.MANAGER,)))
UPKEEP = Actor(PROGRAM, "upkeep")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_listing("knit", name="Knit and Natter"),
        a_listing("hub", name="Riverside Hub", kind=Kind.HUB),
        a_listing("hands", name="Kind Hands", kind=Kind.MICRO_ENTERPRISE),
        a_listing("meet", name="Meet and greet", kind=Kind.VOLUNTEERING_ROLE),
        a_listing("gone", name="Gone", status=Status.ARCHIVED),
    )


def at(context: Context, make_context: ContextMaker, day: str) -> None:
    context.clock = make_context(today=day, home=context.config.home.parent / day).clock


def test_figures_are_those_of_the_lists_behind_them(context: Context) -> None:
    one, two, _ = the_time_bank(context)
    exchange = confirmed(context, keep_exchange(context, one.id, two.id))
    with context.unit_of_work() as uow:
        post_exchange(context, uow, BY_BROKER, exchange)
        post_earlier_hours(context, uow, BY_BROKER, 13_000 * 60, exchange.on)
    sheet = sheet_of_today(context, MANAGER)
    assert {key: sorted(ids) for key, ids in sheet.lists.items()} == {
        "listings": ["hands", "hub", "knit", "meet"],
        "hubs": ["hub"],
        "micro": ["hands"],
        "spaces": [],
        "roles": ["meet"],
        "checked_share": sorted(trust(context).in_time),
    }
    counts = {key: float(len(ids)) for key, ids in sheet.lists.items()}
    assert sheet.values["checked_share"] == counts.pop("checked_share") / counts["listings"]
    assert {key: sheet.values[key] for key in counts} == counts
    assert (sheet.values["exchanged"], sheet.values["earlier"]) == (90.0, 780_000.0)


def test_a_month_is_frozen_once_and_stays_as_it_was(
    context: Context, make_context: ContextMaker
) -> None:
    assert freeze_month(context, UPKEEP) is None  # in the middle of a month, with none before
    at(context, make_context, "2026-03-31")
    frozen = freeze_month(context, UPKEEP)
    assert frozen is not None
    assert freeze_month(context, UPKEEP) is None
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing("more", name="More", kind=Kind.HUB))
    assert sheet_of(context, MANAGER, frozen.on) == frozen
    assert frozen.values["hubs"] == 1
    at(context, make_context, "2026-05-02")  # nobody did the work on 30 April
    late = freeze_month(context, UPKEEP)
    assert late is not None
    assert [each.id for each in sheets(context)] == ["2026-04-30", "2026-03-31"]
    assert late.values["hubs"] == 2


def test_of_two_who_freeze_a_month_the_first_does(
    context: Context, make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(context, make_context, "2026-03-31")
    count, kept = committee._counted, []

    def slowly(*asked: Any) -> CommitteeSheet:
        monkeypatch.undo()
        kept.append(freeze_month(context, UPKEEP))  # as another machine does meanwhile
        return count(*asked)

    monkeypatch.setattr(committee, "_counted", slowly)
    assert freeze_month(context, UPKEEP) is None
    assert list(sheets(context)) == kept


def test_last_year_stands_beside_it(context: Context, make_context: ContextMaker) -> None:
    at(context, make_context, "2026-03-31")
    first = freeze_month(context, UPKEEP)
    at(context, make_context, "2027-03-31")
    second = freeze_month(context, UPKEEP)
    assert first is not None
    assert second is not None
    assert sheet_a_year_before(context, second) == first
    assert sheet_a_year_before(context, first) is None


def test_what_was_asked_in_vain_is_a_gap(context: Context) -> None:
    ask(context, "men's cooking", 6, "Purfleet")
    assert sheet_of_today(context, MANAGER).gaps == (
        "“mens cooking” was asked 6 times in 3 months, and nothing fitted.",
    )


def test_who_may(context: Context) -> None:
    with pytest.raises(NotAllowed):
        sheet_of_today(context, Actor(Person("p-v", roles=(Role.VOLUNTEER,))))
    with pytest.raises(NotFound):
        sheet_of(context, MANAGER, replace(context.clock).today())
