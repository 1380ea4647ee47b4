"""The command line as a person runs it: a process of its own with its data directory."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import commands

ROOT = Path(__file__).parents[2]


# Small lists of the shapes that councils publish.
LIBRARIES = """\
name,address,postcode,type,email,website,area_name,area_code,lon,lat
Bolton Central Library,"Central Library, Le Mans Crescent, Bolton",BL1 1SE,Local authority run library,central.library@bolton.gov.uk,http://www.bolton.gov.uk/CentralLibrary.aspx,Bolton,E08000001,-2.431294,53.577385
Grays Library,"Orsett Road, Grays",RM17 5DX,Community run library,NA,NA,Thurrock,E06000034,,
"""
FOOD_BANKS = """\
Name,Referral method,Opening times,Address,Postcode,Contact,Website,Area name,Area code
BRASS Bolton,Not known,Wednesday 10am - 4pm,"The Lodge, Green Lane, Bolton",BL3 2HP,admin@brass-bolton.org.uk,http://brassbolton.org/,Bolton,E08000001
Tilbury Food Bank,Not known,By appointment,Dock Road,RM18 7TB,01632 960007,NA,Thurrock,E06000034
Lost Food Bank,Not known,NA,Nowhere,ZZ99 9ZZ,NA,NA,Thurrock,E06000034
"""


@dataclass(frozen=True)
class Said:
    """What a command gave: its exit status, its standard output and its standard error."""

    status: int
    out: str
    err: str


Runner = Callable[..., Said]


def refusal(message: str) -> Said:
    """What a command gives that refuses something: one line, exit status 2."""
    return Said(2, "", f"assetmap: {message}\n")


def environment(home: Path, **settings: str) -> dict[str, str]:
    """This process's environment with only these settings of ours, on 16 March 2026."""
    ours = {"ASSETMAP_HOME": str(home), "ASSETMAP_TODAY": "2026-03-16", **settings}
    rest = {name: value for name, value in os.environ.items() if not name.startswith("ASSETMAP_")}
    return {**rest, "PYTHONPATH": str(ROOT), **ours}


@pytest.fixture
def home(tmp_path: Path, postcode_cache: Path) -> Path:
    """An empty data directory that knows the postcodes."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "cache").symlink_to(postcode_cache)
    return home


@pytest.fixture
def run(home: Path, tmp_path: Path) -> Runner:
    """Runs `assetmap` in another process: `run("search", "lunch", ASSETMAP_TODAY=...)`."""

    def runner(*arguments: str | Path, at: Path = home, **settings: str) -> Said:
        words = ["-m", "assetmap.cli.main", *arguments]
        done = commands.run(words, env=environment(at, **settings), cwd=tmp_path)
        return Said(done.returncode, done.stdout, done.stderr)

    return runner


@pytest.fixture
def call(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Runner:
    """The same in this process, which is quicker."""
    from assetmap.cli.main import main

    def caller(*arguments: str | Path, at: Path = home, **settings: str) -> Said:
        with monkeypatch.context() as patch:
            for name in [name for name in os.environ if name.startswith("ASSETMAP_")]:
                patch.delenv(name)
            for name, value in environment(at, **settings).items():
                patch.setenv(name, value)
            status = 0
            try:
                main([str(argument) for argument in arguments])
            except SystemExit as stop:
                status = int(stop.code or 0)
        return Said(status, *capfd.readouterr())

    return caller


@pytest.fixture
def libraries(tmp_path: Path) -> Path:
    """A list of libraries as a council publishes it."""
    file = tmp_path / "libraries.csv"
    file.write_text(LIBRARIES, encoding="utf-8")
    return file


@pytest.fixture
def food_banks(tmp_path: Path) -> Path:
    """A list of food banks, with one whose postcode there is not."""
    file = tmp_path / "food_banks.csv"
    file.write_text(FOOD_BANKS, encoding="utf-8")
    return file
