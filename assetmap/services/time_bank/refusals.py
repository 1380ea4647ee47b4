"""Why the time bank cannot do something: problems of a form, and what is not possible now."""

from assetmap.domain.validation import Problem


class BadAnswers(ValueError):
    """What was typed cannot be kept; `problems` say in plain words what is wrong, and where."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(each.message for each in problems))
        self.problems = problems


class NotNow(Exception):
    """It cannot be done as things are; the message is plain words."""
