from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from assetmap.clock import LONDON, Clock
from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.imports.import_batch import BatchState
from assetmap.domain.listings.listing import Checked, Contact, Kind, Status
from assetmap.domain.mail_queue import EmailState
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.mail_server import MailServer
from assetmap.services.checks import upkeep_run
from assetmap.services.checks.checks import record_check
from assetmap.services.checks.upkeep_run import DayDone, Step, carry_out, plan_day, run_day, step_of
from assetmap.services.context import Context
from assetmap.services.imports.batch_files import drop_file
from assetmap.services.imports.batches import get_batch
from assetmap.services.mail.mail_queue import Delivery
from assetmap.services.time_bank.offer_listings import SOURCE
from assetmap.storage.tables import LINKS, REVISIONS
from tests.conftest import ContextMaker
from tests.ports import free_port
from tests.services.colleagues import VOLUNTEER, by
from tests.services.imports.batches import begun
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
UNANSWERED = Checked(unanswered=RANG_TWICE.unanswered)
UNANSWERED_ONE_DAY = Checked(unanswered=(RANG_TWICE.unanswered[0],) * 2)
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
        ({"checked": RANG_TWICE, "source": SOURCE}, None),  # the time bank asks the member
        ({"status": Status.PAUSED, "paused_until": TODAY}, Step.RESUME),
        ({"status": Status.PAUSED, "paused_until": date(2026, 3, 17)}, None),
        ({"status": Status.PAUSED}, None),
        ({**ROLE, "when": ["2026-03-14 10:00-12:00", "2026-03-15 10:00-12:00"]}, Step.CLOSE),
        ({**ROLE, "when": ["2026-03-14 10:00-12:00", "2026-03-16 10:00-12:00"]}, None),
        ({**ROLE, "when": ["2026-03-14 10:00-12:00", "Tue 10:00-12:00"]}, None),
        ({**ROLE, "when": ["2026-03-14 10:00-12:00", "Ring for more dates"]}, None),
        ({**ROLE, "schedule": parse_schedule([])}, None),
        # A closing date may be put off: its page says that it has closed, and somebody is rung.
        ({**ROLE, "closes_on": date(2026, 3, 16)}, None),
        ({**ROLE, "closes_on": date(2026, 3, 15)}, None),
        ({**ROLE, "closes_on": date(2026, 2, 14)}, None),
        ({**ROLE, "closes_on": date(2026, 2, 13)}, Step.CLOSE),
        ({**ROLE, "closes_on": date(2026, 2, 13), "status": Status.PAUSED}, Step.CLOSE),
        ({**ROLE, "closes_on": date(2026, 3, 16), "when": ["2026-03-15 10:00-12:00"]}, Step.CLOSE),
        ({"closes_on": date(2026, 2, 13)}, None),
        # All else keeps its page for a month after its last date, and says that it has finished.
        ({"when": ["2026-03-14 10:00-12:00"]}, None),
        ({"when": ["2026-02-14 10:00-12:00"]}, None),
        ({"when": ["2026-02-13 10:00-12:00"]}, Step.CLOSE),
        ({"when": ["Fri 10:00-12:00 until 2026-02-13"]}, Step.CLOSE),
        ({"when": ["Fri 10:00-12:00 until 2026-02-13"], "status": Status.PAUSED}, Step.CLOSE),
        ({"when": ["Fri 10:00-12:00 until 2026-02-13", "Tue 10:00-12:00"]}, None),
        ({"when": ["Fri 10:00-12:00 until 2026-02-13", "New dates soon"]}, None),
        # Never checked: two days without an answer, or an editor's word.
        ({"checked": Checked(), "published_on": LONG_AGO}, None),
        ({"checked": UNANSWERED, "published_on": LONG_AGO}, Step.ARCHIVE),
        ({"checked": UNANSWERED, "published_on": LATE}, None),
        ({"checked": UNANSWERED_ONE_DAY, "published_on": LONG_AGO}, None),
        (
            {
                "checked": UNANSWERED,
                "published_on": LONG_AGO,
                "public": Contact(),
                "private": NO_PHONE,
            },
            Step.ARCHIVE,
        ),
        (
            {
                "checked": Checked(),
                "published_on": LONG_AGO,
                "public": Contact(),
                "private": NO_PHONE,
            },
            None,
        ),
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
    make_context: ContextMaker, second_failure: int, days: tuple[int, ...], step: Step | None
) -> None:
    unanswered = tuple(date(2026, 3, day) for day in days)
    context = make_context(due_listing(checked=checked_on(LONG_AGO, unanswered=unanswered)))
    rules = replace(context.borough.upkeep, second_failure=second_failure)
    context.borough = replace(context.borough, upkeep=rules)
    assert run_day(context).steps == Counter([step] if step else [])
    status = context.store.get_listing("knit-club").listing.status
    assert status is (Status.ARCHIVED if step else Status.PUBLISHED)


