"""Addresses whose builders are made when somebody first builds one.

Werkzeug compiles two functions for each of our 430 rules while the app is made, most of which are
never used: two thirds of what making an app costs, and each authority of an installation has one.
"""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule


class LazyRule(Rule):
    """Werkzeug's rule, for an app's `url_rule_class`.

    It stands on a method that is not public. Should that be called otherwise one day, rules are
    compiled at once again.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        made: list[Callable[..., tuple[str, str]]] = []

        def build(rule: Rule, *values: Any, **named: Any) -> tuple[str, str]:
            if not made:
                made.append(Rule._compile_builder(self, append_unknown))
            return made[0](rule, *values, **named)

        return build
