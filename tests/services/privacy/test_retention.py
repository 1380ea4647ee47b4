"""What is old enough is taken out, what is not stays, and a second run has nothing to do."""

import os
import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from assetmap.clock import LONDON
from assetmap.domain.checks.report import Report, ReportState, Trouble
from assetmap.domain.listings.listing import Contact, Picture, Status
from assetmap.domain.listings.proposal import FieldChange, Proposal, ProposalState
from assetmap.domain.listings.suggestion import Suggestion
from assetmap.domain.people.people import PROGRAM, RememberedBrowser, SignIn
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update, revisions_of, save_change
from assetmap.services.listings.images import folder
from assetmap.services.privacy.audit import prove
from assetmap.services.privacy.retention import apply_retention
from assetmap.storage.tables import (
    PROPOSALS,
    REMEMBERED_BROWSERS,
    REPORTS,
    SIGN_INS,
    SUGGESTIONS,
    Table,
)
from tests.conftest import ContextMaker
from tests.factories import a_listing

BEFORE = datetime(2025, 9, 15, 23, 59, tzinfo=LONDON)  # six months ago, but for a minute
SINCE = datetime(2025, 9, 16, tzinfo=LONDON)
NOTHING = dict.fromkeys(
    (
        *("audit entries", "reports", "suggestions", "proposals", "suggested contacts"),
        *("sign-ins", "remembered browsers", "pictures", "sheets", "notes of gaps", "imports"),
        *("changes", "messages to webhooks", "words that were asked", "stories"),
        *("members of the time bank", "offers and wants", "exchanges called off"),
        "questions to the broker",
    ),
    0,
)


def keep(context: Context, table: "Table[object]", *kept: object) -> None:
    with context.store.transaction() as uow:
        for each in kept:
            uow.save(table, each)


def only(**counts: int) -> dict[str, int]:
    return NOTHING | {name.replace("_", " "): count for name, count in counts.items()}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing("knit"), a_listing("idea", status=Status.SUGGESTED))


def test_empty_directory_has_nothing_to_take_out(context: Context) -> None:
    assert apply_retention(context) == NOTHING


def test_audit_is_cut_down_to_counts_after_two_years(context: Context) -> None:
    old = datetime(2024, 3, 15, 12, tzinfo=LONDON)
    with context.store.transaction() as uow:
        for at in (old, old, datetime(2024, 3, 16, tzinfo=LONDON), context.clock.now()):
            uow.audit(AuditEvent(at, "p-1", "checked", "listing:knit"))
    assert apply_retention(context) == only(audit_entries=2)
    assert context.store.audit_totals() == {("2024-03", "checked"): 2}
    assert [each.entry.number for each in context.store.audited()] == [3, 4]
    assert prove(context).broken is None
    assert apply_retention(context) == NOTHING


def test_words_of_reports_go_six_months_after_they_were_settled(context: Context) -> None:
    settled = Report(
        "old",
        "knit",
        Trouble.OTHER,
        BEFORE,
        "I am Joan",
        contact="joan@example.org",
        state=ReportState.RIGHT,
        closed_by="p-1",
        closed_at=BEFORE,
    )
    newer = replace(settled, id="new", closed_at=SINCE, state=ReportState.UNFOUNDED)
    waiting = replace(settled, id="open", state=ReportState.OPEN, closed_at=None)
    keep(context, REPORTS, settled, newer, waiting)
    assert apply_retention(context) == only(reports=1)
    bare = replace(settled, words="", contact="")
    assert context.store.find(REPORTS) == [bare, newer, waiting]
    assert apply_retention(context) == NOTHING


def test_words_of_suggestions_go_once_they_were_decided(context: Context) -> None:
    decided = Suggestion("S-1", "knit", BEFORE, "Try them", "joan@example.org")
    newer = replace(decided, id="S-2", at=SINCE)
    waiting = replace(decided, id="S-3", listing_id="idea")
    keep(context, SUGGESTIONS, decided, newer, waiting)
    assert apply_retention(context) == only(suggestions=1)
    bare = replace(decided, words="", contact="")
    assert context.store.find(SUGGESTIONS) == [bare, newer, waiting]
    assert apply_retention(context) == NOTHING


