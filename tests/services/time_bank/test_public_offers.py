"""Members' offers among the listings, over a real store and index."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from assetmap.domain.listings.lifecycle import ArchiveReason
from assetmap.domain.listings.listing import Kind, Listing, Status
from assetmap.domain.people.people import PROGRAM
from assetmap.domain.search.query import Search
from assetmap.domain.time_bank.items import ItemKind, ItemState, TimeBankItem
from assetmap.domain.time_bank.members import GroupAccount, Member, Stage
from assetmap.services.areas.sample_areas import load_sample_areas
from assetmap.services.checks.upkeep_run import run_day
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update, revisions_of, save_change
from assetmap.services.search.finding import answer
from assetmap.services.time_bank.accounts import add_group, save_member
from assetmap.services.time_bank.offer_listings import CONSENT, SOURCE
from assetmap.services.time_bank.public_offers import OffersRefreshed, is_held_back, refresh
from assetmap.storage.tables import REVISIONS, TIME_BANK_GROUPS, TIME_BANK_ITEMS
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.time_bank import BY_BROKER, join, keep_item

AVELEY, GRAYS, TILBURY = "SAMPLE-01", "SAMPLE-06", "SAMPLE-09"
WHOLE = "Thurrock"
ADA = "Ada Lovelock"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """An empty directory with the sample's wards."""
    context = make_context()
    load_sample_areas(context, Actor(PROGRAM))
    return context


def refreshed(context: Context) -> OffersRefreshed:
    with context.unit_of_work() as uow:
        return refresh(context, uow, BY_BROKER)


def offers(context: Context, member: Member, number: int, **values: object) -> list[TimeBankItem]:
    return [keep_item(context, member.id, f"Offer {n}", **values) for n in range(number)]


def public(context: Context) -> list[Listing]:
    """The public listings that are offers, by their name."""
    every = (record.listing for record in context.store.all())
    found = [each for each in every if each.kind is Kind.TIME_BANK_OFFER and each.status.is_public]
    return sorted(found, key=lambda each: each.name)


def areas(context: Context) -> dict[str, int]:
    return dict(Counter(each.where.area_served for each in public(context)))


def change(context: Context, item: TimeBankItem, **values: object) -> OffersRefreshed:
    """Keep an item that was changed, and refresh, in one transaction."""
    stored = context.store.get(TIME_BANK_ITEMS, item.id)
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_ITEMS, replace(stored, **values))  # type: ignore[arg-type]
        return refresh(context, uow, BY_BROKER)


def test_tb13_an_offer_is_a_listing_that_says_nothing_of_its_member(context: Context) -> None:
    ada = join(context, ward=TILBURY)
    item = keep_item(
        *(context, ada.id, "A walk for your dog"),
        details="One dog at a time. I bring bags.",
        category="home/pets",
        days=("Tue", "Thu"),
    )
    done = refreshed(context)
    (listing,) = public(context)
    assert done == OffersRefreshed(listed=(listing.id,))
    assert context.store.get(TIME_BANK_ITEMS, item.id).listing_id == listing.id
    assert listing.id.startswith("a-walk-for-your-dog-")
    assert (listing.name, listing.summary, listing.description) == (
        *("A walk for your dog", "One dog at a time. I bring bags.", ""),
    )
    assert listing.categories == ("give/timebank", "home/pets")
    assert (listing.cost.text, listing.join) == ("1 time credit an hour", "time-bank")
    assert listing.schedule.words == ("Tuesdays and Thursdays",)
    assert listing.where == replace(listing.where, area_served=WHOLE, point=None, postcode="")
    help_line = context.borough.help
    assert (listing.public.phone, listing.public.email) == (help_line.phone, help_line.email)
    assert not load_for_update(context, listing.id).listing.private
    assert (listing.steward, listing.checked.on) == ("Thurrock CVS", date(2026, 3, 16))
    told = repr(load_for_update(context, listing.id).listing).casefold()
    for of_hers in ("ada", "lovelock", "960501", "sample row", "rm18", ada.id, TILBURY.casefold()):
        assert of_hers not in told.replace("sample-", ""), of_hers


def test_tb13_the_borough_s_broker_is_whom_one_rings(context: Context) -> None:
    rules = replace(context.borough.time_bank, phone="01632 960777", email="tb@example.org")
    context.take_borough(replace(context.borough, time_bank=rules))
    offers(context, join(context), 1)
    refreshed(context)
    assert public(context)[0].public.phone == "01632 960777"
    assert public(context)[0].public.email == "tb@example.org"


