"""Whoever writes to the store does so by the context's unit of work, which has the index follow."""

import ast
from collections.abc import Iterator
from functools import cache

from assetmap.paths import PACKAGE
from tests.rules.source import modules, name_of

UNIT_OF_WORK = "assetmap/services/context.py Context.unit_of_work"
FOLLOWING = "assetmap/services/installation/following.py"
CATCH_UP = "assetmap/services/indexing.py Indexer.catch_up"


def test_only_the_unit_of_work_opens_a_transaction() -> None:
    savepoints = "assetmap/storage/postgres/postgres_connection.py PostgresConnection.insert"
    reading = "assetmap/storage/postgres/postgres_store.py PostgresStore."
    assert places_of("transaction") == [
        UNIT_OF_WORK,
        savepoints,  # psycopg's, inside the store's own
        f"{reading}_reading_long",  # and this only reads
    ]


def test_only_the_unit_of_work_the_start_and_the_command_call_the_indexer() -> None:
    assert places_of("process_queue") == ["assetmap/bootstrap.py _bring_index_up_to_date", CATCH_UP]
    assert places_of("catch_up") == [
        UNIT_OF_WORK,
        "assetmap/services/index_watch.py IndexWatch.look",  # what nobody took
        f"{FOLLOWING} Following._follow",  # into the index of all authorities
        "assetmap/web/presenters/error_pages.py index_damaged",
    ]
    assert places_of("indexer") == [
        "assetmap/bootstrap.py _bring_index_up_to_date",
        "assetmap/cli/server.py _single_app",  # has it looked after
        "assetmap/cli/upkeep.py check_command",
        "assetmap/cli/upkeep.py rebuild_command",
        "assetmap/services/admin/health.py examine",  # compares, and writes nothing
        "assetmap/services/admin/measures.py measures",  # asks how far behind it is, and no more
        "assetmap/services/admin/readiness.py readiness",  # likewise
        "assetmap/services/context.py Context.__post_init__",
        "assetmap/services/context.py Context.release",
        "assetmap/services/context.py Context.take_borough",  # tells it of other words
        UNIT_OF_WORK,
        "assetmap/services/index_watch.py IndexWatch.__init__",
        "assetmap/services/installation_watch.py _Watched.__init__",  # has each looked after
        "assetmap/web/presenters/error_pages.py index_damaged",
    ]


def test_only_the_indexer_writes_to_the_index_and_acknowledges_the_queue() -> None:
    process_queue, rebuild = (
        f"assetmap/services/indexing.py Indexer.{name}" for name in ("process_queue", "rebuild")
    )
    assert (places_of("ack"), places_of("ack_rebuilt")) == ([process_queue], [rebuild])
    migrating = "assetmap/storage/sqlite/sqlite_store.py SqliteStore._bring_up_to_date"
    assert places_of("apply") == [process_queue, migrating]
    assert places_of("rebuild") == [
        "assetmap/bootstrap.py _bring_index_up_to_date",
        "assetmap/cli/upkeep.py rebuild_command",
        "assetmap/services/context.py Context.__post_init__",  # for an index that cannot be read
        CATCH_UP,  # for what may not stay in a file
        process_queue,
        rebuild,
    ]


def test_only_the_context_makes_an_indexer() -> None:
    context = "assetmap/services/context.py"
    watch = "assetmap/services/index_watch.py"  # which is handed the context's
    assert places_of("Indexer") == [
        *(f"{context} (import)", f"{context} Context.__post_init__"),
        *(f"{watch} (import)", f"{watch} IndexWatch.__init__"),
        *(f"{FOLLOWING} (import)", f"{FOLLOWING} Following._follow"),  # for the index of all
    ]


def test_places_are_found_wherever_a_name_is_used() -> None:
    text = """
import store.transaction
from store import transaction as begin
do = store.transaction
class A:
    def transaction(self): ...
    def b(self):
        with self.desk.store.transaction() as writer:
            return [lambda: getattr(writer, "transaction") for _ in ()]
async def c(): transaction()
"""
    assert places_in(ast.parse(text), "transaction") == [*("(import)", "", "A.b", "A.b", "c")]


def places_of(name: str) -> list[str]:
    """The functions of the package in which a name is used, each once, by path."""
    return sorted(_uses().get(name, ()))


@cache
def _uses() -> dict[str, set[str]]:
    """Where each name is used, of all that the package uses: each module is read once."""
    found: dict[str, set[str]] = {}
    for path in modules(PACKAGE):
        for name, place in uses_in(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(name, set()).add(f"{name_of(path)} {place}")
    return found


def places_in(tree: ast.AST, name: str) -> list[str]:
    """The dotted name of the function around each use of a name; empty at the top."""
    return [place for used, place in uses_in(tree) if used == name]


def uses_in(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, str]]:
    """Each name that is used, with the dotted name of the function around it."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.FunctionDef(name=own) | ast.AsyncFunctionDef(name=own):
                yield from uses_in(node, f"{inside}.{own}".lstrip("."))
                continue
            case ast.ClassDef(name=own):
                yield from uses_in(node, f"{inside}.{own}".lstrip("."))
                continue
            case ast.Attribute(attr=used) | ast.Name(id=used):
                yield used, inside
            case ast.alias(name=used):
                yield used, f"{inside} (import)".lstrip()
            case ast.Constant(value=str(used)):
                yield used, inside
        yield from uses_in(node, inside)
