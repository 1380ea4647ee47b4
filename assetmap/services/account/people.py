"""The people who look after the directory: inviting them, and what they may do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex

from itsdangerous import BadSignature, URLSafeTimedSerializer

from assetmap.domain.email import is_email
from assetmap.domain.people.people import (
    STAFF,
    Account,
    Action,
    Digest,
    Person,
    Role,
    require,
)
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.services.account.accounts import Member, member_by_session_key, new_session_key
from assetmap.services.account.sign_ins import end_all
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import UnitOfWork
from assetmap.storage.tables import ACCOUNTS, PEOPLE

INVITATION_HOLDS = timedelta(days=7)


class BadPerson(Exception):
    """Somebody cannot be invited or changed like that; the message is plain words."""


@dataclass(frozen=True)
class Invitation:
    """Somebody who was invited, where they set their password, and until when that works."""

    person: Person
    link: str
    valid_until: datetime


def invite(
    context: Context,
    actor: Actor,
    email: str,
    name: str,
    roles: Iterable[Role],
    patch: Iterable[str] = (),
) -> Invitation:
    """Make a person with an account, or invite again one who has no password yet.

    Raises NotAllowed, and BadPerson when the address is none or somebody has it already.
    """
    require(actor.person, Action.MANAGE_PEOPLE)
    email, name, roles = email.strip(), " ".join(name.split()), _sorted(roles)
    _refuse_bad(email, name, roles)
    patch = tuple(_place(context, place) for place in patch)
    with context.unit_of_work() as uow:
        before = context.store.find(PEOPLE, email=email.casefold(), most=1)
        if before and context.store.get(ACCOUNTS, before[0].id).password:
            raise BadPerson(f"{email} has an account already: see assetmap people list")
        id_ = before[0].id if before else f"p-{token_hex(6)}"
        person = Person(id_, name, email, roles, patch, since=context.clock.today())
        account = Account(id_, new_session_key())
        uow.save(PEOPLE, person)
        uow.save(ACCOUNTS, account)
        _note(context, uow, actor, "invited", before[0] if before else Person(id_), person)
    return Invitation(person, invitation_link(context, account), _until(context))


def invitation_link(context: Context, account: Account) -> str:
    """The whole address where somebody sets their first password: once, within seven days."""
    token = _signer(context).dumps(account.mark)
    return f"{context.config.public_url}/account/invitation/{token}"


def invited(context: Context, token: str) -> Member | None:
    """Whom a link's token invites; None when it is wrong, too old, or was used."""
    try:
        mark = _signer(context).loads(token, max_age=int(INVITATION_HOLDS.total_seconds()))
    except BadSignature:
        return None
    found = member_by_session_key(context, str(mark))
    return None if found is None or found.account.password else found


def everyone(context: Context) -> list[Person]:
    """Every member of staff, also those who are disabled, by name. Not those who were erased."""
    known = [each for each in context.store.find(PEOPLE) if each.email]
    return sorted(known, key=lambda each: (each.name.casefold(), each.id))


def has_password(context: Context, person: Person) -> bool:
    """Whether somebody has taken up their invitation."""
    return bool(context.store.get(ACCOUNTS, person.id).password)


def person_of(context: Context, email: str) -> Person:
    """The person with an address. Raises BadPerson."""
    found = context.store.find(PEOPLE, email=email.strip().casefold(), most=1)
    if not found:
        raise BadPerson(f"nobody here has the address {email}")
    return found[0]


def change_roles(
    context: Context,
    actor: Actor,
    email: str,
    add: Iterable[Role] = (),
    remove: Iterable[Role] = (),
) -> Person:
    """Give and take roles, at once. Raises NotAllowed, BadPerson."""
    require(actor.person, Action.MANAGE_PEOPLE)
    before = person_of(context, email)
    roles = _sorted((set(before.roles) | set(add)) - set(remove))
    if not roles:
        raise BadPerson(f"{before.email} would have no role left: use assetmap people disable")
    return _change(context, actor, "changed roles", before, replace(before, roles=roles))


def choose_digest(context: Context, actor: Actor, digest: Digest) -> Person:
    """How often somebody themselves is to be written to about what waits for them."""
    before = context.store.get(PEOPLE, actor.person.id)
    return _change(context, actor, "chose their emails", before, replace(before, digest=digest))


def disable(context: Context, actor: Actor, email: str) -> Person:
    """Let somebody in no more: every sign-in of theirs ends at once. Raises as above."""
    require(actor.person, Action.MANAGE_PEOPLE)
    before = person_of(context, email)
    return _change(context, actor, "disabled", before, replace(before, active=False))


def enable(context: Context, actor: Actor, email: str) -> Person:
    """Let somebody in again, with their old password. Raises as above."""
    require(actor.person, Action.MANAGE_PEOPLE)
    before = person_of(context, email)
    return _change(context, actor, "enabled", before, replace(before, active=True))


def refused(context: Context, person: Person, action: Action, path: str) -> None:
    """Note in the audit that somebody tried what they may not do."""
    what = f"refused: {action}"
    with context.unit_of_work() as uow:
        uow.audit(
            AuditEvent(context.clock.now(), person.id, what, f"person:{person.id}", "screen", path)
        )


def _change(context: Context, actor: Actor, what: str, before: Person, after: Person) -> Person:
    if before == after:
        return after
    with context.unit_of_work() as uow:
        uow.save(PEOPLE, after)
        if not after.active:
            end_all(context, uow, after.id)
        _note(context, uow, actor, what, before, after)
    return after


def _note(
    context: Context, uow: UnitOfWork, actor: Actor, what: str, before: Person, after: Person
) -> None:
    """A line in the audit with whatever differs; names and addresses can be erased from it."""
    pairs = {
        "name": (before.name, after.name),
        "email": (before.email, after.email),
        "roles": (", ".join(before.roles), ", ".join(after.roles)),
        "patch": (", ".join(before.patch), ", ".join(after.patch)),
    }
    values = [
        AuditValue(field, old, new, token_hex(16))
        for field, (old, new) in pairs.items()
        if old != new
    ]
    happening = AuditEvent(
        context.clock.now(), actor.person.id, what, f"person:{after.id}", actor.origin
    )
    uow.audit(happening, values)


def _refuse_bad(email: str, name: str, roles: tuple[Role, ...]) -> None:
    if not is_email(email):
        raise BadPerson(f"{email!r} is not an email address")
    if not name:
        raise BadPerson("give a name with --name")
    if not roles:
        raise BadPerson("give at least one role with --role")


def _place(context: Context, name: str) -> str:
    names = {place.name.casefold(): place.name for place in context.borough.places}
    if name.strip().casefold() not in names:
        raise BadPerson(f"{name!r} is not a place of the borough: see data/borough/places.toml")
    return names[name.strip().casefold()]


def _sorted(roles: Iterable[Role]) -> tuple[Role, ...]:
    wanted = set(roles)
    if wanted - set(STAFF):
        raise BadPerson(f"nobody is given the role {min(wanted - set(STAFF))}")
    return tuple(role for role in STAFF if role in wanted)


def _until(context: Context) -> datetime:
    return context.clock.now() + INVITATION_HOLDS


def _signer(context: Context) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(context.config.secret_key, salt="invitation")
