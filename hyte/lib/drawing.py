"""Elements of a drawing."""

import re
from functools import cache
from html import escape
from pathlib import Path

from django.contrib.staticfiles import finders

from hyte.lib.text import for_xml


def words(content: object) -> str:
    """Content as markup may carry it."""
    return escape(for_xml(str(content)))


def tag(name: str, content: str = "", **attributes: object) -> str:
    """An element; ``_`` at the end of a name is dropped and others become "-"."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{words(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>"


def text(content: object, x: float | str, y: float, **attributes: object) -> str:
    return tag("text", words(content), x=x, y=y, **attributes)


def px(value: float) -> str:
    return f"{value:.1f}"


@cache
def sprite_symbols() -> dict[str, str]:
    """The icons of the site by their names."""
    sprite = Path(finders.find("icons/sprite.svg")).read_text("utf-8")
    return {name: symbol for symbol, name in re.findall(r'(<symbol id="(\w+)".*?</symbol>)', sprite, re.DOTALL)}
