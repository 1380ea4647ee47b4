"""Which addresses may be asked: in doubt, none."""

import pytest

from assetmap.websites.public_addresses import is_near_or_public, is_public


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"],
)
def test_public_address_may_be_asked(address: str) -> None:
    assert is_public(address) is True


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.0.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "203.0.113.9"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd12::1", "ff02::1"),
        *("2001:db8::1", "100::1"),
        # An IPv4 address in an IPv6 one: as it is, and by gateways.
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "::10.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1"),
        *("2002:7f00:1::", "2002:a00:1::1", "2001:0:a00:1::1"),
        *("", "localhost", "127.1", "2130706433"),
    ],
)
def test_any_other_address_may_not(address: str) -> None:
    assert is_public(address) is False


@pytest.mark.parametrize(
    ("address", "near"),
    [
        *(("127.0.0.1", True), ("::1", True), ("10.1.2.3", True), ("192.168.1.1", True)),
        *(("fd00::1", True), ("::ffff:10.0.0.1", True), ("93.184.215.14", True)),
        *(("169.254.169.254", False), ("fe80::1", False), ("0.0.0.0", False), ("::", False)),
        *(("100.64.0.1", False), ("::ffff:169.254.169.254", False), ("224.0.0.1", False)),
        *(("64:ff9b::a9fe:a9fe", False), ("fe80::1%eth0", False), ("name", False)),
    ],
)
def test_what_the_command_line_may_allow(address: str, near: bool) -> None:
    assert is_near_or_public(address) is near
