"""Fixtures that every test may use: real stores, real indexes, the shipped sample."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from passlib.totp import AppWallet

from assetmap.basemap import Basemap
from assetmap.bootstrap import open_context
from assetmap.borough.files import read_borough
from assetmap.clock import parse_clock
from assetmap.config import Config
from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import PROGRAM
from assetmap.exchange.files import read_file
from assetmap.paths import BOROUGH, SAMPLE
from assetmap.places.postcodes import Postcodes
from assetmap.services.areas.sample_areas import load_sample_areas
from assetmap.services.context import Context
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.row_results import ImportOptions
from assetmap.services.listing_repository import Actor
from assetmap.storage.secret_key import write_key
from assetmap.storage.sqlite import connection
from assetmap.web.account import hashing
from assetmap.web.account.hashing import HashCost
from tests.empty_store import EmptyStore
from tests.once import made_once
from tests.quick_apps import share
from tests.quick_places import share_places

pytest_plugins = [
    *("tests.collecting", "tests.processes", "tests.programs", "tests.thorough"),
    "tests.postgres",  # after tests.programs, which it imports
    "tests.border",
]

CHEAPEST_HASH = HashCost(passes=1, memory=8, lanes=1)  # the least that argon2 can do
KEY = "the key of the tests, and of nothing else"  # of the data directories of `config_at`
MONDAY = "2026-03-16"  # the day on which the acceptance checks stand

ContextMaker = Callable[..., Context]


# No example has a deadline: how long one takes is the machine's, and no test's.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def borough() -> Borough:
    """The shipped borough."""
    return read_borough(BOROUGH, Path("nowhere"))


@pytest.fixture(scope="session")
def postcode_cache(tmp_path_factory: pytest.TempPathFactory, borough: Borough) -> Path:
    """The postcodes of the borough's areas, built once for the whole run."""
    areas = [*borough.postcode_areas, "BL"]
    return made_once(tmp_path_factory, "postcodes", lambda at: Postcodes(at).ready(areas))


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> EmptyStore:
    """A store without a record, made once for the whole run: copying it is quicker."""
    return EmptyStore(made_once(tmp_path_factory, "store", EmptyStore.make))


@pytest.fixture(scope="session", autouse=True)
def quick_apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Apps share what is the same in all of them."""
    with pytest.MonkeyPatch.context() as patch:
        share(patch, tmp_path_factory)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_places(postcode_cache: Path) -> Iterator[None]:
    """Contexts share the places of one borough, among the postcodes of the whole run."""
    with pytest.MonkeyPatch.context() as patch:
        share_places(patch, postcode_cache)
        yield


@pytest.fixture(scope="session", autouse=True)
def durability() -> Iterator[str]:
    """Commits in this process wait for no disk. Gives how lasting they are outside tests."""
    its_own = connection.DURABILITY
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "DURABILITY", "OFF")
        yield its_own


@pytest.fixture(scope="session", autouse=True)
def hash_costs() -> Iterator[tuple[HashCost, HashCost]]:
    """Hashes of this process cost next to nothing. Gives their costs outside tests.

    Those are the cost of a password and that of a recovery code. The key that a second factor's
    secret is encrypted with is worked out cheaply as well: from a long secret, it gains nothing.
    """
    their_own = hashing.PASSWORDS, hashing.RECOVERY_CODES
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AppWallet, "encrypt_cost", 1)
        patch.setattr(hashing, "PASSWORDS", CHEAPEST_HASH)
        patch.setattr(hashing, "RECOVERY_CODES", CHEAPEST_HASH)
        yield their_own


def config_at(home: Path, postcode_cache: Path, today: str = MONDAY) -> Config:
    """A configuration whose data directory is `home` and whose clock stands still."""
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "cache").exists():
        (home / "cache").symlink_to(postcode_cache, target_is_directory=True)
    return Config(home=home, secret_key=KEY, clock=parse_clock(today), basemap=Basemap())


@pytest.fixture
def make_context(
    tmp_path: Path, postcode_cache: Path, empty_store: EmptyStore
) -> Iterator[ContextMaker]:
    """Opens contexts: `make_desk(listing, ..., today=...)` keeps and indexes those listings."""
    opened: list[Context] = []

    def make(*listings: Listing, today: str = MONDAY, home: Path | None = None) -> Context:
        config = config_at(home or tmp_path / "home", postcode_cache, today)
        empty_store.copy_whole_to(config)
        context = open_context(config)
        opened.append(context)
        if listings:
            with context.unit_of_work() as uow:
                for listing in listings:
                    uow.save_listing(listing)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, postcode_cache: Path) -> Path:
    """A data directory with the sample listings. Copy it to change it; see `sample_desk`."""

    def make(folder: Path) -> None:
        context = open_context(config_at(folder, postcode_cache))
        batch = read_file(SAMPLE, context.borough.words)
        import_file(context, batch, ImportOptions("sample", publish=True))
        load_sample_areas(context, Actor(PROGRAM, "sample"))
        context.close()
        write_key(folder / "secret.key", KEY)  # for commands, which no test tells it

    home = made_once(tmp_path_factory, "sample", make)
    # Each process has its own: apps write down how often somebody asks.
    return Path(shutil.copytree(home, tmp_path_factory.mktemp("sample") / "home", symlinks=True))


@pytest.fixture(scope="session")
def sample_context(sample_home: Path, postcode_cache: Path) -> Iterator[Context]:
    """A context over the sample listings, shared by the whole run: for reading only."""
    context = open_context(config_at(sample_home, postcode_cache))
    yield context
    context.close()


@pytest.fixture
def own_sample_home(tmp_path: Path, sample_home: Path) -> Path:
    """A copy of the sample data directory that a test may change."""
    return Path(shutil.copytree(sample_home, tmp_path / "own", symlinks=True))
