"""A draft as an editor looks it over: what the public would see, what it lacks, what is like it."""

from dataclasses import dataclass, fields, replace

from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.listings.requirements import missing_for_publishing
from assetmap.domain.listings.suggestion import Suggestion
from assetmap.domain.people.people import Person
from assetmap.domain.search.query import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update, revisions_of
from assetmap.services.listings.duplicates import Candidate, candidates
from assetmap.services.listings.person_names import person_name
from assetmap.services.listings.transitions import authors
from assetmap.services.search.reading import hit_of
from assetmap.storage.tables import SUGGESTIONS
from assetmap.web.forms.questions import group_with
from assetmap.web.listings.draft_step_page import address
from assetmap.web.listings.proposal_page import moment_words
from assetmap.web.presenters.listing_page import listing_page
from assetmap.web.presenters.pages import ListingPage


@dataclass(frozen=True, kw_only=True)
class DraftPage(ListingPage):
    """`/work/review/listings/<id>`: what the public would see, and what only staff know."""

    revision: int  # the number of the one that is shown
    sent_by: str
    sent_at: str
    kept: tuple[tuple[str, str], ...]  # what the public does not see: label and words
    gaps: tuple[tuple[str, str], ...]  # what it lacks, and where one fills it in
    alike: tuple[Candidate, ...]
    suggestion: Suggestion | None  # what the resident who suggested it told us
    is_suggestion: bool
    is_own: bool  # and four-eyes holds, so that somebody else has to publish
    problems: tuple[Problem, ...] = ()
    words: str = ""  # what was typed to send it back with


_KEPT = ("consent", "steward")


def draft_page(
    context: Context,
    person: Person,
    listing_id: str,
    problems: tuple[Problem, ...] = (),
    words: str = "",
) -> DraftPage:
    """The page of a draft in review or of a suggestion. Raises NotFound."""
    listing = load_for_update(context, listing_id).listing
    newest = revisions_of(context, listing_id)[-1:]
    suggestion = context.store.find(SUGGESTIONS, listing_id=listing_id, most=1)
    shown = _as_public(context, listing)
    as_public = {field.name: getattr(shown, field.name) for field in fields(shown)}
    return DraftPage(
        **as_public,
        revision=newest[0].number if newest else 0,
        sent_by=person_name(context, newest[0].by) if newest else "",
        sent_at=moment_words(newest[0].at) if newest else "",
        kept=_kept(listing),
        gaps=tuple(
            (gap.message, _question(listing, gap.field)) for gap in missing_for_publishing(listing)
        ),
        alike=candidates(context, listing),
        suggestion=suggestion[0] if suggestion else None,
        is_suggestion=listing.status is Status.SUGGESTED,
        is_own=context.borough.upkeep.four_eyes and person.id in authors(context, listing_id),
        problems=problems,
        words=words,
    )


def _as_public(context: Context, listing: Listing) -> ListingPage:
    """The page that the public would get, were it published as it is."""
    public = public_view(replace(listing, status=Status.PUBLISHED))
    page = listing_page(hit_of(context, public), context.borough, context.clock.now())
    return replace(page, title=listing.name or "No name yet")


def _question(listing: Listing, field: str) -> str:
    """Where a field of a draft is asked for."""
    group = group_with(field)
    return address(listing, group.slug, field) if group else address(listing, "check", "method")


def _kept(listing: Listing) -> tuple[tuple[str, str], ...]:
    texts = ((FIELDS[name].label, str(FIELDS[name].read(listing))) for name in _KEPT)
    return tuple((label, text) for label, text in texts if text)
