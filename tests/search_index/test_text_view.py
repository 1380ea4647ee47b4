"""How words find listings, and which count for more."""

import threading

import numpy as np
import pytest

from assetmap.search_index import text_view
from assetmap.search_index.text_index import TextIndex
from tests.search_index.conftest import both_engines, doc, found

pytestmark = both_engines

DOCUMENTS = (
    doc("knit", "Knit and Natter", text="Bring wool"),
    doc("runners", "Runners", text="running slowly; someone stopped to help. Stops at the café."),
    doc("memory", "Memory group", text="for people living with Alzheimer's"),
    doc("home", "Care at home", text="getting out and about"),
    doc("polish", "Klub Polski", text="Zażółć gęślą jaźń и чай"),
)


@pytest.fixture
def filled(index: TextIndex) -> TextIndex:
    """An index of a few documents."""
    index.apply(DOCUMENTS)
    return index


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("knit", ["knit"]),
        ("knitting", ["knit"]),
        ("KNITTED", ["knit"]),
        ("run", ["runners"]),
        ("stop", ["runners"]),
        ("stopped", ["runners"]),
        ("cafe", ["runners"]),
        ("café", ["runners"]),
        ("CAFÉS", ["runners"]),
        ("alzheimers", ["memory"]),
        ("alzheimer’s", ["memory"]),
        ("Alzheimer's", ["memory"]),
        ("gesla", ["polish"]),
        ("чай", ["polish"]),
        ("out", ["home"]),
        ("home", ["home"]),
        ("slowly runner", ["runners"]),
        ("knit runner", []),
        ("football", []),
    ],
)
def test_words_find_every_form_of_themselves(filled: TextIndex, words: str, ids: list[str]) -> None:
    assert found(filled, words) == ids


@pytest.mark.parametrize("words", ["", "the and for with", "I need something near me", " , . ! "])
def test_words_that_say_nothing_are_no_terms(filled: TextIndex, words: str) -> None:
    score = filled.view(["knit"]).score(words)
    assert (score.terms, score.matched.tolist(), score.scores.tolist()) == (0, [0], [0.0])


def test_stop_words_beside_others_change_nothing(filled: TextIndex) -> None:
    view = filled.view(["knit", "memory"])
    plain, wordy = view.score("memory group"), view.score("is there a memory group for my mum")
    assert plain.terms == 2
    assert view.score("a group for the memory").scores.tolist() == plain.scores.tolist()
    assert wordy.terms == 3


def test_weights_put_name_before_labels_before_text(index: TextIndex) -> None:
    fields = ("also_known_as", "labels", "summary", "text", "place")
    index.apply([doc("name", "Lunch"), *(doc(f, "Other", **{f: "lunch"}) for f in fields)])
    ids = ["name", *fields]
    scores = dict(zip(ids, index.view(ids).score("lunch").scores.tolist(), strict=True))
    assert scores["name"] > scores["also_known_as"] > scores["labels"] >= scores["summary"]
    assert scores["summary"] > scores["text"]
    assert scores["summary"] > scores["place"] > 0


def test_long_texts_count_each_word_for_less(index: TextIndex) -> None:
    index.apply(
        [doc("short", "One", text="lunch"), doc("long", "Two", text="lunch " + "other " * 200)]
    )
    assert found(index, "lunch") == ["short", "long"]


def test_rare_words_count_for_more(index: TextIndex) -> None:
    index.apply([doc("a", "club chess"), doc("b", "club"), doc("c", "club"), doc("d", "chess")])
    _, club, _, chess = index.view(["a", "b", "c", "d"]).score("chess club").scores.tolist()
    assert chess > club


def test_view_is_aligned_with_its_ids(filled: TextIndex) -> None:
    view = filled.view(["not-in-the-index", "runners", "knit"])
    assert view.score("knit").matched.tolist() == [0, 0, 1]
    assert view.score("memory").matched.tolist() == [0, 0, 0]  # indexed, and not asked about
    assert view.postings("knit").positions.tolist() == [2]


def test_view_of_nothing_answers(index: TextIndex) -> None:
    view = index.view([])
    score = view.score("knit")
    assert (score.scores.tolist(), score.matched.tolist(), score.terms) == ([], [], 1)
    assert view.spelling().mend("knitt") == ""


def test_view_gives_several_threads_the_same(filled: TextIndex) -> None:
    ids = [document.id for document in DOCUMENTS]
    words = ["knit", "run", "memory", "home", "wool", "club", "people", "help"]
    alone = filled.view(ids)
    wanted = np.array([alone.score(word).scores for word in words])
    view = filled.view(ids)
    got: list[np.ndarray] = []
    threads = [
        threading.Thread(
            target=lambda: got.append(np.array([view.score(word).scores for word in words]))
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert [each.tolist() for each in got] == [wanted.tolist()] * 4


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "'",
        "name:knit",
        "knit AND NOT (",
        "*?~^",
        "../../etc/passwd",
        "'; DROP TABLE listings; --",
        "\x00",
        "𝕶𝖓𝖎𝖙",
        "👵🧶",
        "\u202etink",
        "x" * 10_000,
        "knit " * 2_000,
        "\ud800",
    ],
)
def test_hostile_words_are_only_words(filled: TextIndex, words: str) -> None:
    view = filled.view(["knit", "memory"])
    score = view.score(words)
    assert len(score.scores) == 2
    assert np.isfinite(score.scores).all()
    assert not score.matched[1]
    view.spelling().mend(words)


def test_view_keeps_no_more_of_words_than_its_bound(
    filled: TextIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_view, "_KEPT_BYTES", 3_000)
    view = filled.view([document.id for document in DOCUMENTS])
    for number in range(40):
        view.postings(f"word{number}")
        view.called(f"word{number}")
        assert len(view._kept.postings) + len(view._kept.called) <= 6
    assert view.score("knit").matched.tolist() == [1, 0, 0, 0, 0]


def test_next_view_leaves_the_one_before_as_it_was(filled: TextIndex) -> None:
    ids = [document.id for document in DOCUMENTS]
    before = filled.view(ids)
    before.spelling()
    filled.apply([doc("more", "Knitting more")])
    after = filled.view(ids)
    assert after.score("more").matched.tolist() == [0] * 5
    assert before.score("more").matched.tolist() == [0] * 5  # it stands as it was
    assert filled.view([*ids, "more"]).score("more").matched.tolist() == [0] * 5 + [1]