def test_only_what_differs_is_written(context: Context) -> None:
    ada = join(context, ward=TILBURY)
    one, *_ = offers(context, ada, 4)
    refreshed(context)
    version = context.store.version()
    with context.unit_of_work() as uow:
        assert refresh(context, uow, BY_BROKER) == OffersRefreshed()
        assert not uow.has_queued
    assert context.store.version() == version
    done = change(context, one, title="Another title")
    assert (done.listed, len(done.changed), done.taken_off) == ((), 1, ())
    listing = public(context)[0]
    assert (listing.name, done.changed) == ("Another title", (listing.id,))
    assert [each.number for each in revisions_of(context, listing.id)] == [1, 2]


def test_tb13_wards_with_fewer_than_three_are_the_whole_borough(context: Context) -> None:
    tilbury, grays, aveley = (join(context, ward=each) for each in (TILBURY, GRAYS, AVELEY))
    offers(context, tilbury, 4)
    offers(context, grays, 2)
    offers(context, aveley, 1)
    offers(context, join(context, ward=""), 1)
    offers(context, join(context, ward="a ward that is none"), 1)
    refreshed(context)
    assert areas(context) == {"Tilbury": 4, WHOLE: 5}


def test_tb13_one_small_ward_takes_the_next_smallest_with_it(context: Context) -> None:
    for ward, number in ((TILBURY, 5), (GRAYS, 4), (AVELEY, 1)):
        offers(context, join(context, ward=ward), number)
    refreshed(context)
    assert areas(context) == {"Tilbury": 5, WHOLE: 5}


def test_tb13_the_offer_s_own_ward_counts_before_the_member_s(context: Context) -> None:
    offers(context, join(context, ward=GRAYS), 3, ward=TILBURY)
    refreshed(context)
    assert areas(context) == {"Tilbury": 3}


def test_tb13_a_ward_that_became_small_is_nowhere_in_the_history(context: Context) -> None:
    """Neither the listings that stay nor the one that went tell which ward they were in."""
    gone, *_ = offers(context, join(context, ward=TILBURY), 3)
    offers(context, join(context, ward=GRAYS), 2)
    refreshed(context)
    assert areas(context) == {WHOLE: 5}  # one ward alone would be found by its being left
    offers(context, join(context, ward=AVELEY), 1)
    refreshed(context)
    assert areas(context) == {"Tilbury": 3, WHOLE: 3}
    change(context, gone, state=ItemState.CLOSED)
    assert areas(context) == {WHOLE: 5}
    for listing_id in context.store.source_ids(SOURCE).values():
        revisions = [each.listing for each in revisions_of(context, listing_id)]
        assert {each.where.area_served for each in revisions} == {WHOLE}
        assert "Tilbury" not in repr(load_for_update(context, listing_id).listing)
        for audited in context.store.audited(subject=f"listing:{listing_id}"):
            assert "Tilbury" not in repr(audited.values)


@pytest.mark.parametrize("stage", [Stage.PAUSED, Stage.LEFT])
def test_a_member_who_pauses_or_leaves_offers_nothing(context: Context, stage: Stage) -> None:
    ada = join(context)
    offers(context, ada, 2)
    refreshed(context)
    with context.unit_of_work() as uow:
        save_member(context, uow, BY_BROKER, replace(ada, stage=stage), "changed the stage")
        done = refresh(context, uow, BY_BROKER)
    assert (public(context), len(done.taken_off)) == ([], 2)
    with context.unit_of_work() as uow:
        save_member(context, uow, BY_BROKER, ada, "changed the stage")
        back = refresh(context, uow, BY_BROKER)
    assert sorted(back.listed) == sorted(done.taken_off)  # under the same addresses


def test_tb12_a_concern_takes_the_member_s_offers_off(context: Context) -> None:
    ada = join(context)
    offers(context, ada, 1)
    refreshed(context)
    with context.unit_of_work() as uow:
        frozen = replace(ada, frozen_on=date(2026, 3, 16))
        save_member(context, uow, BY_BROKER, frozen, "raised a concern")
        refresh(context, uow, BY_BROKER)
    assert public(context) == []


def test_a_closed_offer_is_off_and_comes_back_at_its_address(context: Context) -> None:
    (item,) = offers(context, join(context), 1)
    (listing_id,) = refreshed(context).listed
    assert change(context, item, state=ItemState.CLOSED).taken_off == (listing_id,)
    kept = context.store.get_listing(listing_id).listing
    assert (kept.status, kept.archived_because) == (Status.ARCHIVED, ArchiveReason.CLOSED)
    assert refreshed(context) == OffersRefreshed()
    assert change(context, item, state=ItemState.OPEN).listed == (listing_id,)
    assert public(context)[0].archived_because == ""


def test_tb15_an_offer_that_ran_out_is_off_with_the_day_s_work(make_context: ContextMaker) -> None:
    context = make_context()
    (item,) = offers(context, join(context), 1)
    refreshed(context)
    later = make_context(today=(item.until + timedelta(days=1)).isoformat())
    assert run_day(later).offers_off == 1
    assert (public(later), run_day(later).offers_off) == ([], 0)


