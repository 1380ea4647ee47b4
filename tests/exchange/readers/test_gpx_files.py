"""GPX of satnavs and walking programs, of both versions."""

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.exchange.files import read_listings
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.gpx_files import gpx_table, is_gpx
from tests.exchange.readers.maps import dicts

ONE_ONE = b"""<?xml version="1.0"?><gpx version="1.1" creator="x"
 xmlns="http://www.topografix.com/GPX/1/1" xmlns:gpxx="http://www.garmin.com/x/3">
<metadata><name>Walks</name></metadata>
<wpt lat="51.4776" lon="0.3328"><ele>9</ele><time>2026-03-01T09:00:00Z</time><name>Quay Hall</name>
<cmt>By the river</cmt><desc>By the river</desc><link href="https://example.org/"><text>x</text></link>
<sym>Flag</sym><type>Hall</type><extensions><gpxx:W><gpxx:Depth>1</gpxx:Depth>
<gpxx:Address><gpxx:PostalCode>RM18 7TB</gpxx:PostalCode></gpxx:Address></gpxx:W></extensions></wpt>
<rte><name>Round</name><desc>Two miles</desc><cmt>Muddy</cmt><rtept lat="51.4" lon="0.3"/>
<rtept lat="51.4" lon="0.4"/><rtept lat="51.4" lon="0.5"/></rte>
<trk><name>Path</name><trkseg/><trkseg><trkpt lat="51.4" lon="0.3"/></trkseg></trk>
<trk><name>Empty</name></trk>
</gpx>"""
ONE_NOUGHT = b"""<gpx version="1.0" xmlns="http://www.topografix.com/GPX/1/0">
<wpt lat="51.4" lon="0.3"><name>Quay</name><url>https://example.org/</url><urlname>x</urlname></wpt>
</gpx>"""


def test_waypoints_routes_and_tracks_are_a_row_each() -> None:
    table = gpx_table(ONE_ONE)
    assert dicts(table) == [
        {
            "name": "Quay Hall",
            "description": "By the river",
            "type": "Hall",
            "Symbol": "Flag",
            "Link": "https://example.org/",
            "PostalCode": "RM18 7TB",
        },
        {"name": "Round", "description": "Two miles\n\nMuddy"},
        {"name": "Path"},
        {"name": "Empty"},
    ]
    spots = [row.spot for row in table.rows]
    assert [(each.x, each.y) for each in spots if each] == [
        *((0.3328, 51.4776), (0.4, 51.4), (0.3, 51.4), (0.0, 0.0)),
    ]
    assert [each.empty for each in spots if each] == [False, False, False, True]
    assert table.notes == ("The file holds 1 waypoint, 1 route, 2 tracks.",)


def test_the_older_version_is_read_too(words: Vocabulary) -> None:
    (incoming,) = read_listings("walk.gpx", ONE_NOUGHT, words).rows
    assert (incoming.listing.name, incoming.listing.public.website) == (
        *("Quay", "https://example.org/"),
    )


@pytest.mark.parametrize("name", ["walk.txt", "walk.xml", "walk"])
def test_gpx_is_known_by_what_is_in_it(words: Vocabulary, name: str) -> None:
    assert is_gpx(ONE_ONE)
    batch = read_listings(name, ONE_ONE, words)
    assert [each.listing.name for each in batch.rows] == ["Quay Hall", "Round", "Path", "Empty"]


def test_points_without_numbers_are_refused_one_by_one(words: Vocabulary) -> None:
    data = b"<gpx><wpt lat='x' lon='0.3'><name>A</name></wpt><wpt><name>B</name></wpt></gpx>"
    batch = read_listings("a.gpx", data, words)
    assert [(each.name, each.reason) for each in batch.refused] == [
        ("A", "its coordinates are not all numbers"),
        ("B", "its coordinates are not all numbers"),
    ]


def test_an_empty_file_says_so() -> None:
    with pytest.raises(BadFile, match="There is no waypoint, route or track in the GPX file"):
        gpx_table(b"<gpx><metadata/></gpx>")
