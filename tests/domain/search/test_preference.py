"""One rule that reads wishes, and what forbids it."""

from datetime import date

from assetmap.domain.search.preference import Preference, PreferenceKind, always, preference_rule

TODAY = date(2026, 3, 16)


def test_rule_cuts_what_it_reads_whatever_the_capitals() -> None:
    rule = preference_rule(PreferenceKind.COST, r"\bfree\b", always(("free",), "Free"))
    preferences: list[Preference] = []
    assert rule.cut("FREE lunch, free tea", TODAY, preferences) == "lunch, tea"
    assert [preference.phrase for preference in preferences] == ["FREE", "free"]


def test_rule_leaves_what_comes_after_a_word_that_forbids_it() -> None:
    rule = preference_rule(PreferenceKind.COST, r"\bfree\b", always(("free",), "Free"), r"\bnot $")
    preferences: list[Preference] = []
    assert rule.cut("not free but free", TODAY, preferences) == "not free but"
    assert preferences == [Preference(PreferenceKind.COST, ("free",), "free", "Free")]


def test_rule_leaves_what_its_maker_refuses() -> None:
    rule = preference_rule(PreferenceKind.AGE, r"\d+", lambda _match, _today: None)
    preferences: list[Preference] = []
    assert (rule.cut("aged 200", TODAY, preferences), preferences) == ("aged 200", [])
