"""What the apps of a run share, so that a test's own app costs little: addresses and templates."""

from collections.abc import Hashable
from types import CodeType
from typing import Any, ClassVar

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
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


class SharedTemplates(FileSystemBytecodeCache):
    """What templates are compiled to: kept in files, so that each is compiled once in a run of
    several processes, and read from there once a process.
    """

    known: ClassVar[dict[tuple[str, str], CodeType]] = {}  # by what names a template, and its text

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take over what is known, or look into the file."""
        bucket.code = self.known.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            super().load_bytecode(bucket)
            self._note(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        super().dump_bytecode(bucket)
        self._note(bucket)

    def _note(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.known[bucket.key, bucket.checksum] = bucket.code


def share(patch: pytest.MonkeyPatch, factory: pytest.TempPathFactory) -> None:
    """Have every app share them, by Flask's own settings for rules and for templates."""
    folder = made_once(factory, "templates", lambda at: None)
    options = {"bytecode_cache": SharedTemplates(str(folder))}
    patch.setattr(Flask, "jinja_options", options)
    patch.setattr(Flask, "url_rule_class", SharedRule)
