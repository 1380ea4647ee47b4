"""Two authorities in one PostgreSQL database, and the index of all."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.installation import Installation
from assetmap.installation_front import following_of, listings_of
from assetmap.services.installation.all_listings import AllListings
from assetmap.services.installation.following import Following
from tests.conftest import config_at
from tests.postgres import MakeDatabase
from tests.several_authorities import add_authority


@pytest.fixture
def installation(
    tmp_path: Path, postcode_cache: Path, postgres_database: MakeDatabase
) -> Iterator[Installation]:
    """Thurrock and Castle Point, in PostgreSQL."""
    config = replace(
        config_at(tmp_path / "home", postcode_cache),
        database_url=postgres_database(),
        machine="here",
    )
    add_authority(config, "thurrock", ("Grays", "RM17 6SL"), ("Tilbury", "RM18 7TB"))
    add_authority(config, "castle-point", ("Canvey Island", "SS8 7BE"), ("Hadleigh", "SS7 2PP"))
    made = Installation(config)
    yield made
    made.close()


@pytest.fixture
def listings(installation: Installation) -> Iterator[AllListings]:
    """The index of all."""
    found = listings_of(installation)
    assert found is not None
    yield found
    found.close()


@pytest.fixture
def following(installation: Installation) -> Iterator[Following]:
    """What keeps it in step; not started."""
    made = following_of(installation)
    assert made is not None
    yield made
    made.close()
