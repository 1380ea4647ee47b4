"""The shipped borough and real postcodes, worked out once for the whole run."""

from pathlib import Path

import pytest

from assetmap.borough.files import read_borough
from assetmap.domain.borough.borough import Borough
from assetmap.paths import BOROUGH
from assetmap.places.gazetteer import Gazetteer
from assetmap.places.postcodes import Postcodes


@pytest.fixture(scope="session")
def borough() -> Borough:
    return read_borough(BOROUGH, Path("nowhere"))


@pytest.fixture(scope="session")
def postcodes(postcode_cache: Path) -> Postcodes:
    return Postcodes(postcode_cache)


@pytest.fixture(scope="session")
def gazetteer(borough: Borough, postcodes: Postcodes) -> Gazetteer:
    return Gazetteer(borough, postcodes)
