"""A run as one HTML file that needs nothing else: figures, plots, failures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from eval.metrics.refusals import calibration
from eval.metrics.scores import Figure, QuestionScore, by, summary
from eval.report.charts import calibration_chart, groups_chart, latency_chart, refusal_chart
from eval.report.drawing import svg_of
from eval.report.failures import failures_in
from eval.report.meanings import MEANINGS
from eval.report.rows import PLOTTED, calibration_rows, group_rows, refusal_rows
from eval.report.summaries import (
    GROUPED_BY,
    latency_of,
    shown_interval,
    shown_latency,
    shown_value,
)
from eval.running.run_folder import RunRecord

TEMPLATE = "report.html.jinja"
MOST_FAILURES = 500  # more make a page that no browser likes
LEAST_TO_COMPARE = 2  # groups of a plot


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot as SVG with what it shows."""

    caption: str
    svg: str


def html_report(record: RunRecord, scores: Sequence[QuestionScore]) -> str:
    """Return the report of a run; all text of questions and documents is escaped in it."""
    results = [score.result for score in scores]
    failures = failures_in(results)
    return _template().render(
        title=f"Evaluation of {record.service}",
        about=_about(record, len(results)),
        figures=list(_figure_rows(summary(scores))),
        latency=shown_latency(latency_of(record, scores)),
        group_plots=list(_group_plots(scores)),
        plots=list(_plots(record, scores)),
        failures=[
            asdict(failure) | {"problems": list(map(str, failure.problems))}
            for failure in failures[:MOST_FAILURES]
        ],
        left_out=max(0, len(failures) - MOST_FAILURES),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("eval.report", "."), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template(TEMPLATE)


def _about(record: RunRecord, answered: int) -> str:
    return (
        f"{record.questions} questions of {', '.join(record.files)}, "
        f"{record.repeats} time{'s' if record.repeats > 1 else ''} each, {answered} results; "
        f"{record.url}, {record.holdings}; {record.concurrency} at once; "
        f"begun {record.started:%Y-%m-%d %H:%M} UTC, {record.seconds:.0f} s"
    )


def _figure_rows(figures: Mapping[str, Figure]) -> Iterator[Mapping[str, str]]:
    for name, figure in figures.items():
        yield {
            "name": name,
            "value": shown_value(figure),
            "interval": shown_interval(figure),
            "count": str(figure.count),
            "meaning": MEANINGS[name],
        }


def _group_plots(scores: Sequence[QuestionScore]) -> Iterator[Plot]:
    for metric in PLOTTED:
        for name, key in GROUPED_BY.items():
            rows = group_rows(by(scores, key), metric)
            if len(rows) >= LEAST_TO_COMPARE:
                chart = groups_chart(rows, metric)
                yield Plot(f"{metric} by {name}, with 95% intervals", svg_of(chart))


def _plots(record: RunRecord, scores: Sequence[QuestionScore]) -> Iterator[Plot]:
    results = [score.result for score in scores]
    calibrated = calibration(results)
    if calibrated is not None:
        yield Plot(
            f"Calibration: share right by confidence, {calibrated.count} answers; expected "
            f"calibration error {calibrated.expected_calibration_error:.3f}, "
            f"Brier score {calibrated.brier_score:.3f}",
            svg_of(calibration_chart(calibration_rows(results))),
        )
    rows = refusal_rows(results)
    if rows:
        caption = "What would be refused if less confident answers were"
        yield Plot(caption, svg_of(refusal_chart(rows, None)))
    measured = latency_of(record, scores)
    if measured is not None:
        milliseconds = [r.seconds * 1000 for r in results if r.status != "failed"]
        marks = {name: getattr(measured, name) * 1000 for name in ("p50", "p95", "p99")}
        yield Plot("Time to an answer", svg_of(latency_chart(milliseconds, marks)))
