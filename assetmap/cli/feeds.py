"""`feeds`: the addresses that are read regularly, as if somebody gave us a file of each."""

import click

from assetmap.cli.opening import opened
from assetmap.domain.imports.import_feed import Every, ImportFeed
from assetmap.domain.people.people import COMMAND_LINE
from assetmap.services.context import Context
from assetmap.services.feeds.feed_walks import IsWalked, Walked, walk_feed
from assetmap.services.feeds.feeds import BadFeed, add_feed, remove_feed
from assetmap.services.feeds.feeds import feeds as every_feed
from assetmap.services.listing_repository import Actor

_BY = Actor(COMMAND_LINE, "command line")


@click.group()
def feeds() -> None:
    """Addresses of other directories that are read regularly."""


@feeds.command()
@click.argument("source")
@click.argument("url")
@click.option("--daily", "every", flag_value="daily", default="daily", help="Read it every day.")
@click.option("--weekly", "every", flag_value="weekly", help="Read it every week.")
@click.option(
    "--allow-private", is_flag=True, help="It may lead to this machine or a private network."
)
def add(source: str, url: str, every: str, allow_private: bool) -> None:
    """Have upkeep run read URL as the data of SOURCE.

    URL is an Open Referral feed (its front page or its list of services), or any file that import
    reads. New listings are drafts. Nothing is read yet: see feeds walk.
    """
    with opened() as context:
        try:
            add_feed(context, _BY, source, url, Every(every), allows_private=allow_private)
        except BadFeed as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{source} is read {Every(every).label} from now on")


@feeds.command("list")
def list_feeds() -> None:
    """Every feed, what came of its last walk, and when that was."""
    with opened() as context:
        found = every_feed(context)
    for feed in found:
        click.echo("\n".join(feed_lines(feed)))
    if not found:
        click.echo("no feeds")


@feeds.command()
@click.argument("source")
def remove(source: str) -> None:
    """Read the feed of SOURCE no more. What came from it stays."""
    with opened() as context:
        _known(context, source)
        remove_feed(context, _BY, source)
    click.echo(f"{source} is not read any more")


@feeds.command()
@click.argument("source")
def walk(source: str) -> None:
    """Read the feed of SOURCE now. Exit status 1 when that came to nothing.

    A walk that does not get to its end changes nothing.
    """
    with opened() as context:
        _known(context, source)
        try:
            done = walk_feed(context, _BY, source)
        except IsWalked:
            raise click.ClickException(f"{source} is being read by somebody else now") from None
    click.echo("\n".join(walked_lines(done)))
    if done.feed.has_failed:
        raise click.exceptions.Exit(1)


def walked_lines(done: Walked) -> list[str]:
    """What came of walking a feed."""
    if done.feed.has_failed:
        return [f"{done.feed.id}: nothing was changed. {done.feed.result}"]
    lines = [f"{done.feed.id}: {done.feed.result}"]
    if done.came_in and done.came_in.new:
        lines.append("  new listings are drafts")
    if done.came_in:
        lines.append(f"  to take it back: assetmap import --undo {done.came_in.batch}")
    return lines


def feed_lines(feed: ImportFeed) -> list[str]:
    """A feed as the list has it."""
    private = ", may lead to private networks" if feed.allows_private else ""
    when = feed.tried_at.date().isoformat() if feed.tried_at else ""
    last = f"{when}: {feed.result}" if when else "not read yet"
    return [f"{feed.id}: {feed.address}, {feed.every.label}{private}", f"  {last}"]


def _known(context: Context, source: str) -> None:
    if all(feed.id != source for feed in every_feed(context)):
        raise click.ClickException(f"{source}: there is no such feed. See assetmap feeds list")
