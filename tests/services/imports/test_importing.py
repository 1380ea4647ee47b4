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
from assetmap.exchange.row_parser import NO_PLACE
from assetmap.services.context import Context
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.report import ImportReport, Note
from assetmap.services.imports.row_results import ImportOptions
from assetmap.services.indexing import Comparison
from assetmap.services.listing_repository import load_for_update
from assetmap.services.search.exporting import listings_of
from assetmap.services.search.finding import answer
from assetmap.storage.store import Unavailable
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing

CVS = ImportOptions("cvs", publish=True)
AGREES = Comparison((), (), (), 0)
TWO = """id,name,postcode,when,cost
1,Knit Club,RM18 7TB,Tue 10:00-12:00,£2
2,Purl Club,RM17 6SL,Wed 10:00-12:00,
"""


def take(context: Context, text: str, terms: ImportOptions = CVS) -> ImportReport:
    """Takes a CSV file in; one without a `kind` column is of groups."""
    head, *rows = text.splitlines(keepends=True)
    if "kind" not in head.split(","):
        text = "".join([f"kind,{head}", *(f"group,{row}" for row in rows)])
    return import_file(context, read_csv(text.encode(), context.borough.words), terms)


def kept(context: Context) -> list[Listing]:
    return [record.listing for record in context.store.all()]


def by_name(context: Context) -> dict[str, Listing]:
    return {listing.name: listing for listing in kept(context)}


def exported(context: Context) -> str:
    return "".join(write_csv(listings_of(context)))


def test_rows_are_new_and_then_unchanged_and_then_changed(make_context: ContextMaker) -> None:
    context = make_context()
    assert take(context, TWO) == ImportReport(new=2)
    first = kept(context)
    assert take(context, TWO) == ImportReport(unchanged=2)
    assert (kept(context), context.store.version()) == (first, 1)
    later = make_context(today="2026-03-20")
    assert take(later, TWO.replace("Purl Club", "Purl Circle")) == ImportReport(
        changed=1, unchanged=1
    )
    after = {listing.source_id: listing for listing in kept(later)}
    before = {listing.source_id: listing for listing in first}
    assert after["1"] == before["1"]
    assert after["2"] == replace(
        before["2"], name="Purl Circle", changed_at=later.clock.now().replace(microsecond=0)
    )


def test_row_that_is_taken_in_is_whole(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, TWO)
    listing = by_name(context)["Knit Club"]
    now = context.clock.now()
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
            point=context.gazetteer.find("RM18 7TB").point,
            authority="E06000034",
        ),
    )
    assert listing.id.startswith("knit-club-")


def test_listing_that_was_taken_in_is_found(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, TWO)
    assert [hit.listing.shown.name for hit in answer(context, Search(words="purl")).hits] == [
        "Purl Club"
    ]
    assert context.indexer.compare() == AGREES


def test_rows_that_cannot_be_taken_are_refused_and_the_others_come_in(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    report = take(
        context,
        "id,name,postcode,place\n"
        "1,Good,RM18 7TB,\n2,,RM18 7TB,\n3,Lost,RM99 9ZZ,\n"
        "4,Anywhere,,\n5,Rescued,RM99 9ZZ,Grays\n",
    )
    assert report == ImportReport(
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
            Note(5, "Anywhere", NO_PLACE),
            Note(6, "Rescued", "the postcode 'RM99 9ZZ' does not exist"),
            Note(6, "Rescued", "placed roughly, at Grays"),
        ],
    )
    assert {name: each.where.precision for name, each in by_name(context).items()} == {
        "Good": Precision.VENUE,
        "Anywhere": Precision.AREA,
        "Rescued": Precision.APPROXIMATE,
    }


def test_row_that_is_there_twice_is_taken_once(make_context: ContextMaker) -> None:
    context = make_context()
    report = take(context, TWO + "1,Knit Again,RM18 7TB,,\n")
    assert report == ImportReport(
        new=2, refused=[Refused(4, "Knit Again", "row 2 is the same listing")]
    )
    assert sorted(by_name(context)) == ["Knit Club", "Purl Club"]


def test_rows_without_ids_are_known_by_name_and_place(make_context: ContextMaker) -> None:
    context = make_context()
    rows = "name,postcode,cost\nKnit Club,RM18 7TB,£2\nKnit Club,RM17 6SL,£2\n"
    assert take(context, rows) == ImportReport(new=2)
    assert take(context, rows) == ImportReport(unchanged=2)
    assert take(context, rows.replace("7TB,£2", "7TB,£3")) == ImportReport(changed=1, unchanged=1)
    assert len(kept(context)) == 2


