"""What one authority changes is found at the installation's own site, whatever happens between."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from assetmap.domain.listings.listing import Listing, Precision, Status
from assetmap.installation import Installation
from assetmap.installation_front import following_of
from assetmap.search_index.schema import terms_of
from assetmap.services.installation.all_listings import AllListings
from assetmap.services.installation.following import Following
from tests.factories import a_listing

pytestmark = pytest.mark.postgres_database


def keep(installation: Installation, code: str, *listings: Listing) -> None:
    """Have an authority keep listings."""
    with installation.lent(code) as context, context.unit_of_work() as uow:
        for each in listings:
            uow.save_listing(each)


def found(listings: AllListings, words: str) -> list[str]:
    """What is found in all, as `authority id`."""
    hits = listings.index().search(terms_of(words), 50).hits
    return [f"{hit.authority} {hit.id}" for hit in hits]


def test_a_change_of_any_authority_is_found_after_the_next_look(
    installation: Installation, listings: AllListings, following: Following
) -> None:
    following.look()  # nobody has any records yet
    keep(installation, "thurrock", a_listing("choir", name="Grays Choir"))
    keep(installation, "castle-point", a_listing("choir", name="Island Choir"), a_listing("knit"))
    following.look()
    following.look()  # one part at each look is made for the first time
    assert sorted(found(listings, "choir")) == ["castle-point choir", "thurrock choir"]
    keep(installation, "thurrock", a_listing("choir", name="Grays Singers"))
    following.look()
    assert found(listings, "choir") == ["castle-point choir"]
    assert found(listings, "singers") == ["thurrock choir"]
    assert [set(listings.index().marks()), found(listings, "nobody has this")] == [
        {"thurrock", "castle-point"},
        [],
    ]
