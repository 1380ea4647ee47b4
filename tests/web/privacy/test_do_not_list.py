"""`/work/do-not-list`: who may add to it and take off it; no number or address is kept or shown."""

import pytest

from assetmap.domain.listings.listing import Contact
from assetmap.domain.people.people import Role
from assetmap.domain.privacy.do_not_list import contact_marks
from assetmap.services.context import Context
from assetmap.storage.tables import DO_NOT_LIST
from tests.conftest import KEY, ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of

PHONE = "01632 960666"
TYPED = {"name": "Sparkle  Cleaning", "phone": PHONE, "email": "", "website": ""}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def as_(context: Context, role: Role) -> Client:
    return sign_in(
        client_of(context), context, a_person(context, role, id=f"the-{role}", name="Edna")
    )


def post(client: Client, path: str, typed: dict[str, str]) -> int:
    data = {**typed, "csrf_token": csrf_token(client)}
    return client.post(path, data=data).status_code


def test_editor_adds_somebody_of_whom_only_marks_are_kept(context: Context) -> None:
    client = as_(context, Role.EDITOR)
    assert "Nobody has asked yet." in client.page("/work/do-not-list").words
    assert post(client, "/work/do-not-list", TYPED) == 303
    (entry,) = context.store.find(DO_NOT_LIST)
    assert (entry.name, entry.by) == ("sparkle cleaning", "the-editor")
    assert entry.marks == contact_marks([Contact(PHONE)], KEY.encode())
    text = client.page("/work/do-not-list").words
    assert "sparkle cleaning Since 16 March 2026, by Edna. Recognised by 1 contact detail." in text
    assert "They are on the list now." in text
    assert "960666" not in text
    assert "Take off the list" not in text


def test_entry_that_says_nothing_is_told_and_what_was_typed_stays(context: Context) -> None:
    client = as_(context, Role.EDITOR)
    data = {"name": " - ", "phone": "ring", "csrf_token": csrf_token(client)}
    response = client.post("/work/do-not-list", data=data)
    assert response.status_code == 422
    assert client.last is not None
    assert "Give a name, or a way to get in touch." in client.last.words
    assert 'value="ring"' in response.text
    assert context.store.find(DO_NOT_LIST) == []


def test_only_administrators_take_somebody_off(context: Context) -> None:
    editor, admin = as_(context, Role.EDITOR), as_(context, Role.ADMIN)
    post(editor, "/work/do-not-list", TYPED)
    (entry,) = context.store.find(DO_NOT_LIST)
    assert post(editor, f"/work/do-not-list/{entry.id}/remove", {}) == 403
    assert context.store.find(DO_NOT_LIST) == [entry]
    assert "Take off the list" in admin.page("/work/do-not-list").words
    assert post(admin, f"/work/do-not-list/{entry.id}/remove", {}) == 303
    assert post(admin, f"/work/do-not-list/{entry.id}/remove", {}) == 303
    assert context.store.find(DO_NOT_LIST) == []
    assert "They are off the list" not in admin.page("/work/do-not-list").words


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.COORDINATOR, Role.MANAGER, Role.BROKER])
def test_register_is_for_editors(context: Context, role: Role) -> None:
    client = as_(context, role)
    assert client.get("/work/do-not-list").status_code == 403
    assert post(client, "/work/do-not-list", TYPED) == 403
    assert context.store.find(DO_NOT_LIST) == []


def test_post_without_the_token_is_refused(context: Context) -> None:
    client = as_(context, Role.EDITOR)
    assert client.post("/work/do-not-list", data=TYPED).status_code == 400
    assert context.store.find(DO_NOT_LIST) == []
