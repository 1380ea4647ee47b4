"""Matching: which offers fit a want. Only a broker sees it, and nothing follows of itself.

What items are about is told by their category, by the everyday words, and, where the meaning model
is installed, by the everyday words that come near to the want in meaning. Nothing is kept.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assetmap.domain.people.people import Action, require
from assetmap.domain.text import fold
from assetmap.domain.time_bank.items import ItemKind, ItemState, TimeBankItem
from assetmap.domain.time_bank.matching import (
    MOST,
    Fit,
    Similarity,
    WardDistance,
    days_in_common,
    preferences_met,
)
from assetmap.domain.time_bank.members import GroupAccount, Member, Stage
from assetmap.domain.time_bank.safeguarding import Party, first_words, places_allowed
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.schema import STOP_WORDS, stemmed
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.parties import exchanges_of, party_of, shares_home
from assetmap.services.time_bank.ward_distances import distances_from
from assetmap.storage.store import NotFound
from assetmap.storage.tables import (
    TIME_BANK_EXCHANGES,
    TIME_BANK_GROUPS,
    TIME_BANK_ITEMS,
    TIME_BANK_MEMBERS,
)

_USUAL_SHARE, _USUAL_LEAST = 0.1, 5  # a word of more offers than this share of them says nothing
_LOOKED_AT = 15  # offers whose owner's past is looked up; the best of them are shown
_SAID = 0.8  # how near the same everyday words are, beside the cosines of the meaning model
# Words that stand in most offers and wants, and so say nothing of what they are about.
_USUAL = frozenset(
    stemmed("help with need needs want like would can someone somebody some my me your hour hours")
)

Owner = Member | GroupAccount


@dataclass(frozen=True)
class Match:
    """An offer that fits a want: whose it is, why, and the rule for a first exchange (TB11)."""

    offer: TimeBankItem
    giver: Party
    fit: Fit
    first: str = ""


@dataclass(frozen=True)
class _Asked:
    """A want, as each offer is held against it."""

    want: TimeBankItem
    receiver: Party
    days: tuple[str, ...]
    ward: str
    near: Mapping[str, float]  # the concepts that it is about
    stems: frozenset[str]
    distances: Mapping[str, WardDistance]
    branches: Mapping[str, str]  # the level 1 category of each category
    book: PhraseBook

    @property
    def text(self) -> str:
        """All that it says."""
        return f"{self.want.title} {self.want.details}"


def wants_to_match(context: Context, actor: Actor) -> list[TimeBankItem]:
    """The open wants for which nothing is arranged, the oldest first. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    today = context.clock.today()
    open_ = ("proposed", "agreed", "done")
    arranged = {
        id_ for each in context.store.find(TIME_BANK_EXCHANGES, state=open_) for id_ in each.items
    }
    found = context.store.find(TIME_BANK_ITEMS, kind=ItemKind.WANT, state=ItemState.OPEN)
    waiting = [each for each in found if each.id not in arranged and each.is_open(today)]
    frozen = _not_matched(context)
    return sorted(
        (each for each in waiting if each.account not in frozen), key=lambda x: (x.since, x.id)
    )


def want_of(context: Context, actor: Actor, item_id: str) -> TimeBankItem:
    """One want. Raises NotAllowed, NotFound."""
    require(actor.person, Action.RUN_TIME_BANK)
    item = context.store.get(TIME_BANK_ITEMS, item_id)
    if item.kind is not ItemKind.WANT:
        raise NotFound(f"there is no want {item_id!r}")
    return item


def matches_of(context: Context, actor: Actor, want: TimeBankItem) -> list[Match]:
    """The offers that fit a want best, five at most. Raises NotAllowed.

    Never with who is frozen, paused or has left, nor with the receiver themselves (TB10, TB12).
    """
    require(actor.person, Action.RUN_TIME_BANK)
    today, owners = context.clock.today(), _owners(context)
    receiver = _receiver(context, want)
    if receiver.account and receiver.account not in owners:
        return []
    found = context.store.find(TIME_BANK_ITEMS, kind=ItemKind.OFFER, state=ItemState.OPEN)
    offers = [x for x in found if x.account in owners and x.is_open(today)]
    asked = _asked(context, want, receiver, offers)
    fits = [
        Match(offer, Party(owners[offer.account]), fit)
        for offer in offers
        if offer.account != want.account
        if (fit := _fit(context, asked, offer, owners[offer.account])) is not None
    ]
    best = sorted(fits, key=lambda each: (-each.fit.score, each.offer.id))[:_LOOKED_AT]
    with_past = [_with_past(context, asked, each) for each in best]
    return sorted(with_past, key=lambda each: (-each.fit.score, each.offer.id))[:MOST]


