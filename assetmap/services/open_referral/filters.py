"""Which services answer a question: every filter leaves fewer, and all of them count together."""

import numpy as np

from assetmap.search_index.row_columns import NO_AGE
from assetmap.search_index.schema import terms_of
from assetmap.search_index.snapshot import Mask
from assetmap.services.context import Context
from assetmap.services.open_referral.question import BadParameter, Question
from assetmap.services.open_referral_index import FeedIndex
from assetmap.services.search.reach import query_location

_DAY = 24 * 60  # minutes


def services_for(context: Context, index: FeedIndex, question: Question) -> Mask:
    """The services that answer. Raises BadParameter for a postcode that there is not."""
    mask = index.shown & _by_tags(index, question) & _by_words(index, question)
    mask &= _by_age(index, question) & _by_time(index, question)
    if question.organization:
        mask &= _having(index, index.organized.get(question.organization, []))
    if question.modified_after is not None:
        mask &= index.modified >= question.modified_after.timestamp()
    if question.postcode is not None:
        mask &= _by_place(context, index, question)
    return mask


def _by_words(index: FeedIndex, question: Question) -> Mask:
    """What holds all the words, in any form of theirs; words like `the` say nothing."""
    if not question.search:
        return index.shown
    return index.cached.text.holding(terms_of(question.search))


def _by_tags(index: FeedIndex, question: Question) -> Mask:
    mask, taxonomies = index.shown.copy(), index.feed.taxonomies
    for identifier in question.taxonomy_terms:
        tag = taxonomies.tag_of_term.get(identifier)
        mask &= _having(index, index.tagged.get(tag, []) if tag else [])
    if question.taxonomy:
        name = taxonomies.name_of_taxonomy.get(question.taxonomy, "")
        every = [positions for tag, positions in index.tagged.items() if tag.taxonomy == name]
        mask &= _having(index, [position for positions in every for position in positions])
    return mask


def _by_age(index: FeedIndex, question: Question) -> Mask:
    """What takes somebody of those ages; one that says no age is for any."""
    low, high, snapshot = question.minimum_age, question.maximum_age, index.cached.snapshot
    mask = index.shown.copy()
    if low is not None:
        mask &= (snapshot.max_age == NO_AGE) | (snapshot.max_age >= low)
    if high is not None:
        mask &= (snapshot.min_age == NO_AGE) | (snapshot.min_age <= high)
    return mask


def _by_time(index: FeedIndex, question: Question) -> Mask:
    """What is on, or open, for some of the time between two times of a day of the week."""
    if question.day is None and question.start is None and question.end is None:
        return index.shown
    start = question.start if question.start is not None else 0
    end = question.end if question.end is not None else _DAY
    return index.cached.snapshot.sessions.on_between(question.day, start, end)


def _by_place(context: Context, index: FeedIndex, question: Question) -> Mask:
    """What is so near, or what serves the postcode: what names no area serves its own borough."""
    snapshot = index.cached.snapshot
    place = context.gazetteer.find(str(question.postcode))
    location = query_location(context, snapshot, place)
    if place is None or location.nearness is None or location.covers is None:
        raise BadParameter("postcode", f"There is no postcode {question.postcode}.")
    if question.proximity is not None:
        return location.nearness.within(question.proximity)
    is_ours = place.authority == context.borough.authority_code
    serves: Mask = location.covers | (~snapshot.names_ground & ~snapshot.outside & is_ours)
    return serves


def _having(index: FeedIndex, positions: list[int]) -> Mask:
    mask = np.zeros(len(index.shown), bool)
    mask[positions] = True
    return mask
