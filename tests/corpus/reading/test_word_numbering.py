"""Automatic numbers of Word documents: as Word shows them."""

import pytest

from corpus.reading.base import SourceFile
from corpus.reading.number_formats import formatted_number
from corpus.reading.word import word_text
from tests.corpus.reading.makers import raw_docx
from tests.corpus.reading.makers import word_paragraph as p


def numbered(text: str, list_id: int = 1, level: int = 0) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return p(text, place)


def level(index: int, number_format: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, lists: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{lists}'
    )


def lines(body: str, **parts: str) -> list[str]:
    return word_text(SourceFile("a.docx", raw_docx(body, **parts))).text.split("\n")


def test_levels_count_under_their_parents() -> None:
    levels = numbering(
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        level(3, "decimalEnclosedCircleChinese", "%4"),
    )
    order = [0, 1, 1, 2, 2, 0, 1, 2, 3, 3]
    body = "".join(numbered("推进", level=depth) for depth in order)
    assert lines(body, numbering=levels) == [
        *("一、推进", "（一）推进", "（二）推进", "1.2.1 推进", "1.2.2 推进"),
        *("二、推进", "（一）推进", "2.1.1 推进", "①推进", "②推进"),
    ]


def test_a_level_restarts_only_after_the_level_that_it_names() -> None:
    levels = numbering(
        level(0, "decimal", "第%1章"),
        level(1, "decimal", "第%2节", '<w:lvlRestart w:val="1"/>'),
        level(2, "decimal", "第%3条", '<w:lvlRestart w:val="0"/>'),
    )
    body = "".join(numbered("", level=depth) for depth in [0, 1, 2, 1, 2, 0, 1, 2])
    assert lines(body, numbering=levels) == [
        *("第1章", "第1节", "第1条", "第2节", "第2条", "第2章", "第1节", "第3条"),
    ]


def test_lists_of_one_definition_count_on_unless_they_override_the_start() -> None:
    lists = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, 'upperRoman', '%1)')}</w:lvlOverride></w:num>"
    )
    body = "".join(numbered("项", list_id) for list_id in (1, 2, 3, 3, 1, 4))
    found = lines(body, numbering=numbering(level(0, "decimal", "%1."), lists=lists))
    assert found == ["1. 项", "2. 项", "5. 项", "6. 项", "7. 项", "VIII) 项"]


def test_a_parent_that_no_paragraph_has_counts_as_begun() -> None:
    levels = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    body = numbered("甲", level=1) + numbered("乙", level=0)
    assert lines(body, numbering=levels) == ["1.1 甲", "2. 乙"]


def test_numbers_come_through_styles_and_can_be_switched_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H3"><w:basedOn w:val="H1"/></w:style>'
    )
    levels = numbering(
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3.", '<w:pStyle w:val="H3"/>'),
    )
    body = (
        p("总则", '<w:pStyle w:val="H1"/>')
        + p("目的", '<w:pStyle w:val="H2"/>')
        + p("依据", '<w:pStyle w:val="H3"/>')
        + p("说明", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("附则", '<w:pStyle w:val="H1"/>')
    )
    assert lines(body, numbering=levels, styles=styles) == [
        *("一、总则", "（一）目的", "1. 依据", "说明", "二、附则"),
    ]


def test_bullets_give_no_text_unless_they_are_dashes() -> None:
    levels = numbering(level(0, "bullet", "\uf0b7"), level(1, "bullet", "——"))
    body = numbered("甲") + numbered("乙", level=1)
    assert lines(body, numbering=levels) == ["甲", "——乙"]


@pytest.mark.parametrize(
    ("value", "number_format", "written"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "taiwaneseCountingThousand", "一百一十"),
        (1003, "chineseCountingThousand", "一千零三"),
        (20_010, "chineseCountingThousand", "二万零一十"),
        (105, "japaneseCounting", "百五"),
        (20, "ideographDigital", "二〇"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "ideographTraditional", "丙"),
        (21, "decimalEnclosedCircle", "㉑"),
        (99, "decimalEnclosedCircle", "99"),
        (1994, "lowerRoman", "mcmxciv"),
        (28, "lowerLetter", "bb"),
        (10**12, "upperLetter", "1000000000000"),
        (0, "upperRoman", "0"),
        (7, "decimalFullWidth", "７"),
        (7, "decimalZero", "07"),
        (7, "a format of tomorrow", "7"),
    ],
)
def test_number_formats(value: int, number_format: str, written: str) -> None:
    assert formatted_number(value, number_format) == written
