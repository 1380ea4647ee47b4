"""A key that does not fit the data stops whatever uses it, in words that say what to do."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assetmap.bootstrap import open_context
from assetmap.config import Config
from assetmap.domain.key_check import fits
from assetmap.domain.listings.listing import Contact
from assetmap.domain.mail_queue import OrganiserLink
from assetmap.domain.people.people import COMMAND_LINE, Account
from assetmap.services.backup.keys import KeyRefused, check_of
from assetmap.services.listing_repository import Actor
from assetmap.services.privacy.do_not_list import add
from assetmap.storage.secret_key import kept_key, key_path
from assetmap.storage.sqlite.snapshot import look_into
from assetmap.storage.tables import ACCOUNTS, KEY_CHECKS, LINKS
from assetmap.storage.unit_of_work import UnitOfWork
from tests.conftest import KEY, config_at

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
WAYS_OUT = (
    " If you have the key, give it with: assetmap restore --key FILE. "
    "If it is lost: assetmap restore --new-key, which says what ends with it."
)


@pytest.fixture
def config(tmp_path: Path, postcode_cache: Path) -> Config:
    """An empty data directory, whose key lies in a file."""
    return replace(config_at(tmp_path / "home", postcode_cache), secret_key="")


def start(config: Config) -> str:
    """Open a directory as the server does; gives the key that is used."""
    context = open_context(config)
    check = check_of(context.store)
    assert check is not None
    assert fits(check, context.config.secret_key)
    context.close()
    return context.config.secret_key


def test_first_start_makes_the_key_and_the_check_of_it(config: Config) -> None:
    key = start(config)
    assert (kept_key(config.home), start(config)) == (key, key)


def test_key_of_the_settings_is_checked_and_kept_nowhere(config: Config) -> None:
    assert start(replace(config, secret_key=KEY)) == KEY
    assert not key_path(config.home).exists()
    with pytest.raises(KeyRefused) as refused:
        start(replace(config, secret_key="another"))
    assert str(refused.value) == f"ASSETMAP_SECRET_KEY is not the key of this data.{WAYS_OUT}"


def test_other_key_in_the_file_is_refused_and_kept(config: Config) -> None:
    key = start(config)
    key_path(config.home).write_text(KEY)
    with pytest.raises(KeyRefused) as refused:
        start(config)
    path = key_path(config.home)
    assert str(refused.value) == f"{path} is not the key of this data.{WAYS_OUT}"
    assert path.read_text() == KEY
    path.write_text(key)
    assert start(config) == key


def test_missing_key_is_refused_and_none_is_made(config: Config) -> None:
    start(config)
    key_path(config.home).unlink()
    with pytest.raises(KeyRefused) as refused:
        start(config)
    assert str(refused.value) == (
        f"the key of this data is missing: there is no {key_path(config.home)}, and "
        f"ASSETMAP_SECRET_KEY is not set.{WAYS_OUT}"
    )
    assert not key_path(config.home).exists()


def test_reading_needs_no_key_and_leaves_none(config: Config) -> None:
    def look() -> str:
        context = open_context(config, needs_key=False)
        context.close()
        return context.config.secret_key

    assert look() != look()
    assert not key_path(config.home).exists()
    key = start(config)
    assert look() == key
    for other in (KEY, "short"):
        key_path(config.home).write_text(other)
        assert look() not in (key, other)
    key_path(config.home).unlink()
    assert look() != key
    assert not key_path(config.home).exists()


def link(uow: UnitOfWork) -> None:
    uow.save(LINKS, OrganiserLink("x", (), (), NOW))


def second_factor(uow: UnitOfWork) -> None:
    uow.save(ACCOUNTS, Account("p-1", "mark", second_factor_secret="encrypted"))


@pytest.mark.parametrize("keep", [link, second_factor])
def test_data_of_before_there_were_checks_is_not_given_another_key(
    config: Config, keep: Callable[[UnitOfWork], None]
) -> None:
    context = open_context(config)
    with context.unit_of_work() as uow:
        keep(uow)
        uow.delete(KEY_CHECKS, id="secret-key")
    context.close()
    key = key_path(config.home).rename(config.home / "elsewhere")
    with pytest.raises(KeyRefused, match="is missing"):
        start(config)
    key.rename(key_path(config.home))
    assert start(config) == context.config.secret_key


def test_register_of_who_asked_not_to_be_listed_is_not_given_another_key(config: Config) -> None:
    context = open_context(config)
    add(context, Actor(COMMAND_LINE), "", Contact(phone="01632 960001"))
    with context.unit_of_work() as uow:
        uow.delete(KEY_CHECKS, id="secret-key")
    context.close()
    key_path(config.home).unlink()
    with pytest.raises(KeyRefused, match="is missing"):
        start(config)


def test_damaged_check_keeps_nobody_out_and_is_made_anew(config: Config) -> None:
    key = start(config)
    with closing(sqlite3.connect(config.database, isolation_level=None)) as connection:
        connection.execute("UPDATE key_checks SET document = '{'")
    kept = key_path(config.home).rename(config.home / "elsewhere")
    with pytest.raises(KeyRefused, match="is missing"):
        start(config)
    kept.rename(key_path(config.home))
    assert look_into(config.database).key_check is None
    assert start(config) == key
    with pytest.raises(KeyRefused, match="is not the key of this data"):
        start(replace(config, secret_key="another"))
