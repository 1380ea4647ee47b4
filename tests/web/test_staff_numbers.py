"""Numbers and days in the addresses and forms of staff pages: whatever is typed, never a fault."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import IntegerConverter, Rule

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import client_of

NUMBERS = ("9" * 20, "-" + "9" * 20, "9" * 5000, "-1", "0", "1.5", "٣", "x", "")
NAMES = ("before", "page", "seen", "number", "month", "size", "from", "most")
DAYS = (("1", "1", "1"), ("31", "12", "9999"), ("9" * 20, "9" * 20, "9" * 20), ("1", "1", "0"))
DATES = ("since", "until", "on", "date", "closed")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing())


@pytest.fixture
def client(context: Context) -> FlaskClient:
    plain = client_of(context)
    plain.application.test_client_class = FlaskClient  # only whether it answers is asked here
    return sign_in(plain, context, a_person(context, Role.ADMIN, Role.EDITOR))


def staff_pages(app: Flask, method: str) -> list[str]:
    """The address of each staff page, of the one listing that there is."""
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/work") and method in (rule.methods or ())
    ]
    return sorted({address for rule in rules for address in addresses_of(rule)})


def addresses_of(rule: Rule) -> list[str]:
    """A rule's address; where it has a number in it, one for each sort of number."""
    address, numbers = rule.rule, []
    for name, converter in rule._converters.items():
        is_number = isinstance(converter, IntegerConverter)
        numbers += [name] if is_number else []
        sort = "int:" if is_number else ""
        address = address.replace(f"<{sort}{name}>", "{n}" if is_number else "knit-club")
    return [address.replace("{n}", n) for n in ("0", "9" * 20)] if numbers else [address]


def test_pages_take_any_number_and_day(client: FlaskClient) -> None:
    wrong = []
    queries = [dict.fromkeys(NAMES, number) for number in NUMBERS]
    for day in DAYS:
        boxes = zip(("day", "month", "year"), day, strict=True)
        queries.append({f"{name}-{part}": value for part, value in boxes for name in DATES})
    for address in staff_pages(client.application, "GET"):
        for query in queries:
            status = client.get(address, query_string=query).status_code
            wrong += [f"{address} {query}"[:200]] if status >= 500 else []
    assert wrong == []


def test_forms_take_any_number_and_day(client: FlaskClient) -> None:
    token = csrf_token(client)
    wrong = []
    for address in staff_pages(client.application, "POST"):
        for number, day in zip(NUMBERS, (*DAYS, *DAYS, DAYS[0]), strict=True):
            boxes = zip(("day", "month", "year"), day, strict=True)
            form = {f"{name}-{part}": value for part, value in boxes for name in DATES}
            form |= dict.fromkeys((*NAMES, "min_age", "max_age", "until", *DATES), number)
            status = client.post(address, data={**form, "csrf_token": token}).status_code
            wrong += [f"{address} {number[:30]} {day}"[:200]] if status >= 500 else []
    assert wrong == []
