"""Which blocks of a web page are the policy, and which are the page's menus, tools and footers.

The article is the run of blocks with the highest sum of scores: text counts for it, links and
what stands in navigation against it ("maximum subsequence segmentation", Pasternack and Roth,
WWW 2009). Elements that content systems name as their article (TRS_Editor, UCAP-CONTENT) weigh
in where they hold most of the text. Outside it, the article's title, data and attachments stay.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.reading.html_blocks import PageBlock
from corpus.reading.html_document import Element
from corpus.reading.html_page_words import (
    is_data_label,
    is_data_line,
    is_footer_line,
    is_tool_line,
    is_weak_footer_line,
)

MENU, TOOLS, FOOTER = "page_menu", "page_tools", "page_footer"

ARTICLE_NAMES = frozenset(
    (
        *("ucap-content", "trs_editor", "trs_ueditor", "trs_web", "trs_word", "zoom", "zoomcon"),
        *("article-content", "article_content", "articlecontent", "article-con", "article_con"),
        *("pages_content", "page_content", "content_detail", "detail-content", "news_content"),
        *("contxt", "view", "custom_unionstyle", "bt_content", "xxgk_content", "info_content"),
        *("con_text", "article-body", "articlebody", "entry-content", "newscontent", "vsb_content"),
        *("v_news_content", "easysite-news-text", "article", "wzy1", "xl_con", "xqzw", "zwnr"),
    )
)
NAVIGATION_TAGS = frozenset({"nav", "footer", "aside", "menu"})
NAVIGATION_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navi|menu|breadcrumbs?|crumbs?|position|location|footer|foot|bottom"
    r"|copyright|sidebar|side|share|bdsharebuttonbox|toolbar|tools|friendlinks?|links?|related)"
    r"(?:$|[\s_-]|\d)",
    re.IGNORECASE,
)
MOST_NAVIGATION_SHARE = 0.4  # of a page's text: what holds more is no navigation
ARTICLE_SHARE = 0.5
LINK_COST = 3  # a character of a link weighs against as many of text
NAVIGATION_COST = 40
OUTSIDE_COST = 20  # for a block without a sentence outside the named article
SHORTEST_SENTENCE_BLOCK = 15
FOOTER_REACH = 6  # blocks before a line that only footers have
SHORTEST_TITLE = 6
LONGEST_TITLE_RUN = 5  # blocks that a title is broken into
# The site's name after a title: …的通知_重庆市人民政府网, …的通知 - 某某市住建局
SITE_NAME = re.compile(r"\s*(?:_|\||｜|--|\s[-–—]\s|-(?=[^-]*$)).*")
SENTENCE_SIGN = re.compile(r"[，。；]")
ATTACHMENT = re.compile(r"(?:相关)?附\s*件")
NOT_WORDS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class _Span:
    """The blocks from `start` up to `end`."""

    start: int
    end: int


def furniture_kinds(blocks: Sequence[PageBlock], titles: Sequence[str]) -> list[str | None]:
    """Return for each block what kind of page furniture it is; None for the policy's.

    `titles` are what the page's head calls the article, the surest first.
    """
    if not blocks:
        return []
    page = _Page(blocks)
    article = page.article()
    title = _title_run(blocks, titles, article.start)
    last_attachment = _end_of_attachments(blocks, article.end)
    kinds: list[str | None] = []
    for index, block in enumerate(blocks):
        if article.start <= index < article.end:
            kinds.append(TOOLS if _is_tool_block(block) else None)
        elif index >= article.end:
            kinds.append(None if index < last_attachment else FOOTER)
        elif index in title or _is_data(block) or _is_value_after_label(blocks, index):
            kinds.append(None)
        else:
            kinds.append(MENU)
    return kinds


class _Page:
    """The blocks of a page with the weight of text in each element."""

    def __init__(self, blocks: Sequence[PageBlock]) -> None:
        self._blocks = blocks
        self._weights = _weights(blocks)
        self._total = sum(map(_text_weight, blocks))
        self._in_navigation: dict[Element, bool] = {None: False}

    def article(self) -> _Span:
        """Return the run of blocks that is most likely the article."""
        named = self._named_article()
        scores = [self._score(block, named) for block in self._blocks]
        best = _best_run(scores)
        end = best.end
        last_prose = next(
            (b for b in reversed(self._blocks[best.start : best.end]) if _is_prose(b)), None
        )
        for index in range(best.end - 1, max(best.start, best.end - FOOTER_REACH) - 1, -1):
            block = self._blocks[index]
            beside_prose = last_prose is not None and _stand_together(block, last_prose)
            if is_weak_footer_line(block.text) and not beside_prose and self._before_footer(index):
                end = index
        return _Span(best.start, end)

    def _score(self, block: PageBlock, named: Element | None) -> int:
        if _is_chrome(block) or self._is_in_navigation(block.element):
            return -(block.size + NAVIGATION_COST)
        if block.links_document:
            return 0
        score = block.size - LINK_COST * block.link_size
        if named is not None and score > 0 and not _is_within(block.element, named):
            return score if _is_prose(block) else -OUTSIDE_COST
        return score

    def _named_article(self) -> Element | None:
        """Return the element with most text that is named as an article, the outermost of such."""
        named = [
            (weight, -_depth(element), element)
            for element, weight in self._weights.items()
            if weight >= ARTICLE_SHARE * self._total and _is_named_article(element)
        ]
        return max(named, key=lambda item: item[:2])[2] if named else None

    def _is_in_navigation(self, element: Element) -> bool:
        path = []
        while element not in self._in_navigation:
            path.append(element)
            element = element.getparent()
        found = self._in_navigation[element]
        for inner in reversed(path):
            weight = self._weights.get(inner, 0)
            found = found or (
                weight < MOST_NAVIGATION_SHARE * self._total and _is_navigation(inner)
            )
            self._in_navigation[inner] = found
        return found

    def _before_footer(self, index: int) -> bool:
        following = self._blocks[index + 1 : index + 1 + FOOTER_REACH]
        return any(is_footer_line(block.text) for block in following)


def _weights(blocks: Sequence[PageBlock]) -> dict[Element, int]:
    """Return how much text stands in each element that holds some."""
    weights: dict[Element, int] = {}
    for block in blocks:
        element, weight = block.element, _text_weight(block)
        while weight and element is not None:
            weights[element] = weights.get(element, 0) + weight
            element = element.getparent()
    return weights


def _text_weight(block: PageBlock) -> int:
    return block.size if _is_prose(block) else 0


def _is_prose(block: PageBlock) -> bool:
    return (
        block.size >= SHORTEST_SENTENCE_BLOCK
        and block.link_size * 2 < block.size
        and bool(SENTENCE_SIGN.search(block.text))
    )


def _is_chrome(block: PageBlock) -> bool:
    text = block.text
    return is_footer_line(text) or is_tool_line(text)


def _is_tool_block(block: PageBlock) -> bool:
    return is_tool_line(block.text)


def _best_run(scores: Sequence[int]) -> _Span:
    """Return the run with the highest sum; everything where no score is above zero."""
    best, best_sum = _Span(0, len(scores)), 0
    start, running = 0, 0
    for index, score in enumerate(scores):
        if running <= 0:
            start, running = index, 0
        running += score
        if running > best_sum:
            best, best_sum = _Span(start, index + 1), running
    return best


def _names(element: Element) -> str:
    return f"{element.get('id', '')} {element.get('class', '')}"


def _is_named_article(element: Element) -> bool:
    return (
        element.tag == "article"
        or element.get("itemprop") == "articleBody"
        or any(name in ARTICLE_NAMES for name in _names(element).lower().split())
    )


def _is_navigation(element: Element) -> bool:
    return element.tag in NAVIGATION_TAGS or bool(NAVIGATION_NAME.search(_names(element)))


def _is_within(element: Element, container: Element) -> bool:
    while element is not None:
        if element is container:
            return True
        element = element.getparent()
    return False


def _stand_together(one: PageBlock, other: PageBlock) -> bool:
    """Tell whether two blocks are in the same element, or each in an element beside the other."""
    if one.element is other.element:
        return True
    parent = one.element.getparent()
    return parent is not None and parent.tag != "body" and parent is other.element.getparent()


def _depth(element: Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _words(text: str) -> str:
    return NOT_WORDS.sub("", text)


def _title_run(blocks: Sequence[PageBlock], titles: Sequence[str], article_start: int) -> range:
    """Return the blocks before the article that are its title, else its last main heading."""
    wanted = {
        words
        for title in titles
        for words in (_words(title), _words(SITE_NAME.sub("", title)))
        if len(words) >= SHORTEST_TITLE
    }
    for end in range(article_start, 0, -1):
        for start in range(end - 1, max(-1, end - 1 - LONGEST_TITLE_RUN), -1):
            run = "".join(_words(block.text) for block in blocks[start:end])
            if run in wanted and not any(map(_is_mostly_links, blocks[start:end])):
                return range(start, end)
    for index in range(article_start - 1, -1, -1):
        block = blocks[index]
        if block.is_heading and len(_words(block.text)) >= SHORTEST_TITLE:
            return range(0) if _is_mostly_links(block) else range(index, index + 1)
    return range(0)


def _is_mostly_links(block: PageBlock) -> bool:
    return block.link_size * 2 > block.size


def _is_data(block: PageBlock) -> bool:
    """Tell whether a block states the article's data: 发文字号, 成文日期."""
    if _is_mostly_links(block):
        return False
    return any(is_data_line(line) or is_data_label(line.split("\t")[0]) for line in block.lines)


def _is_value_after_label(blocks: Sequence[PageBlock], index: int) -> bool:
    return (
        index > 0
        and is_data_label(blocks[index - 1].text)
        and not _is_chrome(blocks[index])
        and not _is_mostly_links(blocks[index])
    )


def _end_of_attachments(blocks: Sequence[PageBlock], start: int) -> int:
    """Return the index after the attachments that are listed right after the article."""
    end = start
    while end < len(blocks) and (
        blocks[end].links_document or (ATTACHMENT.match(blocks[end].text) is not None)
    ):
        end += 1
    return end
