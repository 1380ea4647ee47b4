"""What a command or the day's work does in one authority, it does there alone."""

import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.bootstrap import open_context, take_records
from assetmap.config import Config
from assetmap.domain.imports.import_batch import BatchState
from assetmap.services.backup.backing_up import KeyWish, back_up
from assetmap.services.backup.restoring import KeyFound, KeySource, restore
from assetmap.services.checks.upkeep_run import carry_out, plan_day
from assetmap.services.context import Context
from assetmap.services.imports import batch_work
from assetmap.services.imports.batch_work import start_work
from assetmap.services.imports.batches import AS_IT_IS, get_batch, start_batch
from assetmap.services.listing_repository import Actor
from assetmap.storage.backup.manifest import BadBackup
from assetmap.storage.tables import TABLES
from tests.installations import CASTLE_POINT, THURROCK
from tests.services.organisers import due_listing
from tests.two_authorities.two import KEY, MARKS, Two

PATIENCE_S = 60
ROWS = b"name,summary,category\nA Club Of Both,Cards and tea.,create/crafts\n"


@pytest.fixture
def backup(own_two: Two, tmp_path: Path) -> Path:
    """A backup of Thurrock, its key apart."""
    context = own_two.contexts[THURROCK]
    back_up(context.config, context.store, tmp_path / "b.zip", KeyWish(tmp_path / "key"))
    return tmp_path / "b.zip"


def state_of(context: Context) -> tuple[object, ...]:
    """All that is kept of an authority, and its files."""
    files = sorted(
        (str(path), path.stat().st_size)
        for path in context.config.home.rglob("*")
        if path.is_file() and not path.name.startswith(("hits.db", "assetmap.db"))
    )
    counts = {table.name: context.store.count(table) for table in TABLES}
    return context.store.version(), context.index.version(), counts, files


def contents(file: Path) -> Iterator[bytes]:
    """Everything in a backup."""
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            yield name.encode()
            yield archive.read(name)


def test_the_days_work_of_one_changes_nothing_in_the_other(own_two: Two) -> None:
    thurrock, castle_point = (own_two.contexts[code] for code in (THURROCK, CASTLE_POINT))
    with thurrock.unit_of_work() as uow:
        uow.save_listing(due_listing("due"))
    before, own = state_of(castle_point), state_of(thurrock)
    assert carry_out(thurrock, plan_day(thurrock)).letters == 1
    assert state_of(thurrock) != own
    assert state_of(castle_point) == before


def test_a_backup_of_one_has_nothing_of_the_other(backup: Path) -> None:
    whole = b"\n".join(contents(backup))
    assert MARKS[THURROCK].encode() in whole
    assert MARKS[CASTLE_POINT].encode() not in whole
    assert KEY.encode() not in whole


def test_a_backup_of_one_is_restored_as_a_directory_of_its_own(
    own_two: Two, backup: Path, tmp_path: Path, postcode_cache: Path
) -> None:
    context = own_two.contexts[THURROCK]
    config = Config(home=tmp_path / "alone", secret_key="", clock=context.clock)
    done = restore(config, backup, KeySource(tmp_path / "key"), take_records)
    assert done.key is KeyFound.GIVEN
    (config.home / "cache").symlink_to(postcode_cache, target_is_directory=True)
    alone = open_context(config)
    try:
        assert alone.config.secret_key == context.config.secret_key != KEY
        assert [each.listing.id for each in alone.store.all()] == [
            each.listing.id for each in context.store.all()
        ]
    finally:
        alone.close()


def test_borough_files_of_a_backup_go_where_an_authority_has_them(
    own_two: Two, tmp_path: Path
) -> None:
    castle_point = own_two.contexts[CASTLE_POINT]
    file = tmp_path / "b.zip"
    back_up(castle_point.config, castle_point.store, file)
    elsewhere = replace(own_two.installation.config, home=tmp_path / "new", database_url="")
    boroughs = tmp_path / "new" / "boroughs" / CASTLE_POINT
    boroughs.mkdir(parents=True)
    key = castle_point.config.secret_key
    config = elsewhere.of_authority(CASTLE_POINT, castle_point.config.public_url, key)
    (boroughs / "borough.toml").write_text("another")
    with pytest.raises(BadBackup, match=r"borough\.toml is another than that of the backup"):
        restore(config, file, KeySource(), take_records)
    assert not config.home.exists()
    (boroughs / "borough.toml").unlink()
    restore(config, file, KeySource(), take_records)
    assert [path.name for path in boroughs.iterdir()] == ["borough.toml"]
    assert sorted(path.name for path in config.home.iterdir()) == ["assetmap.db"]
    original = own_two.installation.config.boroughs / CASTLE_POINT / "borough.toml"
    assert (boroughs / "borough.toml").read_bytes() == original.read_bytes()


def test_an_import_is_gone_on_with_in_its_authority_by_another_process(
    own_two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    thurrock, castle_point = (own_two.contexts[code] for code in (THURROCK, CASTLE_POINT))
    before = state_of(castle_point)
    actor = Actor(own_two.person(THURROCK, "p-editor"))
    batch = start_batch(thurrock, actor, "a.csv", ROWS, "both", AS_IT_IS, BatchState.APPLYING)
    for name in [each for each in os.environ if each.startswith("ASSETMAP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ASSETMAP_SECRET_KEY", KEY)
    monkeypatch.setenv("ASSETMAP_DATABASE_URL", thurrock.config.database_url)
    monkeypatch.setenv("ASSETMAP_TODAY", "2026-03-16")
    begun = []
    its_own = batch_work.subprocess.Popen

    def noted(*words: object, **settings: object) -> object:
        begun.append(its_own(*words, **settings))  # type: ignore[call-overload]
        return begun[-1]

    monkeypatch.setattr(batch_work.subprocess, "Popen", noted)
    start_work(thurrock, batch.id)
    assert begun[0].wait(PATIENCE_S) == 0
    assert get_batch(thurrock, batch.id).state is BatchState.APPLIED
    names = [each.listing.name for each in thurrock.store.all()]
    assert names.count("A Club Of Both") == 1
    assert state_of(castle_point) == before
