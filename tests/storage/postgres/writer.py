"""Somebody who writes to a store all the while, and remembers what was acknowledged."""

import threading

from assetmap.storage.postgres.postgres_store import PostgresStore
from assetmap.storage.store import Unavailable
from scripts.postgres_cluster.waiting import wait_until
from tests.factories import a_listing


def put(store: PostgresStore, id_: str) -> None:
    """Keep one listing, called by its id."""
    with store.transaction() as uow:
        uow.save_listing(a_listing(id_, name=f"Choir {id_}"))


class Writer:
    """Keeps listings one by one, and notes each that was acknowledged."""

    def __init__(self, store: PostgresStore) -> None:
        self._store = store
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._write)
        self.acknowledged: list[str] = []

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the write that is under way."""
        self._is_over.set()
        self._thread.join(30)

    def wait_for(self, count: int) -> None:
        """Come back once so many were acknowledged."""
        wait_until(lambda: len(self.acknowledged) >= count, f"{count} listings are kept")

    def _write(self) -> None:
        number = 0
        while not self._is_over.is_set():
            number += 1
            try:
                put(self._store, f"w{number}")
            except Unavailable:
                self._is_over.wait(0.02)  # nobody takes changes for the moment
            else:
                self.acknowledged.append(f"w{number}")
