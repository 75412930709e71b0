"""Rows that the tests in a row share: made once, kept in a transaction, while each test takes its own writes back.

A fixture marked ``@lasting`` reads like any other, and each test gets objects of its own. It may ask for ``db`` and for
other lasting fixtures only. A test that asks for one by name while it runs makes the rows for itself.
"""

import pickle
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from itertools import groupby
from typing import Any

import pytest
from django.db import transaction

Builder = Callable[..., Any]
Wanted = tuple[str, Builder]


def lasting(build: Builder) -> Any:
    """Make a fixture of what builds its rows."""

    @wraps(build)
    def fixture(**asked: Any) -> Any:
        return ground.fresh[build] if build in ground.fresh else build(**asked)

    fixture.build = build
    return pytest.fixture(fixture)


def wanted_by(item: pytest.Item) -> tuple[Wanted, ...]:
    """The lasting fixtures of a test, each after what it stands on."""
    builders = {name: build for name in getattr(item, "fixturenames", ()) if (build := builder_of(item, name))}

    def depth(name: str) -> int:
        below = [each for each in signature(builders[name]).parameters if each in builders]
        return 1 + max(map(depth, below), default=0)

    return tuple((name, builders[name]) for name in sorted(builders, key=lambda name: (depth(name), name)))


def builder_of(item: pytest.Item, name: str) -> Builder | None:
    """The builder of the fixture that this test knows by this name, where it is a lasting one."""
    found = item._fixtureinfo.name2fixturedefs.get(name)
    return getattr(found[-1].func, "build", None) if found else None


def beside_their_like(items: list[pytest.Item]) -> list[pytest.Item]:
    """The tests of each file in an order in which those that share rows follow each other."""
    files = groupby(items, key=lambda item: item.path)
    return [item for _path, tests in files for item in sorted(tests, key=names_wanted_by)]


def names_wanted_by(item: pytest.Item) -> list[str]:
    return [name for name, _build in wanted_by(item)]


@dataclass
class Layer:
    wanted: Wanted
    transaction: transaction.Atomic
    kept: bytes = b""  # the values of this layer and of those below it

    def take_back(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)


class Ground:
    """The layers that stand now, each in a transaction inside the one below."""

    def __init__(self) -> None:
        self.fresh: dict[Builder, Any] = {}  # objects for the present test alone
        self._wanted: tuple[Wanted, ...] = ()
        self._layers: list[Layer] = []
        self._access: Callable[[], AbstractContextManager] | None = None

    @contextmanager
    def on_database(self, access: Callable[[], AbstractContextManager]) -> Iterator[None]:
        """Lay what the first test asks for, and take back in the end what the last one left."""
        self._access = access
        self.prepare(self._wanted)
        yield
        self.prepare(())

    def prepare(self, wanted: tuple[Wanted, ...]) -> None:
        """Take back what the coming test doesn't ask for, and lay what it does; before that there must be a database."""
        self._wanted = wanted
        if self._access:
            with self._access():
                self._change_layers()
            self.fresh = {each.wanted[1]: value for each, value in zip(self._layers, self._values(), strict=True)}

    def _change_layers(self) -> None:
        while [each.wanted for each in self._layers] != list(self._wanted[: len(self._layers)]):
            self._layers.pop().take_back()
        for each in self._wanted[len(self._layers) :]:
            self._lay(each)

    def _values(self) -> list[Any]:
        return pickle.loads(self._layers[-1].kept) if self._layers else []

    def _lay(self, wanted: Wanted) -> None:
        values = self._values()
        below = {each.wanted[0]: value for each, value in zip(self._layers, values, strict=True)}
        layer = Layer(wanted, transaction.atomic())
        layer.transaction.__enter__()
        self._layers.append(layer)
        try:
            values.append(wanted[1](**{name: below.get(name) for name in signature(wanted[1]).parameters}))
            layer.kept = pickle.dumps(values)
        except BaseException:
            self._layers.pop().take_back()
            raise


ground = Ground()
