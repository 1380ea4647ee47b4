"""The data dictionary: every column of the files, in their order, each with words."""

from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.public_listing import public_view
from assetmap.exchange.csv_files import COLUMNS
from assetmap.exchange.data_dictionary import data_dictionary
from assetmap.exchange.own_csv import MARK
from assetmap.exchange.public_fields import PUBLIC, public_fields
from tests.factories import a_listing


def test_each_column_of_the_files_has_its_words_and_type() -> None:
    columns = data_dictionary([])
    assert tuple(each.name for each in columns) == PUBLIC
    assert {*PUBLIC, MARK} == {*COLUMNS}
    assert [each.name for each in columns if not each.holds or not each.type] == []
    assert {each.example for each in columns} == {""}
    holds = [each.holds for each in columns]
    assert sorted({each for each in holds if holds.count(each) > 1}) == []


def test_types_are_those_of_the_values(full: Listing) -> None:
    types = {each.name: each.type for each in data_dictionary([])}
    for name, value in public_fields(public_view(full)).items():
        said = types[name]
        assert said.startswith("several") == isinstance(value, list), name
        assert ("number" in said) == isinstance(value, int | float), name
        if said.startswith("date"):
            assert str(value)[:4].isdigit() or value == "", name


def test_examples_are_the_first_in_the_data_and_short() -> None:
    shown = [a_listing("a"), a_listing("b", cost="£9", description="Long. " * 40, min_age=18)]
    found = {each.name: each.example for each in data_dictionary(map(public_view, shown))}
    assert (found["id"], found["cost"], found["min_age"]) == ("a", "£2", "18")
    assert found["description"] == a_listing().description
    (long,) = (
        x.example for x in data_dictionary([public_view(shown[1])]) if x.name == "description"
    )
    assert long.endswith("…")
    assert len(long) <= 80
