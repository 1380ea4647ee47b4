"""Proving the audit, whatever somebody did to its file; and reading it, masked."""

import sqlite3
from collections.abc import Callable
from datetime import datetime

import pytest

from assetmap.clock import LONDON
from assetmap.domain.people.people import COMMAND_LINE, NotAllowed, Person, Role
from assetmap.domain.privacy.audit import GENESIS, AuditEvent, AuditValue
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.privacy.audit import AuditFilter, Proof, entries, export, prove
from tests.conftest import ContextMaker
from tests.factories import a_listing

BY = Actor(COMMAND_LINE, "command line")
PHONE = "01632 960666"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """A context with an audit of four entries, of which two have values."""
    context = make_context(a_listing())
    now = context.clock.now()
    with context.store.transaction() as uow:
        for number in range(4):
            values = [
                AuditValue("name", f"{number}", "B", "salt"),
                AuditValue("private_phone", "", PHONE, "salt"),
            ]
            done = AuditEvent(now, "p-1", f"did {number}", "listing:knit-club", "screen")
            uow.audit(done, values if number in (1, 2) else ())
    return context


def tamper(context: Context, *statements: str) -> None:
    """What somebody with the file and an SQLite shell can do."""
    with sqlite3.connect(context.config.database) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_audit_as_it_was_written_is_whole(context: Context) -> None:
    last = list(context.store.audited())[-1].entry
    assert prove(context) == Proof(4, 4, last.digest)


def test_empty_audit_is_whole(make_context: ContextMaker) -> None:
    assert prove(make_context()) == Proof(0, 0, GENESIS)


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (["UPDATE audit SET document = replace(document, 'did 1', 'did 9') WHERE number = 2"], 2),
        (["UPDATE audit SET document = replace(document, 'p-1', 'p-2') WHERE number = 4"], 4),
        (["UPDATE audit SET document = json_set(document, '$.digest', '0') WHERE number = 2"], 2),
        (["DELETE FROM audit_values", "DELETE FROM audit WHERE number = 2"], 2),
        (["DELETE FROM audit_values", "DELETE FROM audit WHERE number = 1"], 1),
        (["DELETE FROM audit_values WHERE number = 3 AND position = 0"], 3),
        (["DELETE FROM audit_values WHERE number = 3"], 3),
        (["UPDATE audit_values SET document = replace(document, '960666', '960777')"], 2),
        (["UPDATE audit_values SET document = replace(document, 'salt', '')"], 2),
        (
            [
                "UPDATE audit_values SET position = 9 WHERE number = 2 AND position = 0",
                "UPDATE audit_values SET position = 0 WHERE number = 2 AND position = 1",
                "UPDATE audit_values SET position = 1 WHERE number = 2 AND position = 9",
            ],
            2,
        ),
        (
            [
                "DELETE FROM audit_values",
                "UPDATE audit SET number = 9 WHERE number = 3",
                "UPDATE audit SET number = 3 WHERE number = 4",
                "UPDATE audit SET number = 4 WHERE number = 9",
            ],
            2,  # its values are gone as well
        ),
        (
            [
                "UPDATE audit SET number = 9 WHERE number = 1",
                "UPDATE audit SET number = 1 WHERE number = 4",
                "UPDATE audit SET number = 4 WHERE number = 9",
            ],
            1,
        ),
        (["INSERT INTO audit SELECT 5, at, subject, document FROM audit WHERE number = 4"], 5),
        (["INSERT INTO audit_totals VALUES ('2026-01', 'checked', 1)"], 2),
        (
            [
                "DELETE FROM audit_values",
                "DELETE FROM audit",
                "INSERT INTO audit_totals VALUES ('2026-01', 'checked', 4)",
            ],
            5,
        ),
    ],
)
def test_whatever_is_altered_in_the_file_is_found(
    context: Context, statements: list[str], broken: int
) -> None:
    tamper(context, *statements)
    proof = prove(context)
    assert (proof.broken, bool(proof.why)) == (broken, True)


def test_entries_off_the_end_can_only_be_told_by_the_digest_noted_down(context: Context) -> None:
    noted = prove(context)
    tamper(context, "DELETE FROM audit WHERE number = 4")
    proof = prove(context)
    assert proof.broken is None
    assert (proof.number, proof.digest) != (noted.number, noted.digest)


def test_erased_and_shortened_audit_is_whole(context: Context) -> None:
    with context.store.transaction() as uow:
        assert uow.erase_values([2, 3], ["private_phone"]) == 2
    assert prove(context).broken is None
    with context.store.transaction() as uow:
        uow.shorten_audit(datetime(2026, 3, 17, tzinfo=LONDON))
    proof = prove(context)
    assert (proof.entries, proof.number, proof.taken_out, proof.broken) == (1, 4, 3, None)
    tamper(context, "DELETE FROM audit_totals WHERE what = 'did 0'")
    assert prove(context).broken == 3


def said(read: Callable[..., object], *arguments: object, **named: object) -> list[str]:
    found = read(*arguments, **named)
    return [
        f"{line.entry.number} {value.field} {value.before} {value.after}".strip()
        for line in found  # type: ignore[attr-defined]
        for value in line.values
    ]


def test_entries_are_masked_for_those_who_may_not_see_private_contact(context: Context) -> None:
    manager, admin = (Person("m", roles=(role,)) for role in (Role.MANAGER, Role.ADMIN))
    hidden = ["3 name 2 B", "3 private_phone  hidden", "2 name 1 B", "2 private_phone  hidden"]
    assert said(entries, context, Actor(manager), AuditFilter()) == hidden
    assert said(entries, context, Actor(admin), AuditFilter()) == [
        line.replace("hidden", PHONE) for line in hidden
    ]


def test_file_is_masked_unless_somebody_who_may_erase_asks_otherwise(context: Context) -> None:
    admin = Person("a", roles=(Role.ADMIN,))
    for by in (BY, Actor(admin), Actor(Person("m", roles=(Role.MANAGER,)))):
        assert PHONE not in " ".join(said(export, context, by, AuditFilter(), personal=False))
    assert PHONE in " ".join(said(export, context, BY, AuditFilter(), personal=True))
    with pytest.raises(NotAllowed):
        export(context, Actor(Person("m", roles=(Role.MANAGER,))), AuditFilter(), personal=True)


def test_audit_is_for_those_who_may_export_it(context: Context) -> None:
    for role in set(Role) - {Role.ADMIN, Role.MANAGER}:
        by = Actor(Person("p", roles=(role,)))
        with pytest.raises(NotAllowed):
            entries(context, by, AuditFilter())
        with pytest.raises(NotAllowed):
            export(context, by, AuditFilter(), personal=False)


def test_days_of_the_filter_are_whole_london_days(make_context: ContextMaker) -> None:
    context = make_context()
    days = (datetime(2026, 3, 28, 23, 59), datetime(2026, 3, 29), datetime(2026, 3, 29, 23, 59))
    with context.store.transaction() as uow:
        for at in (*days, datetime(2026, 3, 30)):
            uow.audit(AuditEvent(at.replace(tzinfo=LONDON), "p", "did", "listing:a"))
    day = days[1].date()  # on which the clocks change
    found = entries(context, BY, AuditFilter(since=day, until=day))
    assert [line.entry.number for line in found] == [3, 2]
    assert len(entries(context, BY, AuditFilter(since=datetime.min.date()))) == 4
    assert len(entries(context, BY, AuditFilter(until=datetime.max.date()))) == 4
