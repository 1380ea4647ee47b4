"""The columns of a batch's file: samples, guesses, what sorts, and of which list it is."""

import pytest

from assetmap.domain.imports.column_choices import ColumnChoices
from assetmap.domain.imports.import_batch import BatchState, ImportTerms
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.people.people import NotAllowed
from assetmap.exchange.incoming import BadFile
from assetmap.services.context import Context
from assetmap.services.imports.batch_files import drop_file
from assetmap.services.imports.batches import get_batch
from assetmap.services.imports.file_columns import (
    ColumnText,
    ReadColumn,
    file_columns,
    is_as_last_time,
    name_source,
)
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, VOLUNTEER, by
from tests.services.imports.batches import begun, brought_in

TEXT = "name,Type,Wo,Notes,\nA,Walks,RM17 6SL,x,\nB,Art,RM16 2JU,,\nC,Walks,RM18 7TB,,\n"
AS_IT_CAME = ImportTerms()


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def test_columns_are_told_with_samples_and_guesses(context: Context) -> None:
    found = file_columns(context, begun(context, TEXT, state=BatchState.UPLOADED))
    assert (found.format, found.rows, found.problem, found.can_choose) == ("CSV", 3, "", True)
    assert found.columns == (
        ReadColumn(0, "name", ("A", "B", "C"), "name"),
        ReadColumn(
            *(1, "Type", ("Walks", "Art"), "type"),
            texts=(ColumnText("Walks", 2), ColumnText("Art", 1)),
        ),
        ReadColumn(2, "Wo", ("RM17 6SL", "RM16 2JU", "RM18 7TB"), "postcode", True),
        ReadColumn(3, "Notes", ("x",), is_kept_back=True),
    )


def test_without_a_name_the_rest_is_told_all_the_same(context: Context) -> None:
    text = "Wo,Town,Icon\nRM17 6SL,Grays,1\nRM16 2JU,Grays,2\nRM18 7TB,Tilbury,1\n"
    found = file_columns(context, begun(context, text, state=BatchState.UPLOADED))
    assert found.problem.startswith("None of the headings says which column holds the names.")
    assert [each.field for each in found.columns] == ["postcode", "place", ""]
    assert [each.has_words for each in found.columns] == [True, True, False]


def test_file_that_is_gone_is_told(context: Context) -> None:
    batch = begun(context, TEXT)
    drop_file(context, batch.id)
    with pytest.raises(BadFile, match="no longer there"):
        file_columns(context, batch)


def test_source_is_named_by_who_may_and_before_it_is_in(context: Context) -> None:
    chosen = ColumnChoices(fields={"Type": ""})
    brought_in(context, TEXT, source="march", terms=ImportTerms(publish=True, choices=chosen))
    batch = begun(context, TEXT, source="april", state=BatchState.UPLOADED, terms=AS_IT_CAME)
    assert file_columns(context, batch).others == ("march",)
    assert is_as_last_time(batch) is False
    with pytest.raises(NotAllowed):
        name_source(context, by(VOLUNTEER), batch.id, "march")
    named = name_source(context, by(EDITOR), batch.id, "march")
    assert (named.source, named.terms.choices) == ("march", chosen)
    assert is_as_last_time(named) is True
    assert get_batch(context, batch.id) == named
    assert file_columns(context, named).others == ()
    late = brought_in(context, TEXT, source="may")
    with pytest.raises(NotPossible):
        name_source(context, by(EDITOR), late.id, "march")
