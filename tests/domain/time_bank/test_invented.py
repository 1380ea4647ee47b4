"""Which entries are the sample's alone."""

from dataclasses import replace

from assetmap.domain.time_bank.invented import is_of_sample, real_transfers
from assetmap.domain.time_bank.ledger import POT, CorrectionReason, moved, taken_back
from tests.storage.transfers import NOON, a_transfer


def test_an_entry_is_of_the_sample_by_its_key_or_by_who_has_a_part() -> None:
    assert is_of_sample(a_transfer(key="sample:1"), ())
    assert is_of_sample(a_transfer(), {"102"})
    assert not is_of_sample(a_transfer(key="example:1"), {"103"})


def test_what_has_anybody_else_in_it_is_real() -> None:
    sample = a_transfer("a", key="sample:1")
    mixed = a_transfer("b", "101", "99", key="sample:2")
    gift = a_transfer("c", lines=moved("101", {POT: 60}))
    back = taken_back(sample, CorrectionReason.TWICE, id_="d", at=NOON, by="p")
    real = a_transfer("e", "99", "103")
    of_real = replace(taken_back(real, CorrectionReason.TWICE, id_="f", at=NOON, by="p"))
    every = [sample, mixed, gift, back, real, of_real]
    assert real_transfers(every, {"101", "102"}) == [mixed, real, of_real]
    assert real_transfers(every, ()) == every
