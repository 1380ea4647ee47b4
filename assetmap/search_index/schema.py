"""What the index holds of a listing, and how words become terms."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from whoosh.analysis import RegexTokenizer, StemFilter, StopFilter
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.lang.snowball.english import EnglishStemmer

from assetmap.domain.text import fold

# Words that say nothing of what is wanted. "for" and "with" are in it, "home" and "out" are not.
STOP_WORDS = frozenset(
    """
    a an and any are as at be been but by can could do does for from get got had has have he
    her him his how i if in into is it its just like me my no not of on or our please she
    should so some something somewhere somebody someone that the their them there these they
    this to up us want was we were what when where which who will with would you your
    looking find near nearby im ive need shes hes theyre theres youre weve thats
    definitely really actually basically honestly literally preferably ideally possibly perhaps
    maybe obviously hopefully particularly especially absolutely probably certainly desperately
    seriously mainly mostly usually generally normally currently anyway
    """.split()  # noqa: SIM905 - a list of 119 quoted words is not easier to read
)
# Without its apostrophe "I'll" is ill, "she'd" a shed and "we'd" wed.
_CONTRACTED = re.compile(
    r"\b(i|you|he|she|it|we|they|who|that|there)['’‘`´](?:d|ll|re|ve|m|s)\b", re.IGNORECASE
)
BUILD = 2  # raise it when a document would give other terms: every index is made again
# Words whose stem is a thing of its own: who looks for boxing, parking or training wants no box,
# park or train, "no booking" is about no book, and a mobile is no mobility scooter.
_OWN_THINGS = (
    *("parking", "training", "boxing", "rowing", "lighting", "fishing", "racing", "hearing"),
    *("housing", "wedding", "evening", "booking", "traveller", "treasurer", "memorial"),
    *("mobility", "hospitality", "probation", "probate", "personal", "organic", "compassion"),
    *("important", "excellent", "quite", "several", "willing", "careful", "nativity"),
)
OWN_STEMS = {
    **{word + end: word for word in _OWN_THINGS for end in ("", "s")},
    "booked": "booking",
    "trained": "training",
    "carefully": "careful",
    "improv": "improvis",
    "business": "business",
    "businesses": "business",
    "university": "university",
    "universities": "university",
    "witness": "witness",
    "witnesses": "witness",
}
_WORDS = RegexTokenizer(r"\S+")  # texts are folded: words with blanks between
_STEMMER = EnglishStemmer()


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of one folded word."""
    # Whoosh's own Porter stemmer leaves `knitt` of knitting; the snowball one gives `knit`.
    return OWN_STEMS.get(word) or str(_STEMMER.stem(word))


_STEM = (
    _WORDS | StopFilter(stoplist=STOP_WORDS, minsize=1) | StemFilter(stemfn=stem, cachesize=50_000)
)


@dataclass(frozen=True)
class Field:
    """One indexed field: `weight` is how much a word in it counts, `b` how much length does."""

    name: str
    weight: float
    b: float


# BM25F weights: a word in the name says most; long descriptions are held against their length.
FIELDS = (
    Field("name", 4.0, 0.3),
    Field("also_known_as", 3.0, 0.3),
    Field("labels", 2.0, 0.2),
    Field("summary", 2.0, 0.3),
    Field("text", 1.0, 0.6),
    Field("place", 1.0, 0.2),
)

WORDS = "words"  # the field with the words of all others, unstemmed


@dataclass(frozen=True)
class Document:
    """The public texts of one listing, as the index takes them."""

    id: str
    name: str = ""
    also_known_as: str = ""
    labels: str = ""
    summary: str = ""
    text: str = ""
    place: str = ""

    @property
    def fingerprint(self) -> str:
        """Changes when any text does: how `index check` sees a document that is out of date."""
        texts = (self.id, *(getattr(self, field.name) for field in FIELDS))
        return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:16]

    def folded(self) -> dict[str, str]:
        """The texts made comparable, by field; `words` has all of them for mending spelling."""
        return self._folded

    @cached_property
    def _folded(self) -> dict[str, str]:
        texts = {field.name: fold(getattr(self, field.name)) for field in FIELDS}
        return {**texts, WORDS: " ".join(texts.values())}


def schema() -> Schema:
    """The Whoosh schema: a stemmed field for each of FIELDS, and unstemmed words for spelling."""
    texts = {field.name: TEXT(analyzer=_STEM, phrase=False) for field in FIELDS}
    return Schema(
        id=ID(stored=True, unique=True),
        fingerprint=STORED,
        **{WORDS: TEXT(analyzer=_WORDS, phrase=False)},
        **texts,
    )


@lru_cache(maxsize=65_536)
def terms_of(words: str) -> tuple[str, ...]:
    """The terms that `words` are looked up by: folded, stop words out, stemmed, once each."""
    return folded_terms(fold(without_contractions(words)))


def folded_terms(folded: str) -> tuple[str, ...]:
    """The same of a folded text; none is kept, for whoever goes through thousands once."""
    # The same as the index's chain of analysers gives, at a quarter of its cost.
    return tuple(dict.fromkeys(stem(word) for word in folded.split() if word not in STOP_WORDS))


def without_contractions(words: str) -> str:
    """`words` with the first half of each "I'll" and "she'd" alone: the other says nothing."""
    return _CONTRACTED.sub(r"\1", words)


def stemmed(folded: str) -> tuple[str, ...]:
    """The stem of each word of a folded text, stop words too, in step with its words."""
    return tuple(map(stem, folded.split()))


def content_words(words: str) -> list[str]:
    """The folded words that are no stop words, unstemmed, in order."""
    return [word for word in fold(words).split() if word not in STOP_WORDS]


PARTS = " . "  # between texts that are kept as one


def labels_text(labels: Iterable[str]) -> str:
    """Labels as one text."""
    return PARTS.join(labels)
