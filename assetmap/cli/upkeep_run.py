"""`upkeep run` and `upkeep deliver`: what a machine does every day and every few minutes."""

from collections import Counter

import click

from assetmap.cli.opening import opened
from assetmap.services.checks.digests import due_digests
from assetmap.services.checks.upkeep_run import DayDone, Step, plan_day, run_day
from assetmap.services.context import Context
from assetmap.services.mail.mail_queue import Delivery, waiting_emails
from assetmap.services.mail.mail_queue import deliver as deliver_letters

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
def run(dry_run: bool) -> None:
    """Do the day's work: ask organisers, archive, resume, erase, tell staff what waits, send.

    Safe to run again.
    """
    with opened() as context:
        said = _planned(context) if dry_run else _done(run_day(context))
    for line in said:
        click.echo(line)


@upkeep.command()
def deliver() -> None:
    """Send queued email. Run it every few minutes."""
    with opened() as context:
        click.echo(_post(deliver_letters(context)))


def _planned(context: Context) -> list[str]:
    plan = plan_day(context)
    steps, about = Counter(plan.steps.values()), sum(len(each.listings) for each in plan.askings)
    return [
        "Nothing was changed. There is to do:",
        f"{_count(len(plan.askings), 'organiser')} to ask about {_count(about, 'listing')}",
        *(f"{_count(steps[step], 'listing')} to be {words}" for step, words in _STEPS.items()),
        *_left(len(plan.for_editors)),
        f"{_people(len(due_digests(context)))} to write to about what waits for them",
        f"{_count(waiting_emails(context), 'letter')} waiting",
    ]


def _done(done: DayDone) -> list[str]:
    erased = ", ".join(f"{count:,} {what}" for what, count in done.erased.items() if count)
    return [
        f"{_count(done.letters, 'organiser')} asked about {_count(done.asked_about, 'listing')}",
        *(f"{_count(done.steps[step], 'listing')} {words}" for step, words in _STEPS.items()),
        *_left(done.for_editors),
        f"erased because they were old: {erased or 'nothing'}",
        f"{_people(done.digests)} written to about what waits for them",
        _post(done.post),
    ]


def _left(for_editors: int) -> list[str]:
    if not for_editors:
        return []
    listings = _count(for_editors, "listing")
    return [f"{listings} never checked and without a number: an editor decides whether to archive"]


def _people(number: int) -> str:
    return f"{number:,} {'person' if number == 1 else 'people'}"


def _post(post: Delivery) -> str:
    return f"{_count(post.sent, 'letter')} sent, {post.later:,} waiting, {post.given_up:,} given up"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
