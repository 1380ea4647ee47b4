"""Commands that write while the site is served: imports, backups, the day's work, the index."""

import csv
import random
from collections.abc import Callable
from pathlib import Path

from scripts.torture_run.homes import Home
from scripts.torture_run.ledger import Kind, Ledger, Write
from scripts.torture_run.servers import Process, last_words

ROWS = 40  # of an imported file
_TOLD = (1, 2)  # it says why it did not: the first where `backup` wrote none
_STOPPED_S = 120.0
_COLUMNS = ("id", "name", "kind", "summary", "categories", "place", "phone", "cost")


# Seconds from its beginning until it is killed: it takes one to come to its work.
_KILLED_AFTER = {"import": (0.8, 4.5), "upkeep": (0.8, 4.0), "backup": (0.8, 2.6)}
_ELSE_KILLED_AFTER = (0.6, 2.6)


class Work:
    """One command at work, and what must be there once it has ended well."""

    def __init__(
        self,
        home: Home,
        log: Path,
        words: tuple[str, ...],
        write: Write | None = None,
        backup: Path | None = None,
    ) -> None:
        self.words, self.write, self.backup = words, write, backup
        self.process = Process(home, *words, log=log)

    def end(self, ledger: Ledger, *, is_killed: bool) -> str:
        """Note what it acknowledged, waiting for its end unless killed; what is odd about it."""
        if is_killed:
            self.process.kill()
        status = self.process.wait(_STOPPED_S)
        if status == 0 and self.write:
            self.write.is_acknowledged = True
        elif status == 0:
            ledger.commands += 1
        if status in (0, -9):
            return ""
        said = " ".join(last_words(self.process.log).split())
        if status in _TOLD and ledger.is_outage and "Traceback" not in said:
            return ""
        return f"`assetmap {self.words[0]}` ended with {status}: {said[-300:]}"

    def moment(self, dice: random.Random) -> float:
        """After how many seconds the kill comes."""
        return dice.uniform(*_KILLED_AFTER.get(self.words[0], _ELSE_KILLED_AFTER))

    @property
    def is_done(self) -> bool:
        """Whether it ended well."""
        return self.process.status == 0


def drawn(home: Home, folder: Path, ledger: Ledger, dice: random.Random) -> Work | None:
    """A command drawn by lot and begun; None for none this time. The day's work has its own day."""
    makers: tuple[Callable[[], Work] | None, ...] = (
        None,
        lambda: _importing(home, folder, ledger),
        lambda: _backing_up(home, folder, ledger),
        lambda: Work(home, folder / "index.log", ("index", "rebuild")),
    )
    make = dice.choice(makers)
    return make() if make else None


def day_of_upkeep(home: Home, folder: Path) -> Work:
    """The day's work, begun."""
    return Work(home, folder / "upkeep.log", ("upkeep", "run"))


def _importing(home: Home, folder: Path, ledger: Ledger) -> Work:
    """The same source with new words in each row: the first time new, later changed."""
    mark, file = ledger.new_mark(), folder / "torture.csv"
    write_rows(file, mark)
    write = ledger.send(Kind.IMPORT, mark, rows=ROWS)
    words = ("import", str(file), "--publish", "--source", "torture")
    return Work(home, folder / "import.log", words, write)


def write_rows(file: Path, mark: str) -> None:
    """Write a file to be imported: ROWS listings, the same ones each time, with a word in each."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.DictWriter(stream, _COLUMNS)
        rows.writeheader()
        for number in range(ROWS):
            rows.writerow(_row(number, mark))


def _row(number: int, mark: str) -> dict[str, str]:
    values = (
        f"t{number}",
        f"Afternoon circle number {number + 1}",
        "group",
        f"Tea, talk and {mark} every week",
        "meet/social-clubs",
        "Grays",
        f"01632 960{number:03}",
        "Free",
    )
    return dict(zip(_COLUMNS, values, strict=True))


def _backing_up(home: Home, folder: Path, ledger: Ledger) -> Work:
    file = folder / f"backup-{ledger.new_mark()}.zip"
    return Work(home, folder / "backup.log", ("backup", str(file)), backup=file)
