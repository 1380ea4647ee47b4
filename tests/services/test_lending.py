"""Contexts that are opened when asked for, and let go when others were asked for since."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assetmap.services.context import Context
from assetmap.services.lending import OpenContexts
from assetmap.storage.store import Unavailable
from tests.conftest import ContextMaker
from tests.factories import a_listing

PATIENCE_S = 20


class Opener:
    """Opens a directory for each code, and writes down which; `trouble` has one fail."""

    def __init__(self, make: ContextMaker, folder: Path) -> None:
        self._make, self._folder = make, folder
        self.opened: list[str] = []
        self.trouble: dict[str, Exception] = {}

    def __call__(self, code: str) -> Context:
        self.opened.append(code)
        if code in self.trouble:
            raise self.trouble[code]
        return self._make(a_listing(f"of-{code}"), home=self._folder / code)


@pytest.fixture
def opener(make_context: ContextMaker, tmp_path: Path) -> Opener:
    return Opener(make_context, tmp_path)


def ask(contexts: OpenContexts, *codes: str) -> list[str]:
    """Ask for each in turn, and give what is public in it."""
    found: list[str] = []
    for code in codes:
        with contexts.lent(code) as context:
            found += context.directory_cache.current().snapshot.ids
    return found


def test_each_is_opened_once_and_stays_open(opener: Opener) -> None:
    contexts = OpenContexts(opener, 2)
    assert ask(contexts, "a", "b", "a", "b") == ["of-a", "of-b", "of-a", "of-b"]
    assert opener.opened == ["a", "b"]
    assert contexts.codes() == {"a", "b"}
    contexts.close()


def test_several_threads_that_ask_at_once_have_one_open_it(opener: Opener) -> None:
    contexts, together = OpenContexts(opener, 2), threading.Barrier(4)

    def ask_with_others(_: int) -> Context:
        together.wait(PATIENCE_S)
        with contexts.lent("a") as context:
            return context

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(ask_with_others, range(4)))
    assert opener.opened == ["a"]
    assert all(each is found[0] for each in found)
    contexts.close()


def test_who_was_asked_for_longest_ago_is_let_go_first(opener: Opener) -> None:
    contexts = OpenContexts(opener, 2)
    ask(contexts, "a", "b", "a", "c")
    assert contexts.codes() == {"a", "c"}
    assert ask(contexts, "b") == ["of-b"]  # opened again
    assert contexts.codes() == {"b", "c"}
    assert opener.opened == ["a", "b", "c", "b"]
    contexts.close()


def test_none_is_let_go_while_somebody_works_with_it(opener: Opener) -> None:
    contexts = OpenContexts(opener, 1)
    with contexts.lent("a") as a:
        assert ask(contexts, "b") == ["of-b"]
        assert contexts.codes() == {"a"}  # b waits for nobody, so it went first
        with contexts.lent("b"), contexts.lent("c"):
            assert contexts.codes() == {"a", "b", "c"}
        assert list(a.directory_cache.current().snapshot.ids) == ["of-a"]
        assert a.store.version() == 1
    assert contexts.codes() == {"a"}
    contexts.close()


def test_one_that_is_let_go_is_closed(opener: Opener) -> None:
    contexts = OpenContexts(opener, 1)
    with contexts.lent("a") as a:
        pass
    closed = threading.Event()
    its_own = a.close

    def close() -> None:
        its_own()
        closed.set()

    a.close = close  # type: ignore[method-assign]
    ask(contexts, "b")
    assert closed.wait(PATIENCE_S)
    contexts.close()


def test_one_that_cannot_be_opened_is_tried_again_by_the_next(opener: Opener) -> None:
    contexts = OpenContexts(opener, 2)
    opener.trouble["a"] = Unavailable("no disk")
    for _ in range(2):
        with pytest.raises(Unavailable, match="no disk"):
            ask(contexts, "a")
    assert contexts.codes() == frozenset()
    del opener.trouble["a"]
    assert ask(contexts, "a") == ["of-a"]
    assert opener.opened == ["a", "a", "a"]
    contexts.close()


def test_each_gives_what_is_open_and_keeps_none_open(opener: Opener) -> None:
    contexts = OpenContexts(opener, 2)
    ask(contexts, "a", "b")
    snapshots = [each.directory_cache.current().snapshot for each in contexts.each()]
    seen = sorted(listing_id for each in snapshots for listing_id in each.ids)
    assert seen == ["of-a", "of-b"]
    ask(contexts, "c")  # a was looked at since, and is the one that goes
    assert contexts.codes() == {"b", "c"}
    contexts.close()


def test_close_lets_go_of_all(opener: Opener) -> None:
    contexts = OpenContexts(opener, 2)
    ask(contexts, "a", "b")
    contexts.close()
    assert contexts.codes() == frozenset()
