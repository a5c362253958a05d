"""Rows of a task-division table and the clauses of the body that they repeat."""

import csv

from corpus.cleaning import cleaned
from corpus.models import Clause, ClauseKind
from corpus.outline import outline_of
from corpus.reading.base import SourceText
from corpus.tables.links import body_clauses_of
from tests.conftest import POLICIES, ROOT

BODY = (
    "一、工作任务\n"
    "（一）发展普惠托育。支持社区利用闲置用房举办托育点，每个街道不少于1个。\n"
    "（二）改造老旧小区。结合居民意愿加装电梯，完善停车、充电和养老设施。\n"
    "序号\t工作任务\t责任单位\n"
    "1\t结合居民意愿加装电梯，完善停车、充电和养老设施。\t市住房城乡建设局\n"
)


def clauses_of(text: str) -> list[Clause]:
    """Return a clause for each line of `BODY`; those of the table are of its kinds."""
    kinds = [ClauseKind.CLAUSE] * 3 + [ClauseKind.TABLE, ClauseKind.TABLE_ROW]
    found, start = [], 0
    for place, (line, kind) in enumerate(zip(text.splitlines(), kinds, strict=True)):
        end = start + len(line)
        level = 1 if place == 0 else 2
        found.append(
            Clause(f"c{place}", None, place, level, kind, "", None, "", (), start, end, start, end)
        )
        start = end + 1
    return found


def test_a_row_repeats_the_clause_that_says_the_same() -> None:
    clauses = clauses_of(BODY)
    measures = [
        "支持社区利用闲置用房举办托育点，每个街道不少于 1 个。",
        "结合居民意愿，加装电梯、完善停车充电和养老设施",
        "开通乡镇到县城的夜间公交。",
        "托育",
        "",
    ]
    assert body_clauses_of(measures, clauses, BODY) == ["c1", "c2", None, None, None]
    assert body_clauses_of([measures[1]], clauses, BODY) == ["c2"]


def test_no_body_no_link() -> None:
    assert body_clauses_of(["结合居民意愿加装电梯，完善停车设施。"], [], "") == [None]
    assert body_clauses_of([], clauses_of(BODY), BODY) == []


# Two clauses say it: the deeper one is meant, then the one that comes first.
def test_the_innermost_clause_is_taken() -> None:
    text = "加强组织领导和统筹协调\n加强组织领导和统筹协调\n加强组织领导和统筹协调\n无\n无\n"
    assert body_clauses_of(["加强组织领导和统筹协调"], clauses_of(text), text) == ["c1"]


# The annex's headings tell which clause each row repeats: 2．加强惠企政策扶持, 加强组织领导.
def test_every_row_of_the_annex_is_linked() -> None:
    source = (POLICIES / "004_5dfb49f8e4641e3f.txt").read_text("utf-8")
    document = cleaned(SourceText(source), "004.txt")
    clauses = outline_of(document, "004")
    by_id = {clause.id: clause for clause in clauses}
    path = ROOT / "tests" / "data" / "004_annex_rows.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = body_clauses_of([row["measure"] for row in rows], clauses, document.text)
    task = ""
    for row, clause_id in zip(rows, found, strict=True):
        task = row["task"] or task
        assert clause_id is not None
        clause = by_id[clause_id]
        assert clause.heading == task.partition("．")[2] or clause.heading == task
