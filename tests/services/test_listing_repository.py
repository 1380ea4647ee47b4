"""A change is kept whole: the listing, its revision, its audit line, its place in the queue."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.checks.report import ReportState, Trouble
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Contact, Listing, Status
from assetmap.domain.listings.revision import Revision
from assetmap.domain.people.people import RESIDENT
from assetmap.services.checks import checks, reports
from assetmap.services.context import Desk
from assetmap.services.listing_repository import (
    Whole,
    audit_values,
    exists,
    new_id,
    record_change,
    revision_number,
    revisions_of,
    whole,
)
from assetmap.services.listings import archiving, drafts, proposals, transitions
from assetmap.storage.store import DuplicateIdError, NotFound, Stale, Unavailable
from assetmap.storage.tables import PROPOSALS, REPORTS
from tests.conftest import DeskMaker
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


def change(desk: Desk, listing_id: str = "knit-club", **changes: object) -> Listing:
    before = whole(desk, listing_id)
    with desk.store.transaction() as uow:
        after = replace(before.listing, **changes)  # type: ignore[arg-type]
        return record_change(desk, uow, by(EDITOR), before, after, "changed", "why not")


def test_change_is_kept_with_both_revisions_an_audit_line_and_the_queue(
    make_desk: DeskMaker,
) -> None:
    desk = make_desk(BEFORE)
    kept = change(desk, name="Purl Club")
    after = replace(BEFORE, name="Purl Club", created_at=NOW, changed_at=NOW)
    assert kept == after
    assert whole(desk, "knit-club").listing == after
    assert revisions_of(desk, "knit-club") == [
        Revision(replace(BEFORE, private=Contact()), 1, NOW, "program", "taken in"),
        Revision(replace(after, private=Contact()), 2, NOW, "edna", "changed"),
    ]
    [audited] = desk.store.audited()
    said = audited.entry.happening
    assert (said.at, said.by, said.what, said.subject, said.origin, said.why) == (
        *(NOW, "edna", "changed", "listing:knit-club", "screen", "why not"),
    )
    assert [(v.field, v.before, v.after, len(v.salt)) for v in audited.values] == [
        ("name", "Knit Club", "Purl Club", 32)
    ]
    assert [queued.listing_id for queued in desk.store.queued()] == ["knit-club"]


def test_change_of_nothing_writes_nothing(make_desk: DeskMaker) -> None:
    desk = make_desk(BEFORE)
    generation = desk.store.version()
    assert change(desk) == BEFORE
    assert (desk.store.version(), list(desk.store.audited())) == (generation, [])
    assert revision_number(desk, "knit-club") == 0


def test_change_of_doubts_alone_is_kept_without_a_revision(make_desk: DeskMaker) -> None:
    desk = make_desk(BEFORE)
    doubted = replace(BEFORE.checked, reported=(date(2026, 3, 16),))
    change(desk, checked=doubted)
    assert whole(desk, "knit-club").listing == replace(BEFORE, checked=doubted)
    assert revision_number(desk, "knit-club") == 0
    assert [audited.values for audited in desk.store.audited()] == [()]


def test_change_that_no_field_shows_is_not_lost(make_desk: DeskMaker) -> None:
    seen = Evidence(Proof.INSURANCE, date(2026, 3, 1), by="edna")
    desk = make_desk(a_whole_listing(evidence=(seen,)))
    change(desk, evidence=(replace(seen, by="edgar"),))
    assert whole(desk, "knit-club").listing.evidence == (replace(seen, by="edgar"),)


def test_new_listing_begins_its_history_with_every_field_it_says(make_desk: DeskMaker) -> None:
    desk = make_desk()
    with desk.store.transaction() as uow:
        kept = record_change(desk, uow, by(EDITOR), None, BEFORE, "started")
    assert kept == replace(BEFORE, created_at=NOW, changed_at=NOW)
    assert [(r.number, r.what) for r in revisions_of(desk, "knit-club")] == [(1, "started")]
    [audited] = desk.store.audited()
    said = {value.field: (value.before, value.after) for value in audited.values}
    assert said["private_phone"] == ("", "01632 960666")
    assert set(said) == {name for name, field in FIELDS.items() if field.read(BEFORE)}


def test_private_contact_has_no_history(make_desk: DeskMaker) -> None:
    desk = make_desk(BEFORE)
    change(desk, private=Contact(phone="01632 960777"))
    assert [revision.number for revision in revisions_of(desk, "knit-club")] == [1, 2]
    assert "01632 960666" not in repr(revisions_of(desk, "knit-club"))
    assert "01632 960777" not in repr(revisions_of(desk, "knit-club"))
    document = sqlite_text(desk.config.database, "revisions")
    assert "01632 960666" not in document
    assert "01632 960777" not in document


def test_change_of_a_listing_that_moved_on_is_stale_and_leaves_nothing(
    make_desk: DeskMaker,
) -> None:
    desk = make_desk(BEFORE)
    old = whole(desk, "knit-club")
    change(desk, name="Purl Club")
    dump = everything(desk)
    with pytest.raises(Stale), desk.store.transaction() as uow:
        record_change(desk, uow, by(EDITOR), old, replace(BEFORE, name="Lost"), "changed")
    assert everything(desk) == dump


def test_change_to_another_listings_source_id_is_taken(make_desk: DeskMaker) -> None:
    desk = make_desk(BEFORE, a_whole_listing("choir"))
    dump = everything(desk)
    with pytest.raises(DuplicateIdError):
        change(desk, source_id="choir")
    assert everything(desk) == dump


def test_whole_has_the_private_contact_and_the_generation(make_desk: DeskMaker) -> None:
    desk = make_desk(BEFORE)
    assert whole(desk, "knit-club") == Whole(BEFORE, desk.store.version())
    assert desk.store.get_listing("knit-club").listing.private == Contact()
    with pytest.raises(NotFound):
        whole(desk, "nobody")


def test_exists_in_any_status(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing(status=Status.ARCHIVED))
    assert (exists(desk, "knit-club"), exists(desk, "nobody")) == (True, False)


def test_ids_and_salts_are_never_the_same(make_desk: DeskMaker) -> None:
    desk = make_desk(BEFORE)
    assert len({new_id() for _ in range(1_000)}) == 1_000
    change(desk, name="A", summary="A")
    change(desk, name="B", summary="B")
    salts = [value.salt for audited in desk.store.audited() for value in audited.values]
    assert len(set(salts)) == len(salts) == 4
    assert audit_values(()) == ()


# Every deed of the services, done while the audit refuses: nothing of it may be left.

Deed = Callable[[Desk], object]
DEEDS: dict[str, Deed] = {
    "start a draft": lambda desk: drafts.start_draft(desk, by(VOLUNTEER), WHOLE_RECORD),
    "save a draft": lambda desk: drafts.save_draft(desk, by(VOLUNTEER), "draft", {"cost": "£9"}),
    "submit": lambda desk: drafts.submit(desk, by(VOLUNTEER), "draft"),
    "first check": lambda desk: drafts.first_check(
        desk, by(VOLUNTEER), "draft", Method.VISITED, "the leader"
    ),
    "first look": lambda desk: drafts.first_check(desk, by(VOLUNTEER), "draft", Method.LOOKED),
    "publish": lambda desk: transitions.publish(desk, by(EDITOR), "in-review"),
    "send a draft back": lambda desk: transitions.send_draft_back(
        desk, by(EDITOR), "in-review", "No."
    ),
    "accept": lambda desk: transitions.accept(desk, by(EDITOR), "suggested"),
    "reject": lambda desk: transitions.reject(desk, by(EDITOR), "suggested", "spam"),
    "pause": lambda desk: transitions.pause(desk, by(VOLUNTEER), "knit-club", None, "Shut."),
    "resume": lambda desk: transitions.resume(desk, by(VOLUNTEER), "paused"),
    "restore a revision": lambda desk: transitions.restore_revision(desk, by(EDITOR), "choir", 1),
    "archive": lambda desk: archiving.archive(desk, by(EDITOR), "knit-club", "owner asked"),
    "restore": lambda desk: archiving.restore(desk, by(EDITOR), "archived"),
    "merge": lambda desk: archiving.merge(desk, by(EDITOR), "choir", "knit-club"),
    "propose": lambda desk: proposals.propose(desk, by(VOLUNTEER), "knit-club", {"cost": "£9"}),
    "propose to archive": lambda desk: proposals.propose_archive(
        desk, by(VOLUNTEER), "knit-club", "closed"
    ),
    "approve": lambda desk: proposals.approve(desk, by(EDITOR), waiting(desk)),
    "approve with edits": lambda desk: proposals.approve(
        desk, by(EDITOR), waiting(desk), {"summary": "Song."}
    ),
    "send back": lambda desk: proposals.send_back(desk, by(EDITOR), waiting(desk), "No."),
    "withdraw": lambda desk: proposals.withdraw(desk, by(VOLUNTEER), waiting(desk)),
    "report": lambda desk: reports.report_problem(
        desk, by(RESIDENT), "knit-club", Trouble.CLOSED, "It is shut.", "me@example.org"
    ),
    "settle": lambda desk: reports.settle(
        desk, by(VOLUNTEER), desk.store.find(REPORTS)[0].id, ReportState.UNFOUNDED
    ),
    "check": lambda desk: checks.record_check(
        desk, by(VOLUNTEER), "choir", Method.PHONED, Outcome.ALL_CORRECT
    ),
    "call nobody answers": lambda desk: checks.record_check(
        desk, by(VOLUNTEER), "choir", Method.PHONED, Outcome.NO_ANSWER
    ),
}


def waiting(desk: Desk) -> str:
    return desk.store.find(PROPOSALS)[0].id


@pytest.fixture
def busy_desk(make_desk: DeskMaker) -> Desk:
    """A desk with a listing in every status, a proposal and a report."""
    desk = make_desk(
        BEFORE,
        a_whole_listing("choir", name="Choir"),
        *(
            a_whole_listing(status.value, status=status, private=SECRET)
            for status in Status
            if status not in (Status.PUBLISHED, Status.PLANNED)
        ),
    )
    proposal = proposals.propose(desk, by(EDITOR), "choir", {"summary": "Singing."})
    proposals.approve(desk, by(OTHER_EDITOR), proposal.id)
    with desk.unit_of_work() as uow:
        uow.delete(PROPOSALS, id=proposal.id)
    proposals.propose(desk, by(VOLUNTEER), "choir", {"summary": "Songs.", "private_phone": "1"})
    reports.report_problem(desk, by(RESIDENT), "choir", Trouble.FULL)
    return desk


@pytest.mark.parametrize("name", DEEDS)
def test_deed_is_said_in_the_audit_and_seen_by_the_index(busy_desk: Desk, name: str) -> None:
    entries = sum(1 for _ in busy_desk.store.audited())
    dump = everything(busy_desk)
    DEEDS[name](busy_desk)
    assert sum(1 for _ in busy_desk.store.audited()) > entries
    assert everything(busy_desk) != dump


@pytest.mark.parametrize("name", DEEDS)
def test_deed_that_fails_half_way_leaves_nothing(busy_desk: Desk, name: str) -> None:
    with closing(sqlite3.connect(busy_desk.config.database)) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    dump, generation = everything(busy_desk), busy_desk.store.version()
    with pytest.raises(Unavailable, match="no room"):
        DEEDS[name](busy_desk)
    assert everything(busy_desk) == dump
    assert busy_desk.store.version() == generation


@pytest.mark.parametrize("name", DEEDS)
def test_deed_leaves_every_private_contact_as_it_was(busy_desk: Desk, name: str) -> None:
    before = {
        record.listing.id: busy_desk.store.private_contact(record.listing.id)
        for record in busy_desk.store.all()
    }
    DEEDS[name](busy_desk)
    after = {listing_id: busy_desk.store.private_contact(listing_id) for listing_id in before}
    if name.startswith("approve"):  # the proposal asked for another private number
        assert after.pop("choir") == replace(before.pop("choir"), phone="1")
    assert after == before


def everything(desk: Desk) -> str:
    """All that the store's file holds, as SQL."""
    with closing(sqlite3.connect(desk.config.database)) as connection:
        return "\n".join(connection.iterdump())


def sqlite_text(file: Path, table: str) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return repr(connection.execute(f"SELECT * FROM {table}").fetchall())
