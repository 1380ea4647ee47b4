from datetime import date

from assetmap.services.time_bank.slip_entry import enter_slips
from assetmap.services.time_bank.statements import printed_statement
from assetmap.web.time_bank.statement_paper import PaperLine, statement_paper
from tests.conftest import ContextMaker
from tests.services.time_bank.paper import a_row, bank_with_slips
from tests.time_bank import BY_BROKER


def test_every_figure_and_day_is_in_words(make_context: ContextMaker) -> None:
    context = bank_with_slips(make_context)
    enter_slips(context, BY_BROKER, [a_row()], "1", "90")
    found = printed_statement(context, BY_BROKER, "102", date(2026, 1, 1), date(2026, 3, 31))
    paper = statement_paper(context, found, is_large=True)
    words = "Received from Member 101: Help at home and getting about"
    assert paper.lines == (PaperLine(2, "12 March 2026", words, "", "−1 h 30 min", "−3 h 30 min"),)
    assert (paper.before, paper.balance, paper.is_large) == ("−2 h", "−3 h 30 min", True)
    assert (paper.bank, paper.phone) == ("Thurrock Time Bank", context.borough.help.phone)
    assert paper.days == "1 January 2026 to 31 March 2026"
