"""People who write through the site without a pause: editors who are signed in, and residents."""

import random
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence

from assetmap.web.framework.public_form_token import issue
from scripts.torture_run.client import HTTP_FAILED, Answer, Client, Staff
from scripts.torture_run.homes import KEY
from scripts.torture_run.ledger import Kind, Ledger

_PROPOSAL = re.compile(r"/work/review/proposals/([\w-]+)")
_A_WHILE_AGO_S = 60.0  # a form is given out before it is sent
_REST_S = 0.03  # at most, between two forms of one person
Act = Callable[[], None]


class Person(threading.Thread):
    """Sends one form after another, drawn by lot, until told to stop or cut off."""

    def __init__(self, acts: Sequence[Act], dice: random.Random) -> None:
        super().__init__(daemon=True)
        self._acts, self._dice = acts, dice
        self._stop_asked = threading.Event()

    def run(self) -> None:
        """Send until told to stop; who is cut off has been acknowledged nothing."""
        while not self._stop_asked.is_set():
            try:
                self._dice.choice(self._acts)()
            except ConnectionRefusedError:
                return  # the server is gone
            except HTTP_FAILED:
                continue  # this one was cut off
            finally:
                self._stop_asked.wait(self._dice.uniform(0, _REST_S))

    def stop(self) -> None:
        """Send no more."""
        self._stop_asked.set()


class Forms:
    """The forms that are sent, each with a word that must be there once it is acknowledged."""

    def __init__(self, ledger: Ledger, listings: Sequence[str], day: str, seed: int) -> None:
        """`day` is the one on which the directory stands, `2026-03-16`."""
        self._ledger, self._listings, self._day = ledger, listings, day
        self._dice = random.Random(seed)
        self._residents = seed * 100

    def editors(self, staff: Staff) -> Sequence[Act]:
        """A notice on the page at once, a closure for now, a proposal for somebody to approve."""
        return (
            lambda: self._change(staff, "live", "notice"),
            lambda: self._change(staff, "pause", "why"),
            lambda: self._propose(staff),
            lambda: self._propose(staff),
        )

    def colleagues(self, staff: Staff) -> Sequence[Act]:
        """An approval, a check."""
        return (lambda: self._approve(staff), lambda: self._check(staff))

    def residents(self, port: int) -> Sequence[Act]:
        """A report, a suggestion: each from another address, since each may send ten an hour."""
        return (lambda: self._report(port), lambda: self._suggest(port))

    def _change(self, staff: Staff, path: str, field: str) -> None:
        listing_id, mark = self._dice.choice(self._listings), self._ledger.new_mark()
        write = self._ledger.send(Kind.CHANGE, mark, listing_id)
        form = {field: f"Not this week {mark}", "until": ""}
        write.is_acknowledged = self._is_kept(
            staff.post(f"/work/listings/{listing_id}/change/{path}", form), path
        )

    def _propose(self, staff: Staff) -> None:
        listing_id, mark = self._dice.choice(self._listings), self._ledger.new_mark()
        write = self._ledger.send(Kind.PROPOSAL, mark, listing_id)
        form = {"summary": f"Good company and {mark} for everyone nearby"}
        answer = staff.post(f"/work/listings/{listing_id}/change?part=what", form)
        write.is_acknowledged = self._is_kept(answer, "propose")

    def _approve(self, staff: Staff) -> None:
        ids = sorted(set(_PROPOSAL.findall(staff.get("/work/review").text)))
        if not ids:
            return
        path = f"/work/review/proposals/{self._dice.choice(ids)}"
        # The page shows what stands there now as well, which was proposed earlier.
        mark = self._ledger.last_proposed(staff.get(path).text)
        if not mark:
            return
        write = self._ledger.send(Kind.APPROVAL, mark)
        write.is_acknowledged = self._is_kept(staff.post(f"{path}/approve", {}), "approve")

    def _check(self, staff: Staff) -> None:
        listing_id, mark = self._dice.choice(self._listings), self._ledger.new_mark()
        write = self._ledger.send(Kind.CHECK, mark, listing_id)
        year, month, day = self._day.split("-")
        form = {
            "method": "phoned",
            "outcome": self._dice.choice(("all-correct", "no-answer")),
            "confirmed": "times",
            "note": f"They said {mark}",
            "on-day": day,
            "on-month": month,
            "on-year": year,
        }
        answer = staff.post(f"/work/listings/{listing_id}/check", form)
        write.is_acknowledged = self._is_kept(answer, "check")

    def _report(self, port: int) -> None:
        listing_id, mark = self._dice.choice(self._listings), self._ledger.new_mark()
        write = self._ledger.send(Kind.REPORT, mark, listing_id)
        form = {"trouble": "other", "words": f"It is {mark} now"}
        answer = tell(self._resident(port), f"/listing/{listing_id}/wrong", "report", form)
        write.is_acknowledged = self._is_kept(answer, "report")

    def _suggest(self, port: int) -> None:
        mark = self._ledger.new_mark()
        write = self._ledger.send(Kind.SUGGESTION, mark)
        form = {"name": f"The {mark} club", "where": "Tilbury", "what": "They play chess"}
        answer = tell(self._resident(port), "/suggest", "suggest", form)
        write.is_acknowledged = self._is_kept(answer, "suggest")

    def _resident(self, port: int) -> Client:
        self._residents += 1
        return Client(port, self._residents)

    def _is_kept(self, answer: Answer, what: str) -> bool:
        is_told = answer.status == 503 and "<h1>" in answer.text
        if answer.status >= 500 and not (is_told and self._ledger.is_outage):
            self._ledger.refuse(f"{what} was answered {answer.status}")
        return answer.is_kept


def tell(client: Client, path: str, purpose: str, form: Mapping[str, str]) -> Answer:
    """What a resident's form is answered with, looked at for a while before it was sent."""
    token = issue(KEY, purpose, time.time() - _A_WHILE_AGO_S)
    return client.post(path, {"form_token": token, "homepage": "", **form})
