"""Which internet addresses may be asked: those of the public internet, and no others.

A listing's website is typed by strangers. It must not lead our requests to this machine, to the
network around it, or to what a hosting company answers there (169.254.169.254).
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# Addresses whose last four bytes are an IPv4 address, which decides: of an older form (RFC 4291,
# 2.5.5), and those that a gateway leads on (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")
_MAPPED = IPv6Network("::ffff:0:0/96")
_COMPATIBLE = IPv6Network("::/96")
_NEAR: tuple[IPv4Network | IPv6Network, ...] = (
    *map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")),
    IPv6Network("fc00::/7"),
)
_PROTOCOLS = IPv4Network("192.0.0.0/24")  # RFC 6890; Python 3.11 knows a part of it


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, also the IPv4 one that an IPv6 holds."""
    try:
        found = ip_address(address)
    except ValueError:  # with a zone too: those are of the network around us
        return False
    return all(_is_public(each) for each in (found, *_held(found)))


def is_near_or_public(address: str) -> bool:
    """The same, or an address of this machine or of a private network around it.

    Still not those at which a hosting company hands out keys (169.254.169.254), nor any other of
    the link. Only whoever is at the command line may ask there.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    held = _held(found)
    if held and found in _MAPPED:  # it is the other, written in the longer form
        found = held[-1]
    return is_public(address) or found.is_loopback or any(found in net for net in _NEAR)


def _held(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(address, IPv4Address):
        return []
    held = [address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in (_NAT64, _MAPPED, _COMPATIBLE)):
        held.append(IPv4Address(address.packed[-4:]))
    return [each for each in held if each is not None]


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and (address in _MAPPED or address in _NAT64):
        return True  # what it holds decides
    if isinstance(address, IPv4Address) and address in _PROTOCOLS:
        return False
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
        or (isinstance(address, IPv6Address) and address.is_site_local)
    )
