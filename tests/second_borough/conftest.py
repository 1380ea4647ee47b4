"""Wexcombe: an invented borough that is set up by data alone, made once for the whole run."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assetmap.bootstrap import open_context
from assetmap.borough.files import read_borough
from assetmap.domain.areas.area_file import AreaColumns
from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.borough.borough import Borough
from assetmap.domain.people.people import PROGRAM
from assetmap.exchange.area_tables import read_area_table
from assetmap.exchange.files import read_file
from assetmap.paths import BOROUGH
from assetmap.places.area_maps import read_area_geojson
from assetmap.services.areas.importing import AreaTerms, import_areas
from assetmap.services.context import Context
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.row_results import ImportOptions
from assetmap.services.listing_repository import Actor
from tests.conftest import config_at
from tests.once import made_once
from tests.web.conftest import Client, client_of

DATA = Path(__file__).parent


@pytest.fixture(scope="session")
def borough() -> Borough:
    """Wexcombe, in place of the shipped borough."""
    return read_borough(BOROUGH, DATA / "borough")


@pytest.fixture(scope="session")
def wexcombe_home(tmp_path_factory: pytest.TempPathFactory, postcode_cache: Path) -> Path:
    """A data directory with Wexcombe's own files, wards, patches and listings."""

    def make(folder: Path) -> None:
        shutil.copytree(DATA / "borough", folder / "borough")
        context = open_context(config_at(folder, postcode_cache))
        listings = read_file(DATA / "listings.geojson", context.borough.words)
        import_file(context, listings, ImportOptions("wexcombe", publish=True))
        _import_areas(context)
        context.close()

    home = made_once(tmp_path_factory, "wexcombe", make)
    return Path(shutil.copytree(home, tmp_path_factory.mktemp("wexcombe") / "home", symlinks=True))


def _import_areas(context: Context) -> None:
    actor, since = Actor(PROGRAM, "wexcombe"), date(2025, 5, 1)
    wards = read_area_geojson((DATA / "wards.geojson").read_text(encoding="utf-8"))
    import_areas(context, actor, wards, AreaTerms("Wards", AreaKind.WARD, since))
    patches = read_area_table(DATA / "patches.csv", AreaColumns())
    import_areas(context, actor, patches, AreaTerms("Patches", AreaKind.PATCH, since))


@pytest.fixture(scope="session")
def sample_context(wexcombe_home: Path, postcode_cache: Path) -> Iterator[Context]:
    """A context over Wexcombe, where other tests have one over the sample: for reading only."""
    context = open_context(config_at(wexcombe_home, postcode_cache))
    yield context
    context.close()


@pytest.fixture(scope="session")
def client(sample_context: Context) -> Client:
    """The app over Wexcombe, which looks at each page as that over the sample does."""
    return client_of(sample_context)
