"""The programs of PostgreSQL and pgbouncer: where they are, and who runs them."""

import os
import pwd
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from scripts.benchmark.processes import Failed

_OLDEST = 15
_DEBIAN = Path("/usr/lib/postgresql")
_USER = "postgres"  # the server refuses to run as root, so root runs it as this one
_LONGEST_S = 120.0


@cache
def find_postgres() -> Path | None:
    """The folder with the programs of PostgreSQL 15 or newer that has PostGIS; None without one."""
    if os.geteuid() == 0 and not _has_user():
        return None
    places = sorted(_DEBIAN.glob("*/bin"), key=lambda at: _number(at.parent.name), reverse=True)
    if on_path := shutil.which("initdb"):
        places.append(Path(on_path).resolve().parent)
    return next((at for at in places if _is_whole(at)), None)


def postgres_program(name: str) -> str:
    """The path of one program. Raises Failed where PostgreSQL is not installed."""
    folder = find_postgres()
    if folder is None:
        raise Failed("PostgreSQL with PostGIS is missing: apt-get install postgresql-15-postgis-3")
    return str(folder / name)


@cache
def find_pgbouncer() -> str:
    """Where pgbouncer is, or nothing."""
    return shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin") or ""


def run(program: str, *words: str) -> str:
    """Run a program as the user of the databases, and give what it said. Raises Failed."""
    done = subprocess.run(
        [program, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_LONGEST_S,
        check=False,
        **as_its_user(),
    )
    if done.returncode:
        raise Failed(f"{Path(program).name} {' '.join(words)}: {done.stdout[-800:]}")
    return str(done.stdout)


def as_its_user() -> dict[str, Any]:
    """What `subprocess` is told besides, so that a program runs as the user of the databases."""
    language = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
    told: dict[str, Any] = {"cwd": "/", "env": language}
    if os.geteuid() == 0:
        told |= {"user": _USER, "group": _USER, "extra_groups": []}
    return told


def give_folder(folder: Path) -> Path:
    """A folder that is there and belongs to the user of the databases, who alone sees into it.

    That user must reach it as well: each folder above it lets others through.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _give(folder)
    return folder


def give_file(path: Path, text: str) -> None:
    """Write a file that belongs to the user of the databases, who alone reads it."""
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    _give(path)


def _give(path: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(path, _USER, _USER)


def _is_whole(folder: Path) -> bool:
    config = folder / "pg_config"
    if not all((folder / name).is_file() for name in ("initdb", "pg_ctl", "pg_config")):
        return False
    said = subprocess.run([config, "--version"], capture_output=True, text=True, check=False)
    if _number(said.stdout) < _OLDEST:
        return False
    said = subprocess.run([config, "--sharedir"], capture_output=True, text=True, check=False)
    return (Path(said.stdout.strip()) / "extension/postgis.control").is_file()


def _number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0


def _has_user() -> bool:
    try:
        pwd.getpwnam(_USER)
    except KeyError:
        return False
    return True
