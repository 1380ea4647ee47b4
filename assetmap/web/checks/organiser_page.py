"""What an organiser's pages show: their listings as everyone sees them, and how to answer."""

from dataclasses import dataclass, replace

from assetmap.domain.listings.hidden_place import hidden_fields
from assetmap.domain.listings.listing import Listing, Precision
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.validation import Problem
from assetmap.services.checks.organiser_links import (
    BadLink,
    ExpiredLink,
    LinkRefused,
    OpenLink,
    OutdatedLink,
    UsedLink,
    ends_at,
)
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update
from assetmap.services.listings.date_changes import dates_to_change
from assetmap.services.search.reading import hit_of
from assetmap.web.formatting import long_date
from assetmap.web.forms.listing_form import DrawnField, Form, drawn
from assetmap.web.forms.phrase_choices import question_of
from assetmap.web.forms.questions import (
    AREA_ONLY,
    CONTACT,
    JOINING,
    WHAT,
    WHEN,
    WHERE,
    FormGroup,
)
from assetmap.web.forms.values import Boxes
from assetmap.web.framework.public_form_token import Timing
from assetmap.web.presenters.listing_page import listing_page
from assetmap.web.presenters.pages import ListingPage

# What is for staff to say: how it is sorted, who looks after it, what has been agreed.
_FOR_STAFF = (
    "kind",
    "also_known_as",
    "precision",
    "point",
    "private_website",
    "consent",
    "steward",
)
THANKS = {
    "confirmed": ("Thank you", "Everyone can now see that you confirmed it today."),
    "changed": (
        "Thank you for telling us",
        "A person will look at it within 2 working days. Until then the page stays as it is.",
    ),
    "paused": ("Thank you", "Everyone can now see that it is closed for now."),
    "resumed": ("Thank you", "Everyone can now see that it is running again."),
    "undone": ("Taken back", "The page is as it was before you pressed the button."),
    "closed": (
        "Thank you for telling us",
        "A person will take it off the directory within 2 working days.",
    ),
    "removal": (
        "We will take it off",
        "A person will do it within 2 working days. We will not list it again unless you ask us.",
    ),
}


@dataclass(frozen=True)
class OrganiserPage:
    """`/organiser/<token>`: every listing that waits for an answer, as the public reads it."""

    title: str
    address: str  # of this page; the others begin with it
    listings: tuple[ListingPage, ...]
    works_until: str
    form_token: str
    problems: tuple[Problem, ...] = ()
    with_dates: frozenset[str] = frozenset()  # of those listings that have dates to cancel or move


@dataclass(frozen=True)
class Part:
    """One group of questions that can be opened and shut."""

    title: str
    questions: tuple[DrawnField, ...]
    is_open: bool


@dataclass(frozen=True)
class AnswerPage:
    """The page of one answer about one listing: a change, a pause, or its end.

    `parts` are the questions of a change; `until` and `typed` what was typed into the others.
    """

    title: str
    address: str  # of the page of all their listings
    listing_id: str
    name: str
    form_token: str
    problems: tuple[Problem, ...] = ()
    parts: tuple[Part, ...] = ()
    until: Boxes = ("", "", "")
    typed: str = ""  # the organiser's own words, or the notice for the public
    chosen: str = ""
    is_paused: bool = False
    is_planned: bool = False


@dataclass(frozen=True)
class ThanksPage:
    """What became of an answer, and whether other listings still wait for one."""

    title: str
    says: str
    address: str
    left: int
    undo_url: str = ""  # where what was confirmed just now can be taken back
    form_token: str = ""


@dataclass(frozen=True)
class RefusedPage:
    """A link that does not work (any more): why, and how to get on.

    `address` is where a new link can be asked for; empty when none can be sent.
    """

    title: str
    says: str
    address: str = ""
    form_token: str = ""


