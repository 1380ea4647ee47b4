from assetmap.exchange.hours_columns import hours_columns
from assetmap.exchange.time_headings import DAYS, OPENING_HOURS, WEEK

ALL = "We took the hours “06:00-21:00” as those of every day."


def test_opening_hours_without_a_day_are_of_every_day_with_a_note() -> None:
    notes: list[str] = []
    assert hours_columns({OPENING_HOURS: "06:00-21:00"}, notes) == {"when": "Mo-Su 06:00-21:00"}
    assert notes == [ALL]


def test_they_are_not_where_another_column_says_the_days() -> None:
    for days in ({DAYS: "Mon-Fri"}, {f"{WEEK}Monday": "x"}):
        notes: list[str] = []
        texts = {OPENING_HOURS: "06:00-21:00", **days}
        assert hours_columns(texts, notes) == {"when": "06:00-21:00", **days}
        assert notes == []


def test_other_opening_hours_are_read_as_they_stand() -> None:
    for text in ("Mon 9-5", "10-12", "9am-5pm", "ask"):
        assert hours_columns({OPENING_HOURS: text}, []) == {"when": text}


def test_the_column_for_when_wins() -> None:
    notes: list[str] = []
    texts = {"when": "Mon 9-5", OPENING_HOURS: "Mon 9-4"}
    assert hours_columns(texts, notes) == {"when": "Mon 9-5"}
    assert notes == ["The opening hours also say “Mon 9-4”; we left them out."]
