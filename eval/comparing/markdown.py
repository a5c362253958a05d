"""A comparison in Markdown, for a terminal and for a pull request."""

from collections.abc import Iterator

from eval.comparing.comparison import ChangedQuestion, Comparison, Difference
from eval.report.failures import problems_of


def comparison_markdown(comparison: Comparison) -> str:
    """Return a comparison as a table and two lists."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield "| metric | first | second | difference | 95% interval | p (McNemar) | of | |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"
    yield from (_row(difference) for difference in comparison.differences)
    yield ""
    yield f"{comparison.paired} results paired, {comparison.unpaired} stand in one run alone."
    for title, is_worse in (("Lost", True), ("Won", False)):
        changed = [own for own in comparison.changed if own.is_worse is is_worse]
        yield ""
        yield f"{title}: {len(changed)}"
        yield from (f"- {_told(own)}" for own in changed)


def _row(difference: Difference) -> str:
    interval = difference.interval
    ends = "–"
    if interval.low is not None and interval.high is not None:
        ends = f"{interval.low:+.3f} – {interval.high:+.3f}"
    cells = [
        difference.metric,
        f"{difference.first:.3f}",
        f"{difference.second:.3f}",
        f"{interval.value:+.3f}",
        ends,
        "–" if difference.p is None else f"{difference.p:.3f}",
        str(difference.count),
        "worse" if difference.is_worse else "",
    ]
    return f"| {' | '.join(cells)} |"


def _told(changed: ChangedQuestion) -> str:
    wrong = changed.second if changed.is_worse else changed.first
    question = wrong.question
    return f"{question.id} {question.question} ({'; '.join(map(str, problems_of(wrong)))})"
