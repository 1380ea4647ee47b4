"""What any store does: the meaning of the protocol in `assetmap/storage/store.py`."""

import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assetmap.domain.checks.check import Check, Method, Outcome
from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.hidden_place import hidden_place, with_hidden, without_hidden
from assetmap.domain.listings.listing import (
    Checked,
    Contact,
    Kind,
    Listing,
    Precision,
    Status,
    Where,
)
from assetmap.domain.people.people import Person, Role
from assetmap.domain.place import Point
from assetmap.domain.privacy.audit import AuditEvent, AuditValue, first_break, values_agree
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from assetmap.storage.store import (
    DuplicateIdError,
    NotFound,
    QueuedChange,
    Record,
    Stale,
    Store,
    Unavailable,
)
from assetmap.storage.tables import CHECKS, PEOPLE
from tests.factories import TILBURY, a_listing
from tests.properties import quick
from tests.storage.openers import OPENERS, keep_many, name_database

SECRET = Contact(phone="01632 960666", email="home@example.org", name="Maureen at home")

FULL = Listing(
    id="full",
    kind=Kind.HUB,
    name="Café “Ô” — 100% O'Neill",
    summary="A summary.",
    description="Two\n\nparagraphs; and a semicolon.",
    also_known_as=("The Café", "O"),
    categories=("meet/cafes", "wellbeing/dementia"),
    audience=("older", "carers"),
    min_age=0,
    max_age=120,
    where=Where(
        Precision.APPROXIMATE,
        "Hall",
        "1 Road",
        "Tilbury",
        "RM18 7TB",
        Point(51.4634321234567, -0.3596081234567),
        "Tilbury and Grays",
        "E06000034",
    ),
    schedule=parse_schedule(
        ["Tue 12:00-14:00", "Last Sun 22:00-02:00", "2026-03-17 09:05-24:00", "most mornings"],
        "term time only",
        [date(2026, 12, 25), date(2026, 1, 1)],
    ),
    cost=Cost("£2 or 50p"),
    join="ring-first",
    join_note="Ring by noon.",
    access=("step-free",),
    languages=("Polski", "বাংলা"),
    first_visit="Ask for Sam.",
    getting_there="Bus 99.",
    time_asked="An hour",
    skills="None",
    image_alts=("A door.",),
    public=Contact("01632 960001", "a@example.org", "https://example.org", "Sam"),
    steward="Thurrock CVS",
    source="test",
    source_id="row 7",
    status=Status.PAUSED,
    merged_into="other",
    checked=Checked(date(2026, 3, 3), "Thurrock CVS", "rang"),
    created_at=datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC),
    changed_at=datetime(2026, 3, 16, 9, 0, tzinfo=UTC),
)
SHOWN = replace(FULL, where=without_hidden(FULL.where))


@pytest.fixture
def store(which: str, tmp_path: Path) -> Iterator[Store]:
    """An empty store, of which an index was made."""
    store = OPENERS[which](tmp_path)
    store.ack_rebuilt(store.queue_end())
    yield store
    store.close()


@pytest.fixture
def other(which: str, tmp_path: Path, store: Store) -> Iterator[Store]:
    """A second opening of the same store, as another process has it."""
    other = OPENERS[which](tmp_path)
    yield other
    other.close()


def test_mark_tells_a_store_from_every_other(
    which: str, store: Store, other: Store, tmp_path: Path
) -> None:
    elsewhere = OPENERS[which](tmp_path / "elsewhere")
    put(store, a_listing())
    assert store.instance_id() == other.instance_id() != elsewhere.instance_id()
    elsewhere.close()


def put(store: Store, *listings: Listing) -> None:
    put_all(store, listings)


def put_all(store: Store, listings: Iterable[Listing]) -> None:
    with store.transaction() as uow:
        for listing in listings:
            uow.save_listing(listing)


def add(store: Store, *listings: Listing) -> None:
    with store.transaction() as uow:
        for listing in listings:
            uow.add_listing(listing)


def ids(store: Store) -> list[str]:
    return [record.listing.id for record in store.all()]


def numbers(store: Store) -> list[int]:
    return [row.number for row in store.queued()]


def test_store_that_is_new_is_empty(store: Store) -> None:
    assert store.version() == 0
    assert (list(store.all()), store.sources(), store.source_ids("test")) == ([], {}, {})
    assert (list(store.changed_since(-1)), list(store.queued())) == ([], [])


