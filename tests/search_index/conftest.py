"""Small indexes in a folder of the test's own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assetmap.search_index.schema import Document
from assetmap.search_index.tantivy_index import TantivyIndex
from assetmap.search_index.text_index import TextIndex
from assetmap.search_index.whoosh_index import WhooshIndex

Engine = type[WhooshIndex] | type[TantivyIndex]
IndexOpener = Callable[[], TextIndex]
both_engines = pytest.mark.parametrize("engine", [WhooshIndex, TantivyIndex])


@pytest.fixture
def engine() -> Engine:
    """What keeps the test's index; a module that `both_engines` marks runs with each."""
    return WhooshIndex


@pytest.fixture
def open_index(engine: Engine, tmp_path: Path) -> Iterator[IndexOpener]:
    """Opens the test's index; each call is as another process opening it."""
    opened: list[TextIndex] = []

    def opener() -> TextIndex:
        opened.append(engine(tmp_path / "index"))
        return opened[-1]

    yield opener
    for index in opened:
        index.close()


@pytest.fixture
def index(open_index: IndexOpener) -> TextIndex:
    """An empty index."""
    return open_index()


def found(index: TextIndex, words: str) -> list[str]:
    """The ids of the documents that have every term of `words`, best first."""
    ids = sorted(index.fingerprints())
    score = index.view(ids).score(words)
    positions = [n for n in range(len(ids)) if score.terms and score.matched[n] == score.terms]
    return [ids[n] for n in sorted(positions, key=lambda n: (-score.scores[n], n))]


def doc(listing_id: str, name: str = "", **texts: str) -> Document:
    """A document whose name is its id unless it is given."""
    return Document(listing_id, name or listing_id, **texts)


def fingerprints(*documents: Document) -> dict[str, str]:
    """What an index says that has these documents."""
    return {document.id: document.fingerprint for document in documents}
