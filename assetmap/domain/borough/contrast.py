"""How well one colour is told from another, by WCAG 2.2."""

_CHANNELS = (0.2126, 0.7152, 0.0722)  # how bright red, green and blue are to the eye


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours such as `#0b4f6c`, from 1 (the same) to 21.

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour such as `#0b4f6c`, from 0 (black) to 1 (white).

    https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    """
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return sum(share * _linear(value) for share, value in zip(_CHANNELS, channels, strict=True))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
