"""The language that a query asks to be spoken, as a preference with a chip of its own."""

from collections.abc import Container
from dataclasses import replace

from assetmap.domain.search.preference import PreferenceKind
from assetmap.domain.search.preference_languages import language_asked
from assetmap.domain.text import fold
from assetmap.services.search.parsing.parsed_query import ParsedQuery


def read_language(query: ParsedQuery, spoken: Container[str]) -> ParsedQuery:
    """The query with the language in its words, unless a filter says one or it is to be ignored.

    `spoken` are the languages that listings name, by slug. One that none of them speaks is looked
    for by its English name, so that a listing which tells of it is found.
    """
    search = query.search
    kind = PreferenceKind.LANGUAGE
    if search.exact or kind in search.ignore or search.choices(kind):
        return query
    asked = language_asked(query.terms)
    if asked is None:
        return query
    is_spoken = asked.preference.values[0] in spoken
    terms = asked.rest if is_spoken else f"{asked.name} {asked.rest}".strip()
    if asked.rest == query.terms:  # the words are little else than its name
        return replace(query, preferences=(*query.preferences, asked.preference))
    said = f" {fold(asked.phrase)} "
    return replace(
        query,
        terms=terms,
        preferences=(*query.preferences, asked.preference),
        # What was heard in the phrase itself (`speaks Polish`: people of one country) it says.
        matches=tuple(each for each in query.matches if f" {each.phrase} " not in said),
    )
