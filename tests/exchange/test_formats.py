"""The table of formats: what each entry gives, and that all its names are its own."""

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.listing import Contact, Listing
from assetmap.domain.listings.public_listing import public_view
from assetmap.exchange.csv_files import read_csv, write_csv
from assetmap.exchange.formats import FORMATS, READERS, WRITERS
from assetmap.exchange.geojson_files import read_geojson
from tests.factories import a_listing


def test_each_end_of_a_name_is_one_format() -> None:
    assert {
        **dict.fromkeys((".csv", ".tsv", ".txt"), read_csv),
        **dict.fromkeys((".geojson", ".json"), read_geojson),
    } == READERS
    named = {f".{each.name}": each.write for each in FORMATS}
    assert {**named, ".json": named[".geojson"]} == WRITERS
    names = [name for each in FORMATS for name in (each.name, *each.other_names, *each.only_read)]
    assert len(set(names)) == len(names)


def test_what_is_written_is_read_back_and_names_nobody_private(
    words: Vocabulary, full: Listing
) -> None:
    shown = public_view(full)
    other = public_view(a_listing("other", private=Contact(name="Zelda Quackenbush")))
    for each in FORMATS:
        text = "".join(each.write([shown, other], "All"))
        assert "Zelda" not in text
        if each.read:
            rows = each.read(text.encode(), words).rows
            found = {row.listing.id: public_view(row.listing) for row in rows}
            assert found[shown.id] == shown


def test_csv_is_written_line_by_line(full: Listing) -> None:
    written = FORMATS[0].write([public_view(full)], "All")
    assert not isinstance(written, str)
    assert list(written) == list(write_csv([public_view(full)]))
