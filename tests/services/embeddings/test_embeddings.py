"""Scores and concepts by meaning, with a tiny model of random weights."""

from pathlib import Path

import numpy as np
import pytest

from assetmap.domain.borough.thesaurus import Concept, Thesaurus
from assetmap.domain.listings.listing import Status
from assetmap.domain.listings.public_listing import public_view
from assetmap.services.embeddings.embeddings import WEIGHTS, Embeddings
from assetmap.services.embeddings.phrase_embeddings import texts_of
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.a_model import with_meaning

ASKED = "my mum is lonely"
KNIT = a_listing("knit", name="Knit wool", summary="", description="Warm wool. Knitting is warm.")
SWIM = a_listing("swim", name="Swim", summary="pool", description="Dog pool.", categories=())
DRAFT = a_listing("draft", name="Lonely mum", status=Status.DRAFT)
WORDS = Thesaurus(
    (Concept("company", ("my mum is lonely", "is lonely")), Concept("pets", ("my dog",)))
)


def test_scores_are_the_weighted_cosines(make_context: ContextMaker, tmp_path: Path) -> None:
    context = make_context(
        KNIT, SWIM, DRAFT, a_listing("wool", name="Wool", description="My wool.")
    )
    meaning, filling = with_meaning(context, tmp_path / "tiny")
    filling.work()
    found = meaning.scores(context.directory_cache.current(), ASKED)
    engine = meaning.engine()
    assert found is not None
    assert engine is not None
    mixed = []
    for row in context.directory_cache.current().snapshot.rows:
        near = engine.model.vectors(texts_of(row.listing)) @ engine.model.vectors([ASKED])[0]
        labels = [context.borough.words.category[c].label for c in row.listing.shown.categories]
        named = engine.model.vectors(labels) @ engine.model.vectors([ASKED])[0] if labels else 0
        mixed.append(0.5 * near[0] + 0.35 * near[1:].max() + 0.15 * np.max(named))
    assert context.directory_cache.current().snapshot.ids == ["knit", "swim", "wool"]
    assert found.dtype == np.float32
    assert np.abs(found - np.array(mixed)).max() < 0.05  # eight bits a number


def test_listing_without_vectors_has_the_mean(make_context: ContextMaker, tmp_path: Path) -> None:
    context = make_context(KNIT, SWIM)
    meaning, filling = with_meaning(context, tmp_path / "tiny")
    assert meaning.scores(context.directory_cache.current(), ASKED) is None
    filling.close()
    assert meaning.waiting(context.directory_cache.current().snapshot) != []
    _, filling = with_meaning(context, tmp_path / "tiny")
    filling.work()
    filling.close()  # whoever wakes it now is not heard
    with context.store.transaction() as uow:
        uow.save_listing(a_listing("new"))
    assert context.embeddings is not None
    found = context.embeddings.scores(context.directory_cache.current(), ASKED)
    assert found is not None
    by_id = dict(zip(context.directory_cache.current().snapshot.ids, found.tolist(), strict=True))
    new = by_id.pop("new")
    assert new == pytest.approx(sum(by_id.values()) / len(by_id), abs=1e-3)
    waiting = context.embeddings.waiting(context.directory_cache.current().snapshot)
    assert [each.shown.id for each in waiting] == ["new"]


def test_no_words_have_no_scores_and_no_concepts(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context(KNIT, SWIM)
    meaning, filling = with_meaning(context, tmp_path / "tiny")
    filling.work()
    assert (meaning.scores(context.directory_cache.current(), " "), meaning.concepts(" ")) == (
        None,
        (),
    )


def test_concepts_are_those_with_the_nearest_phrase(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context(KNIT)
    with_meaning(context, tmp_path / "tiny")
    trial = context.trying(WORDS)
    meaning, filling = with_meaning(trial, tmp_path / "tiny")
    filling.work()
    found = meaning.concepts(ASKED)
    engine = meaning.engine()
    assert engine is not None
    asked, *rest = engine.model.vectors([ASKED, "my dog"])
    wanted = {"company": 1.0} | ({"pets": float(asked @ rest[0])} if asked @ rest[0] > 0.46 else {})
    assert [each for each, _ in found] == list(wanted)
    assert [near for _, near in found] == pytest.approx(list(wanted.values()), abs=0.02)


def test_damaged_weights_are_a_problem_told_and_never_a_failure(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context(KNIT)
    meaning, _ = with_meaning(context, tmp_path / "tiny")
    file = meaning.folder / WEIGHTS
    file.write_bytes(file.read_bytes()[:-9])
    assert meaning.scores(context.directory_cache.current(), ASKED) is None
    assert (
        meaning.concepts(ASKED),
        meaning.waiting(context.directory_cache.current().snapshot),
    ) == ((), [])
    assert meaning.problem == f"{file} is damaged: its hash is not what it should be"


def test_desk_without_weights_or_switched_off_has_no_meaning(make_context: ContextMaker) -> None:
    context = make_context(KNIT)
    assert (context.embeddings, context.embedding_worker) == (None, None)
    context.config.meaning_folder.mkdir()
    (context.config.meaning_folder / WEIGHTS).write_bytes(b"there")
    again = make_context()
    assert isinstance(again.embeddings, Embeddings)
    assert public_view(KNIT).shown.name == "Knit wool"
