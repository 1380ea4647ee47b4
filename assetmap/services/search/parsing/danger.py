"""Whether a query's words tell of danger, and of which kinds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assetmap.domain.borough.danger import Danger
from assetmap.domain.borough.phrase_pattern import SaidText
from assetmap.domain.borough.thesaurus import PhraseMatch
from assetmap.search_index.phrases import PhraseBook
from assetmap.services.embeddings.embeddings import QueryEmbedding
from assetmap.services.search.parsing.parsed_query import ParsedQuery

NEAR = 0.66  # cosine from which on words mean what an urgent phrase does
CLEARLY = 0.12  # and by so much more than what another concept is said in: a risk of falls, no fall
LEAST = 3  # words: of fewer, such as half a name, a meaning says next to nothing


def hear_danger(
    query: ParsedQuery, danger: Danger, book: PhraseBook, meaning: QueryEmbedding | None
) -> ParsedQuery:
    """The query with the kinds of danger that its words tell of.

    Words as typed count beside corrected ones, since corrected spelling must not hide it, and it
    is noticed too when words are taken as typed. What is refused stays among them: without it, what
    is left of "I'd rather die than dance" would tell of danger. Phrases of urgent concepts that
    tell of no danger here (`overdose of chocolate`) are no matches; what a pattern hears is one of
    its concept, so that what helps with it is found.
    """
    texts = dict.fromkeys((query.search.words, query.said or query.words))
    said = [danger.without_harmless(words) for words in texts]
    found = dict(_heard(said, danger, book))
    if concept_id := _near(said[-1], book, meaning):
        found.setdefault(danger.kind_of(concept_id), _match_of(concept_id, query.words, book))
    calm = tuple(match for match in query.matches if not match.concept.urgent)
    search = query.search
    urgent = (match for match in found.values() if match and match.concept.id not in search.ignore)
    return replace(
        query,
        matches=calm if search.exact else (*urgent, *calm),
        is_urgent=bool(found),
        dangers=tuple(kind.id for kind in danger.of(found)),
    )


def tells_of_danger(words: str, danger: Danger, book: PhraseBook) -> bool:
    """Whether a phrase or a pattern hears danger in some words."""
    return any(True for _ in _heard((danger.without_harmless(words),), danger, book))


def dangers_in(words: str, danger: Danger, book: PhraseBook) -> tuple[str, ...]:
    """The kinds of danger that a phrase or a pattern hears in some words."""
    heard = {kind for kind, _ in _heard((danger.without_harmless(words),), danger, book)}
    return tuple(kind.id for kind in danger.of(heard))


def _heard(
    said: Sequence[SaidText], danger: Danger, book: PhraseBook
) -> Iterator[tuple[str, PhraseMatch | None]]:
    """Each kind that is heard in some texts, with what of it is a phrase of the thesaurus.

    Where no phrase or pattern is, all of the words together may still tell of one.
    """
    is_heard = False
    for each in _phrased(said, danger, book):
        is_heard = True
        yield each
    if not is_heard:
        yield from _classified(said, danger, book)


def _classified(
    said: Iterable[SaidText], danger: Danger, book: PhraseBook
) -> Iterator[tuple[str, PhraseMatch | None]]:
    for text in said:
        classified = danger.classified(text)
        for kind in danger.of((classified,)):
            yield kind.id, _match_of(next(iter(kind.concepts), ""), text.padded.strip(), book)


def _phrased(
    said: Iterable[SaidText], danger: Danger, book: PhraseBook
) -> Iterator[tuple[str, PhraseMatch | None]]:
    for text in said:
        for kind in danger.kinds:
            if words := kind.found_in(text):
                yield kind.id, _match_of(next(iter(kind.concepts), ""), words, book)
        for match in (match for piece in _pieces(text) for match in book.find(piece)):
            if match.concept.urgent:
                yield danger.kind_of(match.concept.id), match


def _near(said: SaidText, book: PhraseBook, meaning: QueryEmbedding | None) -> str:
    """The urgent concept that words come nearest to in meaning; empty when they do not.

    Another concept that comes nearer, or about as near, still says what they are about (`had enough
    of my job`), and what is left beside a harmless turn of phrase says too little.
    """
    pieces = _pieces(said)
    if meaning is None or len(pieces) != 1 or len(pieces[0].split()) < LEAST:
        return ""
    (concept_id, cosine), *others = (*meaning.concepts(pieces[0]), ("", 0.0))
    concept = book.concepts.get(concept_id)
    calm = [near for other, near in others if not _is_urgent(other, book)]
    is_clear = cosine >= max(NEAR, max(calm, default=0.0) + CLEARLY)
    return concept_id if concept and concept.urgent and is_clear else ""


def _is_urgent(concept_id: str, book: PhraseBook) -> bool:
    concept = book.concepts.get(concept_id)
    return concept is not None and concept.urgent


def _match_of(concept_id: str, words: str, book: PhraseBook) -> PhraseMatch | None:
    concept = book.concepts.get(concept_id)
    return PhraseMatch(words, concept) if concept else None


def _pieces(text: SaidText) -> tuple[str, ...]:
    return tuple(filter(None, (piece.strip() for piece in text.padded.split("  "))))
