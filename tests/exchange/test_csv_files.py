import codecs
import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.listing import Contact, Kind, Listing, Precision, Status, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.place import Point
from assetmap.domain.times.schedule import Schedule
from assetmap.exchange.csv_files import read_csv, write_csv, write_table
from assetmap.exchange.header_mapping import ADDED, CONTRACT, FIRST
from assetmap.exchange.incoming import BadFile, IncomingFile, Refused
from assetmap.exchange.own_csv import MARK
from assetmap.exchange.public_fields import PUBLIC

LIBRARIES = """\
name,address,postcode,type,email,website,area_name,area_code,lon,lat
Blackrod Library,"Church Street, Blackrod, Bolton",BL6 5EQ,Local authority run library,\
blackrod.library@example.gov.uk,http://www.example.gov.uk/Blackrod.aspx,Bolton,E08000001,\
-2.58651,53.594458
"""

FOOD_BANKS = """\
Name,Referral method,Opening times,Address,Postcode,Contact,Website,Area name,Area code
BRASS,Not known,Wednesday 10am - 4pm,"The Lodge, Bolton",BL3 2HP,hi@example.org,NA,Bolton,E08000001
Citadel,Foodbank Voucher,One morning per week,High Street,BL1 2BZ,0161 496 0140,www.example.org,\
Bolton,E08000001
"""


def read(text: str, words: Vocabulary) -> IncomingFile:
    return read_csv(text.encode(), words)


def names(batch: IncomingFile) -> list[tuple[int, str]]:
    return [(incoming.row, incoming.listing.name) for incoming in batch.rows]


def written(*listings: Listing) -> str:
    return "".join(write_csv(public_view(listing) for listing in listings))


def test_a_list_of_libraries_needs_no_mapping(words: Vocabulary) -> None:
    batch = read(LIBRARIES, words)
    assert [incoming.listing for incoming in batch.rows] == [
        Listing(
            id="",
            kind=Kind.SERVICE,
            name="Blackrod Library",
            description="Type: Local authority run library.",
            where=Where(
                Precision.VENUE,
                address="Church Street, Blackrod, Bolton",
                place="Bolton",
                postcode="BL6 5EQ",
                point=Point(53.594458, -2.58651),
            ),
            public=Contact(
                email="blackrod.library@example.gov.uk",
                website="http://www.example.gov.uk/Blackrod.aspx",
            ),
        )
    ]
    assert (batch.refused, batch.unused_columns, batch.own_export) == ((), ("area_code",), False)


def test_a_list_of_food_banks_needs_no_mapping(words: Vocabulary) -> None:
    batch = read(FOOD_BANKS, words)
    first, second = (incoming.listing for incoming in batch.rows)
    assert (first.public, second.public) == (
        Contact(email="hi@example.org"),
        Contact("0161 496 0140", website="https://www.example.org"),
    )
    assert (first.join, second.join) == ("", "Foodbank Voucher")
    assert second.schedule == Schedule(words=("One morning per week",))
    assert batch.unused_columns == ("Area code",)
    assert batch.used_columns["Contact"] == "phone, email or website"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_usual_delimiter_and_line_end_is_read(
    words: Vocabulary, delimiter: str, end: str
) -> None:
    text = end.join(
        delimiter.join(cells) for cells in (["name", "town"], ["Club", "Grays"], ["Shed", "Aveley"])
    )
    assert names(read(text, words)) == [(2, "Club"), (3, "Shed")]


@pytest.mark.parametrize(
    "data",
    [
        "name\nCafé £1".encode(),
        codecs.BOM_UTF8 + "name\nCafé £1".encode(),
        "name\nCafé £1".encode("utf-16"),
        codecs.BOM_UTF16_BE + "name\nCafé £1".encode("utf-16-be"),
    ],
)
def test_unicode_is_read_with_and_without_its_mark(words: Vocabulary, data: bytes) -> None:
    (incoming,) = read_csv(data, words).rows
    assert incoming.listing.name == "Café £1"
    assert not any("UTF-8" in note for note in incoming.notes)


def test_windows_letters_are_read_and_noted_where_they_matter(words: Vocabulary) -> None:
    batch = read_csv("name,kind\nCafé,group\nClub,group".encode("cp1252"), words)
    assert [(each.listing.name, each.notes) for each in batch.rows] == [
        ("Café", ("The file is not UTF-8, so check letters and signs such as é and £.",)),
        ("Club", ()),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        (
            b"PK\x03\x04rest",
            "This is a spreadsheet or a zip file, and it is damaged. Download or save it again.",
        ),
        (
            b"name\n\0\1",
            "This is not a text file. Open it in a spreadsheet and choose Save as, CSV.",
        ),
        (
            b"Knit Club,Tilbury,RM18 7TB\n",
            (
                "The first row must be headings, and one of them must be name or title. We found: "
                "Knit Club, Tilbury, RM18 7TB. We know these and more: name, kind, description, "
                "categories, postcode, when, phone, email, website."
            ),
        ),
    ],
)
def test_a_file_that_is_no_list_says_what_to_do(
    words: Vocabulary, data: bytes, message: str
) -> None:
    with pytest.raises(BadFile) as raised:
        read_csv(data, words)
    assert str(raised.value) == message


