"""A site on a PostgreSQL primary with two replicas: it is read while the primary is dead."""

import json
import threading
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from assetmap.storage.postgres.postgres_store import PostgresStore
from scripts.postgres_cluster.cluster import Cluster
from scripts.postgres_cluster.waiting import wait_until
from tests.cli.serving import fetch, serving
from tests.scripts.postgres_cluster.conftest import (
    cluster as cluster,  # noqa: PLC0414 - fixtures, which pytest finds here
)
from tests.scripts.postgres_cluster.conftest import (
    made_cluster as made_cluster,  # noqa: PLC0414
)
from tests.scripts.postgres_cluster.conftest import (
    server_folder as server_folder,  # noqa: PLC0414
)
from tests.storage.postgres.writer import Writer, put

_SOME = 15  # writes or readings


class Visitor:
    """Somebody who reads page after page, and notes every answer that is no page."""

    def __init__(self, site: str) -> None:
        self._pages = [f"{site}{path}" for path in ("/", "/find?q=choir", "/listing/first")]
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._read)
        self.read = 0
        self.refused: list[tuple[str, int]] = []

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the page that is under way."""
        self._is_over.set()
        self._thread.join(30)

    def reads_on(self) -> None:
        """Come back once some more pages were read."""
        wanted = self.read + _SOME
        wait_until(lambda: self.read >= wanted, "pages are read")

    def _read(self) -> None:
        while not self._is_over.is_set():
            address = self._pages[self.read % len(self._pages)]
            status, _ = fetch(address)
            if status != 200:
                self.refused.append((address, status))
            self.read += 1


def test_site_is_read_while_the_primary_is_dead(cluster: Cluster, home: Path) -> None:
    with (
        closing(PostgresStore(cluster.url, "another")) as store,
        serving(home, ASSETMAP_DATABASE_URL=cluster.url, ASSETMAP_MACHINE="web1") as (_, port),
    ):
        site = f"http://127.0.0.1:{port}"
        put(store, "first")
        wait_until(lambda: finds(site, "first"), "the first listing is found")
        visitor, writer = Visitor(site), Writer(store)
        visitor.start()
        writer.start()
        writer.wait_for(_SOME)
        cluster.kill_primary()
        visitor.reads_on()
        cluster.promote()
        writer.wait_for(len(writer.acknowledged) + _SOME)
        visitor.reads_on()
        writer.stop()
        visitor.stop()
        assert visitor.refused == []
        for id_ in writer.acknowledged:
            wait_until(lambda id_=id_: finds(site, id_), f"{id_} is found")  # type: ignore[misc]


def finds(site: str, id_: str) -> bool:
    """Whether the site's search has a listing by its name."""
    status, text = fetch(f"{site}/find.json?q={quote(f'Choir {id_}')}")
    return status == 200 and id_ in {each["id"] for each in json.loads(text)["results"]}
