"""Who may see a place that a precision hides, and that it stands nowhere else."""

import pytest

from assetmap.domain.listings.hidden_place import HiddenPlace
from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.people.people import NotAllowed, Person
from assetmap.services.context import Context
from assetmap.services.listing_repository import revisions_of
from assetmap.services.listings.drafts import start_draft
from assetmap.services.listings.hidden_places import LOOKED, reveal_place, sees_place
from assetmap.services.listings.proposals import approve, propose
from assetmap.storage.tables import PROPOSALS, REVISIONS
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing
from tests.services.colleagues import (
    ADMIN,
    BROKER,
    COORDINATOR,
    EDITOR,
    HUB_TEAM,
    MANAGER,
    VOLUNTEER,
    WHOLE_RECORD,
    a_whole_listing,
    by,
)

STREET, POSTCODE = "9 MARK Row", "RM18 7TB"


def hiding(make_context: ContextMaker, precision: Precision) -> Context:
    where = Where(precision, address=STREET, postcode=POSTCODE, area_served="Thurrock")
    return make_context(a_whole_listing(where=where))


def on_record(context: Context, mark: str) -> list[str]:
    """Where a mark stands among all that is on record, the hidden places themselves aside."""
    found = [f"listing {x.listing.id}" for x in context.store.all() if mark in repr(x)]
    found += [f"revision {x.number}" for x in context.store.find(REVISIONS) if mark in repr(x)]
    found += [f"change of {x.id}" for x in context.store.find(PROPOSALS) if mark in str(x.changes)]
    found += [x.entry.happening.what for x in context.store.audited() if mark in repr(x)]
    return found


@pytest.mark.parametrize(
    ("precision", "allowed"),
    [
        (Precision.WITHHELD, (EDITOR, ADMIN)),
        (Precision.AREA, (VOLUNTEER, EDITOR, ADMIN)),
    ],
)
def test_place_is_shown_to_few_and_each_look_is_written_down(
    make_context: ContextMaker, precision: Precision, allowed: tuple[Person, ...]
) -> None:
    context = hiding(make_context, precision)
    for person in (VOLUNTEER, COORDINATOR, EDITOR, ADMIN, MANAGER, BROKER, HUB_TEAM):
        if person in allowed:
            assert reveal_place(context, by(person), "knit-club") == HiddenPlace(
                address=STREET, postcode=POSTCODE
            )
        else:
            with pytest.raises(NotAllowed):
                reveal_place(context, by(person), "knit-club")
    looks = [x.entry.happening.by for x in context.store.audited(what=LOOKED)]
    assert looks == [person.id for person in (VOLUNTEER, EDITOR, ADMIN) if person in allowed]


def test_whoever_writes_a_draft_sees_what_they_typed(make_context: ContextMaker) -> None:
    context = make_context()
    home = {**WHOLE_RECORD, "precision": "area", "place": "Grays", "address": STREET}
    draft = start_draft(context, by(COORDINATOR), home)
    assert sees_place(context, COORDINATOR, draft)
    assert not sees_place(context, Person("c2", roles=COORDINATOR.roles), draft)
    assert on_record(context, STREET) == []


@pytest.mark.parametrize("precision", [Precision.WITHHELD, Precision.AREA, Precision.APPROXIMATE])
def test_replaced_place_stands_nowhere_else(
    make_context: ContextMaker, precision: Precision
) -> None:
    where = Where(precision, address=STREET, postcode="RM17 6SL", area_served="Thurrock")
    context = make_context(a_whole_listing(where=where))
    values = {"address": "7 MARK Lane", "postcode": POSTCODE, "venue": ""}
    proposal = propose(context, by(COORDINATOR), "knit-club", values)
    assert {change.field for change in proposal.changes} == set()
    approve(context, by(EDITOR), proposal.id)
    assert context.store.hidden_place("knit-club").address == "7 MARK Lane"
    for mark in (STREET, "7 MARK Lane", POSTCODE):
        assert on_record(context, mark) == []


def test_place_that_is_hidden_from_now_on_goes_out_of_the_history(
    make_context: ContextMaker,
) -> None:
    where = Where(Precision.VENUE, address=STREET, postcode=POSTCODE, place="Tilbury")
    context = make_context(a_whole_listing(where=where))
    approve(context, by(EDITOR), propose(context, by(VOLUNTEER), "knit-club", {"cost": "£3"}).id)
    assert on_record(context, STREET) != []
    withheld = {"precision": "withheld", "area_served": "Thurrock"}
    approve(context, by(EDITOR), propose(context, by(VOLUNTEER), "knit-club", withheld).id)
    assert on_record(context, STREET) == []
    assert len(revisions_of(context, "knit-club")) == 3


def test_place_that_is_hidden_from_now_on_goes_out_of_the_index(
    make_context: ContextMaker,
) -> None:
    where = Where(Precision.VENUE, venue="Zanzibar House", place="Tilbury", point=TILBURY)
    context = make_context(a_whole_listing(where=where))
    with context.unit_of_work() as uow:
        for number in range(60):
            uow.save_listing(a_listing(f"filler-{number}", description="Zygomorphic " * 400))
    withheld = {"precision": "withheld", "area_served": "Thurrock"}
    approve(context, by(EDITOR), propose(context, by(VOLUNTEER), "knit-club", withheld).id)
    files = [path for path in context.config.index.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if b"zanzibar" in path.read_bytes()] == []
