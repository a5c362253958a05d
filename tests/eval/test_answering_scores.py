"""The scorer of answers on questions and answers whose scores are counted by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.answering.__main__ import main
from eval.answering.errors import QuestionFileError
from eval.answering.questions import Question, Style, questions_in
from eval.answering.scoring import AnswerScore, answer_score
from eval.answering.summary import COLUMNS, Summary, table
from eval.answering.texts import CompactText, compact
from service.client import PolicyClient

TEXT = (
    "一、目标\n到２０２５年，占比达到 50 %以上。\n二、奖励\n给予200万元奖励。\n"
    "三、管理\n子丑寅卯辰巳午未申酉。\n给予200万元奖励。\n"
)
OTHER_TEXT = "一、目标\n另行给予200万元奖励。\n子丑寅卯辰巳午未申酉。\n"
TEXTS = {"sha-a": TEXT, "sha-b": OTHER_TEXT}
SHA256_OF = {"a": "sha-a", "b": "sha-b"}
TARGET = "占比达到50%以上"
BRANCHES = "子丑寅卯辰巳午未申酉"


def span(quote: str, document: str = "sha-a") -> dict[str, str]:
    return {"document": document, "quote": quote}


def row_of(**fields: Any) -> dict[str, Any]:
    """Return a row of a question file; what is given as None is left out."""
    row = {
        "id": "q-1",
        "question": "占比要达到多少？",
        "language": "zh",
        "style": "plain",
        "intent": "target",
        "status": "answered",
        "required": [["50%"]],
        "evidence": [[span(TARGET)]],
    }
    return {name: value for name, value in (row | fields).items() if value is not None}


def unanswerable_row(**fields: Any) -> dict[str, Any]:
    return row_of(status="not_found", required=None, evidence=None, **fields)


def citation(quote: str, document: str = "a", nth: int = 0) -> dict[str, Any]:
    """Return a citation of the nth place where words of a text stand, in a clause around it."""
    text = TEXTS[SHA256_OF[document]]
    quote_start = -1
    for _ in range(nth + 1):
        quote_start = text.index(quote, quote_start + 1)
    quote_end = quote_start + len(quote)
    start, end = max(quote_start - 2, 0), min(quote_end + 2, len(text))
    return {
        "document": {"id": document},
        "text": text[start:end],
        "start": start,
        "end": end,
        "quote": quote,
        "quote_start": quote_start,
        "quote_end": quote_end,
    }


def score_of(
    row: dict[str, Any], answer: str, *citations: dict[str, Any], status: str = "answered"
) -> AnswerScore:
    return answer_score(
        Question.model_validate(row),
        {"status": status, "answer": answer, "citations": list(citations)},
        SHA256_OF,
        lambda sha256: CompactText.of(TEXTS[sha256]),
    )


def refused(row: dict[str, Any]) -> AnswerScore:
    return score_of(row, "文件没有说明。", status="not_found")


def test_compact_words_have_one_width_and_no_white_space() -> None:
    assert compact(" ３０ %\n\t以　上（ＢＩＭ） ") == "30%以上(BIM)"
    assert compact(" \n　") == ""


def test_a_compact_text_knows_where_each_character_went() -> None:
    text = CompactText.of("a ５\n…b")
    assert text.text == "a5...b"
    assert text.place_of == (0, 1, 1, 2, 2, 5, 6)
    assert text.span(1, 3) == (1, 2)
    assert text.span(4, 6) == (2, 6)
    assert CompactText.of("") == CompactText("", (0,))


def test_every_place_of_words_is_found() -> None:
    text = CompactText.of("甲 甲\n甲１")
    assert text.spans_of("甲　甲") == [(0, 2), (1, 3)]
    assert text.spans_of("甲1") == [(2, 4)]
    assert text.spans_of("乙") == []


def write_rows(folder: Path, *rows: Any) -> Path:
    """Write a question file; a row that is a string is written as it stands."""
    path = folder / "some_questions.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_questions_are_read_in_order_with_what_they_hold(tmp_path: Path) -> None:
    full = row_of(
        id="q-2",
        language="en",
        style="english",
        history=["What came before?"],
        decision="yes",
        required=[["50%", "五成"], ["2025年"]],
        forbidden=["60%"],
        evidence=[[span(TARGET), span("另行", "sha-b")]],
        supporting=[[span("给予")]],
        documents=[{"title": "某通知", "sha256": "sha-a"}],
        note="seen twice",
    )
    absent = unanswerable_row(id="q-1", reason="not_stated")
    first, second = questions_in(write_rows(tmp_path, "", full, "  ", absent))
    assert (first.id, second.id) == ("q-2", "q-1")
    assert first.style is Style.ENGLISH
    assert first.history == ("What came before?",)
    assert first.required == (("50%", "五成"), ("2025年",))
    assert [place.document for place in first.evidence[0]] == ["sha-a", "sha-b"]
    assert (first.supporting[0][0].quote, first.documents[0].title) == ("给予", "某通知")
    assert (first.decision, second.decision) == ("yes", None)
    assert (second.status, second.reason, second.required) == ("not_found", "not_stated", ())


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ('{"id": "q-2", ', "is no JSON"),
        ("占比要达到多少？", "is no JSON"),
        ('["q-2"]', "the question"),
        *((row_of(**{name: None}), name) for name in ("id", "question", "language")),
        *((row_of(**{name: None}), name) for name in ("style", "intent", "status")),
        (row_of(question=""), "question"),
        (row_of(language="fr"), "language"),
        (row_of(style="rude"), "style"),
        (row_of(status="unknown"), "status"),
        (row_of(decision="maybe"), "decision"),
        (row_of(answer="50%"), "answer"),
        (row_of(required=["50%"]), "required.0"),
        (row_of(evidence=[[{"document": "sha-a"}]]), "evidence.0.0.quote"),
        (row_of(evidence=[[span("")]]), "evidence.0.0.quote"),
        (row_of(supporting=[[{"quote": TARGET}]]), "supporting.0.0.document"),
        (row_of(documents=[{"title": "某通知"}]), "documents.0.sha256"),
        (row_of(required=None), "needs `required`"),
        (row_of(evidence=None), "needs `required` and `evidence`"),
        (unanswerable_row() | {"required": [["50%"]]}, "has no `required`"),
        (unanswerable_row() | {"evidence": [[span(TARGET)]]}, "no `evidence`"),
    ],
)
def test_a_broken_line_is_refused_with_file_and_line(
    tmp_path: Path, broken: Any, said: str
) -> None:
    path = write_rows(tmp_path, row_of(id="q-1"), "", broken, row_of(id="q-3"))
    with pytest.raises(QuestionFileError) as refusal:
        questions_in(path)
    assert f"{path} line 3" in str(refusal.value)
    assert said in str(refusal.value).removeprefix(f"{path} line 3")


def test_an_id_that_stands_twice_is_refused_with_file_and_line(tmp_path: Path) -> None:
    path = write_rows(tmp_path, row_of(id="q-1"), row_of(id="q-2"), "", row_of(id="q-1"))
    with pytest.raises(QuestionFileError, match="'q-1' stands twice") as refusal:
        questions_in(path)
    assert f"{path} line 4" in str(refusal.value)


@pytest.mark.parametrize("lines", [(), ("", "  ", "\t")])
def test_a_file_without_questions_is_refused_by_name(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    path = write_rows(tmp_path, *lines)
    with pytest.raises(QuestionFileError, match="no question") as refusal:
        questions_in(path)
    assert str(path) in str(refusal.value)


def test_a_fact_is_said_in_any_of_its_wordings() -> None:
    row = row_of(required=[["50%以上", "五成以上"], ["2025年"], ["奖励（200万元）", "二百万元"]])
    whole = score_of(row, "到2025年五成以上，二百万元。")
    assert (whole.missing, whole.is_right) == ((), True)
    partial = score_of(row, "到2025年五成。")
    assert partial.missing == ("50%以上", "奖励（200万元）")  # each by its first wording
    assert not partial.is_right


@pytest.mark.parametrize(
    ("wording", "answer"),
    [
        ("50%以上", "达到５０ ％\n以　上。"),
        ("５０ ％ 以上", "达到50%以上。"),
        ("奖励（BIM）", "奖励(ＢＩＭ)。"),
    ],
)
def test_facts_are_compared_without_white_space_and_width(wording: str, answer: str) -> None:
    assert score_of(row_of(required=[[wording]]), answer).missing == ()
    forbidding = row_of(required=[["达到", "奖励"]], forbidden=[wording, "别的"])
    score = score_of(forbidding, answer)
    assert (score.missing, score.said_wrongly, score.is_right) == ((), (wording,), False)


def test_a_forbidden_fact_is_said_wrongly_in_an_answer_only() -> None:
    row = row_of(forbidden=["200万元", "30%"])
    assert score_of(row, "50%，不是 30 %。").said_wrongly == ("30%",)
    assert score_of(row, "50%。").said_wrongly == ()
    refusal = score_of(row, "没有说明30%。", status="not_found")
    assert (refusal.said_wrongly, refusal.missing) == ((), ("50%",))


def test_evidence_is_counted_by_groups_of_alternatives() -> None:
    row = row_of(evidence=[[span(TARGET), span("另行", "sha-b")], [span("二、奖励")]])
    target = citation("占比达到 50 %以上")  # with the white space of the text
    other = citation("另行", "b")
    assert score_of(row, "50%").evidence == (0, 2)
    assert score_of(row, "50%", target).evidence == (1, 2)
    assert score_of(row, "50%", other).evidence == (1, 2)
    assert score_of(row, "50%", target, other).evidence == (1, 2)
    assert score_of(row, "50%", other, citation("二、奖励")).evidence == (2, 2)


@pytest.mark.parametrize(
    ("evidence", "cited", "found"),
    [
        (BRANCHES, BRANCHES, 1),
        (BRANCHES, "寅卯", 1),  # the shorter is the citation, and all of it is shared
        (BRANCHES, "管理\n子丑", 1),  # 2 of its 4 characters
        (BRANCHES, "、管理\n子丑", 0),  # 2 of 5
        (BRANCHES, "。\n三、管理\n子丑寅卯", 0),  # 4 of 9
        ("子丑寅卯", "三、管理\n子丑", 1),  # the shorter is the evidence: 2 of 4
        ("子丑寅卯辰", "三、管理\n子丑寅", 1),  # 3 of 5
        ("子丑寅卯辰", "三、管理\n子丑", 0),  # 2 of 5
        ("二、奖励", TEXT, 1),
        (BRANCHES, "三、管理\n", 0),  # beside it
        (BRANCHES, "给予200万元奖励。", 0),
    ],
)
def test_half_of_the_shorter_must_be_shared(evidence: str, cited: str, found: int) -> None:
    row = row_of(required=[["六成"]], evidence=[[span(evidence)]])
    score = score_of(row, "六成", citation(cited))
    assert (score.evidence, score.citations) == ((found, 1), (found, 1))


def test_the_same_words_of_another_document_are_no_evidence() -> None:
    row = row_of(evidence=[[span("一、目标")], [span(BRANCHES)]])
    same_place, other_place = citation("一、目标", "b"), citation(BRANCHES, "b")
    score = score_of(row, "50%", same_place, other_place)
    assert (score.evidence, score.citations) == ((0, 2), (0, 2))


def test_evidence_counts_at_every_place_where_it_stands() -> None:
    row = row_of(evidence=[[span("给予 ２００万元 奖励")]])
    for nth in (0, 1):
        score = score_of(row, "50%", citation("给予200万元奖励", nth=nth))
        assert (score.evidence, score.citations) == ((1, 1), (1, 1))


def test_a_citation_is_good_that_is_evidence_or_supports_or_holds_a_fact() -> None:
    row = row_of(required=[["200万元", "二百万"], ["50%"]], supporting=[[span("一、目标")]])
    evidence, supporting = citation("占比达到 50 %以上"), citation("一、目标")
    fact, nothing = citation("给予200万元奖励", nth=1), citation(BRANCHES)
    elsewhere = citation("给予200万元奖励", "b")  # a fact of a document that is not meant
    assert score_of(row, "50%").citations == (0, 0)
    assert score_of(row, "50%", evidence).citations == (1, 1)
    assert score_of(row, "50%", supporting).citations == (1, 1)
    assert score_of(row, "50%", fact).citations == (1, 1)
    assert score_of(row, "50%", nothing).citations == (0, 1)
    assert score_of(row, "50%", elsewhere).citations == (0, 1)
    every = score_of(row, "50%", evidence, supporting, fact, nothing, elsewhere)
    assert (every.citations, every.evidence) == ((3, 5), (1, 1))


def test_what_supports_is_no_evidence() -> None:
    row = row_of(supporting=[[span("一、目标")], [span(BRANCHES)]])
    score = score_of(row, "50%", citation("一、目标"), citation(BRANCHES))
    assert (score.evidence, score.citations) == ((0, 1), (2, 2))


def test_a_quote_is_verbatim_that_stands_in_its_clause() -> None:
    right = citation("给予200万元奖励")
    assert score_of(row_of(), "50%", right).is_verbatim
    assert score_of(row_of(), "50%").is_verbatim
    moved = right | {"quote_start": right["quote_start"] + 1, "quote_end": right["quote_end"] + 1}
    for wrong in (right | {"quote": "给予300万元奖励"}, moved):
        assert not score_of(row_of(), "50%", right, wrong).is_verbatim


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("是。50%。", "yes"),
        ("可以，50%。", "yes"),
        ("需要：50%。", "yes"),
        ("有,50%。", "yes"),
        ("Yes, 50%.", "yes"),
        ("YES. 50%.", "yes"),
        ("否：50%。", "no"),
        ("不是，50%。", "no"),
        ("不需要。50%。", "no"),
        ("不可以。50%。", "no"),
        ("没有，50%。", "no"),
        ("No. 50%.", "no"),
        ("可以申请，50%。", None),
        ("是否达到50%，文件没有说明。", None),
        ("达到50%，是。", None),
        ("Yesterday: 50%.", None),
    ],
)
def test_a_decision_is_right_or_wrong_or_none(answer: str, said: str | None) -> None:
    for decision in ("yes", "no"):
        score = score_of(row_of(decision=decision), answer)
        assert score.decision_is_right is (None if said is None else said == decision)
        assert score.missing == ()
        assert score.is_right is (said in (None, decision))
    free = score_of(row_of(), answer)
    assert (free.decision_is_right, free.is_right) == (None, True)


def test_a_refusal_decides_nothing() -> None:
    score = score_of(row_of(decision="yes"), "否。50%。", status="not_found")
    assert (score.decision_is_right, score.is_right, score.is_refused) == (None, False, True)


def test_refused_and_wrongly_refused() -> None:
    wrongly, rightly = refused(row_of()), refused(unanswerable_row())
    assert (wrongly.is_refused, wrongly.is_right, wrongly.missing) == (True, False, ("50%",))
    assert (rightly.is_refused, rightly.is_right, rightly.evidence) == (True, False, (0, 0))
    invented = score_of(unanswerable_row(), "50%", citation(BRANCHES))
    assert (invented.is_refused, invented.is_right, invented.citations) == (False, False, (0, 1))
    # a refusal is no right answer, whatever it says
    assert not score_of(row_of(), "50%", status="not_found").is_right


def scores_by_hand() -> list[AnswerScore]:
    """Return five answerable questions, two of them to be decided, and three that are not."""
    target = citation("占比达到 50 %以上")
    two = [[span(TARGET)], [span(BRANCHES)]]
    english = {"language": "en", "style": "english"}
    return [
        score_of(row_of(), "50%", target),
        score_of(row_of(evidence=two), "50%", target, citation("一、目标")),
        score_of(row_of(forbidden=["60%"], intent="date"), "50%或60%", citation("一、目标")),
        score_of(row_of(decision="yes", **english), "Yes, 50%.", target),
        score_of(row_of(decision="no", **english), "没有说明", status="not_found"),
        refused(unanswerable_row()),
        refused(unanswerable_row(**english)),
        score_of(unanswerable_row(), "60%", citation("三、管理")),
    ]


def test_a_summary_counts_what_each_figure_is_about() -> None:
    assert Summary.of(scores_by_hand()) == Summary(
        right=(3, 5),
        evidence=(3, 6),
        precision=(3, 5),  # the citation of the question that has no answer is not among them
        refused=(2, 3),
        wrongly_refused=(1, 5),
        decided=(1, 2),
        verbatim=(8, 8),
        questions=8,
    )


def test_a_wrong_and_a_missing_decision_are_not_decided() -> None:
    row = row_of(decision="yes")
    answers = ("是。50%。", "否。50%。", "达到50%。")
    summary = Summary.of([score_of(row, answer) for answer in answers])
    assert (summary.decided, summary.right) == ((1, 3), (2, 3))


def test_a_summary_of_nothing() -> None:
    assert Summary.of([]) == Summary((0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), 0)
    assert Summary.of([]).cells() == ["–"] * 7 + ["0"]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_table_shows_all_then_language_style_and_intent() -> None:
    head, rule, *rows = map(cells, table(scores_by_hand()).splitlines())
    assert head == ["", *COLUMNS]
    assert rule == ["---"] * 9
    assert [row[0] for row in rows] == [
        "all",
        "language en",
        "language zh",
        "style english",
        "style plain",
        "intent date",
        "intent target",
    ]
    by_name = {row[0]: row[1:] for row in rows}
    assert by_name["all"] == [
        "0.600 (3/5)",
        "0.500 (3/6)",
        "0.600 (3/5)",
        "0.667 (2/3)",
        "0.200 (1/5)",
        "0.500 (1/2)",
        "1.000 (8/8)",
        "8",
    ]
    english = ["0.500 (1/2)", "0.500 (1/2)", "1.000 (1/1)", "1.000 (1/1)", "0.500 (1/2)"]
    assert by_name["language en"] == [*english, "0.500 (1/2)", "1.000 (3/3)", "3"]
    assert by_name["style english"] == by_name["language en"]
    date = ["0.000 (0/1)", "0.000 (0/1)", "0.000 (0/1)", "–", "0.000 (0/1)", "–"]
    assert by_name["intent date"] == [*date, "1.000 (1/1)", "1"]


def test_the_command_refuses_a_broken_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_rows(tmp_path, row_of(), row_of(id="q-2", style="rude"))
    assert main([str(path)]) == 1
    assert f"{path} line 2: style" in capsys.readouterr().err
    assert main([str(tmp_path / "absent.jsonl")]) == 1
    assert "absent.jsonl" in capsys.readouterr().err


def test_the_command_asks_a_service_what_its_documents_can_answer(
    tmp_path: Path,
    service_url: str,
    client: PolicyClient,
    capsys: pytest.CaptureFixture[str],
) -> None:
    held = client.documents()["items"][0]
    quote = client.text(held["id"]).strip()[:20]
    named = [{"title": held["title"], "sha256": held["source_sha256"]}]
    evidence = [[span(quote, held["source_sha256"])]]
    asked = row_of(id="q-1", required=[["一百头大象"]], evidence=evidence, documents=named)
    unknown = row_of(id="q-2", documents=[{"title": "别的", "sha256": "sha-a"}])
    out = tmp_path / "answers.jsonl"
    path = write_rows(tmp_path, unknown, asked)
    options = ["--url", service_url, "--failures", "--out", str(out), str(path)]
    assert main(options) == 0
    printed = capsys.readouterr().out
    assert "skipped, their documents are not in the service: 1 questions" in printed
    assert cells(next(line for line in printed.splitlines() if "| all |" in line))[-1] == "1"
    assert "q-1 [target, plain] 占比要达到多少？" in printed
    assert "missing: 一百头大象" in printed
    assert f"should cite: {quote}" in printed
    [answer] = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert answer["question"] == "占比要达到多少？"
    assert main(["--url", service_url, str(write_rows(tmp_path, unknown))]) == 1
    assert "nothing was asked" in capsys.readouterr().out
