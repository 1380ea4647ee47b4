"""What residents tell us is missing: kept for staff, and for nobody else."""

from dataclasses import replace

import pytest

from assetmap.domain.listings.listing import Contact, Precision, Status, Where
from assetmap.domain.people.people import RESIDENT, NotAllowed
from assetmap.domain.search.query import Search
from assetmap.services.checks.suggestions import SubmittedSuggestion, submit_suggestion
from assetmap.services.listing_repository import Actor, load_for_update, revisions_of
from assetmap.services.search.finding import answer
from assetmap.services.search.reading import read_listing
from assetmap.storage.store import NotFound
from assetmap.storage.tables import SUGGESTIONS
from tests.conftest import ContextMaker
from tests.factories import GRAYS

BY = Actor(RESIDENT)
TOLD = SubmittedSuggestion(
    name="  Purl \n Club ",
    where="Tilbury",
    what="Purling and talk, on Wednesdays.",
    phone="01632 960222",
    email="purl@example.org",
    website="https://purl.example.org",
    words="My gran goes there.\nShe likes it.",
    contact="gran@example.org",
)


def test_suggestion_is_kept_as_a_listing_and_the_words_beside_it(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    suggestion = submit_suggestion(context, BY, TOLD)
    listing = load_for_update(context, suggestion.listing_id).listing
    assert (listing.name, listing.summary, listing.status, listing.source) == (
        "Purl Club",
        "Purling and talk, on Wednesdays.",
        Status.SUGGESTED,
        "local",
    )
    assert listing.public == Contact("01632 960222", "purl@example.org", "https://purl.example.org")
    assert listing.where == Where(Precision.AREA, place="Tilbury", area_served="Tilbury")
    assert context.store.find(SUGGESTIONS) == [suggestion]
    assert (suggestion.words, suggestion.contact) == (TOLD.words, "gran@example.org")
    assert suggestion.at == context.clock.now()
    (revision,) = revisions_of(context, listing.id)
    assert (revision.by, revision.what) == ("resident", "suggested a listing")


def test_suggestion_is_not_public(make_context: ContextMaker) -> None:
    context = make_context()
    suggestion = submit_suggestion(context, BY, TOLD)
    with pytest.raises(NotFound):
        read_listing(context, suggestion.listing_id)
    assert answer(context, Search(words="purl", exact=True)).total == 0
    assert suggestion.listing_id in context.directory_cache.current().listings


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("rm176sl", Where(postcode="RM17 6SL", point=GRAYS, authority="E06000034")),
        (
            "12 Dock Road,  Tilbury RM18 7TB",
            Where(postcode="RM18 7TB", address="12 Dock Road", authority="E06000034"),
        ),
        ("near the church in Grays", Where(place="Grays", area_served="near the church in Grays")),
        ("all of Thurrock", Where(area_served="all of Thurrock")),
        ("RM18", Where(area_served="RM18")),
        ("behind the old cinema", Where(area_served="behind the old cinema")),
        ("RM99 9ZZ", Where(area_served="RM99 9ZZ")),
    ],
)
def test_suggestion_keeps_where_it_is_as_far_as_it_is_known(
    make_context: ContextMaker, where: str, expected: Where
) -> None:
    context = make_context()
    suggestion = submit_suggestion(context, BY, SubmittedSuggestion("Purl Club", where))
    kept = load_for_update(context, suggestion.listing_id).listing.where
    assert replace(kept, point=None) == replace(expected, point=None)
    if expected.point and kept.point:
        assert kept.point.distance_m(expected.point) < 1


def test_suggestion_with_much_to_say_keeps_it_whole(make_context: ContextMaker) -> None:
    context = make_context()
    what = "Purling. " * 20
    suggestion = submit_suggestion(context, BY, SubmittedSuggestion("Purl Club", "Grays", what))
    listing = context.store.get_listing(suggestion.listing_id).listing
    assert (listing.summary, listing.description) == ("", what.strip())


def test_suggestion_sent_twice_out_of_one_form_is_one(make_context: ContextMaker) -> None:
    context = make_context()
    first = submit_suggestion(context, BY, TOLD, once="form")
    assert submit_suggestion(context, BY, TOLD, once="form") == first
    assert context.store.count(SUGGESTIONS) == 1
    others = {
        submit_suggestion(context, BY, TOLD, once="another form").id,
        submit_suggestion(context, BY, replace(TOLD, words="And more."), once="form").id,
        submit_suggestion(context, BY, TOLD).id,
        submit_suggestion(context, BY, TOLD).id,
    }
    assert len({first.id, *others}) == 5
    assert len({each.listing_id for each in context.store.find(SUGGESTIONS)}) == 5


def test_suggestion_of_somebody_who_left_is_refused(make_context: ContextMaker) -> None:
    context = make_context()
    with pytest.raises(NotAllowed):
        submit_suggestion(context, Actor(replace(RESIDENT, active=False)), TOLD)
    assert context.store.count(SUGGESTIONS) == 0
    assert dict(context.directory_cache.current().listings) == {}


def test_suggestion_references_can_be_read_down_a_phone(make_context: ContextMaker) -> None:
    suggestion = submit_suggestion(make_context(), BY, TOLD)
    assert suggestion.id[:2] == "S-"
    assert set(suggestion.id[2:]) <= set("23456789ABCDEFGHJKMNPQRSTUVWXYZ")
    assert len(suggestion.id) == 8
