"""Kill after kill at random moments, in the middle of writing, and a comparison after each."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from scripts.postgres_cluster.server import PostgresServer
from scripts.torture_run import victims, work
from scripts.torture_run.client import Staff
from scripts.torture_run.comparison import Discrepancies, compare, look_at_backup
from scripts.torture_run.homes import COLLEAGUE, DAY, EDITOR, Home, cookies
from scripts.torture_run.ledger import Ledger, Write
from scripts.torture_run.servers import Server, wait_until
from scripts.torture_run.victims import OUTAGES, Victim
from scripts.torture_run.writers import Forms, Person

_OF_SERVER_S = (0.0, 1.2)  # from the first that is acknowledged until the kill
_FIRST_S = 30.0  # by when something is acknowledged
_USUAL_START_S = 2.0  # of a server; where it takes longer, commands are killed later
_LISTINGS = 120  # that editors write to
_UPKEEP_SHARE = 0.15
_STOPPED_S = 60.0
Meddle = Callable[[Home], None]


def untouched(_: Home) -> None:
    """Nothing beside the kills."""


@dataclass
class Totals:
    """What the kills came to."""

    kills: int = 0
    by_victim: dict[Victim, int] = field(default_factory=lambda: dict.fromkeys(Victim, 0))
    lost: list[str] = field(default_factory=list)
    disagreeing: list[str] = field(default_factory=list)

    def add(self, found: Discrepancies, number: int) -> None:
        """Take in what one comparison found, each thing once."""
        for every, new in ((self.lost, found.lost), (self.disagreeing, found.disagreeing)):
            known = {each.partition(": ")[2] for each in every}
            every += [f"kill {number}: {each}" for each in new if each not in known]


class Torture:
    """A directory that is served and written to, and killed again and again."""

    def __init__(
        self,
        home: Home,
        folder: Path,
        seed: int,
        meddle: Meddle = untouched,
        database: PostgresServer | None = None,
    ) -> None:
        """`folder` takes logs and files. `meddle` is called after each kill, to try the torture.

        `database` is the server that keeps the records, and is killed as well.
        """
        self._home, self._folder, self._meddle = home, folder, meddle
        self._database = database
        self._dice, self._seed = random.Random(seed), seed
        self._day = date.fromisoformat(DAY)
        self._server: Server | None = None
        self._served_on, self._pace = self._day, 1.0
        self._staff: tuple[str, ...] = ()
        self._listings: list[str] = []
        self.ledger, self.totals = Ledger(), Totals()

    def run(self, kills: int, tell: Callable[[str], None]) -> Totals:
        """So many kills; `tell` is told how far it is."""
        try:
            for number in range(1, kills + 1):
                self._round(number)
                self.totals.kills = number
                if number % 10 == 0 or number == kills:
                    tell(self._so_far())
        finally:
            if self._server:
                self._server.kill()
        self.totals.disagreeing += self.ledger.refused
        return self.totals

    def _so_far(self) -> str:
        totals = self.totals
        return (
            f"{totals.kills} kills, {self.ledger.acknowledged_number:,} acknowledged, "
            f"{len(totals.lost)} lost, {len(totals.disagreeing)} disagreeing"
        )

    def _round(self, number: int) -> None:
        job = self._begin_work()
        server = self._served()
        before = self.ledger.acknowledged()
        people = self._people(server, number)
        for person in people:
            person.start()
        self._wait(job)
        victim = victims.drawn(self._dice, bool(job), bool(self._database))
        self.ledger.is_outage = victim in OUTAGES
        victims.kill(victim, server, job, self._database, self._dice)
        for person in people:
            person.stop()
        for person in people:
            person.join(_STOPPED_S)
        found = Discrepancies()
        is_killed = victims.takes_command(victim)
        if job and (odd := job.end(self.ledger, is_killed=is_killed)):
            found.disagreeing.append(odd)
        self.ledger.is_outage = False
        self.totals.by_victim[victim] += 1
        self._meddle(self._home)
        self._compare(found, job, before)
        self.totals.add(found, number)

    def _begin_work(self) -> work.Work | None:
        """A command, if any; the day's work is that of the next day, on which later servers are."""
        if self._dice.random() < _UPKEEP_SHARE:
            self._day += timedelta(days=1)
            return work.day_of_upkeep(self._today(), self._folder)
        return work.drawn(self._today(), self._folder, self.ledger, self._dice)

    def _today(self) -> Home:
        return self._home.on(f"{self._day}T10:00")

    def _served(self) -> Server:
        """The server, started again when it was killed, with the editors signed in."""
        if self._server is None or self._server.status is not None:
            self._served_on = self._day
            self._staff = cookies(self._today(), EDITOR, COLLEAGUE)
            workers = self._dice.choice((1, 2))
            self._server = Server(self._today(), self._folder / "server.log", workers)
            self._pace = max(1.0, self._server.ready_s / _USUAL_START_S)
        if not self._listings:
            path = f"/find.json?per_page=100&q=&page={self._seed % 3 + 1}"
            self._listings = [each["id"] for each in self._server.client().data(path)["results"]]
        return self._server

    def _people(self, server: Server, number: int) -> list[Person]:
        forms = Forms(
            self.ledger,
            self._listings[:_LISTINGS],
            str(self._served_on),
            self._seed * 1000 + number,
        )
        editor, colleague = (Staff(server.client(), cookie) for cookie in self._staff)
        residents = forms.residents(server.port)
        acts = (forms.editors(editor), forms.colleagues(colleague), residents, residents)
        return [Person(each, random.Random(self._dice.random())) for each in acts]

    def _wait(self, job: work.Work | None) -> None:
        """Until some of what is written was acknowledged, and then a random moment."""
        began, known = time.monotonic(), self.ledger.acknowledged_number
        wait_until(lambda: self.ledger.acknowledged_number > known, _FIRST_S)
        left = self._dice.uniform(*_OF_SERVER_S)
        if job:
            left = job.moment(self._dice) * self._pace - (time.monotonic() - began)
        time.sleep(max(0.0, left))

    def _compare(self, found: Discrepancies, job: work.Work | None, before: list[Write]) -> None:
        server = self._served()
        if job and job.backup:
            kept = look_at_backup(job.backup, self._today(), before, is_done=job.is_done)
            found.lost += kept.lost
            found.disagreeing += kept.disagreeing
            job.backup.unlink(missing_ok=True)
        more = compare(self._today(), self.ledger.writes, server.client(), self._dice)
        found.lost += more.lost
        found.disagreeing += more.disagreeing
