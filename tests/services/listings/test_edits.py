"""Fields typed anew: read, looked up on the map, and looked over."""

import pytest

from assetmap.domain.listings.listing import Contact, Precision
from assetmap.domain.listings.requirements import MissingField
from assetmap.domain.people.people import NotAllowed, organiser_of
from assetmap.services.listings.edits import Incomplete, Unreadable, edited, new_gaps
from tests.conftest import ContextMaker
from tests.factories import TILBURY
from tests.services.colleagues import COORDINATOR, EDITOR, HUB_TEAM, VOLUNTEER, a_whole_listing

BEFORE = a_whole_listing()


def test_edited_changes_the_named_fields_only(make_context: ContextMaker) -> None:
    after = edited(make_context(), VOLUNTEER, BEFORE, {"name": " Purl Club ", "cost": "Free"})
    assert (after.name, after.cost.text) == ("Purl Club", "Free")
    assert edited(make_context(), VOLUNTEER, after, {"name": "Knit Club", "cost": "£2"}) == BEFORE


def test_point_follows_a_new_postcode(make_context: ContextMaker) -> None:
    context = make_context()
    after = edited(context, VOLUNTEER, BEFORE, {"postcode": "rm176sl"})
    assert after.where.postcode == "RM17 6SL"
    assert after.where.point == context.gazetteer.find("RM17 6SL").point
    assert after.where.authority == "E06000034"
    assert after.where.point != TILBURY


def test_point_that_was_set_by_hand_stays_where_it_was_put(make_context: ContextMaker) -> None:
    typed = {"postcode": "RM17 6SL", "point": "51.475000, 0.320000"}
    after = edited(make_context(), VOLUNTEER, BEFORE, typed)
    assert str(after.where.point) == "Point(lat=51.475, lon=0.32)"


def test_point_stays_when_nothing_of_the_place_changes(make_context: ContextMaker) -> None:
    typed = {"postcode": "RM18 7TB", "place": "Tilbury", "venue": "New Hall"}
    after = edited(make_context(), VOLUNTEER, BEFORE, typed)
    assert after.where.point == TILBURY


def test_postcode_that_nobody_knows_leaves_no_false_point(make_context: ContextMaker) -> None:
    after = edited(make_context(), VOLUNTEER, BEFORE, {"postcode": "RM99 9ZZ", "place": ""})
    assert (after.where.point, after.where.postcode) == (None, "RM99 9ZZ")


def test_town_alone_gives_a_neighbourhood_and_not_a_pin(make_context: ContextMaker) -> None:
    after = edited(make_context(), VOLUNTEER, BEFORE, {"postcode": "", "place": "Grays"})
    assert after.where.precision is Precision.APPROXIMATE
    assert after.where.point not in (None, TILBURY)


def test_every_value_that_cannot_be_read_is_named_and_the_others_are_taken(
    make_context: ContextMaker,
) -> None:
    typed = {
        "name": "Purl Club",
        "min_age": "old",
        "closed_dates": "soon",
        "categories": ("create/crafts", "not/there"),
        "audience": ("aliens",),
        "access": ("step-free", "<script>"),
    }
    with pytest.raises(Unreadable) as refusal:
        edited(make_context(), VOLUNTEER, BEFORE, typed)
    assert refusal.value.gaps == (
        MissingField("min_age", "An age is a number from 0 to 120."),
        MissingField("closed_dates", "Write each day as year-month-day, such as 2026-12-25."),
        MissingField("categories", "Choose from the list."),
        MissingField("audience", "Choose from the list."),
        MissingField("access", "Choose from the list."),
    )
    kept = refusal.value.listing
    assert kept.name == "Purl Club"
    assert (kept.categories, kept.audience, kept.access) == (
        *(BEFORE.categories, BEFORE.audience, BEFORE.access),
    )


def test_unknown_words_that_stand_already_keep_nobody_from_mending_the_rest(
    make_context: ContextMaker,
) -> None:
    old = a_whole_listing(categories=("gone/long-ago",))
    assert edited(make_context(), VOLUNTEER, old, {"cost": "Free"}).cost.text == "Free"


@pytest.mark.parametrize("name", ["private_phone", "private_email", "private_name"])
def test_private_contact_is_typed_by_those_who_may_see_it(
    make_context: ContextMaker, name: str
) -> None:
    context = make_context()
    for person in (VOLUNTEER, EDITOR, HUB_TEAM, organiser_of(("knit-club",))):
        after = edited(context, person, BEFORE, {name: "other"})
        assert after.private == Contact(
            **{
                "phone": BEFORE.private.phone,
                "email": BEFORE.private.email,
                "name": BEFORE.private.name,
                name.removeprefix("private_"): "other",
            }
        )
    for person in (COORDINATOR, organiser_of(("choir",))):
        with pytest.raises(NotAllowed):
            edited(context, person, BEFORE, {name: "other"})


@pytest.mark.parametrize("name", ["status", "checked", "evidence", "merged_into", "id", "made-up"])
def test_field_that_nobody_types_is_refused(make_context: ContextMaker, name: str) -> None:
    with pytest.raises(KeyError):
        edited(make_context(), EDITOR, BEFORE, {name: "published"})


def test_new_gaps_are_those_that_the_change_makes() -> None:
    old = a_whole_listing(consent="", cost="")
    assert new_gaps(old, a_whole_listing(consent="", cost="Free")) == ()
    assert new_gaps(old, a_whole_listing(consent="", cost="", steward="")) == (
        MissingField("steward", "Say who will check it."),
    )


def test_refusals_say_their_gaps_in_words() -> None:
    gaps = (MissingField("a", "Enter A."), MissingField("b", "Enter B."))
    assert str(Incomplete(gaps)) == str(Unreadable(gaps, BEFORE)) == "Enter A.; Enter B."
