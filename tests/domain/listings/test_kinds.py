import pytest

from assetmap.domain.listings.kinds import KIND_RULES, Kind, KindRules, kinds_that


def test_kind_label_exists_for_every_kind() -> None:
    assert [kind.label for kind in Kind] == [
        "Group or activity",
        "Service",
        "Community hub",
        "Micro-enterprise",
        "Time-bank offer",
        "Volunteering role",
        "Place or space",
    ]


def test_every_kind_has_rules_and_nothing_else_has() -> None:
    assert list(KIND_RULES) == list(Kind)
    assert [kind.rules for kind in Kind] == list(KIND_RULES.values())


@pytest.mark.parametrize(
    ("rule", "kinds"),
    [
        ("gives_time", (Kind.TIME_BANK_OFFER, Kind.VOLUNTEERING_ROLE)),
        ("invite", (Kind.TIME_BANK_OFFER, Kind.VOLUNTEERING_ROLE)),
        ("asks_time", (Kind.TIME_BANK_OFFER, Kind.VOLUNTEERING_ROLE)),
        ("at_home", (Kind.MICRO_ENTERPRISE, Kind.TIME_BANK_OFFER)),
        ("works_alone", (Kind.MICRO_ENTERPRISE,)),
        ("ends_with_dates", (Kind.VOLUNTEERING_ROLE,)),
        ("other_names", (Kind.TIME_BANK_OFFER, Kind.SPACE)),
    ],
)
def test_kinds_that_a_rule_holds_for(rule: str, kinds: tuple[Kind, ...]) -> None:
    def holds(rules: KindRules) -> bool:
        return bool(getattr(rules, rule))

    assert kinds_that(holds) == kinds


def test_names_of_others_mean_one_kind_each() -> None:
    meant: dict[str, set[Kind]] = {}
    for kind in Kind:
        for name in (kind, kind.label, *kind.rules.other_names):
            meant.setdefault(name.casefold(), set()).add(kind)
    assert [name for name, kinds in meant.items() if len(kinds) > 1] == []
