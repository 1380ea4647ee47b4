"""Files that this program wrote are known for good, whatever columns were added since."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.listing import (
    Checked,
    Contact,
    Kind,
    Listing,
    Precision,
    Status,
    Where,
)
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.place import Point
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.schedule_text import parse_rules, parse_schedule
from assetmap.exchange.csv_files import COLUMNS, read_csv, write_csv
from assetmap.exchange.incoming import BadFile, IncomingFile
from assetmap.exchange.own_csv import MARK, VERSION, is_own
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.row_results import ImportOptions
from tests.conftest import ContextMaker

DATA = Path(__file__).parent / "data"
# What every file had before files were marked, written out here a second time: this list is never
# changed, and nothing of it is read from the program.
FIRST = (
    "id,name,kind,summary,description,categories,audience,place,postcode,lat,lon,precision,"
    "area_served,when,cost,join,access,min_age,max_age,phone,email,website,steward,checked_on,"
    "also_known_as,venue,address,terms,closed_dates,join_note,languages,first_visit,"
    "getting_there,time_asked,skills,image_alts,checked_by,checked_how,status,merged_into,"
    "created_at,changed_at,contact_name,source,source_id"
)
# The headings of a file of form 2, in their order: what others build on.
SECOND = FIRST.replace("checked_how,", "checked_how,evidence,") + ",notice,paused_until"

RIVER = Listing(
    id="river-lunch",
    kind=Kind.GROUP,
    name="=River “Lunch”, Club",
    summary="A hot lunch; with company.",
    description='Two courses; a chat.\n\n-Bring a friend, or "nobody".',
    also_known_as=("Old Dock Diners; the first", "C:\\lunch", "-Dock"),
    categories=("meet/lunch-clubs", "create"),
    audience=("older", "carers"),
    min_age=60,
    max_age=110,
    where=Where(
        Precision.VENUE,
        venue="Dock Road Hall",
        address="Dock Road",
        place="Tilbury",
        postcode="RM18 7TB",
        point=Point(51.463432, -2.358651),
        area_served="Tilbury",
    ),
    schedule=parse_schedule(
        ["Tue 12:00-14:00", "Last Fri 10:00-11:30", "2026-12-24 09:00-10:00", "Ring; or ask"],
        "Term time only",
        [date(2026, 12, 29), date(2026, 4, 7)],
    ),
    cost=Cost("£4"),
    join="ring-first",
    join_note="Ring by Monday noon.",
    access=("step-free",),
    languages=("English", "Română"),
    first_visit="@Maureen meets you\nat the door.",
    getting_there="+By the church.",
    time_asked="2 hours a week",
    skills="none",
    image_alts=("People at a table",),
    public=Contact("+44 1632 960001", "hi@example.org", "https://example.org/a?b=1", "Maureen"),
    source="thurrock-cvs",
    source_id="a001",
    status=Status.PAUSED,
    checked=Checked(date(2026, 3, 3), "Thurrock CVS", "visited"),
    created_at=datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC),
    changed_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
)
BARE = Listing(
    "bare", Kind.SERVICE, "Bare", status=Status.PUBLISHED, source="sample", source_id="s-2"
)
GARDEN = Listing(
    "garden-help",
    Kind.MICRO_ENTERPRISE,
    "Garden help with =sums",
    summary="I dig.",
    status=Status.PUBLISHED,
    where=Where(
        Precision.APPROXIMATE, place="Grays", point=Point(51.475, 0.32913), area_served="Grays"
    ),
    public=Contact(phone="01632 960002"),
    source="hub; one",
    source_id="7",
)
KNOWN_SINCE = replace(
    RIVER,
    evidence=(
        Evidence(Proof.INSURANCE, date(2025, 5, 4), date(2026, 4, 1)),
        Evidence(Proof.DBS, date(2025, 5, 4), None, "enhanced"),
    ),
    notice="'=Closed on Friday",
    paused_until=date(2026, 4, 1),
)
KNOWN_SINCE_3 = replace(
    KNOWN_SINCE,
    schedule=replace(
        KNOWN_SINCE.schedule,
        opening=parse_rules(["Mon 09:00-17:00", "1st Sat 10:00-12:00"]),
        phone=parse_rules(["Tue 09:00-10:00"]),
        bank_holidays="10:00-14:00",
        changes=(parse_change("2026-04-07 12:00 moved to 2026-04-08 at The Annexe: flood; mud"),),
    ),
)
KNOWN_SINCE_4 = replace(
    KNOWN_SINCE_3,
    needs=("A driver on Tuesdays; or two", "=A room"),
    needs_until=date(2026, 7, 31),
    with_group="Riverside Hub",
    training="A day; with lunch.",
    checks_needed="A basic DBS check",
    expenses="Bus fares",
    closes_on=date(2026, 8, 31),
    exchange=("teach", "older"),
    availability="Two places",
    direct_payments="ask",
    rooms=("Garden room, seats 12",),
    opens_on=date(2026, 9, 7),
    capacity=40,
    facilities=("kitchen", "stage"),
    free_hours="Weekday mornings",
    transfer="open",
    run_by="Ategi",
    former_names=("Purple; formally",),
    regulator="Care Quality Commission",
    register_url="https://www.cqc.org.uk/location/1",
)
# Files as they were written then, and what they hold.
KEPT = {
    "unmarked_2025.csv": (RIVER, BARE, GARDEN),
    "unmarked_2026.csv": (KNOWN_SINCE, BARE, GARDEN),
    "marked_2.csv": (KNOWN_SINCE, BARE, GARDEN),
    "marked_3.csv": (KNOWN_SINCE_3, BARE, GARDEN),
    "marked_4.csv": (KNOWN_SINCE_4, BARE, GARDEN),
}


def marked(*listings: Listing) -> list[list[str]]:
    """A file that is written today, as rows of cells."""
    text = "".join(write_csv(public_view(listing) for listing in listings))
    return list(csv.reader(io.StringIO(text, newline="")))


def read(table: list[list[str]], words: Vocabulary) -> IncomingFile:
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return read_csv(out.getvalue().encode(), words)


def without(table: list[list[str]], *headings: str) -> list[list[str]]:
    kept = [at for at, heading in enumerate(table[0]) if heading not in headings]
    return [[row[at] for at in kept] for row in table]


@pytest.mark.parametrize("name", KEPT)
def test_a_file_written_by_an_earlier_version_is_read_whole(name: str, words: Vocabulary) -> None:
    batch = read_csv((DATA / name).read_bytes(), words)
    assert [incoming.listing for incoming in batch.rows] == list(KEPT[name])
    assert [incoming.notes for incoming in batch.rows] == [(), (), ()]
    assert (batch.refused, batch.unused_columns, batch.own_export) == ((), (), True)


@pytest.mark.parametrize("name", KEPT)
def test_a_file_written_by_an_earlier_version_keeps_ids_and_sources(
    name: str, make_context: ContextMaker
) -> None:
    context = make_context()
    batch = read_csv((DATA / name).read_bytes(), context.borough.words)
    import_file(context, batch, ImportOptions("elsewhere", publish=True))
    kept = {record.listing.id: record.listing.source for record in context.store.all()}
    assert kept == {"river-lunch": "thurrock-cvs", "bare": "sample", "garden-help": "hub; one"}


def test_the_headings_of_before_are_frozen() -> None:
    first = FIRST.split(",")
    assert is_own(first, ())
    assert not any(is_own([each for each in first if each != gone], ()) for gone in first)


def test_a_written_file_says_its_version_in_every_row() -> None:
    head, *body = marked(RIVER, BARE)
    assert ",".join(head[: len(SECOND.split(",")) + 1]) == f"{SECOND},assetmap_csv"
    assert [row[head.index(MARK)] for row in body] == [str(VERSION)] * 2


@pytest.mark.parametrize("name", [each for each in COLUMNS if each != MARK])
def test_every_column_that_is_written_is_read(name: str, words: Vocabulary) -> None:
    listing = replace(KNOWN_SINCE_4, status=Status.PUBLISHED, merged_into="elsewhere")
    head, row = marked(listing)
    at = head.index(name)
    if name not in ("steward", "lat", "lon"):  # not public, and no place without both
        assert row[at]
    if name == "name":
        return
    cells = [*row[:at], {"kind": "hub", "precision": "area"}.get(name, ""), *row[at + 1 :]]
    if name in ("lat", "lon"):
        cells[head.index("lat")] = cells[head.index("lon")] = ""
    if name == "steward":
        cells[at] = "Hub"
    (incoming,) = read([head, cells], words).rows
    assert incoming.listing != listing


def test_columns_that_others_added_are_told_and_the_file_is_still_ours(words: Vocabulary) -> None:
    head, row = marked(BARE)
    batch = read([["Our notes", *head, "parking_note"], ["x", *row, "y"]], words)
    assert [incoming.listing for incoming in batch.rows] == [BARE]
    assert (batch.own_export, batch.unused_columns) == (True, ("Our notes", "parking_note"))


def test_a_row_added_by_hand_needs_no_mark(words: Vocabulary) -> None:
    head, row = marked(BARE)
    added = [{"name": "New", "id": "new"}.get(heading, "") for heading in head]
    batch = read([head, added, row], words)
    assert [incoming.listing.id for incoming in batch.rows] == ["new", "bare"]
    assert batch.own_export


@pytest.mark.parametrize("written", ["", ".0"])
def test_a_file_of_a_newer_version_is_refused_and_says_why(words: Vocabulary, written: str) -> None:
    newer = VERSION + 1
    head, first, second = marked(BARE, GARDEN)
    second[head.index(MARK)] = f"{newer}{written}"
    with pytest.raises(BadFile) as raised:
        read([head, first, second], words)
    assert str(raised.value) == (
        f"A newer version of this program wrote the file: its form is {newer}, and we "
        f"know those up to {VERSION}. Update the program, then read the file again."
    )


def test_a_marked_file_without_some_of_its_columns_is_refused(words: Vocabulary) -> None:
    table = without(marked(BARE), "skills", "cost")
    with pytest.raises(BadFile) as raised:
        read(table, words)
    assert str(raised.value) == (
        "This program wrote the file, and columns were taken out of it: cost, skills. Put them "
        "back, or take out assetmap_csv as well: then the file is read like a list from elsewhere."
    )
    batch = read(without(table, MARK), words)
    assert (batch.own_export, [each.listing.id for each in batch.rows]) == (False, [""])


@pytest.mark.parametrize("mark", ["", "x", "-1", "²", "9" * 5_000])
def test_a_mark_that_is_no_version_is_no_mark(words: Vocabulary, mark: str) -> None:
    text = f"name,id,assetmap_csv\nClub,7,{mark}\n"
    batch = read_csv(text.encode(), words)
    assert [(each.listing.id, each.listing.source_id) for each in batch.rows] == [("", "7")]
    assert (batch.own_export, batch.unused_columns) == (False, ("assetmap_csv",))
