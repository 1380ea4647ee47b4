"""The groups of questions about a published listing, and the page that one of them is chosen on."""

from dataclasses import dataclass

from assetmap.domain.listings.fields import FIELDS, labels
from assetmap.domain.listings.hidden_place import hidden_fields
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.times.schedule_words import schedule_lines
from assetmap.services.context import Context
from assetmap.services.listings.proposals import waiting
from assetmap.web.formatting import counted, long_date
from assetmap.web.forms.questions import ALL, GROUPS, NEWS, PLACE, PRIVATE, FormGroup, news_of
from assetmap.web.presenters.field_values import field_words

_LONGEST = 120  # characters of a group's summary
# Not in a summary: long, a bare number, a matter of the map, or about people.
_LEFT_OUT = ("description", "min_age", "max_age", "point", "consent", "contact_name")


@dataclass(frozen=True)
class WaitingChange:
    """A change of this listing that an editor has still to look at.

    `withdraw_url` is where its own writer takes it back; empty for everybody else.
    """

    url: str
    withdraw_url: str
    asked_on: str
    fields: str
    note: str


@dataclass(frozen=True)
class GroupLine:
    """One group of questions: where it is changed, and what is there now in a few words."""

    title: str
    url: str
    summary: str


@dataclass(frozen=True)
class ChangeGroupsPage:
    """`/work/listings/<id>/change`: which group of questions to change."""

    title: str
    listing: Listing
    waiting: tuple[WaitingChange, ...]
    at_once: GroupLine | None  # what may be changed without an editor
    groups: tuple[GroupLine, ...]
    whole_url: str  # every question on one page
    is_call: bool


def change_groups_page(
    context: Context, person: Person, listing: Listing, *, is_call: bool
) -> ChangeGroupsPage:
    """The page over a public listing. Raises NotPossible for any other.

    `listing` is without private contact and hidden place: no summary can tell them.
    """
    if not listing.status.is_public:
        raise NotPossible("Only a published listing can be changed this way.")
    path = f"/work/listings/{listing.id}/change"

    def line(group: FormGroup, summary: str = "") -> GroupLine:
        url = with_query(path, group.slug, is_call=is_call)
        return GroupLine(group.title, url, summary or _summary(context, listing, group))

    lines = [line(group) for group in groups_of("", listing, person)]
    if hidden_fields([listing.where.precision]):
        lines.append(line(PLACE, "The place is hidden. Give a new one without seeing the old."))
    if may(person, Action.SEE_PRIVATE, listing.id):
        lines.append(line(PRIVATE, "Only staff see this, and it is written down who looked."))
    pictures = counted(len(listing.pictures), "picture")
    lines.append(GroupLine("Pictures", f"/work/listings/{listing.id}/pictures", pictures))
    may_live = may(person, Action.CHANGE_LIVE, listing.id)
    return ChangeGroupsPage(
        title=f"Change {listing.name}",
        listing=listing,
        waiting=waiting_changes(context, person, listing),
        at_once=line(news_of(listing)) if may_live else None,
        groups=tuple(lines),
        whole_url=with_query(path, ALL, is_call=is_call),
        is_call=is_call,
    )


def with_query(path: str, part: str, *, is_call: bool) -> str:
    """The address of a part of the form, or where it is sent, from the call list or not."""
    query = "&".join([f"part={part}"] * bool(part) + ["from=call"] * is_call)
    return f"{path}?{query}" if query else path


def groups_of(part: str, listing: Listing, person: Person) -> tuple[FormGroup, ...]:
    """The groups of a part of the page: one, the private contact alone, or all the public ones.

    Those who may change a notice and closed days at once are not asked for them twice.
    """
    if part == PRIVATE.slug:
        return (PRIVATE,)
    hidden = hidden_fields([listing.where.precision])
    if part == PLACE.slug and hidden:
        return (PLACE.without(f.name for f in PLACE.fields if f.name not in hidden),)
    may_live = may(person, Action.CHANGE_LIVE, listing.id)
    low_risk = tuple(field.name for field in NEWS.asked_of(listing.kind).fields)
    left_out = (*low_risk, *hidden)
    groups = [group.asked_of(listing.kind).public_side.without(left_out) for group in GROUPS]
    if not may_live:
        groups.append(news_of(listing))
    one = tuple(group for group in groups if group.slug == part)
    return one or tuple(groups)


def waiting_changes(
    context: Context, person: Person, listing: Listing
) -> tuple[WaitingChange, ...]:
    """What waits for an editor, as the person may see it."""
    may_review = may(person, Action.REVIEW)
    return tuple(
        WaitingChange(
            f"/work/review/proposals/{proposal.id}" if may_review else "",
            f"/work/listings/{listing.id}/change/withdraw/{proposal.id}"
            if proposal.by == person.id
            else "",
            long_date(proposal.at.date()),
            ", ".join(labels(change.field for change in proposal.changes)) or "Other details",
            proposal.note,
        )
        for proposal in waiting(context, listing.id)
    )


def _summary(context: Context, listing: Listing, group: FormGroup) -> str:
    """What is there now, in as few words as fit on two lines."""
    names = (question.name for question in group.fields if question.name not in _LEFT_OUT)
    answers = (_words(context, listing, name) for name in names)
    text = " · ".join(filter(None, answers))
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST].rsplit(' ', 1)[0].rstrip(' ·,;')}…"
    return text or "Nothing yet"


def _words(context: Context, listing: Listing, name: str) -> str:
    if name == "when":
        return "; ".join(schedule_lines(listing.schedule))
    if name == "closed_dates":
        return ", ".join(long_date(on) for on in sorted(listing.schedule.closed))
    words = field_words(name, FIELDS[name].read(listing), context.borough)
    return ", ".join(line for line in words.split("\n") if line)
