"""Whole files as other people make them, from the file to the listings and what is said of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assetmap.domain.borough.vocabulary import Category, Term, Vocabulary
from assetmap.domain.listings.listing import Contact, Kind, Listing, Status
from assetmap.exchange.csv_files import read_csv
from assetmap.exchange.files import read_file
from assetmap.exchange.geojson_files import read_geojson
from assetmap.exchange.incoming import BadFile, IncomingFile, Refused

ReadFile = Any
NO_KIND = "It does not say what kind it is, so we put “Service”."


@pytest.fixture
def read(tmp_path: Path, words: Vocabulary) -> ReadFile:
    def read(text: str, name: str = "list.csv") -> IncomingFile:
        (tmp_path / name).write_text(text)
        return read_file(tmp_path / name, words)

    return read


def listings(batch: IncomingFile) -> list[Listing]:
    return [incoming.listing for incoming in batch.rows]


def named(batch: IncomingFile) -> list[tuple[int, str]]:
    return [(incoming.row, incoming.listing.name) for incoming in batch.rows]


def test_sections_and_totals_are_no_listings(read: ReadFile) -> None:
    batch = read(
        "Group,Postcode,Tel\nCRAFTS,,\nPier Knitters,RM17 6SL,01632 960111\nMUSIC,,\n"
        "Pier Band,RM17 6SL,01632 960112\nTotal,2\n"
    )
    assert named(batch) == [(3, "Pier Knitters"), (5, "Pier Band")]
    assert (batch.refused, batch.skipped) == (
        (),
        (
            Refused(2, "CRAFTS", "it is the heading of a section"),
            Refused(4, "MUSIC", "it is the heading of a section"),
            Refused(6, "Total", "it is a total"),
        ),
    )


def test_headings_that_are_repeated_are_no_listing(read: ReadFile) -> None:
    batch = read("Name,Town\nPier Band,Grays\n NAME ,town\n-----,-----\nPier Choir,Grays\n")
    assert named(batch) == [(2, "Pier Band"), (5, "Pier Choir")]
    assert [each.reason for each in batch.skipped] == [
        "it repeats the headings",
        "it is only a line",
    ]


def test_a_real_listing_with_a_name_alone_is_kept_and_told(read: ReadFile) -> None:
    batch = read("name,town\nPier Band,Grays\nPier Ladies Choir,\nPier Shed,Aveley\n")
    assert named(batch) == [(2, "Pier Band"), (3, "Pier Ladies Choir"), (4, "Pier Shed")]
    assert batch.rows[1].notes[0].startswith("It has only a name.")
    assert batch.skipped == ()


def test_notes_are_not_for_the_public(read: ReadFile) -> None:
    batch = read(
        "name,postcode,Notes,Internal\n"
        "Pier Band,RM17 6SL,Do not publish: ring the son on 01632 960177,owes us\n"
        "Pier Choir,RM17 6SL,Rang in May,\n"
        "Pier Shed,RM17 6SL,,Confidential\n"
    )
    assert "son" not in repr(batch)
    assert "owes" not in repr(batch)
    assert batch.unused_columns == ("Notes", "Internal")
    assert batch.notes == (
        "“Notes” was not used: it may not be meant for everyone. Call it description if it is.",
        "“Internal” was not used: it may not be meant for everyone. Call it description if it is.",
    )
    held, free, too = (incoming.notes for incoming in batch.rows)
    assert held == too == free == (NO_KIND,)
    assert [row.status_word for row in batch.rows] == ["do not publish", "", "do not publish"]
    assert {row.listing.status for row in batch.rows} == {Status.DRAFT}


@pytest.mark.parametrize(
    "heading",
    ["site_name", "Organisation", "Group", "Name of group", "Business Name", "Service name"],
)
def test_names_are_found_under_many_headings(read: ReadFile, heading: str) -> None:
    batch = read(f"{heading},Post Code\nPier Hall,RM17 6SL\n")
    assert named(batch) == [(2, "Pier Hall")]
    assert batch.used_columns == {heading: "name", "Post Code": "postcode"}
    assert batch.notes[0] == f"We took the name from “{heading}”."


def test_what_the_heading_says_each_is_becomes_the_kind(read: ReadFile) -> None:
    batch = read("community_hub,postcode\nGrays,RM17 6SL\n")
    (listing,) = listings(batch)
    assert (listing.name, listing.kind) == ("Grays", Kind.HUB)
    assert batch.notes == (
        "We took the name from “community_hub”.",
        "Its heading says what each is, so the type is “Community hub”.",
    )


def test_a_title_may_stand_above_the_headings(read: ReadFile) -> None:
    batch = read("Clubs of the pier; updated May,,\n,,\nName,Postcode,Phone\nPier Band,RM17 6SL,\n")
    assert named(batch) == [(4, "Pier Band")]
    assert batch.notes == (
        "The headings are in row 3. Above stands “Clubs of the pier; updated May”.",
    )


def test_an_address_may_come_in_parts(read: ReadFile) -> None:
    batch = read(
        "Name,Address Line 1,Address Line 2,Town,Country,Postcode\n"
        "Pier Band,Old Mill,3 Pier Road,Tilbury,UK,RM18 7TB\n"
    )
    (listing,) = listings(batch)
    where = listing.where
    assert (where.address, where.place, where.postcode) == (
        "Old Mill, 3 Pier Road",
        "Tilbury",
        "RM18 7TB",
    )
    assert batch.unused_columns == ("Country",)


def test_openstreetmaps_keys_are_read(read: ReadFile) -> None:
    properties = {
        "@id": "way/77",
        "leisure": "sports_centre",
        "name": "Pier Sports",
        "operator": "Dock Trust",
        "description": "Courts.",
        "addr:housenumber": "3",
        "addr:street": "Pier Road",
        "addr:city": "Tilbury",
        "addr:postcode": "RM18 7TB",
        "contact:phone": "+44 1632 960111",
        "contact:mobile": "+44 7700 900111",
        "contact:email": "pier@example.org",
        "contact:website": "https://example.org/pier",
        "contact:facebook": "https://facebook.com/pier",
        "wheelchair": "yes",
        "toilets:wheelchair": "no",
        "fee": "yes",
        "building": "yes",
        "note": "survey again",
    }
    geometry = {"type": "Point", "coordinates": [0.36, 51.46]}
    feature = {"type": "Feature", "id": "way/77", "properties": properties, "geometry": geometry}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    (listing,) = listings(read(text, "list.geojson"))
    assert (listing.name, listing.source_id) == ("Pier Sports", "way/77")
    said = "Courts.\n\nFacebook: https://facebook.com/pier\n\nType: Sports centre."
    assert (listing.description, listing.run_by) == (said, "Dock Trust")
    assert (listing.where.address, listing.where.place) == ("3 Pier Road", "Tilbury")
    assert listing.where.postcode == "RM18 7TB"
    assert listing.public == Contact(
        "+44 1632 960111 / +44 7700 900111", "pier@example.org", "https://example.org/pier"
    )
    assert (listing.access, listing.cost.text) == (("step-free",), "there is a charge")


def test_html_and_double_encoding_are_undone(read: ReadFile) -> None:
    batch = read(
        "name,town,description\nPier Menâ€™s Shed,Grays,<p>Mend &amp; make</p><p>All welcome</p>\n"
    )
    (incoming,) = batch.rows
    assert incoming.listing.name == "Pier Men’s Shed"
    assert incoming.listing.description == "Mend & make\n\nAll welcome"
    assert incoming.notes[:2] == (
        "We mended letters in the wrong encoding, such as â€™ for ’: please check.",
        "We turned HTML into plain text: please check how it reads.",
    )


def test_lists_with_commas_are_parted(tmp_path: Path) -> None:
    food = Category("give/food", "Food, clothes and essentials")
    words = Vocabulary(
        categories=(Category("meet", "Meet people"), food),
        audiences=(Term("older", "Older people"), Term("carers", "Carers")),
        access=(Term("toilet", "Accessible toilet"), Term("parking", "Parking")),
    )
    (tmp_path / "a.csv").write_text(
        "name,town,languages,categories,audience,access\n"
        'Pier,Grays,"Hindi, Urdu","Meet people, Food, clothes and essentials",'
        '"older, carers","Parking, Accessible toilet, Lift"\n'
    )
    (incoming,) = read_file(tmp_path / "a.csv", words).rows
    listing = incoming.listing
    assert listing.languages == ("Hindi", "Urdu")
    assert listing.categories == ("meet", "give/food")
    assert (listing.audience, listing.access) == (("older", "carers"), ("parking", "toilet"))
    assert incoming.notes[0] == "We do not know “Lift” for access, so we left it out."


def test_a_file_without_names_is_refused_with_a_hint(read: ReadFile) -> None:
    geometry = {"type": "Point", "coordinates": [0.36, 51.46]}
    feature = {"type": "Feature", "properties": {"Location": "Pier"}, "geometry": geometry}
    text = json.dumps({"type": "FeatureCollection", "features": [feature] * 3})
    said = (
        "None of the headings says which column holds the names. “Location” may be the name: call "
        "it name. We found: Location"
    )
    for name, content in (("a.geojson", text), ("a.csv", "Location,Postcode\nPier,RM17 6SL\n")):
        with pytest.raises(BadFile) as raised:
            read(content, name)
        assert str(raised.value).startswith(f"{name}: {said}")


def test_a_mobile_library_is_no_phone(read: ReadFile) -> None:
    batch = read(
        "name,town,mobile\nBeech Road,Grays,County Mobile 1\nElm Road,Aveley,County Mobile 1\n"
    )
    assert [listing.public for listing in listings(batch)] == [Contact(), Contact()]
    assert batch.unused_columns == ("mobile",)
    assert batch.rows[0].notes == (NO_KIND,)


def test_columns_at_the_end_without_headings_may_be_missing(read: ReadFile) -> None:
    batch = read("Organisation,Postcode,,\nPier Band,RM17 6SL\nPier Choir,RM17 6SL,,,\n")
    assert named(batch) == [(2, "Pier Band"), (3, "Pier Choir")]
    assert batch.refused == ()


_CELLS = st.sampled_from(
    [
        *("name", "Group", "Notes", "Postcode", "Contact", "Name", "Address 1", "Age", "Free", ""),
        *("Quay Choir", "RM17 6SL", "Total", "2", "CHOIRS", "----", "Jo Smith", "<b>x</b>", "5-11"),
        *("yes", "no", "Location", "â€™", '"', "{", "[", "sep=;", "Wheelchair", "01632 960101"),
    ]
)


@given(st.lists(st.lists(_CELLS, max_size=5), max_size=8))
@example(table=[['"']])
def test_no_table_is_too_odd(table: list[list[str]]) -> None:
    text = "\n".join(",".join(row) for row in table)
    try:
        batch = read_csv(text.encode(), Vocabulary())
    except BadFile:
        return
    numbers = [each.row for each in (*batch.rows, *batch.refused, *batch.skipped)]
    assert len(numbers) == len(set(numbers))


@given(st.dictionaries(_CELLS, _CELLS | st.integers() | st.none(), max_size=6))
def test_no_feature_is_too_odd(properties: dict[str, Any]) -> None:
    geometry = {"type": "Point", "coordinates": [0.36, 51.46]}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    text = json.dumps({"type": "FeatureCollection", "features": [feature, feature]})
    try:
        batch = read_geojson(text.encode(), Vocabulary())
    except BadFile:
        return
    assert len(batch.rows) + len(batch.refused) == 2
