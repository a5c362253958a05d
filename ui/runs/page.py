"""The page 评测: evaluation runs with figures, plots, failures, and what changed between two."""

import re
from collections.abc import Sequence

import streamlit as st

from eval.comparing.comparison import ChangedQuestion, comparison_of
from eval.errors import EvaluationError
from eval.metrics.latency import Latency
from eval.metrics.scores import Figure, by, summary
from eval.report.charts import (
    ROW_HEIGHT,
    calibration_chart,
    groups_chart,
    latency_chart,
    refusal_chart,
)
from eval.report.failures import Failure, Problem, ProblemKind, failures_in
from eval.report.rows import PLOTTED, calibration_rows, group_rows, refusal_rows
from eval.report.summaries import GROUPED_BY, latency_of, shown_interval
from ui.markup import Html, element, escaped, joined, plain_label, text_element
from ui.runs.run_list import ShownRun, run_names, runs_folder, shown_run
from ui.texts import EVAL_COMMAND, RunsWording
from ui.visit import language

HOLDINGS = re.compile(r"(\d+) documents, (\d+) passages")  # as a run of this service records it
FAILURES_SHOWN = 50  # of those that the filters leave; more make a page that is slow to draw
AXIS_HEIGHT = 70  # pixels, which Streamlit counts as part of the chart


def show_runs(wording: RunsWording) -> None:
    """Show the run chosen, or how to make one."""
    folder = runs_folder()
    names = run_names(folder)
    if not names:
        _show_none(wording, str(folder))
        return
    left, right = st.columns(2)
    name = left.selectbox(wording.run, names, key="run")
    others = [other for other in names if other != name]
    compared = right.selectbox(
        wording.compared_with, others, index=None, placeholder=wording.no_other, key="other_run"
    )
    try:
        run = shown_run(folder, name)
        other = shown_run(folder, compared) if compared else None
        st.caption(plain_label(_about(wording, run)))
        _show_figures(wording, run)
        if other is not None:
            _show_changes(wording, other, run)
    except EvaluationError as error:
        st.html(element("div", text_element("p", str(error)), css_class="pq-notice", role="alert"))
        return
    _show_plots(wording, run)
    _show_failures(wording, failures_in(run.results))


def _show_none(wording: RunsWording, folder: str) -> None:
    st.html(
        element(
            "div",
            text_element("strong", wording.none),
            text_element("p", wording.none_advice.format(folder=folder)),
            element("pre", text_element("code", EVAL_COMMAND)),
            css_class="pq-notice",
            role="alert",
        )
    )


def _about(wording: RunsWording, run: ShownRun) -> str:
    record = run.record
    held = HOLDINGS.sub(wording.holdings.format(documents=r"\1", passages=r"\2"), record.holdings)
    return (
        f"{', '.join(record.files)} · {record.service} · {held} · "
        f"{record.started:%Y-%m-%d %H:%M} UTC"
    )


def _show_figures(wording: RunsWording, run: ShownRun) -> None:
    figures = summary(run.scores)
    st.dataframe(
        [
            {
                wording.metric: wording.metrics.get(name, name),
                wording.value: figure.value,
                wording.interval: shown_interval(figure),
                wording.count: figure.count,
            }
            for name, figure in figures.items()
        ],
        hide_index=True,
        height="content",
        column_config={wording.value: st.column_config.NumberColumn(format="%.3f")},
    )
    st.caption(_latency(wording, latency_of(run.record, run.scores)))


def _latency(wording: RunsWording, measured: Latency | None) -> str:
    if measured is None:
        return wording.latency
    shown = {name: f"{getattr(measured, name) * 1000:.1f}" for name in ("p50", "p90", "p95", "p99")}
    return wording.latencies.format(throughput=f"{measured.throughput:.1f}", **shown)


def _problems(wording: RunsWording, failure: Failure) -> str:
    return "；".join(
        f"{wording.problems[own.kind.name]} {_detail(own)}".strip() for own in failure.problems
    )


def _detail(problem: Problem) -> str:
    """Return what a problem is about; the reason of a refusal is a key of the service's."""
    return "" if problem.kind is ProblemKind.REFUSED else problem.detail


def _show_changes(wording: RunsWording, other: ShownRun, run: ShownRun) -> None:
    compared = comparison_of(other.scores, run.scores)
    st.subheader(wording.changes.format(name=plain_label(other.name)))
    st.dataframe(
        [
            {
                wording.metric: wording.metrics.get(own.metric, own.metric),
                other.name: own.first,
                run.name: own.second,
                wording.difference: own.interval.value,
                wording.interval: shown_interval(
                    Figure(own.interval.value, own.interval.low, own.interval.high, own.count)
                ),
            }
            for own in compared.differences
        ],
        hide_index=True,
        column_config={
            name: st.column_config.NumberColumn(format="%.3f")
            for name in (other.name, run.name, wording.difference)
        },
    )
    for title, is_worse in ((wording.lost, True), (wording.won, False)):
        changed = [own for own in compared.changed if own.is_worse is is_worse]
        with st.expander(f"{title} ({len(changed)})"):
            st.html(element("ul", *(_changed(own) for own in changed)))


