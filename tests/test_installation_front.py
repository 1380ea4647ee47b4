"""What an installation's own site is made of: by its settings, and over every authority."""

from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.installation import Installation
from assetmap.installation_app import create_installation_app
from assetmap.installation_front import following_of, front_of, listings_of
from assetmap.services.installation.all_listings import can_index_all
from assetmap.services.installation.places import PlaceHeard
from tests.conftest import config_at
from tests.postgres import MakeDatabase
from tests.several_authorities import add_authority


def add_two(home: Path, postcode_cache: Path, url: str = "") -> Installation:
    """Thurrock and Castle Point."""
    config = replace(config_at(home, postcode_cache), database_url=url)
    add_authority(config, "thurrock")
    add_authority(config, "castle-point", ("Canvey Island", "SS8 7BE"))
    return Installation(config)


def test_without_postgresql_there_are_places_and_no_index(
    tmp_path: Path, postcode_cache: Path
) -> None:
    installation = add_two(tmp_path / "home", postcode_cache)
    front = front_of(installation)
    front.prepare()
    front.ask_records()
    thurrock, castle_point = (
        installation.authorities[each] for each in ("thurrock", "castle-point")
    )
    assert (front.has_index, following_of(installation)) == (False, None)
    assert front.places.named("Tilbury") == PlaceHeard("Tilbury", (thurrock,))
    assert front.places.named("canvey island") == PlaceHeard("Canvey Island", (castle_point,))
    installation.close()


@pytest.mark.postgres_database
def test_with_postgresql_there_is_an_index_of_all(
    tmp_path: Path, postcode_cache: Path, postgres_database: MakeDatabase
) -> None:
    installation = add_two(tmp_path / "home", postcode_cache, postgres_database())
    front = front_of(installation)
    front.prepare()
    assert front.ask_records() == {}
    assert (can_index_all(), front.has_index) == (True, True)
    assert listings_of(installation) is not None
    installation.close()


def test_host_of_nobody_has_the_front_page_and_each_authority_its_own(
    tmp_path: Path, postcode_cache: Path
) -> None:
    from werkzeug.test import Client  # beside its only use

    installation = add_two(tmp_path / "home", postcode_cache)
    client = Client(create_installation_app(installation))
    front = client.get("/", base_url="http://localhost:8000")
    own = client.get("/", base_url="http://castle-point.localhost:8000")
    assert "Castle Point</a>" in front.text
    assert "<title>Find groups, places and people near you - Community Directory</title>" in (
        front.text
    )
    assert "Castle Point Community Directory</title>" in own.text
    installation.close()
