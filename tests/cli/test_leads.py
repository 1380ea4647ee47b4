"""`assetmap leads`: what it says, and that `assetmap import` leads there."""

from pathlib import Path

from assetmap.exchange.readers.found_lead import USE_LEADS
from tests.cli.conftest import Runner, Said, refusal
from tests.exchange.readers.test_charities import REMOVED, ROW, as_json
from tests.exchange.readers.test_openactive import SERIES, item
from tests.services.leads.test_lead_feeds import pages
from tests.websites.servers import web_server


def test_a_register_is_taken_in_and_listed(call: Runner, tmp_path: Path) -> None:
    file = tmp_path / "register.json"
    far = {**ROW, "registered_charity_number": 5, "charity_contact_postcode": "BS1 5TR"}
    file.write_bytes(as_json(ROW, REMOVED, far))
    dry = call("leads", "import", str(file), "--dry-run").out
    assert dry.startswith("register: 1 would be new, 0 known before\n")
    assert call("leads", "list").out == "0 leads\n"
    assert call("leads", "import", str(file)) == Said(
        0,
        "register: 1 new, 0 known before\n  0 listed already, 1 not in the borough\n",
        "",
    )
    assert call("leads", "list").out == (
        "register: The Example Trust, Grays, https://www.trust.example.org\n1 lead\n"
    )
    assert call("leads", "list", "--state", "listed").out == "0 leads\n"
    assert call("import", str(file)) == refusal(f"register.json: {USE_LEADS}")


def test_a_feed_is_walked_and_gone_on_with(call: Runner) -> None:
    with web_server(pages([item(SERIES)], [])) as server:
        url = server.address("/")
        importing = ("leads", "import", url, "--source", "judo", "--allow-private")
        assert call(*importing).out.startswith("judo: 1 new")
        server.asked.clear()
        assert call(*importing).out.startswith("judo: 0 new, 0 known before")
        assert server.asked[0] != "GET /"


def test_what_holds_no_leads_is_refused_in_one_line(call: Runner, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name\nClub\n")
    said = call("leads", "import", str(file))
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert said.err.startswith(f"assetmap: {file}: It is neither")
    missing = call("leads", "import", str(tmp_path / "no.json"))
    assert missing.err == f"assetmap: {tmp_path / 'no.json'}: There is no such file.\n"
    assert call("leads", "import", "http://169.254.169.254/").status == 2
