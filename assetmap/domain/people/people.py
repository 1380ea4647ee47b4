"""Who may do what: roles, actions and the one table that says so; and accounts for signing in."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Account:
    """A person's credentials, all of them hashed or encrypted. `id` is the person's id.

    `mark` changes when everything given out before must stop working (a new password).
    `second_factor_counter` tells the code that was used last, so that none is used twice.
    `must_keep_codes`: new recovery codes were made, and their owner has not said yet that they are
    written down. `email_code` is the one that was sent last, and not used yet.
    """

    id: str
    mark: str
    password: str = ""
    second_factor: str = ""  # its method, once it is set up
    second_factor_secret: str = ""
    second_factor_counter: int = 0
    recovery_codes: tuple[str, ...] = ()
    must_keep_codes: bool = False
    first_sign_in: date | None = None  # since there are codes for all of staff
    email_code: str = ""
    email_code_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class RememberedBrowser:
    """A browser in which somebody signs in without a code: they can see it and end it.

    `token` is the hash of what the browser holds.
    """

    id: str
    person_id: str
    token: str
    since: datetime
    seen: datetime
    until: datetime
    device: str = ""
    ended: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        """Whether it was ended, or its time is up. A clock that jumped back stretches nothing."""
        return bool(self.ended) or not self.since <= now < self.until


@dataclass(frozen=True, slots=True)
class SignIn:
    """One place where somebody is signed in: they can see it and end it."""

    id: str
    person_id: str
    started: datetime
    seen: datetime
    device: str = ""
    ended: datetime | None = None

    def is_over(self, now: datetime, longest: timedelta, idle: timedelta) -> bool:
        """Whether it was ended, is older than `longest`, or was not used for `idle`."""
        return bool(self.ended) or now - self.started >= longest or now - self.seen >= idle


class Digest(StrEnum):
    """How often somebody is written to about what waits for them."""

    NONE = "none"
    DAILY = "daily"
    WEEKLY = "weekly"


class Role(StrEnum):
    """What somebody is to the directory. Residents and organisers have no account."""

    RESIDENT = "resident"
    ORGANISER = "organiser"
    HUB_TEAM = "hub-team"
    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    EDITOR = "editor"
    BROKER = "broker"
    ADMIN = "admin"
    MANAGER = "manager"
    PROGRAM = "program"  # the daily upkeep run and the command line's imports

    @property
    def label(self) -> str:
        """The role as people say it."""
        return _ROLE_LABELS.get(self, self.replace("-", " ").capitalize())


_ROLE_LABELS = {Role.COORDINATOR: "Local Area Coordinator or link worker"}

STAFF = (
    *(Role.HUB_TEAM, Role.VOLUNTEER, Role.COORDINATOR, Role.EDITOR),
    *(Role.BROKER, Role.ADMIN, Role.MANAGER),
)
SECOND_FACTOR = frozenset({Role.EDITOR, Role.BROKER, Role.ADMIN})  # must have one to sign in


class Action(StrEnum):
    """What can be done, as `may` is asked about it."""

    SUGGEST = "suggest"  # a new listing, or report a problem
    CONFIRM = "confirm"  # that everything is still correct
    PROPOSE = "propose"  # a change that goes to review
    CHANGE_LIVE = "change live"  # low-risk fields at once: notice, closed dates, pause
    CREATE = "create"  # a draft
    PUBLISH = "publish"
    ARCHIVE = "archive"  # archive, restore, merge
    PROPOSE_ARCHIVE = "propose archive"
    SEE_PRIVATE = "see private contact"
    SEE_HOME_PLACE = "see home address"  # what an area or a neighbourhood stands for
    SEE_WITHHELD_PLACE = "see withheld place"
    SEE_NOTES = "see staff notes"
    WRITE_NOTES = "write staff notes"
    RECORD_EVIDENCE = "record evidence"
    SEE_WORK = "see work"  # the home page, the call list, the queue's counts
    SEE_AUDIT = "see audit"
    IMPORT = "import"  # bring in a file of listings, or undo that
    REVIEW = "review"  # read the queue of proposals, suggestions and reports
    EDIT_WORDS = "edit words"  # the everyday words that people say
    ADD_GAP = "add gap"  # to the gap log: what could not be found
    READ_GAPS = "read gaps"
    EXPORT_AUDIT = "export audit"
    MANAGE_PEOPLE = "manage people"
    MANAGE_FEEDS = "manage feeds"  # the addresses that are read regularly
    SEE_LEADS = "see leads"  # what registers name and we do not list yet
    MANAGE_WEBHOOKS = "manage webhooks"  # whom to tell of changes
    REMOVE_SAMPLE = "remove the sample"
    SET_UP = "set up the borough"  # its name, phone lines, tiles, categories and the like
    RUN_TIME_BANK = "run the time bank"  # its members, their exchanges, the ledger
    SEE_TIME_BANK_FIGURES = "see the time bank's figures"  # never its members
    ASK_BROKER = "ask the broker"  # whether somebody could help; see no member
    SEE_REPORTS = "see reports"  # what there is where, what was asked, trust and use
    KEEP_REPORTS = "keep reports"  # stories, residents, the council's figures, tests with people
    ADD_FEEDBACK = "add feedback"  # what somebody said on paper or by phone
    ERASE = "erase"  # export or erase what is held about a person


class Reach(StrEnum):
    """How far a permission goes."""

    OWN = "own"  # only the listings that are theirs
    ALL = "all"


_ALL, _OWN = Reach.ALL, Reach.OWN

# Who works on the list itself, by the ways that a hub's team and organisers have for their own.
_LISTERS = dict.fromkeys((Role.VOLUNTEER, Role.COORDINATOR, Role.EDITOR, Role.ADMIN), _ALL)
_PROPOSERS = {Role.ORGANISER: _OWN, Role.HUB_TEAM: _OWN, Role.PROGRAM: _ALL, **_LISTERS}
_READERS = {**_LISTERS, Role.MANAGER: _ALL}

# Source: the table "Who may do what" of the product's rules. Every role may suggest.
_TABLE: dict[Action, dict[Role, Reach]] = {
    Action.SUGGEST: dict.fromkeys(Role, _ALL),
    Action.CONFIRM: {Role.ORGANISER: _OWN, Role.HUB_TEAM: _OWN, **_LISTERS},
    Action.PROPOSE: _PROPOSERS,
    Action.CHANGE_LIVE: {
        Role.ORGANISER: _OWN,
        Role.HUB_TEAM: _OWN,
        **dict.fromkeys((Role.VOLUNTEER, Role.EDITOR, Role.ADMIN), _ALL),
    },
    Action.CREATE: {
        Role.HUB_TEAM: _OWN,  # what is on at their hub, and its roles
        **_LISTERS,
        Role.PROGRAM: _ALL,
    },
    Action.PUBLISH: {Role.EDITOR: _ALL, Role.ADMIN: _ALL, Role.PROGRAM: _ALL},
    Action.ARCHIVE: {Role.EDITOR: _ALL, Role.ADMIN: _ALL, Role.PROGRAM: _ALL},
    Action.PROPOSE_ARCHIVE: _PROPOSERS,
    Action.SEE_PRIVATE: {
        Role.ORGANISER: _OWN,
        Role.HUB_TEAM: _OWN,
        **dict.fromkeys((Role.VOLUNTEER, Role.EDITOR, Role.ADMIN), _ALL),
    },
    Action.SEE_HOME_PLACE: dict.fromkeys((Role.VOLUNTEER, Role.EDITOR, Role.ADMIN), _ALL),
    Action.SEE_WITHHELD_PLACE: dict.fromkeys((Role.EDITOR, Role.ADMIN), _ALL),
    Action.SEE_NOTES: _READERS,
    Action.WRITE_NOTES: _LISTERS,
    Action.RECORD_EVIDENCE: {Role.EDITOR: _ALL, Role.ADMIN: _ALL},
    Action.SEE_WORK: {
        Role.HUB_TEAM: _OWN,
        **dict.fromkeys((Role.VOLUNTEER, Role.COORDINATOR, Role.EDITOR), _ALL),
        **dict.fromkeys((Role.BROKER, Role.ADMIN, Role.MANAGER), _ALL),
    },
    Action.SEE_AUDIT: _READERS,
    Action.IMPORT: {Role.EDITOR: _ALL, Role.ADMIN: _ALL, Role.PROGRAM: _ALL},
    Action.REVIEW: {Role.EDITOR: _ALL, Role.ADMIN: _ALL},
    Action.EDIT_WORDS: {Role.EDITOR: _ALL, Role.ADMIN: _ALL},
    Action.ADD_GAP: dict.fromkeys(
        (
            *(Role.HUB_TEAM, Role.VOLUNTEER, Role.COORDINATOR),
            *(Role.EDITOR, Role.BROKER, Role.ADMIN),
        ),
        _ALL,
    ),
    Action.READ_GAPS: dict.fromkeys(
        (Role.COORDINATOR, Role.EDITOR, Role.ADMIN, Role.MANAGER), _ALL
    ),
    Action.EXPORT_AUDIT: {Role.ADMIN: _ALL, Role.MANAGER: _ALL},
    Action.MANAGE_PEOPLE: {Role.ADMIN: _ALL},
    Action.MANAGE_FEEDS: {Role.ADMIN: _ALL},
    Action.SEE_LEADS: _LISTERS,
    Action.MANAGE_WEBHOOKS: {Role.ADMIN: _ALL},
    Action.REMOVE_SAMPLE: {Role.ADMIN: _ALL, Role.PROGRAM: _ALL},
    Action.SET_UP: {Role.ADMIN: _ALL},
    # TB20 of the product's rules: whoever does not run it sees no member.
    Action.RUN_TIME_BANK: {Role.BROKER: _ALL, Role.ADMIN: _ALL},
    Action.SEE_TIME_BANK_FIGURES: dict.fromkeys((Role.BROKER, Role.ADMIN, Role.MANAGER), _ALL),
    Action.ASK_BROKER: dict.fromkeys(
        (Role.HUB_TEAM, Role.COORDINATOR, Role.EDITOR, Role.BROKER, Role.ADMIN), _ALL
    ),
    Action.SEE_REPORTS: dict.fromkeys(  # the program keeps the committee's figures of a month
        (Role.COORDINATOR, Role.EDITOR, Role.ADMIN, Role.MANAGER, Role.PROGRAM), _ALL
    ),
    Action.KEEP_REPORTS: {Role.EDITOR: _ALL, Role.ADMIN: _ALL},
    Action.ADD_FEEDBACK: dict.fromkeys(STAFF[:-1], _ALL),
    Action.ERASE: {Role.ADMIN: _ALL},
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does something. Only staff are kept; name and address can be erased.

    `patch` are the places whose listings they look after (none means all of the borough); `own`
    the ids of the listings that are theirs: a hub team's hub, an organiser's listings.
    """

    id: str
    name: str = ""
    email: str = ""
    roles: tuple[Role, ...] = ()
    patch: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    active: bool = True
    since: date | None = field(default=None, compare=False)
    digest: Digest = Digest.NONE

    @property
    def is_staff(self) -> bool:
        """Whether they sign in."""
        return any(role in STAFF for role in self.roles)

    @property
    def needs_second_factor(self) -> bool:
        """Whether a password alone is not enough for them."""
        return any(role in SECOND_FACTOR for role in self.roles)


