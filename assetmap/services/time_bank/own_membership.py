"""A broker who is a member too: another broker decides about their own membership."""

from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.time_bank.members import Member
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.refusals import NotNow
from assetmap.storage.tables import PEOPLE


def brokers(context: Context) -> list[Person]:
    """Those who may run the time bank."""
    return [each for each in context.store.find(PEOPLE) if may(each, Action.RUN_TIME_BANK)]


def is_own(actor: Actor, member: Member) -> bool:
    """Whether a membership is that of whoever acts: it has the email address they sign in with."""
    mine = actor.person.email.strip().casefold()
    return bool(mine) and mine == member.email.strip().casefold()


def require_another(context: Context, actor: Actor, member: Member) -> None:
    """Raises NotNow when it is one's own membership and somebody else could decide."""
    if is_own(actor, member) and len(brokers(context)) > 1:
        raise NotNow("This is your own membership. Another broker decides about it.")
