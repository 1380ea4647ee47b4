"""Short forms written out in a text."""

import pytest

from assetmap.domain.borough.short_forms import ShortForms, WrittenOut

FORMS = ShortForms({"wknd": "weekend", "w/e": "weekend", "no1": "no one"})


@pytest.mark.parametrize(
    ("text", "written", "swaps"),
    [
        ("wknd", "weekend", (("wknd", "weekend"),)),
        ("this WKND, please", "this weekend, please", (("WKND", "weekend"),)),
        ("(wknd) or w/e?", "(weekend) or weekend?", (("wknd", "weekend"), ("w/e", "weekend"))),
        ("no1  to talk to", "no one to talk to", (("no1", "no one"),)),
        ("wknd wknd", "weekend weekend", (("wknd", "weekend"),)),
    ],
)
def test_short_forms_are_written_out(
    text: str, written: str, swaps: tuple[tuple[str, str], ...]
) -> None:
    assert FORMS.write_out(text) == WrittenOut(written, swaps)


@pytest.mark.parametrize("text", ["", "weekend", "wknds", "a wknd-ish thing", "two  blanks", "?!"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert FORMS.write_out(text) == WrittenOut(text)
