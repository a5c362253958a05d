"""The script that shows a text, run by Chromium itself."""

from typing import Any
from urllib.parse import quote

import pytest

from tests.ui.conftest import OpenPage
from ui.components.base import FOLDER

pytestmark = pytest.mark.browser
READER = f"data:text/javascript,{quote((FOLDER / 'reader.js').read_text(encoding='utf-8'))}"
SHOW = """async ([script, data]) => {
  const module = await import(script);
  document.body.innerHTML = '<div class="text" style="height: 90px; overflow: auto"></div>';
  module.default({ data, parentElement: document.body });
  return Array.from(document.querySelectorAll("p"), (p) => [
    p.textContent, p.querySelectorAll(".cell-end").length,
    Array.from(p.querySelectorAll("mark"), (m) => [m.textContent, m.className, m.title]),
  ]);
}"""
IN_SIGHT = """() => {
  const box = document.querySelector(".text").getBoundingClientRect();
  return Array.from(document.querySelectorAll("p"))
    .filter((p) => p.getBoundingClientRect().top >= box.top)
    .filter((p) => p.getBoundingClientRect().bottom <= box.bottom)
    .map((p) => p.textContent);
}"""


def piece(text: str, *marks: str, title: str = "") -> dict[str, Any]:
    return {"text": text, "marks": marks, "title": title}


def reader_data(*paragraphs: list[dict[str, Any]], goal: int | None = None) -> dict[str, Any]:
    return {
        "shown": "a",
        "label": "",
        "before": "",
        "after": "",
        "goal": goal,
        "reveal": False,
        "paragraphs": [{"pieces": pieces, "cited": False} for pieces in paragraphs],
    }


def test_the_cells_of_a_row_are_told_apart_and_the_text_stays_as_it_is(
    open_page: OpenPage,
) -> None:
    row = [piece("1\t推广"), piece("BIM\t\t市住建委", "quote")]
    data = reader_data([piece("一、推广")], row)
    assert open_page("about:blank").evaluate(SHOW, [READER, data]) == [
        ["一、推广", 0, []],
        ["1\t推广BIM\t\t市住建委", 3, [["BIM\t\t市住建委", "quote", ""]]],
    ]


def test_a_mark_has_its_kinds_and_says_what_it_is(open_page: OpenPage) -> None:
    both = piece("<b>50%</b>", "quote", "targets", title="指标：“装配率”")
    data = reader_data([piece("达到"), both])
    assert open_page("about:blank").evaluate(SHOW, [READER, data]) == [
        ["达到<b>50%</b>", 0, [["<b>50%</b>", "quote targets", "指标：“装配率”"]]],
    ]


@pytest.mark.parametrize(("goal", "expected"), [(None, "第20段"), (30, "第30段"), (0, "第0段")])
def test_the_text_is_scrolled_to_its_goal_or_to_the_quote(
    open_page: OpenPage, goal: int | None, expected: str
) -> None:
    paragraphs = [
        [piece(f"第{number}段", *(["quote"] if number == 20 else ["targets"]))]
        for number in range(40)
    ]
    page = open_page("about:blank")
    page.evaluate(SHOW, [READER, reader_data(*paragraphs, goal=goal)])
    assert expected in page.evaluate(IN_SIGHT)
