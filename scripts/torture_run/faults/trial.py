"""One fault being tried: a directory of its own, what was expected, and what came of it."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.postgres_cluster.server import PostgresServer
from scripts.torture_run.client import HTTP_FAILED, Client
from scripts.torture_run.homes import Home, copied

SLOWEST_S = 10.0  # in which whoever has nothing to do with a fault is answered, on a busy machine


@dataclass
class Trial:
    """What a fault came to: `says` is told in any case, `wrong` when it was not survived."""

    base: Home
    folder: Path
    dice: random.Random
    database: PostgresServer | None = None  # what keeps the records, where a server does
    says: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def home(self) -> Home:
        """A fresh copy of the sample directory."""
        return copied(self.base, self.folder / f"home-{len([*self.folder.iterdir()])}")

    def needed_database(self) -> PostgresServer:
        """The server that keeps the records. Raises ValueError where none does."""
        if self.database is None:
            raise ValueError("this is for records that a server keeps: --store postgres")
        return self.database

    @property
    def log(self) -> Path:
        """Where processes talk to."""
        return self.folder / "log"

    def say(self, words: str) -> None:
        """Tell a figure."""
        self.says.append(words)

    def expect(self, is_so: bool, words: str) -> None:
        """Note that something is not as it must be."""
        if not is_so:
            self.wrong.append(words)

    def expect_answers(self, client: Client, paths: Sequence[str], times: int = 10) -> float:
        """Ask for pages over and over: each is answered whole and soon. Gives the longest wait."""
        longest = 0.0
        for path in (*paths,) * times:
            started = time.monotonic()
            try:
                status = client.get(path).status
            except HTTP_FAILED as error:
                self.wrong.append(f"{path} was not answered: {error!r}")
                return longest
            longest = max(longest, time.monotonic() - started)
            self.expect(status == 200, f"{path} was answered {status}")
        self.expect(longest < SLOWEST_S, f"somebody waited {longest:.1f} s for {', '.join(paths)}")
        return longest


def listing_ids(client: Client) -> list[str]:
    """The ids of a page of listings."""
    return [each["id"] for each in client.data("/find.json?per_page=100")["results"]]
