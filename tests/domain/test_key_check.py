from datetime import UTC, datetime

from assetmap.domain.key_check import fits, key_check

NOW = datetime(2026, 3, 16, tzinfo=UTC)


def test_only_the_key_fits_its_check() -> None:
    check = key_check("one", NOW)
    assert [fits(check, key) for key in ("one", "two", "one ", "")] == [True, False, False, False]
    assert not fits(key_check("", NOW), "")


def test_check_does_not_give_the_key_away() -> None:
    check = key_check("one", NOW)
    assert "one" not in check.mark
    assert check.mark != key_check("two", NOW).mark
