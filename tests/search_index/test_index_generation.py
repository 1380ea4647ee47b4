"""What a view is told of one generation, by either engine."""

from collections.abc import Mapping

from assetmap.search_index.index_generation import Entry, IndexGeneration
from assetmap.search_index.schema import FIELDS
from assetmap.search_index.text_index import TextIndex
from tests.search_index.conftest import both_engines, doc

pytestmark = both_engines
NAME, TEXT = (
    next(n for n, each in enumerate(FIELDS) if each.name == name) for name in ("name", "text")
)


def by_listing(generation: IndexGeneration, entry: Entry) -> Mapping[int, float]:
    """How often the term stands there, by the position of the listing; -1 for who has none."""
    positions = generation.position[entry.docnums].tolist()
    return dict(zip(positions, entry.frequencies.tolist(), strict=True))


def test_generation_tells_of_terms_by_field(index: TextIndex) -> None:
    index.apply([doc("a", "Old"), doc("b", "Tea", text="tea and a lunch, teas")])
    index.apply([doc("a", "Tea lunch tea")])
    generation: IndexGeneration = index.view(["b", "gone", "a"])._generation
    entries = generation.entries("tea", frozenset((TEXT, NAME)))
    assert [each.field for each in entries] == [NAME, TEXT]
    names, texts = (by_listing(generation, each) for each in entries)
    living = {position: often for position, often in names.items() if position >= 0}
    assert (living, texts) == ({0: 1.0, 2: 2.0}, {0: 2.0})
    assert generation.entries("tea", frozenset()) == []
    assert generation.entries("unheard", frozenset((TEXT,))) == []


def test_generation_tells_how_long_the_fields_are(index: TextIndex) -> None:
    index.rebuild([doc("a", "Tea for the old"), doc("b", "Tea", text="tea lunch cake")])
    generation: IndexGeneration = index.view(["a", "b"])._generation
    assert (generation.size, sorted(generation.position.tolist())) == (2, [0, 1])
    lengths = dict(
        zip(generation.position.tolist(), generation.lengths(NAME).tolist(), strict=True)
    )
    assert lengths == {0: 2.0, 1: 1.0}
    assert [generation.mean_lengths[field] for field in (NAME, TEXT)] == [1.5, 1.5]


def test_generation_tells_the_words(index: TextIndex) -> None:
    index.apply([doc("a", "Teas lunch"), doc("b", "Lunches", text="lunch tear")])
    words = index.view(["a", "b"])._generation.words()
    assert words.beginning_with("t") == ["tear", "teas"]
    assert [words.count(word) for word in ("lunch", "lunches", "tea")] == [2, 1, 0]
