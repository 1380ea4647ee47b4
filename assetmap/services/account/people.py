"""The people who look after the directory: who they are, and inviting them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from itsdangerous import BadSignature, URLSafeTimedSerializer

from assetmap.domain.email import is_email
from assetmap.domain.people.people import STAFF, Account, Action, Person, Role, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.account.accounts import Member, member_by_session_key, new_session_key
from assetmap.services.account.person_audit import note_person
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, exists
from assetmap.storage.store import NotFound
from assetmap.storage.tables import ACCOUNTS, IDENTITIES, PEOPLE

INVITATION_HOLDS = timedelta(days=7)


class BadPerson(Exception):
    """Somebody cannot be invited or changed like that; the message is plain words.

    `parameter` names what is wrong, as a form calls it: `email`, `name`, `roles`, `patch`, `hub` or
    `to`; nothing where it is no one answer.
    """

    def __init__(self, message: str, parameter: str = "") -> None:
        super().__init__(message)
        self.parameter = parameter


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
    own: Iterable[str] = (),
) -> Invitation:
    """Make a person with an account, or invite again one who has never come.

    `patch` are names of places, `own` the ids of the listings that are theirs: a hub team's hub.

    Raises NotAllowed, and BadPerson when the address is none or somebody has it already.
    """
    require(actor.person, Action.MANAGE_PEOPLE)
    email, name, roles = email.strip(), " ".join(name.split()), staff_roles(roles)
    _refuse_bad(email, name, roles)
    patch, own = known_places(context, patch), known_listings(context, own)
    with context.unit_of_work() as uow:
        before = context.store.find(PEOPLE, email=email.casefold(), most=1)
        if before and has_taken_up(context, before[0]):
            raise BadPerson(f"{email} has an account already", "email")
        id_ = before[0].id if before else f"p-{token_hex(6)}"
        person = Person(id_, name, email, roles, patch, own, since=context.clock.today())
        account = Account(id_, new_session_key())
        uow.save(PEOPLE, person)
        uow.save(ACCOUNTS, account)
        note_person(context, uow, actor, "invited", before[0] if before else Person(id_), person)
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
    """Whether somebody has set a password."""
    return bool(context.store.get(ACCOUNTS, person.id).password)


def has_taken_up(context: Context, person: Person) -> bool:
    """Whether somebody can sign in: they have a password here, or came from the provider once."""
    linked = context.store.find(IDENTITIES, most=1, person_id=person.id)
    return bool(linked) or has_password(context, person)


def may_use_password(context: Context, person: Person) -> bool:
    """Whether the settings leave somebody a password beside the council's own account."""
    provider = context.config.identity_provider
    return provider is None or not provider.is_for_all or Role.ADMIN in person.roles


def person_of(context: Context, email: str, parameter: str = "email") -> Person:
    """The person with an address, which a form calls `parameter`. Raises BadPerson."""
    found = context.store.find(PEOPLE, email=email.strip().casefold(), most=1)
    if not found:
        raise BadPerson(f"nobody here has the address {email}", parameter)
    return found[0]


def person_with_id(context: Context, person_id: str) -> Person:
    """The member of staff with an id, also a disabled one. Raises NotFound, also when erased."""
    person = context.store.get(PEOPLE, person_id)
    if not person.email:
        raise NotFound("nobody here has that id")
    return person


def refused(context: Context, person: Person, action: Action, path: str) -> None:
    """Note in the audit that somebody tried what they may not do."""
    what = f"refused: {action}"
    with context.unit_of_work() as uow:
        uow.audit(
            AuditEvent(context.clock.now(), person.id, what, f"person:{person.id}", "screen", path)
        )


def known_places(context: Context, names: Iterable[str]) -> tuple[str, ...]:
    """Places of the borough as it writes them, each once. Raises BadPerson for any other."""
    known = {place.name.casefold(): place.name for place in context.borough.places}
    names = tuple(dict.fromkeys(name.strip() for name in names))
    for name in names:
        if name.casefold() not in known:
            raise BadPerson(
                f"{name!r} is not a place of the borough: see data/borough/places.toml", "patch"
            )
    return tuple(dict.fromkeys(known[name.casefold()] for name in names))


def known_listings(context: Context, listing_ids: Iterable[str]) -> tuple[str, ...]:
    """The ids of listings, each once. Raises BadPerson where there is no such listing."""
    ids = tuple(dict.fromkeys(listing_id.strip() for listing_id in listing_ids))
    for listing_id in ids:
        if not exists(context, listing_id):
            raise BadPerson(f"there is no listing {listing_id!r}", "hub")
    return ids


def staff_roles(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Roles in their usual order. Raises BadPerson for one that nobody signs in with."""
    wanted = set(roles)
    if wanted - set(STAFF):
        raise BadPerson(f"nobody is given the role {min(wanted - set(STAFF))}", "roles")
    return tuple(role for role in STAFF if role in wanted)


def _refuse_bad(email: str, name: str, roles: tuple[Role, ...]) -> None:
    if not email:
        raise BadPerson("give their email address", "email")
    if not is_email(email):
        raise BadPerson(f"{email!r} is not an email address", "email")
    if not name:
        raise BadPerson("give their name", "name")
    if not roles:
        raise BadPerson("give at least one role", "roles")


def _until(context: Context) -> datetime:
    return context.clock.now() + INVITATION_HOLDS


def _signer(context: Context) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(context.config.secret_key, salt="invitation")
