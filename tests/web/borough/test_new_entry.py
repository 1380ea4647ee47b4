"""A new entry: its slug made of what it is called, free, and beneath what it stands in."""

from assetmap.web.borough.new_entry import new_entry
from assetmap.web.borough.questions import Entries, Question

ENTRIES = Entries("need", "tile", (Question("label", "Label"),), slug="slug")


def test_slug_is_free_and_beneath_its_own() -> None:
    content = {"need": [{"slug": "bees", "within": [{"slug": "bees/hives"}]}]}
    values = {("label",): "Bees!", ("from", "to"): None, ("a", "b"): 1}
    entry = {"slug": "bees-2", "label": "Bees!", "a": {"b": 1}}
    assert new_entry(ENTRIES, values, content, ("need",)) == entry
    within = ("need", 0, "within")
    entry = new_entry(ENTRIES, {("label",): "Hives"}, content, within)
    assert entry == {"slug": "bees/hives-2", "label": "Hives"}


def test_words_in_other_letters_have_a_slug_too() -> None:
    entry = new_entry(ENTRIES, {("label",): "公園 !!"}, {"need": [{"slug": "tile"}]}, ("need",))
    assert entry == {"slug": "tile-2", "label": "公園 !!"}


def test_entry_without_a_slug_has_its_answers_alone() -> None:
    plain = Entries("day", "day", (), title="name")
    assert new_entry(plain, {("name",): "May day"}, {}, ("day",)) == {"name": "May day"}
