"""The records as they lie in the database, read with nothing of the program in between."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assetmap.domain.listings.listing import Status
from scripts.torture_run.databases import Ask, Database
from scripts.torture_run.ledger import MARK

_TABLES = ("listings", "revisions", "proposals", "checks", "reports", "audit_values")
_NOT_IN_HISTORY = ("checked",)  # a call that nobody answered casts a doubt, and is no revision


@dataclass(frozen=True)
class Records:
    """One moment of the records. `marks` has for each table how many rows hold a word."""

    integrity: str
    marks: dict[str, Counter[str]]
    imported: dict[str, set[str]]  # the listings of which a word stands in a text of now or before
    public: frozenset[str]
    summaries: dict[str, tuple[str, str]]  # of public listings by id: the summary's word, the kind
    halves: tuple[str, ...]  # what is there without what belongs to it


def read_records(database: Database) -> Records:
    """Read all that there is. Raises one of UNREADABLE where something cannot be read."""
    with database.reading() as ask:
        documents = {name: _documents(ask, name) for name in _TABLES}
        happened = Counter(
            (json.loads(text)["happening"]["what"], json.loads(text)["happening"]["subject"])
            for (text,) in ask("SELECT document FROM audit")
        )
        suggested = [s for (s,) in ask("SELECT listing_id FROM suggestions")]
    integrity = database.integrity()
    marks = {
        name: Counter(mark for text in texts for mark in set(MARK.findall(text)))
        for name, texts in documents.items()
    }
    listings = {each["id"]: each for each in map(json.loads, documents["listings"])}
    public = frozenset(id_ for id_, each in listings.items() if Status(each["status"]).is_public)
    found = {id_: MARK.search(listings[id_].get("summary", "")) for id_ in public}
    halves = (
        *_history(listings, documents["revisions"]),
        *_decisions(documents["proposals"], marks["revisions"]),
        *_audited(documents, happened),
        *(f"{id_} was suggested and is not there" for id_ in suggested if id_ not in listings),
        *_untold(marks),
    )
    summaries = {id_: (mark[0], listings[id_]["kind"]) for id_, mark in found.items() if mark}
    return Records(integrity, marks, _holders(documents), public, summaries, tuple(halves))


def _documents(ask: Ask, table: str) -> list[str]:
    """The documents of a table in the order in which they were written."""
    order = "id" if table == "listings" else "number"
    return [text for (text,) in ask(f"SELECT document FROM {table} ORDER BY {order}")]


def _history(listings: dict[str, Any], revisions: list[str]) -> Iterator[str]:
    """Each listing's revisions are numbered without a gap, and the last is the listing of now."""
    by_listing: defaultdict[str, list[Any]] = defaultdict(list)
    for text in revisions:
        revision = json.loads(text)
        by_listing[revision["listing"]["id"]].append(revision)
    for id_, every in by_listing.items():
        numbers = [each["number"] for each in every]
        if numbers != [*range(1, len(every) + 1)]:
            yield f"the history of {id_} has a gap: {numbers}"
        elif id_ not in listings:
            yield f"{id_} has a history and is not there"
        elif _bare(every[-1]["listing"]) != _bare(listings[id_]):
            yield f"{id_} is not what its history says last"


def _bare(listing: Any) -> dict[str, Any]:
    return {name: value for name, value in listing.items() if name not in _NOT_IN_HISTORY}


def _decisions(proposals: list[str], in_history: Counter[str]) -> Iterator[str]:
    """A change is in the history when its proposal is approved, and not before."""
    for text in proposals:
        proposal = json.loads(text)
        mark = MARK.search(json.dumps([each["after"] for each in proposal["changes"]]))
        state = proposal["state"]
        if mark and (state == "approved") != (mark[0] in in_history):
            yield f"a proposal is {state} and its change is otherwise"


def _audited(documents: dict[str, list[str]], happened: Counter[tuple[str, str]]) -> Iterator[str]:
    """Each check and each report has its entry in the audit, and each entry its check or report."""
    for table, what in (("checks", "checked"), ("reports", "reported a problem")):
        held = Counter(f"listing:{json.loads(text)['listing_id']}" for text in documents[table])
        told = Counter({on: count for (done, on), count in happened.items() if done == what})
        for subject in {*held, *told}:
            if held[subject] != told[subject]:
                yield f"{subject}: {held[subject]} {table}, {told[subject]} in the audit"


def _untold(marks: dict[str, Counter[str]]) -> Iterator[str]:
    """What stands in the history is told by the audit."""
    told = marks["audit_values"]
    return (f"{mark} is in no audit" for mark in marks["revisions"] if mark not in told)


def _holders(documents: dict[str, list[str]]) -> dict[str, set[str]]:
    held: defaultdict[str, set[str]] = defaultdict(set)
    for text in documents["listings"]:
        listing = json.loads(text)
        for mark in MARK.findall(text):
            held[mark].add(listing["id"])
    for text in documents["revisions"]:
        revision = json.loads(text)["listing"]
        for mark in MARK.findall(text):
            held[mark].add(revision["id"])
    return held