def _receiver(context: Context, want: TimeBankItem) -> Party:
    """Who wants it; somebody without any flag, where it was asked for one who is no member yet."""
    nobody_yet = Member("", name="Somebody who is no member yet", stage=Stage.ACTIVE)
    return party_of(context, want.account) if want.account else Party(nobody_yet)


def _owners(context: Context) -> dict[str, Owner]:
    people = context.store.find(TIME_BANK_MEMBERS, stage=Stage.ACTIVE)
    groups = context.store.find(TIME_BANK_GROUPS)
    found: dict[str, Owner] = {each.id: each for each in people if each.may_be_matched()}
    return found | {each.id: each for each in groups if each.closed_on is None}


def _not_matched(context: Context) -> Collection[str]:
    everybody = context.store.find(TIME_BANK_MEMBERS)
    return {each.id for each in everybody if not each.may_be_matched()}


def _asked(
    context: Context, want: TimeBankItem, receiver: Party, offers: Sequence[TimeBankItem]
) -> _Asked:
    member, book, text = receiver.member, context.phrases(), f"{want.title} {want.details}"
    concepts, stems = _about(book, text)
    near = dict.fromkeys(concepts, _SAID)
    if context.embeddings:
        for concept, cosine in context.embeddings.concepts(text):
            near[concept] = max(cosine, near.get(concept, 0.0))
    ward = want.ward or (member.ward if member else "")
    return _Asked(
        *(want, receiver, want.days or (member.days if member else ()), ward),
        *(near, stems - _usual(book, offers), distances_from(context, ward)),
        *(_branches(context), book),
    )


def _fit(context: Context, asked: _Asked, offer: TimeBankItem, owner: Owner) -> Fit | None:
    """How an offer fits; None when it is about something else, or may be nowhere."""
    want, giver = asked.want, Party(owner)
    similarity = _similarity(asked, offer)
    if not similarity.is_alike:
        return None
    allowed = places_allowed(giver, asked.receiver, context.clock.today())
    places = allowed.intersection(want.places, offer.places)
    if not places:
        return None
    member, other = giver.member, asked.receiver.member
    ward = offer.ward or (member.ward if member else "")
    return Fit(
        *(similarity, asked.distances.get(ward, WardDistance()), places),
        days_in_common(asked.days, offer.days or (member.days if member else ())),
        access=_access_words(context, other),
        shares_home=shares_home(member, other),
        preferences=preferences_met(want, offer),
    )


def _access_words(context: Context, member: Member | None) -> tuple[str, ...]:
    """What somebody needs of a place, in words."""
    labels = context.borough.words.access_feature
    needs = member.access if member else ()
    return tuple(labels[each].label.lower() for each in needs if each in labels)


def _similarity(asked: _Asked, offer: TimeBankItem) -> Similarity:
    concepts, stems = _about(asked.book, f"{offer.title} {offer.details}")
    want, branches = asked.want, asked.branches
    is_same = bool(want.category) and want.category == offer.category
    tops = {branches.get(each.category, "") for each in (want, offer)}
    meaning = max((asked.near[each] for each in concepts if each in asked.near), default=0.0)
    shared = asked.stems & stems
    said = fold(asked.text).split() if shared else []
    words = tuple(dict.fromkeys(each for each in said if stemmed(each)[0] in shared))
    return Similarity(is_same, len(tops) == 1 and "" not in tops, meaning, words)


@lru_cache(maxsize=8_192)
def _about(book: PhraseBook, text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The concepts of the everyday words in a text, and the stems of its telling words."""
    said = " ".join(each for each in fold(text).split() if each not in STOP_WORDS)
    concepts = frozenset(found.concept.id for found in book.find(text))
    return concepts, frozenset(stemmed(said)) - _USUAL


def _usual(book: PhraseBook, offers: Sequence[TimeBankItem]) -> frozenset[str]:
    """The stems that so many offers have that they tell none from another."""
    counted = Counter(
        stem for each in offers for stem in _about(book, f"{each.title} {each.details}")[1]
    )
    most = max(_USUAL_LEAST, len(offers) * _USUAL_SHARE)
    return frozenset(stem for stem, number in counted.items() if number > most)


def _branches(context: Context) -> Mapping[str, str]:
    """The level 1 category of each category."""
    tops = context.borough.words.categories
    return {each.slug: top.slug for top in tops for each in (top, *top.within)}


def _with_past(context: Context, asked: _Asked, match: Match) -> Match:
    number = match.offer.account
    exchanges = exchanges_of(context, number)
    given = sum(number in each.givers for each in exchanges)
    met = sum(bool(each.minutes_of(asked.receiver.account)) for each in exchanges)
    giver = replace(match.giver, exchanged=len(exchanges), given=given)
    fit = replace(match.fit, given=given, met=met)
    return Match(match.offer, giver, fit, first_words(giver, asked.receiver))
