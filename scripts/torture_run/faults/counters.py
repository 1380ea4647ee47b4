"""The counters of limits (`hits.db`) gone, corrupt, on a full disk, read-only, or a folder."""

import resource
from collections.abc import Callable
from pathlib import Path

from scripts.torture_run.client import Client
from scripts.torture_run.faults.trial import Trial, listing_ids
from scripts.torture_run.homes import Home
from scripts.torture_run.servers import Server, serving
from scripts.torture_run.writers import tell

_REPORTS = 10  # that one address may send in an hour
_DOWNLOADS = 120  # in a minute
_WORKERS = 2  # each counts by itself while they cannot count together
_FULL_AT = 4096  # bytes: no file may grow beyond
# Who is root may write in spite of a file's mode; without this right (CAP_DAC_OVERRIDE) not.
_LIKE_ANYBODY = "import ctypes; ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)"


def counters(trial: Trial) -> None:
    """Nobody is kept out, and limits hold, whatever becomes of the file under a running server."""
    for name, harm in _HARMS.items():
        home = trial.home()
        with serving(home, trial.log, _WORKERS, _LIKE_ANYBODY) as server:
            ids = listing_ids(server.client())
            _send(server.client(), ids[:1])  # so that there is a file
            _harm(home, harm)
            statuses = _send(server.client(9), ids[: _REPORTS * _WORKERS + 2])
            _judge(trial, name, statuses, _REPORTS)
    _full(trial)
    trial.say(f"{', '.join(_HARMS)}, full: limits held and nobody was kept out")


def _send(client: Client, ids: list[str]) -> list[int]:
    form = {"trouble": "other", "words": "It has moved"}
    return [tell(client, f"/listing/{id_}/wrong", "report", form).status for id_ in ids]


def _judge(trial: Trial, name: str, statuses: list[int], most: int) -> None:
    """The first `most` are taken, then come refusals, and nothing else."""
    trial.expect(429 not in statuses[:most], f"{name}: somebody was refused too soon")
    trial.expect(429 in statuses, f"{name}: nobody was ever refused")
    others = set(statuses) - {200, 303, 429}
    trial.expect(not others, f"{name}: answered {', '.join(map(str, sorted(others)))}")


def _files(home: Home) -> list[Path]:
    return [home.path / f"hits.db{end}" for end in ("", "-wal", "-shm")]


def _harm(home: Home, harm: Callable[[Path], None]) -> None:
    for file in _files(home)[1:]:
        file.unlink(missing_ok=True)
    harm(_files(home)[0])


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


_HARMS: dict[str, Callable[[Path], None]] = {
    "gone": lambda path: path.unlink(),
    "corrupt": lambda path: path.write_bytes(b"no such thing " * 500) and None,
    "read-only": lambda path: path.chmod(0o400),
    "a folder": _folder,
}


def _full(trial: Trial) -> None:
    """A disk that takes nothing: reading goes on, limits hold, a report is refused in words."""
    home = trial.home()
    with serving(home, trial.log, _WORKERS) as server:
        ids = listing_ids(server.client())
        with _FullDisk(server):
            statuses = [
                server.client(9).get("/find.csv?q=lunch").status
                for _ in range(_DOWNLOADS * _WORKERS + 2)
            ]
            _judge(trial, "full", statuses, _DOWNLOADS)
            trial.expect_answers(server.client(), ("/find?q=lunch", f"/listing/{ids[0]}"))
            [refused] = _send(server.client(10), ids[:1])
            wanted = 303 if home.is_elsewhere else 503  # records elsewhere are on another disk
            trial.expect(refused == wanted, f"full: a report was answered {refused}")
        [taken] = _send(server.client(11), ids[:1])
        trial.expect(taken == 303, f"full: a report after it was answered {taken}")


class _FullDisk:
    """While in it, no file of a server's processes may grow."""

    def __init__(self, server: Server) -> None:
        self._pids = server.children()

    def __enter__(self) -> None:
        self._limit(_FULL_AT)

    def __exit__(self, *_: object) -> None:
        self._limit(resource.RLIM_INFINITY)

    def _limit(self, most: int) -> None:
        for pid in self._pids:
            _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, hard))
