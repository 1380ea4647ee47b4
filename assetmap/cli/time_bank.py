"""`time-bank`: the ledger checked, and what there was before it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from assetmap.cli.opening import opened
from assetmap.domain.people.people import COMMAND_LINE
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.ledger import AlreadyPosted, BadTransfer
from assetmap.exchange.files import bytes_of, table_of
from assetmap.exchange.incoming import BadFile
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.ledger_check import LedgerFigures, check_ledger
from assetmap.services.time_bank.opening_balances import (
    hours_as_minutes,
    plan_opening_balances,
    post_opening_balances,
)
from assetmap.services.time_bank.posting import post_earlier_hours

_BY = Actor(COMMAND_LINE, "command line")
_DAY = click.DateTime(formats=["%Y-%m-%d"])
_ON = "The day, such as 2026-03-31: figures up to it have these hours."
_ACCOUNT = ("account", "account number", "member", "member number", "number")
_HOURS = ("hours", "balance")


@click.group("time-bank")
def time_bank() -> None:
    """The time bank's ledger."""


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except BadTransfer as error:
        raise click.ClickException(str(error)) from error


@time_bank.command("check")
def check_command() -> None:
    """Prove that the ledger adds up and that all around it agrees; exit status 1 if not.

    It also looks for what the file itself cannot refuse: its rules taken out, members without an
    account, exchanges that the ledger does not have or has otherwise.
    """
    with opened(needs_key=False) as context:
        found = check_ledger(context)
    for fault in found.faults:
        click.echo(fault)
    if found.figures:
        click.echo("\n".join(_lines(found.figures)))
    if found.faults:
        raise click.exceptions.Exit(1)


@time_bank.command("brought-forward")
@click.argument("hours")
@click.option("--on", "day", type=_DAY, required=True, help=_ON)
def brought_forward_command(hours: str, day: datetime) -> None:
    """Post the HOURS exchanged before this ledger, once: a figure of its own, on no member.

    Figures show them on a line of their own, as "brought forward 13,000".
    """
    with opened() as context, _refusals(), context.unit_of_work() as uow:
        minutes = hours_as_minutes(hours)
        try:
            post_earlier_hours(context, uow, _BY, minutes, day.date())
        except AlreadyPosted as error:
            raise click.ClickException(
                "The hours from before this ledger were brought forward already. If they were"
                " wrong, a broker takes that entry back."
            ) from error
    click.echo(f"Brought forward: {in_words(minutes)}, on {day:%Y-%m-%d}")


@time_bank.command("opening-balances")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--on", "day", type=_DAY, required=True, help=_ON)
@click.option("--yes", is_flag=True, help="Post them; without it they are only looked at.")
def opening_balances_command(file: Path, day: datetime, yes: bool) -> None:
    """Post what accounts had before this ledger, from FILE with the columns account and hours.

    All of the file is posted, or nothing. An account gets a balance brought forward once.
    """
    with opened() as context, _refusals():
        plan = plan_opening_balances(context, _rows_of(file))
        if plan.problems:
            click.echo("\n".join(plan.problems))
            raise click.ClickException(f"{file.name}: nothing was posted")
        if yes:
            post_opening_balances(context, _BY, plan, day.date())
    for each in plan.balances:
        click.echo(f"{each.account}: {in_words(each.minutes)}")
    said = "posted" if yes else "to post; this was a dry run, --yes posts them"
    click.echo(
        f"{_count(len(plan.balances), 'balance')}, {in_words(plan.minutes)} together: {said}"
    )


def _rows_of(file: Path) -> list[tuple[int, str, str]]:
    """The lines, accounts and hours of a file. Raises BadFile when a column is missing."""
    table = table_of(file.name, bytes_of(file))
    headings = [" ".join(each.casefold().split()) for each in table.headings]
    places = [
        next((headings.index(name) for name in names if name in headings), None)
        for names in (_ACCOUNT, _HOURS)
    ]
    account, hours = places
    if account is None or hours is None:
        raise BadFile(f"{file.name}: It needs a column account and a column hours.")
    rows = (row for row in table.rows if not row.is_blank)
    return [(row.number, row.cells[account], row.cells[hours]) for row in rows]


def _lines(figures: LedgerFigures) -> list[str]:
    return [
        (
            f"{_count(figures.members, 'member')}, {_count(figures.groups, 'group')},"
            f" {_count(figures.entries, 'entry', 'entries')}"
        ),
        f"Exchanged: {in_words(figures.exchanged)}",
        f"Brought forward: {in_words(figures.brought_forward)}",
        f"In the pot: {in_words(figures.pot)}",
        f"All balances together: {in_words(figures.total)}",
    ]


def _count(number: int, noun: str, many: str = "") -> str:
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"
