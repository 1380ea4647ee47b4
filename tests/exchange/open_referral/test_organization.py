"""Who runs a service."""

from typing import Any

from assetmap.domain.listings.listing import Contact, Kind
from assetmap.domain.listings.public_listing import PublicListing, public_view
from assetmap.exchange.open_referral.feed import Feed
from assetmap.exchange.open_referral.organization import Organizations, organization_record
from tests.factories import a_listing
from tests.open_referral_checks import faults


def listing(listing_id: str, name: str, **changes: Any) -> PublicListing:
    return public_view(a_listing(listing_id, name=name, **changes))


def test_a_listing_that_names_nobody_is_its_own(feed: Feed) -> None:
    club = listing("club", "Knit Club", public=Contact(email="a@b.example", website="b.example"))
    organization = Organizations([club], feed).of(club)
    record = organization_record(organization)
    assert record == {
        "id": feed.id_of("organization", "listing", "club"),
        "name": "Knit Club",
        "description": "Knitting and talk.",
        "email": "a@b.example",
        "website": "https://b.example",
    }
    assert list(faults("organization", record)) == []


def test_one_that_nobody_describes_is_described(feed: Feed) -> None:
    bare = listing("bare", "Bare Club", summary="", description="")
    run = listing("run", "Lunch", run_by="Quay Trust")
    organizations = Organizations([bare, run], feed)
    assert [organizations.of(each).description for each in (bare, run)] == [
        "Bare Club runs services that are listed in the Thurrock Community Directory.",
        "Quay Trust runs services that are listed in the Thurrock Community Directory.",
    ]


def test_who_runs_several_is_one_organisation(feed: Feed) -> None:
    lunch = listing("lunch", "Lunch", run_by="Quay Trust")
    tea = listing("tea", "Tea", run_by="quay trust ")
    both = Organizations([lunch, tea], feed)
    assert both.of(lunch).id == both.of(tea).id == feed.id_of("organization", "name", "quay trust")


def test_a_name_that_a_listing_bears_is_that_listing(feed: Feed) -> None:
    trust = listing("trust", "Quay Trust", run_by="QUAY TRUST")
    lunch = listing("lunch", "Lunch", run_by="Quay Trust")
    role = listing("role", "Driver", kind=Kind.VOLUNTEERING_ROLE, with_group="Quay Trust")
    organizations = Organizations([lunch, role, trust], feed)
    own = organizations.of(trust)
    assert own.id == feed.id_of("organization", "listing", "trust")
    assert [organizations.of(each) for each in (lunch, role)] == [own, own]


def test_a_name_that_several_bear_is_nobodys(feed: Feed) -> None:
    tea = [listing(f"tea-{n}", "Tea") for n in (1, 2)]
    cake = listing("cake", "Cake", run_by="Tea")
    organizations = Organizations([*tea, cake], feed)
    assert len({organizations.of(each).id for each in (*tea, cake)}) == 3


def test_with_a_group_means_so_of_roles_alone(feed: Feed) -> None:
    club = listing("club", "Knit Club", with_group="Quay Trust")
    assert Organizations([club], feed).of(club).name == "Knit Club"


def test_keys_are_those_of_the_organisations(feed: Feed) -> None:
    trust = listing("trust", "Quay Trust")
    lunch = listing("lunch", "Lunch", run_by="quay trust")
    tea = listing("tea", "Tea", run_by="Elsewhere")
    organizations = Organizations([trust, lunch, tea], feed)
    for each in (trust, lunch, tea):
        known = organizations.of(each)
        assert organizations.key_of(each) == (known.id, known.name)
