"""What the tests of indicators share."""

from collections.abc import Iterator

import pytest

from tests.fake_sotkanet import FakeSotkanet


@pytest.fixture(scope="session")
def _sotkanet_server() -> Iterator[FakeSotkanet]:
    with FakeSotkanet() as fake:
        yield fake


@pytest.fixture
def fake_sotkanet(_sotkanet_server, settings) -> Iterator[FakeSotkanet]:
    """A Sotkanet on this machine with few areas and no indicators yet; the settings point at it."""
    _sotkanet_server.reset()
    settings.SOTKANET_URL = _sotkanet_server.url
    yield _sotkanet_server
    _sotkanet_server.reset()
