import pytest

from assetmap.exchange.osm_season import read_season
from assetmap.exchange.osm_tokens import OsmReader, Unreadable, osm_tokens

SEASONS = {
    "Mo-Fr": ("", False),
    "Jan-Mar": ("January to March", False),
    "Jun,Aug": ("June and August", False),
    "Dec 25": ("25 December", True),
    "Dec 24-26": ("24 to 26 December", True),
    "Dec 24-Jan 2": ("24 December to 2 January", True),
    "Jun 1-Aug 31": ("1 June to 31 August", False),
    "2026 May 4": ("4 May 2026", True),
    "2026 Dec 24-2027 Jan 2": ("24 December 2026 to 2 January 2027", False),
    "2024-2026": ("2024 to 2026", False),
    "easter": ("Easter Sunday", True),
    "week 10-20": ("Weeks 10 to 20 of the year", False),
    "week 2-52/2": ("Even weeks of the year", False),
}


def reader_of(text: str) -> OsmReader:
    return OsmReader(osm_tokens(text) or [])


@pytest.mark.parametrize(("text", "expected"), SEASONS.items())
def test_a_part_of_the_year_in_words(text: str, expected: tuple[str, bool]) -> None:
    assert read_season(reader_of(text)) == expected


@pytest.mark.parametrize("text", ["Jan 32", "Jan 1-Mar", "week 1-53/3", "Dec 24-40"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_season(reader_of(text))
