"""Settings, read from the environment and from nowhere else (docs/settings.md has the table)."""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from assetmap.basemap import Basemap, read_basemap
from assetmap.clock import Clock, parse_clock
from assetmap.identity_provider import IdentityProvider, read_identity_provider
from assetmap.mail_server import NOBODY, MailServer, read_mail, read_mail_from
from assetmap.site_address import read_site_address

HERE = "http://127.0.0.1:8000"
_MOST_OPEN = 1_000  # authorities
DATABASE_SCHEMES = ("postgresql://", "postgres://")
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]{20,}")  # as RFC 6750 has it; long enough not to be guessed

Read = TypeVar("Read")


class BadSetting(Exception):
    """A setting that cannot be used; the message names it and says how to fix it."""


@dataclass(frozen=True)
class Config:
    """Everything a running copy can be told. Defaults are safe on an open machine."""

    home: Path = Path("instance")
    # Empty for the one that is kept in the data directory.
    secret_key: str = field(default_factory=lambda: secrets.token_hex(32), repr=False)
    clock: Clock = field(default_factory=Clock)
    basemap: Basemap = field(default_factory=Basemap)
    mail: MailServer | None = None  # without one, messages become files in the outbox
    mail_from: str = NOBODY
    public_url: str = HERE  # scheme and host, without a slash at the end
    public_url_given: bool = False  # whether the environment says it
    served_url: str = ""  # where it was last served, when that stands in for the public address
    meaning: bool = True  # whether the model is used, if it is installed
    identity_provider: IdentityProvider | None = None  # the council's own accounts
    client_seconds: float = 10.0  # how long a browser may take to say what it wants
    access_log: str = "off"  # a line for each visit: off, text or json
    metrics_token: str = field(default="", repr=False)  # who knows it may read /metrics
    open_referral_strict: bool = False  # whether its feed has nothing beyond the standard
    open_authorities: int = 10  # of several, how many a process keeps open
    database_url: str = field(default="", repr=False)  # PostgreSQL's; empty for the SQLite file
    machine: str = ""  # its name among those on one database; empty for its host name
    shared_folder: Path | None = None  # None for the data directory
    authority: str = ""  # which of several authorities of an installation; empty where it has one
    installation: "Config | None" = field(default=None, repr=False)  # whose authority it is
    text_engine: str = "whoosh"  # what keeps the full-text index: whoosh or tantivy

    @property
    def database(self) -> Path:
        """The SQLite file that holds the records, where no PostgreSQL does."""
        return self.home / "assetmap.db"

    @property
    def shared(self) -> Path:
        """The folder that every web machine sees; where there is one, the data directory itself.

        In it: key, pictures, borough files, outbox, files taken in, notes of work and of backups.
        """
        return self.shared_folder or self.home

    @property
    def own_folders(self) -> tuple[Path, ...]:
        """The data directory, and the folder that all machines share where that is another."""
        return (self.home,) if self.shared == self.home else (self.home, self.shared)

    @property
    def index(self) -> Path:
        """The folder of the full-text index, which may be deleted at any time."""
        return self.home / "index"

    @property
    def cache(self) -> Path:
        """Files derived from packages, one for all authorities; may be deleted at any time."""
        return (self.installation or self).home / "cache"

    @property
    def pictures(self) -> Path:
        """The folder of the listings' pictures."""
        return self.shared / "pictures"

    @property
    def offline(self) -> Path:
        """What phones save of the directory, ready to be sent; may be deleted at any time."""
        return self.home / "offline"

    @property
    def open_data(self) -> Path:
        """The whole directory as a GeoPackage; may be deleted at any time."""
        return self.home / "open-data"

    @property
    def meaning_folder(self) -> Path:
        """The model's weights and what was worked out with them; may be deleted at any time."""
        return self.home / "meaning"

    @property
    def borough(self) -> Path:
        """The borough's own data files, each of which replaces the shipped one."""
        if self.installation:
            return self.installation.boroughs / self.authority
        return self.shared / "borough"

    @property
    def boroughs(self) -> Path:
        """A folder for each authority, where an installation holds several: see authorities.md."""
        return self.shared / "boroughs"

    @property
    def outbox(self) -> Path:
        """Where messages are written when there is no mail server."""
        return self.shared / "outbox"

    def of_authority(self, code: str, public_url: str, secret_key: str) -> "Config":
        """The settings of one authority of this installation: folders of its own, its address."""
        home, shared = (each / "authorities" / code for each in (self.home, self.shared))
        return replace(
            self,
            home=home,
            shared_folder=None if self.shared_folder is None else shared,
            authority=code,
            public_url=public_url,
            secret_key=secret_key,
            installation=self,
        )

    @property
    def environment(self) -> dict[str, str]:
        """What tells another program of ours which directory it is to work on."""
        home = (self.installation or self).home
        return {"ASSETMAP_HOME": str(home), "ASSETMAP_AUTHORITY": self.authority}

    @property
    def has_public_url(self) -> bool:
        """Whether the site's own address is set, and not only where it happens to be served."""
        if self.installation:
            return self.installation.has_public_url
        return self.public_url_given or self.public_url not in (HERE, self.served_url)

    @property
    def is_behind_tls(self) -> bool:
        """Whether visitors reach the site over https, so that cookies may demand it."""
        return self.public_url.startswith("https://")


