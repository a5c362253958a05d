"""Numbers that open a clause, and numbers that do not."""

import pytest

from corpus.numbering import chinese_number_value, marker_at_start
from tests.conftest import ROOT

DATA = ROOT / "tests" / "data"


@pytest.mark.parametrize(
    ("paragraph", "ordinal", "written"),
    [
        ("一、总体要求", 1, "一、"),
        ("二十一、附则", 21, "二十一、"),
        ("（三）推进绿色建筑", 3, "（三）"),
        ("(十二)完善标准", 12, "(十二)"),
        ("1．健全推进机制", 1, "1．"),
        ("11. 大力发展", 11, "11."),
        ("2、申报", 2, "2、"),
        ("1. 2023年完成任务", 1, "1."),
        ("（4）设备", 4, "（4）"),
        ("③申请表", 3, "③"),
        ("第三条　为了", 3, "第三条"),
        ("第一章 总则", 1, "第一章"),
        ("——深化改革", 0, "——"),
        ("一是加强", 1, "一是"),
        ("1）设备", 1, "1）"),
        ("⒊申报材料", 3, "⒊"),
        ("第3章 总则", 3, "第3章"),
        ("1.2 适用范围", 2, "1.2"),
        ("一．总则", 1, "一．"),
        ("（一）及时公开", 1, "（一）"),
        ("（一）项目管理", 1, "（一）"),
    ],
)
def test_a_number_at_the_start_opens_a_clause(paragraph: str, ordinal: int, written: str) -> None:
    marker = marker_at_start(paragraph)
    assert marker is not None
    assert (marker.ordinal, marker.written.strip()) == (ordinal, written)


def not_headings() -> list[str]:
    lines = (DATA / "not_headings.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("paragraph", not_headings())
def test_a_number_inside_a_sentence_does_not(paragraph: str) -> None:
    assert marker_at_start(paragraph) is None


def test_levels_run_from_outer_to_inner() -> None:
    openings = ["第一章 总则", "第一条 为了", "一、", "（一）", "1.", "（1）", "①", "——项"]
    levels = [marker.level for text in openings if (marker := marker_at_start(text))]
    assert levels == sorted(set(levels))
    assert len(levels) == len(openings)


@pytest.mark.parametrize(
    ("written", "value"), [("十", 10), ("二十一", 21), ("一百零五", 105), ("三十", 30), ("九", 9)]
)
def test_chinese_numbers(written: str, value: int) -> None:
    assert chinese_number_value(written) == value
