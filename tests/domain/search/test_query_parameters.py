"""What is said of a question's parameters, held against what reads them."""

import re

import pytest
from jsonschema import Draft202012Validator

from assetmap.domain.borough.borough import Borough
from assetmap.domain.search.facets import FACETS, choices_of
from assetmap.domain.search.query_parameters import (
    QUERY_PARAMETERS,
    QueryParameter,
    query_parameters,
)
from assetmap.domain.search.query_reading import _Reader, read_search


@pytest.fixture(scope="module")
def parameters(borough: Borough) -> dict[str, QueryParameter]:
    """Those of the shipped borough, by name."""
    needs = {need.slug: need.label for need in borough.words.needs}
    choices = {**choices_of(borough.words), "language": {"c++": "C++", "d.e": "D.E"}}
    return {each.name: each for each in query_parameters(choices, needs)}


def test_every_parameter_that_is_read_is_described(parameters: dict[str, QueryParameter]) -> None:
    read = {name.removeprefix("_read_") for name in dir(_Reader) if name.startswith("_read_")}
    assert set(parameters) == set(QUERY_PARAMETERS) == {*read, *FACETS}
    assert all(each.means.endswith(".") for each in parameters.values())
    assert {each.name for each in parameters.values() if each.is_many} == set(FACETS)


VALUES = {
    "q": (["lunch", "x" * 300], ["x" * 301]),
    "near": (["RM18", "x" * 80], ["x" * 81]),
    "within": ([0.1, 500], [0, 500.1]),
    "age": ([0, 120], [-1, 121]),
    "ward": (["E05002236"], ["-", "x" * 41]),
    "bbox": (["0.2,51.4,0.5,51.6"], ["0.2,51.4,0.5", "a,b,c,d"]),
    "sort": (["best", "near", "name"], ["x"]),
    "view": (["list", "map"], ["x"]),
    "exact": (["yes"], ["no"]),
    "older": (["yes"], ["no"]),
    "ignore": (["day", "day,time"], ["Day!", ",".join(f"a{n}" for n in range(31))]),
    "page": ([1, 10**12], [0, 10**12 + 1]),
    "per_page": ([1, 100], [0, 101]),
    "need": (["lonely"], ["x"]),
    "category": (["meet", "meet,learn"], ["x", "meet,x"]),
    "day": (["mon", "mon,tue"], ["monday", "mon,x"]),
    "transfer": (["open"], ["shut"]),
}


@pytest.mark.parametrize("name", VALUES)
def test_what_is_described_is_what_is_taken(
    borough: Borough, parameters: dict[str, QueryParameter], name: str
) -> None:
    schema = parameters[name].schema
    check = Draft202012Validator(schema.get("items", schema) if name in FACETS else schema)
    for good, values in zip((True, False), VALUES[name], strict=True):
        for value in values:
            _, problems = read_search([(name, str(value))], borough.words)
            assert (problems == [], check.is_valid(value)) == (good, good), value


def test_every_parameter_with_a_schema_of_its_own_is_tried() -> None:
    assert set(QUERY_PARAMETERS) - set(FACETS) - set(VALUES) == set()


def test_values_with_special_signs_are_meant_as_they_stand(
    parameters: dict[str, QueryParameter],
) -> None:
    several = parameters["language"].schema["items"]["anyOf"][1]["pattern"]
    assert re.fullmatch(several, "c++,d.e")
    assert not re.fullmatch(several, "ccc,dxe")
