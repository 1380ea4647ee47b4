"""The index kept by either engine: the same answers, and either may take over."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from assetmap.bootstrap import open_context
from assetmap.domain.search.query import Search
from assetmap.search_index.tantivy_index import TantivyIndex
from assetmap.search_index.whoosh_index import WhooshIndex
from assetmap.services.context import Context
from assetmap.services.indexing import Comparison
from assetmap.services.search.finding import answer
from assetmap.storage.store import Unavailable
from scripts.quality_check.measures import DEPTH, mean, measured
from scripts.quality_check.names import TASKS, name_figures
from scripts.quality_check.own_sets import items
from tests.conftest import config_at
from tests.factories import a_listing

AGREES = Comparison((), (), (), 0)
_EACH = 8  # every so many of the questions and names: `scripts/quality` asks all


@contextmanager
def opened(home: Path, postcode_cache: Path, engine: str) -> Iterator[Context]:
    config = replace(config_at(home, postcode_cache), text_engine=engine)
    with closing(open_context(config)) as context:
        yield context


def found(context: Context, words: str) -> list[str]:
    hits = answer(context, Search(words=words, per_page=DEPTH)).hits
    return [hit.listing.shown.id for hit in hits]


def test_ranking_is_the_same_within_a_hundredth(
    own_sample_home: Path, sample_context: Context, postcode_cache: Path
) -> None:
    with opened(own_sample_home, postcode_cache, "tantivy") as context:
        assert isinstance(context.index, TantivyIndex)
        ours, theirs = figures(context), figures(sample_context)
    assert ours == pytest.approx(theirs, abs=0.01)


def figures(context: Context) -> list[float]:
    """What everyday sentences are worth, and how many listings are found by their names."""
    questions = items("sentences", "dev")[::_EACH]
    worth = mean([measured(each.relevant, found(context, each.text)) for each in questions])
    rows = context.directory_cache.current().snapshot.rows
    names = {row.listing.shown.id: row.listing.shown.name for row in rows[::_EACH]}
    shares = [name_figures(names, task, lambda words: found(context, words)) for task in TASKS]
    return [*astuple(worth), *(figure for share in shares for figure in astuple(share))]


def test_either_engine_takes_over_from_the_other(
    own_sample_home: Path, postcode_cache: Path
) -> None:
    for number, engine in enumerate(("tantivy", "whoosh", "tantivy")):
        with opened(own_sample_home, postcode_cache, engine) as context:
            assert context.indexer.compare() == AGREES
            with context.unit_of_work() as uow:
                uow.save_listing(a_listing(f"n{number}", name="Xylophone Choir"))
            assert context.indexer.compare() == AGREES
            assert set(found(context, "xylophone")) == {f"n{each}" for each in range(number + 1)}
            is_tantivy = isinstance(context.index, TantivyIndex)
            assert is_tantivy or isinstance(context.index, WhooshIndex)
            assert is_tantivy is (engine == "tantivy")
            # Nothing of the other is left: what it held may have been erased since.
            left = {path.suffix for path in (own_sample_home / "index").rglob("*")}
            assert (".toc" in left, ".store" in left) == (not is_tantivy, is_tantivy)


def test_engine_that_is_not_installed_is_refused(
    own_sample_home: Path, postcode_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tantivy", None)
    monkeypatch.delitem(sys.modules, "assetmap.search_index.tantivy_index")
    monkeypatch.delitem(sys.modules, "assetmap.search_index.tantivy_document_list", raising=False)
    with (
        pytest.raises(Unavailable, match=r"pip install 'assetmap\[tantivy\]'"),
        opened(own_sample_home, postcode_cache, "tantivy"),
    ):
        pass
