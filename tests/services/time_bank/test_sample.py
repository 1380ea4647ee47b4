"""The sample's time bank: its balances, that nobody in it is real, and that it comes in once."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from assetmap.bootstrap import open_context
from assetmap.clock import Clock
from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.people.people import PROGRAM
from assetmap.domain.place import parse_postcode
from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.items import ItemKind
from assetmap.domain.time_bank.ledger import (
    EARLIER,
    SAMPLE_KEYS,
    STEP,
    PlaceKind,
    TransferKind,
    checked_transfer,
    not_corrected,
)
from assetmap.domain.time_bank.members import Stage
from assetmap.services.admin.sample import WRITTEN_FOR, load_sample
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.offer_listings import SOURCE
from assetmap.services.time_bank.posting import post_welcome
from assetmap.services.time_bank.sample import (
    load_sample_time_bank,
    read_sample_time_bank,
)
from assetmap.storage.tables import (
    TIME_BANK_EXCHANGES,
    TIME_BANK_GROUPS,
    TIME_BANK_ITEMS,
    TIME_BANK_MEMBERS,
    TIME_BANK_REQUESTS,
    TIME_BANK_SLIP_PADS,
)
from tests.conftest import ContextMaker, config_at
from tests.time_bank import BY_BROKER, join

BY_PROGRAM = Actor(PROGRAM, "sample")
BANK = read_sample_time_bank()
TABLES = (
    *(TIME_BANK_MEMBERS, TIME_BANK_GROUPS, TIME_BANK_ITEMS, TIME_BANK_EXCHANGES),
    *(TIME_BANK_REQUESTS, TIME_BANK_SLIP_PADS),
)


def load(context: Context, days: int = 0) -> bool:
    return load_sample_time_bank(context, BY_PROGRAM, timedelta(days))


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    assert load(context)
    return context


def test_the_balances_are_those_of_the_acceptance_checks(context: Context) -> None:
    balances = context.store.ledger.balances()
    known = {each: balances[each] for each in ("101", "102", "pot", EARLIER)}
    assert known == {"101": 180, "102": -120, "pot": 600, EARLIER: 13_000 * 60}
    assert sum(balances.values()) == 0
    assert context.store.ledger.faults() == []
    [hub] = context.store.find(TIME_BANK_GROUPS)
    assert (hub.id, hub.name, hub.listing_id) == ("103", "Riverside Hub", "riverside-hub")


def test_it_is_alive(context: Context) -> None:
    ledger = context.store.ledger
    kinds = Counter(each.kind for each in ledger.transfers())
    assert set(kinds) == set(TransferKind) - {TransferKind.CLOSING}
    stands = not_corrected(ledger.transfers(), ledger.corrections())
    assert Counter(x.kind for x in stands if x.kind.is_exchanged) == {
        TransferKind.EXCHANGE: 30,
        TransferKind.GROUP: 3,
    }
    assert {each.stage for each in context.store.find(TIME_BANK_MEMBERS)} == {
        *(Stage.ACTIVE, Stage.PAUSED, Stage.APPLIED),
    }
    today = WRITTEN_FOR
    is_open = Counter(x.kind for x in context.store.find(TIME_BANK_ITEMS) if x.is_open(today))
    assert is_open == {ItemKind.OFFER: 16, ItemKind.WANT: 9}
    [waits] = context.store.find(TIME_BANK_EXCHANGES, state=ExchangeState.DONE)
    assert waits.waits_for == ("105",)
    [agreed] = context.store.find(TIME_BANK_EXCHANGES, state=ExchangeState.AGREED)
    assert today + timedelta(days=8) == agreed.on
    assert len(context.store.find(TIME_BANK_REQUESTS)) == 1


def test_loading_twice_changes_nothing(context: Context) -> None:
    before = context.store.ledger.transfers()
    kept = [context.store.find(each) for each in TABLES]
    assert not load(context)
    assert context.store.ledger.transfers() == before
    assert [context.store.find(each) for each in TABLES] == kept


def test_it_stays_out_of_a_time_bank_that_people_work_with(make_context: ContextMaker) -> None:
    context = make_context()
    member = join(context)
    assert not load(context)
    assert context.store.find(TIME_BANK_MEMBERS) == [member]


def test_a_borough_without_a_time_bank_has_no_sample_of_one(make_context: ContextMaker) -> None:
    context = make_context()
    rules = replace(context.borough.time_bank, is_on=False)
    context.take_borough(replace(context.borough, time_bank=rules))
    assert not load(context)
    assert context.store.find(TIME_BANK_MEMBERS) == []


def test_without_the_sample_s_wards_nobody_lives_in_them(context: Context) -> None:
    wards = {
        x.ward for table in (TIME_BANK_MEMBERS, TIME_BANK_ITEMS) for x in context.store.find(table)
    }
    assert wards == {""}
    assert {each.ward for each in context.store.ledger.transfers()} == {""}


def test_all_of_it_can_be_told_from_what_is_real(context: Context) -> None:
    assert all(each.key.startswith(SAMPLE_KEYS) for each in context.store.ledger.transfers())
    assert all(each.is_sample for table in TABLES for each in context.store.find(table))


def test_who_had_welcome_hours_has_no_more_of_them(context: Context) -> None:
    """TB6, of who paused and comes back: their welcome hours have a key of the sample's."""
    member = context.store.get(TIME_BANK_MEMBERS, "112")
    with context.unit_of_work() as uow:
        assert post_welcome(context, uow, BY_BROKER, member) is None
    assert context.store.ledger.balance("112") == 300