def read_config(environ: Mapping[str, str] = os.environ) -> Config:
    """The configuration in `environ`. Raises BadSetting with a plain message."""
    try:
        clock = parse_clock(environ.get("ASSETMAP_TODAY", ""))
    except ValueError as error:
        raise BadSetting(
            f"ASSETMAP_TODAY is {environ['ASSETMAP_TODAY']!r}: give a date such as 2026-03-16 "
            "or a date and time such as 2026-03-16T10:00."
        ) from error
    shared = environ.get("ASSETMAP_SHARED", "").strip()
    return Config(
        home=Path(environ.get("ASSETMAP_HOME") or "instance").absolute(),
        secret_key=environ.get("ASSETMAP_SECRET_KEY", ""),
        clock=clock,
        basemap=_read(read_basemap, environ),
        mail=_read(read_mail, environ),
        mail_from=_read(read_mail_from, environ),
        public_url=_read_public_url(environ),
        public_url_given=bool(environ.get("ASSETMAP_PUBLIC_URL", "").strip()),
        meaning=_read_choice(environ, "ASSETMAP_MEANING", "on", "off") == "on",
        identity_provider=_read_identity_provider(environ),
        client_seconds=_read_client_seconds(environ),
        access_log=_read_choice(environ, "ASSETMAP_ACCESS_LOG", "off", "text", "json"),
        metrics_token=_read_metrics_token(environ),
        open_referral_strict=_read_choice(environ, "ASSETMAP_ORUK_STRICT", "off", "on") == "on",
        database_url=_read_database_url(environ),
        machine=environ.get("ASSETMAP_MACHINE", "").strip(),
        authority=environ.get("ASSETMAP_AUTHORITY", "").strip(),
        open_authorities=_read_open_authorities(environ),
        shared_folder=Path(shared).absolute() if shared else None,
        text_engine=_read_choice(environ, "ASSETMAP_TEXT_ENGINE", "whoosh", "tantivy"),
    )


def _read_database_url(environ: Mapping[str, str]) -> str:
    url = environ.get("ASSETMAP_DATABASE_URL", "").strip()
    if url and not url.startswith(DATABASE_SCHEMES):
        raise BadSetting(
            "ASSETMAP_DATABASE_URL is not the address of a PostgreSQL database: it looks like "
            "postgresql://user:password@host/name. Unset it to use the SQLite file in "
            "ASSETMAP_HOME."
        )
    return url


def _read_choice(environ: Mapping[str, str], name: str, *choices: str) -> str:
    """One of some words, the first when nothing is said."""
    choice = environ.get(name, "").strip() or choices[0]
    if choice not in choices:
        raise BadSetting(f"{name} is {choice!r}: give {', '.join(choices[:-1])} or {choices[-1]}.")
    return choice


def _read_metrics_token(environ: Mapping[str, str]) -> str:
    token = environ.get("ASSETMAP_METRICS_TOKEN", "").strip()
    if token and not _TOKEN.fullmatch(token):  # not repeated: it is a secret all the same
        raise BadSetting(
            "ASSETMAP_METRICS_TOKEN cannot be used: give 20 or more letters and figures, such as "
            "openssl rand -hex 20 prints."
        )
    return token


def _read_identity_provider(environ: Mapping[str, str]) -> IdentityProvider | None:
    provider = _read(read_identity_provider, environ)
    if provider and not environ.get("ASSETMAP_PUBLIC_URL", "").strip():
        raise BadSetting(
            "ASSETMAP_OIDC_ISSUER names a sign-in provider, so ASSETMAP_PUBLIC_URL must be set as "
            "well: people come back to that address."
        )
    return provider


def _read_client_seconds(environ: Mapping[str, str]) -> float:
    choice = environ.get("ASSETMAP_CLIENT_SECONDS", "").strip() or "10"
    try:
        seconds = float(choice)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 600:
        raise BadSetting(
            f"ASSETMAP_CLIENT_SECONDS is {choice!r}: give a number of seconds from 0.1 to 600."
        )
    return seconds


def _read_open_authorities(environ: Mapping[str, str]) -> int:
    choice = environ.get("ASSETMAP_OPEN_AUTHORITIES", "").strip() or str(Config.open_authorities)
    if not (choice.isascii() and choice.isdecimal() and 1 <= int(choice) <= _MOST_OPEN):
        raise BadSetting(
            f"ASSETMAP_OPEN_AUTHORITIES is {choice!r}: give a whole number from 1 to"
            f" {_MOST_OPEN:,}."
        )
    return int(choice)


def _read_public_url(environ: Mapping[str, str]) -> str:
    try:
        return read_site_address(environ.get("ASSETMAP_PUBLIC_URL", "").strip() or HERE)
    except ValueError as error:
        problem = str(error)
    raise BadSetting(f"ASSETMAP_PUBLIC_URL cannot be read: {problem}")


def _read(reader: Callable[[Mapping[str, str]], Read], environ: Mapping[str, str]) -> Read:
    """What a reader of settings gives; what it refuses is a BadSetting."""
    try:
        return reader(environ)
    except ValueError as error:
        problem = str(error)
    raise BadSetting(problem)  # out here: what the error came of may hold a password
