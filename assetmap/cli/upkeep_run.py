"""`upkeep run` and `upkeep deliver`: what a machine does every day and every few minutes."""

from collections import Counter
from datetime import datetime

import click

from assetmap.cli.feeds import walked_lines
from assetmap.cli.opening import opened
from assetmap.cli.webhooks import delivered_words
from assetmap.services.checks.digests import due_digests
from assetmap.services.checks.upkeep_brakes import note_ran, note_stopped, reasons_to_stop
from assetmap.services.checks.upkeep_run import DayDone, DayPlan, Step, carry_out, plan_day
from assetmap.services.checks.upkeep_undo import archived_by_upkeep, take_back
from assetmap.services.context import Context
from assetmap.services.feeds.feed_walks import due_feeds, walk_due
from assetmap.services.mail.mail_queue import Delivery, waiting_emails
from assetmap.services.mail.mail_queue import deliver as deliver_letters
from assetmap.services.open_data.public_changes import tell
from assetmap.services.time_bank.ledger_check import check_ledger
from assetmap.storage.tables import WEBHOOKS

_STEPS = {
    Step.ARCHIVE: "archived because nobody confirmed it",
    Step.CLOSE: "closed after the last date",
    Step.RESUME: "opened again after a pause",
}


@click.group()
def upkeep() -> None:
    """The regular work that keeps the directory up to date."""


@upkeep.command()
@click.option("--dry-run", is_flag=True, help="Show what there is to do, and change nothing.")
@click.option("--yes", is_flag=True, help="Go on although something looks wrong.")
def run(dry_run: bool, yes: bool) -> None:
    """Do the day's work: ask organisers, archive, resume, erase, tell staff what waits, send.

    Then read the feeds of other directories that are due: see feeds. Last, prove that the time
    bank's ledger adds up (exit status 1 where it does not).

    Safe to run again. When the clock cannot be right, or far too many listings would be archived,
    it changes nothing and says why (exit status 2); --yes has it go on.
    """
    with opened() as context:
        plan = plan_day(context)
        reasons = reasons_to_stop(context, plan)
        if dry_run:
            said = [
                *_planned(context, plan),
                *_due(context),
                *(f"would stop: {each}" for each in reasons),
            ]
        elif reasons and not yes:
            note_stopped(context, reasons)
            stop = "Nothing was changed. If it is right as it is: assetmap upkeep run --yes"
            raise click.ClickException(" ".join((*reasons, stop)))
        else:
            said = _done(carry_out(context, plan))
            note_ran(context)
            said += [line for done in walk_due(context) for line in walked_lines(done)]
        wrong = check_ledger(context).faults
    for line in (*said, *wrong):
        click.echo(line)
    if wrong:
        click.echo("The time bank's ledger is not as it should be: assetmap time-bank check")
        raise click.exceptions.Exit(1)


@upkeep.command("take-back")
@click.argument("day", type=click.DateTime(formats=["%Y-%m-%d"]))
@click.option("--yes", is_flag=True, help="Take them back; without it they are only listed.")
def take_back_command(day: datetime, yes: bool) -> None:
    """Put back what the day's work archived on DAY (2026-03-16), as it was before."""
    with opened() as context:
        found = take_back(context, day.date()) if yes else archived_by_upkeep(context, day.date())
    for listing in found:
        click.echo(f"{listing.id}: {listing.name}")
    done = "put back" if yes else "to put back"
    click.echo(f"{_count(len(found), 'listing')} {done}")


@upkeep.command()
def deliver() -> None:
    """Send queued email, note what changed and tell webhooks. Run it every few minutes."""
    with opened() as context:
        click.echo(_post(deliver_letters(context)))
        told = tell(context)
        if context.store.count(WEBHOOKS):
            click.echo(delivered_words(told))


def _planned(context: Context, plan: DayPlan) -> list[str]:
    steps, about = Counter(plan.steps.values()), sum(len(each.listings) for each in plan.askings)
    return [
        "Nothing was changed. There is to do:",
        f"{_count(len(plan.askings), 'organiser')} to ask about {_count(about, 'listing')}",
        *(f"{_count(steps[step], 'listing')} to be {words}" for step, words in _STEPS.items()),
        *_left(len(plan.for_editors)),
        f"{_people(len(due_digests(context)))} to write to about what waits for them",
        f"{_count(waiting_emails(context), 'letter')} waiting",
    ]


def _due(context: Context) -> list[str]:
    return [f"the feed of {feed.id} to be read" for feed in due_feeds(context)]


def _done(done: DayDone) -> list[str]:
    erased = ", ".join(f"{count:,} {what}" for what, count in done.erased.items() if count)
    return [
        f"{_count(done.letters, 'organiser')} asked about {_count(done.asked_about, 'listing')}",
        *(f"{_count(done.steps[step], 'listing')} {words}" for step, words in _STEPS.items()),
        *_left(done.for_editors),
        *_members(done.members),
        *([f"{_count(done.offers_off, 'time-bank offer')} taken off"] if done.offers_off else []),
        *_resumed(done),
        f"erased because they were old: {erased or 'nothing'}",
        f"{_people(done.digests)} written to about what waits for them",
        _post(done.post),
        *([f"figures of {done.sheet.isoformat()} kept for the committee"] if done.sheet else []),
    ]


def _members(asked: int) -> list[str]:
    if not asked:
        return []
    return [f"{_count(asked, 'member')} of the time bank asked about offers and wants"]


def _left(for_editors: int) -> list[str]:
    if not for_editors:
        return []
    listings = _count(for_editors, "listing")
    return [f"{listings} never checked and without a number: an editor decides whether to archive"]


def _resumed(done: DayDone) -> list[str]:
    """Imports that had stopped half-way; nothing when none had."""
    said = []
    if done.imports:
        said.append(f"{_count(done.imports, 'import')} that had stopped half-way finished")
    if done.imports_stopped:
        said.append(
            f"{_count(done.imports_stopped, 'import')} cannot go on: assetmap doctor names them"
        )
    return said


def _people(number: int) -> str:
    return f"{number:,} {'person' if number == 1 else 'people'}"


def _post(post: Delivery) -> str:
    return f"{_count(post.sent, 'letter')} sent, {post.later:,} waiting, {post.given_up:,} given up"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
