"""What goes into a backup: see tests/cli/test_backup.py for one made while somebody writes."""

import os
from pathlib import Path

import pytest

from assetmap import __version__
from assetmap.bootstrap import opened_store
from assetmap.config import Config
from assetmap.services.backup.backing_up import KeyWish, back_up
from assetmap.services.backup.keys import KeyRefused
from assetmap.services.context import Context
from assetmap.storage.backup.manifest import BadBackup, KeyIn, Manifest
from assetmap.storage.backup.reading import opened_backup
from assetmap.storage.sqlite.migrations import NEWEST
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from tests.conftest import ContextMaker, config_at
from tests.factories import a_listing


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing("a"), a_listing("b"))


def backed_up(config: Config, file: Path, key: KeyWish | None = None) -> Manifest:
    with opened_store(config) as store:
        return back_up(config, store, file, key or KeyWish())


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_backup_says_what_it_is(context: Context, tmp_path: Path) -> None:
    made = backed_up(context.config, tmp_path / "b.zip")
    assert (made.program, made.records, made.key) == (__version__, NEWEST, KeyIn.APART)
    assert (made.listings, made.made_at) == (2, context.clock.now())
    with opened_backup(tmp_path / "b.zip") as backup:
        assert backup.manifest == made
        backup.verify()


def test_only_what_cannot_be_made_again_is_in_it(context: Context, tmp_path: Path) -> None:
    home = context.config.home
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text("linked")
    put(home, pictures__a="a", borough__terms="t", borough__old__terms="o", outbox__letter="l")
    put(home, mine="mine", pictures__b="b")
    (home / "pictures" / ".c.webp.draft").write_text("half")
    (home / "borough" / "linked.toml").symlink_to(elsewhere)
    made = backed_up(context.config, tmp_path / "b.zip")
    assert [each.path for each in made.files] == [
        *("pictures/a", "pictures/b", "directory.sqlite"),
        *("borough/linked.toml", "borough/terms", "borough/old/terms"),
    ]
    with opened_backup(tmp_path / "b.zip") as backup:
        assert backup.bytes_of("borough/linked.toml") == b"linked"


def test_picture_that_comes_with_the_last_change_is_in_it(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(context.config.home, pictures__first="1")
    with opened_store(context.config) as store:
        copy_to = store.copy_to

        def meanwhile(path: Path) -> None:
            put(context.config.home, pictures__second="2")
            (context.config.home / "pictures" / "first").unlink()
            copy_to(path)

        monkeypatch.setattr(store, "copy_to", meanwhile)
        made = back_up(context.config, store, tmp_path / "b.zip")
    assert [each.path for each in made.files] == [
        *("pictures/first", "directory.sqlite", "pictures/second"),
    ]


def test_key_that_does_not_fit_is_put_into_no_backup(
    context: Context, tmp_path: Path, postcode_cache: Path
) -> None:
    config = config_at(context.config.home, postcode_cache)
    wrong = Config(config.home, secret_key="another", clock=config.clock)
    for wish in (KeyWish(tmp_path / "key"), KeyWish(passphrase="correct horse battery")):
        with pytest.raises(KeyRefused):
            backed_up(wrong, tmp_path / "b.zip", wish)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []
    assert backed_up(wrong, tmp_path / "b.zip").listings == 2  # which needs none


def test_name_that_is_taken_is_refused_also_by_a_link_to_nowhere(
    context: Context, tmp_path: Path
) -> None:
    (tmp_path / "b.zip").symlink_to(tmp_path / "nowhere")
    with pytest.raises(BadBackup, match="is there already"):
        backed_up(context.config, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").readlink() == tmp_path / "nowhere"


@pytest.mark.parametrize("name", ["a:b.toml", "a\\b", "half \udc80 letter"])
def test_file_that_could_not_be_restored_makes_no_backup(
    context: Context, tmp_path: Path, name: str
) -> None:
    put(context.config.home, borough__terms="t")
    (context.config.borough / name).write_text("x")
    with pytest.raises(BadBackup, match="has a name that no backup can hold"):
        backed_up(context.config, tmp_path / "b.zip")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_pipe_among_the_files_holds_nobody_up(context: Context, tmp_path: Path) -> None:
    put(context.config.home, borough__terms="t")
    os.mkfifo(context.config.borough / "pipe")
    made = backed_up(context.config, tmp_path / "b.zip")
    assert [each.path for each in made.files] == ["directory.sqlite", "borough/terms"]


@pytest.mark.parametrize("key", ["short", " " + "x" * 40, "ß" * 40])
def test_key_that_no_file_can_hold_is_said_to_be_kept_by_hand(
    make_context: ContextMaker, tmp_path: Path, key: str
) -> None:
    home = tmp_path / "home"
    SqliteStore(home / "assetmap.db").close()
    config = Config(home, secret_key=key)
    with pytest.raises(BadBackup, match="ASSETMAP_SECRET_KEY cannot be kept in a file"):
        backed_up(config, tmp_path / "b.zip", KeyWish(tmp_path / "key"))
    assert not (tmp_path / "key").exists()
    assert backed_up(config, tmp_path / "b.zip").listings == 0
