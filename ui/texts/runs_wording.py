"""What wording the page of evaluation runs needs, in whichever language."""

from collections.abc import Mapping
from dataclasses import dataclass

from eval.report.chart_words import ChartWords


@dataclass(frozen=True, kw_only=True)
class RunsWording:
    """The page's own words in one language. Braces are filled in by the view that shows them."""

    title: str
    holdings: str
    groups: Mapping[str, str]
    charts: ChartWords
    run: str
    compared_with: str
    no_other: str
    none: str
    none_advice: str
    metric: str
    metrics: Mapping[str, str]
    value: str
    interval: str
    count: str
    latency: str
    latencies: str
    changes: str
    difference: str
    lost: str
    won: str
    plots: str
    by_group: str
    confidence: str
    time: str
    failures: str
    failures_cut: str
    intent: str
    language: str
    words: str
    any: str
    problems: Mapping[str, str]
    given: str
    expected: str
    statuses: Mapping[str, str]
