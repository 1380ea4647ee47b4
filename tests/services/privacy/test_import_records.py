"""What imports keep of how things were goes when an undo is past, and when a person is erased."""

from assetmap.domain.imports.import_batch import BatchState
from assetmap.domain.imports.import_row import RowUndo
from assetmap.services.imports.batch_work import work_on
from assetmap.services.imports.batches import get_batch, rows_of, take_back
from assetmap.services.privacy.erasure import erase
from assetmap.services.privacy.retention import apply_retention
from assetmap.storage.tables import IMPORT_ROWS, IMPORT_WRITES
from tests.conftest import ContextMaker
from tests.services.colleagues import ADMIN, EDITOR, by
from tests.services.imports.batches import brought_in

HEAD = "id,name,kind,postcode,private_name,private_phone,phone\n"
FIRST = (
    HEAD + "1,Knit Club,group,RM18 7TB,Zelda Quackenbush,01632 960901,\n2,Choir,group,RM18 7TB,,,\n"
)
SECOND = (
    HEAD
    + "1,Knit Club,group,RM18 7TB,Ann Other,01632 960902,\n"
    + "2,Choir,group,RM18 7TB,,,sing@example.org 01632 960901\n"
)


def test_an_undo_that_is_past_is_forgotten(make_context: ContextMaker) -> None:
    batch = brought_in(make_context(today="2026-03-16"), SECOND)
    still = make_context(today="2026-04-14")
    assert apply_retention(still)["imports"] == 0
    assert still.store.count(IMPORT_WRITES) > 0
    past = make_context(today="2026-04-16")
    assert apply_retention(past)["imports"] == 1
    assert past.store.find(IMPORT_WRITES) == []
    assert {(row.name, row.reasons) for row in rows_of(past, batch.id)} == {
        ("Knit Club", ()),
        ("Choir", ()),
    }
    assert apply_retention(past)["imports"] == 0
    assert get_batch(past, batch.id).state is BatchState.APPLIED


def test_a_person_who_is_erased_is_gone_from_what_stood_there_before(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    brought_in(context, FIRST)
    batch = brought_in(context, SECOND)
    held = [each.before or "" for each in context.store.find(IMPORT_WRITES, batch=batch.id)]
    assert any("Zelda Quackenbush" in each for each in held)
    erased = erase(context, by(ADMIN), "01632 960901")
    assert erased.imports > 0
    left = [each.before or "" for each in context.store.find(IMPORT_WRITES)]
    assert not any("960901" in each or "Zelda" in each for each in left)
    assert not any("960901" in str(row) for row in context.store.find(IMPORT_ROWS))
    take_back(context, by(EDITOR), batch.id)
    work_on(context, batch.id)
    knit, choir = rows_of(context, batch.id)
    assert (knit.undo, knit.undo_why) == (
        RowUndo.COULD_NOT,
        "what stood there before was erased on request",
    )
    assert choir.undo == RowUndo.KEPT