def test_listing_comes_back_whole(store: Store) -> None:
    put(store, FULL)
    assert store.get_listing("full") == Record(SHOWN, 1)
    assert store.hidden_place("full") == hidden_place(FULL.where)


def test_listing_of_defaults_comes_back_whole(store: Store) -> None:
    bare = Listing("bare", Kind.SPACE, "Bare")
    put(store, bare)
    assert store.get_listing("bare") == Record(bare, 1)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
many = st.lists(texts, max_size=3).map(tuple)
contacts = st.builds(Contact, texts, texts, texts, texts)
moments = st.none() | st.datetimes(
    datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)
)
ages = st.none() | st.integers(0, 120)
points = st.builds(
    Point, st.floats(-90, 90, allow_nan=False), st.floats(-180, 180, allow_nan=False)
)
listings = st.builds(
    Listing,
    id=st.just("any"),
    kind=st.sampled_from(Kind),
    name=texts,
    summary=texts,
    description=texts,
    also_known_as=many,
    categories=many,
    audience=many,
    min_age=ages,
    max_age=ages,
    where=st.builds(
        Where, st.sampled_from(Precision), texts, texts, texts, texts, st.none() | points, texts
    ),
    schedule=st.builds(
        Schedule,
        st.lists(
            st.sampled_from(
                parse_schedule(
                    ["Mon 00:00-24:00", "5th Fri 23:59-00:01", "2028-02-29 10:00-11:00"]
                ).rules
            ),
            max_size=3,
        ).map(tuple),
        st.lists(st.sampled_from(["Tue 10:00-12:00", "now and then"]), max_size=2).map(tuple),
        st.sampled_from(["", "term time"]),
        st.frozensets(st.dates(), max_size=3),
    ),
    cost=st.builds(Cost, texts),
    join=texts,
    access=many,
    languages=many,
    public=contacts,
    private=contacts,
    steward=texts,
    source=texts,
    source_id=texts,
    status=st.sampled_from(Status),
    merged_into=texts,
    checked=st.builds(Checked, st.none() | st.dates(), texts, texts),
    created_at=moments,
    changed_at=moments,
)


