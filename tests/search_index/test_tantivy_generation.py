"""Every generation by tantivy says what one by Whoosh says, whatever went before."""

import random
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetmap.search_index import tantivy_generation
from assetmap.search_index.schema import FIELDS, Document, stem
from assetmap.search_index.tantivy_index import TantivyIndex
from assetmap.search_index.text_index import TextIndex
from assetmap.search_index.text_view import TextView
from assetmap.search_index.whoosh_index import WhooshIndex
from tests.search_index.conftest import Engine, doc

WORDS = ("knitting", "knitted", "lunch", "the", "club", "walking", "café", "чай", "dementia")
TERMS = tuple(dict.fromkeys(map(stem, (*WORDS, "unheard"))))
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
EVERY = list("abcdefgh")
ids = st.sampled_from(EVERY)
documents = st.builds(Document, ids, *(texts for _ in FIELDS))
changes = st.tuples(
    st.sampled_from(["apply", "apply", "apply", "rebuild"]),
    st.lists(documents, max_size=5, unique_by=lambda each: each.id),
    st.lists(ids, max_size=3),
    st.lists(ids, max_size=8, unique=True),
)


@pytest.fixture
def engine() -> Engine:
    """The engine of this module's tests."""
    return TantivyIndex


def said(view: TextView) -> object:
    """Where a view says that terms stand."""
    return (
        [
            (
                view.postings(term).positions.tolist(),
                view.rarity(term),
                view.called(term).tolist(),
                view.called(term, with_labels=False).tolist(),
                view.holding([term, "club"]).tolist(),
            )
            for term in TERMS
        ],
        [view.is_lone_in_name(word, others) for word in WORDS for others in ((), ("club",))],
    )


def known(index: TextIndex) -> list[bool]:
    """Which words some listing has: for a while Whoosh keeps some of who is not asked about."""
    words = index.view(EVERY).spelling()._lexicon
    return [word in words.beginning_with(word[0]) and words.count(word) > 0 for word in WORDS]


@settings(max_examples=12, deadline=None)
@given(st.lists(changes, min_size=1, max_size=6))
def test_every_view_of_a_history_is_as_by_whoosh(history: list[tuple]) -> None:  # type: ignore[type-arg]
    random.seed()  # the indexes name their files at random; hypothesis would repeat the names
    with (
        TemporaryDirectory() as folder,
        closing(TantivyIndex(Path(folder) / "tantivy")) as ours,
        closing(WhooshIndex(Path(folder) / "whoosh")) as whoosh,
    ):
        for action, written, removed, listing_ids in history:
            for index in (ours, whoosh):
                if action == "apply":
                    index.apply(written, removed)
                else:
                    index.rebuild(written)
            view, wanted = ours.view(listing_ids), whoosh.view(listing_ids)
            assert said(view) == said(wanted)
            assert known(ours) == known(whoosh)
            assert ours.fingerprints() == whoosh.fingerprints()
            with closing(TantivyIndex(Path(folder) / "tantivy")) as fresh:
                anew = fresh.view(listing_ids)
                assert said(anew) == said(view)
                assert _strengths(anew) == _strengths(view)
        everything = list(_living(ours))
        for index in (ours, whoosh):  # for a while Whoosh counts what is removed as well
            index.rebuild(everything)
        for each, other in zip(
            _strengths(ours.view(EVERY)), _strengths(whoosh.view(EVERY)), strict=True
        ):
            assert np.allclose(each, other, rtol=0.005)  # Whoosh keeps long lengths roughly


def _strengths(view: TextView) -> list[list[float]]:
    return [view.postings(term).strengths.tolist() for term in TERMS]


def _living(index: TextIndex) -> list[Document]:
    dice = random.Random(1)
    return [
        Document(each, *(" ".join(dice.choices(WORDS, k=dice.randint(0, 60))) for _ in FIELDS))
        for each in sorted(index.fingerprints())
    ]


def test_generations_ask_for_a_term_once_and_then_for_what_is_new(
    index: TextIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, bool]] = []
    ask = tantivy_generation.TantivyGeneration._ask

    def noting(self, term, after=None):  # type: ignore[no-untyped-def]
        asked.append((term, after is not None))
        return ask(self, term, after)

    monkeypatch.setattr(tantivy_generation.TantivyGeneration, "_ask", noting)
    names = [f"d{number}" for number in range(9)]
    index.apply([doc(name, "Club") for name in names])
    view = index.view(names)
    assert [view.postings("club").positions.tolist() for _ in range(2)] == [list(range(9))] * 2
    assert view.called("club").tolist() == list(range(9))
    index.apply([doc("d1", "Tea"), doc("new", "Club")], removed=["d2"])
    after = index.view([*names, "new"])
    assert after.postings("club").positions.tolist() == [0, 3, 4, 5, 6, 7, 8, 9]
    assert view.postings("club").positions.tolist() == list(range(9))
    assert asked == [("club", False), ("club", True)]


def test_no_more_is_kept_of_terms_than_the_bound(
    index: TextIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tantivy_generation, "_KEPT_BYTES", 2_500)
    index.apply([doc("a", " ".join(f"word{number}" for number in range(20)))])
    view = index.view(["a"])
    for number in range(20):
        assert view.postings(f"word{number}").positions.tolist() == [0]
        kept = view._generation._kept
        assert sum(each.nbytes for each in kept.values()) == view._generation._kept_bytes <= 2_500
