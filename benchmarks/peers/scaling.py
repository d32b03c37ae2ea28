"""Time against length and against count, measured and drawn by hand as an SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import cycle, islice
from math import ceil, floor, log10
from time import perf_counter

from benchmarks.peers.answers import Reader
from benchmarks.peers.systems import System
from benchmarks.scores import table
from training import messages

LENGTHS = (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
COUNTS = (1, 3, 10, 30, 100, 300, 1_000)
Points = list[tuple[float, float]]
_REPEATS = 3
_WIDTH, _HEIGHT = 380, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 58, 40, 48


def scaling(systems: Iterable[System]) -> tuple[str, str]:
    """Measure; return a Markdown section and the drawing."""
    texts = [message.text for message in messages.load("test", ["en"])]
    by_length, by_count = {}, {}
    for system in systems:
        if "scaling" in system.tasks:
            read = system.load("en")
            read(texts[0])
            by_length[system.name] = against_length(read, texts)
            by_count[system.name] = against_count(read, texts)
    parts = [f"## Scaling\n\n{_SCALING}\n", "![Time against length and count](../benchmarks-scaling.svg)\n"]
    parts += [_numbers("characters in one message", by_length), "", _numbers("messages", by_count)]
    panels = [
        panel("One message of growing length", "characters", by_length, offset=0),
        panel("A growing number of messages", "messages", by_count, offset=_WIDTH),
    ]
    return "\n".join(parts) + "\n", drawing(panels)


def against_length(read: Reader, texts: Sequence[str]) -> Points:
    """Seconds for one message of each length, the best of three."""
    points: Points = []
    for length in LENGTHS:
        text = long_text(texts, length)
        taken = []
        for _ in range(_REPEATS):
            started = perf_counter()
            read(text)
            taken.append(perf_counter() - started)
        points.append((length, min(taken)))
    return points


def against_count(read: Reader, texts: Sequence[str]) -> Points:
    """Seconds from the start to each count, in one pass over the messages, round and round."""
    points: Points = []
    started = perf_counter()
    for number, text in enumerate(islice(cycle(texts), COUNTS[-1]), 1):
        read(text)
        if number in COUNTS:
            points.append((number, perf_counter() - started))
    return points


def long_text(texts: Sequence[str], length: int) -> str:
    """Test messages one after the other, cut to the length."""
    pieces: list[str] = []
    held = 0
    for text in cycle(texts):
        pieces.append(text)
        held += len(text) + 2
        if held >= length:
            return "\n\n".join(pieces)[:length]
    raise ValueError("no texts")


def _numbers(what: str, series: dict[str, Points]) -> str:
    columns = [f"{x:,.0f}" for x, _ in next(iter(series.values()))]
    rows = [[name, *(f"{1000 * seconds:,.1f} ms" for _, seconds in points)] for name, points in series.items()]
    return table([what, *columns], rows)


class Axis:
    """A logarithmic axis over whole decades, from one pixel to another."""

    def __init__(self, values: Iterable[float], start: float, stop: float) -> None:
        exponents = [log10(value) for value in values]
        self._low = floor(min(exponents))
        self._decades = max(ceil(max(exponents)), self._low + 1) - self._low
        self._start, self._stop = start, stop

    @property
    def ticks(self) -> list[float]:
        return [10.0**exponent for exponent in range(self._low, self._low + self._decades + 1)]

    def place(self, value: float) -> float:
        return self._start + (log10(value) - self._low) / self._decades * (self._stop - self._start)


def panel(title: str, unit: str, series: dict[str, Points], *, offset: int) -> str:
    """One diagram with its grid, its lines, and each line named at its end."""
    points = [point for line in series.values() for point in line]
    right, bottom = offset + _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    x = Axis((point[0] for point in points), offset + _LEFT, right)
    y = Axis((point[1] for point in points), bottom, _TOP)
    parts = [f'<text class="title" x="{offset + _LEFT}" y="22">{title}</text>']
    for tick in x.ticks:
        at = x.place(tick)
        parts.append(f'<path class="grid" d="M{at:.1f} {_TOP}V{bottom}"/>')
        parts.append(f'<text x="{at:.1f}" y="{bottom + 18}" text-anchor="middle">{tick:,.0f}</text>')
    for tick in y.ticks:
        at = y.place(tick)
        parts.append(f'<path class="grid" d="M{offset + _LEFT} {at:.1f}H{right}"/>')
        parts.append(f'<text x="{offset + _LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{_time(tick)}</text>')
    parts.append(f'<text x="{(offset + _LEFT + right) / 2:.1f}" y="{bottom + 38}" text-anchor="middle">{unit}</text>')
    for number, (name, line) in enumerate(series.items()):
        corners = " ".join(f"{x.place(a):.1f},{y.place(b):.1f}" for a, b in line)
        end_x, end_y = x.place(line[-1][0]), y.place(line[-1][1])
        parts.append(f'<polyline class="line line-{number}" points="{corners}"/>')
        for a, b in line:
            parts.append(f'<circle class="dot-{number}" cx="{x.place(a):.1f}" cy="{y.place(b):.1f}" r="3"/>')
        label = name.rpartition(", ")[2]
        parts.append(f'<text class="dot-{number}" x="{end_x + 8:.1f}" y="{end_y + 4:.1f}">{label}</text>')
    return "\n".join(parts)


def _time(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:,.0f} s"
    milliseconds = seconds * 1e3
    return f"{milliseconds:,.0f} ms" if milliseconds >= 1 else f"{milliseconds * 1e3:,.0f} µs"


def drawing(panels: Sequence[str]) -> str:
    """The whole picture; its colours follow the reader's light or dark scheme."""
    width = _WIDTH * len(panels)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}" width="{width}" '
        f'height="{_HEIGHT}" role="img" aria-label="Time of Tyyni against length and count of messages">'
    )
    return "\n".join(
        [opening, f"<style>{_STYLE}</style>", f'<rect width="{width}" height="{_HEIGHT}"/>', *panels, "</svg>\n"]
    )


_STYLE = """
svg { font: 12px system-ui, sans-serif }
rect { fill: #fff } text { fill: #444 } .title { font-weight: 600; fill: #111 }
.grid { stroke: #ddd; fill: none } .line { fill: none; stroke-width: 2 }
.line-0 { stroke: #b3401f } .dot-0 { fill: #b3401f } .line-1 { stroke: #1f6f8b } .dot-1 { fill: #1f6f8b }
@media (prefers-color-scheme: dark) {
  rect { fill: #16181b } text { fill: #bbb } .title { fill: #eee } .grid { stroke: #333 }
  .line-0 { stroke: #f08a63 } .dot-0 { fill: #f08a63 } .line-1 { stroke: #6cc3e0 } .dot-1 { fill: #6cc3e0 }
}
"""
_SCALING = """English test messages, put one after the other and cut to the length (the best of three), or read one by
one round and round (one pass). Both axes are logarithmic. The encoder reads the first 256 tokens of a message, and a
message over 60,000 characters is read from both its ends."""
