"""A file never undoes people's work: field by field, what it may change and what it may not."""

from collections.abc import Callable

import pytest

from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Precision, Status
from assetmap.domain.listings.proposal import ProposalState
from assetmap.domain.listings.source_row import CHANGEABLE
from assetmap.domain.people.people import PROGRAM, organiser_of
from assetmap.services.checks.checks import record_check
from assetmap.services.context import Context
from assetmap.services.imports.report import Difference
from assetmap.services.listing_repository import revisions_of
from assetmap.services.listings.archiving import archive
from assetmap.services.listings.edits import change_live
from assetmap.services.listings.proposals import approve, propose, waiting
from assetmap.storage.tables import PROPOSALS, SOURCE_ROWS
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, VOLUNTEER, by
from tests.services.imports.files import asked, change, counts, kept, said, take, values

FILE = (
    "name,postcode,phone,website,when,cost\nQuay Sing,RM17 6SL,01632 960101,,Tue 10:00-12:00,£2\n"
)
CONFIRMED = Method.PHONED, Outcome.ALL_CORRECT


def test_same_file_again_changes_nothing_that_people_changed(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, FILE)
    new = {
        "phone": "01632 960199",
        "website": "https://example.org",
        "categories": ("create/crafts",),
        "access": ("step-free",),
        "summary": "Songs of the sea.",
        "when": ("Wed 14:00-16:00",),
    }
    change(context, **new)
    before, revisions = kept(context), revisions_of(context, kept(context)[0].id)
    for publish in (True, False):
        report = take(context, FILE, publish=publish)
        assert (counts(report), said(report), report.differences) == ((0, 0, 1, 0), [], [])
    assert kept(context) == before
    assert revisions_of(context, before[0].id) == revisions
    assert values(context, *new) == new
    assert waiting(context) == []


@pytest.mark.parametrize("publish", [True, False])
def test_what_the_file_says_anew_and_nobody_touched_is_taken(
    make_context: ContextMaker, publish: bool
) -> None:
    context = make_context()
    take(context, FILE)
    change(context, cost="Free")
    report = take(context, FILE.replace("960101", "960102"), publish=publish)
    assert (counts(report), report.differences) == ((0, 1, 0, 0), [])
    assert values(context, "phone", "cost") == {"phone": "01632 960102", "cost": "Free"}
    [listing] = kept(context)
    assert listing.status is Status.PUBLISHED
    assert [each.what for each in revisions_of(context, listing.id)][-1] == "imported"


def test_what_people_changed_and_the_file_too_is_kept_and_asked(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, FILE)
    change(context, phone="01632 960199", cost="Free")
    other = FILE.replace("960101", "960102").replace("Tue", "Thu")
    report = take(context, other)
    [listing] = kept(context)
    assert counts(report) == (0, 1, 0, 0)
    assert report.differences == [Difference(2, "Quay Sing", listing.id, ("phone",), True)]
    assert values(context, "phone", "when", "cost") == {
        "phone": "01632 960199",
        "when": ("Thu 10:00-12:00",),
        "cost": "Free",
    }
    assert asked(context) == [{"phone": ("01632 960199", "01632 960102")}]
    [proposal] = waiting(context)
    assert (proposal.by, proposal.note) == (PROGRAM.id, "The file of “s” says so.")
    # Asked once: the same file says nothing new, and what was asked still waits.
    assert (counts(take(context, other)), waiting(context)) == ((0, 0, 1, 0), [proposal])
    approve(context, by(EDITOR), proposal.id)
    assert values(context, "phone") == {"phone": "01632 960102"}
    take(context, other.replace("960102", "960103"))
    assert values(context, "phone") == {"phone": "01632 960103"}


