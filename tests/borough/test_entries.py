from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assetmap.borough.entries import read_each, read_one, texts_under, what_is_wrong
from assetmap.borough.files import BadBorough, read_borough
from assetmap.domain.borough.help_line import HelpLine
from assetmap.paths import BOROUGH


def label(entry: Mapping[str, Any]) -> str:
    if entry["label"] == "bad":
        raise ValueError("it is bad")
    return str(entry["label"])


def test_entries_are_read_in_their_order() -> None:
    assert read_each({"need": [{"label": "a"}, {"label": "b"}]}, "need", label) == ("a", "b")
    assert read_each({}, "need", label) == ()


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([{"label": "a"}, {"slug": "tea"}], "need 2 (tea): 'label' is missing"),
        ([{}], "need 1: 'label' is missing"),
        ([{"label": "bad"}], "it is bad"),  # the name of the entry stands in it
        ([{"label": "bad", "slug": "is-bad"}], "need 1 (is-bad): it is bad"),
        ([{"label": "bad", "slug": "tea"}], "need 1 (tea): it is bad"),
        ([{"label": 3}], 'need 1: label is 3: put it between quotes, such as "3"'),
        (
            [{"label": "a", "say": "tea"}],
            'need 1 (a): say is \'tea\': give a list, such as ["one", "two"]',
        ),
        ("tea", "need is no list of entries: begin each with [[need]]"),
        (["tea"], "need is no list of entries: begin each with [[need]]"),
        ({"label": "a"}, "need is no list of entries: begin each with [[need]]"),
    ],
)
def test_a_slip_is_told_with_its_entry(entries: object, message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is below
        read_each({"need": entries}, "need", label)
    assert str(refused.value) == message


def test_words_of_the_program_are_not_told() -> None:
    def line(entry: Mapping[str, Any]) -> HelpLine:
        return HelpLine(**entry)

    said = []
    for entry in ({"text": "Ring"}, {"text": "Ring", "phone": "111", "fone": "1"}, {}):
        with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole messages are below
            read_one("help", entry, line)
        said.append(str(refused.value))
    assert said == [
        "help (Ring): 'phone' is missing",
        "help (Ring): there is nothing called 'fone' in it",
        "help: 'text' and 'phone' are missing",
    ]
    assert what_is_wrong(KeyError("days")) == "'days' is missing"


def test_a_list_of_texts_is_no_text() -> None:
    assert texts_under({"areas": ["RM"]}, "areas") == ("RM",)
    assert texts_under({}, "areas") == ()
    for wrong in ("RM", [1], {"RM": 1}):
        with pytest.raises(ValueError, match=r"^areas is .*: give a list, such as "):
            texts_under({"areas": wrong}, "areas")


ADVICE = "advice (More advice on the council's website)"
WORRIED = "worried (Worried about someone?)"
IS_NO_ADDRESS = "is no web address that begins with https://"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "borough",
            'url = "https://example.org/advice"',
            'url = "javascript:alert(1)"',
            f"{ADVICE}: 'javascript:alert(1)' {IS_NO_ADDRESS}",
        ),
        (
            "borough",
            'phone = "01632 960999"',
            "phone = 1632960999",
            f'{WORRIED}: phone is 1632960999: put it between quotes, such as "1632960999"',
        ),
        ("access", 'label = "Step-free"\n', "", "access 1 (step-free): 'label' is missing"),
        (
            "danger",
            "categories = [",
            'categories = ["sky", ',
            "kind 1 (overdose): there is no category sky",
        ),
        ("thesaurus", 'id = "lonely"\n', "", "entry 1: 'id' is missing"),
        ("places", 'postcode = "', 'postcod = "', "place 1 (Grays): 'postcode' is missing"),
    ],
)
def test_each_file_names_the_entry(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    text = (BOROUGH / f"{file}.toml").read_text(encoding="utf-8")
    path = tmp_path / f"{file}.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadBorough) as refused:
        read_borough(BOROUGH, tmp_path)
    assert str(refused.value) == f"{path} cannot be used: {told}"
