"""What one authority changes is found at the installation's own site, whatever happens between."""

import shutil
from pathlib import Path

import pytest

from assetmap.domain.listings.listing import Contact, Listing, Precision, Status, Where
from assetmap.installation import Installation
from assetmap.installation_front import following_of
from assetmap.search_index.schema import terms_of
from assetmap.services.installation.all_listings import FOLDER, AllListings
from assetmap.services.installation.following import MACHINE, Following
from assetmap.storage.postgres.postgres_store import PostgresStore
from tests.factories import a_listing

pytestmark = pytest.mark.postgres_database
WORDS_LOOKED_AT = 20  # looks


def keep(installation: Installation, code: str, *listings: Listing, erases: bool = False) -> None:
    """Have an authority keep listings."""
    with installation.lent(code) as context, context.unit_of_work() as uow:
        uow.must_rebuild = erases
        for each in listings:
            uow.save_listing(each)


def found(listings: AllListings, words: str) -> list[str]:
    """What is found in all, as `authority id`."""
    hits = listings.index().search(terms_of(words), 50).hits
    return sorted(f"{hit.authority} {hit.id}" for hit in hits)


def in_files(installation: Installation, word: str) -> bool:
    """Whether a word stands in any file of the index of all."""
    files = (installation.config.home / FOLDER).rglob("*")
    return any(word.encode() in file.read_bytes() for file in files if file.is_file())


@pytest.fixture
def two(installation: Installation, following: Following) -> Following:
    """Each authority has a choir, which is found."""
    keep(installation, "thurrock", a_listing("choir", name="Grays Choir"))
    keep(installation, "castle-point", a_listing("choir", name="Island Choir"))
    for _ in range(2):
        following.look()
    return following


def test_the_first_looks_make_a_part_each(
    installation: Installation, listings: AllListings, following: Following
) -> None:
    following.look()  # nobody has any records yet
    assert listings.index().marks() == {}
    keep(installation, "thurrock", a_listing("choir", name="Grays Choir"))
    keep(
        installation,
        "castle-point",
        a_listing("choir", name="Island Choir"),
        a_listing("yurt", name="Yurt"),
    )
    following.look()
    following.look()
    assert found(listings, "choir") == ["castle-point choir", "thurrock choir"]
    assert set(listings.index().marks()) == {"thurrock", "castle-point"}


def test_a_change_is_found_after_the_next_look(
    installation: Installation, listings: AllListings, two: Following
) -> None:
    keep(
        installation,
        "thurrock",
        a_listing("choir", name="Grays Singers"),
        a_listing("yurt", name="Yurt"),
    )
    two.look()
    assert found(listings, "choir") == ["castle-point choir"]
    assert found(listings, "singers") == ["thurrock choir"]
    assert found(listings, "yurt") == ["thurrock yurt"]
    keep(installation, "thurrock", a_listing("choir", name="Singers", status=Status.ARCHIVED))
    two.look()
    assert found(listings, "singers") == []


def test_nothing_but_public_words_is_found(
    installation: Installation, listings: AllListings, two: Following
) -> None:
    secret = a_listing("draft", name="Zebrafinch", status=Status.DRAFT)
    withheld = Where(Precision.WITHHELD, venue="Wallaby House", place="Tilbury")
    noted = a_listing("noted", name="Open Club", private=Contact(name="Wallaby"), where=withheld)
    keep(installation, "thurrock", secret, noted)
    two.look()
    assert [found(listings, word) for word in ("zebrafinch", "wallaby", "open")] == [
        [],
        [],
        ["thurrock noted"],
    ]
    assert not in_files(installation, "allaby")


def test_each_queue_is_followed_by_a_machine_of_its_own(
    installation: Installation, two: Following
) -> None:
    machine = MACHINE.format("here")
    pool, url = installation.shared.pool, installation.config.database_url
    stores = [PostgresStore(url, name, "thurrock", pool) for name in (machine, "another")]
    assert [store.follows_queue() for store in stores] == [True, False]
    keep(installation, "thurrock", a_listing("yurt", name="Yurt"))
    assert [each.listing_id for each in stores[0].queued()] == ["yurt"]
    two.look()
    assert list(stores[0].queued()) == []


