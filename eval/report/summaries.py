"""The figures of a run as rows, for Markdown, HTML and JSON."""

from collections.abc import Mapping, Sequence

from eval.metrics.latency import Latency, latency
from eval.metrics.scores import Figure, QuestionScore, by, summary
from eval.running.run_folder import RunRecord

GROUPED_BY = {
    "intent": lambda question: question.intent,
    "language": lambda question: question.language,
    "style": lambda question: str(question.style),
}
IN_A_PULL_REQUEST = (
    "right",
    "evidence_recall",
    "citation_support",
    "refused",
    "wrongly_refused",
    "rouge_l",
    "exact_match",
    "ndcg_at_10",
)


def shown_value(figure: Figure) -> str:
    """Return a figure's value: 0.838."""
    return f"{figure.value:.3f}"


def shown_interval(figure: Figure) -> str:
    """Return a figure's interval: 0.753 – 0.898, or a dash where one question gives none."""
    if figure.low is None or figure.high is None:
        return "–"
    return f"{figure.low:.3f} – {figure.high:.3f}"


def shown_latency(measured: Latency | None) -> str:
    """Return latencies in milliseconds and the throughput, in words."""
    if measured is None:
        return "no answer came"
    parts = [
        f"{name} {getattr(measured, name) * 1000:.1f} ms"
        for name in ("p50", "p90", "p95", "p99", "max")
    ]
    return f"{', '.join(parts)}; {measured.throughput:.1f} answers a second"


def latency_of(record: RunRecord, scores: Sequence[QuestionScore]) -> Latency | None:
    """Return the latencies of a run, None where all failed or its time is not known."""
    results = [score.result for score in scores]
    return latency(results, record.seconds) if record.seconds > 0 else None


def markdown(record: RunRecord, scores: Sequence[QuestionScore]) -> str:
    """Return the figures of a run for a pull request: a table of all, one of the groups."""
    whole = summary(scores)
    lines = [
        f"**{', '.join(record.files)}** asked of {record.service} ({record.holdings})",
        "",
        "| metric | value | 95% interval | of |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {name} | {shown_value(figure)} | {shown_interval(figure)} | {figure.count} |"
            for name, figure in whole.items()
        ),
        "",
        f"Latency: {shown_latency(latency_of(record, scores))}",
        "",
        *_groups(scores, [name for name in IN_A_PULL_REQUEST if name in whole]),
    ]
    return "\n".join(lines) + "\n"


def _groups(scores: Sequence[QuestionScore], columns: Sequence[str]) -> list[str]:
    lines = [
        f"| | {' | '.join(columns)} | questions |",
        f"| --- |{' ---: |' * (len(columns) + 1)}",
    ]
    for name, key in GROUPED_BY.items():
        for group, figures in by(scores, key).items():
            cells = [_cell(figures, column) for column in columns]
            lines.append(f"| {name} {group} | {' | '.join(cells)} | {figures['failed'].count} |")
    return lines


def _cell(figures: Mapping[str, Figure], column: str) -> str:
    return shown_value(figures[column]) if column in figures else "–"
