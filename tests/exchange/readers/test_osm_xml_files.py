"""OpenStreetMap's data as its editors and site write it."""

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.exchange.files import read_listings
from assetmap.exchange.readers.osm_xml_files import is_osm_xml, osm_xml_table
from tests.exchange.readers.maps import dicts

DATA = b"""<?xml version="1.0"?><osm version="0.6"><bounds minlat="51"/>
<node id="1" lat="51.0" lon="0.0"/><node id="2" lat="51.0" lon="1.0"/>
<node id="3" lat="51.4" lon="0.3"><tag k="name" v="Quay"/><tag k="amenity" v="cafe"/></node>
<way id="4"><nd ref="1"/><nd ref="2"/><nd ref="1"/><tag k="name" v="Path"/></way>
<way id="5"><center lat="51.5" lon="0.5"/><nd ref="9"/><tag k="name" v="Park"/></way>
<relation id="6"><member type="way" ref="4" role="outer"/><tag k="name" v="Trail"/></relation>
</osm>"""


def test_it_is_read_as_the_json_of_it_is(words: Vocabulary) -> None:
    table = osm_xml_table(DATA)
    assert dicts(table) == [
        {"name": "Quay", "amenity": "cafe"},
        *({"name": name} for name in ("Path", "Park", "Trail")),
    ]
    assert [row.feature_id for row in table.rows] == ["node/3", "way/4", "way/5", "relation/6"]
    places = [(row.spot.x, row.spot.y) for row in table.rows if row.spot]
    assert (places[0], places[2]) == ((0.3, 51.4), (0.5, 51.5))
    assert table.notes[0] == "4 elements: 2 points, 2 lines."


def test_it_is_known_by_its_end_and_by_what_is_in_it(words: Vocabulary) -> None:
    assert is_osm_xml(DATA)
    for name in ("map.osm", "map.xml", "map"):
        assert len(read_listings(name, DATA, words).rows) == 4
