"""Councils of the benchmark: real codes and postcodes, and files that make a borough."""

from pathlib import Path

from assetmap.borough.files import read_borough
from assetmap.domain.place import parse_postcode
from assetmap.paths import BOROUGH
from assetmap.places.postcodes import Postcodes
from scripts.benchmark.councils import largest_councils, write_borough


def test_a_council_becomes_a_borough_at_its_own_postcodes(tmp_path: Path) -> None:
    postcodes = Postcodes(tmp_path / "cache")
    councils = largest_councils(postcodes, 2)
    # The two with most postcodes, of the edition that is installed.
    assert [council.ons_code for council in councils] == ["E06000065", "E08000025"]
    council = councils[1]
    write_borough(council, tmp_path / council.code)
    borough = read_borough(BOROUGH, tmp_path / council.code)
    assert (borough.name, borough.authority_code) == (council.name, "E08000025")
    assert borough.postcode_areas == council.areas
    assert [place.name for place in borough.places] == [town.name for town in council.towns]
    for place in borough.places:
        postcode = parse_postcode(place.postcode)
        assert postcode
        located = postcodes.locate(postcode)
        assert located
        assert located.authority == "E08000025"
