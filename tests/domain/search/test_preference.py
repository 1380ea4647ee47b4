"""One rule that reads wishes, and what forbids it."""

from datetime import date

from assetmap.domain.search.preference import Preference, PreferenceKind, always, preference_rule

TODAY = date(2026, 3, 16)


def test_rule_cuts_what_it_reads_whatever_the_capitals() -> None:
    rule = preference_rule(PreferenceKind.COST, r"\bfree\b", always(("free",), "Free"))
    wishes: list[Preference] = []
    assert rule.cut("FREE lunch, free tea", TODAY, wishes) == "lunch, tea"
    assert [wish.phrase for wish in wishes] == ["FREE", "free"]


def test_rule_leaves_what_comes_after_a_word_that_forbids_it() -> None:
    rule = preference_rule(PreferenceKind.COST, r"\bfree\b", always(("free",), "Free"), r"\bnot $")
    wishes: list[Preference] = []
    assert rule.cut("not free but free", TODAY, wishes) == "not free but"
    assert wishes == [Preference(PreferenceKind.COST, ("free",), "free", "Free")]


def test_rule_leaves_what_its_maker_refuses() -> None:
    rule = preference_rule(PreferenceKind.AGE, r"\d+", lambda _match, _today: None)
    wishes: list[Preference] = []
    assert (rule.cut("aged 200", TODAY, wishes), wishes) == ("aged 200", [])
