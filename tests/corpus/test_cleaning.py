"""From the characters of a file to the text that is served."""

from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.cleaning import cleaned
from corpus.cleaning.furniture import page_furniture
from corpus.errors import CorpusError
from corpus.reading import SourceText
from corpus.spaces import tidy_spaces

WRAPPED = """为贯彻落实国务院办公厅关于促进建筑业持续健康发展的意见精

神，加快推进建筑产业结构调整和转型升级，到 2025 年全市建筑业总产

值突破 1000 亿元，增加值保持年百分之八以上的增幅，推动本市建筑业

高质量发展，结合实际，制定本意见。

一、总体要求

以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精

—12—

神，认真落实国家和省关于促进建筑业发展的决策部署，完整准确全面

贯彻新发展理念，服务新发展格局，深化建筑业改革，优化建筑市场。

（一）全力推进

支持企业做大做强，对符合条件的给予奖励，鼓励企业走特色发展之路

并积极参与重点工程建设，按规定给予支持（责任单位：市住建局、市

财政局、市交通局）
"""


def test_lines_broken_by_the_page_are_made_whole() -> None:
    paragraphs = cleaned(SourceText(WRAPPED), "wrapped.txt").text.split("\n")
    assert [p[:6] for p in paragraphs] == [
        "为贯彻落实国",
        "一、总体要求",
        "以习近平新时",
        "（一）全力推",
        "支持企业做大",
    ]
    assert "全市建筑业总产值突破1000亿元" in paragraphs[0]
    assert "党的二十大精神，认真落实" in paragraphs[2]
    assert paragraphs[-1].endswith("（责任单位：市住建局、市财政局、市交通局）")


def test_page_furniture_is_set_aside_with_its_place() -> None:
    source = "[bookmark: _Toc1]（一）推进\n- 13 -\n某某市人民政府办公厅文件\n正文。"
    furniture = page_furniture(source)
    assert [(f.kind, f.text) for f in furniture] == [
        ("bookmark", "[bookmark: _Toc1]"),
        ("page_number", "- 13 -"),
        ("running_head", "某某市人民政府办公厅文件"),
    ]
    assert all(source[f.start : f.end] == f.text for f in furniture)
    assert cleaned(SourceText(source), "a.txt").text == "（一）推进\n正文。"


def test_an_issuer_away_from_page_numbers_is_not_furniture() -> None:
    assert page_furniture("某某市人民政府办公厅文件\n正文。") == ()


def test_paragraphs_of_unwrapped_text_stay_apart() -> None:
    source = "一、目标\n\n" + "推进建设，" * 40 + "。\n\n" + "加强管理，" * 30 + "。"
    assert len(cleaned(SourceText(source), "a.txt").text.split("\n")) == 3


def test_spaces_around_latin_go_and_gaps_between_columns_stay() -> None:
    assert tidy_spaces("　　到 2025 年，BIM 技术") == "到2025年，BIM技术"
    assert tidy_spaces("办公室          2023年 3月 1日印发") == "办公室 2023年3月1日印发"
    assert tidy_spaces("AI and VR") == "AI and VR"
    assert tidy_spaces("发改委 财政局") == "发改委 财政局"


VISIBLE = st.text(alphabet="一二三（）、。；：1.aB%—- \n\t　附件牵头单位市", max_size=400)


@given(VISIBLE)
def test_no_visible_character_is_lost(source: str) -> None:
    assume(source.strip())
    try:
        result = cleaned(SourceText(source), "any.txt")
    except CorpusError as error:
        assert "no text besides page furniture" in str(error)
        return
    set_aside = "".join("".join(f.text.split()) for f in result.furniture)
    kept = "".join(result.text.split())
    assert sorted(kept + set_aside) == sorted("".join(source.split()))
