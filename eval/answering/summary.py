"""Figures over many answers, as a table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.answering.scoring import AnswerScore

COLUMNS = (
    "right",
    "evidence",
    "precision",
    "refused",
    "wrongly refused",
    "decided",
    "verbatim",
    "questions",
)


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts (good, of all) over a group of questions.

    `right`: answerable ones answered with every required fact and no forbidden one. `evidence`:
    pieces of evidence that are cited. `precision`: citations that are evidence. `refused`:
    unanswerable ones refused. `wrongly_refused`: answerable ones refused. `decided`: questions of
    yes or no that the text decides, answered so. `verbatim`: answers whose every quote stands at
    its offsets.
    """

    right: tuple[int, int]
    evidence: tuple[int, int]
    precision: tuple[int, int]
    refused: tuple[int, int]
    wrongly_refused: tuple[int, int]
    decided: tuple[int, int]
    verbatim: tuple[int, int]
    questions: int

    @classmethod
    def of(cls, scores: Sequence[AnswerScore]) -> "Summary":
        """Return the counts over some scores."""
        answerable = [score for score in scores if score.question.status == "answered"]
        unanswerable = [score for score in scores if score.question.status == "not_found"]
        to_decide = [score for score in answerable if score.question.decision is not None]
        return cls(
            right=(sum(score.is_right for score in answerable), len(answerable)),
            evidence=_sum(score.evidence for score in answerable),
            precision=_sum(score.citations for score in answerable),
            refused=(sum(score.is_refused for score in unanswerable), len(unanswerable)),
            wrongly_refused=(sum(score.is_refused for score in answerable), len(answerable)),
            decided=(sum(score.decision_is_right is True for score in to_decide), len(to_decide)),
            verbatim=(sum(score.is_verbatim for score in scores), len(scores)),
            questions=len(scores),
        )

    def cells(self) -> list[str]:
        """Return the figures as they are shown."""
        counts = (
            self.right,
            self.evidence,
            self.precision,
            self.refused,
            self.wrongly_refused,
            self.decided,
            self.verbatim,
        )
        return [*(_share(count) for count in counts), str(self.questions)]


def table(scores: Sequence[AnswerScore]) -> str:
    """Return a Markdown table: all, then by language, style and intent."""
    groups: dict[str, list[AnswerScore]] = {"all": list(scores)}
    keys: Mapping[str, Callable[[AnswerScore], str]] = {
        "language": lambda score: score.question.language,
        "style": lambda score: score.question.style,
        "intent": lambda score: score.question.intent,
    }
    for name, key in keys.items():
        for value in sorted({key(score) for score in scores}):
            groups[f"{name} {value}"] = [score for score in scores if key(score) == value]
    rows = [["", *COLUMNS], ["---"] * (len(COLUMNS) + 1)]
    rows += [[name, *Summary.of(group).cells()] for name, group in groups.items()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _sum(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    listed = list(pairs)
    return sum(good for good, _ in listed), sum(total for _, total in listed)


def _share(count: tuple[int, int]) -> str:
    good, total = count
    return f"{good / total:.3f} ({good}/{total})" if total else "–"
