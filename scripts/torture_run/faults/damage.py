"""Damage: a record that cannot be read, and a page of zeros in the index."""

from pathlib import Path

from scripts.torture_run.client import Client
from scripts.torture_run.comparison import shown
from scripts.torture_run.faults.trial import Trial
from scripts.torture_run.homes import Home
from scripts.torture_run.servers import output_of, serving, wait_until

_PAGE = 4096
_NOTICED_S = 90.0  # the files are compared with their checksums once a minute
_BAD = "{"
_NEXT = "UPDATE counters SET value = value + 1 WHERE name = 'generation'"
_SPOIL = (
    "UPDATE listings SET document = ?,"
    " generation = (SELECT value FROM counters WHERE name = 'generation') WHERE id = ?"
)
_ASKED = ("lunch", "walking", "computer", "garden", "advice", "children")


def bad_record(trial: Trial) -> None:
    """The rest is served, by the same server and by the next; `doctor` names it."""
    home = trial.home()
    with serving(home, trial.log) as server:
        before = shown(server.client())
        spoilt = sorted(before)[trial.dice.randrange(len(before))]
        whole = _put(home, spoilt, _BAD)
        _rest_is_served(trial, server.client(), before - {spoilt}, spoilt)
    with serving(home, trial.log) as server:
        _rest_is_served(trial, server.client(), before - {spoilt}, spoilt)
        status, words = output_of(home, "doctor")
        trial.expect(status == 1 and spoilt in words, "doctor does not name the bad record")
        _put(home, spoilt, whole)
        trial.expect(shown(server.client()) == before, "it is not shown once it is mended")
    trial.say(f"{len(before) - 1} of {len(before)} were served, and doctor named the other")


def zeroed_page(trial: Trial) -> None:
    """A running server and one that is started notice it, and find as much as before."""
    home = trial.home()
    with serving(home, trial.log) as server:
        before = _found(server.client())
        _zero(home)
        took = wait_until(lambda: not _is_zeroed(home), _NOTICED_S)
        trial.expect(took is not None, f"the damage was not noticed in {_NOTICED_S:.0f} s")
        trial.expect(_found(server.client()) == before, "less is found by the running server")
    _zero(home)
    with serving(home, trial.log) as server:
        trial.expect(_found(server.client()) == before, "less is found after a start")
    if took is not None:
        trial.say(f"made again {took:.0f} s later while it ran, and at a start; nothing missing")


def _rest_is_served(trial: Trial, client: Client, rest: set[str], spoilt: str) -> None:
    trial.expect(shown(client) == rest, "not all of the others are shown")
    trial.expect_answers(client, ("/healthz", "/find?q=lunch", "/map.json", "/pack.json"), 2)
    status = client.get(f"/listing/{spoilt}").status
    trial.expect(status == 404, f"the page of the bad record was answered {status}")


def _put(home: Home, listing_id: str, document: str) -> str:
    """Write a listing's document past the program; gives the one before."""
    with home.database.reading() as ask:
        [(before,)] = ask("SELECT document FROM listings WHERE id = ?", listing_id)
    home.database.change((_NEXT, ()), (_SPOIL, (document, listing_id)))
    return str(before)


def _found(client: Client) -> list[int]:
    return [int(client.data(f"/find.json?q={word}&exact=yes")["total"]) for word in _ASKED]


def _largest(home: Home) -> Path:
    """The largest file of the index, by whichever engine."""
    folder = home.path / "index"
    files = [*folder.glob("*.seg"), *folder.glob("*.idx")]
    return max(files, key=lambda file: file.stat().st_size)


def _zero(home: Home) -> None:
    file = _largest(home)
    with file.open("r+b") as stream:
        stream.seek(file.stat().st_size // 2 // _PAGE * _PAGE)
        stream.write(bytes(_PAGE))


def _is_zeroed(home: Home) -> bool:
    try:
        return bytes(_PAGE) in _largest(home).read_bytes()
    except (OSError, ValueError):  # it is being replaced
        return True
