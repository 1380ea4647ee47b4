"""How a statement reads for the one whose it is: nobody else's name, and no giver of a gift."""

from assetmap.domain.time_bank.ledger import CorrectionReason, GrantReason
from assetmap.services.time_bank.confirming import confirm_by_phone
from assetmap.services.time_bank.giving_hours import Gift, give_as_broker, grant
from assetmap.services.time_bank.posting import post_correction
from assetmap.storage.tables import TIME_BANK_MEMBERS
from assetmap.web.time_bank.own_account_page import own_account_page
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, keep_exchange, the_time_bank


def test_statement_in_words_tb4_tb7(make_context: ContextMaker) -> None:
    """TB4: a correction and what it takes back are both there. TB7: "a gift", from nobody."""
    context = make_context()
    the_time_bank(context)
    posted = confirm_by_phone(context, BY_BROKER, keep_exchange(context, "101", "102").id)
    with context.unit_of_work() as uow:
        post_correction(context, uow, BY_BROKER, posted.id, CorrectionReason.NEVER)
    give_as_broker(context, BY_BROKER, Gift("101", "102", 60), once="1")
    grant(context, BY_BROKER, "102", 30, GrantReason.CARING, once="1")
    bertram = context.store.get(TIME_BANK_MEMBERS, "102")
    page = own_account_page(context, bertram, "/me", "token")
    # The clock stands still here, so those of today are in no order.
    assert {(each.what, each.minutes) for each in page.lines} == {
        ("Grant from the pot", "+30 min"),
        ("A gift to you", "+1 h"),
        ("Correction: it did not happen", "+1 h 30 min"),
        ("You were given time by Member 101 (taken back)", "−1 h 30 min"),
        ("Brought forward", "−2 h"),
    }
    assert page.balance == "−30 min"