def test_two_sources_do_not_touch_one_another(make_context: ContextMaker) -> None:
    context = make_context()
    assert take(context, TWO) == ImportReport(new=2)
    again = take(context, TWO, ImportOptions("council", publish=True))
    alike = [Note(2, "Knit Club", "Knit Club"), Note(3, "Purl Club", "Purl Club")]
    assert again == ImportReport(new=2, duplicates=alike)
    assert context.store.sources() == {"council": 2, "cvs": 2}
    assert len({listing.id for listing in kept(context)}) == 4


def test_rows_are_drafts_until_they_are_published(make_context: ContextMaker) -> None:
    context = make_context()
    assert take(context, TWO, ImportOptions("cvs")) == ImportReport(new=2)
    assert {listing.status for listing in kept(context)} == {Status.DRAFT}
    assert (answer(context, Search()).total, listings_of(context)) == (0, ())
    assert take(context, TWO) == ImportReport(changed=2)
    assert {listing.status for listing in kept(context)} == {Status.PUBLISHED}
    assert take(context, TWO, ImportOptions("cvs")) == ImportReport(unchanged=2)
    assert answer(context, Search()).total == 2


def test_file_cannot_publish_by_itself(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, "name,postcode,status\nKnit,RM18 7TB,published\n", ImportOptions("cvs"))
    assert [listing.status for listing in kept(context)] == [Status.DRAFT]


@pytest.mark.parametrize("status", ["", "published"])
@pytest.mark.parametrize("publish", [True, False])
def test_archived_listing_stays_archived(
    make_context: ContextMaker, status: str, publish: bool
) -> None:
    context = make_context()
    rows = f"id,name,postcode,status\n1,Knit,RM18 7TB,{status}\n"
    take(context, rows)
    [listing] = kept(context)
    with context.store.transaction() as uow:
        uow.save_listing(replace(listing, status=Status.ARCHIVED, merged_into="other"))
    take(context, rows.replace("Knit", "Knitting"), ImportOptions("cvs", publish=publish))
    [after] = kept(context)
    assert (after.name, after.status, after.merged_into) == ("Knitting", Status.ARCHIVED, "other")
    assert answer(context, Search()).total == 0


