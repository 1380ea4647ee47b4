"""The page of the time bank's figures, and its file (TB17)."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.people.people import Role
from assetmap.domain.time_bank.hours import in_words
from assetmap.services.context import Context
from assetmap.services.time_bank.posting import post_earlier_hours, post_exchange
from tests.conftest import ContextMaker
from tests.people import a_person, sign_in
from tests.time_bank import BY_BROKER, confirmed, join, keep_exchange
from tests.web.conftest import Client, client_of

PAGE = "/work/time-bank/figures"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """Six members who give to six others, and 13,000 hours brought forward."""
    context = make_context()
    people = [join(context, name=f"Person Number{each}") for each in range(12)]
    for giver, receiver in zip(people[:6], people[6:], strict=True):
        kept = keep_exchange(context, giver.id, receiver.id, category="home/pets")
        with context.unit_of_work() as uow:
            post_exchange(context, uow, BY_BROKER, confirmed(context, kept))
    with context.unit_of_work() as uow:
        post_earlier_hours(context, uow, BY_BROKER, 13_000 * 60, date(2025, 9, 1))
    return context


def of(context: Context, role: Role) -> Client:
    return sign_in(client_of(context), context, a_person(context, role))


def test_tb17_a_manager_reads_plain_figures(context: Context) -> None:
    manager = of(context, Role.MANAGER)
    page = manager.page(PAGE)
    said = "9 h exchanged in 6 exchanges, April 2025 to March 2026. 13,000 h brought forward."
    assert said in page.words.replace("\u00a0", " ")
    assert [each for each in page.links().values() if "/work/time-bank/ledger" in each] == []


def test_tb17_a_broker_opens_the_entries_behind_a_figure(context: Context) -> None:
    page = of(context, Role.BROKER).page(f"{PAGE}?period=month&of=2026-03-16")
    links = [each for each in page.links().values() if "/work/time-bank/ledger" in each]
    days = "from=2026-03-01&until=2026-03-31"
    assert f"/work/time-bank/ledger?kind=exchange&kind=group&{days}" in links
    earlier = "account=earlier&kind=brought-forward&until=2026-03-31"
    assert f"/work/time-bank/ledger?{earlier}" in links


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.EDITOR, Role.COORDINATOR, Role.HUB_TEAM])
def test_tb20_others_see_no_figures(context: Context, role: Role) -> None:
    staff = of(context, role)
    assert staff.get(PAGE).status_code == 403
    assert staff.get(f"{PAGE}.csv").status_code == 403


def test_tb17_the_file_adds_up_to_the_page(context: Context) -> None:
    manager = of(context, Role.MANAGER)
    page, file = manager.page(PAGE), manager.get(f"{PAGE}.csv")
    assert file.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(file.text)))
    hours = {each["figure"]: each["value"] for each in rows if each["part"] == "figures"}
    assert (hours["Hours exchanged"], hours["Brought forward"]) == ("9.00", "13000.00")
    for part in ("months", "by category", "by area", "by sort of place"):
        total = sum(float(each["value"]) for each in rows if each["part"] == part)
        assert total == float(hours["Hours exchanged"]), part
        assert in_words(round(total * 60)) in page.words


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("period=quarter&of=2026-03-16", "January to March 2026"),
        ("period=month&of=2025-12-31", "December 2025"),
        ("period=year&of=2026-04-02", "April 2026 to March 2027"),
        ("from=1/3/2026&until=14 March 2026", "1 March 2026 to 14 March 2026"),
        ("period=week", "April 2025 to March 2026"),
        ("of=99999", "April 2025 to March 2026"),
    ],
)
def test_tb17_a_period_is_chosen_by_its_address(context: Context, query: str, shown: str) -> None:
    assert shown in of(context, Role.MANAGER).page(f"{PAGE}?{query}").words


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("from=x&until=1/3/2026", "Enter a day, such as 1 January 2026."),
        ("from=1/3/2026", "Enter a day, such as 1 January 2026."),
        ("from=2/3/2026&until=1/3/2026", "The last day is before the first."),
        ("from=1/3/0001&until=1/3/9999", "Enter a day, such as 1 January 2026."),
    ],
)
def test_dates_that_make_no_sense_are_told(context: Context, query: str, says: str) -> None:
    assert says in of(context, Role.MANAGER).page(f"{PAGE}?{query}", 400).words


def test_tb17_few_people_are_told_as_fewer_than_five(make_context: ContextMaker) -> None:
    context = make_context()
    kept = keep_exchange(context, join(context).id, join(context).id, category="home/pets")
    with context.unit_of_work() as uow:
        post_exchange(context, uow, BY_BROKER, confirmed(context, kept))
    words = of(context, Role.MANAGER).page(PAGE).words
    assert "Fewer than 5" in words
    assert "All others together" in words
    assert "Pets" not in words


def test_without_a_time_bank_there_is_no_page(context: Context) -> None:
    off = replace(context.borough.time_bank, is_on=False)
    context.take_borough(replace(context.borough, time_bank=off))
    assert of(context, Role.ADMIN).get(PAGE).status_code == 404
