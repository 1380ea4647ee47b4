"""Proof that staff have seen: the form, the public page, and the list of what has run out."""

from datetime import date
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.listing import Kind
from assetmap.domain.people.people import Role
from assetmap.paths import TEMPLATES
from assetmap.services.context import Context
from assetmap.web.checks.evidence import TypedEvidence, place_of_problem, read_evidence
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

TODAY = date(2026, 3, 16)


def test_a_dbs_level_stands_apart_from_a_number() -> None:
    typed = TypedEvidence("dbs", "enhanced", "4711", ("4", "5", "2025"))
    evidence, problems = read_evidence(typed)
    assert (evidence, problems) == (*(Evidence(Proof.DBS, date(2025, 5, 4), None, "enhanced"), ()),)


def test_each_refusal_has_its_field() -> None:
    seen = date(2026, 3, 1)
    assert [
        place_of_problem(each, TODAY)
        for each in (
            Evidence(Proof.CQC, date(2026, 4, 1)),
            Evidence(Proof.CQC, seen, date(2026, 3, 2)),
            Evidence(Proof.CQC, seen),
            Evidence(Proof.DBS, seen),
        )
    ] == ["seen", "expires", "number", "level"]


ADDRESS = "/work/listings/kind/evidence"
INSURED = Evidence(Proof.INSURANCE, date(2025, 5, 4), date(2026, 4, 1), by="p-MARK")
SEEN = {"seen-day": "4", "seen-month": "5", "seen-year": "2025"}
EXPIRES = {"expires-day": "1", "expires-month": "4", "expires-year": "2026"}
JUDGING = ("approved", "recommended")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing("kind", name="Kind Hands", kind=Kind.MICRO_ENTERPRISE))


@pytest.fixture
def client(context: Context) -> Client:
    return sign_in(client_of(context), context, a_person(context, Role.EDITOR))


def send(client: Client, **fields: str) -> TestResponse:
    data = {"csrf_token": csrf_token(client), "proof": "insurance", **SEEN, **EXPIRES, **fields}
    return client.post(ADDRESS, data=data)


def seen(client: Client) -> list[str]:
    """What the public page says that we have seen."""
    page = client.page("/listing/kind")
    return [words_of(li) for part in page.by_class("listing__seen") for li in part.iter("li")]


def test_a_proof_is_recorded_shown_and_taken_away(context: Context, client: Client) -> None:
    stranger = client_of(context)
    assert seen(stranger) == ["Not checked by us"]
    assert send(client).location == ADDRESS
    page = client.page(ADDRESS)
    assert "Kept. The page says: Insurance certificate seen 4 May 2025." in page.words
    assert "Holds until 1 April 2026." in page.words
    assert seen(stranger) == ["Insurance certificate seen 4 May 2025"]
    data = {"csrf_token": csrf_token(client), "proof": "insurance"}
    assert client.post(f"{ADDRESS}/remove", data=data).location == ADDRESS
    assert "Insurance certificate is taken away." in client.page(ADDRESS).words
    assert seen(stranger) == ["Not checked by us"]


def test_each_sort_has_its_detail(context: Context, client: Client) -> None:
    send(client, proof="dbs", level="enhanced", number="")
    send(client, proof="cqc", number="1-123456789")
    send(client, proof="food-hygiene")
    assert seen(client_of(context)) == [
        "DBS check (enhanced) seen 4 May 2025",
        "Care Quality Commission registration 1-123456789 seen 4 May 2025",
        "Food hygiene certificate seen 4 May 2025",
    ]


