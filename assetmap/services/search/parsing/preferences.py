"""The soft preferences in a query's words: a day, a time, a cost, an age, a need of access."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from assetmap.domain.borough.thesaurus import PhraseMatch
from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.domain.search.preferences import extract_preferences
from assetmap.domain.search.query import Search
from assetmap.domain.text import fold
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.text import trimmed

_NO_SUBJECT = {
    PreferenceKind.DAY,
    PreferenceKind.TIME,
    PreferenceKind.KIN,
}  # `Wed` is no wedding, `my mate` no wish for mates


def read_preferences(query: ParsedQuery, today: date) -> ParsedQuery:
    """The query with the preferences in its words, and the terms that are left without them.

    A filter that is set beats a preference of its kind. A phrase that only says a preference
    over again is no match.
    """
    search = query.search
    if search.exact:
        return query
    # The person who does harm may be named as kin too: then the words stay as they are.
    ignore = {*search.ignore, PreferenceKind.KIN} if query.is_urgent else search.ignore
    read = extract_preferences(query.words, today, ignore)
    if not read.preferences:
        return query
    kept = tuple(
        preference for preference in read.preferences if not _is_set(search, preference.sort)
    )
    matches = tuple(each for each in query.matches if not _says_only(each, kept))
    return replace(query, preferences=kept, terms=trimmed(read.rest), matches=matches)


def _is_set(search: Search, sort: PreferenceKind) -> bool:
    """Whether a filter already says what a kind of preference would."""
    if sort is PreferenceKind.KIN:
        return False
    if sort is PreferenceKind.AGE:
        return search.age is not None
    return bool(search.choices(sort))


def _says_only(match: PhraseMatch, preferences: Collection[Preference]) -> bool:
    """Whether a phrase is read as a preference: all of it, or one with no subject (`free`)."""
    read = [each for each in preferences if f" {match.phrase} " in f" {fold(each.phrase)} "]
    return any(
        preference.sort in _NO_SUBJECT or not match.concept.categories for preference in read
    )
