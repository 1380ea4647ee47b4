"""Closed is closed: what a file's status does to rows that are new, and to listings on record."""

import pytest

from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.listings.listing import Status
from assetmap.domain.search.query import Search
from assetmap.services.checks.checks import record_check
from assetmap.services.context import Context
from assetmap.services.listings.archiving import archive
from assetmap.services.listings.drafts import save_draft
from assetmap.services.listings.proposals import waiting
from assetmap.services.listings.transitions import pause
from assetmap.services.search.finding import answer
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, VOLUNTEER, by
from tests.services.imports.files import counts, kept, said, take


def row(status: str) -> str:
    return f"name,postcode,status\nQuay Singers,RM17 6SL,{status}\n"


def status(context: Context) -> Status:
    [listing] = kept(context)
    return listing.status


@pytest.mark.parametrize(
    ("word", "expected", "note"),
    [
        ("inactive", Status.ARCHIVED, "It says “inactive”, so it is not listed."),
        ("No longer running", Status.ARCHIVED, "It says “No longer running”, so it is not listed."),
        ("CLOSED (Dec 2025)", Status.ARCHIVED, "It says “CLOSED (Dec 2025)”, so it is not listed."),
        ("closed until May", Status.DRAFT, None),
        ("sleeping", Status.DRAFT, "We do not know the status “sleeping”, so it is a draft."),
        ("pending", Status.DRAFT, "It says “pending”, so it is a draft."),
        ("Temporarily closed", Status.PAUSED, ""),
        ("Active", Status.PUBLISHED, ""),
        ("coming soon", Status.PLANNED, ""),
        ("", Status.PUBLISHED, ""),
    ],
)
def test_status_of_a_new_row_that_may_be_published(
    make_context: ContextMaker, word: str, expected: Status, note: str | None
) -> None:
    context = make_context()
    report = take(context, row(word))
    assert (counts(report), status(context)) == ((1, 0, 0, 0), expected)
    if note is not None:
        assert said(report) == ([note] if note else [])
    assert answer(context, Search()).total == int(expected.is_public)


@pytest.mark.parametrize("word", ["Active", "", "sleeping", "Temporarily closed"])
def test_nothing_goes_public_unasked(make_context: ContextMaker, word: str) -> None:
    context = make_context()
    take(context, row(word), publish=False)
    assert status(context) is Status.DRAFT


@pytest.mark.parametrize("publish", [True, False])
def test_listing_that_its_source_ends_is_no_longer_public(
    make_context: ContextMaker, publish: bool
) -> None:
    context = make_context()
    take(context, row("Active"))
    report = take(context, row("Defunct"), publish=publish)
    assert (counts(report), said(report)) == (
        (0, 1, 0, 0),
        ["It says “Defunct”, so it is no longer listed."],
    )
    assert (status(context), kept(context)[0].archived_because) == (Status.ARCHIVED, "closed")
    assert counts(take(context, row("Defunct"), publish=publish)) == (0, 0, 1, 0)


@pytest.mark.parametrize("publish", [True, False])
def test_listing_that_the_source_ended_comes_back_with_it(
    make_context: ContextMaker, publish: bool
) -> None:
    context = make_context()
    for word in ("published", "archived"):
        take(context, row(word))
    report = take(context, row("published"), publish=publish)
    assert (counts(report), status(context)) == ((0, 1, 0, 0), Status.PUBLISHED)
    assert said(report) == ["It says “published” again, so it is listed again."]
    assert kept(context)[0].archived_because == ""


def test_listing_that_people_confirmed_stays_and_an_editor_is_asked(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    take(context, row("Active"))
    listing_id = kept(context)[0].id
    record_check(context, by(VOLUNTEER), listing_id, Method.PHONED, Outcome.ALL_CORRECT)
    report = take(context, row("Defunct"))
    assert (said(report), status(context)) == (
        ["It says “Defunct”, and it is still public here."],
        Status.PUBLISHED,
    )
    assert [(x.listing_id, x.archive_because) for x in waiting(context)] == [(listing_id, "closed")]
    assert (said(take(context, row("Defunct"))), len(waiting(context))) == ([], 1)


def test_listing_that_people_archived_stays_so_and_it_is_said_each_time(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    take(context, row("published"))
    archive(context, by(EDITOR), kept(context)[0].id, "closed")
    for word in ("published", "Active", ""):
        report = take(context, row(word))
        assert said(report) == ["It is archived here, and the file says that it runs."]
    assert status(context) is Status.ARCHIVED


def test_listing_that_people_paused_stays_so(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, row(""))
    pause(context, by(EDITOR), kept(context)[0].id, None)
    report = take(context, row("Active"))
    assert (said(report), status(context)) == (
        ["It says “Active”, and here it is paused: it stays so."],
        Status.PAUSED,
    )


def test_word_that_is_not_known_changes_nothing_and_the_note_is_true(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    take(context, row("Active"))
    report = take(context, row("sleeping"))
    assert (said(report), status(context)) == (
        ["We do not know the status “sleeping”: it stays published."],
        Status.PUBLISHED,
    )


def test_draft_that_people_work_on_is_not_published_by_a_file(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, row(""), publish=False)
    save_draft(context, by(VOLUNTEER), kept(context)[0].id, {"summary": "Songs."})
    take(context, row(""))
    assert status(context) is Status.DRAFT


def test_columns_of_yes_and_no_are_read(make_context: ContextMaker) -> None:
    context = make_context()
    take(
        context,
        "name,postcode,Active,Closed\n"
        "A,RM17 6SL,Yes,\nB,RM17 6SL,No,\nC,RM17 6SL,,Yes\n"
        "D,RM17 6SL,,01/02/2026\nE,RM17 6SL,,no\n",
    )
    assert {each.name: each.status for each in kept(context)} == {
        "A": Status.PUBLISHED,
        "B": Status.ARCHIVED,
        "C": Status.ARCHIVED,
        "D": Status.ARCHIVED,
        "E": Status.PUBLISHED,
    }
