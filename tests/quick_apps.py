"""What the apps of a run share, so that a test's own app costs little: addresses and templates."""

from collections.abc import Hashable
from typing import Any, ClassVar

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

from tests.once import made_once


class SharedRule(Rule):
    """An address that is worked out once a process: that was most of the time an app took.

    Rules that read the same compile to the same, which nobody changes afterwards.
    """

    known: ClassVar[dict[Hashable, dict[str, Any]]] = {}

    def compile(self) -> None:
        """Work it out, or take over what an equal one came to."""
        defaults = tuple(sorted((self.defaults or {}).items()))
        where = (self.subdomain, self.host, self.map.host_matching)
        converters = tuple(self.map.converters.items())
        reads = (self.rule, self.merge_slashes, defaults, where, converters)
        if reads not in self.known:
            before = dict(vars(self))
            super().compile()
            its_own = {
                name: made for name, made in vars(self).items() if before.get(name) is not made
            }
            self.known[reads] = {**its_own, "arguments": self.arguments}
        vars(self).update(self.known[reads])


def share(patch: pytest.MonkeyPatch, factory: pytest.TempPathFactory) -> None:
    """Have every app share them, by Flask's own settings for rules and for templates."""
    folder = made_once(factory, "templates", lambda at: None)
    # Kept in files, so that each template is compiled once in a run of several processes.
    options = {"bytecode_cache": FileSystemBytecodeCache(str(folder))}
    patch.setattr(Flask, "jinja_options", options)
    patch.setattr(Flask, "url_rule_class", SharedRule)
