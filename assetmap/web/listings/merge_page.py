"""The pages of a merge in words: the other listing, the two side by side, what will happen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import Person
from assetmap.domain.search.query import Problem
from assetmap.services.context import Context
from assetmap.services.listings.duplicates import Candidate, candidates
from assetmap.services.privacy.redaction import HIDDEN, hidden_of
from assetmap.web.presenters.cards import where_words
from assetmap.web.presenters.field_values import field_words

_FOUND_MOST = 20
_NOT_COMPARED = frozenset(("checked", "merged_into", "archived_because", "point"))


@dataclass(frozen=True)
class Other:
    """A listing that may be the same thing: why it is shown, and where the two are compared."""

    name: str
    status: str
    where: str
    says: str
    url: str


@dataclass(frozen=True)
class ChoosePage:
    """`/work/listings/<id>/merge`: which other listing is the same thing."""

    title: str
    listing: Listing
    alike: tuple[Other, ...]
    words: str  # what was looked for by name
    found: tuple[Other, ...]
    is_asking: bool  # an editor decides
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class SideLine:
    """One field of both; `differs` where they do not say the same."""

    label: str
    one: str
    other: str
    differs: bool


@dataclass(frozen=True)
class SidesPage:
    """`/work/listings/<id>/merge/<other>`: the two side by side, and which of them stays."""

    title: str
    one: Listing
    other: Listing
    lines: tuple[SideLine, ...]
    choices: tuple[tuple[str, str, str], ...]
    keep: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ConfirmPage:
    """`/work/listings/<id>/merge/<other>/confirm`: what will happen, before it does."""

    title: str
    kept: Listing
    gone: Listing
    back: tuple[str, str]  # the two ids in the order of the page before
    is_asking: bool
    is_public: bool  # whether the one that goes was public, so that its address leads on
    note: str = ""
    problems: tuple[Problem, ...] = ()


def choose_page(
    context: Context, listing: Listing, words: str, found: Iterable[Listing], is_asking: bool
) -> ChoosePage:
    """The listings that may be the same, and those of a name that was looked for."""
    alike = candidates(context, listing)
    others = [each for each in found if each.id != listing.id and not each.merged_into]
    shown = tuple(_other(listing, each) for each in others[:_FOUND_MOST])
    nothing = Problem("q", f"We found no other listing for “{words}”.")
    return ChoosePage(
        title="Merge with another listing",
        listing=listing,
        alike=tuple(_alike(listing, each) for each in alike),
        words=words,
        found=shown,
        is_asking=is_asking,
        problems=(nothing,) if words and not shown else (),
    )


def sides_page(
    context: Context, person: Person, one: Listing, other: Listing, *problems: Problem
) -> SidesPage:
    """The two listings side by side; the one that is more likely to stay is chosen already."""
    able = [each for each in (one, other) if each.status.is_public]
    newest = max(able, key=lambda each: each.checked.on or date.min, default=one)
    return SidesPage(
        title="Which of the two stays?",
        one=one,
        other=other,
        lines=_lines(one, other, hidden_of(person, one, other), context.borough),
        choices=tuple((each.id, each.name, _stays_hint(each)) for each in (one, other)),
        keep=newest.id,
        problems=problems,
    )


def _lines(
    one: Listing, other: Listing, hidden: frozenset[str], borough: Borough
) -> tuple[SideLine, ...]:
    lines = []
    for name, field in FIELDS.items():
        if field.private or name in _NOT_COMPARED:
            continue
        values = [field_words(name, field.read(each), borough) for each in (one, other)]
        if any(values):
            mine, theirs = (HIDDEN if text and name in hidden else text for text in values)
            lines.append(SideLine(field.label, mine, theirs, values[0] != values[1]))
    return tuple(lines)


def _stays_hint(listing: Listing) -> str:
    return "" if listing.status.is_public else "It is not published, so it cannot be the one."


def _other(listing: Listing, other: Listing, says: str = "") -> Other:
    return Other(
        name=other.name or "No name yet",
        status=other.status.label,
        where=where_words(other),
        says=says,
        url=f"/work/listings/{listing.id}/merge/{other.id}",
    )


def _alike(listing: Listing, candidate: Candidate) -> Other:
    return _other(listing, candidate.listing, ", ".join(candidate.reasons))
