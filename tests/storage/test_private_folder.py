"""What lies in the data directory, walked over after a process with the widest umask."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from assetmap.storage.private_folder import keep_private
from tests.cli.conftest import environment

PROGRAM = """
import os, sys
os.umask(int(sys.argv[1], 8))
from assetmap.cli.main import main
main(sys.argv[2:])
"""


def run(home: Path, *words: str, umask: str = "0") -> None:
    """A command in a process of its own, with a umask of its own."""
    environ = environment(home, ASSETMAP_MEANING="off")
    subprocess.run(
        [sys.executable, "-c", PROGRAM, umask, *words], check=True, env=environ, timeout=300
    )


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


def test_nothing_that_is_made_can_be_read_by_others(home: Path, tmp_path: Path) -> None:
    run(home, "init")
    run(home, "people", "invite", "a@example.org", "--name", "A", "--role", "admin")
    run(home, "upkeep", "deliver")
    run(home, "people", "export", "a@example.org", str(tmp_path / "held.json"))
    run(home, "audit", "export", str(tmp_path / "audit.csv"), "--with-personal")
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
    environ = environment(home, ASSETMAP_MEANING="off")
    subprocess.run([sys.executable, "-c", serving, str(home)], check=True, env=environ, timeout=300)


def test_public_list_keeps_the_mode_that_was_asked_for(home: Path, tmp_path: Path) -> None:
    run(home, "export", str(tmp_path / "list.csv"), umask="22")
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
