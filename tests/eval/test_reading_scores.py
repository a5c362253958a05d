"""The scorer of the reader on labels and finds whose scores are counted by hand."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from eval.reading.__main__ import main
from eval.reading.fact_scores import (
    begins_alike,
    condition_scores,
    fact_scores,
    incentive_scores,
    target_scores,
    validity_likeness,
)
from eval.reading.found import FoundClause, FoundDocument, FoundValidity
from eval.reading.labels import LabelledDocument, LabelledRow, LabelledValidity
from eval.reading.matching import QuotePlaces
from eval.reading.outline_scores import metadata_scores, outline_scores
from eval.reading.report import table
from eval.reading.scores import Score, Scores, Share
from eval.reading.table_scores import table_scores
from tests.conftest import ROOT

LABELS = ROOT / "eval" / "reading" / "labels"
TEXT = (
    "一、总体要求\n提高质量。\n二、主要任务\n（一）推广BIM 技术。到2025年占比达到\n50%以上。"
    "（市住建委牵头，市财政局配合）\n（二）奖励企业。给予200万元奖励，其中市级承担50%。\n"
)
HEADINGS = ("一、总体要求", "二、主要任务", "（一）推广", "（二）奖励")
NO_METADATA = dict.fromkeys(
    ("title", "doc_number", "issuer", "issued_on", "effective_on", "expires_on")
)


def label_of(**parts: Any) -> LabelledDocument:
    empty = {"outline": [], "responsibilities": [], "targets": [], "incentives": []}
    source = {"file": "x", "row": None, "sha256": ""}
    rest = {"conditions": [], "validity": [], "metadata": NO_METADATA, "source": source}
    return LabelledDocument.model_validate(empty | rest | parts)


def node(number: str, heading: str | None, starts: str, parent: int | None) -> dict[str, Any]:
    return {"number": number, "heading": heading, "starts": starts, "parent": parent}


OUTLINE = [
    node("一、", "总体要求", "一、总体要求", None),
    node("二、", "主要任务", "二、主要任务", None),
    node("（一）", "推广BIM技术", "（一）推广BIM技术。到2025年", 1),
    node("（二）", "奖励企业", "（二）奖励企业。给予200万", 1),
]


def clause(name: str, number: str, heading: str | None, parent: str | None, start: int) -> Any:
    return {
        "id": name,
        "parent_id": parent,
        "kind": "clause",
        "number": number,
        "heading": heading,
        "label": f"{number}{heading}",
        "start": start,
        "end": start + 20,
    }


STARTS = [TEXT.index(heading) for heading in HEADINGS]
CLAUSES = [
    clause("a", "一、", "总体要求", None, STARTS[0]),
    clause("b", "二、", "主要任务", None, STARTS[1]),
    clause("c", "(一)", "推广BIM 技术", "b", STARTS[2]),
    clause("d", "（二）", "奖励", "a", STARTS[3]),
]


def document_of(**parts: Any) -> FoundDocument:
    return FoundDocument.model_validate({"text": TEXT, "clauses": CLAUSES} | parts)


def quoted(words: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    place = {"quote": words, "quote_start": start, "quote_end": start + len(words)}
    return {"clause_id": "c"} | place | fields


def quantity(comparator: str, value: str, number: float, unit: str, upper: Any = None) -> Any:
    names = ("comparator", "value", "number", "unit", "upper")
    return dict(zip(names, (comparator, value, number, unit, upper), strict=True))


def test_precision_recall_and_f1() -> None:
    score = Score(labelled=4, found=2, matched=1) + Score(labelled=1, found=3, matched=1)
    assert (score.precision, score.recall, score.f1) == (0.4, 0.4, 0.4)
    assert (Score().precision, Score().recall, Score().f1) == (None, None, None)
    assert Score(labelled=2).f1 == 0


def test_outline() -> None:
    scores, clauses = outline_scores("x", label_of(outline=OUTLINE), document_of())
    assert scores.counts["outline"] == Score(4, 4, 4)
    assert scores.shares["outline: right parent"] == Share(3, 4)
    assert scores.shares["outline: right heading"] == Share(3, 4)
    assert clauses == {"a": 0, "b": 1, "c": 2, "d": 3}
    assert {(f.measure, f.clause) for f in scores.failures} == {
        ("parent", "（二）奖励企业。给予200万"),
        ("heading", "（二）奖励企业。给予200万"),
    }


def test_an_outline_with_a_number_too_many_and_one_too_few() -> None:
    false = clause("e", "50%", None, "c", TEXT.index("50%"))
    found = document_of(clauses=[*CLAUSES[1:3], false])
    scores, clauses = outline_scores("x", label_of(outline=OUTLINE), found)
    assert scores.counts["outline"] == Score(labelled=4, found=3, matched=2)
    assert clauses["e"] == 2  # what stands below it belongs to the labelled clause above
    assert {(f.what, f.clause) for f in scores.failures if f.measure == "outline"} == {
        ("missed", "一、总体要求"),
        ("missed", "（二）奖励企业。给予200万"),
        ("false", "50%None"),
    }


def test_a_group_without_a_heading_is_no_node_and_no_parent() -> None:
    group = clause("g", "", None, None, 0) | {"kind": "group"}
    orphan = clause("a", "一、", "总体要求", "g", 0)
    label = label_of(outline=OUTLINE[:1])
    scores, _ = outline_scores("x", label, document_of(clauses=[group, orphan]))
    assert scores.counts["outline"] == Score(1, 1, 1)
    assert scores.shares["outline: right parent"] == Share(1, 1)


def test_metadata() -> None:
    label = label_of(metadata=NO_METADATA | {"title": "关于 A 的通知", "issued_on": "2023-03-01"})
    given = {"title": "关于A的通知", "issuer": "某市"}
    scores = metadata_scores("x", label, document_of(header={"metadata": given}))
    assert scores.counts["metadata"] == Score(labelled=2, found=2, matched=1)
    assert scores.shares["metadata: right fields"] == Share(4, 6)
    assert {f.what for f in scores.failures} == {"missed", "false"}


def responsibility(clause: Any, role: str, unit: str, task: str) -> dict[str, Any]:
    return {"clause": clause, "role": role, "unit": unit, "task": task, "inherited": False}


def found_responsibility(clause_id: str, role: str, unit: str, task: str) -> dict[str, Any]:
    return {"clause_id": clause_id, "role": role, "unit": unit, "task": task, "quote": ""}


def test_responsibilities() -> None:
    label = label_of(
        outline=OUTLINE,
        responsibilities=[
            responsibility(2, "lead", "市住建委", "推广BIM技术。到2025年"),
            responsibility(2, "support", "市财政局", "推广BIM技术。到2025年"),
            responsibility(3, "lead", "市住建委", "奖励企业"),
        ],
    )
    found = document_of(
        responsibilities=[
            found_responsibility("c", "lead", "市住 建委", "推广BIM 技术。到2025年占比"),
            found_responsibility("c", "lead", "市财政局", "推广BIM 技术。到2025年占比"),
            found_responsibility("c", "lead", "市住建委", "别的任务"),
        ]
    )
    _, clauses = outline_scores("x", label, found)
    counts = fact_scores("x", label, found, clauses).counts
    assert counts["responsibilities"] == Score(3, 3, 1)
    assert counts["responsibilities, task too"] == Score(3, 3, 1)
    assert counts["responsibilities, any clause"] == Score(3, 3, 2)


def test_a_responsibility_of_a_table_row_is_one_of_its_annex() -> None:
    annex = clause("t", "附件", "分工表", None, STARTS[2]) | {"kind": "annex"}
    row = clause("r", "1", None, "t", STARTS[3]) | {"kind": "table_row"}
    label = label_of(
        outline=[node("附件", "分工表", "（一）推广", None)],
        responsibilities=[responsibility(0, "responsible", "市住建委", "奖励")],
    )
    found = document_of(
        clauses=[annex, row],
        responsibilities=[found_responsibility("r", "responsible", "市住建委", "奖励企业")],
    )
    _, clauses = outline_scores("x", label, found)
    assert fact_scores("x", label, found, clauses).counts["responsibilities"].matched == 1


def test_a_task_may_begin_with_the_number_and_heading_of_its_clause() -> None:
    found = FoundClause.model_validate(clause("c", "（一）", "推广技术", None, 0))
    assert begins_alike("到2025年占比达到", "（一）推广技术\n到2025年占比达到50%", found)
    assert begins_alike("推广技术。到2025", "推广技术。到2025年占比", found)
    assert not begins_alike("占比达到", "（一）推广技术。到2025年占比达到50%", found)


def test_targets() -> None:
    wanted = {"clause": 2, "indicator": "占比", "comparator": ">=", "value": "50", "unit": "%"}
    label = label_of(
        outline=OUTLINE,
        targets=[
            wanted | {"deadline": "2025年", "quote": "到2025年占比达到50%以上"},
            wanted | {"deadline": None, "quote": "提高质量"},
        ],
    )
    half = quantity("=", "50", 50.0, "%")
    right = quoted("占比达到\n50%", indicator="占比", deadline="2025年", quantity=half)
    # the same number of something else, in another place
    false = quoted("市级承担50%", indicator="承担", deadline=None, quantity=half)
    found = document_of(targets=[right, false])
    scores = target_scores("x", label, found, QuotePlaces(TEXT))
    assert scores.counts["targets"] == Score(2, 2, 1)
    assert scores.shares["targets: right comparator"] == Share(0, 1)
    assert scores.shares["targets: same deadline"] == Share(1, 1)


def test_shares_of_a_split_are_incentives_of_their_own() -> None:
    def wanted(amount: str, payer: str | None, quote: str) -> dict[str, Any]:
        return {"clause": 3, "award": "奖励", "condition": None, "amount": amount} | {
            "payer": payer,
            "quote": quote,
        }

    label = label_of(
        incentives=[wanted("200万元", None, "给予200万元奖励"), wanted("50%", "市级", "承担50%")]
    )
    both = "给予200万元奖励，其中市级承担50%"
    given = {"award": "奖励", "quantity": None, "condition": None}
    found = document_of(
        incentives=[
            quoted(both, amount="50%", payer="市级", **given),
            quoted(both, amount="200万元", payer="县级", **given),
            quoted("提高质量", amount="200万元", payer=None, **given),
        ]
    )
    scores = incentive_scores("x", label, found, QuotePlaces(TEXT))
    assert scores.counts["incentives"] == Score(2, 3, 2)
    assert scores.shares["incentives: right payer"] == Share(1, 2)


def test_conditions() -> None:
    wanted = {"clause": 2, "subject": "占比", "comparator": ">=", "value": "五十", "unit": "％"}
    label = label_of(outline=OUTLINE, conditions=[wanted | {"quote": "占比达到50%以上"}])
    half = quantity(">=", "50", 50.0, "%")
    found = document_of(conditions=[quoted("50%以上", subject="占比", quantity=half)])
    scores = condition_scores("x", label, found, QuotePlaces(TEXT))
    assert scores.counts["conditions"] == Score(1, 1, 1)
    assert scores.shares["conditions: right comparator"] == Share(1, 1)


@pytest.mark.parametrize(
    ("kind", "wanted", "value", "on", "likeness"),
    [
        ("effective", "2023-04-01", "2023年4月1日", "2023-04-01", 2),
        ("effective", "印发之日", "自印发之日起", None, 1),
        ("term", "5年", "五年", None, 2),
        ("term", "5年", "3年", None, 0),
        ("implements", "《甲办法》", "甲办法", None, 2),
        ("repeals", "《甲办法》（某发〔2020〕1号）", "《甲办法》", None, 1),
        ("repeals", "《甲办法》", "《乙办法》", None, 0),
    ],
)
def test_validity(kind: str, wanted: str, value: str, on: str | None, likeness: int) -> None:
    label = LabelledValidity(kind=kind, value=wanted, quote="")
    place = {"clause_id": "a", "quote": "", "quote_start": 0, "quote_end": 0}
    found = FoundValidity.model_validate(place | {"kind": kind, "value": value, "on": on})
    assert validity_likeness(label, found) == likeness
    assert validity_likeness(label.model_copy(update={"kind": "extends"}), found) == 0


def test_annex_rows() -> None:
    def labelled(row: int, measure: str, units: list[str]) -> LabelledRow:
        body = "二、（一）1．推广"
        parts = {"row": row, "section": None, "task": "", "measure": measure, "units": units}
        return LabelledRow.model_validate(parts | {"body_clause": body})

    body = clause("b", "1.", "推广", None, 0) | {"label": "二、（一）1. 推广"}
    rows = [
        clause(f"r{n}", str(n), None, None, 0) | {"kind": "table_row", "repeats_id": repeats}
        for n, repeats in ((1, "b"), (2, None))
    ]
    found = document_of(
        clauses=[body, *rows],
        responsibilities=[
            found_responsibility("r1", "responsible", "乙", "推广 BIM。"),
            found_responsibility("r1", "responsible", "甲", "推广 BIM。"),
            found_responsibility("r2", "responsible", "甲", "奖励企"),
        ],
    )
    wanted = [labelled(1, "推广BIM。", ["甲", "乙"]), labelled(2, "奖励企业。", ["甲"])]
    shares = table_scores("x", [*wanted, labelled(3, "其他。", ["甲"])], found).shares
    assert shares["annex rows: measure"] == Share(1, 3)
    assert shares["annex rows: units"] == Share(2, 3)
    assert shares["annex rows: body clause"] == Share(1, 3)
    assert shares["annex rows: whole row"] == Share(1, 3)


def test_the_table_leaves_out_what_is_nowhere() -> None:
    scores = Scores({"targets": Score(2, 4, 1), "validity": Score()}, {"x": Share(0, 0)})
    lines = list(table("doc", scores))
    assert len(lines) == 2
    assert lines[1].split() == ["targets", "2", "4", "1", "0.250", "0.500", "0.333"]


def write_label(folder: Path, text: str) -> None:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    source = {"file": "policies.jsonl", "row": 1, "sha256": sha256}
    outline = [node("一、", "目标", "一、目标", None), node("二、", "奖励", "二、奖励", None)]
    label = label_of(source=source, outline=outline)
    (folder / "row_001.json").write_text(label.model_dump_json())


def test_the_command_scores_what_the_parser_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "一、目标\n提高质量。\n二、奖惩\n没有。"
    policies, out = tmp_path / "policies.jsonl", tmp_path / "out.json"
    policies.write_text("\n".join(json.dumps({"text": t}) for t in ("别的", text)))
    (tmp_path / "labels").mkdir()
    write_label(tmp_path / "labels", text)
    options = ["--labels", str(tmp_path / "labels"), "--policies", str(policies)]
    options += ["--seeds", str(tmp_path), "--json", str(out), "--failures"]
    assert main(options) == 0
    figures = json.loads(out.read_text())
    outline = figures["documents"]["row_001"]["counts"]["outline"]
    assert (outline["labelled"], outline["found"], outline["matched"]) == (2, 2, 1)
    assert figures["totals"]["TOTAL"]["counts"]["outline"] == outline
    printed = capsys.readouterr().out
    assert "row_001\toutline\tmissed\t二、奖励\t二、" in printed
    policies.write_text(json.dumps({"text": text}))
    assert main(options) == 1
    assert "SHA-256" in capsys.readouterr().err
    assert main([*options, "--documents", "row_9"]) == 1
    assert "There are: row_001" in capsys.readouterr().err


def test_the_shipped_labels_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = str(LABELS / "nowhere")
    options = ["--labels", str(LABELS), "--policies", nowhere, "--seeds", nowhere]
    assert main(options) == 1
    assert "nowhere" in capsys.readouterr().err