def test_one_request_of_files_waits_and_holds_all_that_they_asked(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    take(context, FILE)
    change(context, phone="01632 960199", cost="Free")
    take(context, FILE.replace("960101", "960102"))
    take(context, FILE.replace("960101", "960103").replace("£2", "£3"))
    assert asked(context) == [{"phone": ("01632 960199", "01632 960103"), "cost": ("Free", "£3")}]
    closed = context.store.find(PROPOSALS, state=ProposalState.CLOSED)
    assert [each.words for each in closed] == ["A newer file of the same source came in."]


def _checked(context: Context, listing_id: str) -> None:
    record_check(context, by(VOLUNTEER), listing_id, *CONFIRMED)


def _by_organiser(context: Context, listing_id: str) -> None:
    actor = by(organiser_of((listing_id,)), "link")
    record_check(context, actor, listing_id, Method.ORGANISER_LINK, Outcome.ALL_CORRECT)


@pytest.mark.parametrize("confirm", [_checked, _by_organiser])
def test_what_people_confirmed_since_is_kept_and_asked(
    make_context: ContextMaker, confirm: Callable[[Context, str], None]
) -> None:
    context = make_context()
    take(context, FILE)
    confirm(context, kept(context)[0].id)
    report = take(context, FILE.replace("960101", "960102").replace("£2", ""))
    assert (counts(report), said(report)) == (
        (0, 0, 1, 0),
        ["Cost is blank in the file, and stays as it is here."],
    )
    assert values(context, "phone", "cost") == {"phone": "01632 960101", "cost": "£2"}
    assert asked(context) == [{"phone": ("01632 960101", "01632 960102")}]


def test_a_call_that_nobody_answered_confirms_nothing(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, FILE)
    record_check(context, by(VOLUNTEER), kept(context)[0].id, Method.PHONED, Outcome.NO_ANSWER)
    assert counts(take(context, FILE.replace("960101", "960102"))) == (0, 1, 0, 0)
    assert values(context, "phone") == {"phone": "01632 960102"}


def test_column_that_is_not_there_says_nothing(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, FILE)
    before = kept(context)
    assert counts(take(context, "name,postcode\nQuay Sing,RM17 6SL\n")) == (0, 0, 1, 0)
    assert kept(context) == before


def test_blank_cell_clears_what_the_source_gave_and_says_so(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, FILE)
    report = take(context, FILE.replace("01632 960101", ""))
    assert (counts(report), said(report)) == (
        (0, 1, 0, 0),
        ["Public phone number is blank in the file now, so we cleared it."],
    )
    assert values(context, "phone") == {"phone": ""}


def test_blank_cell_clears_nothing_that_people_gave(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, FILE)
    change(context, website="https://example.org", phone="01632 960199")
    report = take(context, FILE.replace("01632 960101", ""))
    assert values(context, "website", "phone") == {
        "website": "https://example.org",
        "phone": "01632 960199",
    }
    assert said(report) == ["Public phone number is blank in the file, and stays as it is here."]
    assert waiting(context) == []


def test_what_people_took_away_does_not_come_back(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, FILE.replace(",,Tue", ",https://example.org,Tue"))
    change(context, website="")
    take(context, FILE.replace(",,Tue", ",https://example.org,Tue"))
    assert values(context, "website") == {"website": ""}
    take(context, FILE.replace(",,Tue", ",https://example.org/new,Tue"))
    assert values(context, "website") == {"website": ""}
    assert asked(context) == [{"website": ("", "https://example.org/new")}]


def test_column_that_comes_later_fills_what_is_blank_and_keeps_what_people_wrote(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    take(context, "name,postcode\nQuay Sing,RM17 6SL\n")
    change(context, cost="Free")
    take(context, "name,postcode,cost,phone\nQuay Sing,RM17 6SL,£2,01632 960101\n")
    assert values(context, "cost", "phone") == {"cost": "Free", "phone": "01632 960101"}
    assert asked(context) == [{"cost": ("Free", "£2")}]


def test_place_is_taken_whole_or_not_at_all(make_context: ContextMaker) -> None:
    context = make_context()
    rows = "id,name,postcode,phone\n1,Quay Sing,{},{}\n"
    take(context, rows.format("RM17 6SL", "01632 960101"))
    change(context, point="51.480000, 0.330000")
    report = take(context, rows.format("RM18 7TB", "01632 960102"))
    [listing] = kept(context)
    assert (listing.where.postcode, listing.where.place) == ("RM17 6SL", "Grays")
    assert values(context, "point", "phone") == {
        "point": "51.480000, 0.330000",
        "phone": "01632 960102",
    }
    assert set(report.differences[0].fields) == {"postcode", "place", "point"}
    [proposal] = asked(context)
    assert proposal["postcode"] == ("RM17 6SL", "RM18 7TB")


def test_new_place_that_nobody_touched_brings_its_point_and_council(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    rows = "id,name,postcode\n1,Quay Sing,{}\n"
    take(context, rows.format("RM17 6SL"))
    take(context, rows.format("BL1 1SE"))
    [listing] = kept(context)
    assert listing.where.postcode == "BL1 1SE"
    assert listing.where.point == context.gazetteer.find("BL1 1SE").point
    assert listing.where.authority == "E08000001"
    assert waiting(context) == []


def test_file_never_makes_a_hidden_place_public(make_context: ContextMaker) -> None:
    context = make_context()
    rows = "id,name,postcode,address,precision\n1,Quay Sing,RM17 6SL,4 Nowhere Close,{}\n"
    take(context, rows.format("withheld"))
    report = take(context, rows.format("venue"))
    [listing] = kept(context)
    assert listing.where.precision is Precision.WITHHELD
    assert report.differences[0].fields == ("place", "precision")
    record = context.store.get_listing(listing.id).listing.where
    assert (record.address, record.postcode, record.point) == ("", "", None)


def test_digests_hold_nothing_that_can_be_read(make_context: ContextMaker) -> None:
    context = make_context()
    take(
        context,
        "name,postcode,address,precision,private_phone\n"
        "Quay Sing,RM17 6SL,4 Nowhere Close,withheld,01632 960666\n",
    )
    rows = context.store._connection.execute("SELECT * FROM source_rows").fetchall()
    text = str(rows)
    assert len(rows) == 1
    assert [word for word in ("960666", "Nowhere", "RM17") if word in text] == []


def test_live_change_is_kept(make_context: ContextMaker) -> None:
    context = make_context()
    rows = "name,postcode,closed_dates\nQuay Sing,RM17 6SL,{}\n"
    take(context, rows.format("2026-12-25"))
    change_live(context, by(VOLUNTEER), kept(context)[0].id, {"closed_dates": ("2026-12-26",)})
    take(context, rows.format("2026-12-31"))
    assert values(context, "closed_dates") == {"closed_dates": ("2026-12-26",)}


def test_archived_listing_is_not_asked_about(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, FILE)
    change(context, phone="01632 960199")
    archive(context, by(EDITOR), kept(context)[0].id, "closed")
    report = take(context, FILE.replace("960101", "960102"))
    assert [each.is_proposed for each in report.differences] == [False]
    assert waiting(context) == []
    assert values(context, "phone") == {"phone": "01632 960199"}


def test_listing_of_before_rows_were_remembered_is_as_its_history_says(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    take(context, FILE)
    change(context, phone="01632 960199")
    with context.unit_of_work() as uow:
        uow.delete(SOURCE_ROWS, source="s")
    report = take(context, FILE)
    assert counts(report) == (0, 0, 1, 0)
    assert values(context, "phone") == {"phone": "01632 960199"}
    take(context, FILE.replace("£2", "£3"))
    assert values(context, "phone", "cost") == {"phone": "01632 960199", "cost": "£3"}


def test_proposal_of_somebody_else_is_left_alone(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, FILE)
    change(context, phone="01632 960199")
    own = propose(context, by(VOLUNTEER), kept(context)[0].id, {"cost": "£9"})
    take(context, FILE.replace("960101", "960102"))
    assert len(waiting(context)) == 2
    assert context.store.get(PROPOSALS, own.id) == own


def test_every_field_that_a_form_writes_follows_the_rule() -> None:
    typed = {name for name, field in FIELDS.items() if field.question}
    assert typed - CHANGEABLE == set()