def organiser_page(
    context: Context, opened: OpenLink, address: str, token: str, problems: tuple[Problem, ...] = ()
) -> OrganiserPage:
    """The page of all the listings that a link still waits for."""
    now = context.clock.now()
    hits = [hit_of(context, public_view(listing)) for listing in opened.listings]
    return OrganiserPage(
        title="Is this still correct?" if len(hits) == 1 else "Are these still correct?",
        address=address,
        listings=tuple(listing_page(hit, context.borough, now) for hit in hits),
        works_until=long_date(ends_at(context, opened.link.made_at).date()),
        form_token=token,
        problems=problems,
        with_dates=frozenset(
            listing.id
            for listing in opened.listings
            if dates_to_change(context, opened.person, listing)
        ),
    )


def change_page(
    context: Context,
    listing: Listing,
    address: str,
    token: str,
    form: Form | None = None,
    problems: tuple[Problem, ...] = (),
) -> AnswerPage:
    """The form of a change, with what was typed so far; parts with a mistake stand open."""
    wrong = {question_of(problem.parameter) for problem in problems}
    adds_row = bool(form and form.get("more"))
    parts = tuple(
        Part(
            group.title,
            drawn(
                group,
                load_for_update(context, listing.id).listing,
                context.borough,
                form,
                today=context.clock.today(),
            ),
            any(question.name in wrong for question in group.fields)
            or (adds_row and group.slug == WHEN.slug),
        )
        for group in groups_of(listing)
    )
    return AnswerPage(
        title="What has changed?",
        address=address,
        listing_id=listing.id,
        name=listing.name,
        form_token=token,
        problems=problems,
        parts=parts,
        typed=form.get("words", "") if form else "",
    )


def groups_of(listing: Listing) -> tuple[FormGroup, ...]:
    """What an organiser is asked about a listing; how much of its place is shown stays as it is.

    A place that is hidden is not asked for: a letter that went astray must not tell it.
    """
    precision = listing.where.precision
    is_shown = precision in (Precision.VENUE, Precision.APPROXIMATE)
    where = () if precision is Precision.WITHHELD else (WHERE if is_shown else AREA_ONLY,)
    left_out = (*_FOR_STAFF, *hidden_fields([precision]))
    return tuple(
        replace(group.asked_of(listing.kind).without(left_out), asks_home=False)
        for group in (WHEN, *where, JOINING, CONTACT, WHAT)
    )


# An answer may be quick: organisers have the letter before them, and know that all is right.
TIMING_WORDS = {
    Timing.TOO_OLD: "This page had been open for more than a day. Please press once more.",
    Timing.FORGED: "We could not tell that this came from our page. Please press once more.",
}
_WORDS: dict[type[LinkRefused], tuple[str, str]] = {
    BadLink: (
        "This link does not work",
        "Perhaps a part of the address was lost. Please open the link in our email once more.",
    ),
    ExpiredLink: ("This link is too old", "For safety our links work for {days} days only."),
    UsedLink: (
        "This link has been used",
        "We have your answer. Thank you. Each link works once. Is there something else to tell us?",
    ),
    OutdatedLink: (
        "Something has changed since we wrote to you",
        "The page is not the same as on that day, so this link does not work any more.",
    ),
}
_STATUSES: dict[type[LinkRefused], int] = {BadLink: 404}  # the others were here once: 410
SENT = ("We have sent you a new link", "It is on its way to the email address that we have.")
SENT_BEFORE = (
    "We have sent you a new link today already",
    "Please look into your email once more, also where unwanted email is put.",
)
NO_ADDRESS = (
    "We cannot send you a new link",
    "We have no email address for it any more, or it is no longer listed.",
)


def refused_page(
    error: LinkRefused, context: Context, address: str, form_token: str
) -> tuple[RefusedPage, int]:
    """The page for a link that does not work, and its status."""
    title, says = _WORDS[type(error)]
    words = says.format(days=context.borough.upkeep.link_days)
    can_renew = not isinstance(error, BadLink)
    page = RefusedPage(title, words, address if can_renew else "", form_token)
    return page, _STATUSES.get(type(error), 410)


def said_page(said: tuple[str, str]) -> RefusedPage:
    """The page after a new link was asked for."""
    return RefusedPage(*said)
