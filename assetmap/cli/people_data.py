"""`people export` and `people erase`: what is held about somebody, and taking it out."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from assetmap.cli.opening import opened
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.people.people import COMMAND_LINE
from assetmap.domain.privacy.data_subject import SubjectNotFound
from assetmap.exchange.files import replace_file
from assetmap.services.listing_repository import Actor
from assetmap.services.privacy.erasure import Erased, erase
from assetmap.services.privacy.personal_data import HeldData, Mention, held_about
from assetmap.services.privacy.personal_export import erased_words, export_person, held_lines

_BY = Actor(COMMAND_LINE, "command line")
_WHO = "EMAIL_OR_PHONE"


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except (SubjectNotFound, NotPossible) as error:
        raise click.ClickException(str(error)) from error


@click.command("export")
@click.argument("who", metavar=_WHO)
@click.argument("file", required=False, type=click.Path(path_type=Path))
def export_command(who: str, file: Path | None) -> None:
    """Write everything held about a person to FILE.json, or to the screen.

    A member of staff or of the time bank, an organiser or a resident: anyone with that address or
    number.
    """
    if file and file.suffix.lower() != ".json":
        raise click.ClickException(f"{file}: the name must end in .json")
    with opened() as context, _refusals():
        text = json.dumps(export_person(context, _BY, who), ensure_ascii=False, indent=2)
    if file:
        replace_file(file, f"{text}\n")
        click.echo(f"Everything held was written to {file}")
    else:
        click.echo(text)


@click.command("erase")
@click.argument("who", metavar=_WHO)
@click.option("--yes", is_flag=True, help="Erase it. Without this, only show what is held.")
def erase_command(who: str, yes: bool) -> None:
    """Erase everything held about a person. This cannot be undone."""
    with opened() as context, _refusals():
        held = held_about(context, _BY, who)
        _say_held(held)
        if not yes:
            if not held.is_empty:
                click.echo("Nothing was erased. To erase it, run this again with --yes")
            return
        erased = erase(context, _BY, who)
    _say_erased(erased)


def _say_held(held: HeldData) -> None:
    if held.is_empty:
        click.echo("Nothing is held about them")
    for line in held_lines(held):
        click.echo(line)
    if held.is_on_do_not_list:
        click.echo(
            "They asked not to be listed: that stays, as a one-way fingerprint, which does not "
            "identify them"
        )
    if held.mentions:
        click.echo("Texts that name them, which are not changed. Look at each:")
    for mention in held.mentions:
        click.echo(f"  {_mention(mention)}")


def _say_erased(erased: Erased) -> None:
    click.echo(f"Erased: {erased_words(erased)}")
    if not erased.is_scrubbed:
        click.echo(
            "Somebody was reading all the while, so the file still holds some of it: "
            "run this again in a moment"
        )


def _mention(mention: Mention) -> str:
    return f"{mention.listing_id}, {mention.where}: {' '.join(mention.words.split())}"
