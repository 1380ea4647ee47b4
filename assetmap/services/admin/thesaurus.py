"""Editors' changes to the everyday words: kept as versions, tried before, and put back."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from assetmap.domain.borough.thesaurus import Concept, ConceptChange, Thesaurus
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.domain.text import fold
from assetmap.domain.validation import Problem
from assetmap.search_index.schema import content_words, stemmed
from assetmap.services.context import Context
from assetmap.services.current_thesaurus import changed
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound, Stale
from assetmap.storage.tables import CONCEPT_CHANGES

PHRASES_MOST, PHRASE_LONGEST, PHRASE_WORDS_MOST = 400, 80, 8
PHRASE_SHORTEST = 2  # characters that are heard: a digit alone is in too many questions
CATEGORIES_MOST = 3
WORDS_MOST, WORD_LONGEST = 40, 40
ID_LONGEST = 40
RESERVED = "new"  # the address of the form for a new concept
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME_WRONG = "Enter a short name of small letters and hyphens, such as knitting or lost-keys."


class BadConcept(Exception):
    """A concept that cannot be kept; `problems` name the parts and say what to fix."""

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
            box = "narrower" if phrase in concept.narrower else "phrases"
            yield Problem(box, f"“{phrase[:PHRASE_LONGEST]}” {wrong}")
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


SHIPPED = 0  # the number of the version that came with the borough's files
_STALE = "Somebody else changed these words in the meantime. Look at what they are now."


@dataclass(frozen=True)
class Version:
    """One version of a concept; the shipped one has the number 0, nobody and no moment."""

    number: int
    concept: Concept
    by: str = ""
    at: datetime | None = None
    is_removed: bool = False


def versions(context: Context, concept_id: str) -> tuple[Version, ...]:
    """Every version of a concept, the oldest first. Raises NotFound."""
    shipped = {concept.id: concept for concept in context.borough.thesaurus.concepts}
    found = [Version(SHIPPED, shipped[concept_id])] if concept_id in shipped else []
    kept = context.store.find(CONCEPT_CHANGES, concept_id=concept_id)
    found += [
        Version(each.number, each.concept, each.by, each.at, each.is_removed)
        for each in sorted(kept, key=lambda each: each.number)
    ]
    if not found:
        raise NotFound(f"there is no concept {concept_id!r}")
    return tuple(found)


def change(context: Context, actor: Actor, concept: Concept, expected: int) -> Version:
    """Keep a concept as it is from now on, unless nothing differs; `expected` is the newest number.

    Raises NotAllowed, BadConcept, Stale when somebody else was faster, NotFound.
    """
    require(actor.person, Action.EDIT_WORDS)
    before = versions(context, concept.id)[-1]
    check(concept, context.borough.words, before.concept.say)
    return _keep(context, actor, concept, expected, "changed everyday words")


def make(context: Context, actor: Actor, concept: Concept) -> Version:
    """Keep a new concept. Raises NotAllowed, BadConcept."""
    require(actor.person, Action.EDIT_WORDS)
    check(concept, context.borough.words)
    taken = BadConcept(Problem("name", "There is a concept of this name. Choose another name."))
    if concept.id in {each.id for each in context.borough.thesaurus.concepts}:
        raise taken
    try:
        return _keep(context, actor, concept, SHIPPED, "added everyday words")
    except Stale:
        raise taken from None


def remove(context: Context, actor: Actor, concept_id: str, expected: int) -> Version:
    """Have a concept not count any more; it can be put back. Raises NotAllowed, NotFound, Stale."""
    require(actor.person, Action.EDIT_WORDS)
    last = versions(context, concept_id)[-1]
    return _keep(context, actor, last.concept, expected, "removed everyday words", is_removed=True)


def restore(context: Context, actor: Actor, concept_id: str, number: int, expected: int) -> Version:
    """Have an earlier version count again. Raises NotAllowed, NotFound, Stale."""
    require(actor.person, Action.EDIT_WORDS)
    for version in versions(context, concept_id):
        if version.number == number:
            return _keep(context, actor, version.concept, expected, "restored everyday words")
    raise NotFound(f"{concept_id} has no version {number}")


def add_phrase(context: Context, actor: Actor, phrase: str, concept_id: str) -> Version:
    """Let one more phrase mean a concept. Raises NotAllowed, BadConcept, NotFound, Stale."""
    require(actor.person, Action.EDIT_WORDS)
    last = versions(context, concept_id)[-1]
    if last.is_removed:
        raise BadConcept(Problem("concept", "These words were removed. Put them back first."))
    heard = {stemmed(fold(each)) for each in last.concept.say}
    if stemmed(fold(phrase)) in heard:
        raise BadConcept(Problem("phrase", "They mean that already."))
    return change(
        context, actor, replace(last.concept, say=(*last.concept.say, phrase)), last.number
    )


def with_concept(context: Context, concept: Concept) -> Thesaurus:
    """The thesaurus as it would be with a concept in it, for `context.trying`."""
    trial = ConceptChange(f"{concept.id}:1", concept.id, 1, concept, "", context.clock.now())
    return changed(context.current_thesaurus.thesaurus(), [trial])


def _keep(
    context: Context,
    actor: Actor,
    concept: Concept,
    expected: int,
    what: str,
    *,
    is_removed: bool = False,
) -> Version:
    now = context.clock.now()
    with context.unit_of_work() as uow:
        last = _last(context, concept.id)
        if last.number != expected:
            raise Stale(_STALE)
        if last.concept == concept and last.is_removed == is_removed:
            return last
        number = last.number + 1
        kept = ConceptChange(
            f"{concept.id}:{number}", concept.id, number, concept, actor.person.id, now, is_removed
        )
        uow.save(CONCEPT_CHANGES, kept)
        happening = AuditEvent(now, actor.person.id, what, f"concept:{concept.id}", actor.origin)
        uow.audit(happening, _differences(last, kept))
    return Version(number, concept, actor.person.id, now, is_removed)


def _last(context: Context, concept_id: str) -> Version:
    try:
        return versions(context, concept_id)[-1]
    except NotFound:
        return Version(SHIPPED, Concept(concept_id, ()), is_removed=True)


def _differences(before: Version, after: ConceptChange) -> tuple[AuditValue, ...]:
    """From and to, part by part; of a long list what was taken out and what was put in."""
    old, new = before.concept, after.concept
    pairs = {
        "phrases": (_without(old.say, new.say), _without(new.say, old.say)),
        "particular things": (
            _without(old.narrower, new.narrower),
            _without(new.narrower, old.narrower),
        ),
        "subjects": (_lines(old.categories), _lines(new.categories)),
        "suits": (_lines(old.audience), _lines(new.audience)),
        "words of listings": (_without(old.words, new.words), _without(new.words, old.words)),
        "urgent": (_yes(old.urgent), _yes(new.urgent)),
        "counts": (_yes(not before.is_removed), _yes(not after.is_removed)),
    }
    return tuple(
        AuditValue(name, was, now, secrets.token_hex(16))
        for name, (was, now) in pairs.items()
        if was != now
    )


def _without(these: tuple[str, ...], those: tuple[str, ...]) -> str:
    return _lines(tuple(each for each in these if each not in those))


def _lines(texts: tuple[str, ...]) -> str:
    return "\n".join(texts)


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"
