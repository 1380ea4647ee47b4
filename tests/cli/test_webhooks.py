"""`webhooks`: added, listed, told, removed."""

import re

from assetmap.domain.webhook import readable_secret
from tests.cli.conftest import Runner, Said, refusal
from tests.services.webhooks.hooks import received
from tests.websites.servers import status, web_server


def test_webhook_is_added_told_and_removed(call: Runner, tmp_path: object) -> None:
    assert call("webhooks", "list").out == "None yet. Begin with: assetmap webhooks add URL\n"
    with web_server({"POST /hook": status(200)}) as server:
        url = server.address("/hook")
        assert call("webhooks", "add", url) == refusal("Enter an address of the public internet")
        said = call("webhooks", "add", url, "--allow-private", "--event", "listing.published")
        found = re.fullmatch(
            r"(wh-\w+) is told of listing\.published\. Its secret, shown this once:\n"
            r"whsec_[\w+/]{43}=\n",
            said.out,
        )
        assert found, said
        assert call("webhooks", "deliver").out == (
            "0 messages to webhooks delivered, 0 waiting, 0 given up\n"
        )
        call("sample", "load")
        assert call("upkeep", "deliver").out.splitlines()[1:] == [
            "358 messages to webhooks delivered, 0 waiting, 0 given up"
        ]
    assert {each["type"] for each in received(server)} == {"listing.published"}
    listed = call("webhooks", "list").out
    assert listed == (
        f"{found[1]}  {url}  listing.published  on  last: delivered (It answered 200)\n"
    )
    assert call("webhooks", "remove", found[1]) == Said(0, f"{found[1]} is removed\n", "")
    assert call("webhooks", "remove", found[1]).status == 2


def test_secret_reads_as_the_standard_has_it() -> None:
    assert readable_secret(b"a") == "whsec_YQ=="
