"""Whether the same question, asked again or in other words, gets the same answer."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from eval.metrics.facts import any_said, decision_of, spoken
from eval.metrics.texts import compact
from eval.running.results import Result


@dataclass(frozen=True, slots=True)
class Stability:
    """How far the results of each group agree; one that failed agrees with none.

    `agreeing` has for each group whether all its results agree, `pairwise` the share of its pairs
    that do.
    """

    agreeing: tuple[bool, ...]
    pairwise: tuple[float, ...]

    @property
    def share(self) -> float | None:
        """The share of groups whose results all agree, None where there is no group."""
        return fmean(self.agreeing) if self.agreeing else None

    @property
    def mean_pairwise(self) -> float | None:
        """The mean pairwise agreement of the groups, None where there is no group."""
        return fmean(self.pairwise) if self.pairwise else None


def repeat_stability(results: Iterable[Result]) -> Stability:
    """Return the agreement of a question's repeats: status, decision and cited clauses."""
    groups = defaultdict(list)
    for result in results:
        groups[result.question.id].append(result)
    return _stability(groups.values(), _answer)


def rewording_stability(results: Iterable[Result]) -> Stability:
    """Return the agreement of a question and its rewordings: status, and which facts are said.

    The facts are the required and forbidden ones of all questions of the group; only the first
    repeat of each counts.
    """
    first: dict[str, Result] = {}
    for result in sorted(results, key=lambda one: one.repeat):
        first.setdefault(result.question.id, result)
    groups = defaultdict(list)
    for result in first.values():
        groups[result.question.rewording_of or result.question.id].append(result)
    return _stability(groups.values(), None)


_Outcome = Callable[[Result], Hashable]


def _stability(groups: Iterable[Sequence[Result]], outcome: _Outcome | None) -> Stability:
    agreeing, pairwise = [], []
    for group in groups:
        if len(group) < 2:
            continue
        outcome_of = outcome or _facts_said(group)
        outcomes = [object() if one.status == "failed" else outcome_of(one) for one in group]
        pairs = [one == other for one, other in combinations(outcomes, 2)]
        agreeing.append(all(pairs))
        pairwise.append(sum(pairs) / len(pairs))
    return Stability(tuple(agreeing), tuple(pairwise))


def _answer(result: Result) -> Hashable:
    cited = {(one.document, compact(one.label), compact(one.clause)) for one in result.citations}
    return result.status, decision_of(result), frozenset(cited)


def _facts_said(group: Sequence[Result]) -> _Outcome:
    questions = [result.question for result in group]
    required = {wordings for question in questions for wordings in question.required}
    facts = required | {(fact,) for question in questions for fact in question.forbidden}

    def outcome(result: Result) -> Hashable:
        answer = spoken(result)
        return result.status, frozenset(fact for fact in facts if any_said(fact, answer))

    return outcome
