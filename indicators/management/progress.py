"""How far a run of fetching is: a bar that stays in its place on a terminal, a line for each indicator elsewhere."""

import shutil
import time
from typing import TextIO

from indicators.models import SyncItem

BAR = 24  # characters


class Progress:
    def __init__(self, out: TextIO, total: int) -> None:
        self._out, self._total = out, total
        self._done = self._rows = 0
        self._began = time.monotonic()
        self._is_terminal = out.isatty()
        if self._is_terminal:
            self._draw()

    def note(self, item: SyncItem) -> None:
        self._done += 1
        self._rows += item.rows
        if not self._is_terminal:
            self._out.write(line_of(item))
            return
        if item.state in (SyncItem.State.FAILED, SyncItem.State.RETITLED):
            self._out.write(f"\r{line_of(item):<{self._width}}")
        self._draw()

    def end(self) -> None:
        if self._is_terminal:
            self._out.write("")

    @property
    def line(self) -> str:
        total = max(self._total, self._done)
        filled = BAR * self._done // total if total else BAR
        minutes, seconds = divmod(int(time.monotonic() - self._began), 60)
        counts = f"{self._done}/{total} done, {total - self._done} left, {self._rows:,} rows"
        return f"[{'#' * filled}{'.' * (BAR - filled)}] {counts}, {minutes}:{seconds:02}"

    @property
    def _width(self) -> int:
        return shutil.get_terminal_size().columns - 1

    def _draw(self) -> None:
        self._out.write(f"\r{self.line[: self._width]:<{self._width}}", ending="")
        self._out.flush()


def line_of(item: SyncItem) -> str:
    """What became of an indicator, in one line."""
    name = f"{item.indicator.sotkanet_id} {item.indicator.title_fi}"
    if item.state == SyncItem.State.FETCHED:
        counts = f"{item.added} new, {item.changed} corrected, {item.vanished} gone, {item.left_out} left out"
        return f"{name}: fetched {item.rows} rows ({counts})"
    if item.state == SyncItem.State.RETITLED:
        return f"{name}: the title is now “{item.detail}”; nothing was fetched, a coordinator must accept it"
    if item.state == SyncItem.State.FAILED:
        return f"{name}: FAILED: {item.get_problem_display()} ({item.detail or '-'})"
    return f"{name}: nothing new"
