"""What is raised when a message could not be handed over."""


class NotSent(Exception):
    """A message was not taken; `reason` says why in plain words, without address or password.

    `for_good` is true when the address itself was refused, so that trying again is pointless.
    """

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        """Keep the reason, which is also what the error says."""
        super().__init__(reason)
        self.reason = reason
        self.for_good = for_good
