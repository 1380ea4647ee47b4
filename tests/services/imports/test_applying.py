"""A batch brought in: by chunks, each of which is whole, going on where it stood."""

import signal
from pathlib import Path

import pytest

from assetmap.domain.imports.import_batch import BatchState, ImportTerms
from assetmap.domain.imports.import_row import RowMark, RowOutcome
from assetmap.domain.listings.listing import Contact, Status
from assetmap.exchange.incoming import BadFile
from assetmap.services.context import Context
from assetmap.services.imports import applying
from assetmap.services.imports.applying import apply_batch, note_gone_of
from assetmap.services.imports.batch_files import drop_file, file_of
from assetmap.services.imports.batch_work import stopped_batches, work_on
from assetmap.services.imports.batches import get_batch, rows_of
from assetmap.services.imports.gone_rows import gone_from_source
from assetmap.services.imports.report import ImportReport
from assetmap.services.privacy.do_not_list import add
from tests.conftest import ContextMaker
from tests.services.colleagues import ADMIN, by
from tests.services.imports.batches import begun, brought_in, tables
from tests.services.imports.files import change, take
from tests.services.test_crash import run

FILE = """id,name,kind,postcode,when,phone
1,Knit Club,group,RM18 7TB,Tue 10:00-12:00,01632 960101
2,,group,RM18 7TB,,
3,Bath Choir,group,BA1 1SU,Wed 19:00-20:00,
4,Somewhere,group,,,
,Total: 4,,,,
5,Quiet Circle,group,RM17 6SL,,
"""
NINE = "id,name,kind,postcode\n" + "".join(f"{n},Club {n},group,RM18 7TB\n" for n in range(9))


def shown(context: Context, batch_id: str) -> list[tuple[int, str, str, tuple[str, ...]]]:
    return [
        (row.number, row.name, row.outcome, tuple(row.marks)) for row in rows_of(context, batch_id)
    ]


def test_each_row_ends_with_its_outcome_and_reasons(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, "id,name,kind,postcode,phone\n9,Knit Club,group,RM18 7TB,01632 960101\n",
         source="other")  # fmt: skip
    add(context, by(ADMIN), "Quiet Circle", Contact())
    batch = brought_in(context, FILE)
    assert shown(context, batch.id) == [
        (2, "Knit Club", RowOutcome.NEW, (RowMark.DUPLICATE,)),
        (3, "", RowOutcome.REFUSED, ()),
        (4, "Bath Choir", RowOutcome.NEW, (RowMark.OUTSIDE,)),
        (5, "Somewhere", RowOutcome.NEW, (RowMark.NO_PLACE,)),
        (6, "Total: 4", RowOutcome.NOT_A_LISTING, ()),
        (7, "Quiet Circle", RowOutcome.DO_NOT_LIST, ()),
    ]
    rows = rows_of(context, batch.id)
    assert rows[0].reasons[0] == "It looks like “Knit Club”, which is there already."
    assert rows[1].reasons == ("It has no name.",)
    assert rows[4].reasons == ("It is a total.",)
    assert batch.counts == {
        "new": 3, "refused": 1, "not a listing": 1, "do not list": 1,
        "likely duplicate": 1, "outside": 1, "no place": 1,
    }  # fmt: skip
    assert (batch.state, batch.rows, batch.done) == (BatchState.APPLIED, 6, 6)
    assert {row.is_done for row in rows} == {True}
    with pytest.raises(BadFile, match="no longer there"):
        file_of(context, batch.id)


def test_only_what_lies_inside_comes_in_on_request(make_context: ContextMaker) -> None:
    context = make_context()
    batch = brought_in(context, FILE, terms=ImportTerms(inside_only=True))
    left = rows_of(context, batch.id, RowOutcome.LEFT_OUT)
    assert [(row.name, row.reasons) for row in left] == [
        ("Bath Choir", ("It lies outside the borough.",))
    ]
    names = {record.listing.name for record in context.store.all()}
    assert names == {"Knit Club", "Somewhere", "Quiet Circle"}
    assert {record.listing.status for record in context.store.all()} == {Status.DRAFT}


def test_what_people_wrote_stays_and_an_editor_is_asked(make_context: ContextMaker) -> None:
    context = make_context()
    one = FILE.splitlines(keepends=True)[:2]
    brought_in(context, "".join(one))
    change(context, phone="01632 960199")
    batch = brought_in(context, "".join(one).replace("960101", "960105"))
    [row] = rows_of(context, batch.id)
    assert (row.outcome, row.marks) == (RowOutcome.SAME, (RowMark.DIFFERS,))
    assert row.reasons == (
        "People here wrote or checked Public phone number: that stays, and an editor is asked.",
    )


