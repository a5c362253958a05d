"""What a text says of itself: title, own number, issuer, dates, kind. Null where it is silent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from importlib.resources import files

from corpus.document_lines import DATE_LINE, DOC_NUMBER_LINE, is_title_like, line_kind
from corpus.models import Clause, ClauseKind, Metadata, Origin
from corpus.names.regions import Region, region_mentions
from corpus.numbering import CHINESE_DIGITS, chinese_number_value

MOST_TITLE_LINES = 4  # more short lines than that are a menu, not a title
KINDS = files("corpus").joinpath("document_kinds.txt").read_text("utf-8").split()
# The kind of document that a title ends with: …实施意见, …任务分工方案（试行）
KIND_AT_END = re.compile(
    rf"({'|'.join(sorted(KINDS, key=len, reverse=True))})(?:[（(].{{2,12}}[）)])?$"
)
DATE = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")  # 2023年4月1日
CHINESE_DATE = re.compile(
    r"([二一][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)  # 二〇二五年三月二十三日
# The sentence that says from when a document is in force, in a closing clause or an article
IN_FORCE_SENTENCE = re.compile(
    r"本[\u4e00-\u9fff]{2,6}自[^。]{2,60}(?:施行|实施|执行|生效)[^。\n]*"
)
EFFECTIVE = re.compile(r"自(.{8,12}?日)起(?:施行|实施|执行|生效)")  # 自2023年4月1日起施行
EXPIRES = re.compile(r"有效期(?:限)?(?:截)?至(.{8,12}?日)")  # 有效期至2028年3月31日
PRINTED = re.compile(r"(\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)\s?印发")  # 2023年3月1日印发
# Who speaks in a title: 吉林省住房和城乡建设厅 in 吉林省住房和城乡建设厅关于印发…
ISSUER_IN_TITLE = re.compile(r"^([^《》，。]{4,40}?(?:政府|厅|局|委|委员会|办公室|部|院|会))关于")
CITED_TITLE = re.compile(r"《[^》]*》")
STANDS_IN = re.compile(r"[（(].*代章[）)]")  # （北京市政务服务管理局代章）
# An organisation that may sign: ends like one
SIGNATORY = re.compile(r"^[\u4e00-\u9fff（）()、 ]{4,60}$")


@dataclass(frozen=True, slots=True)
class _Opening:
    titles: tuple[str, ...]
    doc_number: str | None
    issuer: str | None
    issued_on: date | None


def metadata_in_text(text: str, clauses: Sequence[Clause]) -> Metadata:
    """Return what the document states about itself; every field found has origin `text`."""
    opening = _opening(_lines_of(text, clauses, ClauseKind.FRONT_MATTER))
    closing = "\n".join(match.group() for match in IN_FORCE_SENTENCE.finditer(text))
    back = "\n".join(_lines_of(text, clauses, ClauseKind.BACK_MATTER))
    title = opening.titles[0] if opening.titles else None
    issuer = opening.issuer or _first_group(ISSUER_IN_TITLE, title or "")
    region = stated_region(issuer, opening.doc_number, title)
    stated = Metadata(
        title=title,
        doc_number=opening.doc_number,
        issuer=issuer,
        region=region.name if region else None,
        issued_on=opening.issued_on or date_in(_first_group(PRINTED, back) or ""),
        effective_on=date_in(_first_group(EFFECTIVE, closing) or ""),
        expires_on=date_in(_first_group(EXPIRES, closing) or ""),
        kind=_first_group(KIND_AT_END, opening.titles[-1]) if opening.titles else None,
    )
    found = [f.name for f in fields(Metadata) if f.name != "origins" and getattr(stated, f.name)]
    return replace(stated, origins=dict.fromkeys(found, Origin.TEXT))


def date_in(written: str) -> date | None:
    """Return the first calendar date in a text, written in digits or in Chinese."""
    match = DATE.search(written)
    if match:
        year, month, day = (int(group) for group in match.groups())
    else:
        match = CHINESE_DATE.search(written)
        if not match:
            return None
        digits = match.group(1).replace("○", "〇")
        year = int("".join(str(CHINESE_DIGITS[digit]) for digit in digits))
        month, day = (chinese_number_value(group) for group in match.groups()[1:])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def stated_region(issuer: str | None, doc_number: str | None, title: str | None) -> Region | None:
    """Return the region whose authority speaks: by issuer, else own number, else own title."""
    for words in (issuer, doc_number, CITED_TITLE.sub("", title or "")):
        mentions = region_mentions(words or "")
        if mentions:
            return mentions[0].region
    return None


def with_region_of_title(metadata: Metadata) -> Metadata:
    """Return the metadata with the region that a catalogued title names, if it has none yet."""
    region = stated_region(metadata.issuer, metadata.doc_number, metadata.title)
    if metadata.region is not None or region is None:
        return metadata
    origins = metadata.origins | {"region": metadata.origins.get("title", Origin.CATALOGUE)}
    return replace(metadata, region=region.name, origins=origins)


def _lines_of(text: str, clauses: Sequence[Clause], kind: ClauseKind) -> list[str]:
    lines: list[str] = []
    for clause in clauses:
        if clause.kind is kind:
            lines += text[clause.start : clause.end].split("\n")
    return lines


def _opening(lines: list[str]) -> _Opening:
    titles: list[str] = []
    block: list[str] = []
    doc_number = issuer = issued_on = None
    for line in [*lines, "。"]:
        if DOC_NUMBER_LINE.fullmatch(line):
            doc_number = doc_number or line
        elif DATE_LINE.fullmatch(line) and issued_on is None:
            issued_on = date_in(line)
            issuer = _signature(block)
            block = []
            continue
        elif is_title_like(line) and not (line_kind(line) is not None or STANDS_IN.fullmatch(line)):
            block = [*block, line][-MOST_TITLE_LINES:]
            if KIND_AT_END.search("".join(block)):
                titles.append("".join(block))
                block = []
            continue
        if not DOC_NUMBER_LINE.fullmatch(line):
            block = []
    return _Opening(tuple(dict.fromkeys(titles)), doc_number, issuer, issued_on)


def _signature(block: list[str]) -> str | None:
    signatories = [line for line in block if SIGNATORY.fullmatch(line)]
    return "、".join(signatories) or None


def _first_group(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match.group(1) if match else None