def test_what_is_erased_is_in_no_file(
    installation: Installation, listings: AllListings, two: Following
) -> None:
    keep(installation, "castle-point", a_listing("choir", name="Quokka Choir"))
    two.look()
    assert in_files(installation, "Quokka")
    keep(installation, "castle-point", a_listing("choir", name="Island Choir"), erases=True)
    two.look()
    assert (found(listings, "quokka"), in_files(installation, "uokka")) == ([], False)
    assert found(listings, "choir") == ["castle-point choir", "thurrock choir"]


def test_an_authority_whose_folder_is_gone_is_taken_out(
    installation: Installation, two: Following
) -> None:
    two.close()
    shutil.rmtree(installation.config.boroughs / "castle-point")
    left = Installation(installation.config)
    following = following_of(left)
    assert following is not None
    following.look()
    index = installation.config.home / FOLDER
    assert [each.name for each in index.iterdir()] == ["thurrock"]
    following.close()
    left.close()


def test_a_part_that_is_deleted_or_damaged_is_made_again(
    installation: Installation, listings: AllListings, two: Following
) -> None:
    index = installation.config.home / FOLDER
    shutil.rmtree(index / "thurrock")
    (store, *_) = (index / "castle-point").glob("*.store")
    store.write_bytes(b"x" * store.stat().st_size)
    listings.close()
    again = following_again(installation, two)
    again.look()
    again.look()
    assert found(listings, "choir") == ["castle-point choir", "thurrock choir"]
    again.close()


def test_other_words_of_a_borough_are_found_by(
    installation: Installation, listings: AllListings, two: Following
) -> None:
    shipped = Path(__file__).parents[3] / "data" / "borough" / "categories.toml"
    text = shipped.read_text(encoding="utf-8").replace('label = "Crafts', 'label = "Numbat crafts')
    assert "Numbat" in text
    own = installation.config.boroughs / "thurrock" / "categories.toml"
    own.write_text(text, encoding="utf-8")
    for _ in range(WORDS_LOOKED_AT):
        two.look()
    assert found(listings, "numbat") == ["thurrock choir"]


def test_a_borough_that_cannot_be_read_stays_as_it_was(
    installation: Installation,
    listings: AllListings,
    two: Following,
    caplog: pytest.LogCaptureFixture,
) -> None:
    own = installation.config.boroughs / "thurrock" / "categories.toml"
    own.write_text("[[", encoding="utf-8")
    for _ in range(WORDS_LOOKED_AT):
        two.look()
    (said,) = {message for message in caplog.messages if "categories.toml" in message}
    assert said.startswith("thurrock is not in the index of all as it is now: ")
    keep(installation, "castle-point", a_listing("yurt", name="Yurt"))
    two.look()
    assert found(listings, "yurt") == ["castle-point yurt"]
    assert found(listings, "choir") == ["castle-point choir", "thurrock choir"]


def test_of_two_one_is_at_work_and_the_other_goes_on(
    installation: Installation, listings: AllListings, two: Following
) -> None:
    other = following_of(installation)
    assert other is not None
    keep(installation, "thurrock", a_listing("yurt", name="Yurt"))
    other.look()
    assert found(listings, "yurt") == []
    two.close()
    other.look()
    assert found(listings, "yurt") == ["thurrock yurt"]
    other.close()


def test_a_part_is_brought_up_to_date_at_once(
    installation: Installation, listings: AllListings, following: Following
) -> None:
    keep(installation, "thurrock", a_listing("choir"), a_listing("yurt", name="Yurt"))
    assert following.bring_up_to_date("thurrock") == 2
    version = version_of(installation)
    assert (following.bring_up_to_date("thurrock"), version_of(installation)) == (2, version)
    keep(installation, "thurrock", a_listing("lunch", name="Lunch"))
    assert (following.bring_up_to_date("thurrock"), found(listings, "lunch")) == (
        3,
        ["thurrock lunch"],
    )


def version_of(installation: Installation) -> bytes:
    """What changes with each commit."""
    return (installation.config.home / FOLDER / "thurrock" / "meta.json").read_bytes()


def following_again(installation: Installation, before: Following) -> Following:
    """Another that goes on once one has ended, as after a new start."""
    before.close()
    following = following_of(installation)
    assert following is not None
    return following
