"""`people`: who looks after the directory, and what they may do."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from assetmap.cli.opening import opened
from assetmap.cli.people_data import erase_command, export_command
from assetmap.domain.people.people import COMMAND_LINE, STAFF, Person, Role
from assetmap.mail.message import BadMessage
from assetmap.services.account import identities, membership
from assetmap.services.account import people as staff
from assetmap.services.account.people import BadPerson
from assetmap.services.account.second_factor import reset_second_factor
from assetmap.services.account.sign_in_emails import queue_invitation
from assetmap.services.admin import handover
from assetmap.services.listing_repository import Actor

_BY = Actor(COMMAND_LINE, "command line")
_ROLE = click.Choice([str(role) for role in STAFF])


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except (BadPerson, BadMessage) as error:
        raise click.ClickException(str(error)) from error


@click.group()
def people() -> None:
    """The people who look after the directory."""


people.add_command(export_command)
people.add_command(erase_command)


@people.command()
@click.argument("email")
@click.option("--name", required=True, help="Their name, as others here know them.")
@click.option("--role", "roles", multiple=True, required=True, type=_ROLE, help="May be repeated.")
@click.option("--patch", multiple=True, metavar="PLACE", help="A place they look after.")
@click.option("--hub", multiple=True, metavar="LISTING", help="The id of a hub team's hub.")
def invite(
    email: str, name: str, roles: tuple[str, ...], patch: tuple[str, ...], hub: tuple[str, ...]
) -> None:
    """Invite EMAIL: prints a link to set a password, valid for seven days and one use."""
    with opened() as context, _refusals():
        given = [Role(each) for each in roles]
        invitation = staff.invite(context, _BY, email, name, given, patch, hub)
        queue_invitation(context, invitation, COMMAND_LINE)
    until = invitation.valid_until
    click.echo(f"{invitation.person.name} is invited. The link works until {until:%d %B %Y}:")
    click.echo(invitation.link)


@people.command("list")
def list_command() -> None:
    """List everyone who signs in, with their roles."""
    with opened(needs_key=False) as context:
        found = [(each, staff.has_taken_up(context, each)) for each in staff.everyone(context)]
    for each, is_here in found:
        click.echo(_line(each, is_here))
    if not found:
        click.echo("Nobody yet. Begin with: assetmap people invite EMAIL --name NAME --role admin")


@people.command()
@click.argument("email")
@click.option("--add", multiple=True, type=_ROLE, help="A role to add.")
@click.option("--remove", multiple=True, type=_ROLE, help="A role to remove.")
def role(email: str, add: tuple[str, ...], remove: tuple[str, ...]) -> None:
    """Add or remove a role of EMAIL, with immediate effect."""
    if not add and not remove:
        raise click.ClickException("say which role with --add or --remove")
    with opened() as context, _refusals():
        given, taken = [Role(each) for each in add], [Role(each) for each in remove]
        changed = membership.change_roles(context, _BY, email, given, taken)
    click.echo(f"{changed.email}: {', '.join(changed.roles)}")


@people.command()
@click.argument("email")
@click.option("--add", multiple=True, metavar="PLACE", help="A place to look after.")
@click.option("--remove", multiple=True, metavar="PLACE", help="A place to look after no more.")
def patch(email: str, add: tuple[str, ...], remove: tuple[str, ...]) -> None:
    """Add or remove places that EMAIL looks after; without any it is all of the borough."""
    if not add and not remove:
        raise click.ClickException("say which place with --add or --remove")
    with opened() as context, _refusals():
        changed = membership.change_patch(context, _BY, email, add, remove)
    click.echo(f"{changed.email}: {', '.join(changed.patch) or 'all of the borough'}")


@people.command()
@click.argument("email")
@click.option("--add", multiple=True, metavar="LISTING", help="The id of a listing to give them.")
@click.option("--remove", multiple=True, metavar="LISTING", help="The id of one to take away.")
def hub(email: str, add: tuple[str, ...], remove: tuple[str, ...]) -> None:
    """Give EMAIL a hub, or take it away: the listings that a hub team looks after."""
    if not add and not remove:
        raise click.ClickException("say which listing with --add or --remove")
    with opened() as context, _refusals():
        changed = membership.change_hub(context, _BY, email, add, remove)
    click.echo(f"{changed.email}: {', '.join(changed.own) or 'no hub'}")


@people.command()
@click.argument("email")
@click.option(
    "--hand-over-to", "successor", metavar="EMAIL", default="", help="Who gets what is theirs."
)
def disable(email: str, successor: str) -> None:
    """Disable EMAIL, end its sessions, and hand over its listings, drafts and collections."""
    with opened() as context, _refusals():
        theirs = handover.disable(context, _BY, email, successor)
    click.echo(f"{email} can no longer sign in")
    if not theirs.is_empty:
        went = f"handed over to {successor}" if successor else "with nobody for now"
        click.echo(f"{theirs.words}: {went}")


@people.command()
@click.argument("email")
def enable(email: str) -> None:
    """Enable EMAIL again."""
    with opened() as context, _refusals():
        changed = membership.enable(context, _BY, email)
    click.echo(f"{changed.email} can sign in")


@people.command("reset-factor")
@click.argument("email")
def reset_factor(email: str) -> None:
    """Take away EMAIL's second factor, which they lost, and tell them by e-mail."""
    with opened() as context, _refusals():
        person = staff.person_of(context, email)
        reset_second_factor(context, _BY, person.id)
    click.echo(f"{person.email} sets up another second factor at the next sign-in")


@people.command()
@click.argument("email")
def unlink(email: str) -> None:
    """Take away EMAIL's council account: their next sign-in with one is linked anew."""
    with opened() as context, _refusals():
        person = staff.person_of(context, email)
        identities.unlink(context, _BY, person.id)
    click.echo(f"{person.email} has no council account here until they next sign in with one")


def _line(person: Person, is_here: bool) -> str:
    state = "disabled" if not person.active else "" if is_here else "invited"
    parts = [person.email, person.name, ", ".join(person.roles), ", ".join(person.patch)]
    parts += [", ".join(person.own), state]
    return "  ".join(part for part in parts if part)
