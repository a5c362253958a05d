"""The script that shows a text, run by Chromium itself."""

from urllib.parse import quote

import pytest

from tests.ui.conftest import OpenPage
from ui.components import SOURCE_JS

pytestmark = pytest.mark.browser
SHOW = """async ([script, data]) => {
  const module = await import(script);
  document.body.innerHTML = '<div class="text"></div>';
  module.default({ data, parentElement: document.body });
  return Array.from(document.querySelectorAll("p"), (p) => [
    p.textContent, p.querySelectorAll(".cell-end").length,
    Array.from(p.querySelectorAll("mark"), (m) => m.textContent),
  ]);
}"""


def test_the_cells_of_a_row_are_told_apart_and_the_text_stays_as_it_is(
    open_page: OpenPage,
) -> None:
    row = {"text": "1\t推广", "quoted": False}, {"text": "BIM\t\t市住建委", "quoted": True}
    plain = {"text": "一、推广", "quoted": False}
    data = {
        "shown": "a",
        "label": "",
        "before": "",
        "after": "",
        "reveal": False,
        "paragraphs": [{"pieces": [plain], "cited": False}, {"pieces": row, "cited": True}],
    }
    page = open_page("about:blank")
    shown = page.evaluate(SHOW, [f"data:text/javascript,{quote(SOURCE_JS)}", data])
    assert shown == [
        ["一、推广", 0, []],
        ["1\t推广BIM\t\t市住建委", 3, ["BIM\t\t市住建委"]],
    ]
