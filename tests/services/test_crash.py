"""Killed at the worst moments, the directory comes back whole: nothing lost, nothing twice."""

import signal
from pathlib import Path

import pytest

from assetmap.domain.search.query import Search
from assetmap.services.indexing import Comparison
from assetmap.services.search.finding import answer
from tests import commands
from tests.cli.conftest import environment
from tests.conftest import KEY, ContextMaker
from tests.factories import a_listing

ROOT = Path(__file__).parents[2]
AGREES = Comparison((), (), (), 0)

# Each is where death waits for the process, in a unit of work that keeps a listing.
MOMENTS = {
    "between the commit and the indexing": "context.indexer.process_queue = die",
    "before the index is touched": "context.index.apply = lambda documents, removed=(): die()",
    "while the index is written": """
apply = context.index.apply
def documents_and_death(documents):
    yield from documents
    die()
def applied(documents, removed=()):
    apply(documents_and_death(documents), removed)
context.index.apply = applied""",
    "between the index commit and the acknowledgement": "context.store.ack = lambda up_to: die()",
    "while the index is made anew": """
def documents_and_death(all_of_them):
    yield next(all_of_them)
    die()
def rebuild():
    context.index.rebuild(documents_and_death(context.indexer.documents()))
context.indexer.process_queue = rebuild""",
}


def kill_at(moment: str, home: Path, name: str) -> int:
    code = f"""
import os, signal
from assetmap.bootstrap import open_context
from assetmap.config import read_config
from tests.factories import a_listing

def die():
    os.kill(os.getpid(), signal.SIGKILL)

context = open_context(read_config())
{MOMENTS[moment]}
with context.unit_of_work() as uow:
    uow.save_listing(a_listing(name={name!r}))
"""
    return run(code, home)


def run(code: str, home: Path) -> int:
    """How a process ends that runs this over a data directory; it imports no more than it needs."""
    environ = environment(home, ASSETMAP_MEANING="off", ASSETMAP_SECRET_KEY=KEY)
    return commands.run(["-c", code], env=environ, cwd=ROOT).returncode


@pytest.mark.parametrize("moment", MOMENTS)
def test_listing_of_a_killed_process_is_found_exactly_once(
    make_context: ContextMaker, tmp_path: Path, moment: str
) -> None:
    home = tmp_path / "home"
    before = make_context(a_listing("other", name="Walking Football"), home=home)
    before.close()
    for name in ("Xylophone Circle", "Theremin Circle"):  # a new listing, then a changed one
        assert kill_at(moment, home, name) == -signal.SIGKILL
        context = make_context(home=home)
        found = answer(context, Search(words=name.split()[0], exact=True))
        assert [hit.listing.shown.name for hit in found.hits] == [name]
        assert context.indexer.compare() == AGREES
        context.close()
    context = make_context(home=home)
    assert answer(context, Search(words="xylophone", exact=True)).total == 0
    assert answer(context, Search(words="football")).total == 1


def test_transaction_of_a_killed_process_leaves_nothing(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    make_context(a_listing("other"), home=home).close()
    code = (
        "import os; from assetmap.bootstrap import open_context\n"
        "from assetmap.config import read_config; from tests.factories import a_listing\n"
        "context = open_context(read_config())\n"
        "with context.unit_of_work() as uow:\n"
        "    uow.save_listing(a_listing('half'))\n"
        "    os._exit(9)\n"
    )
    assert run(code, home) == 9
    context = make_context(home=home)
    assert [record.listing.id for record in context.store.all()] == ["other"]
    assert context.indexer.compare() == AGREES
