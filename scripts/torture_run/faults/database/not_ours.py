"""A database that cannot be used: another's, without PostGIS, not there, a wrong password."""

from pathlib import Path
from urllib.parse import urlsplit

from scripts.benchmark.processes import free_port
from scripts.postgres_cluster.server import PostgresServer
from scripts.torture_run.databases import URL
from scripts.torture_run.faults.refusals import refuses_to_start
from scripts.torture_run.faults.trial import Trial

_LOCKED = "host all locked 127.0.0.1/32 scram-sha-256\n"


def not_ours(trial: Trial) -> None:
    """Each command says why in one line, and no server starts."""
    server, home = trial.needed_database(), trial.home()
    address = urlsplit(home.settings[URL])
    _lock(server)
    server.rows("CREATE DATABASE bare OWNER assetmap TEMPLATE template0 ENCODING 'UTF8'")
    server.rows(
        "CREATE DATABASE latin OWNER assetmap TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'"
    )
    netlocs = {
        "a wrong password": f"locked:wrong@127.0.0.1:{server.port}",
        "a user without rights": f"nobody@127.0.0.1:{server.port}",
        "no such user": f"missing@127.0.0.1:{server.port}",
        "nobody listens there": f"assetmap@127.0.0.1:{free_port()}",
    }
    urls = {what: address._replace(netloc=netloc) for what, netloc in netlocs.items()}
    for what, path in (("no PostGIS", "bare"), ("no Unicode", "latin"), ("not there", "none")):
        urls[what] = address._replace(path=f"/{path}")
    for what, url in urls.items():
        other = home.having(**{URL: url.geturl()})
        said = refuses_to_start(trial, other, what, ("serve", "upkeep", "search"))
        trial.expect("wrong@" not in said, f"{what}: the password is shown")
    trial.say(f"{', '.join(urls)}: refused in words")


def _lock(server: PostgresServer) -> None:
    """Have one user asked for a password, and make one who may do nothing."""
    server.rows("CREATE ROLE locked LOGIN PASSWORD 'right'")
    server.rows("CREATE ROLE nobody LOGIN")
    file: Path = server.data / "pg_hba.conf"
    file.write_text(_LOCKED + file.read_text())
    server.rows("SELECT pg_reload_conf()")