def test_contacts_of_suggestions_left_aside_go(make_context: ContextMaker) -> None:
    card = Contact("01632 960666", "joan@example.org")
    context = make_context(
        a_listing("idea", status=Status.SUGGESTED, public=card), today="2025-09-01"
    )
    with context.store.transaction() as uow:
        before = load_for_update(context, "idea")
        after = replace(before.listing, status=Status.CLOSED, private=card)
        save_change(context, uow, Actor(PROGRAM), before, after, "left a suggestion aside")
    assert apply_retention(context) == NOTHING
    later = make_context()
    assert apply_retention(later) == only(suggested_contacts=1)
    listing = load_for_update(later, "idea").listing
    assert (listing.public, listing.private) == (Contact(), Contact())
    assert [each.listing.public for each in revisions_of(later, "idea")] == [Contact()] * 2
    assert apply_retention(later) == NOTHING


def test_ways_to_get_in_touch_go_out_of_proposals_decided_long_ago(context: Context) -> None:
    changes = (FieldChange("name", "A", "B"), FieldChange("phone", "1", "01632 960666"))
    private = (FieldChange("private_website", "", "https://joan.example"),)
    decided = Proposal(
        "p",
        "knit",
        "p-1",
        BEFORE,
        1,
        changes,
        private,
        "Joan rang",
        words="Thanks, Joan",
        state=ProposalState.SENT_BACK,
        decided_at=BEFORE,
    )
    newer = replace(decided, id="n", decided_at=SINCE, state=ProposalState.APPROVED)
    waiting = replace(decided, id="w", state=ProposalState.WAITING, decided_at=None)
    keep(context, PROPOSALS, decided, newer, waiting)
    assert apply_retention(context) == only(proposals=1)
    bare = replace(
        decided,
        changes=(changes[0], FieldChange("phone", "", "")),
        private_changes=(FieldChange("private_website", "", ""),),
        note="",
        words="",
    )
    assert context.store.find(PROPOSALS) == [bare, newer, waiting]
    assert apply_retention(context) == NOTHING


def test_sign_ins_go_thirty_days_after_their_last_use(context: Context) -> None:
    now = context.clock.now()
    long_ago, month = now - timedelta(days=31), now - timedelta(days=30)
    unused = SignIn("a", "p-1", long_ago, long_ago)
    ended = SignIn("b", "p-1", long_ago, long_ago, ended=long_ago)
    used = SignIn("c", "p-1", long_ago, month)
    keep(context, SIGN_INS, unused, ended, used)
    assert apply_retention(context) == NOTHING | {"sign-ins": 2}
    assert context.store.find(SIGN_INS) == [used]
    assert apply_retention(context) == NOTHING


def test_remembered_browsers_go_thirty_days_after_they_are_over(context: Context) -> None:
    now = context.clock.now()
    long_ago, month = now - timedelta(days=31), now - timedelta(days=30)
    over = RememberedBrowser("a", "p-1", "x", long_ago, long_ago, long_ago)
    ended = RememberedBrowser("b", "p-1", "y", long_ago, long_ago, now, ended=long_ago)
    still = RememberedBrowser("c", "p-1", "z", month, month, month)
    keep(context, REMEMBERED_BROWSERS, over, ended, still)
    assert apply_retention(context) == NOTHING | {"remembered browsers": 2}
    assert context.store.find(REMEMBERED_BROWSERS) == [still]


def test_pictures_go_when_nothing_shows_or_showed_them(context: Context) -> None:
    names = [f"{n}" * 20 for n in range(5)]
    shown, before, proposed, orphan, fresh = names
    for name in names:
        for size in (480, 1200):
            path = context.config.pictures / f"{name}-{size}.webp"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"picture")
            if name != fresh:
                os.utime(path, (time.time() - 90_000,) * 2)
    for pictures in ((Picture(before, "A"),), (Picture(shown, "B"),)):
        with context.store.transaction() as uow:
            was = load_for_update(context, "knit")
            changed = replace(was.listing, pictures=pictures)
            save_change(context, uow, Actor(PROGRAM), was, changed, "changed")
    change = FieldChange("pictures", (), (f"{proposed} A door",))
    keep(context, PROPOSALS, Proposal("p", "knit", "p-1", SINCE, 1, (change,)))
    assert apply_retention(context) == only(pictures=1)
    assert folder(context).names() == tuple(sorted({shown, before, proposed, fresh}))
    assert orphan not in folder(context).names()
    assert apply_retention(context) == NOTHING


def test_borough_says_how_long(make_context: ContextMaker) -> None:
    context = make_context(a_listing("knit"))
    rules = replace(context.borough.upkeep, report_months=12)
    context.borough = replace(context.borough, upkeep=rules)
    report = Report(
        "R", "knit", Trouble.OTHER, BEFORE, "Hello", state=ReportState.RIGHT, closed_at=BEFORE
    )
    keep(context, REPORTS, report)
    assert apply_retention(context) == NOTHING
