"""What is asked of each kind of listing goes all the way: form, review, page, files and back."""

import pytest

from assetmap.domain.listings.fields import fields_of
from assetmap.domain.listings.fields_kinds import FOR_KINDS
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Status
from assetmap.domain.listings.proposal import Value
from assetmap.domain.people.people import Role
from assetmap.exchange.csv_files import read_csv, write_csv
from assetmap.exchange.geojson_files import read_geojson, write_geojson
from assetmap.services.context import Context
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.row_results import ImportOptions
from assetmap.services.listings.proposals import waiting
from assetmap.services.search.exporting import listings_of
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.adding_forms import fields_of_form, problems_on, send
from tests.web.conftest import client_of

AT = "/work/listings/knit-club/change"
WHOLE = f"{AT}?part=all"
# Of each field: what is typed or chosen, what is kept, and what its page then says.
ANSWERS: dict[str, tuple[str | list[str], Value, tuple[str, ...]]] = {
    "needs": ("A driver\nA piano", ("A driver", "A piano"), ("A driver", "A piano")),
    "needs_until": ("31 July 2026", "2026-07-31", ()),  # it is not told until when
    "with_group": ("Riverside Hub", "Riverside Hub", ("Riverside Hub",)),
    "training": ("One morning.", "One morning.", ("One morning.",)),
    "checks_needed": ("A basic DBS check", "A basic DBS check", ("A basic DBS check",)),
    "expenses": ("Bus fares", "Bus fares", ("Bus fares",)),
    "closes_on": ("31 July 2026", "2026-07-31", ("Friday 31 July 2026",)),
    "exchange": (["teach", "older"], ("teach", "older"), ("Happy to teach", "With somebody older")),
    "availability": ("Two places", "Two places", ("Two places",)),
    "direct_payments": ("yes", "yes", ("Yes, you can pay with a direct payment",)),
    "rooms": ("River room\nQuiet room", ("River room", "Quiet room"), ("River room", "Quiet room")),
    "opens_on": ("7 September 2026", "2026-09-07", ("Monday 7 September 2026",)),
    "capacity": ("120", "120", ("120",)),
    "facilities": ("Stage; loud\nKitchen", ("Stage; loud", "Kitchen"), ("Stage; loud", "Kitchen")),
    "free_hours": ("Sundays", "Sundays", ("Sundays",)),
    "transfer": ("open", "open", ("Groups can ask the council to take it on",)),
    "run_by": ("Ategi", "Ategi", ("Ategi",)),
    "former_names": ("The Coalition", ("The Coalition",), ("The Coalition",)),
    "regulator": ("Care Quality Commission",) * 2 + (("Care Quality Commission",),),
    "register_url": ("https://www.cqc.org.uk/location/1",) * 2 + (("cqc.org.uk/location/1",),),
}


def asked_of(kind: Kind) -> tuple[str, ...]:
    return tuple(each.name for each in FOR_KINDS if not each.kinds or kind in each.kinds)


def status_of(kind: Kind) -> Status:
    """A hub is planned here: what is open has no day on which it opens."""
    return Status.PLANNED if kind is Kind.HUB else Status.PUBLISHED


def kept_of(context: Context) -> dict[str, Value]:
    (found,) = listings_of(context)
    return fields_of(found.shown)


def test_every_field_of_a_kind_has_its_answer_here() -> None:
    assert set(ANSWERS) == {each.name for each in FOR_KINDS}


@pytest.mark.parametrize("kind", Kind)
def test_answers_go_through_form_and_review_to_the_page_and_through_files(
    make_context: ContextMaker, kind: Kind
) -> None:
    context = make_context(a_listing(kind=kind, status=status_of(kind)))
    names = asked_of(kind)
    typed = {name: ANSWERS[name][0] for name in names}
    client = sign_in(client_of(context), context, a_person(context, Role.COORDINATOR))
    assert set(fields_of_form(client.page(WHOLE), AT)) >= set(names) - {
        *("exchange", "direct_payments", "transfer")  # nothing is chosen yet
    }
    assert send(client, WHOLE, AT, **typed).status_code == 303

    (change,) = waiting(context)
    client = sign_in(client_of(context), context, a_person(context, Role.EDITOR))
    address = f"/work/review/proposals/{change.id}"
    review = client.page(address).words
    said = [words for name in names for words in ANSWERS[name][2] if name != "register_url"]
    assert [words for words in said if words not in review] == []
    assert (
        client.post(f"{address}/approve", data={"csrf_token": csrf_token(client)}).status_code
        == 303
    )

    kept = {name: kept_of(context)[name] for name in names}
    assert kept == {name: ANSWERS[name][1] for name in names}
    page = client_of(context).page("/listing/knit-club").words
    assert [words for name in names for words in ANSWERS[name][2] if words not in page] == []

    words = context.borough.words
    files = (
        read_csv("".join(write_csv(listings_of(context))).encode(), words),
        read_geojson("".join(write_geojson(listings_of(context), title="All")).encode(), words),
    )
    for batch in files:
        elsewhere = make_context()
        import_file(elsewhere, batch, ImportOptions("other", publish=True))
        again = kept_of(elsewhere)
        assert {name: again[name] for name in names} == kept


@pytest.mark.parametrize(
    ("kind", "name", "typed", "said"),
    [
        (Kind.VOLUNTEERING_ROLE, "closes_on", "soon", "31 July"),
        (Kind.HUB, "opens_on", "31 June 2026", "31 July"),
        (Kind.GROUP, "needs_until", "31/2/2026", "31 July"),
        (Kind.SPACE, "capacity", "about 50", "number"),
        (Kind.SPACE, "capacity", "99999999", "20,000"),
        (Kind.SERVICE, "register_url", "javascript:alert(1)", "web address"),
    ],
)
def test_what_cannot_be_read_is_said_and_kept_in_the_box(
    make_context: ContextMaker, kind: Kind, name: str, typed: str, said: str
) -> None:
    context = make_context(a_listing(kind=kind, status=status_of(kind)))
    client = sign_in(client_of(context), context, a_person(context, Role.COORDINATOR))
    answer = send(client, WHOLE, AT, **{name: typed})
    assert answer.status_code == 422
    assert client.last is not None
    (problem,) = problems_on(client.last)
    assert said in problem
    assert fields_of_form(client.last, AT)[name] == typed
    assert waiting(context) == []