@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        ({"proof": ""}, "Choose what you have seen.", "#proof"),
        ({"proof": "passport"}, "Choose what you have seen.", "#proof"),
        (
            {"number": "CERT-4711"},
            "Leave the number of the certificate out: we must not keep it.",
            "#number",
        ),
        ({"proof": "dbs"}, "Choose the level of the DBS check.", "#level"),
        (
            {"proof": "cqc", "number": "4711"},
            "Enter the CQC provider number, such as 1-123456789.",
            "#number",
        ),
        ({"seen-year": "2027"}, "The day you saw it must be today or in the past.", "#seen"),
        (
            {"seen-day": "", "seen-month": "", "seen-year": ""},
            "Enter the day you saw it.",
            "#seen",
        ),
        ({"seen-month": "13"}, "There is no such date.", "#seen"),
        (
            {"expires-year": "2025"},
            "It must not have expired before the day you saw it.",
            "#expires",
        ),
        (
            {"expires-month": "3"},
            "It has expired already. Ask them for the new one.",
            "#expires",
        ),
        ({"expires-day": "first"}, "Enter a day, a month and a year, as numbers.", "#expires"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    context: Context, client: Client, fields: dict[str, str], words: str, field: str
) -> None:
    assert send(client, **fields).status_code == 400
    assert client.last is not None
    (line,) = client.last.by_id("error-summary").iter("a")
    assert words_of(line).startswith(words)
    assert line.get("href") == field
    assert client.last.by_id("expires-year").get("value") == {**EXPIRES, **fields}["expires-year"]
    assert context.store.get_listing("kind").listing.evidence == ()


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.COORDINATOR, Role.MANAGER])
def test_only_editors_and_admins_record(context: Context, role: Role) -> None:
    client = sign_in(client_of(context), context, a_person(context, role))
    for address in (ADDRESS, "/work/evidence"):
        assert client.get(address).status_code == 403
    assert send(client).status_code == 403
    token = csrf_token(client)
    data = {"csrf_token": token, "proof": "insurance"}
    assert client.post(f"{ADDRESS}/remove", data=data).status_code == 403
    assert context.store.get_listing("kind").listing.evidence == ()


def test_what_has_run_out_vanishes_by_the_clock_and_is_a_task(make_context: ContextMaker) -> None:
    listing = a_listing("kind", name="Kind Hands", kind=Kind.MICRO_ENTERPRISE, evidence=(INSURED,))
    last_day = make_context(listing, today="2026-04-01")
    assert seen(client_of(last_day)) == ["Insurance certificate seen 4 May 2025"]
    editor = a_person(last_day, Role.EDITOR)
    page = sign_in(client_of(last_day), last_day, editor).page("/work/evidence")
    assert "Nothing has run out." in page.words
    context = make_context(today="2026-04-02")
    assert seen(client_of(context)) == ["Not checked by us"]
    client = sign_in(client_of(context), context, editor)
    page = client.page("/work/evidence")
    assert "Kind Hands Insurance certificate: ran out on 1 April 2026" in page.words
    assert page.links()["Kind Hands"] == ADDRESS
    assert "1 proof that has run out" in client.page("/work").words
    page = client.page(ADDRESS)
    assert "Ran out on 1 April 2026. The public page does not show it any more." in page.words


def test_other_kinds_say_nothing_of_what_we_have_not_seen(make_context: ContextMaker) -> None:
    context = make_context(a_listing("kind"))
    assert seen(client_of(context)) == []
    assert "What we have seen" not in client_of(context).page("/listing/kind").words


def test_the_public_is_not_told_who_saw_it(make_context: ContextMaker) -> None:
    context = make_context(a_listing("kind", evidence=(INSURED,)))
    for address in ("/listing/kind", "/find.json", "/find.csv", "/find.geojson"):
        text = client_of(context).get(address).text
        assert "p-MARK" not in text
        assert ("2025-05-04" in text) == address.endswith(("csv", "geojson"))


@pytest.mark.parametrize("path", sorted((TEMPLATES / "public").glob("*.html")), ids=str)
def test_no_public_template_judges(path: Path) -> None:
    text = path.read_text(encoding="utf-8").casefold()
    assert [word for word in JUDGING if word in text] == []


def test_no_public_page_judges(sample_client: Client) -> None:
    pages = ("/listing/kind-hands-at-home", "/listing/steady-steps-home-care", "/find", "/about")
    for address in pages:
        text = sample_client.get(address).text.casefold()
        assert [word for word in JUDGING if word in text] == []


def test_the_sample_shows_what_was_seen(sample_client: Client) -> None:
    words = sample_client.page("/listing/kind-hands-at-home").words
    assert (
        "What we have seen Insurance certificate seen 4 May 2025 This only says what we have seen "
        "and when. It does not say how good they are: ask to see their papers yourself."
    ) in words
    assert "Not checked by us" in sample_client.page("/listing/cat-lady-carol").words
