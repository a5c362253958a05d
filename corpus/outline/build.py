"""Builds the outline: each part's front matter, preamble, tree of clauses, and what follows it."""

import re
from collections.abc import Sequence
from statistics import median

from corpus.cleaning import CleanedText
from corpus.document_lines import ANNEX_NAME, LineKind
from corpus.models import Clause, ClauseKind
from corpus.numbering import (
    ARTICLE_LEVEL,
    ITEM_LEVELS,
    PARAGRAPH_LEVEL,
    Marker,
    chinese_number,
)
from corpus.outline.blocks import Block, blocks_of
from corpus.outline.headings import article_heading_of, heading_of
from corpus.outline.labels import clauses_in
from corpus.outline.sections import (
    body_end,
    first_numbered,
    heading_length,
    is_closing,
    opening_length,
    split_at_annexes,
    split_at_signatures,
)
from corpus.outline.table_nodes import table_node
from corpus.outline.tree import OutlineNode, group_headless

# A table that lost its cells: most lines are a few characters long
FLATTENED_LINE = 20
FLATTENED_MEDIAN = 16
FEWEST_TABLE_LINES = 20

# What an annex is called, and what parts that from its title: 附件1：申报表, 附件2.汇总表, 附件
ANNEX_NUMBER = re.compile(rf"({ANNEX_NAME.pattern})\s?[:：.．、]?")

ROOT_LEVEL = 0


def outline_of(cleaned: CleanedText, document_id: str) -> tuple[Clause, ...]:
    """Return the clauses of a cleaned text in reading order, parents before children."""
    root = OutlineNode(ROOT_LEVEL, ClauseKind.CLAUSE, 0, "", None, 0, 0, 0)
    blocks = blocks_of(cleaned)
    notes = [block for block in blocks if block.is_note]
    body, *annexes = split_at_annexes([block for block in blocks if not block.is_note])
    if annexes and body and body[0].kind is LineKind.ANNEX:
        body, annexes = [], [body, *annexes]  # a text of annexes alone
    for part in split_at_signatures(body):
        # A root of its own: the numbers of the letter do not go on in what it carries
        own = OutlineNode(ROOT_LEVEL, ClauseKind.CLAUSE, 0, "", None, 0, 0, 0)
        _build_part(own, part, cleaned.text)
        root.children += own.children
    for i, annex in enumerate(annexes):
        after = _after_annexes(annex) if i == len(annexes) - 1 else len(annex)
        _build_annex(root, annex[:after], cleaned.text)
        _add_plain(root, ClauseKind.BACK_MATTER, annex[after:], cleaned.text)
    for note in notes:
        _add_plain(root, ClauseKind.NOTE, [note], cleaned.text)
    root.children.sort(key=lambda node: node.start)
    return tuple(clauses_in(root, document_id, cleaned.text))


def _build_part(root: OutlineNode, blocks: list[Block], text: str) -> None:
    first = first_numbered(blocks)
    last = body_end(blocks, first)
    if first < len(blocks):
        opening = opening_length(blocks[:first])
    else:
        opening = heading_length(blocks)
        first = last = body_end(blocks, opening)
    _add_plain(root, ClauseKind.FRONT_MATTER, blocks[:opening], text)
    _add_plain(root, ClauseKind.PREAMBLE, blocks[opening:first], text)
    _build_tree(root, blocks[first:last], text)
    _build_after_body(root, blocks[last:], text)


def _build_after_body(root: OutlineNode, blocks: list[Block], text: str) -> None:
    closing = [i for i, block in enumerate(blocks) if is_closing(block)]
    split = closing[-1] + 1 if closing else 0
    _add_plain(root, ClauseKind.CLOSING, blocks[:split], text)
    _add_plain(root, ClauseKind.BACK_MATTER, blocks[split:], text)


def _after_annexes(blocks: Sequence[Block]) -> int:
    """Return where the lines at the end of the last annex begin that belong to the document."""
    end = len(blocks)
    while end > 1 and blocks[end - 1].kind in (
        LineKind.COPIES,
        LineKind.PRINTED,
        LineKind.PUBLISHED_NOTE,
    ):
        end -= 1
    return end


