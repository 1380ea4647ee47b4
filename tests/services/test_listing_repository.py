"""A change is kept whole: the listing, its revision, its audit line, its place in the queue."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assetmap.clock import parse_clock
from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.checks.report import ReportState, Trouble
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Contact, Listing, Status
from assetmap.domain.listings.proposal import Revision
from assetmap.domain.people.people import RESIDENT
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.services.checks import checks, reports
from assetmap.services.context import Context
from assetmap.services.listing_repository import (
    StoredListing,
    audit_values,
    exists,
    load_for_update,
    new_id,
    revision_number,
    revisions_of,
    save_change,
)
from assetmap.services.listings import archiving, drafts, proposals, transitions
from assetmap.storage.store import DuplicateIdError, NotFound, Stale, Unavailable
from assetmap.storage.tables import PROPOSALS, REPORTS
from tests.conftest import ContextMaker
from tests.services.colleagues import (
    EDITOR,
    OTHER_EDITOR,
    SECRET,
    VOLUNTEER,
    WHOLE_RECORD,
    a_whole_listing,
    by,
)

NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)
BEFORE = a_whole_listing()


def change(context: Context, listing_id: str = "knit-club", **changes: object) -> Listing:
    before = load_for_update(context, listing_id)
    with context.store.transaction() as uow:
        after = replace(before.listing, **changes)  # type: ignore[arg-type]
        return save_change(context, uow, by(EDITOR), before, after, "changed", "why not")


def test_change_is_kept_with_both_revisions_an_audit_line_and_the_queue(
    make_context: ContextMaker,
) -> None:
    context = make_context(BEFORE)
    kept = change(context, name="Purl Club")
    after = replace(BEFORE, name="Purl Club", created_at=NOW, changed_at=NOW)
    assert kept == after
    assert load_for_update(context, "knit-club").listing == after
    assert revisions_of(context, "knit-club") == [
        Revision(replace(BEFORE, private=Contact()), 1, NOW, "program", "taken in"),
        Revision(replace(after, private=Contact()), 2, NOW, "edna", "changed"),
    ]
    [audited] = context.store.audited()
    said = audited.entry.happening
    assert (said.at, said.by, said.what, said.subject, said.origin, said.why) == (
        *(NOW, "edna", "changed", "listing:knit-club", "screen", "why not"),
    )
    assert [(v.field, v.before, v.after, len(v.salt)) for v in audited.values] == [
        ("name", "Knit Club", "Purl Club", 32)
    ]
    assert [queued.listing_id for queued in context.store.queued()] == ["knit-club"]


def test_change_of_nothing_writes_nothing(make_context: ContextMaker) -> None:
    context = make_context(BEFORE)
    generation = context.store.version()
    assert change(context) == BEFORE
    assert (context.store.version(), list(context.store.audited())) == (generation, [])
    assert revision_number(context, "knit-club") == 0


def test_change_of_doubts_alone_is_kept_without_a_revision(make_context: ContextMaker) -> None:
    context = make_context(BEFORE)
    doubted = replace(BEFORE.checked, reported=(date(2026, 3, 16),))
    change(context, checked=doubted)
    assert load_for_update(context, "knit-club").listing == replace(BEFORE, checked=doubted)
    assert revision_number(context, "knit-club") == 0
    assert [audited.values for audited in context.store.audited()] == [()]


def test_change_that_no_field_shows_is_not_lost(make_context: ContextMaker) -> None:
    seen = Evidence(Proof.INSURANCE, date(2026, 3, 1), by="edna")
    context = make_context(a_whole_listing(evidence=(seen,)))
    change(context, evidence=(replace(seen, by="edgar"),))
    assert load_for_update(context, "knit-club").listing.evidence == (replace(seen, by="edgar"),)


def test_new_listing_begins_its_history_with_every_field_it_says(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    with context.store.transaction() as uow:
        kept = save_change(context, uow, by(EDITOR), None, BEFORE, "started")
    today = NOW.date()
    begun = replace(BEFORE, created_at=NOW, changed_at=NOW, published_on=today)
    assert kept == replace(begun, schedule=kept.schedule)
    assert replace(kept.schedule, records=()) == BEFORE.schedule
    assert [(r.number, r.what) for r in revisions_of(context, "knit-club")] == [(1, "started")]
    [audited] = context.store.audited()
    said = {value.field: (value.before, value.after) for value in audited.values}
    assert said["private_phone"] == ("", "01632 960666")
    assert set(said) == {name for name, field in FIELDS.items() if field.read(BEFORE)}


def test_private_contact_has_no_history(make_context: ContextMaker) -> None:
    context = make_context(BEFORE)
    change(context, private=Contact(phone="01632 960777"))
    assert [revision.number for revision in revisions_of(context, "knit-club")] == [1, 2]
    assert "01632 960666" not in repr(revisions_of(context, "knit-club"))
    assert "01632 960777" not in repr(revisions_of(context, "knit-club"))
    document = sqlite_text(context.config.database, "revisions")
    assert "01632 960666" not in document
    assert "01632 960777" not in document


def test_change_of_a_listing_that_moved_on_is_stale_and_leaves_nothing(
    make_context: ContextMaker,
) -> None:
    context = make_context(BEFORE)
    old = load_for_update(context, "knit-club")
    change(context, name="Purl Club")
    dump = everything(context)
    with pytest.raises(Stale), context.store.transaction() as uow:
        save_change(context, uow, by(EDITOR), old, replace(BEFORE, name="Lost"), "changed")
    assert everything(context) == dump


def test_change_to_another_listings_source_id_is_taken(make_context: ContextMaker) -> None:
    context = make_context(BEFORE, a_whole_listing("choir"))
    dump = everything(context)
    with pytest.raises(DuplicateIdError):
        change(context, source_id="choir")
    assert everything(context) == dump


def test_whole_has_the_private_contact_and_the_generation(make_context: ContextMaker) -> None:
    context = make_context(BEFORE)
    assert load_for_update(context, "knit-club") == StoredListing(BEFORE, context.store.version())
    assert context.store.get_listing("knit-club").listing.private == Contact()
    with pytest.raises(NotFound):
        load_for_update(context, "nobody")


def test_exists_in_any_status(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing(status=Status.ARCHIVED))
    assert (exists(context, "knit-club"), exists(context, "nobody")) == (True, False)


def test_ids_and_salts_are_never_the_same(make_context: ContextMaker) -> None:
    context = make_context(BEFORE)
    assert len({new_id() for _ in range(1_000)}) == 1_000
    change(context, name="A", summary="A")
    change(context, name="B", summary="B")
    salts = [value.salt for audited in context.store.audited() for value in audited.values]
    assert len(set(salts)) == len(salts) == 4
    assert audit_values(()) == ()


# Every deed of the services, done while the audit refuses: nothing of it may be left.

Deed = Callable[[Context], object]
DEEDS: dict[str, Deed] = {
    "start a draft": lambda context: drafts.start_draft(context, by(VOLUNTEER), WHOLE_RECORD),
    "save a draft": lambda context: drafts.save_draft(
        context, by(VOLUNTEER), "draft", {"cost": "£9"}
    ),
    "submit": lambda context: drafts.submit(context, by(VOLUNTEER), "draft"),
    "first check": lambda context: drafts.first_check(
        context, by(VOLUNTEER), "draft", Method.VISITED, "the leader"
    ),
    "first look": lambda context: drafts.first_check(
        context, by(VOLUNTEER), "draft", Method.LOOKED
    ),
    "publish": lambda context: transitions.publish(context, by(EDITOR), "in-review"),
    "send a draft back": lambda context: transitions.send_draft_back(
        context, by(EDITOR), "in-review", "No."
    ),
    "accept": lambda context: transitions.accept(context, by(EDITOR), "suggested"),
    "reject": lambda context: transitions.reject(context, by(EDITOR), "suggested", "spam"),
    "pause": lambda context: transitions.pause(context, by(VOLUNTEER), "knit-club", None, "Shut."),
    "resume": lambda context: transitions.resume(context, by(VOLUNTEER), "paused"),
    "restore a revision": lambda context: transitions.restore_revision(
        context, by(EDITOR), "choir", 1
    ),
    "archive": lambda context: archiving.archive(context, by(EDITOR), "knit-club", "owner asked"),
    "restore": lambda context: archiving.restore(context, by(EDITOR), "archived"),
    "merge": lambda context: archiving.merge(context, by(EDITOR), "choir", "knit-club"),
    "propose": lambda context: proposals.propose(
        context, by(VOLUNTEER), "knit-club", {"cost": "£9"}
    ),
    "propose to archive": lambda context: proposals.propose_archive(
        context, by(VOLUNTEER), "knit-club", "closed"
    ),
    "approve": lambda context: proposals.approve(context, by(EDITOR), waiting(context)),
    "approve with edits": lambda context: proposals.approve(
        context, by(EDITOR), waiting(context), {"summary": "Song."}
    ),
    "send back": lambda context: proposals.send_back(context, by(EDITOR), waiting(context), "No."),
    "withdraw": lambda context: proposals.withdraw(context, by(VOLUNTEER), waiting(context)),
    "report": lambda context: reports.report_problem(
        context, by(RESIDENT), "knit-club", Trouble.CLOSED, "It is shut.", "me@example.org"
    ),
    "settle": lambda context: reports.settle(
        context, by(VOLUNTEER), context.store.find(REPORTS)[0].id, ReportState.UNFOUNDED
    ),
    "check": lambda context: checks.record_check(
        context, by(VOLUNTEER), "choir", Method.PHONED, Outcome.ALL_CORRECT
    ),
    "call nobody answers": lambda context: checks.record_check(
        context, by(VOLUNTEER), "choir", Method.PHONED, Outcome.NO_ANSWER
    ),
}


def waiting(context: Context) -> str:
    return context.store.find(PROPOSALS)[0].id


@pytest.fixture
def busy_context(make_context: ContextMaker) -> Context:
    """A context with a listing in every status, a proposal and a report."""
    context = make_context(
        BEFORE,
        a_whole_listing("choir", name="Choir"),
        *(
            a_whole_listing(status.value, status=status, private=SECRET)
            for status in Status
            if status not in (Status.PUBLISHED, Status.PLANNED)
        ),
    )
    proposal = proposals.propose(context, by(EDITOR), "choir", {"summary": "Singing."})
    proposals.approve(context, by(OTHER_EDITOR), proposal.id)
    with context.unit_of_work() as uow:
        uow.delete(PROPOSALS, id=proposal.id)
    proposals.propose(context, by(VOLUNTEER), "choir", {"summary": "Songs.", "private_phone": "1"})
    reports.report_problem(context, by(RESIDENT), "choir", Trouble.FULL)
    return context


@pytest.mark.parametrize("name", DEEDS)
def test_deed_is_said_in_the_audit_and_seen_by_the_index(busy_context: Context, name: str) -> None:
    entries = sum(1 for _ in busy_context.store.audited())
    dump = everything(busy_context)
    DEEDS[name](busy_context)
    assert sum(1 for _ in busy_context.store.audited()) > entries
    assert everything(busy_context) != dump


@pytest.mark.parametrize("name", DEEDS)
def test_deed_that_fails_half_way_leaves_nothing(busy_context: Context, name: str) -> None:
    with closing(sqlite3.connect(busy_context.config.database)) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    dump, generation = everything(busy_context), busy_context.store.version()
    with pytest.raises(Unavailable, match="no room"):
        DEEDS[name](busy_context)
    assert everything(busy_context) == dump
    assert busy_context.store.version() == generation


@pytest.mark.parametrize("name", DEEDS)
def test_deed_leaves_every_private_contact_as_it_was(busy_context: Context, name: str) -> None:
    before = {
        record.listing.id: busy_context.store.private_contact(record.listing.id)
        for record in busy_context.store.all()
    }
    DEEDS[name](busy_context)
    after = {listing_id: busy_context.store.private_contact(listing_id) for listing_id in before}
    if name.startswith("approve"):  # the proposal asked for another private number
        assert after.pop("choir") == replace(before.pop("choir"), phone="1")
    assert after == before


def everything(context: Context) -> str:
    """All that the store's file holds, as SQL."""
    with closing(sqlite3.connect(context.config.database)) as connection:
        return "\n".join(connection.iterdump())


