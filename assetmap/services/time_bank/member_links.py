"""Signed links of members: one address for what is theirs, without an account to sign in to.

The token says whose it is, since when, and as of which mark; nothing is kept. Whoever changes the
mark on the member makes all links void that were sent before.
"""

from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

from assetmap.clock import LONDON
from assetmap.domain.people.people import Person, Role
from assetmap.domain.time_bank.members import Member
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_MEMBERS

# Who any member is to the audit: not which, since all of staff may read it.
MEMBER = Person("time-bank-member", "A time-bank member", roles=(Role.RESIDENT,))
BY_MEMBER = Actor(MEMBER, "link")


class LinkRefused(Exception):
    """The link cannot be used. `is_old` says that it was ours, and is void or too old by now."""

    def __init__(self, *, is_old: bool = False) -> None:
        super().__init__("this link cannot be used")
        self.is_old = is_old


def member_token(context: Context, member: Member) -> str:
    """The token of a member's own page, from now on."""
    made_at = int(context.clock.now().timestamp())
    return _signer(context).dumps([member.id, member.link_mark, made_at])


def member_url(context: Context, member: Member, path: str = "") -> str:
    """The whole address of a member's own page, or of one below it."""
    return f"{context.config.public_url}/time-bank/me/{member_token(context, member)}{path}"


def open_member_link(context: Context, token: str) -> Member:
    """Whose a token is; looking changes nothing. Raises LinkRefused."""
    try:
        number, mark, made_at = _signer(context).loads(token)
        member = context.store.get(TIME_BANK_MEMBERS, str(number))
        began = datetime.fromtimestamp(int(made_at), LONDON)
    except (BadData, NotFound, TypeError, ValueError, OverflowError):
        raise LinkRefused from None
    is_void = not member.link_mark or mark != member.link_mark or not member.may_exchange
    # A clock that jumped back makes a link younger, never older.
    if is_void or context.clock.now() >= ends_at(context, began):
        raise LinkRefused(is_old=True)
    return member


def ends_at(context: Context, made_at: datetime) -> datetime:
    """When a link made at a moment stops working: at the same time of day, by London's clocks."""
    days = context.borough.time_bank.link_days
    return made_at.astimezone(LONDON) + timedelta(days=days)


def _signer(context: Context) -> URLSafeSerializer:
    return URLSafeSerializer(context.config.secret_key, salt="assetmap.time-bank-member")
