"""Drawings as pictures in pixels, for slides and for programs that don't take SVG."""

from functools import cache

import resvg_py

from hyte.lib.drawing import tag, text

# No generic name finds a font when a picture is drawn on a server, so the usual ones are named.
FONTS = "Segoe UI, Roboto, Noto Sans, Open Sans, Liberation Sans, Arial, Helvetica, DejaVu Sans, Ubuntu, FreeSans, sans-serif"
LETTER = 0.6  # how wide a letter is, compared with its size: a cautious guess that suits every font named
PNG_WIDTH = 1600


class NoFont(Exception):
    """The machine has none of the fonts, so a PNG would come out without words."""


def render_png(svg: str) -> bytes:
    """Draw a picture in pixels; raises NoFont where its words would be lost."""
    if not has_font():
        raise NoFont
    return resvg_py.svg_to_bytes(svg_string=svg, width=PNG_WIDTH, background="#ffffff")


@cache
def has_font() -> bool:
    """Whether a letter leaves a trace: without a known font the drawing library leaves words out and says nothing."""
    size = {"xmlns": "http://www.w3.org/2000/svg", "width": 20, "height": 20}
    blank, letter = (
        resvg_py.svg_to_bytes(svg_string=tag("svg", content, **size))
        for content in ("", text("H", 2, 16, font_size=16, font_family=FONTS))
    )
    return blank != letter
