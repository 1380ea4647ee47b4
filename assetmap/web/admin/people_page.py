"""The people who look after the directory, in words: for admins alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assetmap.domain.listings.listing import Kind, Status
from assetmap.domain.people.people import STAFF, Person, Role
from assetmap.domain.text import fold
from assetmap.domain.validation import Problem
from assetmap.services.account.identities import linked_identities
from assetmap.services.account.people import INVITATION_HOLDS, everyone, has_taken_up
from assetmap.services.account.sign_ins import current_sign_in, last_seen
from assetmap.services.admin.handover import Belongings, belongings_of, possible_successors
from assetmap.services.context import Context
from assetmap.web.formatting import long_date, moment_words

_DOES = {
    Role.HUB_TEAM: "Keeps the page of their own hub right. Give them the hub as well.",
    Role.VOLUNTEER: "Rings round, adds listings and asks for changes.",
    Role.COORDINATOR: "Finds things for people, adds listings and asks for changes.",
    Role.EDITOR: "Approves changes, publishes and archives.",
    Role.BROKER: "Runs the time bank.",
    Role.ADMIN: "Does everything, and says who may sign in.",
    Role.MANAGER: "Reads counts, gaps and the audit. Changes nothing.",
}
PARTS = {"roles": "Roles", "patch": "Patch", "hub": "Hub"}


@dataclass(frozen=True)
class PersonLine:
    """One of the people: who, what they may do and for where, and when they were last here."""

    id: str
    name: str
    email: str
    roles: str
    patch: str
    hub: str  # names of their own listings; empty for none
    last_here: str
    state: str  # `Disabled`, `Invited`; empty for who can sign in


@dataclass(frozen=True)
class PeoplePage:
    """`/work/people`: everyone who signs in."""

    title: str
    lines: tuple[PersonLine, ...]


@dataclass(frozen=True)
class PersonPage:
    """`/work/people/<id>`: one of them, and what can be changed."""

    title: str
    line: PersonLine
    is_active: bool
    is_invited: bool  # and has no password yet
    invitation: str  # until when it works or worked, in words
    lacks_hub: bool  # a hub team that can do nothing so far
    has_council_account: bool  # linked with theirs, at the council's sign-in
    signed_in: int  # in so many places now
    belongings: str  # what is theirs to look after, in words; empty for nothing
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class PersonForm:
    """What an admin types about somebody: to invite them, or one part of it to change it.

    `part` is `roles`, `patch` or `hub`, empty for all of them; `typed` the answers so far.
    """

    title: str
    part: str
    person: Person | None
    typed: Mapping[str, tuple[str, ...]]
    roles: tuple[tuple[str, str, str], ...]
    places: tuple[tuple[str, str], ...]
    hubs: tuple[tuple[str, str, str], ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class DisablePage:
    """`/work/people/<id>/disable`: what is theirs, and who gets it."""

    title: str
    person: Person
    counts: tuple[str, ...]
    successors: tuple[tuple[str, str], ...]
    chosen: str
    problems: tuple[Problem, ...] = ()


def people_page(context: Context) -> PeoplePage:
    """Everyone, those who cannot sign in any more last."""
    lines = [person_line(context, each) for each in everyone(context)]
    return PeoplePage("People", tuple(sorted(lines, key=lambda line: line.state == "Disabled")))


def person_line(context: Context, person: Person) -> PersonLine:
    """One of the people in words."""
    seen, is_here = last_seen(context, person.id), has_taken_up(context, person)
    return PersonLine(
        id=person.id,
        name=person.name,
        email=person.email,
        roles=", ".join(role.label for role in person.roles),
        patch=", ".join(person.patch) or f"All of {context.borough.name}",
        hub=", ".join(listing_names(context, person.own)),
        last_here=moment_words(seen) if seen else "Never",
        state="Disabled" if not person.active else "" if is_here else "Invited",
    )


def person_page(context: Context, person: Person, problems: tuple[Problem, ...] = ()) -> PersonPage:
    """The page of one of the people."""
    line = person_line(context, person)
    until = person.since + INVITATION_HOLDS if person.since else None
    return PersonPage(
        title=person.name,
        line=line,
        is_active=person.active,
        is_invited=line.state == "Invited",
        invitation=_invitation_words(context, until) if until else "",
        lacks_hub=Role.HUB_TEAM in person.roles and not person.own,
        has_council_account=bool(linked_identities(context, person.id)),
        signed_in=len(current_sign_in(context, person)) if person.active else 0,
        belongings=belongings_of(context, person).words,
        problems=problems,
    )


def person_form(
    context: Context,
    person: Person | None,
    part: str,
    typed: Mapping[str, tuple[str, ...]],
    problems: tuple[Problem, ...] = (),
) -> PersonForm:
    """The form to invite somebody, or to change one part of what somebody may do."""
    patch, own = (person.patch, person.own) if person else ((), ())
    known = dict.fromkeys((*(place.name for place in context.borough.places), *patch))
    title = f"{PARTS[part]}: {person.name}" if person and part else "Invite somebody"
    return PersonForm(
        title=title,
        part=part,
        person=person,
        typed=typed,
        roles=tuple((str(role), role.label, _DOES[role]) for role in STAFF),
        places=tuple((name, name) for name in known),
        hubs=hub_choices(context, own),
        problems=problems,
    )


def disable_page(
    context: Context, person: Person, chosen: str = "", problems: tuple[Problem, ...] = ()
) -> DisablePage:
    """The page that asks who gets what was somebody's."""
    successors = tuple((each.email, each.name) for each in possible_successors(context, person))
    title = f"Disable {person.name}" if person.active else f"Hand over what was {person.name}’s"
    theirs = belongings_of(context, person)
    return DisablePage(title, person, _count_words(context, theirs), successors, chosen, problems)


