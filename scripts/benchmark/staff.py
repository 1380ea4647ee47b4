"""The pages of staff, asked by an editor who is signed in; and the day's work of upkeep."""

import time
from typing import Any

from flask.testing import FlaskClient

from assetmap.app import create_app
from assetmap.domain.people.people import Account, Person, Role
from assetmap.services.account import sign_ins
from assetmap.services.account.accounts import new_session_key
from assetmap.services.checks.upkeep_run import DayDone, run_day
from assetmap.services.context import Context
from assetmap.storage.tables import ACCOUNTS, PEOPLE
from assetmap.web.account.signing_in import SIGN_IN
from scripts.benchmark.aged_data import EDITORS, VOLUNTEERS
from scripts.benchmark.fetching import LIKE_A_BROWSER
from scripts.benchmark.in_process import Timing, timing_of
from scripts.benchmark.processes import Failed
from scripts.benchmark.questions import Question

EDITOR = Person(EDITORS[0], "Edna Editor", "edna@example.org", (Role.EDITOR,))
PAGES = (
    Question("staff home", ("/work?all=yes",)),
    Question("call list", ("/work/calls?all=yes",)),
    Question("review queue", ("/work/review",)),
)


def staff(context: Context) -> None:
    """Keep those who did what the years tell, so that the pages can name them."""
    volunteers = [
        Person(id_, id_.capitalize(), f"{id_}@example.org", (Role.VOLUNTEER,)) for id_ in VOLUNTEERS
    ]
    other = Person(EDITORS[1], "Edgar Editor", "edgar@example.org", (Role.EDITOR,))
    with context.unit_of_work() as uow:
        for person in (EDITOR, other, *volunteers):
            uow.save(PEOPLE, person)
        # Nobody can sign in by this account: it has no password.
        uow.save(ACCOUNTS, Account(EDITOR.id, new_session_key(), "none", "authenticator", "none"))


def signed_in(context: Context) -> FlaskClient:
    """A client that is signed in as the editor."""
    client: Any = create_app(context).test_client()
    started = sign_ins.start(context, EDITOR.id, "the benchmark")
    with client.session_transaction("/account") as session:
        session["_user_id"] = context.store.get(ACCOUNTS, EDITOR.id).mark
        session["_fresh"] = True
        session["fs_paa"] = time.time()
        session[SIGN_IN] = started.id
    return client  # type: ignore[no-any-return]


def measure_pages(context: Context, number: int) -> list[Timing]:
    """The times of the pages that staff look at all day."""
    client = signed_in(context)
    return [timing_of(question, number, lambda path: _ask(client, path)) for question in PAGES]


def day_of_upkeep(context: Context) -> tuple[float, DayDone]:
    """The seconds that a day's work takes, and what was done."""
    started = time.perf_counter()
    done = run_day(context)
    return time.perf_counter() - started, done


def _ask(client: FlaskClient, path: str) -> float:
    started = time.perf_counter()
    answer = client.get(path, headers=LIKE_A_BROWSER)
    took = (time.perf_counter() - started) * 1000
    if answer.status_code != 200:
        raise Failed(f"{path} answered {answer.status_code} {answer.headers.get('Location', '')}")
    return took
