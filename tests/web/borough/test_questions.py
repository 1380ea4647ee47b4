"""A question's key is the path to its answer in the file."""

from assetmap.web.borough.questions import Question


def test_key_is_a_path() -> None:
    assert Question("help.phone", "Their phone number").path == ("help", "phone")
