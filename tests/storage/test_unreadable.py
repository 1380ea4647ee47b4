"""One record that cannot be read costs that record, and nothing else."""

import sqlite3
from contextlib import closing

import pytest

from assetmap.app import create_app
from assetmap.domain.people.people import Role
from assetmap.services.admin.health import examine
from assetmap.services.context import Context
from assetmap.storage.store import Unreadable
from assetmap.storage.tables import PEOPLE
from assetmap.storage.unreadable import UnreadableRecord, UnreadableRecords
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person

HARMS = [
    pytest.param("?", "{", id="half a document"),
    pytest.param("?", "", id="nothing"),
    pytest.param("CAST(? AS TEXT)", b"\xff\xfe{}", id="no UTF-8"),
    pytest.param("?", "[]", id="another kind"),
    pytest.param("json_set(document, '$.name', json(?))", "5", id="a name that is a number"),
    pytest.param("json_set(document, '$.status', ?)", "lost", id="no status"),
    pytest.param("json_set(document, '$.checked', json(?))", '{"on": "x"}', id="no date"),
    pytest.param("json_set(document, '$.categories', json(?))", "7", id="categories of one number"),
]


def damage(context: Context, table: str, id_: str, expression: str, value: str | bytes) -> None:
    with closing(sqlite3.connect(context.config.database, isolation_level=None)) as connection:
        query = f"UPDATE {table} SET document = {expression} WHERE id = ?"
        assert connection.execute(query, (value, id_)).rowcount == 1


@pytest.mark.parametrize(("expression", "value"), HARMS)
def test_the_rest_is_served_found_and_counted(
    make_context: ContextMaker, expression: str, value: str | bytes
) -> None:
    names = ("choir", "knit", "walk")
    context = make_context(*(a_listing(name, name=name.title()) for name in names))
    damage(context, "listings", "knit", expression, value)
    again = make_context()
    client = create_app(again).test_client()
    pages = ("/listing/choir", "/listing/walk", "/healthz", "/find?q=bring+your+wool", "/map.json")
    assert [client.get(path).status_code for path in pages] == [200] * len(pages)
    assert client.get("/listing/knit").status_code == 404
    found = client.get("/find.csv?q=wool").text
    assert [name for name in names if f"\n{name}," in found] == ["choir", "walk"]
    assert again.indexer.rebuild() == 2
    assert [(each.table, each.id) for each in again.store.unreadable()] == [("listings", "knit")]
    [finding] = [each for each in examine(again) if each.what == "Every record can be read"]
    assert (finding.is_well, "listings 'knit'" in finding.says) == (False, True)
    with again.unit_of_work() as uow:  # put back from somewhere
        uow.save_listing(a_listing("knit", name="Knit"))
    assert client.get("/listing/knit").status_code == 200
    assert again.store.unreadable() == ()


def test_a_person_who_cannot_be_read_keeps_nobody_else_out(make_context: ContextMaker) -> None:
    context = make_context()
    one, other = a_person(context, Role.ADMIN), a_person(context, Role.VOLUNTEER)
    damage(context, "people", one.id, "?", "{")
    assert context.store.find(PEOPLE) == [other]
    with pytest.raises(Unreadable, match="cannot be read"):
        context.store.get(PEOPLE, one.id)
    assert [(each.table, each.id) for each in context.store.look_for_unreadable()] == [
        ("people", one.id)
    ]


def test_a_listing_that_is_there_and_cannot_be_read_is_told_from_none(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_listing("knit"))
    damage(context, "listings", "knit", "?", "{")
    with pytest.raises(Unreadable):
        context.store.get_listing("knit")


def test_each_is_logged_once_and_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    records = UnreadableRecords()

    def read(document: str) -> str:
        raise ValueError(f"secret words: {document}")

    for _ in range(3):
        assert list(records.readable("people", [("sam", b"secret")], read)) == []
    assert records.met() == (UnreadableRecord("people", "sam", "ValueError"),)
    assert caplog.messages == [
        "a record cannot be read and is set aside: people 'sam' (ValueError)"
    ]
