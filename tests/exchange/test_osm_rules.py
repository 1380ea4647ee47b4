from assetmap.exchange.osm_rules import cut_into_rules, nth_words, rule_words, small_start


def words(text: str) -> list[str] | None:
    rules = cut_into_rules(text)
    return rules if rules is None else [rule_words(rule) for rule in rules]


def test_each_rule_in_words() -> None:
    assert words('Apr-Sep: Mo-Fr 09:00-17:00; PH off, Tu[1] 18:00-20:00 || "ring"') == [
        "April to September: Monday to Friday, 9am to 5pm",
        "Closed on bank holidays",
        "The first Tuesday of the month, 6pm to 8pm",
        "At other times: ring",
    ]
    assert words("Aug: We off; PH Mo off; SH off") == [
        "August: closed on Wednesday",
        "Closed on Monday when it is a bank holiday",
        "Closed in the school holidays",
    ]


def test_a_text_that_is_not_wholly_rules_has_none() -> None:
    assert [words(text) for text in ("", ";", "Mo-Fr 09:00-17:00 daily", "Mo 2:00-4:00;")] == [
        None,
        None,
        None,
        ["Monday, 2am to 4am"],
    ]
    assert words("Sat 2:00-4:00") is None  # one figure: nothing says that it is the morning


def test_words_that_go_on_begin_small_unless_they_are_a_name() -> None:
    assert [small_start(text) for text in ("Every day", "Monday, 9am", "Easter Sunday")] == [
        "every day",
        "Monday, 9am",
        "Easter Sunday",
    ]
    assert nth_words(-1, 4) == "the last Friday of the month"
