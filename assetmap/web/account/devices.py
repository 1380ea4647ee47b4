"""A browser and its machine in a few words, for people to tell their sign-ins apart."""

_BROWSERS = (  # the first that is named; many call themselves Safari and Chrome as well
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """Such as `Chrome on Windows`; nothing of what the browser said is kept but these words."""
    browser = next((words for mark, words in _BROWSERS if mark in user_agent), "A browser")
    machine = next((words for mark, words in _MACHINES if mark in user_agent), "")
    return f"{browser} on {machine}" if machine else browser
