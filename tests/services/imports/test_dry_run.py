"""A look at every row of a batch, which changes no listing."""

from assetmap.domain.imports.column_choices import ColumnChoices
from assetmap.domain.imports.import_batch import BatchState, ImportTerms
from assetmap.domain.imports.import_row import RowOutcome
from assetmap.services.imports import dry_run
from assetmap.services.imports.batch_work import work_on
from assetmap.services.imports.batches import bring_in, choose, get_batch, rows_of
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, by
from tests.services.imports.batches import begun, brought_in, tables
from tests.services.imports.test_applying import FILE, NINE, shown

WER = "Wer,Ring,postcode\nKnit Club,01632 960101,RM18 7TB\nChoir,01632 960102,RM17 6SL\n"
CHOSEN = ColumnChoices(fields={"Wer": "name", "Ring": "phone"})


def test_what_would_happen_is_what_happens(make_context: ContextMaker) -> None:
    context = make_context()
    then = tables(context)
    batch = work_on(context, begun(context, FILE, state=BatchState.CHECKING).id)
    assert batch.state is BatchState.CHECKED
    assert tables(context) == then
    would = shown(context, batch.id)
    assert {row.is_done for row in rows_of(context, batch.id)} == {False}
    bring_in(context, by(EDITOR), batch.id)
    applied = work_on(context, batch.id)
    assert shown(context, batch.id) == would
    assert applied.counts == batch.counts
    assert tables(context) != then


def test_a_file_that_cannot_be_read_as_it_was_chosen_goes_back_with_the_reason(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    batch = begun(context, FILE, state=BatchState.UPLOADED)
    nothing = ColumnChoices(fields=dict.fromkeys(FILE.splitlines()[0].split(","), ""))
    choose(context, by(EDITOR), batch.id, sheet="", choices=nothing)
    back = work_on(context, batch.id)
    assert back.state is BatchState.UPLOADED
    assert back.problem.startswith("None of the headings says which column holds the names.")
    choose(context, by(EDITOR), batch.id, sheet="", choices=ColumnChoices())
    assert work_on(context, batch.id).problem == ""


def test_a_second_look_stands_in_the_place_of_the_first(make_context: ContextMaker) -> None:
    context = make_context()
    batch = begun(context, FILE, state=BatchState.CHECKING, terms=ImportTerms())
    work_on(context, batch.id)
    choose(*(context, by(EDITOR), batch.id), sheet="", choices=ColumnChoices(), inside_only=True)
    work_on(context, batch.id)
    assert len(rows_of(context, batch.id)) == 6
    assert len(rows_of(context, batch.id, RowOutcome.LEFT_OUT)) == 1


def test_what_was_chosen_is_known_again_for_the_next_file_of_the_source(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    batch = begun(context, WER, state=BatchState.CHECKING, terms=ImportTerms(choices=CHOSEN))
    assert work_on(context, batch.id).read_as == {"Wer": "name", "Ring": "phone"}
    assert begun(context, WER).terms.choices == CHOSEN
    assert begun(context, WER, source="other").terms.choices == ColumnChoices()
    assert begun(context, WER.replace("Ring", "Rang")).terms.choices == ColumnChoices()


def test_how_far_it_is_shows_meanwhile(make_context: ContextMaker) -> None:
    context = make_context()
    batch = begun(context, NINE, state=BatchState.CHECKING)
    step = dry_run.progress(context, batch, 1200)
    for _ in range(dry_run._STEP + 3):
        step()
    now = get_batch(context, batch.id)
    assert (now.done, now.rows, now.state) == (500, 1200, BatchState.CHECKING)


def test_what_is_gone_is_named_before(make_context: ContextMaker) -> None:
    context = make_context()
    brought_in(context, NINE)
    batch = begun(context, NINE.replace("8,Club 8,group,RM18 7TB\n", ""), state=BatchState.CHECKING)
    assert work_on(context, batch.id).gone == ("Club 8",)