@settings(quick, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(listings)
def test_listing_of_any_fields_comes_back_whole(store: Store, listing: Listing) -> None:
    put(store, listing)
    shown = store.get_listing("any").listing
    where = without_hidden(listing.where)
    assert shown == replace(listing, private=Contact(), where=where)
    assert store.private_contact("any") == listing.private
    assert with_hidden(shown.where, store.hidden_place("any")) == listing.where


def test_get_of_an_unknown_id_is_not_found(store: Store) -> None:
    put(store, a_listing())
    with pytest.raises(NotFound, match="there is no listing 'knit'"):
        store.get_listing("knit")


def test_private_contact_of_an_unknown_id_is_not_found(store: Store) -> None:
    put(store, a_listing(private=SECRET))
    with pytest.raises(NotFound):
        store.private_contact("knit")


def test_private_contact_is_kept_apart(store: Store) -> None:
    put(store, a_listing("a", private=SECRET), a_listing("b"))
    assert store.private_contact("a") == SECRET
    assert store.private_contact("b") == Contact()
    assert [record.listing.private for record in store.all()] == [Contact(), Contact()]
    assert [record.listing.private for record in store.changed_since(0)] == [Contact(), Contact()]
    assert store.get_listing("a").listing == a_listing("a")


def test_private_contact_that_is_blank_again_is_gone(store: Store) -> None:
    put(store, a_listing(private=SECRET))
    put(store, a_listing())
    assert store.private_contact("knit-club") == Contact()


def test_put_of_a_kept_id_changes_the_listing(store: Store) -> None:
    put(store, a_listing("a"), a_listing("b"))
    put(store, a_listing("a", name="Purl Club", source="else", source_id="9"))
    assert list(store.all()) == [
        Record(a_listing("a", name="Purl Club", source="else", source_id="9"), 2),
        Record(a_listing("b"), 1),
    ]


def test_put_with_another_listings_source_id_is_taken(store: Store) -> None:
    put(store, a_listing("a", source_id="7"))
    with pytest.raises(DuplicateIdError, match="another listing already has the id '7' of 'test'"):
        put(store, a_listing("b", source_id="7"))
    with pytest.raises(DuplicateIdError):
        put(store, a_listing("c", source_id="8"), a_listing("d", source_id="8"))
    put(store, a_listing("b", source_id="7", source="another"))
    assert ids(store) == ["a", "b"]


def test_listing_that_is_added_is_kept_and_queued_as_a_new_one_is(store: Store) -> None:
    whole = a_listing("a", private=SECRET, where=Where(Precision.WITHHELD, point=TILBURY))
    draft = a_listing("b", status=Status.DRAFT)
    with store.transaction() as uow:
        uow.add_listing(whole)
        uow.add_listing(draft)
        assert uow.has_queued
    assert [ids(store), list(store.queued())] == [["a", "b"], [QueuedChange(1, "a")]]
    assert (store.version(), store.private_contact("a")) == (1, SECRET)
    assert store.hidden_place("a").point == TILBURY
    put(store, replace(whole, private=Contact()))
    assert store.private_contact("a") == Contact()


def test_listing_that_is_there_cannot_be_added(store: Store) -> None:
    put(store, a_listing("a", source_id="7", private=SECRET))
    for taken in (a_listing("a", source_id="9"), a_listing("b", source_id="7")):
        with pytest.raises(DuplicateIdError):
            add(store, a_listing("c", source_id="8"), taken)
        assert ids(store) == ["a"]
        assert store.private_contact("a") == SECRET


def test_put_that_expects_what_is_there_is_kept(store: Store) -> None:
    put(store, a_listing())
    with store.transaction() as uow:
        uow.save_listing(a_listing(name="Purl Club"), expected=1)
    assert store.get_listing("knit-club") == Record(a_listing(name="Purl Club"), 2)


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_put_that_expects_something_else_is_stale(store: Store, expected: int) -> None:
    put(store, a_listing())
    put(store, a_listing(name="Purl Club"))
    said = pytest.raises(Stale, match="knit-club was changed by somebody else")
    with said, store.transaction() as uow:
        uow.save_listing(a_listing(name="Mine"), expected=expected)
    assert store.get_listing("knit-club") == Record(a_listing(name="Purl Club"), 2)


def test_put_that_expects_a_listing_that_is_not_there_is_stale(store: Store) -> None:
    with pytest.raises(Stale), store.transaction() as uow:
        uow.save_listing(a_listing(), expected=1)
    assert ids(store) == []


def test_put_that_expects_sees_what_another_wrote(store: Store, other: Store) -> None:
    put(store, a_listing())
    read = store.get_listing("knit-club").version
    put(other, a_listing(name="Theirs"))
    with pytest.raises(Stale), store.transaction() as uow:
        uow.save_listing(a_listing(name="Mine"), expected=read)
    assert store.get_listing("knit-club").listing.name == "Theirs"


def test_transaction_that_raises_leaves_nothing(store: Store, other: Store) -> None:
    put(store, a_listing("a", private=SECRET))
    before = (list(store.all()), list(store.queued()), store.version())

    def broken_off() -> Iterator[Listing]:
        yield a_listing("a", name="Changed")
        yield a_listing("b", private=SECRET)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        put_all(store, broken_off())
    for each in (store, other):
        assert (list(each.all()), list(each.queued()), each.version()) == before
        assert each.private_contact("a") == SECRET
    put(store, a_listing("b"))  # and the next one is not hindered
    assert ids(other) == ["a", "b"]
    assert store.private_contact("b") == Contact()


def test_transaction_with_a_taken_row_leaves_nothing_of_the_others(store: Store) -> None:
    put(store, a_listing("a", source_id="7"))
    with pytest.raises(DuplicateIdError):
        put(store, a_listing("b"), a_listing("c", source_id="7"), a_listing("d"))
    assert (ids(store), store.version(), numbers(store)) == (["a"], 1, [1])


def test_transaction_inside_a_transaction_is_refused(store: Store) -> None:
    def nested() -> Iterator[Listing]:
        yield a_listing("a")
        put(store, a_listing("b"))

    with pytest.raises(Unavailable):
        put_all(store, nested())
    assert ids(store) == []


def test_index_that_was_made_again_has_taken_what_was_queued_before(store: Store) -> None:
    put(store, a_listing("a"))
    end = store.queue_end()
    put(store, a_listing("b"))
    store.ack_rebuilt(end)
    assert [each.listing_id for each in store.queued()] == ["b"]
    assert store.follows_queue()


def test_generation_grows_only_when_something_was_written(store: Store) -> None:
    with store.transaction():
        pass
    assert store.version() == 0
    put(store, a_listing("a"), a_listing("b"))
    assert store.version() == 1
    with store.transaction():
        pass
    store.ack(99)
    assert store.version() == 1
    put(store, a_listing("a"))
    assert store.version() == 2


def test_changed_since_gives_what_was_written_after(store: Store) -> None:
    put(store, a_listing("b"), a_listing("c"))
    put(store, a_listing("a"))
    put(store, a_listing("c", status=Status.ARCHIVED))
    archived = Record(a_listing("c", status=Status.ARCHIVED), 3)
    assert list(store.changed_since(0)) == [
        Record(a_listing("a"), 2),
        Record(a_listing("b"), 1),
        archived,
    ]
    assert list(store.changed_since(1)) == [Record(a_listing("a"), 2), archived]
    assert list(store.changed_since(2)) == [archived]
    assert list(store.changed_since(3)) == []


def test_all_gives_every_status_by_id(store: Store) -> None:
    put(store, *(a_listing(f"{status}", status=status) for status in Status))
    assert ids(store) == sorted(str(status) for status in Status)


def test_sources_are_counted(store: Store) -> None:
    put(store, a_listing("a"), a_listing("b"), a_listing("c", source="cvs", status=Status.DRAFT))
    assert store.sources() == {"cvs": 1, "test": 2}


def test_source_ids_are_those_of_the_source(store: Store) -> None:
    put(store, a_listing("a", source_id="1"), a_listing("b", source_id="2"))
    put(store, a_listing("c", source="cvs", source_id="1"))
    assert store.source_ids("test") == {"1": "a", "2": "b"}
    assert store.source_ids("cvs") == {"1": "c"}
    assert store.source_ids("nobody") == {}


def test_queue_has_a_row_for_each_put_oldest_first(store: Store) -> None:
    put(store, a_listing("b"), a_listing("a"))
    put(store, a_listing("b"))
    assert list(store.queued()) == [
        QueuedChange(1, "b"),
        QueuedChange(2, "a"),
        QueuedChange(3, "b"),
    ]


def test_queue_has_only_what_is_or_was_public(store: Store) -> None:
    put(store, *(a_listing(f"{status}", status=status) for status in Status))
    assert sorted(row.listing_id for row in store.queued()) == ["paused", "planned", "published"]
    store.ack(99)
    put(store, a_listing("published", status=Status.ARCHIVED), a_listing("draft"))
    assert [row.listing_id for row in store.queued()] == ["published", "draft"]
    put(store, a_listing("published", status=Status.DRAFT))  # the index has been told
    assert [row.listing_id for row in store.queued()] == ["published", "draft"]


def test_writer_says_whether_it_has_queued_anything(store: Store) -> None:
    with store.transaction() as uow:
        uow.save_listing(a_listing("draft", status=Status.DRAFT))
        uow.save(PEOPLE, Person("sam"))
        assert uow.has_queued is False
        uow.save_listing(a_listing())
        uow.save_listing(a_listing("other", status=Status.DRAFT))
        assert uow.has_queued is True
    with store.transaction() as uow:
        assert uow.has_queued is False


def test_queue_row_is_of_the_records_own_transaction(store: Store, other: Store) -> None:
    with store.transaction() as uow:
        uow.save_listing(a_listing())
        assert (ids(other), list(other.queued())) == ([], [])
    assert (ids(other), list(other.queued())) == (["knit-club"], [QueuedChange(1, "knit-club")])


def test_queue_says_since_when_the_oldest_waits(store: Store) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    assert store.longest_queued() is None
    put(store, a_listing("a"))
    longest = store.longest_queued()
    assert longest is not None
    assert before <= longest.since <= datetime.now(UTC)
    assert longest.version == store.version()
    put(store, a_listing("b"))
    assert store.longest_queued() == longest
    store.ack(1)
    later = store.longest_queued()
    assert later is not None
    assert (later.since >= longest.since, later.version) == (True, longest.version + 1)
    store.ack(2)
    assert store.longest_queued() is None


def test_strike_forgets_rows_up_to_a_number(store: Store) -> None:
    put(store, a_listing("a"), a_listing("b"), a_listing("c"))
    store.ack(2)
    assert list(store.queued()) == [QueuedChange(3, "c")]
    store.ack(2)
    assert list(store.queued()) == [QueuedChange(3, "c")]


def test_strike_never_lets_a_number_be_given_again(store: Store) -> None:
    put(store, a_listing("a"), a_listing("b"))
    store.ack(2)
    put(store, a_listing("c"))
    assert list(store.queued()) == [QueuedChange(3, "c")]
    store.ack(2)  # as a slower process would that saw only the first two
    assert list(store.queued()) == [QueuedChange(3, "c")]


def test_reader_during_a_write_sees_the_old_state(store: Store, other: Store) -> None:
    put(store, a_listing("a"))
    with store.transaction() as uow:
        uow.save_listing(a_listing("a", name="Changed", private=SECRET))
        uow.save_listing(a_listing("b"))
        assert list(other.all()) == [Record(a_listing("a"), 1)]
        assert (other.version(), other.private_contact("a")) == (1, Contact())
    assert list(other.all()) == [
        Record(a_listing("a", name="Changed"), 2),
        Record(a_listing("b"), 2),
    ]


def test_reader_in_the_middle_of_a_list_keeps_its_state(store: Store, other: Store) -> None:
    put(store, a_listing("a"), a_listing("b"))
    reading = other.all()
    assert next(reading) == Record(a_listing("a"), 1)
    put(store, a_listing("b", name="Changed"), a_listing("c"))
    assert list(reading) == [Record(a_listing("b"), 1)]


def test_threads_that_write_at_once_lose_nothing(store: Store) -> None:
    start = threading.Barrier(2)
    failed: list[BaseException] = []

    def write(name: str) -> None:
        try:
            start.wait(10)
            keep_many(store, name, 25)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == []
    assert ids(store) == sorted(f"{name}-{n}" for name in ("one", "two") for n in range(25))
    assert (store.version(), numbers(store)) == (50, list(range(1, 51)))


def test_processes_that_open_and_write_at_once_lose_nothing(which: str, tmp_path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.storage.openers", which, tmp_path / "new", name, "25"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for name in ("one", "two", "three")
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:  # only now, so that all make the new store at once
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60) for process in processes]
    assert [(*each, process.returncode) for each, process in zip(said, processes, strict=True)] == [
        ("", "", 0)
    ] * 3
    store = OPENERS[which](tmp_path / "new")
    names = ("one", "two", "three")
    assert ids(store) == sorted(f"{name}-{n}" for name in names for n in range(25))
    assert (store.version(), numbers(store)) == (75, list(range(1, 76)))
    store.close()


