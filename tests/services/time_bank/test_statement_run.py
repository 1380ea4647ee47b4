"""The statements of a quarter, for everybody."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.mail_queue import EmailState
from assetmap.domain.people.people import NotAllowed, Role
from assetmap.domain.time_bank.members import ContactBy, Stage
from assetmap.services.checks.work_queue import work_of
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.mail.mail_queue import failed_emails, try_again
from assetmap.services.time_bank import statement_run as statement_runs
from assetmap.services.time_bank.statement_run import (
    email_run,
    note_labels,
    print_run,
    statement_run,
)
from assetmap.services.time_bank.statements import printed_statement
from assetmap.storage.tables import EMAILS
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.time_bank import BY_BROKER, join, the_time_bank

QUARTER = date(2025, 7, 1), date(2025, 9, 30)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """101 and 102 by phone; 104 by e-mail, 105 at an address that is none, 106 in large print
    without a street, 107 who has left, 108 who has only applied.
    """
    context = make_context()
    the_time_bank(context)
    join(context, 60, name="Cara Fennimore", contact_by=ContactBy.EMAIL, email="cara@example.org")
    join(context, name="Dov Inkpen", contact_by=ContactBy.EMAIL, email="dov at example")
    join(context, name="Edie Marl", contact_by=ContactBy.POST, address="", large_print=True)
    join(context, name="Left Person", stage=Stage.LEFT)
    join(context, name="New Person", stage=Stage.APPLIED)
    return context


def happened(context: Context) -> list[tuple[str, str, str]]:
    every = (each.entry.happening for each in context.store.audited())
    return [(x.what, x.subject, x.why) for x in every if x.subject.startswith("time-bank-stat")]


def test_everybody_is_in_one_of_the_two(context: Context) -> None:
    """TB16."""
    run = statement_run(context, BY_BROKER, *QUARTER)
    assert [each.id for each in run.on_paper] == ["101", "102", "106"]
    assert [each.id for each in run.by_email] == ["104", "105"]
    assert [each.id for each in run.without_address] == ["106"]
    assert [each.id for each in run.large_print] == ["106"]
    assert run.to_write == run.by_email


def test_who_wants_e_mail_and_has_none_gets_paper(context: Context) -> None:
    one = join(context, name="No Address", contact_by=ContactBy.EMAIL, email="")
    assert one in statement_run(context, BY_BROKER, *QUARTER).on_paper


def test_what_is_printed_is_each_members_own_statement(context: Context) -> None:
    run = statement_run(context, BY_BROKER, *QUARTER)
    printed = print_run(context, BY_BROKER, run)
    assert printed == [printed_statement(context, BY_BROKER, x.id, *QUARTER) for x in run.on_paper]
    assert [each.is_large for each in printed] == [False, False, True]
    note_labels(context, BY_BROKER, run, "labels")
    assert happened(context) == [
        ("printed time-bank statements", "time-bank-statements:2025-09-30", "3"),
        ("took time-bank addresses out as labels", "time-bank-statements:2025-09-30", "2"),
    ]


def test_very_many_are_printed_in_parts(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statement_runs, "PART", 2)
    run = statement_run(context, BY_BROKER, *QUARTER)
    assert [[each.id for each in part] for part in run.parts] == [["101", "102"], ["106"]]
    printed = [print_run(context, BY_BROKER, run, part) for part in (0, 1, 2, -1)]
    assert [[each.number for each in part] for part in printed] == [["101", "102"], ["106"], [], []]


def test_each_is_written_to_once_for_the_same_days(context: Context) -> None:
    run = statement_run(context, BY_BROKER, *QUARTER)
    written, unfit = email_run(context, BY_BROKER, run)
    assert (written, [each.id for each in unfit]) == (1, ["105"])
    (letter,) = context.store.find(EMAILS)
    assert letter.to == "cara@example.org"
    assert letter.subject == "Your statement from the Thurrock Time Bank"
    assert "Your balance: 1 h" in letter.text
    assert "1. 1 September 2025: 1 h (balance then 1 h)\n" in letter.text
    assert "   What you had before this record began\n" in letter.text
    assert "Ada" not in letter.text
    again = statement_run(context, BY_BROKER, *QUARTER)
    assert [each.id for each in again.to_write] == ["105"]
    assert email_run(context, BY_BROKER, run)[0] == 0  # a page that was opened before
    later = statement_run(context, BY_BROKER, date(2025, 10, 1), date(2025, 12, 31))
    assert email_run(context, BY_BROKER, later)[0] == 1
    assert [why for _, _, why in happened(context)] == ["1", "0", "1"]


def test_whom_an_e_mail_cannot_reach_is_told(context: Context) -> None:
    """TB20: and to nobody but who runs the time bank."""
    email_run(context, BY_BROKER, statement_run(context, BY_BROKER, *QUARTER))
    (letter,) = context.store.find(EMAILS)
    with context.unit_of_work() as uow:
        uow.save(EMAILS, replace(letter, state=EmailState.GIVEN_UP))
    run = statement_run(context, BY_BROKER, *QUARTER)
    assert [each.id for each in run.failed] == ["104"]
    editor, admin = (Actor(a_person(context, each)) for each in (Role.EDITOR, Role.ADMIN))
    assert failed_emails(context, editor) == []
    assert [each.id for each in failed_emails(context, admin)] == [letter.id]
    try_again(context, editor, letter.id)
    assert context.store.get(EMAILS, letter.id).state is EmailState.GIVEN_UP
    assert work_of(context, editor.person).letters == 0
    try_again(context, admin, letter.id)
    assert context.store.get(EMAILS, letter.id).state is EmailState.WAITING


def test_the_run_is_for_who_runs_the_time_bank(context: Context) -> None:
    """TB20."""
    with pytest.raises(NotAllowed):
        statement_run(context, Actor(a_person(context, Role.COORDINATOR)), *QUARTER)