def is_person_id(text: str) -> bool:
    """Whether a text has the form of the id that a member of staff is given."""
    return text.startswith("p-") and text.replace("-", "").isalnum()


RESIDENT = Person("resident", "A resident", roles=(Role.RESIDENT,))
PROGRAM = Person("program", "The directory", roles=(Role.PROGRAM,))
NOT_SIGNED_IN = Person("not-signed-in", "Somebody not signed in")
COMMAND_LINE = Person("command-line", "The command line", roles=(Role.ADMIN,))


ORGANISER_ID = "organiser"


def organiser_of(listing_ids: tuple[str, ...]) -> Person:
    """The organiser of some listings, who came by a signed link."""
    return Person(ORGANISER_ID, "The organiser", roles=(Role.ORGANISER,), own=listing_ids)


class NotAllowed(Exception):
    """The person may not do this; the message is plain words."""

    def __init__(self, person: Person, action: Action, listing_id: str = "") -> None:
        super().__init__(f"{person.id} may not {action}" + (f" {listing_id}" if listing_id else ""))
        self.person, self.action, self.listing_id = person, action, listing_id


def may(person: Person, action: Action, listing_id: str | None = None) -> bool:
    """Whether a person may do something: to one listing, or, without one, to any at all."""
    if not person.active:
        return False
    reaches = {_TABLE[action].get(role) for role in person.roles}
    if Reach.ALL in reaches:
        return True
    return Reach.OWN in reaches and (
        listing_id in person.own if listing_id is not None else bool(person.own)
    )


def require(person: Person, action: Action, listing_id: str | None = None) -> None:
    """Raises NotAllowed unless the person may do it."""
    if not may(person, action, listing_id):
        raise NotAllowed(person, action, listing_id or "")
