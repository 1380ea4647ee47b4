"""`/work/audit`: who may read it, what it filters by, what it masks, and the file."""

import csv
import io

import pytest

from assetmap.domain.listings.listing import Contact, Precision, Where
from assetmap.domain.people.people import Role
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.services.context import Context
from assetmap.services.privacy.audit import PAGE
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing
from tests.people import a_person, sign_in
from tests.web.conftest import Client, client_of

HOME = a_listing(
    "kind",
    name="Kind Hands",
    where=Where(Precision.AREA, area_served="Grays", postcode="RM16 9ZZ", point=TILBURY),
)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context(a_listing("knit", private=Contact("01632 960666")), HOME)
    a_person(context, Role.VOLUNTEER, id="vera", name="Vera")
    now = context.clock.now()
    with context.store.transaction() as uow:
        values = (
            AuditValue("name", "Knit", "Knit Club", "s1"),
            AuditValue("private_phone", "", "01632 960666", "s2"),
            AuditValue("email"),
            AuditValue("summary", "=1+1", "<script>alert(1)</script>", "s4"),
        )
        uow.audit(AuditEvent(now, "vera", "saved a draft", "listing:knit", "screen"), values)
        where = (AuditValue("postcode", "", "RM16 9ZZ", "s5"),)
        uow.audit(AuditEvent(now, "p-gone", "checked", "listing:kind", "link", "phoned"), where)
        staff = (AuditValue("email", "", "vera@example.org", "s6"),)
        uow.audit(AuditEvent(now, "command-line", "invited", "person:vera"), staff)
    return context


def as_(context: Context, role: Role) -> Client:
    return sign_in(client_of(context), context, a_person(context, role, id=f"the-{role}"))


def shown(client: Client, query: str = "") -> str:
    return client.page(f"/work/audit{query}").words


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.ADMIN, 200),
        (Role.MANAGER, 200),
        (Role.EDITOR, 403),
        (Role.VOLUNTEER, 403),
        (Role.COORDINATOR, 403),
        (Role.HUB_TEAM, 403),
        (Role.BROKER, 403),
    ],
)
def test_audit_is_for_administrators_and_managers(
    context: Context, role: Role, status: int
) -> None:
    client = as_(context, role)
    for address in ("/work/audit", "/work/audit.csv"):
        assert client.get(address).status_code == status


def test_stranger_is_led_to_the_sign_in_page(context: Context) -> None:
    assert client_of(context).get("/work/audit").status_code == 302


def test_audit_says_who_did_what_and_when(context: Context) -> None:
    text = shown(as_(context, Role.ADMIN))
    assert "Vera saved a draft: Knit Club" in text
    assert "Somebody who has left checked: Kind Hands (phoned)" in text
    assert "16 March 2026, 09:00 · number 2 · link" in text
    assert "Name from Knit to Knit Club" in text
    assert "Public email address erased" in text
    assert "<script>alert(1)</script>" in text


def test_manager_reads_no_way_to_get_in_touch_and_no_hidden_place(context: Context) -> None:
    admin, manager = shown(as_(context, Role.ADMIN)), shown(as_(context, Role.MANAGER))
    for secret in ("01632 960666", "RM16 9ZZ", "vera@example.org"):
        assert secret in admin
        assert secret not in manager
    assert "Private phone number from nothing to hidden" in manager
    assert "Name from Knit to Knit Club" in manager


def test_file_never_holds_personal_values_and_no_formula(context: Context) -> None:
    for role in (Role.ADMIN, Role.MANAGER):
        response = as_(context, role).get("/work/audit.csv?listing=knit")
        assert response.headers["Content-Disposition"] == (
            'attachment; filename="audit-2026-03-16.csv"'
        )
        rows = list(csv.DictReader(io.StringIO(response.text)))
        assert [(row["number"], row["field"], row["before"], row["after"]) for row in rows] == [
            ("1", "name", "Knit", "Knit Club"),
            ("1", "private_phone", "", "hidden"),
            ("1", "email", "erased", "erased"),
            ("1", "summary", "'=1+1", "<script>alert(1)</script>"),
        ]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("?listing=knit", {1}),
        ("?listing=%2Flisting%2Fknit", {1}),
        ("?by=vera", {1}),
        ("?what=checked", {2}),
        ("?listing=kind&by=vera", set()),
        ("?since-day=16&since-month=3&since-year=2026", {1, 2, 3}),
        ("?until-day=16&until-month=3&until-year=2026", {1, 2, 3}),
        ("?until-day=15&until-month=3&until-year=2026", set()),
        ("?before=3", {1, 2}),
        ("?before=x", {1, 2, 3}),
        ("?listing=%3Cscript%3E", set()),
    ],
)
def test_audit_is_filtered(context: Context, query: str, numbers: set[int]) -> None:
    text = shown(as_(context, Role.ADMIN), query)
    assert {n for n in range(1, 9) if f"number {n} " in f"{text} "} - {4, 5} == numbers


def test_date_that_is_none_is_told_and_what_was_typed_stays(context: Context) -> None:
    page = as_(context, Role.ADMIN).page(
        "/work/audit?since-day=31&since-month=2&since-year=2026", 400
    )
    assert "There is no such date." in page.words
    assert page.by_id("since").get("value") == "31"


def test_long_audit_is_read_on(context: Context) -> None:
    with context.store.transaction() as uow:
        for _ in range(PAGE):
            uow.audit(AuditEvent(context.clock.now(), "vera", "checked", "listing:knit"))
    client = as_(context, Role.ADMIN)
    first = client.page("/work/audit?what=checked")
    assert "Older entries" in first.words
    older = client.page("/work/audit?what=checked&before=4")
    assert "Somebody who has left checked: Kind Hands" in older.words
    assert "Newest entries" in older.words
