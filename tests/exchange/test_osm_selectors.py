import pytest

from assetmap.domain.times.rules import Hours
from assetmap.exchange.osm_selectors import hours_or_words, read_days, read_spans
from assetmap.exchange.osm_tokens import OsmReader, Unreadable, osm_tokens


def reader_of(text: str) -> OsmReader:
    return OsmReader(osm_tokens(text) or [])


def test_days_and_the_holidays_among_them() -> None:
    weekly = [(None, 5), (None, 6), (None, 0)]
    assert read_days(reader_of("Sa-Mo:")) == (weekly, ())
    assert read_days(reader_of("Tu[1-2,-1],PH")) == ([(1, 1), (2, 1), (-1, 1)], ("PH",))
    assert read_days(reader_of("10:00")) == (None, ())
    assert read_days(reader_of("SH Mo")) == (None, ("SH",))  # what follows lies in the holidays
    with pytest.raises(Unreadable):
        read_days(reader_of("Mo[6]"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "10:00-12:00,13:00-15:00",
            ((Hours(600, 720), Hours(780, 900)), "10am to 12 noon and 1pm to 3pm"),
        ),
        ("20:00-26:00", ((Hours(1200, 120),), "8pm to 2am")),
        ("00:00-24:00", ((Hours(0, 1440),), "24 hours")),
        ("10:00+", ((), "from 10am")),
        ("10:00", ((), "at 10am")),
        ("10:00-12:00+", ((), "10am to 12 noon or later")),
        ("10:00-12:00,14:00+", ((), "10am to 12 noon and from 2pm")),
        ("sunrise-(sunset-00:30)", ((), "sunrise to 30 minutes before sunset")),
        ("09:00-05:00", ((), "9am to 5am")),
        ("", ((), "")),
    ],
)
def test_stretches_of_a_day(text: str, expected: tuple[tuple[Hours, ...], str]) -> None:
    assert hours_or_words(read_spans(reader_of(text))) == expected
