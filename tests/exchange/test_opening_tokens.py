from assetmap.exchange.opening_tokens import cut_into_tokens


def test_words_are_cut_and_what_says_nothing_more_is_left_out() -> None:
    assert cut_into_tokens("We are open on the 1st Mon (from 09:00:00 to mid-day only)") == [
        ("nth", "1st"),
        ("day", "Mon"),
        ("time", "09:00"),
        ("to", "to"),
        ("time", "midday"),
    ]
    assert cut_into_tokens("closed on bank  holidays; school term time only") == [
        ("closed", "closed on"),
        ("holiday", "bank  holidays"),
        ("stop", ";"),
        ("terms", "school term time only"),
    ]
    assert cut_into_tokens(" ( ) ") == []


def test_one_word_that_is_not_known_is_enough() -> None:
    assert cut_into_tokens("Mon 9-5 in summer") is None
    assert cut_into_tokens("Monfri 9-5") is None