def _build_annex(root: OutlineNode, blocks: list[Block], text: str) -> None:
    names = [block for block in blocks[:2] if block.is_paragraph and not (block.marker)]
    is_lost_table = _is_flattened_table(blocks[2:])
    first = next((i for i, b in enumerate(blocks) if i and (b.marker or b.table)), len(blocks))
    own = len(names) if is_lost_table else first
    annex = _plain(ClauseKind.ANNEX, blocks[:own])
    opening = ANNEX_NUMBER.match(blocks[0].text)
    assert opening is not None, blocks[0].text
    title = blocks[0].text[opening.end() :].strip()
    annex.number = opening.group(1).strip()
    annex.heading = title or (names[1].text if len(names) > 1 else None)
    root.children.append(annex)
    if is_lost_table:
        table = _plain(ClauseKind.TABLE, blocks[own:])
        table.level = annex.level + 1
        annex.children.append(table)
    else:
        _build_tree(annex, blocks[first:], text)


def _is_flattened_table(blocks: Sequence[Block]) -> bool:
    lengths = [len(block.text) for block in blocks]
    return (
        len(lengths) >= FEWEST_TABLE_LINES
        and all(block.is_paragraph for block in blocks)
        and median(lengths) <= FLATTENED_MEDIAN
        and sum(length <= FLATTENED_LINE for length in lengths) > 0.8 * len(lengths)
    )


def _add_plain(root: OutlineNode, kind: ClauseKind, blocks: Sequence[Block], text: str) -> None:
    """Append what has no number, a clause for each stretch between its tables."""
    stretch: list[Block] = []
    for block in blocks:
        if block.table is None:
            stretch.append(block)
            continue
        if stretch:
            root.children.append(_plain(kind, stretch))
            stretch = []
        root.children.append(table_node(block.table, text, ROOT_LEVEL + 1))
    if stretch:
        root.children.append(_plain(kind, stretch))


def _plain(kind: ClauseKind, blocks: Sequence[Block]) -> OutlineNode:
    start, end = blocks[0].start, blocks[-1].end
    return OutlineNode(ROOT_LEVEL + 1, kind, 0, "", None, start, end, start)


def _build_tree(root: OutlineNode, blocks: Sequence[Block], text: str) -> None:
    """Hang each numbered paragraph under the nearest open clause of a smaller level."""
    path = [root]
    for block in blocks:
        if block.table is not None:
            path[-1].children.append(table_node(block.table, text, path[-1].level + 1))
        elif block.marker is None:
            article = next((node for node in path if node.level == ARTICLE_LEVEL), None)
            in_paragraph = path[-1].kind is ClauseKind.PARAGRAPH and path[-1].number
            if article is not None and (path[-1].level > PARAGRAPH_LEVEL or in_paragraph):
                # After the items of an article comes its next paragraph (款)
                del path[path.index(article) + 1 :]
                path.append(_paragraph_of_article(article, block, text))
            else:
                _continue_clause(path[-1], block)
        else:
            while path[-1] is not root and path[-1].level >= block.marker.level:
                path.pop()
            node = _marked(block.marker, block)
            path[-1].children.append(node)
            path.append(node)
    group_headless(root)


def _paragraph_of_article(article: OutlineNode, block: Block, text: str) -> OutlineNode:
    """Append the next paragraph of an article; those before it stand in its own words or after."""
    earlier = (c for c in reversed(article.children) if c.kind is ClauseKind.PARAGRAPH and c.number)
    last = next(earlier, None)
    before = last.ordinal if last else text[article.start : article.end].count("\n") + 1
    node = OutlineNode(
        PARAGRAPH_LEVEL,
        ClauseKind.PARAGRAPH,
        before + 1,
        f"第{chinese_number(before + 1)}款",
        None,
        block.start,
        block.end,
        block.start,
    )
    article.children.append(node)
    return node


def _continue_clause(node: OutlineNode, block: Block) -> None:
    """Add a paragraph without a number to its clause; after a table it stands for itself."""
    last = node.children[-1] if node.children else None
    if last is not None and last.kind is ClauseKind.PARAGRAPH:
        last.end = block.end
    elif last is not None or node.level == ROOT_LEVEL:
        node.children.append(
            OutlineNode(
                node.level + 1,
                ClauseKind.PARAGRAPH,
                0,
                "",
                None,
                block.start,
                block.end,
                block.start,
            )
        )
    else:
        node.end = block.end


def _marked(marker: Marker, block: Block) -> OutlineNode:
    rest = block.text[len(marker.written) :]
    body_start = block.start + len(marker.written) + len(rest) - len(rest.lstrip())
    return OutlineNode(
        marker.level,
        ClauseKind.ITEM if marker.level in ITEM_LEVELS else ClauseKind.CLAUSE,
        marker.ordinal,
        marker.written.strip(),
        article_heading_of(rest) if marker.level == ARTICLE_LEVEL else heading_of(rest),
        block.start,
        block.end,
        body_start,
    )
