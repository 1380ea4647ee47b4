"""The places of one authority of several, read without its other files."""

from pathlib import Path

import pytest

from assetmap.borough.authorities import Authority
from assetmap.borough.authority_places import read_authority_places
from assetmap.borough.files import BadBorough
from assetmap.domain.borough.borough import NamedPlace
from assetmap.paths import BOROUGH

THURROCK = Authority("thurrock", "Thurrock", "E06000034", "http://thurrock.localhost")
OTHER = Authority("castle-point", "Castle Point", "E07000069", "http://castle-point.localhost")


def test_own_file_counts_and_names_towns_alone(tmp_path: Path) -> None:
    (tmp_path / "castle-point").mkdir()
    text = (
        '[[place]]\nname = "Canvey Island"\npostcode = "SS8 7BE"\naliases = ["Canvey"]\n'
        '[[place]]\nname = "The Pier"\npostcode = "SS8 7BE"\nkind = "landmark"\n'
    )
    (tmp_path / "castle-point" / "places.toml").write_text(text, encoding="utf-8")
    read = read_authority_places(tmp_path, BOROUGH, OTHER)
    assert read == (NamedPlace("Canvey Island", "SS8 7BE", ("Canvey",)),)


def test_shipped_file_counts_for_its_own_authority_alone(tmp_path: Path) -> None:
    shipped = read_authority_places(tmp_path, BOROUGH, THURROCK)
    assert "Tilbury" in {place.name for place in shipped}
    assert read_authority_places(tmp_path, BOROUGH, OTHER) == ()


@pytest.mark.parametrize("text", ["[[place]", '[[place]]\nname = "x"', "place = 1"])
def test_file_that_cannot_be_used_is_refused_by_its_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "castle-point").mkdir()
    (tmp_path / "castle-point" / "places.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadBorough, match=r"castle-point/places\.toml cannot be used"):
        read_authority_places(tmp_path, BOROUGH, OTHER)
