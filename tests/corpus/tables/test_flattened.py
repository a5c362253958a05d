"""Tables that lost their cells: the annex of the seed, and tables printed here."""

import csv
from collections import Counter
from collections.abc import Sequence

import pytest

from corpus.cleaning.furniture import page_furniture, without_spans
from corpus.spaces import tidy_spaces
from corpus.tables.flattened import reconstructed_rows
from corpus.tables.flattened_models import ColumnKind, FlattenedTable
from tests.conftest import POLICIES, ROOT
from tests.corpus.tables.printer import Column, Printed, lines_of

ANNEX_TITLE = "重庆市智能建造试点城市工作重点任务分工表"
# Written down row by row from the printed annex and checked against it and the body.
EXPECTED = ROOT / "tests" / "data" / "004_annex_rows.tsv"


def annex() -> tuple[list[str], str]:
    """Return the annex's printed lines after its title, and the text before them."""
    source = (POLICIES / "004_5dfb49f8e4641e3f.txt").read_text("utf-8")
    kept = without_spans(source, page_furniture(source), 0, len(source))
    body, _, table = kept.rpartition(ANNEX_TITLE)
    return table.splitlines(), body


@pytest.fixture(scope="module")
def table() -> FlattenedTable:
    """The annex as printed, put back together with its body."""
    return rebuilt(*annex())


def expected_rows() -> list[dict[str, str]]:
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def characters_of(table: FlattenedTable) -> Counter[str]:
    cells = [cell for row in table.rows for cell in row.cells]
    return visible("".join([*table.header, *cells, *table.repeated_headers, *table.notes]))


