"""What was chosen for columns must be about columns, fields and categories that there are."""

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.imports.column_choices import ColumnChoices
from assetmap.exchange.chosen_columns import chosen_fields
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.table import Table

TABLE = Table(("Title", "Ring", "Ring"), ())


def test_fields_go_by_position(words: Vocabulary) -> None:
    choices = ColumnChoices(fields={"Title": "name", "Ring (2)": ""})
    assert chosen_fields(TABLE, words, choices) == {0: "name", 2: ""}


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        (ColumnChoices(fields={"Ring (3)": "phone"}), "There is no column “Ring .3.”. There are: "),
        (ColumnChoices(fields={"Ring": "fone"}), "fone is no field. There are: "),
        (ColumnChoices(fixed={"fone": "1"}), "fone is no field"),
        (ColumnChoices(categories={"Nothing": {}}), "There is no column “Nothing”"),
        (ColumnChoices(categories={"Title": {"x": "none/such"}}), "none/such is no category"),
    ],
)
def test_what_there_is_not_is_refused(
    words: Vocabulary, choices: ColumnChoices, message: str
) -> None:
    with pytest.raises(BadFile, match=message):
        chosen_fields(TABLE, words, choices)
