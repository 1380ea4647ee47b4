"""The chain: whatever is altered, missing, added or moved breaks it; erasing a value does not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assetmap.domain.privacy.audit import (
    GENESIS,
    AuditEntry,
    AuditEvent,
    AuditValue,
    chained,
    first_break,
    values_agree,
)
from tests.properties import quick

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.builds(AuditValue, texts, texts, texts, st.text("abc123", min_size=1, max_size=4))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
happenings = st.builds(AuditEvent, moments, texts, texts, texts, texts, texts)
histories = st.lists(st.tuples(happenings, st.lists(values, max_size=3)), max_size=6)
AT = datetime(2026, 3, 16, 9, tzinfo=UTC)

History = list[tuple[AuditEvent, list[AuditValue]]]


def chain(history: History) -> list[AuditEntry]:
    """The entries of a history."""
    found: list[AuditEntry] = []
    for happening, kept in history:
        before_it = found[-1].digest if found else GENESIS
        found.append(chained(len(found) + 1, happening, kept, before_it))
    return found


@quick
@given(histories)
def test_chain_as_it_was_written_is_whole(history: History) -> None:
    entries = chain(history)
    assert first_break(entries) is None
    assert [entry.number for entry in entries] == list(range(1, len(history) + 1))
    kept = zip(entries, history, strict=True)
    assert all(values_agree(entry, each) for entry, (_, each) in kept)


@quick
@given(histories, happenings, st.data())
def test_altered_entry_breaks_the_chain_there(
    history: History, other: AuditEvent, data: st.DataObject
) -> None:
    assume(history)
    entries = chain(history)
    at = data.draw(st.integers(0, len(entries) - 1))
    assume(entries[at].happening != other)
    entries[at] = replace(entries[at], happening=other)
    assert first_break(entries) == at + 1


@quick
@given(histories, st.data())
def test_missing_entry_breaks_the_chain_unless_it_is_the_last(
    history: History, data: st.DataObject
) -> None:
    assume(len(history) > 1)
    entries = chain(history)
    at = data.draw(st.integers(0, len(entries) - 2))
    del entries[at]
    assert first_break(entries) == at + 2


@quick
@given(histories, st.data())
def test_entries_in_another_order_break_the_chain(history: History, data: st.DataObject) -> None:
    entries = chain(history)
    other = data.draw(st.permutations(entries))
    assume(other != entries)
    assert first_break(other) is not None


@quick
@given(histories, happenings)
def test_chain_made_anew_from_a_forged_entry_does_not_fit_what_follows(
    history: History, other: AuditEvent
) -> None:
    assume(len(history) > 1 and history[0][0] != other)
    entries = chain(history)
    forged = chained(1, other, [], GENESIS)
    assert first_break([forged, *entries[1:]]) == 2


@quick
@given(happenings, st.lists(values, min_size=1, max_size=3), values, st.data())
def test_altered_value_is_seen_and_an_erased_one_is_right(
    happening: AuditEvent, kept: list[AuditValue], other: AuditValue, data: st.DataObject
) -> None:
    entry = chained(1, happening, kept, GENESIS)
    at = data.draw(st.integers(0, len(kept) - 1))
    assume(kept[at] != other)
    assert not values_agree(entry, [*kept[:at], other, *kept[at + 1 :]])
    erased = AuditValue(kept[at].field)
    assert values_agree(entry, [*kept[:at], erased, *kept[at + 1 :]])
    assert not values_agree(entry, [*kept[:at], *kept[at + 1 :]])


def test_values_that_were_swapped_are_seen() -> None:
    one, two = AuditValue("a", "1", "2", "x"), AuditValue("a", "3", "4", "y")
    entry = chained(1, AuditEvent(AT, "p", "changed", "listing:a"), [one, two], GENESIS)
    assert values_agree(entry, [one, two])
    assert not values_agree(entry, [two, one])


def test_value_without_salt_that_says_something_is_no_erased_one() -> None:
    kept = AuditValue("phone", "", "01632 960666", "salt")
    entry = chained(1, AuditEvent(AT, "p", "changed", "listing:a"), [kept], GENESIS)
    assert not values_agree(entry, [AuditValue("phone", "", "01632 960777")])


def test_digest_tells_parts_apart() -> None:
    one = AuditValue("a", "bc", "", "s").digest()
    assert one != AuditValue("ab", "c", "", "s").digest()
    assert one != AuditValue("a", "b", "c", "s").digest()


@pytest.mark.parametrize("seconds", [-86_400, 0])
def test_clock_that_jumped_back_leaves_the_chain_whole(seconds: int) -> None:
    later = AuditEvent(AT, "p", "changed", "listing:a")
    earlier = replace(later, at=AT + timedelta(seconds=seconds))
    assert first_break(chain([(later, []), (earlier, [])])) is None
