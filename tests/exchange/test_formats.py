"""The table of formats: what each entry gives, and that all its names are its own."""

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.listing import Contact, Listing
from assetmap.domain.listings.public_listing import public_view
from assetmap.exchange.csv_files import write_csv
from assetmap.exchange.files import read_listings
from assetmap.exchange.formats import FORMATS, WRITERS
from tests.factories import a_listing


def test_each_end_of_a_name_is_one_format() -> None:
    named = {f".{each.name}": each.write for each in FORMATS}
    assert {**named, ".json": named[".geojson"]} == WRITERS
    names = [name for each in FORMATS for name in (each.name, *each.other_names)]
    assert len(set(names)) == len(names)


def test_what_is_written_is_read_back_and_names_nobody_private(
    words: Vocabulary, full: Listing
) -> None:
    shown = public_view(full)
    other = public_view(a_listing("other", private=Contact(name="Zelda Quackenbush")))
    for each in FORMATS:
        text = "".join(each.write([shown, other], "All"))
        assert "Zelda" not in text
        rows = read_listings(f"list.{each.name}", text.encode(), words).rows
        found = {row.listing.id: public_view(row.listing) for row in rows}
        assert found[shown.id] == shown


def test_csv_is_written_line_by_line(full: Listing) -> None:
    written = FORMATS[0].write([public_view(full)], "All")
    assert not isinstance(written, str)
    assert list(written) == list(write_csv([public_view(full)]))
