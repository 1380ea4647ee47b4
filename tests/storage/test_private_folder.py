"""What lies in the data directory, walked over after commands with the widest umask."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assetmap.storage.private_folder import keep_private
from tests.cli.conftest import Runner, environment
from tests.cli.conftest import call as call  # noqa: PLC0414 - a fixture, which pytest finds here


def run_alone(home: Path, program: str, *words: str) -> None:
    """A program in a process of its own."""
    environ = environment(home, ASSETMAP_MEANING="off")
    subprocess.run([sys.executable, "-c", program, *words], check=True, env=environ, timeout=300)


@pytest.fixture
def run(home: Path, call: Runner) -> Iterator[Callable[..., None]]:
    """Runs a command with the widest umask: `run("init")`."""
    before = os.umask(0)

    def command(*words: str) -> None:
        os.umask(0)  # the one before narrowed it
        said = call(*words, at=home, ASSETMAP_MEANING="off")
        assert (said.status, said.err) == (0, ""), said

    yield command
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """Every file and folder with a mode that is not its owner's alone."""
    paths = [folder, *(path for path in folder.rglob("*") if not path.is_symlink())]
    wanted = {path: 0o700 if path.is_dir() else 0o600 for path in paths}
    found = {path: stat.S_IMODE(path.stat().st_mode) for path in paths}
    return {str(path): oct(found[path]) for path in paths if found[path] != wanted[path]}


@pytest.fixture
def home(tmp_path: Path, postcode_cache: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir(mode=0o777)
    (home / "cache").symlink_to(postcode_cache, target_is_directory=True)
    return home


def test_what_all_machines_share_is_its_owners_alone_too(
    home: Path, tmp_path: Path, call: Runner
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o777)
    before = os.umask(0)
    said = call("init", ASSETMAP_SHARED=str(shared), ASSETMAP_MEANING="off")
    os.umask(before)
    assert (said.status, said.err) == (0, "")
    assert (shared / "secret.key").is_file()
    assert not (home / "secret.key").exists()
    assert {**modes(shared), **modes(home)} == {}


def test_nothing_that_is_made_can_be_read_by_others(
    home: Path, tmp_path: Path, run: Callable[..., None]
) -> None:
    run("init")
    run("people", "invite", "a@example.org", "--name", "A", "--role", "admin")
    run("upkeep", "deliver")
    run("people", "export", "a@example.org", str(tmp_path / "held.json"))
    run("audit", "export", str(tmp_path / "audit.csv"), "--with-personal")
    assert {path.name for path in home.iterdir()} >= {"assetmap.db", "index", "secret.key"}
    assert list((home / "outbox").iterdir())
    assert modes(home) == {}
    for name in ("held.json", "audit.csv"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_serving_makes_its_files_for_its_owner_alone(home: Path) -> None:
    serving = (
        "import os, sys; os.umask(0)\n"
        "from assetmap.app import create_app\n"
        "from assetmap.bootstrap import open_context\n"
        "from assetmap.config import read_config\n"
        "context = open_context(read_config())\n"
        "client = create_app(context).test_client()\n"
        "client.post('/account/sign-in', data={})\n"
        "with context.unit_of_work(): assert set(context.config.home.glob('*-wal'))\n"
        "import tests.storage.test_private_folder as here\n"
        "from pathlib import Path\n"
        "assert here.modes(Path(sys.argv[1])) == {}, here.modes(Path(sys.argv[1]))\n"
    )
    run_alone(home, serving, str(home))


def test_public_list_keeps_the_mode_that_was_asked_for(home: Path, tmp_path: Path) -> None:
    """In a process of its own: which mode is asked for is found out once, as a process starts."""
    exporting = (
        "import os, sys; os.umask(0o22)\n"
        "from assetmap.cli.main import main\n"
        "main(['export', sys.argv[1]])\n"
    )
    run_alone(home, exporting, str(tmp_path / "list.csv"))
    assert stat.S_IMODE((tmp_path / "list.csv").stat().st_mode) == 0o644


def test_folder_that_was_open_is_closed_and_nothing_outside_it(tmp_path: Path) -> None:
    home, outside = tmp_path / "home", tmp_path / "outside"
    for folder in (home / "pictures", home / "index" / "deep", home / "own", outside):
        folder.mkdir(parents=True)
    files = [
        *(home / "assetmap.db", home / "assetmap.db-wal", home / "pictures" / "a.webp"),
        *(home / "index" / "deep" / "b", home / "own" / "note.txt", outside / "c"),
    ]
    for file in files:
        file.write_text("x")
    (home / "outbox").symlink_to(outside, target_is_directory=True)
    (home / "pictures" / "link.webp").symlink_to(outside / "c")
    for path in (home, *home.rglob("*"), outside, outside / "c"):
        if not path.is_symlink():
            path.chmod(0o777 if path.is_dir() else 0o666)
    keep_private(home)
    assert set(modes(home)) == {str(home / "own"), str(home / "own" / "note.txt")}
    assert stat.S_IMODE(outside.stat().st_mode) == 0o777
    assert stat.S_IMODE((outside / "c").stat().st_mode) == 0o666


def test_folders_of_several_authorities_are_the_owners_alone(tmp_path: Path) -> None:
    for name in ("authorities/thurrock", "boroughs/thurrock"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "file").touch()
        (tmp_path / name / "file").chmod(0o666)
    keep_private(tmp_path)
    assert modes(tmp_path) == {}
