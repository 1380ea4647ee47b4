"""What the apps of a run share, so that a test's own app costs little: addresses and templates."""

from collections.abc import Hashable
from types import CodeType
from typing import Any, ClassVar

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Map, Rule, RuleFactory

from tests.once import made_once


class SharedMap(Map):
    """The addresses of an app, worked out once a process for all apps that have the same ones.

    That was most of the time an app took. Nobody changes what came of it: a map that is given one
    more works it out anew.
    """

    known: ClassVar[dict[Hashable, Map]] = {}

    def __init__(self, *args: Any, **settings: Any) -> None:
        self._added: list[Rule] = []
        super().__init__(*args, **settings)

    def add(self, rulefactory: RuleFactory) -> None:
        """Add it to those that are put in order once somebody asks."""
        self._added += rulefactory.get_rules(self)
        self._remap = True

    def update(self) -> None:
        """Take over what the same addresses came to in another app, or work it out."""
        if not self._remap:
            return
        with self._remap_lock:
            reads = (self.host_matching, *self.converters.items(), *map(_read, self._added))
            if reads not in self.known:
                self.known[reads] = self._in_order()
            ordered = self.known[reads]
            self._matcher = ordered._matcher
            self._rules_by_endpoint = ordered._rules_by_endpoint
            self._remap = False

    def _in_order(self) -> Map:
        ordered = Map(host_matching=self.host_matching)
        ordered.converters = self.converters
        for rule in self._added:
            copied = rule.empty()
            copied.websocket, copied.merge_slashes = rule.websocket, rule.merge_slashes
            vars(copied).update(provide_automatic_options=_answers_options(rule))
            ordered.add(copied)
        ordered.update()
        return ordered


def _read(rule: Rule) -> tuple[Hashable, ...]:
    """Everything that may tell a rule which is in no map from another."""
    defaults = tuple(sorted((rule.defaults or {}).items()))
    methods = None if rule.methods is None else frozenset(rule.methods)
    where = (rule.rule, rule.endpoint, rule.subdomain, rule.host, rule.redirect_to)
    which = (rule.build_only, rule.alias, rule.websocket, _answers_options(rule))
    slashes = (rule.strict_slashes, rule.merge_slashes)
    return (type(rule), defaults, methods, *where, *which, *slashes)


def _answers_options(rule: Rule) -> bool | None:
    """What Flask notes on a rule for itself."""
    return getattr(rule, "provide_automatic_options", None)


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
    """Have every app share them, by Flask's own settings for addresses and for templates."""
    folder = made_once(factory, "templates", lambda at: None)
    options = {"bytecode_cache": SharedTemplates(str(folder))}
    patch.setattr(Flask, "jinja_options", options)
    patch.setattr(Flask, "url_map_class", SharedMap)
