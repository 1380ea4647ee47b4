"""Which listings are shown as likely duplicates of another, why, and which never are."""

from dataclasses import replace

import pytest

from assetmap.domain.listings.listing import Contact, Kind, Listing, Precision, Status, Where
from assetmap.domain.people.people import COMMAND_LINE, NotAllowed, Person, Role
from assetmap.domain.place import Point
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.duplicates import (
    Candidate,
    Pair,
    candidates,
    likely_pairs,
    remember_not_same,
)
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker
from tests.factories import GRAYS, TILBURY, a_listing

BY = Actor(Person("p-1", roles=(Role.VOLUNTEER,)))
ELSEWHERE = Where(Precision.AREA, area_served="Grays")
LUNCH = a_listing(
    "lunch",
    name="Riverside Memory Lunch Club",
    when=["Tue 12:00-14:00"],
    public=Contact(phone="01632 960000", email="lunch@example.org"),
)


def draft(name: str = "", **changes: object) -> Listing:
    """A draft that has nothing but what is given."""
    return Listing("draft", Kind.GROUP, name, **changes)  # type: ignore[arg-type]


def reasons(context: Context, listing: Listing) -> dict[str, tuple[str, ...]]:
    """What is shown for a listing: the ids with the reasons, the likeliest first."""
    return {each.listing.id: each.reasons for each in candidates(context, listing)}


def test_candidates_find_nearly_the_same_name(make_context: ContextMaker) -> None:
    context = make_context(LUNCH, a_listing("knit"))
    (found,) = candidates(context, draft("Riverside Memory Luncheon Club"))
    assert found == Candidate(LUNCH, ("nearly the same name",), found.score)
    assert 0.25 <= found.score <= 0.5


def test_candidates_share_any_of_their_numbers(make_context: ContextMaker) -> None:
    context = make_context(
        replace(LUNCH, public=Contact("01632 960000 / 07700 900000 (Pat)")), a_listing("knit")
    )
    for phone in ("7700 900000", "+44 1632 960000", "01632 960777 or 07700900000"):
        shared = draft("Model Trains", public=Contact(phone))
        assert reasons(context, shared) == {"lunch": ("same phone number",)}


def test_candidates_give_every_reason_and_the_likeliest_first(make_context: ContextMaker) -> None:
    context = make_context(
        LUNCH, a_listing("other", name="Riverside Memory Lunches", where=ELSEWHERE)
    )
    twin = replace(LUNCH, id="draft", source_id="draft", name="Riverside memory lunch-club")
    found = candidates(context, twin)
    assert [each.listing.id for each in found] == ["lunch", "other"]
    assert found[0].reasons == (
        *("same name", "same phone number", "same email address", "same place", "same day"),
    )
    assert found[0].score == 1.0


def test_candidates_say_how_far_a_near_one_is(make_context: ContextMaker) -> None:
    context = make_context(LUNCH)
    where = replace(LUNCH.where, point=Point(TILBURY.lat + 0.00072, TILBURY.lon))
    assert reasons(context, replace(LUNCH, id="draft", where=where))["lunch"][-2:] == (
        "80 metres away",
        "same day",
    )
    far = replace(LUNCH.where, point=Point(TILBURY.lat + 0.00092, TILBURY.lon))
    assert "metres away" not in " ".join(
        reasons(context, replace(LUNCH, id="d", where=far))["lunch"]
    )


@pytest.mark.parametrize("precision", [Precision.APPROXIMATE, Precision.AREA, Precision.WITHHELD])
def test_candidates_never_compare_a_point_that_may_not_be_known(
    make_context: ContextMaker, precision: Precision
) -> None:
    hidden = replace(LUNCH, where=Where(precision, point=TILBURY))
    context = make_context(hidden)
    for mine in (LUNCH, hidden):
        found = reasons(context, replace(mine, id="draft", public=Contact()))
        assert found == {"lunch": ("same name", "same day")}