def _changed(changed: ChangedQuestion) -> Html:
    question = changed.second.question
    return text_element("li", f"{question.question} ({question.id})")


def _show_plots(wording: RunsWording, run: ShownRun) -> None:
    st.subheader(wording.plots)
    groups, confidence, time = st.tabs([wording.by_group, wording.confidence, wording.time])
    with groups:
        figures = summary(run.scores)
        metric = st.selectbox(
            wording.metric,
            [name for name in PLOTTED if name in figures],
            format_func=lambda name: wording.metrics.get(name, name),
            key=f"plotted_metric_{language()}",
        )
        for column, key in zip(st.columns(len(GROUPED_BY)), GROUPED_BY.values(), strict=True):
            named = {
                wording.groups.get(name, name): own for name, own in by(run.scores, key).items()
            }
            rows = group_rows(named, metric) if metric else []
            if rows:
                height = AXIS_HEIGHT + ROW_HEIGHT * len(rows)
                chart = groups_chart(rows, wording.metrics.get(metric, metric)).properties(
                    width="container", height=height
                )
                column.altair_chart(chart)
    with confidence:
        left, right = st.columns(2)
        rows_of_bins = calibration_rows(run.results)
        if rows_of_bins:
            left.altair_chart(calibration_chart(rows_of_bins, wording.charts))
        rows_of_curve = refusal_rows(run.results)
        if rows_of_curve:
            right.altair_chart(refusal_chart(rows_of_curve, None, wording.charts))
    with time:
        measured = latency_of(run.record, run.scores)
        if measured is not None:
            marks = {name: getattr(measured, name) * 1000 for name in ("p50", "p95", "p99")}
            took = [own.seconds * 1000 for own in run.results if own.status != "failed"]
            st.altair_chart(latency_chart(took, marks, wording.charts))


def _show_failures(wording: RunsWording, failures: Sequence[Failure]) -> None:
    st.subheader(f"{wording.failures} ({len(failures)})")
    left, middle, right = st.columns([2, 2, 3])
    intents = left.multiselect(
        wording.intent,
        sorted({own.intent for own in failures}),
        format_func=lambda name: wording.groups.get(name, name),
        placeholder=wording.any,
        key=f"failed_intents_{language()}",
    )
    languages = middle.multiselect(
        wording.language,
        sorted({own.language for own in failures}),
        format_func=lambda name: wording.groups.get(name, name),
        placeholder=wording.any,
        key=f"failed_languages_{language()}",
    )
    words = right.text_input(wording.words, key="failed_words")
    kept = [
        own
        for own in failures
        if (not intents or own.intent in intents)
        and (not languages or own.language in languages)
        and words.strip() in f"{own.id} {own.question} {own.answer}"
    ]
    if len(kept) > FAILURES_SHOWN:
        st.caption(wording.failures_cut.format(shown=FAILURES_SHOWN, all=len(kept)))
    for failure in kept[:FAILURES_SHOWN]:
        with st.expander(plain_label(f"{failure.question} — {_problems(wording, failure)}")):
            _show_failure(wording, failure)


def _show_failure(wording: RunsWording, failure: Failure) -> None:
    named = (wording.groups.get(name, name) for name in (failure.intent, failure.language))
    st.caption(plain_label(" · ".join((failure.id, *named))))
    left, right = st.columns(2)
    cited = [
        joined(
            text_element("p", f"{own.title} · {own.label}", css_class="pq-note"),
            element(
                "blockquote",
                escaped(own.before),
                text_element("mark", own.quote),
                escaped(own.after),
            ),
        )
        for own in failure.citations
    ]
    left.html(
        joined(
            text_element("strong", wording.given),
            text_element("p", failure.answer),
            *cited,
        )
    )
    facts = [
        text_element("li", f"{'✓' if fact.said else '✗'} {fact.words}") for fact in failure.required
    ]
    evidence = [
        joined(
            text_element("p", f"{'✓' if own.cited else '✗'} {own.title}", css_class="pq-note"),
            text_element("blockquote", own.quote),
        )
        for own in failure.evidence
    ]
    expected = wording.statuses.get(failure.expected_status, failure.expected_status)
    right.html(
        joined(
            text_element("strong", f"{wording.expected}: {expected}"),
            element("ul", *facts),
            *evidence,
        )
    )
