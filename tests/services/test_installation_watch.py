"""One thread looks after every authority that is open, and trouble in one stays its own."""

from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.services.context import Context
from assetmap.services.indexing import Indexer
from assetmap.services.installation_watch import InstallationWatch
from assetmap.services.lending import OpenContexts
from assetmap.storage.store import Unavailable
from tests.conftest import ContextMaker
from tests.factories import a_listing

CODES = ("a", "b", "c")


@pytest.fixture
def opened(make_context: ContextMaker, tmp_path: Path) -> dict[str, Context]:
    """A context for each authority, by its code."""
    found = {code: make_context(home=tmp_path / code) for code in CODES}
    for code, context in found.items():
        context.config = replace(context.config, authority=code)
    return found


def ids_of(context: Context) -> list[str]:
    """What the index finds."""
    return sorted(context.index.fingerprints())


def leave_in_the_queue(context: Context, listing_id: str) -> None:
    """Write as a process does that is ended before it has indexed."""
    with context.store.transaction() as uow:
        uow.save_listing(a_listing(listing_id))


def lent_all(opened: dict[str, Context]) -> OpenContexts:
    """All of them open."""
    contexts = OpenContexts(opened.__getitem__, 3)
    for code in CODES:
        with contexts.lent(code):
            pass
    return contexts


def test_each_that_is_open_is_looked_after(opened: dict[str, Context]) -> None:
    watch = InstallationWatch(lent_all(opened))
    for code in CODES:
        leave_in_the_queue(opened[code], f"of-{code}")
    watch.look()  # whoever wrote it may still be at it
    assert [ids_of(opened[code]) for code in CODES] == [[], [], []]
    watch.look()
    assert [ids_of(opened[code]) for code in CODES] == [[f"of-{code}"] for code in CODES]


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (Unavailable("the disk is full"), "b cannot be looked after: the disk is full"),
        (ValueError("a bulb"), "b cannot be looked after"),
    ],
)
def test_trouble_in_one_is_in_the_log_and_no_other_has_it(
    opened: dict[str, Context],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    trouble: Exception,
    said: str,
) -> None:
    whole = Indexer.oldest_queued

    def failing(indexer: Indexer) -> int | None:
        if indexer is opened["b"].indexer:
            raise trouble
        return whole(indexer)

    monkeypatch.setattr(Indexer, "oldest_queued", failing)
    watch = InstallationWatch(lent_all(opened))
    for code in CODES:
        leave_in_the_queue(opened[code], f"of-{code}")
    watch.look()
    watch.look()
    assert [ids_of(opened[code]) for code in CODES] == [["of-a"], [], ["of-c"]]
    assert caplog.messages == [said, said]


def test_one_that_was_let_go_is_looked_at_no_more(opened: dict[str, Context]) -> None:
    contexts = OpenContexts(opened.__getitem__, 1)
    with contexts.lent("a"):
        pass
    watch = InstallationWatch(contexts)
    watch.look()
    with contexts.lent("b"):
        pass
    watch.look()
    assert contexts.codes() == {"b"}
    assert sorted(watch._watched) == ["b"]