def visible(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def rebuilt(lines: Sequence[str], body: str) -> FlattenedTable:
    table = reconstructed_rows(lines, body)
    assert table is not None
    return table


# As printed; as the cleaner tidies lines (4 智能建造 → 4智能建造, no blank where a page begins);
# and both without the body whose sentences the measures repeat.
@pytest.mark.parametrize("with_body", [True, False])
@pytest.mark.parametrize("tidied", [False, True])
def test_every_row_of_the_annex(with_body: bool, tidied: bool) -> None:
    lines, body = annex()
    table = rebuilt([tidy_spaces(line) for line in lines] if tidied else lines, body * with_body)
    assert [row.number for row in table.rows] == list(range(1, 63))
    found = [
        {
            "number": table.cell_of(row, ColumnKind.NUMBER),
            "section": table.cell_of(row, ColumnKind.SECTION),
            "task": table.cell_of(row, ColumnKind.TASK),
            "measure": table.cell_of(row, ColumnKind.MEASURE),
            "units": table.cell_of(row, ColumnKind.UNITS),
        }
        for row in table.rows
    ]
    assert found == expected_rows()


def test_columns_of_the_annex(table: FlattenedTable) -> None:
    assert table.header == ("序号", "试点任务", "", "具体措施", "责任单位")
    assert table.kinds == (
        ColumnKind.NUMBER,
        ColumnKind.SECTION,
        ColumnKind.TASK,
        ColumnKind.MEASURE,
        ColumnKind.UNITS,
    )


# A row cut by a page whose columns share the last line; one whose number is cut too.
def test_rows_that_a_page_break_cuts(table: FlattenedTable) -> None:
    measure, units = ColumnKind.MEASURE, ColumnKind.UNITS
    by_number = {row.number: row for row in table.rows}
    assert table.cell_of(by_number[54], measure) == (
        "教育、城市管理、交通、水利、卫生健康等部门应鼓励市场主体积极参与"
        "智能建造技术研发与应用，形成智能建造技术应用多元投入机制。"
    )
    assert table.cell_of(by_number[54], units) == (
        "市住房城乡建委、市发展改革委、市教委、市城市管理局、市交通局、市水利局、"
        "市卫生健康委，有关区县政府"
    )
    assert table.cell_of(by_number[45], ColumnKind.TASK) == "17．深化“互联网+”监管"
    assert table.cell_of(by_number[45], measure) == (
        "推广基于BIM模型的电子报建，探索与法定工程技术图纸信息一致的BIM模型"
        "一并用于工程建设项目审批审查。"
    )
    assert table.cell_of(by_number[62], units) == "市住房城乡建委"
    assert table.cell_of(by_number[2], units) == (
        "市住房城乡建委、市规划自然资源局、市发展改革委，有关区县政府"
    )


# 建立系统全面的 | 政策体系: what a page break cuts is whole where it begins; what is printed
# again on a new page stays in the row beside which it is printed.
def test_vertical_titles_over_page_breaks(table: FlattenedTable) -> None:
    sections = {row.number: table.cell_of(row, ColumnKind.SECTION) for row in table.rows}
    assert {number: words for number, words in sections.items() if words} == {
        1: "建立系统全面的政策体系",
        9: "打造先进适用的技术体系",
        20: "构建科学高效的推广体系",
        30: "布局协同发展的产业体系",
        33: "布局协同发展的产业体系",
        42: "搭建科学高效的监管体系",
        44: "搭建科学高效的监管体系",
    }


def test_no_character_of_the_annex_is_lost_or_invented(table: FlattenedTable) -> None:
    assert characters_of(table) == visible("".join(annex()[0]))


LEAD_AND_SUPPORT = Printed(
    columns=(
        Column("序号", 1),
        Column("重点任务", 4),
        Column("工作内容", 12),
        Column("牵头单位", 5),
        Column("配合单位", 6),
        Column("完成时限", 4),
    ),
    rows=(
        (
            "1",
            "发展普惠托育",
            "支持社区利用闲置用房举办托育点，每个街道不少于1个。鼓励用人单位提供福利性托育服务。",
            "市卫生健康委",
            "市民政局、市财政局",
            "2025年12月底前",
        ),
        (
            "2",
            "",
            "对新增普惠托位给予每个8000元一次性建设补助。",
            "市财政局",
            "市卫生健康委",
            "长期坚持",
        ),
        (
            "3",
            "改造老旧小区",
            "结合居民意愿加装电梯，完善停车、充电和养老设施，接入GIS平台统一管理。",
            "市住房城乡建设局",
            "市自然资源和规划局、市市场监管局、各区县政府",
            "2026年6月",
        ),
        (
            "4",
            "",
            "建立物业服务评价制度，评价结果向社会公开。",
            "市住房城乡建设局",
            "市市场监管局",
            "持续推进",
        ),
    ),
    page_height=6,
)
WITH_DOMAINS = Printed(
    columns=(
        Column("领域", 1),
        Column("序号", 1),
        Column("工作任务", 16),
        Column("责任单位", 6),
    ),
    rows=(
        ("", "1", "整治入河排污口，年底前完成全部溯源建档。", "市生态环境局、市水利局"),
        ("", "2", "推进河道清淤，恢复水生植物群落，建设滨水步道。", "市水利局"),
        ("", "3", "建设农村冷链物流网点，降低农产品损耗。", "市商务局、市农业农村局"),
        (
            "",
            "4",
            "培育新型职业农民，每年培训不少于600人次。",
            "市农业农村局、市人力资源社会保障局",
        ),
        ("", "5", "开通乡镇到县城的夜间公交。", "市交通运输局，有关区县政府"),
    ),
    titles={0: "水清岸绿", 2: "乡村振兴"},
    title_place=0,
    page_height=9,
    repeat_header=True,
)
PLAIN = Printed(
    columns=(Column("序号", 0.5), Column("主要任务", 15), Column("责任部门", 7)),
    rows=tuple(
        (str(number), f"在第{number}片区推广BIM技术和绿色建材，形成可复制的经验。", units)
        for number, units in enumerate(
            ["市住房城乡建设局、市财政局", "市发展改革委", "市科技局，各区县政府"] * 4, start=1
        )
    ),
    page_height=16,
)


@pytest.mark.parametrize("with_body", [True, False])
@pytest.mark.parametrize("printed", [LEAD_AND_SUPPORT, WITH_DOMAINS, PLAIN])
def test_printed_tables_come_back(printed: Printed, with_body: bool) -> None:
    lines = lines_of(printed)
    body = (
        "".join(cell for row in printed.rows for cell in row if "。" in cell) if with_body else ""
    )
    found = rebuilt(lines, body)
    titles = {
        row.number - 1: found.cell_of(row, ColumnKind.SECTION)
        for row in found.rows
        if found.cell_of(row, ColumnKind.SECTION)
    }
    cells = [
        [cell for cell, kind in zip(row.cells, found.kinds, strict=True) if kind in WORDS]
        for row in found.rows
    ]
    without_titles = slice(1, None) if printed.title_place == 0 and printed.titles else slice(None)
    assert cells == [list(row[without_titles]) for row in printed.rows]
    assert titles == printed.titles
    assert characters_of(found) == visible("".join(lines))


WORDS = frozenset(ColumnKind) - {ColumnKind.SECTION, ColumnKind.GROUP}


def test_lead_and_support_stay_apart() -> None:
    found = rebuilt(lines_of(LEAD_AND_SUPPORT), "")
    assert found.header == ("序号", "重点任务", "工作内容", "牵头单位", "配合单位", "完成时限")
    assert found.cells_of(found.rows[2], ColumnKind.UNITS) == (
        "市住房城乡建设局",
        "市自然资源和规划局、市市场监管局、各区县政府",
    )
    assert found.cell_of(found.rows[0], ColumnKind.DEADLINE) == "2025年12月底前"


def test_headers_on_every_page_are_set_aside() -> None:
    found = rebuilt(lines_of(WITH_DOMAINS), "")
    assert found.header == ("领域", "序号", "工作任务", "责任单位")
    assert set(found.repeated_headers) == {"领域 序号 工作任务 责任单位"}


# 一、健全机制: a title across the table, and what follows it.
def test_titles_across_the_table_and_notes() -> None:
    lines = lines_of(Printed(PLAIN.columns, PLAIN.rows[:5]))
    third = lines.index("3")
    lines = [lines[0], "一、健全工作机制", *lines[1:third], "二、加强技术推广", *lines[third:]]
    found = rebuilt([*lines, "注：责任部门列第一位的为牵头部门。"], "")
    groups = {row.number: found.cell_of(row, ColumnKind.GROUP) for row in found.rows}
    assert {n: words for n, words in groups.items() if words} == {
        1: "一、健全工作机制",
        3: "二、加强技术推广",
    }
    assert found.notes == ("注：责任部门列第一位的为牵头部门。",)
    assert [found.cell_of(row, ColumnKind.UNITS) for row in found.rows] == [
        row[2] for row in PLAIN.rows[:5]
    ]


# BI | M is one word, web | site in a body that says "web site" are two.
@pytest.mark.parametrize(
    ("body", "whole"),
    [("", "RFID"), ("RF ID", "RF ID"), ("RFID", "RFID")],
)
def test_latin_words_broken_at_a_line_end(body: str, whole: str) -> None:
    lines = ["序号 工作任务 责任单位"]
    for number in range(1, 5):
        lines += [str(number), "推进部品部件追溯，应用RF", "ID技术。", "市商务局"]
    found = rebuilt(lines, body)
    assert (
        found.cell_of(found.rows[0], ColumnKind.MEASURE) == f"推进部品部件追溯，应用{whole}技术。"
    )