def test_rows_that_do_not_fit_are_refused_and_the_others_kept(words: Vocabulary) -> None:
    text = (
        "name,town,description\n"
        'Club,Grays,"two\nlines"\n'
        "Shed,Aveley\n"
        "\n"
        ",,\n"
        "Choir,Grays,sings, loudly\n"
        "Walk,Grays,far,,\n"
        "Talk,Grays,near\n"
    )
    batch = read(text, words)
    assert names(batch) == [(2, "Club"), (6 + 1, "Walk"), (8, "Talk")]
    assert batch.refused == (
        Refused(3, "Shed", "it breaks off: it has 2 cells and there are 3 headings"),
        Refused(
            6,
            "Choir",
            "it has 4 cells and there are 3 headings: put quote marks round text with commas in it",
        ),
    )


def test_a_quote_that_is_never_closed_costs_one_row(words: Vocabulary) -> None:
    batch = read('name,town,notes\nA,Grays,x\nB,Grays,"lost\nC,Grays,y\nD,Grays,z\n', words)
    assert names(batch) == [(2, "A"), (4, "C"), (5, "D")]
    assert batch.refused == (
        Refused(3, "B", "it breaks off: a quote mark is opened and never closed"),
    )


def test_a_file_cut_off_in_a_cell_costs_the_last_row(words: Vocabulary) -> None:
    batch = read('name,town,notes\nA,Grays,x\nB,Grays,"Come to\nour hall', words)
    assert names(batch) == [(2, "A")]
    assert [refused.row for refused in batch.refused] == [3]


def test_a_file_full_of_lost_quotes_is_read_to_its_end(words: Vocabulary) -> None:
    batch = read("name,town\n" + 'a"b,"c,\n' * 999, words)
    assert batch.rows == ()


def test_control_characters_never_come_in(words: Vocabulary) -> None:
    (incoming,) = read("name\nA\x07\u202eB\ufeff\x1b[0m", words).rows
    assert incoming.listing.name == "AB[0m"


def test_a_written_file_has_the_contracts_columns_first(full: Listing) -> None:
    assert next(csv.reader(io.StringIO(written(full)))) == [*FIRST, MARK, *ADDED]
    assert PUBLIC[: len(CONTRACT)] == CONTRACT


def test_what_is_written_reads_back_the_same(words: Vocabulary, full: Listing) -> None:
    bare = Listing("bare", Kind.SERVICE, "'=Bare'", status=Status.PUBLISHED)
    near = replace(
        full, id="near", where=replace(full.where, precision=Precision.APPROXIMATE), source_id=""
    )
    hidden = replace(full, id="hidden", where=Where(Precision.WITHHELD, area_served="Essex"))
    public = [public_view(listing) for listing in (full, bare, near, hidden)]
    batch = read("".join(write_csv(public)), words)
    assert [public_view(each.listing) for each in batch.rows] == public
    assert [each.notes for each in batch.rows] == [(), (), (), ()]
    assert (batch.refused, batch.unused_columns, batch.own_export) == ((), (), True)


def test_nothing_private_is_written(full: Listing) -> None:
    private = Contact("07700 900123", "jo@private.example", name="Jo Secret")
    home = Where(
        Precision.AREA,
        address="7 Secret Street",
        postcode="RM17 6SL",
        point=Point(51.47, 0.32),
        area_served="Grays",
    )
    text = written(replace(full, private=private, where=home, steward="Secret Steward"))
    for secret in ("900123", "private.example", "Secret", "RM17", "51.47"):
        assert secret not in text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "'=", "\r"])
def test_no_cell_runs_as_a_formula(words: Vocabulary, full: Listing, start: str) -> None:
    name = f"{start}HYPERLINK(A1)"
    text = written(replace(full, name=name))
    row = list(csv.reader(io.StringIO(text, newline="")))[1]
    assert row[1] == f"'{name}"
    assert read(text, words).rows[0].listing.name == name.strip()


def test_numbers_stay_numbers(full: Listing) -> None:
    west = replace(full, where=replace(full.where, point=Point(53.594458, -2.58651)))
    (row,) = csv.DictReader(io.StringIO(written(west)))
    assert (row["lat"], row["lon"], row["min_age"]) == ("53.594458", "-2.58651", "60")


def test_our_files_bring_back_proof_notice_and_pause(full: Listing, words: Vocabulary) -> None:
    seen = Evidence(Proof.INSURANCE, date(2025, 5, 4), date(2026, 4, 1), by="p-Secret")
    level = Evidence(Proof.DBS, date(2025, 5, 4), None, "enhanced")
    listing = replace(
        full, evidence=(seen, level), notice="Closed on Friday", paused_until=date(2026, 4, 1)
    )
    text = written(listing)
    assert "p-Secret" not in text
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["evidence"] == (
        "insurance seen 2025-05-04 expires 2026-04-01; dbs enhanced seen 2025-05-04"
    )
    back = read(text, words).rows[0].listing
    assert (back.evidence, back.notice, back.paused_until) == (
        *((replace(seen, by=""), level), "Closed on Friday", date(2026, 4, 1)),
    )


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp", "Zs")))


@given(
    name=_TEXT.filter(bool).filter(lambda text: len(text) <= 200), items=st.lists(_TEXT, max_size=3)
)
def test_any_text_reads_back_the_same(name: str, items: list[str]) -> None:
    listing = Listing(
        "any",
        Kind.GROUP,
        name,
        description=name,
        also_known_as=tuple(filter(None, items)),
        status=Status.PUBLISHED,
    )
    (incoming,) = read(written(listing), Vocabulary()).rows
    assert incoming.listing == listing


def test_any_table_is_written_with_its_cells_guarded() -> None:
    lines = write_table(("what", "after"), [("changed", "=1+1"), ("a, b", 'said "x"')])
    assert list(lines) == [
        "what,after\r\n",
        "changed,'=1+1\r\n",
        '"a, b","said ""x"""\r\n',
    ]
