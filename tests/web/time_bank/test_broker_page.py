"""The broker's first page in words."""

from datetime import date, timedelta

from flask import Flask

from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.figures import Figures
from assetmap.domain.time_bank.items import ItemKind, TimeBankItem
from assetmap.domain.time_bank.member_calls import CallReason, Reason
from assetmap.domain.time_bank.periods import PeriodKind, period_of
from assetmap.services.time_bank.broker_work import BrokerWork, ToRing
from assetmap.web.time_bank.broker_page import SHOWN, BrokerLine, broker_page, call_line
from assetmap.web.time_bank.member_calls import member_calls
from tests.time_bank import a_member, an_exchange

TODAY = date(2026, 3, 16)
VALUES = {"exchanged": 240, "exchanges": 3, "active_some": None, "pot_balance": 600}
MONTH = Figures(period_of(PeriodKind.MONTH, TODAY), 5, VALUES, frozenset(), (), {})
TITLES = {"101": "Ada", "102": "Bert"}


def app() -> Flask:
    app = Flask("test")
    app.config["SERVER_NAME"] = "localhost"
    app.register_blueprint(member_calls)
    return app


def the_page(work: BrokerWork):  # type: ignore[no-untyped-def]
    with app().test_request_context():
        return broker_page(work, "Time Bank", TITLES, MONTH, TODAY)


def line_of(**values):  # type: ignore[no-untyped-def]
    exchange = an_exchange("101", "102", id="x", **{"on": TODAY - timedelta(4), **values})
    [line] = the_page(BrokerWork((exchange,), (), (), 0, 0)).lists[0].lines
    return line.name, line.why


def test_nothing_waits() -> None:
    page = the_page(BrokerWork((), (), (), 0, 0))
    assert [(each.heading, each.nothing) for each in page.lists] == [
        ("Waiting for a word", "Nothing waits."),
        ("Wants without a match", "Every want has a match."),
        ("People to ring", "Nobody is to be rung today."),
    ]
    assert page.month == "March 2026 so far"
    assert page.numbers == (
        *(("Hours exchanged", "4 h"), ("Exchanges", "3")),
        *(("In the pot", "10 h"), ("Active in 90 days", "Fewer than 5")),
    )


def test_what_an_exchange_waits_for() -> None:
    """TB3"""
    assert line_of() == (
        "Ada gave Bert 1\u00a0h\u00a030\u00a0min",
        ("12 March: waits for Ada and Bert",),
    )
    assert line_of(state=ExchangeState.PROPOSED) == (
        "Ada gives Bert 1\u00a0h\u00a030\u00a0min",
        ("Ask both whether 12 March suits them",),
    )
    assert line_of(state=ExchangeState.AGREED)[1] == ("Was planned for 12 March: ask how it went",)


def test_a_want_leads_to_its_matches() -> None:
    want = TimeBankItem("w1", "102", ItemKind.WANT, "A lift", TODAY, TODAY)
    [line] = the_page(BrokerWork((), (want,), (), 0, 0)).lists[1].lines
    assert line == BrokerLine("A lift", "/work/time-bank/matches/w1", ("Bert, since 16 March",))


def test_no_more_than_fit_are_shown_but_all_are_counted() -> None:
    exchange = an_exchange("101", "102")
    waiting = the_page(BrokerWork((exchange,) * 12, (), (), 0, 0)).lists[0]
    assert waiting.heading == "Waiting for a word (12)"
    assert len(waiting.lines) == SHOWN
    assert (waiting.more, waiting.more_url) == ("All exchanges", "/work/time-bank/exchanges")


def test_whom_to_ring_never_with_a_number() -> None:
    reason = (Reason(CallReason.WELCOME),)
    with app().test_request_context():
        line = call_line(ToRing(a_member(id="7"), reason), TODAY)
        tried = call_line(ToRing(a_member(id="7", tried_on=(TODAY, TODAY)), reason), TODAY)
        written_to = call_line(ToRing(a_member(id="7", phone=""), reason), TODAY)
    why = ("Both references are in: welcome them",)
    assert line == BrokerLine("Ada Lovelock", "/work/time-bank/calls/7", why)
    assert tried.note == "Tried twice without an answer"
    assert written_to.note == "There is no number: write to them"


def test_colleagues_who_wait_are_counted() -> None:
    ways = dict(the_page(BrokerWork((), (), (), 0, 2)).ways)
    assert ("What colleagues ask (2 waiting)", "/work/time-bank/asks") in ways["Day by day"]
