"""What a row is and whom it is for: kind, categories, audience and access, by slug or label."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.kinds import OTHERWISE, TELLING_WORDS, Kind
from assetmap.domain.listings.listing import CATEGORIES_MOST
from assetmap.domain.text import fold
from assetmap.exchange.category_names import category_names
from assetmap.exchange.heading_names import LAYER, TYPE
from assetmap.exchange.layer_names import layer_names
from assetmap.exchange.values import short, split_list

_KINDS = {
    fold(name): kind for kind in Kind for name in (kind.value, kind.label, *kind.rules.other_names)
}
_GUESSES = tuple((re.compile(words, re.IGNORECASE), kind) for words, kind in TELLING_WORDS)

_COMMAS_MOST = 5  # within one label
Terms = Mapping[str, str]  # folded slug or label -> slug


@dataclass(frozen=True)
class Classification:
    """What one row is. `type` is its type in words, when that is no kind and no category."""

    kind: Kind
    categories: tuple[str, ...]
    audience: tuple[str, ...]
    access: tuple[str, ...]
    type: str


class Classifier:
    """Sorts rows by the words of one borough. Make one for a file: it folds every label."""

    def __init__(self, words: Vocabulary) -> None:
        self._categories = category_names(words)
        self._audience = _terms((term.slug, term.label) for term in words.audiences)
        self._access = _terms((term.slug, term.label) for term in words.access)

    def sort(self, texts: Mapping[str, str], notes: list[str]) -> Classification:
        """What a row is, from its texts by field; what is left out or guessed is noted.

        Lists may be parted by commas as well; a label that holds one is still known as a whole.
        """
        audience = _slugs("audience", texts, self._audience, notes)
        access = _slugs("access", texts, self._access, notes)
        categories = _slugs("categories", texts, self._categories, notes)
        kind: Kind | None = None
        unknown: list[str] = []
        if text := texts.get(LAYER, ""):
            kind, found, unknown = self._layer(text)
            categories = tuple(dict.fromkeys((*categories, *found)))
        for field in (TYPE, "kind"):  # the kind's own column has the last word
            for text in split_list(texts.get(field, "")):
                known = self._known_categories(text)
                kind = _KINDS.get(fold(text), kind)
                categories = tuple(dict.fromkeys((*categories, *known)))
                unknown += [] if known or fold(text) in _KINDS else [text]
        type_ = "; ".join(dict.fromkeys(unknown))
        kind = kind or _guess(texts.get("name", ""), type_, notes)
        return Classification(kind, _at_most_four(categories, notes), audience, access, type_)

    def _layer(self, text: str) -> tuple[Kind | None, list[str], list[str]]:
        """What the layer of a map says: a kind, a category, or its own words as they are."""
        names = layer_names(text)
        kind = next((_KINDS[fold(each)] for each in names if fold(each) in _KINDS), None)
        # The innermost that is known: `Grays / Lunch clubs`.
        found = next(filter(None, map(self._known_categories, reversed(names))), [])
        unknown = [] if kind or found or not names else [" / ".join(names)]
        return kind, found, unknown

    def _known_categories(self, text: str) -> list[str]:
        """The categories that a text names, if every part of it names one."""
        known = [self._categories.get(fold(part), "") for part in _parts(text, self._categories)]
        return known if all(known) else []


def _at_most_four(categories: tuple[str, ...], notes: list[str]) -> tuple[str, ...]:
    if len(categories) > CATEGORIES_MOST:
        left = ", ".join(categories[CATEGORIES_MOST:])
        notes.append(f"A listing has at most four categories, so we left out {left}.")
    return categories[:CATEGORIES_MOST]


def type_sentence(text: str) -> str:
    """`Type: Local authority run library.`"""
    return f"Type: {text.rstrip('.')}." if text else ""


def _terms(pairs: Iterable[tuple[str, str]]) -> Terms:
    return {fold(name): slug for slug, label in pairs for name in (label, slug)}


def _slugs(field: str, texts: Mapping[str, str], known: Terms, notes: list[str]) -> tuple[str, ...]:
    found = []
    for part in _parts(texts.get(field, ""), known):
        if slug := known.get(fold(part)):
            found.append(slug)
        else:
            notes.append(f"We do not know “{short(part)}” for {field}, so we left it out.")
    return tuple(dict.fromkeys(found))


def _parts(text: str, known: Terms) -> Iterator[str]:
    """The parts of a list; where commas stand, the longest runs between them that are known."""
    for part in split_list(text):
        if fold(part) in known:
            yield part
            continue
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        while pieces:
            runs = range(min(len(pieces), _COMMAS_MOST + 1), 0, -1)
            most = next((run for run in runs if fold(", ".join(pieces[:run])) in known), 1)
            yield ", ".join(pieces[:most])
            del pieces[:most]


def _guess(name: str, type_: str, notes: list[str]) -> Kind:
    guessed = (kind for pattern, kind in _GUESSES if pattern.search(f"{name} {type_}"))
    kind = next(guessed, OTHERWISE)
    notes.append(f"It does not say what kind it is, so we put “{kind.label}”.")
    return kind
