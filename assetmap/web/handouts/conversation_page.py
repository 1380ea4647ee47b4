"""What the conversation page says: the question, and the cards in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.borough.signposts import Signpost
from assetmap.domain.borough.vocabulary import Liking
from assetmap.domain.handouts.conversation import (
    Conversation,
    must_haves_of,
)
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Understood
from assetmap.domain.validation import Problem
from assetmap.services.handouts.conversations import Option, Options
from assetmap.services.search.urgent import urgent_lines
from assetmap.web.handouts.conversation_query import (
    Asked,
    Pairs,
    chips_of,
    exact_url,
    meant_of,
    ruled_out,
    url,
)
from assetmap.web.handouts.option_card import OptionCard, either, option_card
from assetmap.web.presenters.cards import card_of
from assetmap.web.presenters.chips import place_notes
from assetmap.web.presenters.covers_box import CoversBox
from assetmap.web.presenters.covers_words import covers_box
from assetmap.web.presenters.pages import Chip

TITLE = "Choose together"


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
    give: OptionCard | None = None  # a way to give, apart from what fits
    needs: tuple[OptionCard, ...] = ()  # what needs what they would like to give, likewise
    fitting: str = ""  # `23 things fit. Here are the best 11.`; usually empty
    is_answered: bool = False
    heading: str = ""
    chips: tuple[Chip, ...] = ()
    ruled_out: tuple[Chip, ...] = ()  # `9 more if you take off “Step-free”`
    meant: tuple[Chip, ...] = ()  # what was read out of the words
    correction: str = ""  # the words with their spelling put right, when they were
    exact_url: str = ""
    notes: tuple[str, ...] = ()  # how the place was read
    left_out: str = ""  # `6 more do not say whether they are step-free.`
    urgent: tuple[HelpLine, ...] = ()  # numbers for somebody in danger; usually none
    signposts: tuple[Signpost, ...] = ()  # where to go for what is not listed
    asks_place: bool = False  # the words say "near me", and no place is given
    leave_url: str = ""  # where the way to leave the page quickly leads; usually empty
    picks: tuple[str, ...] = ()
    near: str = ""  # where a sheet is told how far from
    sheet_url: str = ""  # makes a sheet of what was picked; empty without any
    empty_url: str = ""  # the same page with nothing picked
    share_url: str = ""
    back_url: str = ""  # from the share view to the one with the form
    gap_url: str = ""  # where staff say what they could not find; empty for others
    covers: CoversBox | None = None  # whom to ask about the place that was named
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
        title=TITLE,
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
    urgent, leave_url = urgent_lines(at.borough, Search(), understood)
    return replace(
        page,
        problems=(*asked.problems, *options.problems),
        cards=tuple(card for card in cards if not card.unsaid),
        unsure=unsure,
        unsure_heading=_may_suit(len(cards) - len(unsure), len(unsure)),
        is_answered=True,
        heading=_heading(options),
        fitting=_fitting(options),
        give=_card(at, asked, options.give, notes) if options.give else None,
        needs=tuple(_card(at, asked, option, notes) for option in options.needs),
        chips=chips_of(at.path, asked, at.borough.words, understood),
        ruled_out=ruled_out(at.path, asked, options.ruled_out),
        meant=meant_of(at.path, asked, understood),
        correction=understood.correction,
        exact_url=exact_url(at.path, asked),
        notes=tuple(place_notes(understood, at.borough)),
        left_out=_left_out(options),
        urgent=urgent,
        leave_url=leave_url,
        signposts=understood.signposts,
        asks_place=understood.asks_place,
        near=near,
        sheet_url=sheet_url(asked.picks, near),
        covers=covers_box(options.covers, at.now),
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
    listing_id = option.hit.listing.id
    is_picked = listing_id in asked.picks
    others = tuple(each for each in asked.picks if each != listing_id)
    picks = others if is_picked else (*others, listing_id)
    return option_card(
        option,
        card_of(option.hit, at.borough, at.now),
        is_by_bus="bus" in asked.said.musts,
        is_picked=is_picked,
        pick_url=f"{url(at.path, asked.pairs(picks=picks))}#listing-{listing_id}",
        notes=notes.get(listing_id, ()),
    )


def _heading(options: Options) -> str:
    count = len(options.options)
    if not count:
        return "Nothing fits all of that"
    return "One thing to talk about" if count == 1 else f"{count} things to talk about"


def _fitting(options: Options) -> str:
    """`23 things fit. Here are the best 11.`; empty where all of them are shown."""
    shown = sum(not option.unsaid for option in options.options)
    if options.fitting <= shown:
        return ""
    return f"{options.fitting} things fit. Here are the best {shown}."


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
    return f"{options.left_out} more {does} not say {either(options.unsaid)}."
