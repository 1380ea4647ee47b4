"""The soft preferences in a query's words: a day, a time, a cost, an age, a need of access."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from assetmap.domain.borough.thesaurus import PhraseMatch
from assetmap.domain.search.preference import OF_TIME, Preference, PreferenceKind
from assetmap.domain.search.preferences import asks_for_anything, extract_preferences
from assetmap.domain.search.query import Search
from assetmap.domain.text import fold
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.text import trimmed

NO_SUBJECT = {
    PreferenceKind.DAY,
    PreferenceKind.TIME,
    PreferenceKind.HOURS,
    PreferenceKind.KIN,
}  # `Wed` is no wedding, `my mate` no wish for mates

# The person who does harm may be named as kin too, and help is wanted whatever day it is: then the
# words stay as they are.
NOT_IN_DANGER = (*OF_TIME, PreferenceKind.KIN)


def read_preferences(query: ParsedQuery, today: date) -> ParsedQuery:
    """The query with the preferences in its words, and the terms that are left without them.

    A filter that is set beats a preference of its kind. A phrase that only says a preference
    over again is no match.
    """
    search = query.search
    if search.exact:
        return query
    ignore = {*search.ignore, *NOT_IN_DANGER} if query.is_urgent else search.ignore
    read = extract_preferences(query.words, today, ignore)
    if not read.preferences:
        return query
    kept = tuple(
        preference for preference in read.preferences if not _is_set(search, preference.sort)
    )
    cut = [each for each in kept if fold(each.phrase) not in fold(read.rest)]
    matches = tuple(each for each in query.matches if not _says_only(each, cut))
    terms = trimmed(read.rest)
    if any(each.sort in OF_TIME for each in kept) and asks_for_anything(read.rest):
        terms, matches = "", ()  # `what's on today` is all that is on, not what is social
    return replace(query, preferences=kept, terms=terms, matches=matches)


def _is_set(search: Search, sort: PreferenceKind) -> bool:
    """Whether a filter already says what a kind of preference would."""
    if sort in (PreferenceKind.KIN, PreferenceKind.HOURS):
        return False
    if sort is PreferenceKind.AGE:
        return search.age is not None
    return bool(search.choices(sort))


def _says_only(match: PhraseMatch, preferences: Collection[Preference]) -> bool:
    """Whether a phrase is read as a preference: all of it, or one with no subject (`free`)."""
    read = [each for each in preferences if f" {match.phrase} " in f" {fold(each.phrase)} "]
    return any(preference.sort in NO_SUBJECT or not match.concept.categories for preference in read)
