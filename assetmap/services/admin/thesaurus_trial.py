"""What a change to the everyday words would do to one question, before it is made."""

from dataclasses import dataclass

from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.search.query import Search
from assetmap.services.admin.thesaurus import with_concept
from assetmap.services.context import Context
from assetmap.services.search.finding import answer

FIRST = 5  # results that are compared


@dataclass(frozen=True)
class Result:
    """One of the first results: its id and name."""

    id: str
    name: str


@dataclass(frozen=True)
class MatchedPhrase:
    """How a question is answered by one thesaurus: phrases with their concepts, first results."""

    phrases: tuple[tuple[str, str], ...]
    results: tuple[Result, ...]


@dataclass(frozen=True)
class Trial:
    """A question answered by the words as they are, and as they would be."""

    question: str
    before: MatchedPhrase
    after: MatchedPhrase


@dataclass(frozen=True)
class Pointed:
    """The listings that one category of a concept points at."""

    category: str  # its label
    slug: str
    total: int
    first: tuple[Result, ...]


def try_words(context: Context, question: str, concept: Concept) -> Trial:
    """A question answered twice: without and with a concept as it would be. Nothing is kept."""
    trial = context.trying(with_concept(context, concept))
    return Trial(question, _heard(context, question), _heard(trial, question))


def pointed_at(context: Context, categories: tuple[str, ...]) -> tuple[Pointed, ...]:
    """How many listings each of these categories has, and its first ones."""
    found = []
    for slug in categories:
        category = context.borough.words.category.get(slug)
        if category is None:
            continue
        search = Search(category=((slug,),), per_page=FIRST)
        answered = answer(context, search)
        first = tuple(Result(hit.listing.shown.id, hit.listing.shown.name) for hit in answered.hits)
        found.append(Pointed(category.label, slug, answered.total, first))
    return tuple(found)


def _heard(context: Context, question: str) -> MatchedPhrase:
    answered = answer(context, Search(words=question, per_page=FIRST))
    return MatchedPhrase(
        tuple((match.phrase, match.concept.id) for match in context.phrases().find(question)),
        tuple(Result(hit.listing.shown.id, hit.listing.shown.name) for hit in answered.hits),
    )
