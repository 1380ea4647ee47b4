"""`links check`: whether the websites that listings name still answer."""

import click

from assetmap.cli.opening import opened
from assetmap.domain.checks.website import Answer
from assetmap.services.checks.websites import LookedAt, Offline, look_at_websites
from assetmap.websites.own_site import about, own_hosts
from assetmap.websites.visiting import Visitor

_OFFLINE = (
    "no website answered at all, so this machine may be without a network. Nothing was noted: try "
    "again later"
)


@click.group()
def links() -> None:
    """The websites that listings name."""


@links.command()
@click.option(
    "--limit", type=click.IntRange(1), help="Look at so many at most; those come first that waited."
)
def check(limit: int | None) -> None:
    """Look at each public listing's website; exit status 1 when one does not answer.

    A listing whose website does not answer comes onto the call list. A trouble that may pass (no
    answer in time, a fault of the server) counts once it was met on two days. At most one request
    a second to any host; addresses of this machine and of private networks are never asked.
    """
    with opened() as context:
        visitor = Visitor(own_hosts(context.config), about(context.config))
        try:
            found = look_at_websites(context, visitor.look, limit)
        except Offline as error:
            raise click.ClickException(_OFFLINE) from error
    for line in _report(found):
        click.echo(line)
    if any(each.dead_on for each in found):
        raise click.exceptions.Exit(1)


def _report(found: list[LookedAt]) -> list[str]:
    dead = [each for each in found if each.dead_on]
    unfit = [each for each in found if each.answer is Answer.UNFIT and not each.dead_on]
    well = [each for each in found if each.answer is Answer.WELL]
    odd = [each for each in found if each not in (*dead, *unfit, *well)]
    said = [f"{_count(len(found), 'website')} looked at, {len(well):,} well"]
    said += _part(dead, "does not answer", "do not answer")
    said += _part(odd, "in trouble today: it counts", "in trouble today: they count", _AGAIN)
    return said + _part(unfit, "not looked at", "not looked at")


_AGAIN = " if that is so on another day too"


def _part(found: list[LookedAt], one: str, more: str, end: str = "") -> list[str]:
    if not found:
        return []
    head = f"{len(found):,} {one if len(found) == 1 else more}{end}:"
    return [head, *(f"  {_line(each)}" for each in found)]


def _line(each: LookedAt) -> str:
    since = f", since {each.dead_on.isoformat()}" if each.dead_on else ""
    rung = "; somebody has checked the listing since" if each.dead_on else ""
    called = "" if each.is_on_call_list else rung
    return f"{each.listing.id}: {each.listing.public.website} - {each.answer.label}{since}{called}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
