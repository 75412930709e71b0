"""The personas as a fixture."""

import pytest

from tests.factories.groups import Personas, make_personas


@pytest.fixture
def personas(db) -> Personas:
    return make_personas()
