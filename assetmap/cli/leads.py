"""`leads`: what registers and feeds of activities name that may be worth a listing."""

from pathlib import Path
from urllib.parse import urlsplit

import click

from assetmap.cli.opening import opened
from assetmap.domain.imports.lead import LeadState
from assetmap.domain.people.people import COMMAND_LINE
from assetmap.exchange.files import bytes_of
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.found_lead import FoundLeads
from assetmap.exchange.readers.leads_files import found_leads
from assetmap.services.context import Context
from assetmap.services.feeds.feeds import fetcher_for
from assetmap.services.feeds.walking import NotWalked
from assetmap.services.leads.lead_feeds import goes_on_at, keep_next, walk_leads
from assetmap.services.leads.leads import LeadFilter, LeadReport, take_leads
from assetmap.services.leads.leads import leads as every_lead
from assetmap.services.listing_repository import Actor

_BY = Actor(COMMAND_LINE, "command line")


@click.group()
def leads() -> None:
    """What may be worth a listing: from the register of charities or a feed of activities."""


@leads.command("import")
@click.argument("file_or_url")
@click.option("--source", help="Whose data it is. [default: the file's name, or the host]")
@click.option("--dry-run", is_flag=True, help="Show what would happen and write nothing.")
@click.option(
    "--allow-private", is_flag=True, help="It may lead to this machine or a private network."
)
def import_command(
    file_or_url: str, source: str | None, dry_run: bool, allow_private: bool
) -> None:
    """Keep what FILE_OR_URL names as leads: staff see them at /work/leads.

    It is the extract of the Charity Commission's register as JSON or text, or a feed of OpenActive,
    of which all pages are read. Kept is what lies in the borough and is not listed yet, with its
    name, what it does, its town and its website; nothing else. Nothing is published.
    """
    is_address = file_or_url.startswith(("http://", "https://"))
    with opened() as context:
        name = source or _name_of(file_or_url, is_address)
        try:
            found = (
                _walked(context, name, file_or_url, allow_private)
                if is_address
                else found_leads(bytes_of(Path(file_or_url)))
            )
            report = take_leads(context, name, found.found, found.deleted, dry_run=dry_run)
        except (NotWalked, BadFile) as error:
            said = str(error).removeprefix(f"{Path(file_or_url).name}: ")
            raise click.ClickException(f"{file_or_url}: {said}") from error
        if is_address and not dry_run:
            keep_next(context, name, file_or_url, found.next)
    click.echo("\n".join(_lines(name, report, dry_run=dry_run)))


@leads.command("list")
@click.option("--source", default="", help="Only those of this source.")
@click.option(
    "--state",
    type=click.Choice([state.value for state in LeadState]),
    default=LeadState.WAITING.value,
    show_default=True,
    help="What became of them.",
)
def list_leads(source: str, state: str) -> None:
    """Every lead: its source, name, town and website."""
    with opened() as context:
        found = every_lead(context, _BY, LeadFilter(source, LeadState(state)))
    for lead in found:
        click.echo(
            f"{lead.source}: " + ", ".join(filter(None, (lead.name, lead.where, lead.website)))
        )
    click.echo(f"{len(found):,} {'lead' if len(found) == 1 else 'leads'}")


def _name_of(file_or_url: str, is_address: bool) -> str:
    return (urlsplit(file_or_url).hostname or "") if is_address else Path(file_or_url).stem


def _walked(context: Context, source: str, address: str, allow_private: bool) -> FoundLeads:
    get = fetcher_for(context, allow_private).get
    return walk_leads(get, goes_on_at(context, source, address))


def _lines(source: str, report: LeadReport, *, dry_run: bool) -> list[str]:
    would = "would be " if dry_run else ""
    lines = [
        f"{source}: {report.new:,} {would}new, {report.known:,} known before",
        f"  {report.listed:,} listed already, {report.elsewhere:,} not in the borough",
    ]
    if report.left_out:
        lines.append(f"  {report.left_out:,} left out: they asked not to be listed")
    if report.gone:
        lines.append(f"  {report.gone:,} {would}dropped: they are not there any more")
    if dry_run:
        lines.append("  this was a dry run: nothing was written")
    return lines
