"""`store copy`: the records moved between the SQLite file of a data directory and PostgreSQL."""

import shutil
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from assetmap.images.folder import Folder
from assetmap.images.reading import read_picture
from assetmap.paths import BOROUGH
from tests.cli.conftest import Runner, Said, refusal
from tests.postgres import MakeDatabase
from tests.services.listings.test_images import PHOTO

EXPORTS = ("csv", "geojson", "gpkg", "html", "ndjson", "zip")
COPIED = "Copied: 342 listings and all that belongs to them, version "


@pytest.fixture
def url(postgres_database: MakeDatabase) -> str:
    """An empty database."""
    return postgres_database()


def exported(call: Runner, folder: Path, home: Path, **settings: str) -> dict[str, bytes]:
    """Every export of a directory, by its format."""
    folder.mkdir()
    site = {"ASSETMAP_PUBLIC_URL": "https://directory.example.org"}  # not where it was served last
    for end in EXPORTS:
        said = call("export", folder / f"all.{end}", at=home, **site, **settings)
        assert (said.status, said.err) == (0, ""), said
    files = {end: (folder / f"all.{end}").read_bytes() for end in EXPORTS}
    with ZipFile(folder / "all.zip") as zipped:  # whose names have the time of day beside them
        inside = {f"zip: {name}": zipped.read(name) for name in zipped.namelist()}
    return {**files, **inside, "zip": b""}


def beside(home: Path, new: Path) -> Path:
    """Another data directory with all that is in one, but for the records and the index."""
    kept = shutil.ignore_patterns("assetmap.db*", "index", "directory", "offline")
    return Path(shutil.copytree(home, new, ignore=kept, symlinks=True))


def test_there_and_back_and_every_export_is_the_same(
    call: Runner, own_sample_home: Path, tmp_path: Path, url: str
) -> None:
    before = exported(call, tmp_path / "before", own_sample_home)
    there = call("store", "copy", own_sample_home, url)
    assert (there.status, there.err, there.out[: len(COPIED)]) == (0, "", COPIED)
    machine = beside(own_sample_home, tmp_path / "machine")
    meanwhile = exported(call, tmp_path / "meanwhile", machine, ASSETMAP_DATABASE_URL=url)
    back = beside(own_sample_home, tmp_path / "back")
    assert call("store", "copy", url, back) == there
    after = exported(call, tmp_path / "after", back)
    assert sorted(before) == sorted(meanwhile) == sorted(after)
    assert [end for end in before if not before[end] == meanwhile[end] == after[end]] == []
    assert call("index", "check", at=back).status == 0
    assert call("audit", "check", at=back).status == 0
    assert call("time-bank", "check", at=back) == call("time-bank", "check", at=own_sample_home)


def test_store_that_holds_anything_is_never_copied_into(
    call: Runner, own_sample_home: Path, tmp_path: Path, url: str
) -> None:
    other = tmp_path / "other"
    shutil.copytree(own_sample_home, other, symlinks=True)
    refused = refusal("there are listings already where it would be copied to")
    assert call("store", "copy", own_sample_home, other) == refused
    assert call("store", "copy", own_sample_home, url).status == 0
    assert call("store", "copy", own_sample_home, url) == refused
    assert call("export", tmp_path / "all.csv", at=other).status == 0


def test_what_cannot_be_copied_is_said_plainly(call: Runner, tmp_path: Path, url: str) -> None:
    nothing = tmp_path / "nothing"
    assert call("store", "copy", nothing, url) == refusal(f"no directory is kept in {nothing}")
    assert not nothing.exists()
    assert call("store", "copy", url, url) == refusal("that is the same store twice")
    away = "postgresql://assetmap@127.0.0.1:1/gone"
    said = call("store", "copy", url, away)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("assetmap: the database cannot be reached: connection failed:")
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("twice", ["{0}/", "{0}/../{1}"])
def test_same_directory_by_another_name_is_the_same(
    call: Runner, own_sample_home: Path, twice: str
) -> None:
    other = twice.format(own_sample_home, own_sample_home.name)
    said = call("store", "copy", own_sample_home, other)
    assert said == refusal("that is the same store twice")


def test_without_psycopg_it_is_said_what_to_install(
    call: Runner, own_sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [each for each in sys.modules if each.startswith("assetmap.storage.postgres")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    said = call("store", "copy", own_sample_home, "postgresql://assetmap@127.0.0.1:1/gone")
    assert said == Said(
        2,
        "",
        "assetmap: PostgreSQL needs a package that is not installed: "
        "pip install 'assetmap[postgres]'\n",
    )


def test_backup_of_a_database_is_restored_into_another(
    call: Runner,
    own_sample_home: Path,
    tmp_path: Path,
    url: str,
    postgres_database: MakeDatabase,
) -> None:
    Folder(own_sample_home / "pictures").keep(read_picture(PHOTO))
    (own_sample_home / "borough").mkdir()
    shutil.copy(BOROUGH / "closures.toml", own_sample_home / "borough")
    before = exported(call, tmp_path / "before", own_sample_home)
    assert call("store", "copy", own_sample_home, url).status == 0
    machine = beside(own_sample_home, tmp_path / "machine")
    file, key, new = tmp_path / "backup.zip", tmp_path / "key", postgres_database()
    done = call("backup", file, "--key", key, at=machine, ASSETMAP_DATABASE_URL=url)
    assert (done.status, done.err) == (0, "")

    shared, other = tmp_path / "shared", tmp_path / "other"
    settings = {"ASSETMAP_DATABASE_URL": new, "ASSETMAP_SHARED": str(shared)}
    said = call("restore", file, "--key", key, at=other, **settings)
    assert (said.status, said.err) == (0, "")
    first, *rest = said.out.splitlines()
    assert first.startswith(f"Restored to the database and {shared}: 342 listings, 2 picture files")
    assert rest == ["The index is made", "The key fits, and is in its place"]
    assert sorted(path.name for path in shared.iterdir()) == ["borough", "pictures", "secret.key"]
    assert not (other / "assetmap.db").exists()
    assert exported(call, tmp_path / "after", other, **settings) == before

    again = tmp_path / "again"
    said = call("restore", file, at=other, **{**settings, "ASSETMAP_SHARED": str(again)})
    assert (said.status, said.out) == (1, "")
    assert said.err == "assetmap: there are listings already where it would be copied to\n"
    assert not again.exists()
    said = call("restore", file, at=other, **settings)
    assert said.err.startswith(f"assetmap: {shared} is not empty, and nothing is ever restored")


def test_shared_folder_that_is_not_there_is_said_plainly(call: Runner, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    assert call("doctor", ASSETMAP_SHARED=str(gone)) == refusal(
        f"ASSETMAP_SHARED names {gone}, and there is no such folder: is it mounted?"
    )
