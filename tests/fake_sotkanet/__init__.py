"""A server that answers as Sotkanet does, with its quirks, on this machine; and one that can be told to misbehave.

`python -m tests.fake_sotkanet --port 8099` serves a small world of real areas and labels.
"""

from tests.fake_sotkanet.faults import Fault
from tests.fake_sotkanet.server import Asked, FakeSotkanet

__all__ = ["Asked", "FakeSotkanet", "Fault"]
