"""What the pages of the everyday words show, and their form read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.search.query import WORDS_LONGEST
from assetmap.domain.text import clean, fold
from assetmap.domain.validation import Problem
from assetmap.services.admin.thesaurus import CATEGORIES_MOST, Version, versions
from assetmap.services.admin.thesaurus_trial import Pointed, Trial, pointed_at
from assetmap.services.context import Context
from assetmap.services.listings.history import person_name
from assetmap.web.formatting import moment_words
from assetmap.web.forms.values import read_lines

Choices = tuple[tuple[str, str], ...]
CATEGORY_BOXES = tuple(f"category-{number + 1}" for number in range(CATEGORIES_MOST))
_SHOWN = 6  # phrases that a line names before it counts the rest


@dataclass(frozen=True)
class ConceptLine:
    """One concept of the list: its name, some of what people say, and where that leads."""

    name: str
    url: str
    says: str
    more: int  # phrases that are not shown
    leads_to: str
    is_urgent: bool


@dataclass(frozen=True)
class WordsPage:
    """`/work/words`: every concept, a search among them, and a box for one more phrase."""

    title: str
    lines: tuple[ConceptLine, ...]
    concepts: int
    phrases: int
    wanted: str
    is_urgent_only: bool
    choices: Choices  # concepts to add a phrase to
    typed: dict[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class VersionLine:
    """One version of a concept: what it was, who made it and when, and what differs from before."""

    number: int
    words: str
    who: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConceptPage:
    """`/work/words/<concept>`: one concept, its form, what it would change, its versions."""

    title: str
    name: str  # as typed, for a new one
    is_new: bool
    number: int  # of the newest version: who saves later has to know of it
    is_removed: bool
    typed: Concept
    phrases: str  # one a line, as typed
    narrower: str
    words: str
    boxes: tuple[tuple[str, str], ...]  # the name of each box for a subject, and what is chosen
    subjects: Choices
    audiences: Choices
    question: str
    trial: Trial | None
    pointed: tuple[Pointed, ...]
    versions: tuple[VersionLine, ...]
    problems: tuple[Problem, ...] = ()


def concept_name(concept_id: str) -> str:
    """What a concept is called on a page: `Lost keys` for `lost-keys`."""
    words = concept_id.replace("-", " ")
    return words[:1].upper() + words[1:]


def added_words(context: Context, phrase: str, concept_id: str) -> str:
    """That a phrase was added, and what else it means: somebody may have had that in mind."""
    said = f"Kept. “{phrase}” means {concept_name(concept_id).lower()} from now on"
    others = [
        concept_name(match.concept.id).lower()
        for match in context.phrases().find(phrase)
        if match.phrase == fold(phrase) and match.concept.id != concept_id
    ]
    return f"{said}, and {', '.join(others)} as before." if others else f"{said}."


def words_page(
    context: Context,
    wanted: str = "",
    *,
    urgent_only: bool = False,
    typed: Mapping[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> WordsPage:
    """The list of concepts that have some words in their name or in what people say."""
    concepts = context.current_thesaurus.thesaurus().concepts
    looked_for = fold(wanted)
    lines = tuple(
        _line(concept, looked_for, context.borough)
        for concept in concepts
        if (concept.urgent or not urgent_only) and _has(concept, looked_for)
    )
    names = sorted((concept.id, concept_name(concept.id)) for concept in concepts)
    typed = typed or {}
    return WordsPage(
        "Everyday words",
        lines,
        len(concepts),
        sum(len(concept.say) for concept in concepts),
        wanted,
        urgent_only,
        (("", "Choose what they mean"), *names),
        {name: typed.get(name, "") for name in ("phrase", "concept")},
        problems,
    )


def concept_page(
    context: Context,
    concept: Concept,
    number: int,
    *,
    question: str = "",
    trial: Trial | None = None,
    problems: tuple[Problem, ...] = (),
) -> ConceptPage:
    """The page of one concept as it was typed; `number` is the version that was read."""
    history = versions(context, concept.id)
    return ConceptPage(
        title=concept_name(concept.id),
        name=concept.id,
        is_new=False,
        number=number,
        is_removed=history[-1].is_removed,
        **_boxes(context.borough, concept),
        question=question,
        trial=trial,
        pointed=pointed_at(context, concept.categories),
        versions=tuple(
            _version(context, each, before)
            for before, each in reversed(tuple(zip((None, *history), history, strict=False)))
        ),
        problems=problems,
    )


def new_concept_page(
    context: Context, concept: Concept, typed_name: str = "", problems: tuple[Problem, ...] = ()
) -> ConceptPage:
    """The page of a concept that is not there yet."""
    return ConceptPage(
        title="Add something people say",
        name=typed_name,
        is_new=True,
        number=0,
        is_removed=False,
        **_boxes(context.borough, concept),
        question="",
        trial=None,
        pointed=(),
        versions=(),
        problems=problems,
    )


def _boxes(borough: Borough, concept: Concept) -> dict[str, Any]:
    """What stands in the boxes of a concept's form, and what they offer."""
    chosen = (*concept.categories, *[""] * CATEGORIES_MOST)[:CATEGORIES_MOST]
    return {
        "typed": concept,
        "phrases": "\n".join(each for each in concept.say if each not in concept.narrower),
        "narrower": "\n".join(concept.narrower),
        "words": ", ".join(concept.words),
        "boxes": tuple(zip(CATEGORY_BOXES, chosen, strict=True)),
        "subjects": _subjects(borough),
        "audiences": tuple((term.slug, term.label) for term in borough.words.audiences),
    }