def hub_choices(context: Context, own: Iterable[str] = ()) -> tuple[tuple[str, str, str], ...]:
    """The hubs that somebody can be given, by name, and whatever is theirs already."""
    cached = context.directory_cache.current()
    known, arrays = cached.listings, cached.every.arrays
    is_hub = arrays.is_kind(Kind.HUB) & ~arrays.has_status(Status.ARCHIVED)
    hubs = [each.id for each in cached.every.where(is_hub)]
    ids = dict.fromkeys((*hubs, *own))
    choices = [(id_, known[id_].name if id_ in known else id_, _place(context, id_)) for id_ in ids]
    return tuple(sorted(choices, key=lambda choice: (fold(choice[1]), choice[0])))


def listing_names(context: Context, listing_ids: Iterable[str]) -> tuple[str, ...]:
    """The names of listings; the id of one that is no more."""
    known = context.directory_cache.current().listings
    return tuple(known[each].name if each in known else each for each in listing_ids)


def _place(context: Context, listing_id: str) -> str:
    listing = context.directory_cache.current().listings.get(listing_id)
    return listing.where.place if listing else ""


def _invitation_words(context: Context, until: date) -> str:
    if until < context.clock.today():
        return f"The link ran out on {long_date(until)}."
    return f"The link works until {long_date(until)}."


def _count_words(context: Context, theirs: Belongings) -> tuple[str, ...]:
    """What is somebody's, a line for each sort, with names where they are few."""
    sorts = (
        ("listing to check", "listings to check", [each.name for each in theirs.listings]),
        ("draft", "drafts", [each.name or "No name yet" for each in theirs.drafts]),
        ("collection", "collections", [each.name for each in theirs.collections]),
    )
    lines = [_counted(one, several, names) for one, several, names in sorts if names]
    if theirs.patch:
        lines.append(f"The calls of their patch: {', '.join(theirs.patch)}")
    if theirs.own:
        lines.append(f"Their hub: {', '.join(listing_names(context, theirs.own))}")
    return tuple(lines)


_NAMED_MOST = 5


def _counted(one: str, several: str, names: list[str]) -> str:
    more = len(names) - _NAMED_MOST
    shown = ", ".join(names[:_NAMED_MOST]) + (f" and {more:,} more" if more > 0 else "")
    return f"{len(names):,} {one if len(names) == 1 else several}: {shown}"