@pytest.mark.parametrize("second_failure", [1, 2, 3])
def test_one_never_checked_is_not_given_up_after_the_calls_of_one_day(second_failure: int) -> None:
    rules = UpkeepRules(second_failure=second_failure)
    once = due_listing(checked=UNANSWERED_ONE_DAY, published_on=LONG_AGO)
    assert step_of(once, once.private, rules, TODAY) is None
    twice = due_listing(checked=UNANSWERED, published_on=LONG_AGO)
    assert step_of(twice, twice.private, rules, TODAY) is (
        Step.ARCHIVE if second_failure < 3 else None
    )


def test_one_never_checked_without_a_number_is_left_to_an_editor(
    make_context: ContextMaker,
) -> None:
    old = {"checked": Checked(), "published_on": LONG_AGO}
    context = make_context(
        due_listing("nobody", **old, public=Contact(), private=NO_PHONE),
        due_listing("rings", **old),
        due_listing("newer", checked=Checked(), published_on=LATE, public=Contact()),
        due_listing("draft", **old, public=Contact(), private=NO_PHONE, status=Status.DRAFT),
    )
    assert plan_day(context).for_editors == ["nobody"]
    done = run_day(context)
    assert (done.steps, done.for_editors) == (Counter(), 1)
    assert context.store.get_listing("nobody").listing.status is Status.PUBLISHED


def test_day_does_everything_once(make_context: ContextMaker) -> None:
    kim = Contact(email="kim@example.org")
    context = make_context(
        *(due_listing(f"pats-{n}", on) for n, on in enumerate((SOON, SOON, LATE))),
        due_listing("kims", SOON, private=kim),
        due_listing("lapsed", checked=RANG_TWICE),
        due_listing("paused", date(2026, 3, 3), status=Status.PAUSED, paused_until=TODAY),
        due_listing("role", **ROLE, when=["2026-03-14 10:00-12:00"]),
        due_listing("fine", date(2026, 3, 3)),
    )
    done = run_day(context)
    assert done == DayDone(
        steps=Counter({Step.ARCHIVE: 1, Step.RESUME: 1, Step.CLOSE: 1}),
        letters=2,
        asked_about=4,
        erased=done.erased,
        post=Delivery(sent=2),
        for_editors=0,
        digests=0,
        imports=0,
        imports_stopped=0,
    )
    assert [(letter.to, letter.subject) for letter in letters(context)] == [
        ("kim@example.org", "Is this still correct? Kims"),
        ("pat@example.org", "Please check your 3 listings now"),
    ]
    found = {record.listing.id: record.listing for record in context.store.all()}
    assert {id_: (found[id_].status, found[id_].archived_because) for id_ in found} == {
        "pats-0": (Status.PUBLISHED, ""),
        "pats-1": (Status.PUBLISHED, ""),
        "pats-2": (Status.PUBLISHED, ""),
        "kims": (Status.PUBLISHED, ""),
        "lapsed": (Status.ARCHIVED, "not confirmed"),
        "paused": (Status.PUBLISHED, ""),
        "role": (Status.ARCHIVED, "finished"),
        "fine": (Status.PUBLISHED, ""),
    }
    assert found["paused"].paused_until is None
    assert context.indexer.compare().agrees
    assert context.store.private_contact("lapsed") == PAT


def test_each_batch_is_indexed_in_one_commit(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep_run, "BATCH", 2)
    context = make_context(*(due_listing(f"lapsed-{n}", checked=RANG_TWICE) for n in range(5)))
    before = context.index.version()
    assert run_day(context).steps == Counter({Step.ARCHIVE: 5})
    assert (context.index.version() - before, context.indexer.compare().agrees) == (3, True)


def test_what_was_done_is_in_the_history(make_context: ContextMaker) -> None:
    context = make_context(due_listing(checked=RANG_TWICE))
    run_day(context)
    revisions = context.store.find(REVISIONS, listing_id="knit-club")
    assert [(each.by, each.what) for each in revisions] == [
        ("program", "taken in"),
        ("program", "archived"),
    ]
    [noted] = context.store.audited(subject="listing:knit-club")
    happening = noted.entry.happening
    assert (happening.by, happening.origin, happening.why) == ("program", "upkeep", "not confirmed")


def test_second_run_on_the_same_day_does_nothing(make_context: ContextMaker) -> None:
    context = make_context(due_listing("one"), due_listing("two", checked=RANG_TWICE))
    assert not nothing(run_day(context))
    before = (context.store.version(), letters(context), context.store.find(LINKS), outbox(context))
    audited = list(context.store.audited())
    assert nothing(run_day(context))
    assert (
        context.store.version(),
        letters(context),
        context.store.find(LINKS),
        outbox(context),
    ) == before
    assert list(context.store.audited()) == audited


