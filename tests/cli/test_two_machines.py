"""Two web machines on one PostgreSQL: what is written on one is so on the other.

The second reaches the database through pgbouncer in transaction mode. What is written "on the
first" is written by another process of it, as a command or a worker would.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from assetmap.bootstrap import open_context
from assetmap.config import read_config
from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.people.people import Role
from assetmap.images.folder import Folder
from assetmap.paths import BOROUGH
from assetmap.services.admin import thesaurus as words
from assetmap.services.context import Context
from assetmap.services.listings.images import add_picture
from scripts.postgres_cluster.databases import rows
from scripts.postgres_cluster.pgbouncer import PgBouncer
from scripts.postgres_cluster.waiting import wait_until
from scripts.postgres_cluster.watching import watch
from tests.cli.conftest import Runner, Said, environment
from tests.cli.serving import serving
from tests.factories import a_listing
from tests.people import PASSWORD, a_password, a_person
from tests.postgres import MakeDatabase
from tests.services.colleagues import EDITOR, by
from tests.services.listings.test_images import ALT, PHOTO
from tests.storage.taken_out import files_holding

_SOON_S = 20.0  # each machine looks every two seconds for what others wrote
_PATIENCE_S = 40


class Machine:
    """A web machine with a data directory of its own, which can be killed and started again."""

    def __init__(self, name: str, home: Path, shared: Path, url: str) -> None:
        self.home = home
        self.settings = {
            "ASSETMAP_MACHINE": name,
            "ASSETMAP_SHARED": str(shared),
            "ASSETMAP_DATABASE_URL": url,
        }
        self._running = ExitStack()
        self._process: Any = None
        self.site = ""

    def start(self) -> None:
        """Serve, and come back once it answers."""
        served = serving(self.home, "--workers", "1", **self.settings)
        self._process, port = self._running.enter_context(served)
        self.site = f"http://127.0.0.1:{port}"

    def kill(self) -> None:
        """End it at once; nothing where it does not run."""
        if self._process is not None:
            for pid in (*children(self._process.pid), self._process.pid):
                os.kill(pid, 9)
            self._process = None
        self._running.close()

    def finds(self, query: str) -> set[str]:
        """The ids of what a question finds."""
        answer = requests.get(f"{self.site}/find.json", {"q": query}, timeout=_PATIENCE_S)
        assert answer.status_code == 200, answer.text
        return {each["id"] for each in answer.json()["results"]}

    def page(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        answer = requests.get(f"{self.site}{path}", timeout=_PATIENCE_S)
        return answer.status_code, answer.text

    def soon_finds(self, query: str, *ids: str) -> None:
        """Come back once a question finds just these."""
        wait_until(lambda: self.finds(query) == set(ids), f"{query!r} finds {ids}", _SOON_S)

    def holding(self, text: str) -> list[str]:
        """The files of its data directory in which a text stands."""
        return files_holding(self.home, text)


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


@pytest.fixture(scope="module")
def pgbouncer(postgres_cluster_programs: str, url: str) -> Iterator[PgBouncer]:
    """A pgbouncer in transaction mode before the server of the database."""
    folder = Path(tempfile.mkdtemp(prefix="assetmap-pgbouncer-", dir="/tmp"))
    folder.chmod(0o755)
    watch(os.getpid(), folder)
    server: Any = SimpleNamespace(port=urlsplit(url).port)
    bouncer = PgBouncer.make(folder / "pgbouncer", server)
    bouncer.start()
    yield bouncer
    bouncer.kill()


@pytest.fixture(scope="module")
def url(postgres_database: MakeDatabase) -> str:
    """The database that both share."""
    return postgres_database()


@pytest.fixture(scope="module")
def machines(
    url: str,
    pgbouncer: PgBouncer,
    postcode_cache: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Machine, Machine]]:
    """Two that serve."""
    folder = tmp_path_factory.mktemp("machines")
    (folder / "shared").mkdir()
    through = pgbouncer.url(urlsplit(url).path.lstrip("/"))
    made = []
    for name, address in (("web1", url), ("web2", through)):
        (folder / name).mkdir()
        (folder / name / "cache").symlink_to(postcode_cache)
        made.append(Machine(name, folder / name, folder / "shared", address))
    try:
        for machine in made:
            machine.start()
        yield made[0], made[1]
    finally:
        for machine in made:
            machine.kill()


@pytest.fixture
def first(machines: tuple[Machine, Machine]) -> Machine:
    """The first machine."""
    return machines[0]


@pytest.fixture
def second(machines: tuple[Machine, Machine]) -> Machine:
    """The other."""
    return machines[1]


@pytest.fixture(scope="module")
def context(machines: tuple[Machine, Machine]) -> Iterator[Context]:
    """Another process of the first machine."""
    first = machines[0]
    with closing(open_context(read_config(environment(first.home, **first.settings)))) as context:
        yield context


def keep(context: Context, *listings: Listing) -> None:
    """Keep some listings."""
    with context.unit_of_work() as uow:
        for listing in listings:
            uow.save_listing(listing)


def take_out(context: Context, id_: str) -> None:
    """Take a listing out, so that nothing of it is left on any disk."""
    with context.unit_of_work() as uow:
        uow.must_rebuild = True
        uow.delete_listings([id_])


def test_what_is_written_on_one_is_found_on_both(
    context: Context, first: Machine, second: Machine
) -> None:
    keep(context, a_listing("wombats", name="Wombat Club"), a_listing("emus", name="Emu Club"))
    for machine in (first, second):
        machine.soon_finds("wombat", "wombats")
    keep(context, a_listing("wombats", name="Wombat Club", status=Status.ARCHIVED))
    assert second.finds("wombat") == set()  # it asks for the newest version at each question
    assert second.page("/listing/emus")[0] == 200
    assert context.indexer.compare().agrees


def test_what_is_erased_on_one_is_in_no_file_of_the_other(
    context: Context, first: Machine, second: Machine
) -> None:
    keep(context, a_listing("quokkas", name="Quokkaquest", summary="Quokkaquest for everybody"))
    for machine in (first, second):
        machine.soon_finds("quokkaquest", "quokkas")
        assert "quokkas" in machine.page("/pack.json")[1]
        assert machine.holding("quokkaquest") or machine.holding("Quokkaquest")
    take_out(context, "quokkas")
    for machine in (first, second):
        assert machine.finds("quokkaquest") == set()
        wait_until(
            lambda at=machine: not (at.holding("quokkaquest") + at.holding("Quokkaquest")),  # type: ignore[misc]
            f"no file of {machine.home.name} holds it",
            _SOON_S,
        )


def test_sign_in_holds_on_both(context: Context, first: Machine, second: Machine) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    browser = requests.Session()
    form = {"email": someone.email, "password": PASSWORD}
    assert send(browser, first, second, "/account/sign-in", **form).status_code == 302
    assert [is_in(browser, each) for each in (first, second)] == [True, True]
    assert send(browser, second, first, "/account/sign-out").status_code == 302
    assert [is_in(browser, each) for each in (first, second)] == [False, False]


def test_limits_count_on_both(first: Machine, second: Machine) -> None:
    form = {"email": "nobody@example.org", "password": "wrong"}
    order = (first, second, first, second, first, second, first)
    statuses = [send(requests.Session(), at, at, "/account/sign-in", **form) for at in order]
    assert [each.status_code for each in statuses] == [200] * 5 + [429] * 2


def test_picture_brought_on_one_is_shown_on_the_other(context: Context, second: Machine) -> None:
    keep(context, a_listing("emus", status=Status.DRAFT))
    add_picture(context, by(EDITOR), "emus", PHOTO, ALT, is_agreed=True)
    (name,) = Folder(context.config.pictures).names()
    keep(context, a_listing("emus", pictures=context.store.get_listing("emus").listing.pictures))
    assert f"/pictures/{name}" in second.page("/listing/emus")[1]
    answer = requests.get(f"{second.site}/pictures/{name}-480.webp", timeout=_PATIENCE_S)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")


def test_everyday_words_changed_on_one_are_heard_on_the_other(
    context: Context, second: Machine
) -> None:
    keep(context, a_listing("smith", name="Lock Mending", categories=("home/odd-jobs",)))
    assert second.finds("misplaced my fobs") == set()
    words.make(context, by(EDITOR), Concept("fobs", ("misplaced my fobs",), ("home/odd-jobs",)))
    second.soon_finds("misplaced my fobs", "smith")


def test_borough_changed_on_one_is_another_on_both(
    context: Context, first: Machine, second: Machine
) -> None:
    text = (BOROUGH / "borough.toml").read_text()
    own = context.config.borough / "borough.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text(text.replace('name = "Thurrock"', 'name = "Wombatshire"', 1))
    for machine in (first, second):
        wait_until(lambda at=machine: "Wombatshire" in at.page("/")[1], "it is renamed", _SOON_S)  # type: ignore[misc]


def test_machine_is_watched_as_ever(call: Runner, first: Machine, second: Machine) -> None:
    keep_away = {"ASSETMAP_TODAY": "2026-03-16"}
    for machine in (first, second):
        assert machine.page("/healthz")[0] == 200
        status, text = machine.page("/metrics")
        assert (status, "assetmap_index_queue" in text) == (200, True)
        told = call("doctor", at=machine.home, **machine.settings, **keep_away)
        looks = [line for line in told.out.splitlines() if line.startswith("LOOK")]
        assert [line for line in looks if "Index" in line or "Integrity" in line] == []
        assert "ok   Integrity: the records are undamaged" in told.out
        told = call("index", "check", at=machine.home, **machine.settings, **keep_away)
        assert told == Said(0, "The index agrees with the records\n", "")


def test_import_is_worked_on_by_one_machine_at_a_time(context: Context, url: str) -> None:
    with context.locks.holding("imports/a/lock", waits=False):
        mine = "SELECT oid FROM pg_database WHERE datname = current_database()"
        locks = f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = ({mine})"
        assert rows(url, locks) == [(1,)]


def test_one_that_was_killed_catches_up(context: Context, first: Machine, second: Machine) -> None:
    keep(context, a_listing("bilbies", name="Bilby Bingo"), a_listing("dodo", name="Dodo Darts"))
    second.soon_finds("bilby", "bilbies")
    second.kill()
    keep(context, a_listing("numbats", name="Numbat Knitting"))
    take_out(context, "dodo")
    first.soon_finds("numbat", "numbats")
    assert first.page("/healthz")[0] == 200
    second.start()
    assert second.finds("numbat") == {"numbats"}
    assert (second.finds("dodo"), second.holding("Dodo")) == (set(), [])


def send(
    browser: requests.Session, given_by: Machine, sent_to: Machine, path: str, **fields: str
) -> requests.Response:
    """Send the form that one machine gave to another, or the same."""
    page = browser.get(f"{given_by.site}{path}", timeout=_PATIENCE_S).text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    data = {"csrf_token": token, "next": "/account", **fields}
    address = f"{sent_to.site}{path}"
    return browser.post(address, data, timeout=_PATIENCE_S, allow_redirects=False)


def is_in(browser: requests.Session, machine: Machine) -> bool:
    """Whether the account page opens."""
    address = f"{machine.site}/account"
    return browser.get(address, timeout=_PATIENCE_S, allow_redirects=False).status_code == 200
