"""An installation as `assetmap serve` serves it: its start, its answers, its memory, a change."""

import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from assetmap.installation import Installation
from scripts.benchmark.fetching import fetch
from scripts.benchmark.home import COMMAND
from scripts.benchmark.installation_questions import InstallationQuestions
from scripts.benchmark.loading import Clients, Load
from scripts.benchmark.processes import (
    Failed,
    MemoryUse,
    Running,
    environment,
    free_port,
    serving,
)
from scripts.benchmark.site_paths import at_host

_CLIENTS = 4
_SECONDS = 900.0  # how long a round may take
_CHANGES = 5
_SEEN_IN_A_ROW = 6  # answers on connections of their own, so that every process is asked
_GIVE_UP_S = 30.0


@dataclass(frozen=True)
class Visible:
    """Seconds from a commit until the change was found; None where it was not, in time."""

    at_authority: float | None
    at_installation: float | None


@dataclass(frozen=True)
class InstallationServed:
    """One server of so many processes."""

    workers: int
    ready_s: float  # from its start until a find page of an authority was answered
    spread: Load  # one client, all authorities in turn, as they come
    spread_again: Load
    together: Load  # the same, four clients at once
    without_place: Load | None  # None where the installation has no page of its own
    memory: list[MemoryUse]  # of each process, in the end
    visible: tuple[Visible, ...]


def measure_served(
    home: Path,
    installation: Installation,
    pages: Sequence[str],
    asked: InstallationQuestions,
    own_host: str,
    workers: int,
) -> InstallationServed:
    """Serve, ask every question, change some listings, and weigh the processes. Raises Failed."""
    with _serving(home, pages[0], workers) as server, Clients(1) as one, Clients() as four:
        number = len(asked.with_place)
        spread, again = (
            one.ask(server.port, asked.with_place, number, seconds=_SECONDS) for _ in range(2)
        )
        together = four.ask(server.port, asked.with_place, number, seconds=_SECONDS)
        _refuse_errors(spread, again, together)
        without = None
        if _is_answered(server.port, asked.without_place[0]):
            without = one.ask(server.port, asked.without_place, number, seconds=_SECONDS)
            _refuse_errors(without)
        codes = sorted(installation.authorities)
        chosen = codes[:: max(1, len(codes) // _CHANGES)][:_CHANGES]
        at_own = own_host if without else ""
        visible = tuple(_changed(server.port, installation, code, at_own) for code in chosen)
        return InstallationServed(
            *(workers, server.ready_s, spread, again, together, without),
            *(server.memory(), visible),
        )


@contextmanager
def _serving(home: Path, first_page: str, workers: int) -> Iterator[Running]:
    port = free_port()
    arguments = [*COMMAND, "serve", "--port", str(port), "--workers", str(workers)]
    log = home.parent / "server.log"
    with serving(arguments, environment(home), port, first_page, log) as server:
        yield server


def _changed(port: int, installation: Installation, code: str, own_host: str) -> Visible:
    """Change a listing of an authority in this process, and look for the change at the server."""
    word = "zy" + "".join(secrets.choice("bcdfgklmnprst") for _ in range(8))
    with installation.lent(code) as context:
        record = next(each for each in context.store.all() if each.listing.status.is_public)
        listing = record.listing
        changed = replace(listing, description=f"{listing.description} {word.capitalize()}.")
        with context.unit_of_work() as uow:
            uow.save_listing(changed)
    committed = time.perf_counter()
    path = f"/find.json?q={quote(word)}"
    site = installation.authorities[code].host
    at_authority = _found(port, at_host(site, path), listing.id, committed)
    at_own = _found(port, at_host(own_host, path), listing.id, committed) if own_host else None
    return Visible(at_authority, at_own)


def _found(port: int, address: str, listing_id: str, since: float) -> float | None:
    """Seconds until the first of the processes finds it for good; None when that takes too long."""
    seen, first = 0, 0.0
    while time.perf_counter() - since < _GIVE_UP_S:
        if listing_id.encode() in fetch(port, address, headers={}).body:
            first = first or time.perf_counter() - since
            seen += 1
            if seen == _SEEN_IN_A_ROW:
                return first
        else:
            seen, first = 0, 0.0
    return None


def _is_answered(port: int, address: str) -> bool:
    try:
        fetch(port, address)
    except Failed:
        return False
    return True


def _refuse_errors(*loads: Load) -> None:
    for load in loads:
        if wrong := {status: n for status, n in load.statuses.items() if status != HTTPStatus.OK}:
            raise Failed(f"not every question was answered: {wrong}")
