"""The plot of a comparison: four panels by size, as SVG."""

from collections.abc import Iterator, Sequence
from typing import Any

from eval.bench.model import Measurement
from eval.bench.systems.library import imported

PLOT_NAME = "benchmarks-compare.svg"
PANELS = (
    "ingest, clauses a second, embedding included",
    "latency p50, ms",
    "queries a second, 8 clients",
    "memory, MB",
)
WIDTH, HEIGHT = 230, 150  # pixels of a panel
CLIENTS_SHOWN = 8


def points(measurements: Sequence[Measurement]) -> Iterator[dict[str, Any]]:
    """Yield a point for each panel, system (with its operation) and size that was measured."""
    for own in measurements:
        first = next(iter(own.loads), "")
        if own.ingestion is not None:
            yield _point(own, first, PANELS[0], own.shared.clauses / own.seconds_with_embedding)
        for operation, loads in own.loads.items():
            for load in loads:
                if load.clients == 1:
                    yield _point(own, operation, PANELS[1], load.p50_ms)
                if load.clients == CLIENTS_SHOWN:
                    yield _point(own, operation, PANELS[2], load.queries_per_second)
        if own.memory_bytes is not None:
            yield _point(own, first, PANELS[3], own.memory_bytes / 1e6)


def plotted(measurements: Sequence[Measurement]) -> str:
    """Return the plot as SVG. Raises BenchmarkError where the libraries for it are missing."""
    altair, converter = plot_libraries()
    rows = list(points(measurements))
    panels = [_panel(altair, rows, title) for title in PANELS]
    # without what a screen reader would read out of a picture that the page's words describe
    chart = ((panels[0] | panels[1]) & (panels[2] | panels[3])).configure(aria=False)
    svg: str = converter.vegalite_to_svg(chart.to_json(), vl_version=altair.SCHEMA_VERSION[1:4])
    return svg


def plot_libraries() -> tuple[Any, Any]:
    """Return Altair and its converter to SVG. Raises BenchmarkError where one is missing."""
    return imported("altair"), imported("vl_convert")


def _panel(altair: Any, rows: Sequence[dict[str, Any]], title: str) -> Any:
    own = [
        {name: row[name] for name in ("system", "clauses", "value")}
        for row in rows
        if row["panel"] == title
    ]
    scale = altair.Scale(type="log", nice=False)
    sizes = sorted({row["clauses"] for row in own})
    by_size = altair.Axis(format=".3~s", values=sizes, grid=False)
    by_value = altair.Axis(tickCount=4, grid=False)
    return (
        altair.Chart(altair.Data(values=own), title=title)
        .mark_line(point=True)
        .encode(
            x=altair.X("clauses:Q", scale=scale, axis=by_size),
            y=altair.Y("value:Q", scale=altair.Scale(type="log"), title=None, axis=by_value),
            color=altair.Color("system:N", title=None),
        )
        .properties(width=WIDTH, height=HEIGHT)
    )


def _point(own: Measurement, operation: str, panel: str, value: float) -> dict[str, Any]:
    name = f"{own.system}, {operation}" if len(own.loads) > 1 else own.system
    return {"panel": panel, "system": name, "clauses": own.shared.clauses, "value": round(value, 2)}
