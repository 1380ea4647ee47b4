"""How what is typed is read with no signal: beside the pack, and nothing of the listings in it."""

from assetmap.web.offline.bundle_document import FORMAT
from assetmap.web.offline.reading_rules import reading_rules
from tests.conftest import ContextMaker
from tests.factories import a_listing


def test_rules_are_those_of_the_borough_whatever_is_listed(make_context: ContextMaker) -> None:
    empty, full = make_context(), make_context(a_listing())
    rules = reading_rules(empty.borough)
    assert rules == reading_rules(full.borough)
    assert rules["format"] == FORMAT
    assert [kind["id"] for kind in rules["danger"]["kinds"]] == [
        kind.id for kind in empty.borough.danger.kinds
    ]
    assert len(rules["signposts"]) == len(empty.borough.signposts)
