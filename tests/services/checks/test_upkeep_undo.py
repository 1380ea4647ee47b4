"""What the day's work archived is taken back in one go, as it was, and nothing else is."""

from datetime import date

from assetmap.domain.listings.lifecycle import ArchiveReason
from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import Role
from assetmap.services.checks.upkeep_run import run_day
from assetmap.services.checks.upkeep_undo import archived_by_upkeep, take_back
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.archiving import archive, restore
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.services.checks.test_upkeep_brakes import RANG
from tests.services.organisers import due_listing

TODAY = date(2026, 3, 16)


def test_the_day_is_taken_back_but_for_what_somebody_did_since(make_context: ContextMaker) -> None:
    listings = [due_listing(name, checked=RANG) for name in ("a", "b", "c")]
    context = make_context(*listings, due_listing("d"))
    editor = Actor(a_person(context, Role.EDITOR), "web")
    run_day(context)
    archive(context, editor, "d", ArchiveReason.CLOSED)
    restore(context, editor, "c")
    assert [each.id for each in archived_by_upkeep(context, TODAY)] == ["a", "b"]
    assert archived_by_upkeep(context, date(2026, 3, 15)) == ()
    assert [each.id for each in take_back(context, TODAY)] == ["a", "b"]
    kept = {record.listing.id: record.listing for record in context.store.all()}
    statuses = {name: listing.status for name, listing in kept.items()}
    assert statuses == {
        "a": Status.PUBLISHED,
        "b": Status.PUBLISHED,
        "c": Status.DRAFT,
        "d": Status.ARCHIVED,
    }
    assert [(kept[name].archived_because, kept[name].checked) for name in "ab"] == [("", RANG)] * 2
    assert context.indexer.compare().agrees
    assert take_back(context, TODAY) == ()
