"""The letters about signing in: an invitation, and a link to a new password."""

from datetime import datetime
from secrets import token_hex

from assetmap.domain.people.people import Person
from assetmap.services.account.people import Invitation, may_use_password
from assetmap.services.context import Context
from assetmap.services.mail.mail_queue import queue_email


def queue_invitation(context: Context, invitation: Invitation, by: Person) -> None:
    """Send the link of an invitation to whom it invites.

    Who may only come with the council's own account is led to that instead of to a password.
    """
    person = invitation.person
    needs_password = may_use_password(context, person)
    council = f"{context.config.public_url}/account/oidc"
    with context.unit_of_work() as uow:
        queue_email(
            context,
            uow,
            "invitation",
            person.email,
            f"invitation:{token_hex(8)}",
            invited_by=context.borough.body if by.id == "command-line" else by.name,
            roles=[role.label for role in person.roles],
            link=invitation.link if needs_password else council,
            needs_password=needs_password,
            valid_until=invitation.valid_until,
        )


def queue_reset(context: Context, person: Person, link: str, valid_until: datetime) -> None:
    """Send somebody the link to set a new password."""
    with context.unit_of_work() as uow:
        queue_email(
            context,
            uow,
            "reset_password",
            person.email,
            f"reset:{token_hex(8)}",
            link=link,
            valid_until=valid_until,
        )
