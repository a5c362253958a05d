"""Answers to the same question, asked again and in other words."""

from typing import Any

from eval.metrics.stability import Stability, repeat_stability, rewording_stability
from eval.running.results import Result
from tests.eval.scored_results import answered, citation, failed, question, refused

CITED = (citation("甲"), citation("乙"))


def repeats(*results: Result) -> list[Result]:
    return [one.model_copy(update={"repeat": place}) for place, one in enumerate(results)]


def test_repeats_agree_in_status_decision_and_cited_clauses_not_in_words() -> None:
    asked = question()
    same = [
        answered(asked, "甲。", citations=CITED),
        answered(asked, "乙。", citations=CITED[::-1]),
    ]
    assert repeat_stability(repeats(*same)) == Stability((True,), (1.0,))
    others = [
        answered(asked, "甲。", citations=CITED[:1]),
        answered(asked, "甲。", citations=CITED, decision="no"),
        refused(asked),
    ]
    for other in others:
        assert repeat_stability(repeats(same[0], other)) == Stability((False,), (0.0,))


def test_pairwise_agreement_is_the_share_of_pairs() -> None:
    asked = question()
    group = repeats(answered(asked), answered(asked), refused(asked))
    stable = repeats(answered(question("s")), answered(question("s")))
    scored = repeat_stability([*group, *stable])
    assert scored.agreeing == (False, True)
    assert scored.pairwise == (1 / 3, 1.0)  # of three pairs one agrees
    assert scored.share == 0.5
    assert scored.mean_pairwise == (1 / 3 + 1) / 2


def test_a_failure_agrees_with_nothing() -> None:
    group = repeats(failed(question()), failed(question()))
    assert repeat_stability(group) == Stability((False,), (0.0,))


def test_single_results_are_no_group() -> None:
    scored = repeat_stability([answered(question("a")), answered(question("b"))])
    assert scored == Stability((), ())
    assert scored.share is scored.mean_pairwise is None


def reworded(id_: str, **fields: Any) -> Any:
    return question(id_, required=[["50%以上"], ["2025年"]], forbidden=["3年"], **fields)


def test_rewordings_agree_where_the_same_facts_are_said() -> None:
    first, second = reworded("q"), reworded("r", rewording_of="q")
    both, in_words = "2025年50%以上。", "到2025年6月，百分之五十以上。"
    same = rewording_stability([answered(first, both), answered(second, in_words)])
    assert same == Stability((True,), (1.0,))
    for other in ("2025年。", "2025年50%以上，3年。"):
        differs = rewording_stability([answered(first, both), answered(second, other)])
        assert differs.agreeing == (False,)
    assert rewording_stability([answered(first, both), refused(second)]).agreeing == (False,)


def test_rewordings_of_a_question_that_was_not_asked_are_a_group_and_repeats_are_not() -> None:
    second, third = reworded("r", rewording_of="q"), reworded("s", rewording_of="q")
    again = answered(second, "2025年。").model_copy(update={"repeat": 1})
    scored = rewording_stability([again, answered(second), answered(third)])
    assert scored == Stability((True,), (1.0,))
    assert rewording_stability([again, answered(second)]) == Stability((), ())
