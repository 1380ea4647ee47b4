"""The index comes right by itself: nobody has to write, and nobody is told."""

import gc
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assetmap.app import create_app
from assetmap.search_index.text_index import IndexUnwritable
from assetmap.services.context import Context
from assetmap.services.index_watch import CHECKED_EVERY, IndexWatch
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.test_indexing import AGREES, put


def look(watch: IndexWatch, times: int) -> None:
    for _ in range(times):
        watch.look()


def test_what_a_killed_process_left_in_the_queue_is_taken(make_context: ContextMaker) -> None:
    context = make_context()
    watch = IndexWatch(context.indexer)
    put(context, a_listing("a"), a_listing("b"))  # a commit, and nothing after it
    watch.look()
    assert context.indexer.compare().queued == 2  # whoever wrote may still be at it
    watch.look()
    assert context.indexer.compare() == AGREES


def test_who_is_still_writing_is_left_alone(
    make_context: ContextMaker, caplog: pytest.LogCaptureFixture
) -> None:
    context, other = make_context(), make_context()
    watch = IndexWatch(context.indexer)
    put(context, a_listing("a"))
    writer = other.index._writer()
    try:
        look(watch, 3)
        assert context.indexer.compare().queued == 1
        assert caplog.messages == []  # it did not even try, which would hold up who asks
    finally:
        writer.cancel()
    watch.look()
    assert context.indexer.compare() == AGREES


def test_a_rebuild_that_failed_is_made_up_for(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context(a_listing("a"))
    with monkeypatch.context() as broken:

        def refuse(*_: object) -> int:
            raise IndexUnwritable("the disk is full")

        broken.setattr(context.index, "rebuild", refuse)
        with context.unit_of_work() as uow:
            uow.must_rebuild = True
    assert context.indexer.wants_rebuild
    IndexWatch(context.indexer).look()
    assert not context.indexer.wants_rebuild


def test_it_looks_until_it_is_closed(make_context: ContextMaker) -> None:
    context = make_context()
    put(context, a_listing("a"))
    watch = IndexWatch(context.indexer)
    watch.start(0.01)
    while context.indexer.compare() != AGREES:
        pass
    watch.close()


def segment(context: Context) -> Path:
    return max(context.config.index.glob("*.seg"), key=lambda file: file.stat().st_size)


def zero_a_page(context: Context) -> None:
    file = segment(context)
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size // 3)
        opened.write(bytes(4096))


def scramble(context: Context) -> None:
    file = segment(context)
    file.write_bytes(file.read_bytes()[::-1])


def scramble_the_contents(context: Context) -> None:
    for file in context.config.index.glob("*.toc"):
        file.write_bytes(file.read_bytes()[::-1])


def cut(context: Context) -> None:
    segment(context).write_bytes(segment(context).read_bytes()[:500])


def remove(context: Context) -> None:
    segment(context).unlink()


def remove_all(context: Context) -> None:
    shutil.rmtree(context.config.index)


HARMS = [zero_a_page, scramble, scramble_the_contents, cut, remove, remove_all]


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Whoosh leaves open what it gave up on
@pytest.mark.parametrize("harm", HARMS)
def test_whoever_opens_or_asks_next_meets_a_whole_index(
    make_context: ContextMaker, harm: Callable[[Context], None]
) -> None:
    context = make_context(
        *(a_listing(f"n{number}", name=f"Choir {number}") for number in range(60))
    )
    harm(context)
    again = make_context()
    assert again.indexer.compare() == AGREES
    harm(again)
    with again.unit_of_work() as uow:
        uow.save_listing(a_listing("new", name="Choir of today"))
    page = create_app(again).test_client().get("/find.csv?q=choir")
    assert (page.status_code, len(page.text.splitlines())) == (200, 62)  # and the headings
    assert again.indexer.compare() == AGREES
    gc.collect()  # what Whoosh left open is thrown away here, and not at the end of all tests


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("harm", [zero_a_page, scramble])
def test_damage_while_nobody_writes_is_noticed_at_a_look(
    make_context: ContextMaker, harm: Callable[[Context], None]
) -> None:
    context = make_context(*(a_listing(f"n{number}") for number in range(60)))
    harm(context)
    assert context.index.damaged_files() != []
    look(IndexWatch(context.indexer), CHECKED_EVERY)
    assert (context.index.damaged_files(), context.indexer.compare()) == ([], AGREES)
    gc.collect()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_damage_that_a_question_meets_is_mended_and_the_question_answered(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context(a_listing("a", name="Choir"))
    client = create_app(context).test_client()
    view = context.directory_cache.current().text

    def broken(*_: object) -> None:
        raise ValueError("buffer is smaller than requested size")

    monkeypatch.setattr(view._generation, "entries", broken)
    page = client.get("/find.json?q=choir")
    assert (page.status_code, len(page.json["results"])) == (200, 1)
    assert context.directory_cache.current().text is not view