def test_tb15_renewing_is_a_check(make_context: ContextMaker) -> None:
    context = make_context()
    (item,) = offers(context, join(context), 1)
    refreshed(context)
    later = make_context(today="2026-05-20")
    renewed = item.renewed(later.clock.today(), later.borough.time_bank.item_time)
    change(later, renewed, until=renewed.until)
    assert public(later)[0].checked.on == date(2026, 5, 20)


def test_wants_are_never_public(context: Context) -> None:
    offers(context, join(context), 2, kind=ItemKind.WANT)
    assert (refreshed(context), public(context)) == (OffersRefreshed(), [])


def test_a_group_s_offer_is_public_until_the_group_is_closed(context: Context) -> None:
    with context.unit_of_work() as uow:
        hub = add_group(context, uow, BY_BROKER, GroupAccount("0", "Riverside Hub", date.today()))
    keep_item(context, hub.id, "Coffee with us at Riverside Hub")
    refreshed(context)
    assert [each.name for each in public(context)] == ["Coffee with us at Riverside Hub"]
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_GROUPS, replace(hub, closed_on=date(2026, 3, 16)))
        refresh(context, uow, BY_BROKER)
    assert public(context) == []


def test_tb13_an_offer_whose_words_tell_whose_it_is_is_held_back(context: Context) -> None:
    ada = join(context)
    item = keep_item(context, ada.id, "Dog walks with Ada")
    assert refreshed(context) == OffersRefreshed(held_back=(item.id,))
    assert is_held_back(context, item)
    assert change(context, item, title="Dog walks").held_back == ()
    assert len(public(context)) == 1
    assert len(change(context, item, details="Ring 01632 960501").taken_off) == 1
    assert public(context) == []


def test_listings_of_no_member_stay_as_they_are(make_context: ContextMaker) -> None:
    """Those of the sample and of files, though a file's source is called as ours is."""
    mine = {"kind": Kind.TIME_BANK_OFFER, "source_id": "1"}
    files = [
        a_listing("from-a-file", **mine, source="time-bank"),
        a_listing("called-so", **mine, source=SOURCE),
    ]
    context = make_context(*files)
    before = [context.store.get_listing(each.id) for each in files]
    assert refreshed(context) == OffersRefreshed()
    assert [context.store.get_listing(each.id) for each in files] == before


def test_of_an_erased_offer_nothing_is_left(context: Context) -> None:
    (item,) = offers(context, join(context), 1, details="Words of a person")
    (listing_id,) = refreshed(context).listed
    with context.unit_of_work() as uow:
        uow.delete(TIME_BANK_ITEMS, id=item.id)
        assert refresh(context, uow, BY_BROKER).taken_off == (listing_id,)
    assert context.store.source_ids(SOURCE) == {}
    assert context.store.count(REVISIONS, listing_id=listing_id) == 0
    assert "Words of a person" not in repr(list(context.store.audited()))
    assert context.store.scrub()
    for path in context.config.home.glob("*.db*"):
        assert b"Words of a person" not in path.read_bytes()
    assert answer(context, Search("words of a person")).total == 0


def test_what_staff_took_off_stays_off(context: Context) -> None:
    (item,) = offers(context, join(context), 1)
    (listing_id,) = refreshed(context).listed
    before = load_for_update(context, listing_id)
    policy = str(ArchiveReason.POLICY)
    after = replace(before.listing, status=Status.ARCHIVED, archived_because=policy)
    with context.unit_of_work() as uow:
        save_change(context, uow, BY_BROKER, before, after, "archived", policy)
    assert change(context, item, title="The same, once more") == OffersRefreshed()
    assert public(context) == []


def test_without_a_time_bank_no_offer_is_public(context: Context) -> None:
    offers(context, join(context), 1)
    refreshed(context)
    off = replace(context.borough.time_bank, is_on=False)
    context.take_borough(replace(context.borough, time_bank=off))
    assert len(refreshed(context).taken_off) == 1
    assert public(context) == []


def test_two_offers_of_one_title_have_an_address_each(context: Context) -> None:
    ada = join(context)
    for _ in range(2):
        keep_item(context, ada.id, "Dog walks")
    assert len(set(refreshed(context).listed)) == 2


def test_members_offers_are_found_by_everyday_words(context: Context) -> None:
    keep_item(context, join(context).id, "A walk for your dog", category="home/pets")
    refreshed(context)
    found = answer(context, Search("somebody to walk my dog"))
    assert [each.listing.shown.name for each in found.hits] == ["A walk for your dog"]
    assert found.hits[0].listing.point is None


def test_what_is_kept_says_who_agreed(context: Context) -> None:
    offers(context, join(context), 1)
    (listing_id,) = refreshed(context).listed
    assert load_for_update(context, listing_id).listing.consent == CONSENT
    assert [each.what for each in revisions_of(context, listing_id)] == ["listed an offer"]