def test_store_opened_again_has_what_was_kept(which: str, store: Store, tmp_path: Path) -> None:
    put(store, replace(FULL, private=SECRET))
    store.close()
    again = OPENERS[which](tmp_path)
    assert list(again.all()) == [Record(SHOWN, 1)]
    assert again.hidden_places() == {"full": hidden_place(FULL.where)}
    assert again.private_contact("full") == SECRET
    assert (again.version(), list(again.queued())) == (1, [QueuedChange(1, "full")])
    again.close()


def test_store_that_cannot_be_made_is_unavailable(which: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where the folder should be")
    (tmp_path / "nowhere").mkdir()
    if which != "sqlite":
        name_database(tmp_path / "nowhere", "postgresql://assetmap@127.0.0.1:1/nothing")
    with pytest.raises(Unavailable):
        OPENERS[which](tmp_path / ("file/data" if which == "sqlite" else "nowhere"))


NOON = datetime(2026, 3, 16, 12, tzinfo=UTC)


def a_check(id_: str, listing_id: str = "knit-club", by: str = "p-1") -> Check:
    return Check(id_, listing_id, NOON, by, Method.PHONED, Outcome.ALL_CORRECT, spoke_to="Sam")


def keep(store: Store, *checks: Check) -> None:
    with store.transaction() as uow:
        for check in checks:
            uow.save(CHECKS, check)


def audit(store: Store, *happenings: tuple[AuditEvent, tuple[AuditValue, ...]]) -> None:
    with store.transaction() as uow:
        for happening, kept in happenings:
            uow.audit(happening, kept)


def happened(what: str, at: datetime = NOON, subject: str = "listing:a") -> AuditEvent:
    return AuditEvent(at, "p-1", what, subject, "screen", "why")


def done(store: Store, **wanted: object) -> list[str]:
    return [each.entry.happening.what for each in store.audited(**wanted)]  # type: ignore[arg-type]


def test_kept_noun_comes_back_whole(store: Store) -> None:
    person = Person("p-1", "Zoë", "Zoe@Example.org", (Role.EDITOR,), ("Grays",), since=None)
    with store.transaction() as uow:
        uow.save(PEOPLE, person)
        assert store.get(PEOPLE, "p-1") == person  # also before it is over
    assert store.get(PEOPLE, "p-1") == person
    assert store.find(PEOPLE, email="zoe@example.org") == [person]
    with pytest.raises(NotFound, match="there is no 'p-2' among the people"):
        store.get(PEOPLE, "p-2")


def test_nouns_are_found_by_their_keys_in_the_order_they_came(store: Store) -> None:
    one, two, three = a_check("c"), a_check("b", by="p-2"), a_check("a", "other")
    keep(store, one, two, three)
    keep(store, replace(one, note="changed"))  # keeps its place
    one = replace(one, note="changed")
    assert store.find(CHECKS) == [one, two, three]
    assert store.find(CHECKS, newest_first=True, most=2) == [three, two]
    assert store.find(CHECKS, listing_id="knit-club") == [one, two]
    assert store.find(CHECKS, listing_id="knit-club", by="p-2") == [two]
    assert store.find(CHECKS, by=["p-1", "p-3"]) == [one, three]
    assert store.find(CHECKS, id=["a", "b", "z"]) == [two, three]
    assert store.find(CHECKS, by=[]) == []
    assert (store.count(CHECKS), store.count(CHECKS, by="p-1")) == (3, 2)
    with pytest.raises(KeyError):
        store.find(CHECKS, note="changed")


def test_nouns_kept_in_one_go_are_as_if_kept_one_by_one(store: Store) -> None:
    keep(store, a_check("a"))
    changed = replace(a_check("a"), note="ch\0anged \x1a", by="p-2")
    with store.transaction() as uow:
        uow.save_all(CHECKS, iter([a_check("c", by="p-3"), a_check("b"), changed]))
        uow.save_all(CHECKS, [replace(a_check("c"), note="then"), a_check("c")])
        uow.save_all(CHECKS, [])
        assert store.find(CHECKS) == [changed, a_check("c"), a_check("b")]
    many = [a_check(f"n{number}") for number in range(1_200)]
    with store.transaction() as uow:
        uow.save_all(CHECKS, many)
    assert store.find(CHECKS) == [changed, a_check("c"), a_check("b"), *many]
    assert store.find(CHECKS, by="p-2") == [changed]


def test_dropped_nouns_are_gone_and_the_rest_stays(store: Store) -> None:
    keep(store, a_check("a"), a_check("b"), a_check("c", by="p-2"))
    with store.transaction() as uow:
        assert uow.delete(CHECKS, by="p-1") == 2
        assert uow.delete(CHECKS, id="nothing") == 0
        with pytest.raises(ValueError, match="say which of the checks"):
            uow.delete(CHECKS)
    assert store.find(CHECKS) == [a_check("c", by="p-2")]


def test_nouns_do_not_make_a_new_generation(store: Store) -> None:
    keep(store, a_check("a"))
    audit(store, (happened("did"), ()))
    assert store.version() == 0


def test_private_contacts_are_given_all_at_once(store: Store) -> None:
    put(store, a_listing("a", private=SECRET), a_listing("b"))
    assert store.private_contacts() == {"a": SECRET}


def test_audit_is_a_chain_in_the_order_of_what_was_done(store: Store, other: Store) -> None:
    values = (AuditValue("name", "A", "B", "s1"), AuditValue("name", "B", "C", "s2"))
    audit(store, (happened("one"), values))
    audit(other, (happened("two", NOON.replace(hour=9)), ()))
    audit(store, (happened("three"), ()))
    audited = list(store.audited())
    assert [each.entry.number for each in audited] == [1, 2, 3]
    assert [each.entry.happening.what for each in audited] == ["one", "two", "three"]
    assert [each.values for each in audited] == [values, (), ()]
    assert first_break(each.entry for each in audited) is None


def test_audit_is_read_by_what_is_asked(store: Store) -> None:
    days = [NOON.replace(day=day) for day in (1, 2, 3)]
    entries = [happened(what, at) for what, at in zip("abc", days, strict=True)]
    entries[1] = replace(entries[1], subject="person:p", by="p-2")
    audit(store, *((each, ()) for each in entries))
    assert done(store, subject="listing:a") == ["a", "c"]
    assert (done(store, by="p-2"), done(store, what="c")) == (["b"], ["c"])
    assert (done(store, since=days[1]), done(store, until=days[1])) == (["b", "c"], ["a"])
    assert (done(store, most=2), done(store, before=3, most=1)) == (["b", "c"], ["b"])
    assert (done(store, most=0), done(store, subject="listing:b")) == ([], [])
    assert store.audit_actions() == ["a", "b", "c"]


def test_transaction_that_raises_leaves_no_line_in_the_audit(store: Store, other: Store) -> None:
    audit(store, (happened("kept"), ()))

    def broken_off() -> None:
        with store.transaction() as uow:
            uow.save_listing(a_listing())
            uow.save(CHECKS, a_check("a"))
            uow.audit(happened("lost"), (AuditValue("name", "", "B", "s"),))
            assert done(store) == ["kept", "lost"]
            uow.shorten_audit(NOON.replace(year=2030))
            uow.erase_values([2], ["name"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    for each in (store, other):
        assert (done(each), each.find(CHECKS), ids(each)) == (["kept"], [], [])
        assert each.audit_totals() == {}
    audit(store, (happened("next"), ()))
    assert first_break(each.entry for each in other.audited()) is None


def test_erased_values_are_blank_and_the_chain_is_whole(store: Store) -> None:
    values = (AuditValue("name", "A", "B", "s1"), AuditValue("phone", "1", "2", "s2"))
    audit(store, (happened("one"), values), (happened("two"), values))
    with store.transaction() as uow:
        assert uow.erase_values([1, 9], ["phone", "email"]) == 1
    one, two = store.audited()
    assert one.values == (values[0], AuditValue("phone"))
    assert two.values == values
    assert first_break([one.entry, two.entry]) is None
    assert values_agree(one.entry, one.values)


def test_shortened_audit_keeps_counts_and_goes_on(store: Store) -> None:
    days = [NOON.replace(day=day) for day in (1, 2, 3, 4)]
    values = (AuditValue("name", "A", "B", "s1"),)
    audit(store, *((happened(what, at), values) for what, at in zip("aabc", days, strict=True)))
    with store.transaction() as uow:
        assert uow.shorten_audit(days[2]) == 2
        assert uow.shorten_audit(days[2]) == 0
    assert (done(store), store.audit_totals()) == (["b", "c"], {("2026-03", "a"): 2})
    with store.transaction() as uow:
        assert uow.shorten_audit(NOON.replace(year=2030)) == 1  # the newest stays
    audit(store, (happened("d"), ()))
    numbers = [each.entry.number for each in store.audited()]
    assert (done(store), numbers) == (["c", "d"], [4, 5])
    assert store.audit_totals() == {("2026-03", "a"): 2, ("2026-03", "b"): 1}
    entries = [each.entry for each in store.audited()]
    assert first_break(entries, entries[0].before_it) is None


def test_shortening_stops_where_a_clock_jumped_back(store: Store) -> None:
    days = (1, 9, 2, 9)
    audit(store, *((happened("did", NOON.replace(day=day)), ()) for day in days))
    with store.transaction() as uow:
        assert uow.shorten_audit(NOON.replace(day=5)) == 1
    assert [each.entry.number for each in store.audited()] == [2, 3, 4]


def test_store_that_can_be_written_to_says_so(store: Store) -> None:
    put(store, a_listing())
    assert store.is_writable()
    store.check_integrity()
    assert store.bytes_on_disk() >= 0


def test_copy_is_the_store_as_of_one_moment(store: Store, tmp_path: Path) -> None:
    put(store, FULL)
    audit(store, (happened("one"), (AuditValue("phone", "", SECRET.phone, "s"),)))
    keep(store, a_check("a"))
    copy = tmp_path / "copy" / "assetmap.db"
    copy.parent.mkdir()
    with store.transaction() as uow:
        uow.save_listing(a_listing("not yet"))
        store.copy_to(copy)
    other = SqliteStore(copy)  # a copy is a file of this kind, whatever the store is
    assert [record.listing for record in other.all()] == [SHOWN]
    assert other.find(CHECKS) == store.find(CHECKS)
    assert list(other.audited()) == list(store.audited())
    other.close()
    with pytest.raises(Unavailable):
        store.copy_to(copy)
