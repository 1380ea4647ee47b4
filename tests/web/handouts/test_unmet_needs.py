"""`/work/couldnt-find` and `/work/gaps`: who may, what is refused where, and what was typed."""

import pytest

from assetmap.domain.people.people import Role
from assetmap.domain.privacy.pii_filter import NAME, PHONE
from assetmap.services.context import Context
from assetmap.storage.tables import UNMET_NEEDS
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

TYPED = {"need": "other", "area": "Tilbury", "words": "men's cooking class, evenings"}
ADD, READ = "/work/couldnt-find", "/work/gaps"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def as_(context: Context, role: Role) -> Client:
    return sign_in(
        client_of(context), context, a_person(context, role, id=f"the-{role}", name="Edna")
    )


def post(client: Client, path: str, **typed: str) -> int:
    data = {**typed, "csrf_token": csrf_token(client)}
    return client.post(path, data=data).status_code


def test_note_stands_in_the_report_without_a_name(context: Context) -> None:
    assert post(as_(context, Role.COORDINATOR), ADD, **TYPED) == 303
    page = as_(context, Role.ADMIN).page(READ)
    assert "men's cooking class, evenings Tilbury. Something else." in page.words
    assert "March 2026, noted by coordinator" in page.words
    assert "Edna" not in page.words
    assert page.links()["Tilbury 1 note"] == f"{READ}?area=Tilbury"


def test_refusal_stands_at_its_field_and_what_was_typed_stays(context: Context) -> None:
    client = as_(context, Role.VOLUNTEER)
    typed = {**TYPED, "words": "Mrs Bloggs, 01375 389893"}
    assert post(client, ADD, **typed) == 422
    page = client.last
    assert page is not None
    errors = [words_of(each) for each in page.by_class("error-message")]
    assert errors == [f"Error: {PHONE}", f"Error: {NAME}"]
    described = page.by_id("words").get("aria-describedby", "").split()
    assert described == ["words-hint", "words-error"]
    assert page.by_id("words").get("value") == typed["words"]
    assert page.by_id("area").get("value") == "Tilbury"
    assert context.store.find(UNMET_NEEDS) == []


def test_list_is_narrowed_by_its_counts_and_goes_along_into_the_file(context: Context) -> None:
    client = as_(context, Role.COORDINATOR)
    post(client, ADD, **TYPED)
    post(client, ADD, **{**TYPED, "area": "Grays", "words": "<script>alert(1)</script>"})
    page = client.page(f"{READ}?area=Grays")
    assert "1 note" in page.words
    assert "cooking" not in page.words
    assert page.links()["Download as a spreadsheet (CSV)"] == f"{READ}.csv?area=Grays"
    response = client.get(f"{READ}.csv?area=Grays")
    assert response.headers["Content-Disposition"] == 'attachment; filename="gaps-2026-03-16.csv"'
    assert "Grays" in response.text
    assert "Tilbury" not in response.text
    assert client.page(f"{READ}?month=frob&need=<b>").h1 == "Looked for and not found"


def test_editor_takes_out_what_says_too_much(context: Context) -> None:
    client = as_(context, Role.EDITOR)
    post(client, ADD, **TYPED)
    (gap,) = context.store.find(UNMET_NEEDS)
    assert post(as_(context, Role.COORDINATOR), f"{READ}/{gap.id}/remove") == 403
    assert post(client, f"{READ}/{gap.id}/remove") == 303
    assert post(client, f"{READ}/{gap.id}/remove") == 303
    assert context.store.find(UNMET_NEEDS) == []


@pytest.mark.parametrize(
    ("role", "adds", "reads"),
    [
        *((Role.HUB_TEAM, 200, 403), (Role.VOLUNTEER, 200, 403), (Role.COORDINATOR, 200, 200)),
        *((Role.EDITOR, 200, 200), (Role.BROKER, 200, 403), (Role.ADMIN, 200, 200)),
        (Role.MANAGER, 403, 200),
    ],
)
def test_each_role_adds_and_reads_as_it_may(
    context: Context, role: Role, adds: int, reads: int
) -> None:
    client = as_(context, role)
    assert client.get(ADD).status_code == adds
    assert client.get(READ).status_code == reads
    assert client.get(f"{READ}.csv").status_code == reads


def test_strangers_are_led_to_sign_in_and_a_post_without_token_is_refused(context: Context) -> None:
    assert client_of(context).get(ADD).status_code == 302
    assert as_(context, Role.EDITOR).post(ADD, data=TYPED).status_code == 400
    assert context.store.find(UNMET_NEEDS) == []
