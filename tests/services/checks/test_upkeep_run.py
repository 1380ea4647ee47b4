from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from assetmap.clock import LONDON, Clock
from assetmap.config import MailServer
from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.listing import Contact, Kind, Status
from assetmap.domain.listings.schedule_text import parse_schedule
from assetmap.domain.mail_queue import EmailState
from assetmap.services.checks import upkeep_run
from assetmap.services.checks.checks import record_check
from assetmap.services.checks.upkeep_run import DayDone, Step, carry_out, plan_day, run_day, step_of
from assetmap.services.context import Desk
from assetmap.services.mail.mail_queue import Delivery
from assetmap.storage.tables import LINKS, REVISIONS
from tests.conftest import DeskMaker
from tests.ports import free_port
from tests.services.colleagues import VOLUNTEER, by
from tests.services.organisers import (
    LATE,
    LONG_AGO,
    PAT,
    SOON,
    another_day,
    checked_on,
    due_listing,
    letters,
    outbox,
)

TODAY = date(2026, 3, 16)
RANG_TWICE = checked_on(LONG_AGO, unanswered=(date(2026, 3, 2), date(2026, 3, 4)))
RANG_ONCE = checked_on(LONG_AGO, unanswered=(date(2026, 3, 2),))
NO_PHONE = Contact(email="pat@example.org")
ROLE = {"kind": Kind.VOLUNTEERING_ROLE, "checked": checked_on(date(2026, 3, 3))}


def nothing(done: DayDone) -> bool:
    """Whether a day's work changed nothing at all."""
    return not (done.steps or done.letters or any(done.erased.values()) or done.post.sent)


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        ({"checked": RANG_TWICE}, Step.ARCHIVE),
        ({"checked": RANG_ONCE}, None),
        ({"checked": checked_on(LONG_AGO)}, None),
        ({"checked": checked_on(LONG_AGO), "public": Contact(), "private": NO_PHONE}, Step.ARCHIVE),
        ({"checked": checked_on(LONG_AGO), "public": Contact()}, None),
        ({"checked": checked_on(LATE, unanswered=RANG_TWICE.unanswered)}, None),
        ({"checked": RANG_TWICE, "status": Status.DRAFT}, None),
        ({"checked": RANG_TWICE, "status": Status.PAUSED}, Step.ARCHIVE),
        ({"status": Status.PAUSED, "paused_until": TODAY}, Step.RESUME),
        ({"status": Status.PAUSED, "paused_until": date(2026, 3, 17)}, None),
        ({"status": Status.PAUSED}, None),
        ({**ROLE, "when": ["2026-03-14 10:00-12:00", "2026-03-15 10:00-12:00"]}, Step.CLOSE),
        ({**ROLE, "when": ["2026-03-14 10:00-12:00", "2026-03-16 10:00-12:00"]}, None),
        ({**ROLE, "when": ["2026-03-14 10:00-12:00", "Tue 10:00-12:00"]}, None),
        ({**ROLE, "when": ["2026-03-14 10:00-12:00", "Ring for more dates"]}, None),
        ({**ROLE, "schedule": parse_schedule([])}, None),
        ({"when": ["2026-03-14 10:00-12:00"]}, None),
    ],
)
def test_step_that_a_listing_needs(changes: dict[str, Any], step: Step | None) -> None:
    listing = due_listing(**changes)
    assert step_of(listing, listing.private, UpkeepRules(), TODAY) is step


@pytest.mark.parametrize(
    ("second_failure", "days", "step"),
    [
        (1, (), None),
        (1, (2,), Step.ARCHIVE),
        (2, (2, 2), None),
        (3, (2, 4), None),
        (3, (2, 4, 4), None),
        (3, (2, 4, 5), Step.ARCHIVE),
    ],
)
def test_calls_that_a_listing_is_given_up_after_are_the_boroughs_rule(
    make_desk: DeskMaker, second_failure: int, days: tuple[int, ...], step: Step | None
) -> None:
    unanswered = tuple(date(2026, 3, day) for day in days)
    desk = make_desk(due_listing(checked=checked_on(LONG_AGO, unanswered=unanswered)))
    rules = replace(desk.borough.upkeep, second_failure=second_failure)
    desk.borough = replace(desk.borough, upkeep=rules)
    assert run_day(desk).steps == Counter([step] if step else [])
    status = desk.store.get_listing("knit-club").listing.status
    assert status is (Status.ARCHIVED if step else Status.PUBLISHED)


