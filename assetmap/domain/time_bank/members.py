"""Members of the time bank and group accounts: kept apart from the ledger, which knows numbers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """How far somebody is on the way into the time bank, or out of it (TB10)."""

    APPLIED = "applied"
    MET = "met"
    REFERENCES = "references"  # both have come
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"

    @property
    def label(self) -> str:
        """The stage as people say it."""
        return _STAGE_LABELS[self]


_STAGE_LABELS = {
    Stage.APPLIED: "Applied",
    Stage.MET: "Met",
    Stage.REFERENCES: "References are in",
    Stage.ACTIVE: "Active",
    Stage.PAUSED: "Paused",
    Stage.LEFT: "Left",
}
# From each stage, where one may go next.
NEXT_STAGES = {
    Stage.APPLIED: (Stage.MET, Stage.LEFT),
    Stage.MET: (Stage.REFERENCES, Stage.LEFT),
    Stage.REFERENCES: (Stage.ACTIVE, Stage.LEFT),
    Stage.ACTIVE: (Stage.PAUSED, Stage.LEFT),
    Stage.PAUSED: (Stage.ACTIVE, Stage.LEFT),
    Stage.LEFT: (),
}
REFERENCES_NEEDED = 2


class ContactBy(StrEnum):
    """How a member is best told of something."""

    EMAIL = "email"
    PHONE = "phone"
    POST = "post"

    @property
    def label(self) -> str:
        """The way as people say it."""
        return {"email": "By e-mail", "phone": "By phone", "post": "By post"}[self]


@dataclass(frozen=True, slots=True)
class StageChange:
    """When a member came to a stage, and who said so."""

    stage: Stage
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Reference:
    """That somebody spoke well of a member: when, and who of staff heard it. Never whose word."""

    on: date
    by: str


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """That a paper was seen: when and by whom, and until when it holds. Never what is in it."""

    on: date
    by: str
    level: str = ""  # of a DBS check: basic, standard or enhanced
    until: date | None = None

    def holds(self, today: date) -> bool:
        """Whether it has not run out."""
        return self.until is None or today <= self.until


@dataclass(frozen=True, slots=True)
class Member:
    """A member. `id` is their number, and their account's in the ledger.

    All but the number, the stages and the flags is personal data. `ward` is an area's code;
    `turns_18_on` is kept of nobody but the young, with the day on which a parent's consent was
    seen. `days` are those they have time on (`Tue`), `access` what they need (as listings have
    it). `home_allowed` and `lifts_allowed` are set by a broker who has seen what is needed (TB10).
    `frozen_on`: a concern was raised, so nobody is matched with them (TB12). `thanks`: they agreed
    to be thanked by name. `link_mark` makes the links void that were sent before it changed.
    """

    id: str
    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    ward: str = ""
    stage: Stage = Stage.APPLIED
    stages: tuple[StageChange, ...] = ()
    references: tuple[Reference, ...] = ()
    turns_18_on: date | None = None
    consent_on: date | None = None
    contact_by: ContactBy = ContactBy.PHONE
    large_print: bool = False
    days: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    thanks: bool = False
    dbs: CheckSeen | None = None
    driving: CheckSeen | None = None
    home_allowed: bool = False
    lifts_allowed: bool = False
    frozen_on: date | None = None
    link_mark: str = ""
    spoken_on: date | None = None  # when a broker rang or met them last
    is_sample: bool = False

    @property
    def title(self) -> str:
        """What staff see them called: their name, or once it is erased `Member 101`."""
        return self.name or self.number_title

    @property
    def number_title(self) -> str:
        """What everybody but staff and themselves sees them called."""
        return f"Member {self.id}"

    @property
    def may_exchange(self) -> bool:
        """Whether time of theirs can be entered: of who was active once and has not left."""
        return self.stage in (Stage.ACTIVE, Stage.PAUSED)

    def may_be_matched(self) -> bool:
        """Whether a broker is shown matches with them."""
        return self.stage is Stage.ACTIVE and self.frozen_on is None

    def is_under_18(self, today: date) -> bool:
        """Whether the rules for the young hold for them (TB9)."""
        return self.turns_18_on is not None and today < self.turns_18_on

    def since(self, stage: Stage) -> date | None:
        """When they came to a stage last; None when they never did."""
        return next((each.on for each in reversed(self.stages) if each.stage is stage), None)


@dataclass(frozen=True, slots=True)
class GroupAccount:
    """An account of a group, a hub or a team. `signatories` are the members who may sign for it.

    `listing_id` is the group's own listing, where it has one.
    """

    id: str
    name: str
    since: date
    listing_id: str = ""
    signatories: tuple[str, ...] = ()
    closed_on: date | None = None
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Concern:
    """That somebody raised a concern about a member, and when it was dealt with. Never what it was:
    that is told to the safeguarding lead, by phone (TB12).
    """

    id: str
    member_id: str
    at: date
    by: str
    closed_on: date | None = None
    closed_by: str = ""
