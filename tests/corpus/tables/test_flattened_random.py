"""Random tables, printed on pages and put back together."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.tables.flattened import reconstructed_rows
from corpus.tables.flattened_models import ColumnKind
from tests.corpus.tables.printer import Column, Printed, lines_of

VERBS = ("推进", "加快", "完善", "建立", "优化", "支持")
OBJECTS = (
    "社区养老服务设施建设",
    "农村电商服务网点布局",
    "中小学校园食堂智慧监管",
    "公共停车场错时开放",
    "河道清淤和岸线整治",
    "残疾人就业帮扶",
    "冷链物流骨干网络",
    "政务服务一网通办",
)
ENDS = (
    "",
    "，到2026年覆盖率达到80%以上",
    "，每年新增不少于12个",
    "，推动BIM和GIS等技术应用",
    "，加强部门协同和信息共享，建立常态化工作机制",
)
UNITS = (
    "市民政局",
    "市住房城乡建设局",
    "市商务局",
    "市教育局",
    "市交通运输局",
    "市文化和旅游局",
    "市人力资源社会保障局",
    "市自然资源和规划局",
    "各区县政府",
)
TITLES = ("健全普惠养老服务体系", "提升城市功能品质", "优化营商环境")
WORDS = frozenset(ColumnKind) - {ColumnKind.SECTION}

sentences = st.builds(
    "{}{}{}。".format, st.sampled_from(VERBS), st.sampled_from(OBJECTS), st.sampled_from(ENDS)
)
measures = st.lists(sentences, min_size=1, max_size=3).map("".join)
unit_lists = st.lists(st.sampled_from(UNITS), min_size=1, max_size=4, unique=True).map("、".join)
deadlines = st.sampled_from(("2025年12月底前", "2026年6月", "长期坚持", "持续推进"))


@st.composite
def tables(draw: st.DrawFn) -> Printed:
    """Tables with a column of deadlines or without, vertical titles or none, on short pages."""
    has_deadlines = draw(st.booleans())
    columns = [
        Column("序号", draw(st.sampled_from((0.5, 1.0, 2.0)))),
        Column("具体措施", draw(st.integers(11, 18))),
        Column("责任单位", draw(st.integers(5, 8))),
        *([Column("完成时限", draw(st.integers(3, 5)))] * has_deadlines),
    ]
    rows = [
        (str(number), draw(measures), draw(unit_lists), *([draw(deadlines)] * has_deadlines))
        for number in range(1, draw(st.integers(4, 14)) + 1)
    ]
    has_titles = draw(st.booleans())
    titles = {row: draw(st.sampled_from(TITLES)) for row in range(0, len(rows), 4) if has_titles}
    return Printed(
        columns=columns,
        rows=rows,
        titles=titles,
        page_height=draw(st.sampled_from((25, 38, 1000))),
        repeat_header=draw(st.booleans()),
    )


@settings(derandomize=True, deadline=None, max_examples=25)
@given(table=tables())
def test_random_tables_come_back(table: Printed) -> None:
    lines = lines_of(table)
    body = "".join(row[1] for row in table.rows) + "。".join(table.titles.values())
    found = reconstructed_rows(lines, body)
    assert found is not None
    assert [
        tuple(cell for cell, kind in zip(row.cells, found.kinds, strict=True) if kind in WORDS)
        for row in found.rows
    ] == list(table.rows)
    kept = [*found.header, *found.repeated_headers, *(c for row in found.rows for c in row.cells)]
    assert Counter("".join("".join(kept).split())) == Counter("".join("".join(lines).split()))