def test_day_does_everything_once(make_desk: DeskMaker) -> None:
    kim = Contact(email="kim@example.org")
    desk = make_desk(
        *(due_listing(f"pats-{n}", on) for n, on in enumerate((SOON, SOON, LATE))),
        due_listing("kims", SOON, private=kim),
        due_listing("lapsed", checked=RANG_TWICE),
        due_listing("paused", date(2026, 3, 3), status=Status.PAUSED, paused_until=TODAY),
        due_listing("role", **ROLE, when=["2026-03-14 10:00-12:00"]),
        due_listing("fine", date(2026, 3, 3)),
    )
    done = run_day(desk)
    assert done == DayDone(
        steps=Counter({Step.ARCHIVE: 1, Step.RESUME: 1, Step.CLOSE: 1}),
        letters=2,
        asked_about=4,
        erased=done.erased,
        post=Delivery(sent=2),
    )
    assert [(letter.to, letter.subject) for letter in letters(desk)] == [
        ("kim@example.org", "Is this still correct? Kims"),
        ("pat@example.org", "Please check your 3 listings now"),
    ]
    found = {record.listing.id: record.listing for record in desk.store.all()}
    assert {id_: (found[id_].status, found[id_].archived_because) for id_ in found} == {
        "pats-0": (Status.PUBLISHED, ""),
        "pats-1": (Status.PUBLISHED, ""),
        "pats-2": (Status.PUBLISHED, ""),
        "kims": (Status.PUBLISHED, ""),
        "lapsed": (Status.ARCHIVED, "not confirmed"),
        "paused": (Status.PUBLISHED, ""),
        "role": (Status.ARCHIVED, "closed"),
        "fine": (Status.PUBLISHED, ""),
    }
    assert found["paused"].paused_until is None
    assert desk.indexer.compare().agrees
    assert desk.store.private_contact("lapsed") == PAT


def test_each_batch_is_indexed_in_one_commit(
    make_desk: DeskMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep_run, "BATCH", 2)
    desk = make_desk(*(due_listing(f"lapsed-{n}", checked=RANG_TWICE) for n in range(5)))
    before = desk.index.version()
    assert run_day(desk).steps == Counter({Step.ARCHIVE: 5})
    assert (desk.index.version() - before, desk.indexer.compare().agrees) == (3, True)


def test_what_was_done_is_in_the_history(make_desk: DeskMaker) -> None:
    desk = make_desk(due_listing(checked=RANG_TWICE))
    run_day(desk)
    revisions = desk.store.find(REVISIONS, listing_id="knit-club")
    assert [(each.by, each.what) for each in revisions] == [
        ("program", "taken in"),
        ("program", "archived"),
    ]
    [noted] = desk.store.audited(subject="listing:knit-club")
    happening = noted.entry.happening
    assert (happening.by, happening.origin, happening.why) == ("program", "upkeep", "not confirmed")


def test_second_run_on_the_same_day_does_nothing(make_desk: DeskMaker) -> None:
    desk = make_desk(due_listing("one"), due_listing("two", checked=RANG_TWICE))
    assert not nothing(run_day(desk))
    before = (desk.store.version(), letters(desk), desk.store.find(LINKS), outbox(desk))
    audited = list(desk.store.audited())
    assert nothing(run_day(desk))
    assert (desk.store.version(), letters(desk), desk.store.find(LINKS), outbox(desk)) == before
    assert list(desk.store.audited()) == audited


