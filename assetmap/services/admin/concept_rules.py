"""What a concept of the everyday words must be before it is kept; each gap in plain words."""

import re
from collections.abc import Iterator

from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.search.query import Problem
from assetmap.domain.text import fold
from assetmap.search_index.schema import content_words

PHRASES_MOST, PHRASE_LONGEST, PHRASE_WORDS_MOST = 400, 80, 8
PHRASE_SHORTEST = 2  # characters that are heard: a digit alone is in too many questions
CATEGORIES_MOST = 3
WORDS_MOST, WORD_LONGEST = 40, 40
ID_LONGEST = 40
RESERVED = "new"  # the address of the form for a new concept
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME_WRONG = "Enter a short name of small letters and hyphens, such as knitting or lost-keys."


class BadConcept(Exception):
    """A concept that cannot be kept; `problems` name the parts and say what to mend."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def check(concept: Concept, words: Vocabulary, known: tuple[str, ...] = ()) -> None:
    """Raises BadConcept. `known` are phrases that stood in it already, which may be anything."""
    problems = [
        *_id_problems(concept),
        *_phrase_problems(concept, frozenset(known)),
        *_category_problems(concept, words),
        *_word_problems(concept),
    ]
    if problems:
        raise BadConcept(*problems)


def _id_problems(concept: Concept) -> Iterator[Problem]:
    if concept.id == RESERVED:
        yield Problem("name", "Choose another name: this one has a page of its own.")
    elif len(concept.id) > ID_LONGEST or not _ID.fullmatch(concept.id):
        yield Problem("name", _NAME_WRONG)


def _phrase_problems(concept: Concept, known: frozenset[str]) -> Iterator[Problem]:
    if not concept.say:
        yield Problem("phrases", "Enter at least one thing that people say.")
    if len(concept.say) > PHRASES_MOST:
        yield Problem(
            "phrases",
            f"These are {len(concept.say):,} phrases. A concept holds {PHRASES_MOST} at most: "
            "keep those that people really say.",
        )
        return  # and not a line for each of ten thousand
    for phrase in concept.say:
        if phrase not in known and (wrong := _phrase_wrong(phrase)):
            yield Problem("phrases", f"“{phrase[:PHRASE_LONGEST]}” {wrong}")
            return


def _phrase_wrong(phrase: str) -> str:
    if len(phrase) > PHRASE_LONGEST or len(phrase.split()) > PHRASE_WORDS_MOST:
        return f"is too long: keep to {PHRASE_WORDS_MOST} words."
    if len("".join(fold(phrase).split())) < PHRASE_SHORTEST:
        return "says too little: enter a word."
    if not content_words(phrase):
        return "is in nearly every question: add a word that tells it apart."
    return ""


def _category_problems(concept: Concept, words: Vocabulary) -> Iterator[Problem]:
    if len(concept.categories) > CATEGORIES_MOST:
        yield Problem("category-1", f"Choose {CATEGORIES_MOST} subjects at most.")
    if unknown := [slug for slug in concept.categories if slug not in words.category]:
        yield Problem("category-1", f"There is no subject called “{unknown[0][:40]}”.")
    if unknown := [slug for slug in concept.audience if slug not in words.audience]:
        yield Problem("audience", f"There is nobody called “{unknown[0][:40]}” in the list.")
    if not (concept.categories or concept.words or concept.audience or concept.urgent):
        yield Problem("category-1", "Choose a subject, or enter words that listings use.")


def _word_problems(concept: Concept) -> Iterator[Problem]:
    if len(concept.words) > WORDS_MOST:
        yield Problem("words", f"Enter {WORDS_MOST} words of listings at most.")
    if longest := [word for word in concept.words if len(word) > WORD_LONGEST]:
        yield Problem("words", f"“{longest[0][:WORD_LONGEST]}” is too long for a word of listings.")
