"""KMZ: the map at the top of a zip and nothing else of it, and no bomb."""

import zlib

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.exchange.files import read_listings
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.kmz_files import is_kmz, kmz_table
from tests.exchange.readers.maps import POINT, kml, packed, placemark

MAP = kml(placemark(POINT))
OTHER = kml(placemark(POINT, "Another"))
NO_MAP = "There is no map (doc.kml) in the KMZ file: export it again."
TOO_LARGE = (
    "The file holds 60 MB, and the most is 50 MB: give it to us in several files, one a layer."
)


def names(data: bytes) -> list[str]:
    return [row.cells[0] for row in kmz_table(data).rows]


def test_the_map_is_doc_kml_or_the_first_at_the_top() -> None:
    assert names(packed(doc__kml=MAP)) == ["Quay Club"]
    assert names(packed(a__kml=OTHER, doc__kml=MAP)) == ["Quay Club"]
    assert names(packed(in___a__kml=OTHER, b__KML=MAP, c__kml=OTHER)) == ["Quay Club"]


def test_what_else_is_packed_is_counted_and_never_opened() -> None:
    data = packed(
        doc__kml=MAP, images___a__png=b"x", images___b__JPG=b"x", inner__kmz=b"PK", a__kml=b""
    )
    assert kmz_table(data).notes == (
        "1 placemark: 1 point.",
        "2 packed pictures were left out: images/a.png, images/b.JPG.",
        "2 other packed files were left out: inner.kmz, a.kml.",
    )


@pytest.mark.parametrize(
    "data",
    [
        packed(inner__kmz=packed(doc__kml=MAP)),
        packed(in___doc__kml=MAP),
        packed(**{"..___..___x__kml": MAP}),
        packed(___etc___x__kml=MAP),
        packed(**{"C:\\x__kml": MAP}),
        packed(),
    ],
)
def test_no_other_place_in_the_zip_holds_the_map(data: bytes) -> None:
    with pytest.raises(BadFile) as raised:
        kmz_table(data)
    assert str(raised.value) in (NO_MAP, "The KMZ file is damaged or not whole: export it again.")


def test_a_bomb_is_refused_by_its_size_whatever_it_claims() -> None:
    bomb = packed(doc__kml=b"<kml>" + b" " * 60_000_000)
    for data in (bomb, _claiming(bomb, 60_000_005, 100)):
        with pytest.raises(BadFile) as raised:
            kmz_table(data)
        assert str(raised.value) in (
            TOO_LARGE,
            "The KMZ file is damaged or not whole: export it again.",
        )


def _claiming(data: bytes, size: int, claimed: int) -> bytes:
    return data.replace(size.to_bytes(4, "little"), claimed.to_bytes(4, "little"))


def test_a_password_and_damage_are_told() -> None:
    locked = bytearray(packed(doc__kml=MAP))
    at = locked.index(b"PK\x01\x02")
    locked[6] |= 1
    locked[at + 8] |= 1
    with pytest.raises(BadFile, match=r"locked with a password\. Export it again without one\."):
        kmz_table(bytes(locked))
    whole = packed(doc__kml=MAP)
    start = whole.index(b"doc.kml") + 7
    harmed = whole[:start] + b"\xff" * 20 + whole[start + 20 :]
    for data in (whole[:-40], harmed, b"PK\x03\x04", b"no zip"):
        with pytest.raises(BadFile, match="damaged or not whole"):
            kmz_table(data)
    assert zlib.crc32(whole)


@pytest.mark.parametrize("name", ["map.kmz", "map.zip", "map.csv", "map"])
def test_a_kmz_is_known_by_what_is_in_it(words: Vocabulary, name: str) -> None:
    (incoming,) = read_listings(name, packed(doc__kml=MAP, a__png=b""), words).rows
    assert incoming.listing.name == "Quay Club"


@pytest.mark.parametrize(
    "data",
    [
        packed(xl___workbook__xml=b"", a__kml=MAP),
        packed(a__shp=b"", a__kml=MAP),
        packed(in___a__kml=MAP),
        packed(a__txt=b""),
        b"PK\x03\x04broken",
        MAP,
    ],
)
def test_other_zips_are_no_maps(data: bytes) -> None:
    assert not is_kmz(data)
