"""What each part of search is worth, and the re-ranker's training, on a corpus made here."""

import hashlib
import json
import lzma
from pathlib import Path

import pytest

from index.embedding.builtin import DEFAULT_PATH
from index.reranking import FEATURES, STATUTES, LinearReranker
from index.training import ablation, reranking

SUBJECTS = ("劳动报酬", "商品房", "饲养动物", "交通事故", "婚姻登记", "著作权")
POLICY = "一、推广沼气\n对新建沼气池每口补贴3000元。\n二、保护松树\n及时清理枯死松树。"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with statutes, questions over them, and a policy with a question."""
    statutes, questions = [], []
    for number, subject in enumerate(SUBJECTS):
        for rule in ("应当依法登记", "违反规定的处以罚款"):
            statutes.append(
                {"id": len(statutes), "name": f"{subject}法第一条", "text": f"{subject}{rule}。"}
            )
        questions.append(
            {
                "id": number,
                "query": f"{subject}违反规定怎么罚",
                "relevant": [statutes[-1]["id"]],
                "answer": "",
                "keywords": "",
            }
        )
    write(tmp_path / "statutes.jsonl.xz", statutes)
    write(tmp_path / "laws.jsonl.xz", [])
    write(tmp_path / "statute_queries_train.jsonl", questions)
    policy = {"title": "农业办法", "doc_number": None, "issuer": None, "date": None}
    write(tmp_path / "policies.jsonl.xz", [policy | {"text": POLICY}])
    asked = {
        "query": "沼气池补贴多少",
        "sha256": hashlib.sha256(POLICY.encode()).hexdigest(),
        "evidence": "每口补贴3000元",
    }
    write(tmp_path / "asked.jsonl", [asked])
    return tmp_path


def write(path: Path, rows: list[dict[str, object]]) -> None:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_every_variant_has_a_row_in_both_tables(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    models, weights = [str(DEFAULT_PATH)] * 2, [str(STATUTES)] * 2
    words = ["--data", str(data), "--folds", *models, "--rerankers", *weights]
    assert ablation.main([*words, "--policy-questions", str(data / "asked.jsonl")]) == 0
    shown = capsys.readouterr().out
    policies, statutes = shown.split("| 6 questions over statutes")
    assert "| clause R@3 |" in policies
    assert "clause" not in statutes
    for table in (policies, statutes):
        rows = {line.split(" | ")[0].removeprefix("| ") for line in table.splitlines()}
        assert {variant.name for variant in ablation.VARIANTS} <= rows
    assert "| all parts | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 |" in shown


def test_a_reranker_is_trained_and_can_be_used(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "weights.json"
    words = ["--data", str(data), "--folds", *[str(DEFAULT_PATH)] * 2, "--out", str(out)]
    assert reranking.main(words) == 0
    assert set(json.loads(out.read_text())) == set(FEATURES)
    assert isinstance(LinearReranker.open(out), LinearReranker)
    assert {f.name for f in tmp_path.glob("weights*")} == {
        "weights.json",
        "weights.fold0.json",
        "weights.fold1.json",
    }