def test_two_days_groups_in_one_hall_are_not_duplicates(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("tue", name="Chess for All", when=["Tue 10:00-12:00"], public=Contact()),
        a_listing("same", name="Tea Dance", when=["Thu 10:00-12:00"], public=Contact()),
    )
    mine = a_listing("thu", name="Painting Hour", when=["Thu 14:00-16:00"], public=Contact())
    assert candidates(context, mine) == ()


def test_group_under_another_name_at_the_same_time_and_place_is_shown(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_listing("knit", public=Contact()))
    mine = a_listing("draft", name="Wool and Natter", public=Contact())
    assert reasons(context, mine) == {"knit": ("same place", "same day")}
    other = replace(mine, categories=("move/football",))
    assert candidates(context, other) == ()


@pytest.mark.parametrize(
    ("public", "reason"),
    [
        (Contact(phone="+44 (0)1632 960000"), "same phone number"),
        (Contact(email=" LUNCH@example.org "), "same email address"),
        (Contact(website="http://lunch.example.org/"), "same website"),
    ],
)
def test_candidates_find_the_same_contact_however_it_is_written(
    make_context: ContextMaker, public: Contact, reason: str
) -> None:
    kept = replace(LUNCH.public, website="https://www.lunch.example.org")
    context = make_context(replace(LUNCH, public=kept), a_listing("knit"))
    assert reasons(context, draft("Dinners", public=public)) == {"lunch": (reason,)}


def test_private_contact_counts_and_is_not_told(make_context: ContextMaker) -> None:
    secret = Contact(phone="01632 960666", email="home@example.org")
    context = make_context(replace(LUNCH, private=secret), a_listing("knit"))
    vague = {"lunch": ("same way to get in touch",)}
    assert reasons(context, draft("Dinners", public=Contact(phone="01632960666"))) == vague
    assert reasons(context, draft("Dinners", private=Contact(email="home@example.org"))) == vague
    assert reasons(context, draft("Dinners", private=Contact(phone="01632 960000"))) == vague
    shown = candidates(context, draft("Dinners", private=secret))
    assert [each.listing.private for each in shown] == [Contact()]


def test_private_contact_of_a_kept_listing_is_compared_without_being_given(
    make_context: ContextMaker,
) -> None:
    secret = Contact(phone="01632 960666")
    other = a_listing("other", name="Dinners", where=ELSEWHERE, public=Contact(), private=secret)
    context = make_context(replace(LUNCH, private=secret), other)
    asked = context.store.get_listing("other").listing
    assert asked.private == Contact()
    assert "lunch" in reasons(context, asked)


def test_organisation_with_one_number_for_several_groups_comes_lower(
    make_context: ContextMaker,
) -> None:
    number = Contact(phone="01632 960000")
    groups = ("Chess for All", "Tea Dance", "Painting Hour", "Gentle Yoga")
    days = ("Mon", "Tue", "Wed", "Thu")
    context = make_context(
        *(
            a_listing(f"g{n}", name=name, when=[f"{days[n]} 10:00-12:00"], public=number)
            for n, name in enumerate(groups)
        )
    )
    mine = draft("Model Trains", public=number)
    many = candidates(context, mine)
    assert [each.reasons for each in many] == [("same phone number",)] * 4
    assert max(each.score for each in many) < 0.25
    assert likely_pairs(context) == ()


def test_borough_and_place_names_do_not_make_names_alike(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("carers", name="Thurrock South Ockendon Carers", where=ELSEWHERE),
        a_listing("grays", name="Grays Knit Club", where=replace(LUNCH.where, point=GRAYS)),
    )
    assert candidates(context, draft("Thurrock South Ockendon Cyclists")) == ()
    assert reasons(context, draft("Carers of Thurrock")) == {"carers": ("same name",)}
    tilbury = a_listing("draft", name="Tilbury Knit Club", when=["Fri 10:00-12:00"])
    assert reasons(context, replace(tilbury, public=Contact())) == {}


def test_other_names_count(make_context: ContextMaker) -> None:
    context = make_context(replace(LUNCH, also_known_as=("Forget Me Not Table",)))
    assert reasons(context, draft("Forget-me-not Tables")) == {"lunch": ("nearly the same name",)}