def test_runs_after_midnight_in_summer_ask_once(make_desk: DeskMaker) -> None:
    """In UTC it is still the day before."""
    desk = make_desk(due_listing(on=date(2026, 1, 5)))
    desk.clock = Clock(datetime(2026, 6, 5, 0, 30, tzinfo=LONDON))
    assert run_day(desk).letters == 1
    assert plan_day(desk).askings == ()


def test_clock_that_jumps_back_does_nothing(make_desk: DeskMaker) -> None:
    desk = make_desk(due_listing())
    run_day(desk)
    earlier = another_day(desk, "2024-03-16")
    assert nothing(run_day(earlier))
    earlier.close()


def test_looking_at_what_there_is_to_do_changes_nothing(make_desk: DeskMaker) -> None:
    desk = make_desk(due_listing("one"), due_listing("two", checked=RANG_TWICE))
    plan = plan_day(desk)
    assert plan.steps == {"two": Step.ARCHIVE}
    assert [(each.to, len(each.listings)) for each in plan.askings] == [("pat@example.org", 1)]
    assert (letters(desk), desk.store.find(LINKS), list(desk.store.audited())) == ([], [], [])
    assert plan_day(desk) == plan


class PowerCut(Exception):
    """Stands for the moment at which everything stops."""


@pytest.mark.parametrize("cut_after", range(1, 8))
def test_crash_at_any_transaction_leaves_the_rest_to_the_next_run(
    make_desk: DeskMaker, cut_after: int
) -> None:
    desk = make_desk(
        due_listing("one"),
        due_listing("two", private=Contact(email="kim@example.org")),
        due_listing("three", checked=RANG_TWICE),
    )
    whole, count = desk.store.transaction, 0

    @contextmanager
    def cut_short() -> Any:
        nonlocal count
        with whole() as uow:
            yield uow
            count += 1
            if count == cut_after:
                raise PowerCut

    desk.store.transaction = cut_short  # type: ignore[method-assign]
    try:
        run_day(desk)
    except PowerCut:
        desk.store.transaction = whole  # type: ignore[method-assign]
        desk.clock = Clock(datetime(2026, 3, 16, 12, tzinfo=LONDON))
        run_day(desk)
    assert sorted((each.to, each.state) for each in letters(desk)) == [
        ("kim@example.org", EmailState.SENT),
        ("pat@example.org", EmailState.SENT),
    ]
    assert len(outbox(desk)) == 2
    assert desk.store.get_listing("three").listing.status is Status.ARCHIVED
    assert len(desk.store.find(LINKS)) == 2
    assert desk.indexer.compare().agrees


def test_listing_that_was_checked_meanwhile_is_left_alone(make_desk: DeskMaker) -> None:
    desk = make_desk(due_listing("one"), due_listing("two", checked=RANG_TWICE))
    plan = plan_day(desk)
    for listing_id in ("one", "two"):
        record_check(desk, by(VOLUNTEER), listing_id, Method.PHONED, Outcome.ALL_CORRECT)
    assert nothing(carry_out(desk, plan))
    assert desk.store.get_listing("two").listing.status is Status.PUBLISHED


def test_mail_server_that_is_down_leaves_the_letters_waiting(make_desk: DeskMaker) -> None:
    desk = make_desk(due_listing(), due_listing("old", checked=RANG_TWICE))
    outside = desk.config
    desk.config = replace(outside, mail=MailServer("127.0.0.1", free_port()))
    done = run_day(desk)
    assert (done.letters, done.post) == (1, Delivery(later=1))
    desk.config, desk.clock = outside, Clock(datetime(2026, 3, 16, 9, 5, tzinfo=LONDON))
    again = run_day(desk)
    assert (again.letters, again.post) == (0, Delivery(sent=1))


def plain(desk: Desk) -> list[str]:
    """Every text that the outbox holds."""
    return [file.read_text(encoding="utf-8") for file in outbox(desk)]


def test_letters_hold_nothing_private_but_the_address(make_desk: DeskMaker) -> None:
    desk = make_desk(due_listing())
    run_day(desk)
    [text] = plain(desk)
    assert "pat@example.org" in text
    assert not [secret for secret in ("01632 960555", "Pat Private") if secret in text]
