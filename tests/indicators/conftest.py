"""What the tests of indicators share."""

from collections.abc import Iterator

import pytest

from indicators.imports.life import Life
from indicators.models import Indicator
from tests.factories.indicators import adopt, make_synced_indicator
from tests.fake_sotkanet import FakeSotkanet
from tests.indicators.sync_world import FIGURES, SotkanetWorld


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


@pytest.fixture
def sotkanet(fake_sotkanet, settings, monkeypatch) -> SotkanetWorld:
    """The same for runs of fetching, which don't wait here."""
    monkeypatch.setattr(Life, "sleep", lambda self, seconds: self.show())
    return SotkanetWorld(fake_sotkanet, settings)


@pytest.fixture
def used(personas, sotkanet: SotkanetWorld):
    """Make an indicator that the county uses and Sotkanet tells of."""

    def use(number: int, **told) -> Indicator:
        indicator = make_synced_indicator(told.get("title", f"Mittari {number}"), sotkanet_id=number, unit_fi="")
        adopt(indicator, personas.county)
        sotkanet.tell(number, **({"figures": FIGURES} | told))
        return indicator

    return use
