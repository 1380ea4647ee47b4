"""Files taken in: new, changed, unchanged, refused; all of a file or none of it."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from assetmap.clock import LONDON
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.listing import (
    Checked,
    Contact,
    Listing,
    Picture,
    Precision,
    Status,
    Where,
)
from assetmap.domain.place import Point
from assetmap.domain.search.query import Search
from assetmap.exchange.csv_files import read_csv, write_csv
from assetmap.exchange.incoming import Refused
from assetmap.services.context import Desk
from assetmap.services.indexing import Comparison
from assetmap.services.listings.importing import Note, Report, Terms, take_in
from assetmap.services.search.exporting import listings_of
from assetmap.services.search.finding import answer
from assetmap.storage.store import Unavailable
from tests.conftest import DeskMaker
from tests.factories import TILBURY, a_listing

CVS = Terms("cvs", publish=True)
AGREES = Comparison((), (), (), 0)
TWO = """id,name,postcode,when,cost
1,Knit Club,RM18 7TB,Tue 10:00-12:00,£2
2,Purl Club,RM17 6SL,Wed 10:00-12:00,
"""


def take(desk: Desk, text: str, terms: Terms = CVS) -> Report:
    """Takes a CSV file in; one without a `kind` column is of groups."""
    head, *rows = text.splitlines(keepends=True)
    if "kind" not in head.split(","):
        text = "".join([f"kind,{head}", *(f"group,{row}" for row in rows)])
    return take_in(desk, read_csv(text.encode(), desk.borough.words), terms)


def kept(desk: Desk) -> list[Listing]:
    return [record.listing for record in desk.store.all()]


def by_name(desk: Desk) -> dict[str, Listing]:
    return {listing.name: listing for listing in kept(desk)}


def exported(desk: Desk) -> str:
    return "".join(write_csv(listings_of(desk)))


def test_rows_are_new_and_then_unchanged_and_then_changed(make_desk: DeskMaker) -> None:
    desk = make_desk()
    assert take(desk, TWO) == Report(new=2)
    first = kept(desk)
    assert take(desk, TWO) == Report(unchanged=2)
    assert (kept(desk), desk.store.version()) == (first, 1)
    later = make_desk(today="2026-03-20")
    assert take(later, TWO.replace("Purl Club", "Purl Circle")) == Report(changed=1, unchanged=1)
    after = {listing.source_id: listing for listing in kept(later)}
    before = {listing.source_id: listing for listing in first}
    assert after["1"] == before["1"]
    assert after["2"] == replace(
        before["2"], name="Purl Circle", changed_at=later.clock.now().replace(microsecond=0)
    )


def test_row_that_is_taken_in_is_whole(make_desk: DeskMaker) -> None:
    desk = make_desk()
    take(desk, TWO)
    listing = by_name(desk)["Knit Club"]
    now = desk.clock.now()
    assert listing == replace(
        listing,
        source="cvs",
        source_id="1",
        status=Status.PUBLISHED,
        created_at=now,
        changed_at=now,
        where=Where(
            Precision.VENUE,
            place="Tilbury",
            postcode="RM18 7TB",
            point=desk.gazetteer.find("RM18 7TB").point,
            authority="E06000034",
        ),
    )
    assert listing.id.startswith("knit-club-")


def test_listing_that_was_taken_in_is_found(make_desk: DeskMaker) -> None:
    desk = make_desk()
    take(desk, TWO)
    assert [hit.listing.shown.name for hit in answer(desk, Search(words="purl")).hits] == [
        "Purl Club"
    ]
    assert desk.indexer.compare() == AGREES


def test_rows_that_cannot_be_taken_are_refused_and_the_others_come_in(
    make_desk: DeskMaker,
) -> None:
    desk = make_desk()
    report = take(
        desk,
        "id,name,postcode,place\n"
        "1,Good,RM18 7TB,\n2,,RM18 7TB,\n3,Lost,RM99 9ZZ,\n"
        "4,Anywhere,,\n5,Rescued,RM99 9ZZ,Grays\n",
    )
    assert report == Report(
        new=3,
        refused=[
            Refused(3, "", "it has no name"),
            Refused(
                4,
                "Lost",
                "the postcode 'RM99 9ZZ' does not exist, and there are no coordinates or known "
                "place name instead",
            ),
        ],
        notes=[
            Note(6, "Rescued", "the postcode 'RM99 9ZZ' does not exist"),
            Note(6, "Rescued", "placed roughly, at Grays"),
        ],
    )
    assert {name: each.where.precision for name, each in by_name(desk).items()} == {
        "Good": Precision.VENUE,
        "Anywhere": Precision.AREA,
        "Rescued": Precision.APPROXIMATE,
    }


def test_row_that_is_there_twice_is_taken_once(make_desk: DeskMaker) -> None:
    desk = make_desk()
    report = take(desk, TWO + "1,Knit Again,RM18 7TB,,\n")
    assert report == Report(new=2, refused=[Refused(4, "Knit Again", "row 2 is the same listing")])
    assert sorted(by_name(desk)) == ["Knit Club", "Purl Club"]


def test_rows_without_ids_are_known_by_name_and_place(make_desk: DeskMaker) -> None:
    desk = make_desk()
    rows = "name,postcode,cost\nKnit Club,RM18 7TB,£2\nKnit Club,RM17 6SL,£2\n"
    assert take(desk, rows) == Report(new=2)
    assert take(desk, rows) == Report(unchanged=2)
    assert take(desk, rows.replace("7TB,£2", "7TB,£3")) == Report(changed=1, unchanged=1)
    assert len(kept(desk)) == 2


def test_two_sources_do_not_touch_one_another(make_desk: DeskMaker) -> None:
    desk = make_desk()
    assert take(desk, TWO) == take(desk, TWO, Terms("council", publish=True)) == Report(new=2)
    assert desk.store.sources() == {"council": 2, "cvs": 2}
    assert len({listing.id for listing in kept(desk)}) == 4


def test_rows_are_drafts_until_they_are_published(make_desk: DeskMaker) -> None:
    desk = make_desk()
    assert take(desk, TWO, Terms("cvs")) == Report(new=2)
    assert {listing.status for listing in kept(desk)} == {Status.DRAFT}
    assert (answer(desk, Search()).total, listings_of(desk)) == (0, ())
    assert take(desk, TWO) == Report(changed=2)
    assert {listing.status for listing in kept(desk)} == {Status.PUBLISHED}
    assert take(desk, TWO, Terms("cvs")) == Report(unchanged=2)
    assert answer(desk, Search()).total == 2


def test_file_cannot_publish_by_itself(make_desk: DeskMaker) -> None:
    desk = make_desk()
    take(desk, "name,postcode,status\nKnit,RM18 7TB,published\n", Terms("cvs"))
    assert [listing.status for listing in kept(desk)] == [Status.DRAFT]


@pytest.mark.parametrize("status", ["", "published"])
@pytest.mark.parametrize("publish", [True, False])
def test_archived_listing_stays_archived(make_desk: DeskMaker, status: str, publish: bool) -> None:
    desk = make_desk()
    rows = f"id,name,postcode,status\n1,Knit,RM18 7TB,{status}\n"
    take(desk, rows)
    [listing] = kept(desk)
    with desk.store.transaction() as uow:
        uow.save_listing(replace(listing, status=Status.ARCHIVED, merged_into="other"))
    take(desk, rows.replace("Knit", "Knitting"), Terms("cvs", publish=publish))
    [after] = kept(desk)
    assert (after.name, after.status, after.merged_into) == ("Knitting", Status.ARCHIVED, "other")
    assert answer(desk, Search()).total == 0


def test_dry_run_reports_and_writes_nothing(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing())
    files = {
        path: path.read_bytes()
        for path in desk.config.home.rglob("*")
        if path.is_file() and "cache" not in path.parts and not path.name.endswith("-shm")
    }
    assert take(desk, TWO, replace(CVS, dry_run=True)) == Report(new=2)
    assert {path: path.read_bytes() for path in files} == files
    assert (desk.store.version(), kept(desk)) == (1, [a_listing()])
    assert take(desk, TWO) == Report(new=2)


def test_private_fields_are_kept_and_never_shown(make_desk: DeskMaker) -> None:
    desk = make_desk()
    rows = (
        "id,name,postcode,private_phone,private_email,private_name\n"
        "1,Knit,RM18 7TB,01632 960666,home@example.org,Maureen\n"
    )
    secret = Contact(phone="01632 960666", email="home@example.org", name="Maureen")
    assert take(desk, rows) == Report(new=1)
    [listing] = kept(desk)
    assert desk.store.private_contact(listing.id) == secret
    assert take(desk, rows) == Report(unchanged=1)
    assert take(desk, "id,name,postcode\n1,Knit,RM18 7TB\n") == Report(unchanged=1)
    assert take(desk, "id,name,postcode\n1,Knitting,RM18 7TB\n") == Report(changed=1)
    assert desk.store.private_contact(listing.id) == secret
    assert "960666" not in exported(desk)
    assert take(desk, exported(desk)) == Report(unchanged=1)
    assert desk.store.private_contact(listing.id) == secret


def test_check_on_record_is_not_lost_to_a_blank(make_desk: DeskMaker) -> None:
    desk = make_desk()
    rows = "id,name,postcode,checked_on,steward\n1,Knit,RM18 7TB,2026-03-03,Thurrock CVS\n"
    take(desk, rows)
    assert take(desk, "id,name,postcode,cost\n1,Knit,RM18 7TB,free\n") == Report(changed=1)
    [listing] = kept(desk)
    assert (str(listing.checked.on), listing.steward) == ("2026-03-03", "Thurrock CVS")


def test_an_older_check_in_a_file_makes_no_listing_older(make_desk: DeskMaker) -> None:
    doubted = Checked(date(2026, 3, 3), "Thurrock CVS", "visited", (date(2026, 3, 9),))
    created = datetime(2026, 1, 2, tzinfo=LONDON)
    desk = make_desk(a_listing(checked=doubted, created_at=created))
    text = exported(desk)
    assert take(desk, text) == Report(unchanged=1)
    assert kept(desk)[0].checked == doubted
    assert take(desk, text.replace("2026-03-03", "2026-02-01")) == Report(unchanged=1)
    assert kept(desk)[0].checked == doubted
    assert take(desk, text.replace("2026-03-03", "2026-03-10")) == Report(changed=1)
    assert kept(desk)[0].checked == Checked(date(2026, 3, 10), "Thurrock CVS", "visited")


def test_what_no_file_holds_outlives_an_import(make_desk: DeskMaker) -> None:
    seen = Evidence(Proof.INSURANCE, date(2025, 5, 4), date(2026, 4, 1), by="p-1")
    held: dict[str, Any] = {
        "evidence": (seen,),
        "pictures": (Picture("a.webp", "A hall"),),
        "consent": "Jo said yes",
        "notice": "Closed on Friday",
        "paused_until": date(2026, 4, 1),
    }
    desk = make_desk(a_listing(created_at=datetime(2026, 1, 2, tzinfo=LONDON), **held))
    before = kept(desk)
    assert take(desk, exported(desk)) == Report(unchanged=1)
    assert kept(desk) == before
    row = "id,name,postcode,cost\nknit-club,Knit Club,RM18 7TB,free\n"
    assert take(desk, row, Terms("test")) == Report(changed=1)
    (after,) = kept(desk)
    assert {name: getattr(after, name) for name in held} == held


def test_own_export_restores_ids_and_needs_publishing(make_desk: DeskMaker, tmp_path: Path) -> None:
    desk = make_desk(a_listing("a"), a_listing("b", source="cvs", status=Status.PAUSED))
    text = exported(desk)
    fresh = make_desk(home=tmp_path / "fresh")
    assert take(fresh, text, Terms("restored")) == Report(new=2)
    assert [(each.id, each.source, each.source_id, each.status) for each in kept(fresh)] == [
        ("a", "test", "a", Status.DRAFT),
        ("b", "cvs", "b", Status.DRAFT),
    ]
    assert take(fresh, text, Terms("restored", publish=True)) == Report(changed=2)
    assert [each.status for each in kept(fresh)] == [Status.PUBLISHED, Status.PAUSED]
    assert exported(fresh).count("\r\n") == text.count("\r\n") == 3


def test_own_export_that_comes_back_takes_nothing_away(make_desk: DeskMaker) -> None:
    """It holds no private point, address or steward; those on record must outlive it."""
    served = {"area_served": "Tilbury", "authority": "E06000034"}
    listings = [
        a_listing(
            str(precision),
            steward="Thurrock CVS",
            created_at=datetime(2026, 1, 2, tzinfo=LONDON),
            private=Contact(phone="01632 960666"),
            where=Where(
                precision,
                "Hall",
                "1 Road",
                "Tilbury",
                "RM18 7TB",
                Point(51.4634321987, 0.3596),
                **served,
            ),
        )
        for precision in Precision
    ]
    desk = make_desk(*listings)
    before = kept(desk)
    text = exported(desk)
    assert take(desk, text) == Report(unchanged=4)
    assert kept(desk) == before
    assert take(desk, text.replace("Knit Club", "Purl Club")) == Report(changed=4)
    assert [each.where for each in kept(desk)] == [each.where for each in before]
    assert {each.steward for each in kept(desk)} == {"Thurrock CVS"}


def test_own_export_that_says_another_place_moves_the_listing(make_desk: DeskMaker) -> None:
    desk = make_desk(
        a_listing(where=Where(Precision.VENUE, postcode="RM18 7TB", place="Tilbury", point=TILBURY))
    )
    text = exported(desk).replace("51.463432", "51.470000")
    assert take(desk, text) == Report(changed=1)
    assert kept(desk)[0].where.point == Point(51.47, 0.359608)


def test_place_name_alone_is_shown_as_a_neighbourhood(make_desk: DeskMaker) -> None:
    desk = make_desk()
    report = take(desk, "name,place\nKnit,Tilbury\n")
    assert report == Report(new=1, notes=[Note(2, "Knit", "placed roughly, at Tilbury")])
    [listing] = kept(desk)
    assert listing.where.precision is Precision.APPROXIMATE
    [shown] = listings_of(desk)
    assert shown.point == listing.where.point.neighbourhood() != listing.where.point


def test_rows_outside_the_borough_are_counted_and_taken(make_desk: DeskMaker) -> None:
    desk = make_desk()
    report = take(desk, "name,postcode\nHere,RM18 7TB\nThere,BL1 1SE\n")
    assert report == Report(new=2, outside=1)


def test_columns_that_are_not_used_are_named(make_desk: DeskMaker) -> None:
    report = take(make_desk(), "name,postcode,favourite colour\nKnit,RM18 7TB,red\n")
    assert report == Report(new=1, unused_columns=("favourite colour",))


def test_failure_in_the_middle_leaves_nothing(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing())
    rows = "".join(f"{n},Club {n},RM18 7TB,{'words ' * 200}\n" for n in range(200))
    pages = desk.store._connection.execute("PRAGMA page_count").fetchone()[0]
    desk.store._connection.execute(f"PRAGMA max_page_count = {pages + 20}")  # a disk nearly full
    with pytest.raises(Unavailable, match="full"):
        take(desk, "id,name,postcode,description\n" + rows)
    assert (kept(desk), desk.store.version(), desk.indexer.compare()) == (
        [a_listing()],
        1,
        AGREES,
    )


def test_failure_while_reading_rows_leaves_nothing(make_desk: DeskMaker) -> None:
    desk = make_desk()
    seen: list[None] = []

    def stop_at_the_second() -> None:
        seen.append(None)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(desk, read_csv(TWO.encode(), desk.borough.words), CVS, stop_at_the_second)
    assert (kept(desk), desk.store.version()) == ([], 0)


def test_ids_are_the_same_in_every_fresh_directory(make_desk: DeskMaker, tmp_path: Path) -> None:
    without_ids = "name,postcode\nChess,RM18 7TB\nChess,RM17 6SL\n"
    found = []
    for name in ("one", "two"):
        desk = make_desk(home=tmp_path / name)
        for text in (TWO, without_ids) if name == "one" else (without_ids, TWO):
            take(desk, text)
        found.append([listing.id for listing in kept(desk)])
    assert found[0] == found[1]
    assert len(set(found[0])) == 4
