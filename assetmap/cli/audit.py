"""`audit check` and `audit export`."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from assetmap.cli.opening import opened
from assetmap.domain.people.people import COMMAND_LINE
from assetmap.exchange.audit_csv import Entry, audit_csv, audit_json
from assetmap.exchange.files import replace_file
from assetmap.services.listing_repository import Actor
from assetmap.services.privacy.audit import AuditFilter, Proof, export, prove

_BY = Actor(COMMAND_LINE, "command line")
_WRITERS: dict[str, Callable[[Iterable[Entry]], Iterator[str]]] = {
    ".csv": audit_csv,
    ".json": audit_json,
}


@click.group()
def audit() -> None:
    """The record of who did what. Any change to it can be detected."""


@audit.command("check")
def check_command() -> None:
    """Check that no entry was altered or removed; exit status 1 if one was.

    Note the last line down elsewhere: entries cut off the end cannot be detected here.
    """
    with opened(needs_key=False) as context:
        proof = prove(context)
    if proof.broken is not None:
        click.echo(f"The audit is broken at entry {proof.broken:,}: {proof.why}")
        raise click.exceptions.Exit(1)
    click.echo(f"The audit is whole: {proof.entries:,} entries{_taken_out(proof)}")
    click.echo(f"The last is number {proof.number}, digest {proof.digest}")


@audit.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--listing", default="", metavar="ID", help="Only what was done to this listing.")
@click.option("--by", default="", metavar="ID", help="Only what this person did.")
@click.option(
    "--with-personal", is_flag=True, help="Also contact details, which are masked otherwise."
)
def export_command(file: Path, listing: str, by: str, with_personal: bool) -> None:
    """Write the audit to FILE: .csv for a spreadsheet, .json for another program."""
    write = _WRITERS.get(file.suffix.lower())
    if write is None:
        raise click.ClickException(f"{file}: the name must end in .csv or .json")
    with opened(needs_key=False) as context:
        wanted = AuditFilter(listing=listing, by=by)
        lines = list(export(context, _BY, wanted, personal=with_personal))
        replace_file(file, "".join(write((line.entry, line.values) for line in lines)))
    click.echo(f"{len(lines):,} entries written to {file}")


def _taken_out(proof: Proof) -> str:
    return f", and {proof.taken_out:,} older ones cut down to counts" if proof.taken_out else ""
