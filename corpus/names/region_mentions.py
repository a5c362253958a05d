"""Where a text names a place of China: the longest name, and only where the place is meant.

The country is not reported, nor areas of more than one place (成渝, 京津冀): a question that names
one of them is not a question about each of its members.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.names.gazetteer import (
    Region,
    contains,
    document_number_heads,
    gazetteer,
    single_characters,
)
from corpus.names.region_mentions_english import english_places
from corpus.names.word_boundaries import Words, words


@dataclass(frozen=True)
class RegionMention:
    """A place named in a text: `written` is `text[start:end]`.

    `alternatives` are the other places that it may mean, the likelier first.
    """

    region: Region
    start: int
    end: int
    written: str
    alternatives: tuple[Region, ...] = ()


@dataclass(frozen=True)
class _Place:
    start: int
    end: int
    bearers: tuple[Region, ...]
    weak: bool = False


HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
# 重庆市|场监管局, 江北区|域: the level word belongs to what follows: no official name.
WORD_OF_LEVEL = re.compile(
    r"场|民(?!政)|政(?!府|协|法|务|研)|值|面|容|价(?!格)|况|域|块|位|间|分|划(?!局)"
)
# 重庆|大学, 北京|路: named after the place, but not the place.
NAMED_AFTER_PLACE = re.compile(
    r"大学(?!生|城|科技园)|学院|一中|中学|小学|幼儿园|师范|理工|[东西南北中]?路(?!桥|政|网|线|面|灯|径|局)|[东西南北]?大街|大道|"
    r"街(?!道|区|镇|乡)|大厦|饭店|宾馆|话(?!题)|菜(?!篮|市)"
)
# Ends of dictionary words that hold a place's name: 重庆|市政府, 北京市|区, 长春|人.
REST_OF_WORD = re.compile(
    r"(?:省|市|自治区|区|县|州)?(?:人民)?(?:政府|委|级|长|内|外|属|直|籍|人|区|府|办|港|方面)?$"
)
# What makes a weak name the place: 日照|市住建局, 白银|财政局.
OFFICE_AFTER = re.compile(
    r"(?:市|的)?(?:人民)?(?:政府|管委会|住建|住房|发改|发展改革|财政|交通|人社|教育|自然资源|水利|公安|民政|税务|"
    r"市场监管|生态环境|城管|审计|工信|商务|政务|农业农村|卫健|医保|应急|市委)"
)
# 位于|日照, 赴|安康.
PLACE_BEFORE = re.compile(r"(?:位于|赴|驻|入驻|前往|来自)$")
BETWEEN_PLACES = re.compile(r"[、，,]|和|与|及|或|以及|/")
# 入渝, 来连, 驻京: the verbs that introduce a place.
PLACE_VERBS = "入来驻在离赴返进抵援留涉"
# 渝企, 粤籍; not 渝企业, which is 在渝|企业 or a slip.
SINGLE_BEFORE = re.compile(r"企(?!业)|籍")
# 在苏|南, 在湘|湖: part of a place, or another name.
GOES_ON_AS_NAME = "东西南北中江河湖海港"
# 渝府办发〔2023〕53号, 连政规发﹝2023﹞2 号: the letters, then the year in brackets.
DOCUMENT_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{2,14})\s*[〔﹝\[［(（【]\s*(?:19|20)\d\d\s*年?\s*[〕﹞\]］)）】]\s*第?\s*\d+"
)
LONGEST_DOCUMENT_HEAD = 9
# What may stand right before a document number: 《…意见》 is cut by its bracket; 根据渝府发 is not.
BEFORE_DOCUMENT_NUMBER = re.compile(
    r"(?:^|根据|按照|依据|落实|执行|见|及|和|与|以|的|由|在|文件|号|是|查|读|关于|看|于|了|问|请)$"
)


@cache
def _set_phrases() -> dict[str, tuple[str, ...]]:
    """Return the phrases that only look like places, by their first two characters."""
    text = files(__package__).joinpath("not_places.txt").read_text(encoding="utf-8")
    return _by_first_two(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _names_by_first_two() -> dict[str, tuple[str, ...]]:
    known = gazetteer().by_chinese_name.items()
    return _by_first_two(name for name, bearers in known if bearers[0].level != "country")


def _by_first_two(names: Iterator[str]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = {}
    for name in names:
        grouped.setdefault(name[:2].casefold(), []).append(name)
    return {head: tuple(sorted(group, key=len, reverse=True)) for head, group in grouped.items()}


def region_mentions(text: str) -> tuple[RegionMention, ...]:
    """Return the places that `text` names, in order, none overlapping another."""
    places: list[_Place] = []
    blocked = _blocked_spans(text)
    if HAN.search(text):
        places += _chinese_places(text, blocked)
        places += _document_number_places(text)
    if LATIN.search(text):
        places += [_Place(*place) for place in english_places(text)]
    chosen: list[_Place] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        free = not chosen or place.start >= chosen[-1].end
        if free and not _overlaps(blocked, place.start, place.end):
            chosen.append(place)
    kept = [
        place for at, place in enumerate(chosen) if not place.weak or _is_meant(text, chosen, at)
    ]
    return tuple(_mentions(text, kept))


def _blocked_spans(text: str) -> list[tuple[int, int]]:
    phrases = _set_phrases()
    spans = []
    lowered = text.casefold()
    for start in range(len(text) - 1):
        for phrase in phrases.get(lowered[start : start + 2], ()):
            if lowered.startswith(phrase.casefold(), start):
                spans.append((start, start + len(phrase)))
                break
    return spans


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < span_end and span_start < end for span_start, span_end in spans)


def _chinese_places(text: str, blocked: list[tuple[int, int]]) -> list[_Place]:
    names = _names_by_first_two()
    singles = single_characters()
    places: list[_Place] = []
    cut: Words | None = None
    position = 0
    while position < len(text):
        step = 1
        candidates = names.get(text[position : position + 2], ())
        single = text[position] in singles
        if candidates or single:
            cut = cut or words(text)
        if candidates and cut is not None:
            for name in candidates:
                end = position + len(name)
                if text.startswith(name, position) and not _overlaps(blocked, position, end):
                    place = _place_named(text, cut, position, name)
                    if place is not None:
                        places.append(place)
                        step = len(name)
                        break
        if step == 1 and single and cut is not None and _single_is_meant(text, cut, position):
            places.append(_Place(position, position + 1, singles[text[position]].regions))
        position += step
    return places


def _place_named(text: str, cut: Words, start: int, name: str) -> _Place | None:
    bearers = gazetteer().by_chinese_name[name]
    end = start + len(name)
    weak = name in gazetteer().weak_names
    official = [region for region in bearers if region.name == name]
    if official:
        if WORD_OF_LEVEL.match(text, end):
            return None
        return _Place(start, end, bearers, weak)
    if NAMED_AFTER_PLACE.match(text, end) or not _stands_alone(text, cut, start, end):
        return None
    return _Place(start, end, bearers, weak)


def _stands_alone(text: str, cut: Words, start: int, end: int) -> bool:
    """Tell whether a short name is whole words, or a word of the name and a rest like 市政府."""
    word_start, word_end = cut.around(start, end)
    known = gazetteer().by_chinese_name
    before, after = text[word_start:start], text[end:word_end]
    if before and before not in known:
        return False
    return not after or after in known or REST_OF_WORD.match(after) is not None


def _single_is_meant(text: str, cut: Words, at: int) -> bool:
    character = single_characters()[text[at]]
    before = text[at - 1] if at else ""
    after = text[at + 1] if at + 1 < len(text) else ""
    if after and (after in GOES_ON_AS_NAME or after in single_characters()):
        return False
    word_start, word_end = cut.around(at, at + 1)
    if (
        character.verbs == "all"
        and SINGLE_BEFORE.match(text, at + 1)
        and before not in single_characters()
    ):
        return word_start == at
    verbs = PLACE_VERBS if character.verbs == "all" else character.verbs
    if not before or before not in verbs or not REST_OF_WORD.match(text[at + 1 : word_end]):
        return False
    if word_start not in (at, at - 1):
        return False
    # 加入|苏 is not 入苏, but 进入|渝 is: the verb may end a word that is such a verb itself.
    verb_start, _ = cut.around(at - 1, at)
    return text[verb_start:at].strip(PLACE_VERBS + "进外新引迁返常并") == "" or verb_start == at - 1


def _document_number_places(text: str) -> Iterator[_Place]:
    heads = document_number_heads()
    for match in DOCUMENT_NUMBER.finditer(text):
        run_start, run_end = match.span(1)
        for start in range(max(run_start, run_end - LONGEST_DOCUMENT_HEAD), run_end - 1):
            if start > run_start and not BEFORE_DOCUMENT_NUMBER.search(text[run_start:start]):
                continue
            head = next(
                (
                    text[start : start + size]
                    for size in (3, 2, 1)
                    if text[start : start + size] in heads
                ),
                None,
            )
            if head is not None:
                # Only the place's own character is its name; 政 in 连政 is the government's.
                yield _Place(start, start + 1, heads[head])
                break


def _is_meant(text: str, places: list[_Place], at: int) -> bool:
    """Tell whether a weak name (白银, 日照) is the place, by what stands around it."""
    place = places[at]
    if text.strip() == text[place.start : place.end] or OFFICE_AFTER.match(text, place.end):
        return True
    if PLACE_BEFORE.search(text[: place.start]):
        return True
    if at and not places[at - 1].weak:
        gap = text[places[at - 1].end : place.start]
        holds = any(
            contains(outer, inner) for outer in places[at - 1].bearers for inner in place.bearers
        )
        if (not gap and holds) or BETWEEN_PLACES.fullmatch(gap):
            return True
    if at + 1 < len(places) and not places[at + 1].weak:
        return BETWEEN_PLACES.fullmatch(text[place.end : places[at + 1].start]) is not None
    return False


def _mentions(text: str, places: list[_Place]) -> Iterator[RegionMention]:
    before: list[Region] = []
    for at, place in enumerate(places):
        adjacent = at > 0 and places[at - 1].end == place.start
        bearers = _likeliest_first(place.bearers, before, adjacent)
        before.append(bearers[0])
        yield RegionMention(
            bearers[0], place.start, place.end, text[place.start : place.end], bearers[1:]
        )


def _likeliest_first(
    bearers: tuple[Region, ...], before: list[Region], adjacent: bool
) -> tuple[Region, ...]:
    """Return the namesakes, first the one that lies in a place named before: 北京朝阳."""
    for outer in reversed(before):
        if outer in bearers and not adjacent:
            return bearers
        inside = [region for region in bearers if region != outer and contains(outer, region)]
        if inside:
            return (inside[0], *(region for region in bearers if region != inside[0]))
        adjacent = False
    return bearers
