"""What a row is and whom it is for: kind, categories, audience and access, by slug or label."""

import re
from collections.abc import Iterable, Mapping

from assetmap.domain.folding import fold
from assetmap.domain.listing import CATEGORIES_MOST, Kind
from assetmap.domain.vocabulary import Vocabulary
from assetmap.exchange.headings import TYPE
from assetmap.exchange.values import short, split_list

_KINDS = {fold(name): kind for kind in Kind for name in (kind.value, kind.label)}
_KINDS |= {"timebank offer": Kind.TIME_BANK_OFFER, "place": Kind.SPACE}
# Words in a name or a type that tell the kind of a row that does not give it.
_GUESSES = (
    (re.compile(r"\blibrar(?:y|ies)\b", re.IGNORECASE), Kind.SERVICE),
    (re.compile(r"\bhubs?\b", re.IGNORECASE), Kind.HUB),
)
_OTHERWISE = Kind.SERVICE  # most lists that others keep are of services

Terms = Mapping[str, str]  # folded slug or label -> slug


class Sorting:
    """The kind and the words to sort by of one row, and its type when that is neither."""

    def __init__(self, texts: Mapping[str, str], words: Vocabulary, notes: list[str]) -> None:
        categories = _terms((c.slug, c.label) for c in words.every_category())
        audiences = _terms((term.slug, term.label) for term in words.audiences)
        features = _terms((term.slug, term.label) for term in words.access)
        self.audience = _slugs("audience", texts, audiences, notes)
        self.access = _slugs("access", texts, features, notes)
        self.categories = _slugs("categories", texts, categories, notes)
        self.type = ""
        kind = self._sort_type(texts.get("kind", ""), categories)
        kind = self._sort_type(texts.get(TYPE, ""), categories) or kind
        self.kind = kind or _guess(texts.get("name", ""), self.type, notes)
        if len(self.categories) > CATEGORIES_MOST:
            left = ", ".join(self.categories[CATEGORIES_MOST:])
            notes.append(f"A listing has at most four categories, so we left out {left}.")
        self.categories = self.categories[:CATEGORIES_MOST]

    def _sort_type(self, text: str, categories: Terms) -> Kind | None:
        """A kind, or categories, or else words to keep in the description."""
        if kind := _KINDS.get(fold(text)):
            return kind
        known = [categories.get(fold(part), "") for part in split_list(text)]
        if all(known):
            self.categories = tuple(dict.fromkeys((*self.categories, *known)))
        else:
            self.type = text
        return None


def type_sentence(text: str) -> str:
    """`Type: Local authority run library.`"""
    return f"Type: {text.rstrip('.')}." if text else ""


def _terms(pairs: Iterable[tuple[str, str]]) -> Terms:
    return {fold(name): slug for slug, label in pairs for name in (label, slug)}


def _slugs(field: str, texts: Mapping[str, str], known: Terms, notes: list[str]) -> tuple[str, ...]:
    found = []
    for part in split_list(texts.get(field, "")):
        if slug := known.get(fold(part)):
            found.append(slug)
        else:
            notes.append(f"We do not know “{short(part)}” for {field}, so we left it out.")
    return tuple(dict.fromkeys(found))


def _guess(name: str, type_: str, notes: list[str]) -> Kind:
    guessed = (kind for pattern, kind in _GUESSES if pattern.search(f"{name} {type_}"))
    kind = next(guessed, _OTHERWISE)
    notes.append(f"It does not say what kind it is, so we put “{kind.label}”.")
    return kind
