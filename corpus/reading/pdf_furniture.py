"""Running heads, running feet and page numbers: what stands at the edge of most pages."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.document_lines import ANNEX_LINE
from corpus.reading.printed_page import PageTable, PrintedLine, PrintedPage

EDGE_BLOCKS = 3  # lines from the top or bottom of a page that may be furniture
EDGE_SHARE = 0.15  # of the page's height that page numbers stand in
RUNNING_SHARE = 0.11  # that heads stand in: the text of official documents begins at 0.125
SAME_HEIGHT = 4.0  # points
MOST_PAGES = 0.4  # odd and even pages may differ
FEWEST_PAGES, ENOUGH_PAGES = 2, 3
VERY_EDGE_SHARE = 0.09

# - 13 -, —12—, 第3页共10页, 3/10, 12, Page 3 of 10, ·5·, iv
PAGE_NUMBER = re.compile(
    r"[-—–―－·〔\[]{0,2}\s?(?:\d{1,4}|[ivxIVX]{1,5})\s?[-—–―－·〕\]]{0,2}"
    r"|第\s?\d+\s?页(?:\s?[，,/]?\s?共\s?\d+\s?页)?|\d{1,4}\s?/\s?\d{1,4}"
    r"|[Pp]age\s?\d+(?:\s?of\s?\d+)?"
)
BARE_NUMBER = re.compile(r"\d{1,4}")

Block = PrintedLine | PageTable


def furniture_of(pages: Sequence[PrintedPage]) -> dict[int, str]:
    """Return the kind of each line that is furniture, by the line's `id()`."""
    pages = list(pages)
    edges = [(_edge(page, page.blocks), _edge(page, page.blocks[::-1])) for page in pages]
    kinds: dict[int, str] = {}
    for side in (0, 1):
        lines = [(index, line) for index, pair in enumerate(edges) for line in pair[side]]
        kinds |= _running_lines(lines, pages)
        kinds |= _page_numbers(lines, len(pages))
    return kinds


def _edge(page: PrintedPage, blocks: Sequence[Block]) -> list[PrintedLine]:
    """Return the lines near the edge that `blocks` begin at."""
    found = []
    for block in blocks[:EDGE_BLOCKS]:
        if isinstance(block, PageTable):
            break
        if _from_edge(block, page) > EDGE_SHARE:
            break
        found.append(block)
    return found


def _page_numbers(lines: list[tuple[int, PrintedLine]], pages: int) -> dict[int, str]:
    numbers = [(index, line) for index, line in lines if PAGE_NUMBER.fullmatch(line.text.strip())]
    bare = [(i, line) for i, line in numbers if BARE_NUMBER.fullmatch(line.text.strip())]
    # A bare number counts pages only if it grows with them
    steps = Counter(int(line.text) - index for index, line in bare)
    step, count = steps.most_common(1)[0] if steps else (0, 0)
    counts_pages = count >= FEWEST_PAGES or (pages == 1 and step == 1)
    return {
        id(line): "page_number"
        for index, line in numbers
        if not BARE_NUMBER.fullmatch(line.text.strip())
        or (counts_pages and int(line.text) - index == step)
    }


def _running_lines(
    lines: list[tuple[int, PrintedLine]], pages: list[PrintedPage]
) -> dict[int, str]:
    """Return the lines that recur on most pages at the same height, whatever their page number."""
    groups: list[tuple[str, float, dict[int, PrintedLine]]] = []
    for index, line in lines:
        # The number of the page may stand in the line: 第3页, file.docx 3/10
        words = re.sub(rf"(?<!\d){index + 1}(?!\d)", "#", "".join(line.text.split()))
        if ANNEX_LINE.fullmatch("".join(line.text.split())):
            continue
        for known, top, members in groups:
            if known == words and abs(top - line.top) <= SAME_HEIGHT:
                members[index] = line
                break
        else:
            groups.append((words, line.top, {index: line}))
    kinds: dict[int, str] = {}
    for _, _, members in groups:
        # Two pages may begin with the same words of the text: only at the very edge
        reach = RUNNING_SHARE if len(members) >= ENOUGH_PAGES else VERY_EDGE_SHARE
        if len(members) >= max(FEWEST_PAGES, MOST_PAGES * len(pages)) and all(
            _from_edge(line, pages[index]) <= reach for index, line in members.items()
        ):
            kinds |= {id(line): "running_head" for line in members.values()}
    return kinds


def _from_edge(line: PrintedLine, page: PrintedPage) -> float:
    """Return how far a line's middle is from the nearer edge, as a share of the page."""
    middle = (line.top + line.bottom) / 2 / page.height
    return min(middle, 1 - middle)
