"""A member's postal address, line by line, as it stands on a letter or a label."""

from assetmap.domain.time_bank.members import Member


def address_lines(member: Member) -> tuple[str, ...]:
    """Name, the parts of the address, postcode; nothing when there is no address to post to."""
    if not member.address.strip():
        return ()
    parts = member.address.replace("\n", ",").split(",")
    lines = (member.name, *parts, member.postcode)
    return tuple(filter(None, (line.strip() for line in lines)))