def test_no_mark_of_a_link_is_in_the_file(context: Context) -> None:
    marks = [each.link_mark for each in context.store.find(TIME_BANK_MEMBERS)]
    assert len(set(marks)) == len(BANK.members)
    assert {each.link_mark for each in BANK.members} == {""}


def test_with_the_listings_on_a_clock_that_runs(tmp_path: Path, postcode_cache: Path) -> None:
    config = replace(config_at(tmp_path / "home", postcode_cache), clock=Clock())
    context = open_context(config)
    load_sample(context)
    by = context.clock.today() - WRITTEN_FOR
    assert [each.done_on for each in context.store.ledger.transfers()] == [
        each.done_on + by for each in BANK.transfers
    ]
    member = context.store.get(TIME_BANK_MEMBERS, "101")
    assert member.spoken_on == date(2026, 2, 24) + by
    assert [each.on for each in member.stages] == [each.on + by for each in BANK.members[0].stages]
    assert member.ward == "SAMPLE-09"
    assert {each.listing_id for each in BANK.groups} <= set(context.store.source_ids("sample"))
    listed = {each.id for each in BANK.items if each.kind is ItemKind.OFFER}
    assert set(context.store.source_ids(SOURCE)) == listed
    assert {
        each.listing_id != "" for each in context.store.find(TIME_BANK_ITEMS, kind="offer")
    } == {True}
    load_sample(context)
    assert len(context.store.ledger.transfers()) == len(BANK.transfers)
    context.close()


def test_nobody_in_it_can_be_rung_or_written_to() -> None:
    for each in BANK.members:
        assert re.fullmatch(r"(01632 960|07700 900)\d{3}", each.phone)
        assert each.email == "" or each.email.endswith("@example.org")


def test_what_it_says_fits_together(sample_context: Context) -> None:
    people = {each.id: each for each in BANK.members}
    groups = {each.id for each in BANK.groups}
    exchanges = {each.id: each for each in BANK.exchanges}
    known = set(sample_context.borough.words.category)
    assert {each.category for each in (*BANK.items, *BANK.transfers)} - {""} <= known
    for each in BANK.transfers:
        checked_transfer(each)
        assert each.posted_at.date() >= each.done_on
        if each.kind is TransferKind.EXCHANGE:
            posted = exchanges[each.id]
            assert (posted.giver, posted.receiver) == (*each.givers, *each.receivers)
            assert (posted.minutes, posted.on, posted.ward) == (
                each.minutes,
                each.done_on,
                each.ward,
            )
            assert posted.waits_for == ()
            assert posted.posted_at == each.posted_at
    for each in BANK.exchanges:
        assert each.minutes % STEP == 0
        assert {each.giver, each.receiver} <= {*people, *groups}
        sides = [people[x] for x in (each.giver, each.receiver) if x in people]
        if each.place is PlaceKind.HOME:
            assert people[each.giver].home_allowed
        if each.place is PlaceKind.LIFT:
            assert people[each.giver].lifts_allowed
        if any(side.is_under_18(each.on) for side in sides):
            assert each.place is PlaceKind.PUBLIC


@pytest.mark.parametrize("number", [each.id for each in BANK.members])
def test_a_first_exchange_was_somewhere_public_or_with_the_broker(number: str) -> None:
    """TB11, of who joined in the time that the ledger tells of."""
    member = next(each for each in BANK.members if each.id == number)
    since = member.since(Stage.ACTIVE)
    own = sorted((x for x in BANK.exchanges if number in (x.giver, x.receiver)), key=lambda x: x.on)
    if since and own and since >= date(2025, 9, 1):
        assert own[0].place is PlaceKind.PUBLIC or own[0].broker_present


def test_they_live_in_the_ward_of_their_postcode(sample_context: Context) -> None:
    wards = sample_context.areas.current(AreaKind.WARD, WRITTEN_FOR)
    assert wards is not None
    for each in BANK.members:
        postcode = parse_postcode(each.postcode)
        located = postcode and sample_context.postcodes.locate(postcode)
        assert located, each.postcode
        assert (each.id, wards.finder.at(located.point)) == (each.id, each.ward)


def test_what_people_need_is_in_the_borough_s_words(sample_context: Context) -> None:
    asked = {need for each in BANK.members for need in each.access}
    assert asked <= set(sample_context.borough.words.access_feature)
