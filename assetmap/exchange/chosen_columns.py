"""What a person chose for a file's columns, held against the columns, fields and categories."""

from collections.abc import Iterable

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.imports.column_choices import ColumnChoices, column_labels
from assetmap.exchange.header_mapping import CONTRACT, EXTRA, PRIVATE
from assetmap.exchange.heading_names import GATHERED
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.table import Table
from assetmap.exchange.values import short

CHOOSABLE = frozenset((*CONTRACT, *EXTRA, *PRIVATE, *GATHERED))  # the fields that a column may be


def chosen_fields(table: Table, words: Vocabulary, choices: ColumnChoices) -> dict[int, str]:
    """The fields that were chosen, by the positions of their columns; empty where not to be used.

    Raises BadFile for a column, field or category that is none.
    """
    labels = column_labels(table.headings)
    for label in (*choices.fields, *choices.categories):
        if label not in labels:
            raise BadFile(f"There is no column “{short(label)}”. There are: {_listed(labels)}.")
    for field in filter(None, (*choices.fields.values(), *choices.fixed)):
        if field not in CHOOSABLE:
            raise BadFile(f"{short(field)} is no field. There are: {_listed(sorted(CHOOSABLE))}.")
    known = {category.slug for category in words.every_category()}
    for texts in choices.categories.values():
        for slug in filter(None, texts.values()):
            if slug not in known:
                raise BadFile(f"{short(slug)} is no category, such as {min(known)}.")
    return {at: choices.fields[label] for at, label in enumerate(labels) if label in choices.fields}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(short(name, 30) for name in names)