def test_the_index_takes_some_chunks_in_at_once_and_all_by_the_end(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit of the index is a segment of it, and has every process that serves read it anew."""
    monkeypatch.setattr(applying, "CHUNK", 1)
    monkeypatch.setattr(applying, "_INDEXED_EVERY", 3)
    context = make_context()
    before, waited = context.index.version(), []
    keep = applying._keep

    def counted(*given: object) -> None:
        keep(*given)  # type: ignore[arg-type]
        waited.append(len(context.store.queued()))

    monkeypatch.setattr(applying, "_keep", counted)
    brought_in(context, NINE.replace("8,Club 8,group,RM18 7TB\n", ""))
    assert waited == [1, 2, 0, 1, 2, 0, 1, 2]
    assert context.index.version() == before + 3
    assert context.indexer.compare().agrees


def test_a_listing_changed_between_two_chunks_is_looked_at_again(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context()
    brought_in(context, FILE)
    keep = applying._keep

    def with_somebody_else(*given: object) -> None:
        [knit] = [x.listing for x in context.store.all() if x.listing.name == "Knit Club"]
        with context.unit_of_work() as uow:
            uow.save_listing(context.store.get_listing(knit.id).listing)  # another generation
        keep(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(applying, "_keep", with_somebody_else)
    batch = brought_in(context, FILE.replace("Tue 10:00", "Tue 11:00"))
    assert batch.counts["changed"] == 1


def test_a_listing_taken_out_between_two_chunks_is_refused(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context()
    brought_in(context, FILE)
    keep = applying._keep

    def after_it_went(*given: object) -> None:
        with context.unit_of_work() as uow:
            uow.delete_listings([x.listing.id for x in context.store.all()])
        keep(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(applying, "_keep", after_it_went)
    batch = brought_in(context, FILE.replace("Tue 10:00", "Tue 11:00"))
    [row] = [row for row in rows_of(context, batch.id) if row.name == "Knit Club"]
    assert (row.outcome, row.reasons) == (
        RowOutcome.REFUSED,
        ("Its listing was taken out meanwhile.",),
    )


def test_a_killed_process_leaves_whole_chunks_and_the_next_goes_on(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context()
    whole = make_context(home=tmp_path / "beside")
    wanted = brought_in(whole, NINE)
    batch = begun(context, NINE)
    status = run(
        f"""
import os, signal
from assetmap.bootstrap import open_context
from assetmap.config import read_config
from assetmap.services.imports import applying
from assetmap.services.imports.batch_work import work_on

keep, chunks = applying._keep, []
def keep_two(*given):
    chunks.append(1)
    if len(chunks) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    keep(*given)
applying.CHUNK, applying._keep = 2, keep_two
work_on(open_context(read_config()), {batch.id!r})
""",
        context.config.home,
    )
    assert status == -signal.SIGKILL
    assert len(list(context.store.all())) == 4
    assert [each.id for each in stopped_batches(context)] == [batch.id]
    done = work_on(context, batch.id)
    assert (done.counts, done.state) == (wanted.counts, BatchState.APPLIED)
    assert {x.listing.name for x in context.store.all()} == {f"Club {n}" for n in range(9)}
    assert stopped_batches(context) == []


def test_a_file_that_is_gone_writes_nothing(make_context: ContextMaker) -> None:
    context = make_context()
    batch = begun(context, FILE)
    drop_file(context, batch.id)
    then = tables(context)
    with pytest.raises(BadFile, match="no longer there"):
        apply_batch(context, batch)
    assert tables(context) == then


def test_what_no_file_of_a_source_has_any_more_is_noted_once(make_context: ContextMaker) -> None:
    context = make_context()
    brought_in(context, NINE)
    head, *rows = NINE.splitlines(keepends=True)
    batch = brought_in(context, "".join([head, *rows[1:]]))
    assert batch.gone == ("Club 0",)
    assert len(gone_from_source(context)) == 1
    everything = ImportReport(seen={x.listing.id for x in context.store.all()})
    assert note_gone_of(context, batch, [everything]) == []
    assert get_batch(context, batch.id).gone == ()


def test_each_row_counts_when_it_is_looked_at_and_when_it_is_written(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    steps: list[int] = []
    batch = begun(context, FILE)
    apply_batch(context, batch, lambda: steps.append(len(list(context.store.all()))))
    assert steps == [0] * 4 + [4] * 4, "nothing is written while rows are looked at"
