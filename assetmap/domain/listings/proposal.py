"""A proposed change to a listing: only the fields that change; and a revision that is kept."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from assetmap.domain.listings.listing import Listing


@dataclass(frozen=True, slots=True)
class Revision:
    """The listing after its `number`th change (from 1), who made it, and what it was.

    Private contact and hidden place are not part of it: they have no history, so that they can be
    erased.
    """

    listing: Listing
    number: int
    at: datetime
    by: str
    what: str
    asked_by: str = ""  # who asked for the change, where somebody else approved it


Value = str | tuple[str, ...]  # a field as a form shows it: one text, or several


class ProposalState(StrEnum):
    """Where a proposal is."""

    WAITING = "waiting"
    APPROVED = "approved"
    SENT_BACK = "sent-back"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"  # it came to nothing: what it asked for was done, or cannot be done any more


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field from what it was to what it is to be. `field` is a name of FIELDS."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody wants changed. The published version stays live until an editor approves.

    `changes` leave out private contact and hidden places, which are in `private_changes`, so that
    queue and history can be shown to people who may not see them. `base` is the number of the
    listing's revision that it was written against; `words` the editor's, when it was sent back, or
    ours, when it was closed.
    """

    id: str
    listing_id: str
    by: str
    at: datetime
    base: int
    changes: tuple[FieldChange, ...] = ()
    private_changes: tuple[FieldChange, ...] = ()
    note: str = ""
    archive_because: str = ""  # set when it asks for the listing to be archived, and why
    merge_into: str = ""  # set when it asks for the listing to be merged into another
    state: ProposalState = ProposalState.WAITING
    decided_by: str = ""
    decided_at: datetime | None = None
    words: str = ""
    edited: tuple[str, ...] = ()  # the fields that the editor put in words of their own
    check_id: str = ""  # of the check at which staff heard of it; it counts once this is approved

    @property
    def all_changes(self) -> tuple[FieldChange, ...]:
        """Every field it changes."""
        return (*self.changes, *self.private_changes)


HIDDEN = "hidden"  # what a change says in place of a value that may not be read


def masked(change: FieldChange, hidden: Collection[str]) -> FieldChange:
    """A change as somebody may read it: that there was something stays, what it was does not."""
    if change.field not in hidden:
        return change
    return replace(
        change,
        before=HIDDEN if change.before else "",
        after=HIDDEN if change.after else "",
    )
