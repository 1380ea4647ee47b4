"""What files ask of editors is decided like any other request."""

import pytest

from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Precision
from assetmap.domain.listings.proposal import ProposalState
from assetmap.services.listings.history import history_of
from assetmap.services.listings.proposals import approve, send_back, waiting
from assetmap.storage.tables import EMAILS, PROPOSALS
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, by
from tests.services.imports.files import change, kept, take, values

ROWS = "name,postcode,phone,address,precision\nPat Rowe,RM17 6SL,01632 960101,{},{}\n"


def test_request_that_is_sent_back_stays_away_and_writes_to_nobody(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    rows = ROWS.format("", "venue")
    take(context, rows)
    change(context, phone="01632 960199")
    take(context, rows.replace("960101", "960102"))
    [asked] = waiting(context)
    send_back(context, by(EDITOR), asked.id, "The old one.")
    take(context, rows.replace("960101", "960102"))
    assert (waiting(context), context.store.find(EMAILS)) == ([], [])
    assert context.store.get(PROPOSALS, asked.id).state is ProposalState.SENT_BACK


def test_hidden_place_stands_apart_in_a_request(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, ROWS.format("4 Nowhere Close", "area"))
    change(context, phone="01632 960199", address="5 Nowhere Close")
    take(context, ROWS.format("6 Nowhere Close", "area").replace("960101", "960102"))
    [asked] = waiting(context)
    assert [each.field for each in asked.changes] == ["phone"]
    assert [each.field for each in asked.private_changes] == ["address"]
    assert kept(context)[0].where.precision is Precision.AREA


def test_history_names_the_directory_and_the_editor(make_context: ContextMaker) -> None:
    context = make_context()
    rows = ROWS.format("", "venue")
    take(context, rows)
    change(context, phone="01632 960199")
    take(context, rows.replace("960101", "960102"))
    approve(context, by(EDITOR), waiting(context)[0].id)
    assert values(context, "phone") == {"phone": "01632 960102"}
    assert FIELDS["phone"].read(kept(context)[0]) == "01632 960102"
    newest = history_of(context, by(EDITOR), kept(context)[0].id)[0]
    assert "approved a change" in str(newest)


@pytest.mark.parametrize("publish", [True, False])
def test_draft_that_differs_is_named_and_nobody_is_asked(
    make_context: ContextMaker, publish: bool
) -> None:
    context = make_context()
    take(context, ROWS.format("", "venue"), publish=False)
    with context.unit_of_work() as uow:
        [listing] = kept(context)
        uow.save_listing(FIELDS["phone"].write(listing, "01632 960199"))  # type: ignore[misc]
    report = take(context, ROWS.format("", "venue").replace("960101", "960102"), publish=publish)
    assert [(each.fields, each.is_proposed) for each in report.differences] == [
        (("phone",), publish)
    ]
