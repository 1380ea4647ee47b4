"""The page on which an admin removes the sample."""

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.storage.tables import IMPORT_SOURCES
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing(), a_listing("sampled", source="sample"))


@pytest.fixture
def boss(context: Context) -> Client:
    return sign_in(client_of(context), context, a_person(context, Role.ADMIN))


def test_page_says_what_goes_and_the_button_does_it(context: Context, boss: Client) -> None:
    assert '<a href="/work/sample">' in boss.get("/work").text
    page = boss.page("/work/sample")
    assert "The directory holds 1 sample listing." in page.words
    answer = boss.post("/work/sample", data={"csrf_token": csrf_token(boss)})
    assert (answer.status_code, answer.location) == (302, "/work/sample")
    assert "We have removed 1 sample listing." in boss.page("/work/sample").words
    assert "There are no sample listings." in boss.page("/work/sample").words
    assert [record.listing.id for record in context.store.all()] == ["knit-club"]
    assert context.store.get(IMPORT_SOURCES, "sample").removed_on is not None
    assert client_of(context).get("/listing/sampled").status_code == 404


def test_nobody_else_may(context: Context) -> None:
    editor = sign_in(client_of(context), context, a_person(context, Role.EDITOR))
    assert '<a href="/work/sample">' not in editor.get("/work").text
    assert editor.get("/work/sample").status_code == 403
    assert editor.post("/work/sample", data={"csrf_token": csrf_token(editor)}).status_code == 403
    assert client_of(context).get("/work/sample").status_code == 302
    assert len(list(context.store.all())) == 2


def test_post_without_a_token_is_refused(context: Context, boss: Client) -> None:
    assert boss.post("/work/sample").status_code == 400
    assert len(list(context.store.all())) == 2
