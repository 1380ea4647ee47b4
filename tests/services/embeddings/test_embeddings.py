"""Scores and concepts by meaning, with a tiny model of random weights."""

from pathlib import Path

import numpy as np
import pytest

from assetmap.domain.borough.thesaurus import Concept, Thesaurus
from assetmap.domain.listings.listing import Status
from assetmap.domain.listings.public_listing import public_view
from assetmap.services.embeddings.embedding_texts import texts_of
from assetmap.services.embeddings.embeddings import WEIGHTS, Meanings
from tests.conftest import DeskMaker
from tests.factories import a_listing
from tests.services.a_model import with_meaning

ASKED = "my mum is lonely"
KNIT = a_listing("knit", name="Knit wool", summary="", description="Warm wool. Knitting is warm.")
SWIM = a_listing("swim", name="Swim", summary="pool", description="Dog pool.", categories=())
DRAFT = a_listing("draft", name="Lonely mum", status=Status.DRAFT)
WORDS = Thesaurus(
    (Concept("company", ("my mum is lonely", "is lonely")), Concept("pets", ("my dog",)))
)


def test_scores_are_the_weighted_cosines_between_the_least_and_the_most(
    make_desk: DeskMaker, tmp_path: Path
) -> None:
    desk = make_desk(KNIT, SWIM, DRAFT, a_listing("wool", name="Wool", description="My wool."))
    meaning, filling = with_meaning(desk, tmp_path / "tiny")
    filling.work()
    found = meaning.scores(desk.memory.now(), ASKED)
    engine = meaning.engine()
    assert found is not None
    assert engine is not None
    mixed = []
    for row in desk.memory.now().snapshot.rows:
        near = engine.model.vectors(texts_of(row.listing)) @ engine.model.vectors([ASKED])[0]
        labels = [desk.borough.words.category[c].label for c in row.listing.shown.categories]
        named = engine.model.vectors(labels) @ engine.model.vectors([ASKED])[0] if labels else 0
        mixed.append(0.5 * near[0] + 0.35 * near[1:].max() + 0.15 * np.max(named))
    wanted = (np.array(mixed) - min(mixed)) / (max(mixed) - min(mixed))
    assert desk.memory.now().snapshot.ids == ["knit", "swim", "wool"]
    assert (found.dtype, sorted(found.tolist())[::2]) == (np.float32, [0, 1])
    assert np.abs(found - wanted).max() < 0.05  # eight bits a number


def test_listing_without_vectors_has_the_mean(make_desk: DeskMaker, tmp_path: Path) -> None:
    desk = make_desk(KNIT, SWIM)
    meaning, filling = with_meaning(desk, tmp_path / "tiny")
    assert meaning.scores(desk.memory.now(), ASKED) is None
    filling.close()
    assert meaning.waiting(desk.memory.now().snapshot) != []
    _, filling = with_meaning(desk, tmp_path / "tiny")
    filling.work()
    filling.close()  # whoever wakes it now is not heard
    with desk.store.transaction() as uow:
        uow.save_listing(a_listing("new"))
    assert desk.meaning is not None
    found = desk.meaning.scores(desk.memory.now(), ASKED)
    assert found is not None
    assert dict(zip(desk.memory.now().snapshot.ids, found.tolist(), strict=True))["new"] == 0.5
    waiting = desk.meaning.waiting(desk.memory.now().snapshot)
    assert [each.shown.id for each in waiting] == ["new"]


def test_no_words_have_no_scores_and_no_concepts(make_desk: DeskMaker, tmp_path: Path) -> None:
    desk = make_desk(KNIT, SWIM)
    meaning, filling = with_meaning(desk, tmp_path / "tiny")
    filling.work()
    assert (meaning.scores(desk.memory.now(), " "), meaning.concepts(" ")) == (None, ())


def test_concepts_are_those_with_the_nearest_phrase(make_desk: DeskMaker, tmp_path: Path) -> None:
    desk = make_desk(KNIT)
    with_meaning(desk, tmp_path / "tiny")
    trial = desk.trying(WORDS)
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
    make_desk: DeskMaker, tmp_path: Path
) -> None:
    desk = make_desk(KNIT)
    meaning, _ = with_meaning(desk, tmp_path / "tiny")
    file = meaning.folder / WEIGHTS
    file.write_bytes(file.read_bytes()[:-9])
    assert meaning.scores(desk.memory.now(), ASKED) is None
    assert (meaning.concepts(ASKED), meaning.waiting(desk.memory.now().snapshot)) == ((), [])
    assert meaning.problem == f"{file} is damaged: its hash is not what it should be"


def test_desk_without_weights_or_switched_off_has_no_meaning(make_desk: DeskMaker) -> None:
    desk = make_desk(KNIT)
    assert (desk.meaning, desk.filling) == (None, None)
    desk.config.meaning_folder.mkdir()
    (desk.config.meaning_folder / WEIGHTS).write_bytes(b"there")
    again = make_desk()
    assert isinstance(again.meaning, Meanings)
    assert public_view(KNIT).shown.name == "Knit wool"
