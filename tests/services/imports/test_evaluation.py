"""Each row of a file against what is on record, in the file's order; nothing is written."""

from assetmap.domain.imports.import_row import RowMark, RowOutcome
from assetmap.exchange.csv_files import read_csv
from assetmap.services.context import Context
from assetmap.services.imports.evaluation import Evaluation
from assetmap.services.imports.row_results import ImportOptions
from tests.conftest import ContextMaker
from tests.services.imports.batches import brought_in, tables

FIRST = "id,name,kind,postcode,when\n1,Knit Club,group,RM18 7TB,Tue 10:00-12:00\n2,Choir,group,,\n"
SECOND = FIRST.replace("10:00", "11:00") + "3,Walkers,group,BA1 1SU,\n4,,group,RM18 7TB,\n"


def evaluated(context: Context, text: str) -> Evaluation:
    batch = read_csv(text.encode(), context.borough.words)
    evaluation = Evaluation(context, batch, ImportOptions("s"))
    seen: list[int] = []
    evaluation.run(lambda: seen.append(1))
    assert len(seen) == len(batch.rows)
    return evaluation


def test_every_row_has_a_result_and_nothing_is_written(make_context: ContextMaker) -> None:
    context = make_context()
    brought_in(context, FIRST)
    then = tables(context)
    evaluation = evaluated(context, SECOND)
    assert [(x.number, x.name, x.outcome, x.marks) for x in evaluation.results] == [
        (2, "Knit Club", RowOutcome.CHANGED, ()),
        (3, "Choir", RowOutcome.SAME, (RowMark.NO_PLACE,)),
        (4, "Walkers", RowOutcome.NEW, (RowMark.OUTSIDE,)),
        (5, "", RowOutcome.REFUSED, ()),
    ]
    assert [x.number for x in evaluation.changes] == [2, 4]
    assert evaluation.new_source is None
    assert tables(context) == then


def test_a_new_source_is_known_by_its_headings(make_context: ContextMaker) -> None:
    source = evaluated(make_context(), FIRST).new_source
    assert source is not None
    assert (source.id, len(source.headings)) == ("s", 1)


def test_a_row_looked_at_again_sees_what_was_changed_meanwhile(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    brought_in(context, FIRST)
    evaluation = evaluated(context, SECOND)
    brought_in(context, SECOND)
    again = evaluation.again(evaluation.results[0])
    assert again.change is not None
    assert not again.change.is_change
    new = evaluation.results[2]
    assert evaluation.again(new) == new
