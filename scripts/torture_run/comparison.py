"""After a kill: is all that was acknowledged there, is nothing half done, do all parts agree?"""

import random
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from assetmap.bootstrap import open_index, opened_store
from assetmap.borough.files import read_borough
from assetmap.config import read_config
from assetmap.paths import BOROUGH
from assetmap.services.indexing import Indexer
from assetmap.services.privacy.audit import prove
from assetmap.storage.store import Store
from scripts.torture_run.client import HTTP_FAILED, Client
from scripts.torture_run.databases import UNREADABLE, SqliteDatabase
from scripts.torture_run.homes import Home
from scripts.torture_run.ledger import Kind, Write
from scripts.torture_run.records import Records, read_records
from scripts.torture_run.servers import output_of, wait_until

SETTLED_S = 30.0  # by when the index has taken in what a killed process left
_ASKED = 6  # words that are searched for after each kill
_TABLE_OF = {
    Kind.CHANGE: "revisions",
    Kind.APPROVAL: "revisions",
    Kind.PROPOSAL: "proposals",
    Kind.CHECK: "checks",
    Kind.REPORT: "reports",
    Kind.SUGGESTION: "listings",
}


@dataclass
class Discrepancies:
    """What was found wrong, in plain words."""

    lost: list[str] = field(default_factory=list)
    disagreeing: list[str] = field(default_factory=list)


def compare(home: Home, writes: list[Write], client: Client, dice: random.Random) -> Discrepancies:
    """Compare records, index, audit and what the site answers with what was acknowledged.

    `writes` are all that were sent. The site must be up; nobody may be writing.
    """
    found = compare_files(home, writes)
    try:
        found.disagreeing += _site(read_records(home.database), client, dice)
    except UNREADABLE as error:
        found.disagreeing.append(f"the records cannot be read: {error}")
    return found


def compare_files(home: Home, writes: list[Write]) -> Discrepancies:
    """The same without asking the site."""
    try:
        records = read_records(home.database)
    except UNREADABLE as error:
        return Discrepancies(disagreeing=[f"the records cannot be read: {error}"])
    found = Discrepancies([*lost(records, writes)], [*records.halves])
    if records.integrity != "ok":
        found.disagreeing.append(f"integrity: {records.integrity}")
    found.disagreeing += [*_half_imports(records, writes), *_parts_of_program(home)]
    return found


def lost(records: Records, writes: list[Write]) -> Iterator[str]:
    """What was acknowledged and is not in the records."""
    for write in writes:
        if not write.is_acknowledged:
            continue
        if write.kind is Kind.IMPORT:
            held = len(records.imported.get(write.mark, ()))
            if held != write.rows:
                yield f"an import of {write.rows} rows: {held} are there"
        elif write.mark not in records.marks[_TABLE_OF[write.kind]]:
            yield f"{write.kind} ({write.mark}) of {write.listing_id or 'nobody'}"


def look_at_backup(
    backup: Path, home: Home, before: list[Write], *, is_done: bool
) -> Discrepancies:
    """A backup under its own name is whole, and has all that was acknowledged before it began."""
    if not backup.exists():
        return Discrepancies(lost=[f"{backup.name} was acknowledged"] if is_done else [])
    found = Discrepancies()
    status, words = output_of(home, "restore", str(backup), "--check")
    if status:
        return Discrepancies(disagreeing=[f"{backup.name} is not whole: {words}"])
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(backup) as archive:
        # The records of a backup are a file of SQLite, whatever they lie in here.
        records = read_records(SqliteDatabase(Path(archive.extract("directory.sqlite", folder))))
    found.lost += [f"from the backup: {each}" for each in lost(records, before)]
    found.disagreeing += [f"in the backup: {each}" for each in records.halves]
    return found


def _half_imports(records: Records, writes: list[Write]) -> Iterator[str]:
    for write in writes:
        held = len(records.imported.get(write.mark, ()))
        if write.kind is Kind.IMPORT and held not in (0, write.rows):
            yield f"an import of {write.rows} rows is half done: {held}"


def _parts_of_program(home: Home) -> Iterator[str]:
    """The index against the records, once nothing waits any more; the chain of the audit."""
    with _indexer(home) as (indexer, store):
        if wait_until(lambda: not store.queued(), SETTLED_S) is None:
            yield f"{len(store.queued())} changes still wait for the index"
        held = indexer.compare()
        for what in ("missing", "superfluous", "outdated"):
            if ids := getattr(held, what):
                yield f"{what} in the index: {', '.join(ids[:5])}"
        if damaged := indexer.damaged_files():
            yield f"damaged in the index: {', '.join(damaged)}"
        proof = prove(SimpleNamespace(store=store))  # it reads the store alone
        if proof.broken is not None:
            yield f"the audit is broken at {proof.broken}: {proof.why}"
        if unreadable := store.look_for_unreadable():
            yield f"{len(unreadable)} records cannot be read"
        yield from (f"the ledger of hours: {fault}" for fault in store.ledger.faults())


@contextmanager
def _indexer(home: Home) -> Iterator[tuple[Indexer, Store]]:
    """What looks into the index, without opening the directory, which would mend it."""
    config = read_config(home.settings)
    with opened_store(config) as store, closing(open_index(config)) as index:
        yield Indexer(store, index, read_borough(BOROUGH, config.borough).words), store


def _site(records: Records, client: Client, dice: random.Random) -> Iterator[str]:
    """The same public listings, and their texts found, by whoever asks."""
    try:
        if (health := client.get("/healthz")).status != 200:
            yield f"/healthz answers {health.status}: {health.text.strip()}"
        listed = shown(client)
        if listed != records.public:
            more, fewer = len(listed - records.public), len(records.public - listed)
            yield f"the site shows {more} that are not public and leaves {fewer} out"
        for id_ in dice.sample(sorted(records.summaries), min(_ASKED, len(records.summaries))):
            words, kind = records.summaries[id_]  # volunteering is found where it is asked for
            path = f"/find.json?q={words}&kind={kind}&exact=yes&older=yes&per_page=100"
            answer = client.data(path)
            if id_ not in {each["id"] for each in answer["results"]}:
                yield f"{id_} is not found by its {words}"
    except (*HTTP_FAILED, ValueError, KeyError) as error:
        yield f"the site does not answer: {error!r}"


def shown(client: Client) -> set[str]:
    """The ids of all that is found without a word."""
    ids: set[str] = set()
    page = pages = 1
    while page <= pages:
        answer = client.data(f"/find.json?older=yes&per_page=100&page={page}")
        ids |= {each["id"] for each in answer["results"]}
        page, pages = page + 1, answer["pages"]
    return ids
