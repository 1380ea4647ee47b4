"""Phone numbers as a page links them."""


def tel_link(phone: str) -> str:
    """A number as a `tel:` link writes it, figures and `+` alone; empty without a figure."""
    figures = "".join(ch for ch in phone if ch.isdecimal() or ch == "+")
    return f"tel:{figures}" if figures.strip("+") else ""
