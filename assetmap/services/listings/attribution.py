"""Whose words are published: those of the person who asked, or some of the editor's own."""

from collections.abc import Mapping

from assetmap.domain.listings.fields import FIELDS, with_fields
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import Proposal, Revision, Value
from assetmap.domain.people.people import Person

# What the history says of what an editor approved as it was, and in words of their own.
APPROVED, APPROVED_WITH_EDITS = "approved a change", "approved a change with edits"
PUBLISHED, PUBLISHED_WITH_EDITS = "published", "published with edits"
WITH_EDITS = (APPROVED_WITH_EDITS, PUBLISHED_WITH_EDITS)
_SENT = ("sent for review", "started a draft", "suggested")


def own_words(
    before: Listing, proposal: Proposal, edits: Mapping[str, Value], after: Listing
) -> tuple[str, ...]:
    """The fields that are not as they were asked for, because the editor typed them again."""
    wanted = {change.field: change.after for change in proposal.all_changes}
    asked = with_fields(before, wanted)
    return tuple(name for name in edits if FIELDS[name].read(after) != FIELDS[name].read(asked))


def approved_as(person: Person, proposal: Proposal, own: tuple[str, ...]) -> tuple[str, str]:
    """What is said of a change that a person approves, and the id of who asked, if another."""
    asked_by = proposal.by if proposal.by != person.id else ""
    return APPROVED_WITH_EDITS if own else APPROVED, asked_by


def published_as(person: Person, revisions: list[Revision]) -> tuple[str, str]:
    """What is said of a draft that a person publishes, and the id of who sent it, if another."""
    sent = [each for each in revisions if each.what in _SENT and each.by != person.id]
    if not sent:
        return PUBLISHED, ""
    has_edited = any(each.what == "saved a draft" and each.by == person.id for each in revisions)
    return PUBLISHED_WITH_EDITS if has_edited else PUBLISHED, sent[-1].by
