"""Vectors are worked out for what is missing, by one process at a time."""

import fcntl
import threading
from pathlib import Path

from assetmap.domain.listings.listing import Status
from assetmap.services.context import Context
from assetmap.services.embeddings.embedding_worker import Progress, progress
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.a_model import with_meaning


def texts(context: Context) -> int:
    phrases = {phrase for concept in context.borough.thesaurus.concepts for phrase in concept.say}
    return len(phrases | {category.label for category in context.borough.words.every_category()})


def put(context: Context, *listings: object) -> None:
    with context.store.transaction() as uow:
        for listing in listings:
            uow.save_listing(listing)  # type: ignore[arg-type]


def ready(context: Context) -> Progress:
    assert context.embeddings is not None
    return progress(context.embeddings, context.directory_cache)


def kept(context: Context) -> list[str]:
    assert context.embeddings is not None
    engine = context.embeddings.engine()
    assert engine is not None
    return [each.id for each in engine.file.since(0)]


def test_work_does_what_is_missing_once_and_says_how_much(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context(a_listing("a"), a_listing("b"), a_listing("c", status=Status.DRAFT))
    _, filling = with_meaning(context, tmp_path / "tiny")
    assert ready(context) == Progress(2, 0, texts(context))
    steps: list[int] = []
    assert filling.work(steps.append) is True
    assert (sum(steps), ready(context)) == (2 + texts(context), Progress(2, 2, 0))
    assert (filling.work(steps.append), sum(steps)) == (True, 2 + texts(context))
    put(context, a_listing("a", name="Other"), a_listing("b", steward="Else"))
    assert ready(context) == Progress(2, 1, 0)
    filling.work()
    assert (ready(context), kept(context)) == (Progress(2, 2, 0), ["b", "a"])


def test_vectors_of_what_is_no_longer_public_are_dropped(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context(a_listing("a"), a_listing("b"))
    _, filling = with_meaning(context, tmp_path / "tiny")
    filling.work()
    put(context, a_listing("a", status=Status.ARCHIVED))
    filling.work()
    assert (ready(context), kept(context)) == (Progress(1, 1, 0), ["b"])
    put(context, a_listing("a"))
    filling.work()
    assert (ready(context), kept(context)) == (Progress(2, 2, 0), ["b", "a"])


def test_saving_a_listing_has_its_vectors_worked_out(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context(a_listing("a"))
    with_meaning(context, tmp_path / "tiny")
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing("b"))
    for thread in [each for each in threading.enumerate() if each.name == "meaning"]:
        thread.join(60)
    assert ready(context) == Progress(2, 2, 0)


def test_another_process_at_it_is_left_to_it(make_context: ContextMaker, tmp_path: Path) -> None:
    context = make_context(a_listing("a"))
    meaning, filling = with_meaning(context, tmp_path / "tiny")
    with (meaning.folder / "filling.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert filling.work(waits=False) is False
        assert kept(context) == []
    assert filling.work(waits=False) is True


def test_vectors_that_another_process_kept_are_used(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    one, other = make_context(a_listing("a"), a_listing("b")), make_context()
    with_meaning(one, tmp_path / "tiny")
    with_meaning(other, tmp_path / "tiny")
    assert one.embeddings is not None
    assert other.embedding_worker is not None
    other.embedding_worker.close()
    assert one.embeddings.engine() is not None
    _, filling = with_meaning(other, tmp_path / "tiny")
    filling.work()
    found = one.embeddings.scores(one.directory_cache.current(), "wool")
    assert found is not None
    assert all(0.5 < each <= 1.01 for each in found.tolist())  # cosines to `wool`, of both
    assert ready(one) == Progress(2, 2, 0)