def sqlite_text(file: Path, table: str) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return repr(connection.execute(f"SELECT * FROM {table}").fetchall())


def test_series_keep_the_ids_by_which_calendars_know_them(make_context: ContextMaker) -> None:
    context = make_context()

    def save(at: str, after: Listing) -> Listing:
        context.clock = parse_clock(at)
        before = load_for_update(context, after.id) if exists(context, after.id) else None
        with context.unit_of_work() as uow:
            return save_change(context, uow, by(EDITOR), before, after, "changed")

    def records(kept: Listing) -> list[tuple[str, date, int]]:
        stored = context.store.get_listing(kept.id).listing.schedule.records
        assert stored == kept.schedule.records
        return [(each.id, each.since, each.revision) for each in stored]

    def with_times(*entries: str) -> Listing:
        # As a form gives it: without records.
        return replace(BEFORE, schedule=parse_schedule(entries))

    ((tuesday, since, revision),) = records(save("2026-03-16T09:00", with_times("Tue 10:00-12:00")))
    assert (since, revision) == (date(2026, 3, 16), 0)
    first = (tuesday, since, 0)
    assert records(save("2026-03-17T09:00", with_times("Tue 10:00-12:00"))) == [first]
    renamed = replace(with_times("Tue 10:00-12:00"), name="Another name")
    assert records(save("2026-03-18T09:00", renamed)) == [first]
    longer = records(save("2026-03-19T09:00", with_times("Thu 14:00-15:00", "Tue 10:00-13:00")))
    assert longer[1] == (tuesday, since, 1)
    assert longer[0][0] != tuesday
    assert longer[0][1:] == (date(2026, 3, 19), 0)
