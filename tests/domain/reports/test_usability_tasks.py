"""The tasks of a usability test name places of the borough."""

from assetmap.domain.borough.example_place import ExamplePlace
from assetmap.domain.reports.usability_tasks import tasks_for


def test_tasks_have_keys_of_their_own_and_the_boroughs_places() -> None:
    tasks = tasks_for(ExamplePlace("Tilbury", "Grays", "RM18 8AB"))
    assert len({each.key for each in tasks}) == len(tasks)
    assert "near Tilbury" in tasks[0].words
    assert any("RM18 8AB" in each.words for each in tasks)