def test_dry_run_reports_and_writes_nothing(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    files = {
        path: path.read_bytes()
        for path in context.config.home.rglob("*")
        if path.is_file() and "cache" not in path.parts and not path.name.endswith("-shm")
    }
    would_be = ImportReport(new=2, duplicates=[Note(2, "Knit Club", "Knit Club")])
    assert take(context, TWO, replace(CVS, dry_run=True)) == would_be
    assert {path: path.read_bytes() for path in files} == files
    assert (context.store.version(), kept(context)) == (1, [a_listing()])
    assert take(context, TWO) == would_be


def test_private_fields_are_kept_and_never_shown(make_context: ContextMaker) -> None:
    context = make_context()
    rows = (
        "id,name,postcode,private_phone,private_email,private_name\n"
        "1,Knit,RM18 7TB,01632 960666,home@example.org,Maureen\n"
    )
    secret = Contact(phone="01632 960666", email="home@example.org", name="Maureen")
    assert take(context, rows) == ImportReport(new=1)
    [listing] = kept(context)
    assert context.store.private_contact(listing.id) == secret
    assert take(context, rows) == ImportReport(unchanged=1)
    assert take(context, "id,name,postcode\n1,Knit,RM18 7TB\n") == ImportReport(unchanged=1)
    assert take(context, "id,name,postcode\n1,Knitting,RM18 7TB\n") == ImportReport(changed=1)
    assert context.store.private_contact(listing.id) == secret
    assert "960666" not in exported(context)
    assert take(context, exported(context)) == ImportReport(unchanged=1)
    assert context.store.private_contact(listing.id) == secret


def test_check_on_record_is_not_lost_to_a_blank(make_context: ContextMaker) -> None:
    context = make_context()
    rows = "id,name,postcode,checked_on,steward\n1,Knit,RM18 7TB,2026-03-03,Thurrock CVS\n"
    take(context, rows)
    assert take(context, "id,name,postcode,cost\n1,Knit,RM18 7TB,free\n") == ImportReport(changed=1)
    [listing] = kept(context)
    assert (str(listing.checked.on), listing.steward) == ("2026-03-03", "Thurrock CVS")


def test_an_older_check_in_a_file_makes_no_listing_older(make_context: ContextMaker) -> None:
    doubted = Checked(date(2026, 3, 3), "Thurrock CVS", "visited", (date(2026, 3, 9),))
    created = datetime(2026, 1, 2, tzinfo=LONDON)
    context = make_context(a_listing(checked=doubted, created_at=created))
    text = exported(context)
    assert take(context, text) == ImportReport(unchanged=1)
    assert kept(context)[0].checked == doubted
    assert take(context, text.replace("2026-03-03", "2026-02-01")) == ImportReport(unchanged=1)
    assert kept(context)[0].checked == doubted
    assert take(context, text.replace("2026-03-03", "2026-03-10")) == ImportReport(changed=1)
    assert kept(context)[0].checked == Checked(date(2026, 3, 10), "Thurrock CVS", "visited")


def test_what_no_file_holds_outlives_an_import(make_context: ContextMaker) -> None:
    seen = Evidence(Proof.INSURANCE, date(2025, 5, 4), date(2026, 4, 1), by="p-1")
    held: dict[str, Any] = {
        "evidence": (seen,),
        "pictures": (Picture("a.webp", "A hall"),),
        "consent": "Jo said yes",
        "notice": "Closed on Friday",
        "paused_until": date(2026, 4, 1),
    }
    context = make_context(a_listing(created_at=datetime(2026, 1, 2, tzinfo=LONDON), **held))
    before = kept(context)
    assert take(context, exported(context)) == ImportReport(unchanged=1)
    assert kept(context) == before
    row = "id,name,postcode,cost\nknit-club,Knit Club,RM18 7TB,free\n"
    assert take(context, row, ImportOptions("test")) == ImportReport(changed=1)
    (after,) = kept(context)
    assert {name: getattr(after, name) for name in held} == held


def test_own_export_restores_ids_and_needs_publishing(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context(a_listing("a"), a_listing("b", source="cvs", status=Status.PAUSED))
    text = exported(context)
    fresh = make_context(home=tmp_path / "fresh")
    assert take(fresh, text, ImportOptions("restored")) == ImportReport(new=2)
    assert [(each.id, each.source, each.source_id, each.status) for each in kept(fresh)] == [
        ("a", "test", "a", Status.DRAFT),
        ("b", "cvs", "b", Status.DRAFT),
    ]
    assert take(fresh, text, ImportOptions("restored", publish=True)) == ImportReport(changed=2)
    assert [each.status for each in kept(fresh)] == [Status.PUBLISHED, Status.PAUSED]
    assert exported(fresh).count("\r\n") == text.count("\r\n") == 3


def test_own_export_that_comes_back_takes_nothing_away(make_context: ContextMaker) -> None:
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
    context = make_context(*listings)
    before = kept(context)
    text = exported(context)
    assert take(context, text) == ImportReport(unchanged=4)
    assert kept(context) == before
    assert take(context, text.replace("Knit Club", "Purl Club")) == ImportReport(changed=4)
    assert [each.where for each in kept(context)] == [each.where for each in before]
    assert {each.steward for each in kept(context)} == {"Thurrock CVS"}


def test_words_of_a_file_do_not_replace_somebody_whom_staff_chose(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_listing("a", source="s", source_id="1", steward="p-volunteer"))
    rows = "id,name,postcode,steward\n1,Purl Club,RM18 7TB,Thurrock CVS\n"
    take(context, rows, ImportOptions("s", publish=True))
    (listing,) = kept(context)
    assert (listing.name, listing.steward) == ("Purl Club", "p-volunteer")


def test_own_export_that_says_another_place_moves_the_listing(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing(where=Where(Precision.VENUE, postcode="RM18 7TB", place="Tilbury", point=TILBURY))
    )
    text = exported(context).replace("51.463432", "51.470000")
    assert take(context, text) == ImportReport(changed=1)
    assert kept(context)[0].where.point == Point(51.47, 0.359608)


def test_place_name_alone_is_shown_as_a_neighbourhood(make_context: ContextMaker) -> None:
    context = make_context()
    report = take(context, "name,place\nKnit,Tilbury\n")
    assert report == ImportReport(new=1, notes=[Note(2, "Knit", "placed roughly, at Tilbury")])
    listing = load_for_update(context, kept(context)[0].id).listing
    assert listing.where.precision is Precision.APPROXIMATE
    [shown] = listings_of(context)
    assert shown.point == listing.where.point.neighbourhood() != listing.where.point


def test_rows_outside_the_borough_are_counted_and_taken(make_context: ContextMaker) -> None:
    context = make_context()
    report = take(context, "name,postcode\nHere,RM18 7TB\nThere,BL1 1SE\n")
    assert report == ImportReport(new=2, outside=1)


def test_columns_that_are_not_used_are_named(make_context: ContextMaker) -> None:
    report = take(make_context(), "name,postcode,favourite colour\nKnit,RM18 7TB,red\n")
    assert report == ImportReport(new=1, unused_columns=("favourite colour",))


def test_failure_in_the_middle_leaves_nothing(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    rows = "".join(f"{n},Club {n},RM18 7TB,{'words ' * 200}\n" for n in range(200))
    pages = context.store._connection.execute("PRAGMA page_count").fetchone()[0]
    context.store._connection.execute(f"PRAGMA max_page_count = {pages + 20}")  # a disk nearly full
    with pytest.raises(Unavailable, match="full"):
        take(context, "id,name,postcode,description\n" + rows)
    assert (kept(context), context.store.version(), context.indexer.compare()) == (
        [a_listing()],
        1,
        AGREES,
    )


def test_failure_while_reading_rows_leaves_nothing(make_context: ContextMaker) -> None:
    context = make_context()
    seen: list[None] = []

    def stop_at_the_second() -> None:
        seen.append(None)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(context, read_csv(TWO.encode(), context.borough.words), CVS, stop_at_the_second)
    assert (kept(context), context.store.version()) == ([], 0)


def test_ids_are_the_same_in_every_fresh_directory(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    without_ids = "name,postcode\nChess,RM18 7TB\nChess,RM17 6SL\n"
    found = []
    for name in ("one", "two"):
        context = make_context(home=tmp_path / name)
        for text in (TWO, without_ids) if name == "one" else (without_ids, TWO):
            take(context, text)
        found.append([listing.id for listing in kept(context)])
    assert found[0] == found[1]
    assert len(set(found[0])) == 4


def test_check_that_a_file_tells_of_is_the_sources(make_context: ContextMaker) -> None:
    context = make_context()
    take(
        context,
        "id,name,postcode,checked_on,checked_by\n"
        "1,Knit,RM18 7TB,2026-03-03,\n2,Purl,RM18 7TB,2026-03-03,Ann\n3,Darn,RM18 7TB,,Ann\n",
    )
    assert {each.name: (each.checked.on, each.checked.by) for each in kept(context)} == {
        "Knit": (date(2026, 3, 3), "cvs"),
        "Purl": (date(2026, 3, 3), "Ann"),
        "Darn": (None, "Ann"),
    }


def test_check_that_is_still_to_come_is_left_out_and_said(make_context: ContextMaker) -> None:
    context = make_context()
    first = "id,name,postcode,checked_on\n1,Knit,RM18 7TB,2026-03-03\n"
    take(context, first)
    report = take(context, first.replace("2026-03-03", "2026-03-17"))
    assert [note.text for note in report.notes] == [
        "It says it was checked on 2026-03-17, which is still to come, so we left the check out."
    ]
    assert kept(context)[0].checked.on == date(2026, 3, 3)
    today = take(context, first.replace("2026-03-03", "2026-03-16"))
    assert today.notes == []
    assert kept(context)[0].checked.on == date(2026, 3, 16)


def test_a_row_without_a_place_is_a_draft_however_often_it_comes(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    for _ in range(2):
        report = take(context, "id,name,phone\n1,Pond Choir,01632 960123\n")
        assert report.notes == [Note(2, "Pond Choir", NO_PLACE)]
        (listing,) = kept(context)
        assert (listing.status, listing.published_on) == (Status.DRAFT, None)
    take(context, "id,name,phone,postcode\n1,Pond Choir,01632 960123,RM18 7TB\n")
    assert kept(context)[0].status is Status.PUBLISHED
    report = take(context, "id,name,phone\n1,Pond Choir,01632 960123\n")
    assert (kept(context)[0].status, report.notes) == (Status.PUBLISHED, [])