def test_role_at_a_group_is_not_the_group(make_context: ContextMaker) -> None:
    context = make_context(LUNCH)
    role = replace(LUNCH, id="role", kind=Kind.VOLUNTEERING_ROLE, name="Cook")
    group = candidates(context, replace(role, kind=Kind.GROUP))
    assert candidates(context, role)[0].score < group[0].score


def test_every_status_but_closed_is_looked_through(make_context: ContextMaker) -> None:
    context = make_context(
        *(replace(LUNCH, id=f"a-{each}", source_id=each, status=each) for each in Status)
    )
    shown = {each.listing.status for each in candidates(context, draft(LUNCH.name), most=20)}
    assert shown == set(Status) - {Status.CLOSED}
    assert len(candidates(context, draft(LUNCH.name))) == 5


def test_merged_listing_stands_for_the_one_it_was_merged_into(make_context: ContextMaker) -> None:
    kept = a_listing("kept", name="Wednesday Table", when=["Wed 12:00-14:00"])
    gone = replace(LUNCH, status=Status.ARCHIVED, merged_into="kept")
    context = make_context(kept, gone)
    assert reasons(context, draft("Riverside Memory Lunch Club")) == {"kept": ("same name",)}
    assert candidates(context, replace(kept, public=LUNCH.public)) == ()


def test_merges_in_a_circle_come_to_an_end(make_context: ContextMaker) -> None:
    one = replace(LUNCH, merged_into="two", status=Status.ARCHIVED)
    two = replace(LUNCH, id="two", source_id="two", merged_into="lunch", status=Status.ARCHIVED)
    context = make_context(one, two)
    assert len(candidates(context, draft(LUNCH.name))) == 2


def test_not_the_same_is_remembered_for_both_and_for_good(make_context: ContextMaker) -> None:
    twin = replace(LUNCH, id="twin", source_id="twin")
    context = make_context(LUNCH, twin)
    assert [pair.one.id + pair.other.id for pair in likely_pairs(context)] == ["lunchtwin"]
    remember_not_same(context, BY, "twin", "lunch")
    remember_not_same(context, BY, "lunch", "twin")
    assert candidates(context, LUNCH) == candidates(context, twin) == likely_pairs(context) == ()
    assert reasons(make_context(), draft(LUNCH.name)).keys() == {"lunch", "twin"}
    now = context.clock.now()
    assert [audited.entry.happening for audited in context.store.audited()] == [
        AuditEvent(now, "p-1", "not the same", "listing:twin", "screen", "as lunch"),
        AuditEvent(now, "p-1", "not the same", "listing:lunch", "screen", "as twin"),
    ]


def test_not_the_same_is_for_those_who_may_add(make_context: ContextMaker) -> None:
    context = make_context(LUNCH)
    with pytest.raises(NotAllowed):
        remember_not_same(context, Actor(Person("p-2", roles=(Role.MANAGER,))), "lunch", "lunch")
    with pytest.raises(NotFound):
        remember_not_same(context, Actor(COMMAND_LINE), "lunch", "nothing")
    assert list(context.store.audited()) == []


def test_likely_pairs_name_each_pair_once(make_context: ContextMaker) -> None:
    twin = replace(LUNCH, id="a-twin", source_id="twin")
    context = make_context(LUNCH, twin, a_listing("knit"))
    assert likely_pairs(context) == (
        Pair(
            twin,
            LUNCH,
            ("same name", "same phone number", "same email address", "same place", "same day"),
            1.0,
        ),
    )


def test_listing_without_name_or_anything_has_no_duplicates(make_context: ContextMaker) -> None:
    assert candidates(make_context(), draft("Anything")) == ()
    context = make_context(LUNCH, a_listing("nameless", name="", where=ELSEWHERE, public=Contact()))
    assert candidates(context, draft()) == ()
    assert candidates(context, draft("the of and")) == ()


def test_sample_listings_are_not_taken_for_one_another(sample_context: Context) -> None:
    assert likely_pairs(sample_context) == ()
