"""Charts as numbers: where each bar stands. ``templates/charts.html`` turns them into inline SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.views.layout import wrap

__all__ = ["Bar", "Chart", "Row", "Segment", "Series", "bars"]

WIDTH, LABEL_WIDTH = 760, 292
HALF_WIDTH, HALF_LABEL_WIDTH = 470, 176
TOTAL_WIDTH = 52
ROW_HEIGHT = 25
CHARACTER = 13.5
NARROWEST_VALUE = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One part of each bar: the table and key of its words, and the class that colours it."""

    table: str
    key: str
    css: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One bar to be: its words (a text, or a phrase where ``table`` is given), and a value a series."""

    label: str
    values: tuple[int, ...]
    table: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a bar in pixels; ``said`` says whether its value fits inside."""

    series: Series
    value: int
    x: float
    width: float
    said: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar with its label cut to fit; ``row.label`` is the whole one."""

    row: Row
    short: str
    y: int
    segments: tuple[Segment, ...]
    total: int
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars one below the other, all on one scale."""

    bars: tuple[Bar, ...]
    series: tuple[Series, ...]
    width: int
    height: int
    label_width: int


def bars(rows: Sequence[Row], series: Sequence[Series], *, whole: bool = False, half: bool = False) -> Chart:
    """Return a chart of horizontal stacked bars; with ``whole`` each bar fills the width, as shares.

    ``half`` is for two charts side by side.
    """
    width, label_width = (HALF_WIDTH, HALF_LABEL_WIDTH) if half else (WIDTH, LABEL_WIDTH)
    room = width - label_width - TOTAL_WIDTH
    most = max((sum(row.values) for row in rows), default=0) or 1
    made = []
    for place, row in enumerate(rows):
        total = sum(row.values)
        scale = room / (total or 1) if whole else room / most
        x = float(label_width)
        segments = []
        for one, value in zip(series, row.values, strict=True):
            long = round(value * scale, 1)
            if value:
                segments.append(
                    Segment(series=one, value=value, x=round(x, 1), width=long, said=long >= NARROWEST_VALUE)
                )
            x += long
        short = wrap(row.label, width=int((label_width - 10) / CHARACTER), lines=1)
        made.append(
            Bar(
                row=row,
                short=short,
                y=place * ROW_HEIGHT,
                segments=tuple(segments),
                total=total,
                end=round(x, 1),
            )
        )
    height = max(1, len(rows)) * ROW_HEIGHT
    return Chart(bars=tuple(made), series=tuple(series), width=width, height=height, label_width=label_width)