def read_concept(form: MultiDict[str, str], concept_id: str) -> Concept:
    """The concept that a form describes; nothing in it has been checked."""
    chosen = (form.get(name, "") for name in CATEGORY_BOXES)
    words = re.split(r"[,;\n]", clean(form.get("words", "")))
    phrases, narrower = _phrases_in(form, "phrases"), _phrases_in(form, "narrower")
    return Concept(
        concept_id,
        tuple(dict.fromkeys((*phrases, *narrower))),
        tuple(dict.fromkeys(slug for slug in chosen if slug)),
        tuple(dict.fromkeys(form.getlist("audience"))),
        tuple(dict.fromkeys(filter(None, map(_line_of, words)))),
        urgent=form.get("urgent") == "yes",
        narrower=narrower,
    )


def _phrases_in(form: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """The phrases in a box of a form, one from each line."""
    return tuple(dict.fromkeys(map(_line_of, read_lines(clean(form.get(name, ""))))))


def read_name(typed: str) -> str:
    """The id that a typed name makes: `Lost keys` is `lost-keys`."""
    return "-".join(fold(typed).split())


def read_question(typed: str) -> str:
    """The question to try, as long as one may be."""
    return _line_of(clean(typed))[:WORDS_LONGEST]


def _line_of(text: str) -> str:
    return " ".join(text.split())


def _has(concept: Concept, looked_for: str) -> bool:
    texts = (concept.id.replace("-", " "), *concept.say, *concept.words)
    return not looked_for or any(looked_for in fold(text) for text in texts)


def _line(concept: Concept, looked_for: str, borough: Borough) -> ConceptLine:
    says = [phrase for phrase in concept.say if looked_for and looked_for in fold(phrase)]
    shown = (says or list(concept.say))[:_SHOWN]
    labels = (
        borough.words.category[slug].label
        for slug in concept.categories
        if slug in borough.words.category
    )
    return ConceptLine(
        concept_name(concept.id),
        f"/work/words/{concept.id}",
        ", ".join(f"“{phrase}”" for phrase in shown),
        len(concept.say) - len(shown),
        ", ".join(labels),
        concept.urgent,
    )


def _version(context: Context, version: Version, before: Version | None) -> VersionLine:
    if version.at is None:
        return VersionLine(version.number, "As it came with the directory", "")
    count = len(version.concept.say)
    says = f"{count} {'phrase' if count == 1 else 'phrases'}"
    words = "Removed" if version.is_removed else says
    who = f"{person_name(context, version.by)}, {moment_words(version.at)}"
    changes = tuple(_changes(context.borough, before.concept, version.concept)) if before else ()
    return VersionLine(version.number, words, who, changes)


def _changes(borough: Borough, before: Concept, after: Concept) -> Iterator[str]:
    """What a version added and what it took out, a line each."""
    words = borough.words
    labels = {slug: category.label for slug, category in words.category.items()}
    labels |= {slug: term.label for slug, term in words.audience.items()}
    for what, was, now in (
        ("Phrases", before.say, after.say),
        ("Particular things", before.narrower, after.narrower),
        ("Subjects", before.categories, after.categories),
        ("Who it is for", before.audience, after.audience),
        ("Words of listings", before.words, after.words),
    ):
        added = [labels.get(each, each) for each in now if each not in was]
        gone = [labels.get(each, each) for each in was if each not in now]
        if added:
            yield f"{what} added: {_first(added)}"
        if gone:
            yield f"{what} taken out: {_first(gone)}"
    if before.urgent != after.urgent:
        yield "Marked as urgent" if after.urgent else "No longer marked as urgent"


def _first(texts: list[str]) -> str:
    more = len(texts) - _SHOWN
    return ", ".join(texts[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _subjects(borough: Borough) -> Choices:
    found = [("", "None")]
    for top in borough.words.categories:
        found.append((top.slug, top.label))
        found += [(child.slug, f"{top.label}: {child.label}") for child in top.within]
    return tuple(found)
