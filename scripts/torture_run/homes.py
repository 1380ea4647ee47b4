"""Data directories to be harmed: the sample listings, and members of staff who are signed in."""

import shutil
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assetmap.app import create_app
from assetmap.bootstrap import open_context
from assetmap.config import read_config
from assetmap.domain.people.people import Account, Person, Role
from assetmap.services.account import sign_ins
from assetmap.services.account.accounts import new_session_key
from assetmap.services.context import Context
from assetmap.storage.tables import ACCOUNTS, PEOPLE
from assetmap.web.account.signing_in import SIGN_IN
from scripts.benchmark.processes import environment, run
from scripts.torture_run.databases import URL, Database, PostgresDatabase, SqliteDatabase

COMMAND = ("-m", "assetmap.cli.main")
DAY = "2026-03-16"  # on which the directory stands in all that is done here
_CACHE = "cache"
KEY = environment(Path())["ASSETMAP_SECRET_KEY"]
EDITOR = Person("editor-1", "Edna Editor", "edna@example.org", (Role.EDITOR,))
COLLEAGUE = Person("editor-2", "Edgar Editor", "edgar@example.org", (Role.EDITOR,))
ADMIN = Person("admin-1", "Ada Admin", "ada@example.org", (Role.ADMIN,))


@dataclass(frozen=True)
class Home:
    """A data directory, and the settings with which everything is started over it."""

    path: Path
    settings: Mapping[str, str]

    @property
    def database(self) -> Database:
        """The records."""
        if url := self.settings.get(URL):
            return PostgresDatabase(url)
        return SqliteDatabase(self.path / "assetmap.db")

    @property
    def is_elsewhere(self) -> bool:
        """Whether a server keeps the records."""
        return URL in self.settings

    def on(self, day: str) -> "Home":
        """The same on another day, or at another time of it (`2026-03-17T10:00`)."""
        return self.having(ASSETMAP_TODAY=day)

    def having(self, **settings: str) -> "Home":
        """The same with other settings."""
        return Home(self.path, {**self.settings, **settings})

    def opened(self) -> Context:
        """An open context over it, with the queue taken into the index."""
        return open_context(read_config(self.settings))


def home_at(path: Path) -> Home:
    """A data directory, there or not, with this run's settings."""
    return Home(path, environment(path))


def new_home(path: Path) -> Home:
    """A data directory with the sample listings, two editors and an admin."""
    home = home_at(path)
    run([*COMMAND, "init", "--sample"], home.settings)
    with closing(home.opened()) as context:
        keep_staff(context)
    return home


def keep_staff(context: Context) -> None:
    """Keep two editors and an admin, who cannot sign in by a password."""
    with context.unit_of_work() as uow:
        for person in (EDITOR, COLLEAGUE, ADMIN):
            uow.save(PEOPLE, person)
            uow.save(ACCOUNTS, Account(person.id, new_session_key(), "none", "authenticator", "-"))


def copied(home: Home, path: Path) -> Home:
    """The same records and index in another folder; nobody may be at work in it."""
    shutil.copytree(home.path, path, ignore=shutil.ignore_patterns(_CACHE))
    (path / _CACHE).symlink_to(home.path / _CACHE)  # the postcodes, which nobody changes
    settings = {**home.settings, "ASSETMAP_HOME": str(path), **home.database.copied()}
    return Home(path, settings)


def on_postgres(home: Home, path: Path, url: str) -> Home:
    """The same in another folder, its records taken into an empty database."""
    moved = copied(home, path).having(**{URL: url})
    run([*COMMAND, "store", "copy", str(path), url], moved.settings)
    (path / "assetmap.db").unlink()
    moved.opened().close()  # so that its index follows from now on
    return moved


def cookies(home: Home, *people: Person) -> tuple[str, ...]:
    """The cookie of a new sign-in of each person, for the day on which `home` stands."""
    with closing(home.opened()) as context:
        app: Any = create_app(context)
        return tuple(_cookie(app, context, person) for person in people)


def _cookie(app: Any, context: Context, person: Person) -> str:
    client = app.test_client()
    started = sign_ins.start(context, person.id, "scripts/torture")
    with client.session_transaction("/account") as session:
        session["_user_id"] = context.store.get(ACCOUNTS, person.id).mark
        session["_fresh"] = True
        session["fs_paa"] = time.time()
        session[SIGN_IN] = started.id
    return f"staff={client.get_cookie('staff').value}"
