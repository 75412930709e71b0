"""The server by hand, so that a whole fetching run can be seen without the internet."""

import argparse
import sys

from tests.fake_sotkanet.server import FakeSotkanet
from tests.fake_sotkanet.small_world import small_world

HOW = """A trial Sotkanet answers at {url}
In another terminal:

    SOTKANET_URL={url} make run

Then fetch with the button at /mittarit/haut/. Ctrl-C ends the server.
"""


def main() -> None:
    options = read_options()
    fake = FakeSotkanet(options.port)
    fake.world = small_world()
    fake.log = lambda address, status: sys.stdout.write(f"{int(status)} {address[:150]}\n")
    for number in options.retitle:
        title = fake.world.documents[number]["title"]
        title["fi"] = title["fi"].strip() + " (uusi nimi)"
    for path, name in options.fail:
        fake.fail(path, name)
    sys.stdout.write(HOW.format(url=fake.url))
    try:
        fake.serve()
    except KeyboardInterrupt:
        sys.stdout.write("\n")


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fake_sotkanet", description=__doc__)
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--retitle", metavar="ID", type=int, action="append", default=[], help="give it another title")
    parser.add_argument(
        "--fail",
        metavar="PATH=SCENARIO",
        type=lambda text: tuple(text.split("=", 1)),
        action="append",
        default=[],
        help="answer an address otherwise, /indicators/127=503; also hang, reset, html, cut, empty, size, redirect, rest, nan",
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
