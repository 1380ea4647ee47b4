"""The places that hints name as an example."""

from assetmap.domain.borough.borough import NamedPlace
from assetmap.domain.borough.example_place import ExamplePlace, example_of

QUAY, FELL = NamedPlace("Quay", "LA1 1AA"), NamedPlace("Fell", "LA2 7AA")


def test_examples_are_the_first_two_places() -> None:
    assert example_of([QUAY, FELL, QUAY]) == ExamplePlace("Quay", "Fell", "LA1 1AA")
    assert example_of([QUAY]) == ExamplePlace("Quay", "Oldtown", "LA1 1AA")
    assert example_of([]) == ExamplePlace()


def test_example_is_cut_as_postcodes_are() -> None:
    example = example_of([QUAY, FELL])
    assert (example.outward, example.sector) == ("LA1", "LA1 1")
    hint = "In {place}, {postcode}, or {other_place}."
    assert example.written_in(hint) == "In Quay, LA1 1AA, or Fell."
