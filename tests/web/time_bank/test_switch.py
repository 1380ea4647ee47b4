"""Every page of the time bank's papers answers 404 where the borough has none."""

from assetmap.app import create_app
from tests.conftest import ContextMaker
from tests.web.time_bank.broker_client import HOME, broker_client, switch_off

PAPERS = ("/slips", "/sessions", "/statements", "/thanks")


def test_without_a_time_bank_there_is_no_paper_of_it(make_context: ContextMaker) -> None:
    broker = broker_client(make_context)
    switch_off(broker.context)
    rules = [
        each
        for each in create_app(broker.context).url_map.iter_rules()
        if each.rule.startswith(tuple(f"{HOME}{paper}" for paper in PAPERS))
    ]
    assert len(rules) > 10
    for rule in rules:
        address = rule.rule.replace("<number>", "101").replace("<pad_id>", "a")
        address = address.replace("<entry_id>", "b")
        if "GET" in (rule.methods or ()):
            assert broker.client.get(address).status_code == 404, address
        if "POST" in (rule.methods or ()):
            sent = {"csrf_token": broker.token}
            assert broker.client.post(address, data=sent).status_code == 404, address
    assert "Time bank" not in broker.client.page("/work").words
