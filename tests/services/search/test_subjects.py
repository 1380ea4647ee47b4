"""A tile or a category shows first what is mainly about it."""

import pytest

from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.search.selection import select

CHOICES: list[dict[str, object]] = [
    *({"need": need} for need in ("lonely", "food", "warm", "help-at-home", "learn", "give")),
    {"category": (("meet",),)},
    {"category": (("meet/cafes", "home/pets"),)},
    {"need": "food", "near": "Tilbury"},
]


@pytest.mark.parametrize("question", CHOICES)
def test_main_subject_first(sample_context: Context, question: dict[str, object]) -> None:
    selection = select(sample_context, Search(**question))  # type: ignore[arg-type]
    need = sample_context.borough.words.need.get(str(question.get("need", "")))
    chosen = {*(need.categories if need else question["category"][0])}  # type: ignore[index]
    main = [
        bool({slug, slug.partition("/")[0]} & chosen)
        for slug in (listing.shown.categories[0] for listing in selection.listings)
    ]
    kept = [
        (selection.parted.parts[n], not is_main)
        for n, is_main in zip(selection.order, main, strict=True)
    ]
    planned = selection.snapshot.is_planned[selection.order]
    kept = [pair for pair, is_planned in zip(kept, planned, strict=True) if not is_planned]
    assert True in main
    assert kept == sorted(kept)


def test_words_say_better_what_is_meant(sample_context: Context) -> None:
    selection = select(sample_context, Search(words="chess", need="lonely"))
    assert not selection.signals.besides.any()
    assert not select(sample_context, Search()).signals.besides.any()
