"""The plots of a run, for the report and the web page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair

from eval.report.chart_words import ENGLISH_WORDS, ChartWords

Row = Mapping[str, Any]
Chart = Any  # an Altair chart; its classes are made of each other
WIDTH, HEIGHT, ROW_HEIGHT = 420, 240, 22  # pixels
INK, ACCENT, QUIET = "#3f74b5", "#c2573a", "#8a94a0"  # seen on light and on dark ground
SHARES = altair.Scale(domain=[0, 1])
TOP = altair.Legend(orient="top", symbolLimit=4)
PERCENT = altair.Axis(format="%", tickCount=5)


def groups_chart(rows: Sequence[Row], metric: str) -> Chart:
    """Return a plot of a metric by group with its intervals: rows of group, value, low, high."""
    groups = [str(row["group"]) for row in rows]
    base = _chart(rows).encode(
        y=altair.Y(
            "group:N", sort=groups, title=None, axis=altair.Axis(labelLimit=180, labelOverlap=False)
        )
    )
    interval = base.mark_rule(color=QUIET, strokeWidth=3).encode(
        x=altair.X("low:Q", scale=SHARES, axis=PERCENT, title=metric), x2="high:Q"
    )
    point = base.mark_circle(color=INK, size=70, opacity=1).encode(x="value:Q")
    return (interval + point).properties(width=WIDTH, height=ROW_HEIGHT * len(rows))


def calibration_chart(rows: Sequence[Row], words: ChartWords = ENGLISH_WORDS) -> Chart:
    """Return what share was right by the probability given: rows of confidence, right, count."""
    diagonal = _chart([{"x": 0, "y": 0}, {"x": 1, "y": 1}]).mark_line(
        color=QUIET, strokeDash=[4, 4]
    )
    line = diagonal.encode(x=altair.X("x:Q", title=words.confidence, axis=PERCENT), y="y:Q")
    points = (
        _chart(rows)
        .mark_circle(color=INK, opacity=1)
        .encode(
            x=altair.X("confidence:Q", scale=SHARES),
            y=altair.Y("right:Q", scale=SHARES, axis=PERCENT, title=words.right),
            size=altair.Size(
                "count:Q", title=words.answers, scale=altair.Scale(range=[30, 400]), legend=TOP
            ),
        )
    )
    return (line + points).properties(width=WIDTH, height=HEIGHT)


def refusal_chart(
    rows: Sequence[Row], least: float | None, words: ChartWords = ENGLISH_WORDS
) -> Chart:
    """Return what is refused by threshold: rows of threshold, share, refused (which questions)."""
    named = [{**row, "refused": getattr(words, row["refused"])} for row in rows]
    lines = (
        _chart(named)
        .mark_line(interpolate="step-after", strokeWidth=2)
        .encode(
            x=altair.X("threshold:Q", scale=SHARES, title=words.threshold),
            y=altair.Y("share:Q", scale=SHARES, axis=PERCENT, title=words.refused),
            color=altair.Color(
                "refused:N", title=None, scale=altair.Scale(range=[INK, ACCENT]), legend=TOP
            ),
        )
    )
    if least is not None:
        at = _chart([{"threshold": least}])
        lines += at.mark_rule(color=QUIET, strokeDash=[4, 4]).encode(x="threshold:Q")
    return lines.properties(width=WIDTH, height=HEIGHT)


def latency_chart(
    milliseconds: Iterable[float],
    percentiles: Mapping[str, float],
    words: ChartWords = ENGLISH_WORDS,
) -> Chart:
    """Return the distribution of latencies in ms with marks at percentiles."""
    values = [{"ms": value} for value in milliseconds]
    bars = (
        _chart(values)
        .mark_bar(color=INK)
        .encode(
            x=altair.X("ms:Q", bin=altair.Bin(maxbins=40), title=words.milliseconds),
            y=altair.Y("count():Q", title=words.questions),
        )
    )
    marks = _chart([{"ms": ms, "name": name} for name, ms in percentiles.items()])
    rules = marks.mark_rule(color=ACCENT).encode(x="ms:Q")
    names = marks.mark_text(color=ACCENT, dy=-6, fontSize=10).encode(
        x="ms:Q", y=altair.value(0), text="name:N"
    )
    return (bars + rules + names).properties(width=WIDTH, height=HEIGHT)


def _chart(rows: Sequence[Row]) -> Any:
    return altair.Chart.from_dict({"mark": "point", "data": {"values": list(rows)}, "encoding": {}})
