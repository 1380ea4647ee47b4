"""The commands' names, their help, and how refusals are said."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from assetmap import __version__
from assetmap.cli.main import cli
from tests.cli.conftest import ROOT, Runner, Said, environment, refusal

COMMANDS = (
    ("init",),
    ("serve",),
    ("import",),
    ("export",),
    ("search",),
    ("index",),
    ("index", "rebuild"),
    ("index", "check"),
    ("doctor",),
)
NAMES = cli.list_commands(click.Context(cli))
# What only some commands need, and takes long to import.
SLOW = (
    "geopandas",
    "folium",
    "pandas",
    "flask",
    "assetmap.app",
    "gunicorn",
    "sqlite_utils",
    "psycopg",
)


def test_commands_are_those_of_the_contract() -> None:
    assert NAMES == [
        "areas",
        "audit",
        "authorities",
        "backup",
        "doctor",
        "duplicates",
        "export",
        "feeds",
        "import",
        "imports",
        "index",
        "init",
        "leads",
        "links",
        "meaning",
        "people",
        "restore",
        "sample",
        "search",
        "serve",
        "store",
        "time-bank",
        "upkeep",
        "webhooks",
    ]
    index = cli.get_command(click.Context(cli), "index")
    assert isinstance(index, click.Group)
    assert sorted(index.commands) == ["check", "rebuild"]


def test_help_names_every_command(call: Runner, home: Path) -> None:
    said = call("--help")
    assert (said.status, said.err) == (0, "")
    assert [name for name in NAMES if f"\n  {name} " not in said.out] == []
    assert call("-h") == said


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_command_has_help_and_does_nothing_when_asked_for_it(
    call: Runner, home: Path, command: tuple[str, ...]
) -> None:
    said = call(*command, "--help")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(f"Usage: assetmap {' '.join(command)} ")
    assert [path.name for path in home.iterdir()] == ["cache"]


def test_version_is_said(call: Runner) -> None:
    assert call("--version") == Said(0, f"assetmap, version {__version__}\n", "")


def test_no_command_shows_the_help_as_it_is_meant_to_be_read(call: Runner) -> None:
    said = call()
    assert (said.status, said.out, said.err) == (2, "", call("--help").out)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("serch",), "No such command 'serch'"),
        (("search", "--nere", "x"), "No such option"),
        (("import",), "Give files to import, or --resume IMPORT, or --undo IMPORT."),
        (("export",), "Missing argument 'FILE'."),
        (
            ("serve", "--port", "0"),
            "Invalid value for '--port': 0 is not in the range 1<=x<=65535.",
        ),
    ],
)
def test_wrong_words_are_refused_in_one_line(
    call: Runner, arguments: tuple[str, ...], message: str
) -> None:
    said = call(*arguments)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert said.err.startswith(f"assetmap: {message}")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"ASSETMAP_TODAY": "yesterday"},
            (
                "ASSETMAP_TODAY is 'yesterday': give a date such as 2026-03-16 or a date and time "
                "such as 2026-03-16T10:00."
            ),
        ),
        (
            {"ASSETMAP_BASEMAP": "google"},
            (
                "ASSETMAP_BASEMAP is 'google': give osm, none, mbtiles:FILE, or an https address "
                "with {z}, {x} and {y} in it."
            ),
        ),
        (
            {"ASSETMAP_BASEMAP": "mbtiles:/no/such.mbtiles"},
            "ASSETMAP_BASEMAP names /no/such.mbtiles, and there is no such file.",
        ),
        (
            {"ASSETMAP_DATABASE_URL": "mysql://localhost/x"},
            (
                "ASSETMAP_DATABASE_URL is not the address of a PostgreSQL database: it looks like "
                "postgresql://user:password@host/name. Unset it to use the SQLite file in "
                "ASSETMAP_HOME."
            ),
        ),
    ],
)
@pytest.mark.parametrize("command", ["init", "search", "doctor", "serve"])
def test_wrong_setting_is_refused_before_anything_is_made(
    call: Runner, home: Path, command: str, settings: dict[str, str], message: str
) -> None:
    assert call(command, **settings) == refusal(message)
    assert [path.name for path in home.iterdir()] == ["cache"]


def test_data_directory_that_cannot_be_made_is_refused(call: Runner, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    message = f"cannot make the data directory {tmp_path}/file/home: Not a directory"
    assert call("doctor", at=tmp_path / "file" / "home") == refusal(message)


def test_index_that_cannot_be_made_is_refused(call: Runner, home: Path) -> None:
    (home / "index").write_text("a file")
    assert call("doctor") == refusal(f"cannot write the index in {home}/index: File exists")


def test_borough_file_that_is_wrong_is_refused(call: Runner, home: Path) -> None:
    (home / "borough").mkdir()
    (home / "borough" / "places.toml").write_text("[[place]\n")
    said = call("doctor")
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert said.err.startswith(f"assetmap: {home}/borough/places.toml cannot be read: ")


def test_help_imports_nothing_that_is_slow(tmp_path: Path) -> None:
    code = (
        "import sys; from assetmap.cli.main import main; main(['--help']);"
        f"print([name for name in {SLOW!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "[]\n")


def test_search_imports_neither_maps_nor_tables(run: Runner, home: Path, tmp_path: Path) -> None:
    assert run("init").status == 0
    code = (
        "import sys; from assetmap.cli.main import main; main(['search', 'x']);"
        f"print([name for name in {SLOW!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(home),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 found\n[]\n", "")


def test_command_imports_no_other_command(run: Runner, home: Path) -> None:
    code = (
        "import sys; from assetmap.cli.main import main; main(['doctor', '--help']);"
        "print(sorted(name for name in sys.modules if name.startswith('assetmap.cli.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(home),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    names = [f"assetmap.cli.{name}" for name in ("main", "opening", "upkeep")]
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, str(names))
