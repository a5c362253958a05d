"""Regions of China: by name, in a text, one within another, and in English.

>>> region_named("渝").name
'重庆市'
>>> [mention.region.name for mention in region_mentions("由重庆市税务局牵头")]
['重庆市']
"""

import re

from corpus.names.gazetteer import (
    Level,
    Region,
    ancestors,
    contains,
    english_key,
    gazetteer,
    single_characters,
)
from corpus.names.region_mentions import RegionMention, region_mentions
from corpus.names.region_mentions_english import bearers_of_level

__all__ = [
    "Level",
    "Region",
    "RegionMention",
    "ancestors",
    "contains",
    "english_region_name",
    "region_mentions",
    "region_named",
]

HAN = re.compile(r"[\u4e00-\u9fff]")
# "Chongqing, China" and "Kunshan, Jiangsu" → the first part.
AFTER_COMMA = re.compile(r"\s*,.*$", re.DOTALL)
LEVEL_WORDS_ENGLISH: dict[str, str] = {
    "盟": "League",
    "自治州": "Prefecture",
    "地区": "Prefecture",
    "自治县": "County",
    "县": "County",
    "新区": "New Area",
    "区": "District",
    "自治区": "Autonomous Region",
    "省": "Province",
    "市": "City",
}


def region_named(name: str) -> Region | None:
    """Return the region with this official, short, pinyin or English name, or None.

    Of namesakes it is the most prominent; the holder's name before it (北京朝阳区) picks the one
    inside.
    """
    stripped = name.strip()
    if not stripped:
        return None
    bearers = gazetteer().by_chinese_name.get(stripped)
    if bearers:
        return bearers[0]
    if stripped in single_characters():
        return single_characters()[stripped].regions[0]
    if not HAN.search(stripped):
        english = bearers_of_level(english_key(AFTER_COMMA.sub("", stripped)))
        return english[0] if english else None
    return _region_after_its_holder(stripped)


def _region_after_its_holder(name: str) -> Region | None:
    known = gazetteer().by_chinese_name
    for cut in range(len(name) - 1, 1, -1):
        for outer in known.get(name[:cut], ()):
            inner = region_named(name[cut:])
            namesakes = known.get(name[cut:], (inner,) if inner else ())
            for candidate in namesakes:
                if candidate != outer and contains(outer, candidate):
                    return candidate
    return None


def english_region_name(region: Region) -> str:
    """Return the region's English name, with what tells it from its namesakes.

    Chongqing, Fuling District, Jilin Province, Jilin City, Suzhou (Anhui).
    """
    name = region.english_names[0]
    if region.level == "county":
        word = _level_word(region)
        return name if word in ("", "City") or name.endswith(word) else f"{name} {word}"
    namesakes = [
        other
        for other in gazetteer().by_english_key[english_key(name)]
        if other.level in ("province", "prefecture") and other != region
    ]
    if not namesakes:
        return name
    if any(other.level != region.level for other in namesakes):
        return f"{name} {_level_word(region)}".strip()
    holder = ancestors(region)[0].english_names[0]
    return f"{name} ({holder})"


def _level_word(region: Region) -> str:
    for ending, word in LEVEL_WORDS_ENGLISH.items():
        if region.name.endswith(ending):
            return word
    return ""
