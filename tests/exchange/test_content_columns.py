"""Columns whose headings say nothing are known by their cells, where nothing private is meant."""

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.imports.column_choices import ColumnChoices
from assetmap.exchange.csv_files import csv_table
from assetmap.exchange.incoming import IncomingFile
from assetmap.exchange.table_reader import read_table

POSTCODES = ("RM17 6SL", "RM16 2JU", "rm18 7tb")
PHONES = ("01632 960101", "01632 960102 (Sue)", "07700 900103")
EMAILS = ("a@example.org", "b@example.org", "c@example.org")
WEBSITES = ("https://a.example.org", "www.b.example.org", "http://c.example.org/x")
TIMES = ("Tuesdays 10-12", "Every Wed, 2pm", "Thu 14:00-16:00")
NOTE = "We took “{}” for {}, because its cells look like it."


def read(
    heading: str, cells: tuple[str, ...], choices: ColumnChoices | None = None
) -> IncomingFile:
    """A file of that column beside the names."""
    rows = "".join(f'Club {at},"{cell}"\n' for at, cell in enumerate(cells))
    table = csv_table(f"name,{heading}\n{rows}".encode())
    return read_table(table, Vocabulary(), choices or ColumnChoices())


@pytest.mark.parametrize(
    ("heading", "cells", "field", "called"),
    [
        ("Wo", POSTCODES, "postcode", "the postcode"),
        ("Nummer", PHONES, "phone", "the phone number"),
        ("Anschrift", EMAILS, "email", "the email address"),
        ("Seite", WEBSITES, "website", "the website"),
        ("Wann", TIMES, "when", "days and times"),
    ],
)
def test_cells_tell_what_a_column_is(
    heading: str, cells: tuple[str, ...], field: str, called: str
) -> None:
    batch = read(heading, cells)
    assert batch.used_columns == {"name": "name", heading: field}
    assert batch.unused_columns == ()
    assert NOTE.format(heading, called) in batch.notes


@pytest.mark.parametrize("heading", ["Chair's mobile", "Home", "Fax", "Submitted by", "Leader"])
def test_phones_of_a_person_or_of_the_file_are_left_alone(heading: str) -> None:
    batch = read(heading, PHONES)
    assert "phone" not in batch.used_columns.values()
    assert all(row.listing.public.phone == "" for row in batch.rows)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Wo", POSTCODES[:2]),  # two may be alike by chance
        ("Wo", (*POSTCODES[:1], "Grays", "Tilbury")),
        ("Wo", ("Grays RM17 6SL", "near RM16 2JU", "Tilbury, RM18 7TB")),
        ("Bild", ("https://x.org/a.jpg", "https://x.org/b.png", "https://x.org/c.jpeg?w=1")),
        ("Zahl", ("1234567890", "1234567891", "1234567892")),
        ("Stand", ("2026-01-02 10:00", "2026-01-03 10:00", "2026-01-04 10:00")),
        ("Logo", WEBSITES),
    ],
)
def test_what_may_be_anything_is_not_used(heading: str, cells: tuple[str, ...]) -> None:
    batch = read(heading, cells)
    assert (batch.used_columns, batch.unused_columns) == ({"name": "name"}, (heading,))


def test_blank_cells_do_not_count_and_most_of_the_others_have_to_fit() -> None:
    assert read("Wo", (*POSTCODES, "", "-", "n/a", "ask us", "")).unused_columns == ()
    assert read("Wo", (*POSTCODES, "ask", "us", "then")).unused_columns == ("Wo",)


def test_column_that_a_heading_names_keeps_its_field() -> None:
    rows = "".join(f"Club {at},01632 96020{at},01632 96010{at}\n" for at in range(4))
    batch = read_table(csv_table(f"name,Nummer,Phone\n{rows}".encode()), Vocabulary())
    assert batch.used_columns == {"name": "name", "Phone": "phone"}
    assert [row.listing.public.phone for row in batch.rows][:1] == ["01632 960100"]


def test_best_of_two_columns_is_taken_once() -> None:
    rows = "".join(f"Club {at},{cell},RM17 6SL\n" for at, cell in enumerate((*POSTCODES, "x")))
    batch = read_table(csv_table(f"name,Eins,Zwei\n{rows}".encode()), Vocabulary())
    assert batch.used_columns == {"name": "name", "Zwei": "postcode"}


def test_what_a_person_chose_is_not_guessed_over() -> None:
    unused = read("Wo", POSTCODES, ColumnChoices(fields={"Wo": ""}))
    assert unused.unused_columns == ("Wo",)
    other = read("Wo", POSTCODES, ColumnChoices(fields={"Wo": "address"}))
    assert other.used_columns == {"Wo": "address", "name": "name"}
    assert not any("Wo" in note for note in (*unused.notes, *other.notes))
