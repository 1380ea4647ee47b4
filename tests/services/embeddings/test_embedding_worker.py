"""Vectors are worked out for what is missing, by one process at a time."""

import fcntl
import threading
from pathlib import Path

from assetmap.domain.listings.listing import Status
from assetmap.services.context import Desk
from assetmap.services.embeddings.embedding_worker import Progress, progress
from tests.conftest import DeskMaker
from tests.factories import a_listing
from tests.services.a_model import with_meaning


def texts(desk: Desk) -> int:
    phrases = {phrase for concept in desk.borough.thesaurus.concepts for phrase in concept.say}
    return len(phrases | {category.label for category in desk.borough.words.every_category()})


def put(desk: Desk, *listings: object) -> None:
    with desk.store.transaction() as uow:
        for listing in listings:
            uow.save_listing(listing)  # type: ignore[arg-type]


def ready(desk: Desk) -> Progress:
    assert desk.meaning is not None
    return progress(desk.meaning, desk.memory)


def kept(desk: Desk) -> list[str]:
    assert desk.meaning is not None
    engine = desk.meaning.engine()
    assert engine is not None
    return [each.id for each in engine.file.since(0)]


def test_work_does_what_is_missing_once_and_says_how_much(
    make_desk: DeskMaker, tmp_path: Path
) -> None:
    desk = make_desk(a_listing("a"), a_listing("b"), a_listing("c", status=Status.DRAFT))
    _, filling = with_meaning(desk, tmp_path / "tiny")
    assert ready(desk) == Progress(2, 0, texts(desk))
    steps: list[int] = []
    assert filling.work(steps.append) is True
    assert (sum(steps), ready(desk)) == (2 + texts(desk), Progress(2, 2, 0))
    assert (filling.work(steps.append), sum(steps)) == (True, 2 + texts(desk))
    put(desk, a_listing("a", name="Other"), a_listing("b", steward="Else"))
    assert ready(desk) == Progress(2, 1, 0)
    filling.work()
    assert (ready(desk), kept(desk)) == (Progress(2, 2, 0), ["b", "a"])


def test_vectors_of_what_is_no_longer_public_are_dropped(
    make_desk: DeskMaker, tmp_path: Path
) -> None:
    desk = make_desk(a_listing("a"), a_listing("b"))
    _, filling = with_meaning(desk, tmp_path / "tiny")
    filling.work()
    put(desk, a_listing("a", status=Status.ARCHIVED))
    filling.work()
    assert (ready(desk), kept(desk)) == (Progress(1, 1, 0), ["b"])
    put(desk, a_listing("a"))
    filling.work()
    assert (ready(desk), kept(desk)) == (Progress(2, 2, 0), ["b", "a"])


def test_saving_a_listing_has_its_vectors_worked_out(make_desk: DeskMaker, tmp_path: Path) -> None:
    desk = make_desk(a_listing("a"))
    with_meaning(desk, tmp_path / "tiny")
    with desk.unit_of_work() as uow:
        uow.save_listing(a_listing("b"))
    for thread in [each for each in threading.enumerate() if each.name == "meaning"]:
        thread.join(60)
    assert ready(desk) == Progress(2, 2, 0)


def test_another_process_at_it_is_left_to_it(make_desk: DeskMaker, tmp_path: Path) -> None:
    desk = make_desk(a_listing("a"))
    meaning, filling = with_meaning(desk, tmp_path / "tiny")
    with (meaning.folder / "filling.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert filling.work(waits=False) is False
        assert kept(desk) == []
    assert filling.work(waits=False) is True


def test_vectors_that_another_process_kept_are_used(make_desk: DeskMaker, tmp_path: Path) -> None:
    one, other = make_desk(a_listing("a"), a_listing("b")), make_desk()
    with_meaning(one, tmp_path / "tiny")
    with_meaning(other, tmp_path / "tiny")
    assert one.meaning is not None
    assert other.filling is not None
    other.filling.close()
    assert one.meaning.engine() is not None
    _, filling = with_meaning(other, tmp_path / "tiny")
    filling.work()
    found = one.meaning.scores(one.memory.now(), "wool")
    assert found is not None
    assert sorted(found.tolist()) == [0, 0] or sorted(found.tolist()) == [0, 1]
    assert ready(one) == Progress(2, 2, 0)