def test_runs_after_midnight_in_summer_ask_once(make_context: ContextMaker) -> None:
    """In UTC it is still the day before."""
    context = make_context(due_listing(on=date(2026, 1, 5)))
    context.clock = Clock(datetime(2026, 6, 5, 0, 30, tzinfo=LONDON))
    assert run_day(context).letters == 1
    assert plan_day(context).askings == ()


def test_clock_that_jumps_back_does_nothing(make_context: ContextMaker) -> None:
    context = make_context(due_listing())
    run_day(context)
    earlier = another_day(context, "2024-03-16")
    assert nothing(run_day(earlier))
    earlier.close()


def test_looking_at_what_there_is_to_do_changes_nothing(make_context: ContextMaker) -> None:
    context = make_context(due_listing("one"), due_listing("two", checked=RANG_TWICE))
    plan = plan_day(context)
    assert plan.steps == {"two": Step.ARCHIVE}
    assert [(each.to, len(each.listings)) for each in plan.askings] == [("pat@example.org", 1)]
    assert (letters(context), context.store.find(LINKS), list(context.store.audited())) == (
        [],
        [],
        [],
    )
    assert plan_day(context) == plan


class PowerCut(Exception):
    """Stands for the moment at which everything stops."""


@pytest.mark.parametrize("cut_after", range(1, 8))
def test_crash_at_any_transaction_leaves_the_rest_to_the_next_run(
    make_context: ContextMaker, cut_after: int
) -> None:
    context = make_context(
        due_listing("one"),
        due_listing("two", private=Contact(email="kim@example.org")),
        due_listing("three", checked=RANG_TWICE),
    )
    whole, count = context.store.transaction, 0

    @contextmanager
    def cut_short() -> Any:
        nonlocal count
        with whole() as uow:
            yield uow
            count += 1
            if count == cut_after:
                raise PowerCut

    context.store.transaction = cut_short  # type: ignore[method-assign]
    try:
        run_day(context)
    except PowerCut:
        context.store.transaction = whole  # type: ignore[method-assign]
        context.clock = Clock(datetime(2026, 3, 16, 12, tzinfo=LONDON))
        run_day(context)
    assert sorted((each.to, each.state) for each in letters(context)) == [
        ("kim@example.org", EmailState.SENT),
        ("pat@example.org", EmailState.SENT),
    ]
    assert len(outbox(context)) == 2
    assert context.store.get_listing("three").listing.status is Status.ARCHIVED
    assert len(context.store.find(LINKS)) == 2
    assert context.indexer.compare().agrees


def test_listing_that_was_checked_meanwhile_is_left_alone(make_context: ContextMaker) -> None:
    context = make_context(due_listing("one"), due_listing("two", checked=RANG_TWICE))
    plan = plan_day(context)
    for listing_id in ("one", "two"):
        record_check(context, by(VOLUNTEER), listing_id, Method.PHONED, Outcome.ALL_CORRECT)
    assert nothing(carry_out(context, plan))
    assert context.store.get_listing("two").listing.status is Status.PUBLISHED


def test_mail_server_that_is_down_leaves_the_letters_waiting(make_context: ContextMaker) -> None:
    context = make_context(due_listing(), due_listing("old", checked=RANG_TWICE))
    outside = context.config
    context.config = replace(outside, mail=MailServer("127.0.0.1", free_port()))
    done = run_day(context)
    assert (done.letters, done.post) == (1, Delivery(later=1))
    context.config, context.clock = outside, Clock(datetime(2026, 3, 16, 9, 5, tzinfo=LONDON))
    again = run_day(context)
    assert (again.letters, again.post) == (0, Delivery(sent=1))


def plain(context: Context) -> list[str]:
    """Every text that the outbox holds."""
    return [file.read_text(encoding="utf-8") for file in outbox(context)]


def test_letters_hold_nothing_private_but_the_address(make_context: ContextMaker) -> None:
    context = make_context(due_listing())
    run_day(context)
    [text] = plain(context)
    assert "pat@example.org" in text
    assert not [secret for secret in ("01632 960555", "Pat Private") if secret in text]


def test_imports_that_stopped_half_way_are_brought_to_their_end(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    first = begun(context, "name,kind,postcode\nWool,group,RM17 6SL\n", source="a")
    second = begun(context, "name,kind,postcode\nArt,group,RM17 6SL\n", source="b")
    drop_file(context, second.id)  # so that it cannot go on
    done = run_day(context)
    assert (done.imports, done.imports_stopped) == (1, 1)
    assert get_batch(context, first.id).state is BatchState.APPLIED
    assert get_batch(context, second.id).state is BatchState.APPLYING
    assert (run_day(context).imports, run_day(context).imports_stopped) == (0, 1)
