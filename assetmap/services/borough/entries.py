"""The entries of the borough's files: their labels, their pictures, slugs that are there twice."""

from collections.abc import Iterable, Iterator

import lucide
from lucide.jinja import lucide as draw

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.vocabulary import Category, Liking, Need, Term
from assetmap.domain.text import fold
from assetmap.services.borough.change_problem import ChangeProblem, quoted, title_of

_Entry = Term | Category | Need | Liking


def entry_problems(borough: Borough) -> Iterator[ChangeProblem]:
    """Entries without words, with the slug of another, or with a picture that there is not."""
    words = borough.words
    files: tuple[tuple[str, Iterable[_Entry]], ...] = (
        ("categories", words.every_category()),
        ("audiences", words.audiences),
        ("access", words.access),
        ("needs", words.needs),
        ("wishes", words.likings),
    )
    for file, entries in files:
        seen: set[str] = set()
        for entry in entries:
            if entry.slug in seen:
                message = (
                    f"Two entries have the short name {quoted(entry.slug)}. Give each its own."
                )
                yield ChangeProblem(file, entry.slug, message)
            seen.add(entry.slug)
            yield from _of_one(file, entry)
    yield from _places(borough)
    if not words.categories:
        message = "There is no category. Every listing needs one."
        yield ChangeProblem("categories", "category", message)
    if not borough.name.strip() or not borough.title.strip() or not borough.body.strip():
        message = "Give the borough, the directory and whoever runs it a name each."
        yield ChangeProblem("borough", "name", message)


def _places(borough: Borough) -> Iterator[ChangeProblem]:
    """A name that stands for two towns: only the first would ever be found by it."""
    named: dict[str, str] = {}
    for place in borough.places:
        for name in dict.fromkeys(map(fold, (place.name, *place.aliases))):
            if named.setdefault(name, place.name) != place.name:
                both = f"{title_of(named[name])} and {title_of(place.name)}"
                message = (
                    f"{quoted(name)} names both {both}. Nobody would find the second by it: take "
                    "it off one of them."
                )
                yield ChangeProblem("places", place.name, message)


def _of_one(file: str, entry: _Entry) -> Iterator[ChangeProblem]:
    if not entry.label.strip():
        message = f"{quoted(entry.slug)} has no label. Give the words that people see."
        yield ChangeProblem(file, entry.slug, message)
    icon = getattr(entry, "icon", "")
    if icon and not is_picture(icon):
        message = (
            f"There is no picture called {quoted(icon)}. Choose a name from lucide.dev/icons, such "
            "as coffee."
        )
        yield ChangeProblem(file, entry.slug, message)


def is_picture(name: str) -> bool:
    """Whether the package of pictures has one of that name; a page draws a pin without."""
    try:
        draw(name)
    except (lucide.IconDoesNotExist, ValueError, OSError):
        return False
    return True
