"""What spares the tests time is no other than what it stands for."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, FileSystemLoader
from werkzeug.routing import Map

from assetmap.app import create_app
from assetmap.bootstrap import open_context
from assetmap.paths import BOROUGH
from assetmap.services.context import Context
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from tests.conftest import ContextMaker, config_at
from tests.empty_store import EmptyStore
from tests.factories import a_listing
from tests.once import folder_of_the_run, made_once
from tests.ports import free_port
from tests.quick_apps import SharedTemplates


def content(file: Path) -> list[str]:
    """A store's tables and rows as SQL, but for its mark and the time at which it was made."""
    with closing(sqlite3.connect(file)) as store:
        store.execute("UPDATE counters SET value = 0 WHERE name = 'mark'")
        store.execute("UPDATE _sqlite_migrations SET applied_at = ''")
        return [*store.iterdump(), *map(str, store.execute("PRAGMA journal_mode"))]


def test_copied_store_is_as_a_new_one_with_a_mark_of_its_own(
    empty_store: EmptyStore, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("copied.db", "again.db", "made.db")]
    for file in files[:2]:
        empty_store.copy_to(file)
    stores = [SqliteStore(file) for file in files]
    assert len({store.instance_id() for store in stores}) == 3
    for store in stores:
        store.close()
    copied, again, made = map(content, files)
    assert copied == again == made


def test_copied_store_never_takes_the_place_of_another(
    empty_store: EmptyStore, tmp_path: Path
) -> None:
    store = SqliteStore(tmp_path / "assetmap.db")
    empty_store.copy_to(tmp_path / "assetmap.db")
    assert SqliteStore(tmp_path / "assetmap.db").instance_id() == store.instance_id()
    store.close()


def test_copied_index_is_as_a_new_one_and_never_takes_the_place_of_another(
    empty_store: EmptyStore, make_context: ContextMaker, tmp_path: Path, postcode_cache: Path
) -> None:
    copied = make_context(home=tmp_path / "copied")
    made = open_context(config_at(tmp_path / "made", postcode_cache))
    for context in (copied, made):
        with context.unit_of_work() as uow:
            uow.save_listing(a_listing("tea"))
    assert [set(each.index.fingerprints()) for each in (copied, made)] == [{"tea"}] * 2
    assert copied.index.fingerprints() == made.index.fingerprints()
    assert copied.index.version() == made.index.version()
    names = [{each.name for each in context.config.index.iterdir()} for context in (copied, made)]
    assert len(names[0]) == len(names[1])
    made.close()
    empty_store.copy_whole_to(copied.config)
    assert set(copied.index.fingerprints()) == {"tea"}


def addresses(app: Flask) -> list[tuple[object, ...]]:
    """What each address of an app is, what it is built into, and what that leads to again."""
    found: list[tuple[object, ...]] = []
    at = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        values = {name: f"{number}7" for number, name in enumerate(sorted(rule.arguments), 1)}
        one_of = re.findall(r"<any\((\w+)[^)]*\):(\w+)>", rule.rule)
        values |= {name: first for first, name in one_of}
        method = min(rule.methods or {"GET"})
        built = at.build(rule.endpoint, {**values, "more": "a b"}, method)
        found.append((rule.rule, rule.endpoint, built, at.match(built.partition("?")[0], method)))
    return found


def test_apps_with_shared_addresses_lead_to_the_same(
    sample_context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = create_app(sample_context), create_app(sample_context)
    assert next(second.url_map.iter_rules()) is next(first.url_map.iter_rules())
    monkeypatch.setattr(Flask, "url_map_class", Map)
    plain = create_app(sample_context)
    assert next(plain.url_map.iter_rules()) is not next(first.url_map.iter_rules())
    assert addresses(first) == addresses(second) == addresses(plain)
    noted = [
        [vars(rule)["provide_automatic_options"] for rule in app.url_map.iter_rules()]
        for app in (first, second, plain)
    ]
    assert noted[0] == noted[1] == noted[2]


def test_address_that_one_app_has_beside_them_is_no_others(sample_context: Context) -> None:
    first, second = create_app(sample_context), create_app(sample_context)
    before = addresses(first)
    second.add_url_rule("/one-more/<int:number>", "more", lambda number: f"{number + 1}")
    assert second.test_client().get("/one-more/7").text == "8"
    assert addresses(first) == before == addresses(create_app(sample_context))
    assert [each for each in addresses(second) if each[1] != "more"] == before


def test_template_that_was_written_anew_is_compiled_anew(tmp_path: Path) -> None:
    shared, template = SharedTemplates(str(tmp_path)), tmp_path / "page.html"
    said = []
    for text in ("first", "second", "first"):
        template.write_text(text)
        environment = Environment(loader=FileSystemLoader(tmp_path), bytecode_cache=shared)
        said.append(environment.get_template("page.html").render())
    assert said == ["first", "second", "first"]


def test_what_is_made_once_is_made_anew_only_where_that_failed(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made: list[Path] = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "part").write_text("whole" if len(made) > 1 else "torn")
        assert len(made) > 1, "the first time fails"

    with pytest.raises(AssertionError, match="the first time fails"):
        made_once(tmp_path_factory, "made", make)
    first, second = (made_once(tmp_path_factory, "made", make) for _ in range(2))
    assert (first, len(made), (first / "part").read_text()) == (second, 2, "whole")


def test_run_that_a_test_starts_is_a_run_by_itself(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "of-the-run-that-started-it")
    assert folder_of_the_run(tmp_path_factory) == tmp_path_factory.getbasetemp()


def test_ports_are_given_once() -> None:
    ports = [free_port() for _ in range(50)]
    assert len(set(ports)) == 50


def test_places_are_shared_among_contexts_of_one_borough_and_one_cache(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    first, second = (make_context(home=tmp_path / name) for name in ("first", "second"))
    assert (first.gazetteer, first.postcodes) == (second.gazetteer, second.postcodes)
    (tmp_path / "alone" / "cache").mkdir(parents=True)
    alone = make_context(home=tmp_path / "alone")
    assert alone.postcodes is not first.postcodes
    assert alone.gazetteer is not first.gazetteer
    own = tmp_path / "other" / "borough"
    own.mkdir(parents=True)
    (own / "places.toml").write_text(
        (BOROUGH / "places.toml").read_text().replace('name = "Tilbury"', 'name = "Tilburytown"')
    )
    other = make_context(home=tmp_path / "other")
    assert [each.gazetteer.named("Tilburytown") is None for each in (first, other)] == [True, False]
    other.take_borough(first.borough)
    assert other.gazetteer is not first.gazetteer
