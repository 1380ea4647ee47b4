"""What the conversation page says: the question, and the cards in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from assetmap.domain.borough.borough import Borough, HelpLine
from assetmap.domain.borough.vocabulary import Liking
from assetmap.domain.handouts.conversation import (
    Conversation,
    must_haves_of,
)
from assetmap.domain.place import FURTHEST_WALK, walk_minutes
from assetmap.domain.search.results import Understood
from assetmap.domain.validation import Problem
from assetmap.services.handouts.conversations import Option, Options
from assetmap.web.handouts.conversation_query import (
    Asked,
    Pairs,
    chips_of,
    exact_url,
    meant_of,
    url,
)
from assetmap.web.presenters.cards import card_of
from assetmap.web.presenters.chips import place_notes
from assetmap.web.presenters.pages import Card, Chip


@dataclass(frozen=True)
class OptionCard:
    """One card. Empty texts are left out; `notes` are for staff alone."""

    card: Card
    how_far: str  # `0.4 miles away, about 8 minutes on foot`
    first_visit: str
    phone: str
    getting_there: str  # in the listing's own words, when it must be near a bus
    gives: str  # `You could give`; usually empty
    unsaid: str  # `Does not say whether they are quiet`; usually empty
    is_picked: bool
    pick_url: str  # adds it to the sheet, or takes it off, without a script
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConversationPage:
    """`/conversation`: what was said, and at most twelve cards.

    `cards` have all that it must be; `unsure` do not say of something.
    """

    title: str
    path: str
    said: Conversation
    likings: tuple[Liking, ...]
    musts: tuple[tuple[str, str], ...]  # (slug, label)
    languages: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)  # the fields of the form as typed
    as_typed: Pairs = ()  # how the words are to be taken: goes along with the form
    cards: tuple[OptionCard, ...] = ()
    unsure: tuple[OptionCard, ...] = ()
    unsure_heading: str = ""
    nothing_fits: bool = False  # what there is nevertheless is a way to give
    is_answered: bool = False
    heading: str = ""
    chips: tuple[Chip, ...] = ()
    meant: tuple[Chip, ...] = ()  # what was read out of the words
    correction: str = ""  # the words with their spelling put right, when they were
    exact_url: str = ""
    notes: tuple[str, ...] = ()  # how the place was read
    left_out: str = ""  # `6 more do not say whether they are step-free.`
    urgent: tuple[HelpLine, ...] = ()  # numbers for somebody in danger; usually none
    picks: tuple[str, ...] = ()
    near: str = ""  # where a sheet is told how far from
    sheet_url: str = ""  # makes a sheet of what was picked; empty without any
    empty_url: str = ""  # the same page with nothing picked
    share_url: str = ""
    back_url: str = ""  # from the share view to the one with the form
    gap_url: str = ""  # where staff say what they could not find; empty for others
    new_url: str = ""  # the next conversation, with nothing said and nothing picked


@dataclass(frozen=True)
class Place:
    """Where the page stands: its path, its borough, and the moment."""

    path: str
    borough: Borough
    now: datetime


def conversation_page(
    at: Place,
    asked: Asked,
    languages: tuple[str, ...],
    options: Options | None = None,
    notes: dict[str, tuple[str, ...]] | None = None,
) -> ConversationPage:
    """The page; without `options` it only asks. `notes` are those of staff, by listing."""
    page = ConversationPage(
        title="What would you like?",
        path=at.path,
        said=asked.said,
        likings=at.borough.words.likings,
        musts=tuple((must.slug, must.label) for must in must_haves_of(at.borough.words)),
        languages=(("", "Any"), *((each, each) for each in languages)),
        problems=asked.problems,
        typed={name: asked.typed.get(name, "") for name in ("near", "q")},
        as_typed=asked.as_typed,
        picks=asked.picks,
        near=asked.said.near,
        sheet_url=sheet_url(asked.picks, asked.said.near),
        empty_url=url(at.path, asked.pairs(picks=())),
        share_url=url("/conversation", (*asked.pairs(), ("view", "share"))),
        back_url=url(at.path, asked.pairs()),
        new_url=at.path,
    )
    return _answered(page, at, asked, options, notes or {}) if options else page


def _answered(
    page: ConversationPage,
    at: Place,
    asked: Asked,
    options: Options,
    notes: dict[str, tuple[str, ...]],
) -> ConversationPage:
    """The page with its cards."""
    understood = options.understood
    cards = [_card(at, asked, option, notes) for option in options.options]
    near = asked.said.near or _place_in_words(understood)
    unsure = tuple(card for card in cards if card.unsaid)
    return replace(
        page,
        problems=(*asked.problems, *options.problems),
        cards=tuple(card for card in cards if not card.unsaid),
        unsure=unsure,
        unsure_heading=_may_suit(len(cards) - len(unsure), len(unsure)),
        is_answered=True,
        heading=_heading(options.options),
        nothing_fits=all(option.is_added for option in options.options),
        chips=chips_of(at.path, asked, at.borough.words, understood),
        meant=meant_of(at.path, asked, understood),
        correction=understood.correction,
        exact_url=exact_url(at.path, asked),
        notes=tuple(place_notes(understood, at.borough)),
        left_out=_left_out(options),
        urgent=at.borough.urgent_lines if understood.is_urgent else (),
        near=near,
        sheet_url=sheet_url(asked.picks, near),
    )


def _place_in_words(understood: Understood) -> str:
    return understood.place.label if understood.place and understood.place_in_words else ""


def sheet_url(picks: tuple[str, ...], near: str = "") -> str:
    """Where a sheet of some listings is made, told how far from where; empty without any."""
    if not picks:
        return ""
    ids = tuple(("id", each) for each in picks)
    return url("/sheet/new", (*ids, *((("near", near),) if near else ())))


def _card(at: Place, asked: Asked, option: Option, notes: dict[str, tuple[str, ...]]) -> OptionCard:
    listing = option.hit.listing.shown
    card = card_of(option.hit, at.borough, at.now)
    is_picked = listing.id in asked.picks
    others = tuple(each for each in asked.picks if each != listing.id)
    picks = others if is_picked else (*others, listing.id)
    return OptionCard(
        card=card,
        how_far=", ".join(filter(None, (card.distance, walk_words(option.hit.distance_m)))),
        first_visit=listing.first_visit,
        phone=listing.public.phone,
        getting_there=listing.getting_there if "bus" in asked.said.musts else "",
        gives=listing.kind.rules.invite,
        unsaid=f"Does not say {_either(option.unsaid)}" if option.unsaid else "",
        is_picked=is_picked,
        pick_url=f"{url(at.path, asked.pairs(picks=picks))}#listing-{listing.id}",
        notes=notes.get(listing.id, ()),
    )


def walk_words(metres: float | None) -> str:
    """`about 10 minutes on foot`, as the sheet says it; empty where that is too far."""
    if metres is None or walk_minutes(metres) > FURTHEST_WALK:
        return ""
    return f"about {walk_minutes(metres)} minutes on foot"


def _heading(options: tuple[Option, ...]) -> str:
    if all(option.is_added for option in options):
        return "Nothing fits all of that"
    return (
        "One thing to talk about" if len(options) == 1 else f"{len(options)} things to talk about"
    )


def _may_suit(sure: int, unsure: int) -> str:
    """`These may suit you too`; empty without any."""
    if not unsure:
        return ""
    return f"{'This' if unsure == 1 else 'These'} may suit you{' too' if sure else ''}"


def _left_out(options: Options) -> str:
    """`6 more do not say whether they are step-free.`"""
    if not options.left_out:
        return ""
    does = "does" if options.left_out == 1 else "do"
    return f"{options.left_out} more {does} not say {_either(options.unsaid)}."


def _either(ends: tuple[str, ...]) -> str:
    """`whether they are quiet, or what they cost`."""
    return ", or ".join(ends)
