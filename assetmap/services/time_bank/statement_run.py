"""Statements of a quarter for every member: on paper, or by e-mail for those who want that."""

from dataclasses import dataclass
from datetime import date

from assetmap.domain.mail_queue import EmailState
from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.ledger import Transfer
from assetmap.domain.time_bank.members import ContactBy, Member
from assetmap.domain.time_bank.statement import statement_of
from assetmap.mail.message import BadMessage
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.mail.mail_queue import queue_email
from assetmap.services.time_bank.accounts import account_titles, members, note
from assetmap.services.time_bank.statements import PrintedStatement, statement_in_words
from assetmap.storage.tables import EMAILS

# Statements of one PDF: some five seconds of work, in which nobody else can have one made.
PART = 60


@dataclass(frozen=True)
class StatementRun:
    """Who gets a statement for some days, and how: each member is in one of the two.

    `without_address` are those on paper to whom none can be posted: somebody hands it over.
    `already` are the numbers of those whose e-mail for these days was written before; `failed` are
    those whom it could not reach.
    """

    first: date
    last: date
    on_paper: tuple[Member, ...]
    by_email: tuple[Member, ...]
    already: frozenset[str] = frozenset()
    failed: tuple[Member, ...] = ()

    @property
    def parts(self) -> tuple[tuple[Member, ...], ...]:
        """Those on paper, as many as are printed in one go."""
        starts = range(0, len(self.on_paper), PART)
        return tuple(self.on_paper[start : start + PART] for start in starts)

    @property
    def without_address(self) -> tuple[Member, ...]:
        """Those on paper whose address we do not have."""
        return tuple(each for each in self.on_paper if not each.address.strip())

    @property
    def large_print(self) -> tuple[Member, ...]:
        """Those on paper who want large print."""
        return tuple(each for each in self.on_paper if each.large_print)

    @property
    def to_write(self) -> tuple[Member, ...]:
        """Those by e-mail who were not written to yet."""
        return tuple(each for each in self.by_email if each.id not in self.already)


def statement_run(context: Context, actor: Actor, first: date, last: date) -> StatementRun:
    """Who gets a statement from one day to another. Raises NotAllowed.

    Members who are active or paused, whether or not anything happened: no news is news as well.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    every = [each for each in members(context, actor) if each.may_exchange]
    mailed = tuple(x for x in every if x.contact_by is ContactBy.EMAIL and x.email.strip())
    on_paper = tuple(each for each in every if each not in mailed)
    letters = {
        each.id: letter
        for each in mailed
        for letter in context.store.find(EMAILS, about=_about(each, last))
    }
    gone = {number for number, each in letters.items() if each.state is EmailState.GIVEN_UP}
    failed = tuple(each for each in mailed if each.id in gone)
    return StatementRun(first, last, on_paper, mailed, frozenset(letters), failed)


def print_run(
    context: Context, actor: Actor, run: StatementRun, part: int = 0
) -> list[PrintedStatement]:
    """The statements of a part of those on paper, by number; the audit says how many. Raises
    NotAllowed. There are none of a part that is not there.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    wanted = run.parts[part] if 0 <= part < len(run.parts) else ()
    statements = _statements(context, run, wanted)
    _note(context, actor, run, "printed time-bank statements", len(statements))
    return statements


def note_labels(context: Context, actor: Actor, run: StatementRun, what: str) -> None:
    """Say in the audit that the addresses of a run were taken out, as labels or as a file."""
    count = len(run.on_paper) - len(run.without_address)
    _note(context, actor, run, f"took time-bank addresses out as {what}", count)


def email_run(context: Context, actor: Actor, run: StatementRun) -> tuple[int, list[Member]]:
    """Write to those who want e-mail, each once for these days: how many were written to, and who
    cannot be at their address. Raises NotAllowed.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    written, unfit = 0, []
    statements = _statements(context, run, run.to_write)
    with context.unit_of_work() as uow:
        for member, statement in zip(run.to_write, statements, strict=True):
            try:
                letter = queue_email(
                    *(context, uow, "time_bank_statement", member.email, _about(member, run.last)),
                    statement=statement,
                )
            except BadMessage:
                unfit.append(member)
                continue
            written += letter is not None
        what = "wrote time-bank statements by e-mail"
        note(context, uow, actor, what, _subject(run), str(written))
    return written, unfit


def _statements(
    context: Context, run: StatementRun, wanted: tuple[Member, ...]
) -> list[PrintedStatement]:
    """All of them from one reading of the ledger: a quarter's run is of hundreds."""
    by_account: dict[str, list[Transfer]] = {each.id: [] for each in wanted}
    for transfer in context.store.ledger.transfers():
        for line in transfer.lines:
            if line.account in by_account:
                by_account[line.account].append(transfer)
    titles = account_titles(context, own="nobody")  # members by their numbers, groups by name
    return [
        statement_in_words(
            *(context, each, statement_of(each.id, by_account[each.id], run.first, run.last)),
            titles,
        )
        for each in wanted
    ]


def _note(context: Context, actor: Actor, run: StatementRun, what: str, count: int) -> None:
    with context.unit_of_work() as uow:
        note(context, uow, actor, what, _subject(run), str(count))


def _subject(run: StatementRun) -> str:
    return f"time-bank-statements:{run.last.isoformat()}"


def _about(member: Member, last: date) -> str:
    return f"time-bank-statement:{member.id}:{last.isoformat()}"
