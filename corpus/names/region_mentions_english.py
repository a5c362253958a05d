"""Places of China in English text: pinyin and customary names."""

import re
from collections.abc import Iterator
from functools import cache

from corpus.names.gazetteer import Level, Region, english_key, gazetteer

# "Chongqing", "Xi'an", "Lüliang": one word of a name.
LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’](?!s\b)[A-Za-zÀ-ɏ]+)*(?:-[Ll]a)?")
LONGEST_NAME_IN_WORDS = 7
# What may follow a name and says which of its namesakes is meant: "Jilin City", "Jilin Province".
LEVELS_OF_WORD: dict[str, tuple[Level, ...]] = {
    "city": ("prefecture", "county", "province"),
    "municipality": ("province", "prefecture"),
    "province": ("province",),
    "autonomous region": ("province",),
    "special administrative region": ("province",),
    "prefecture": ("prefecture",),
    "autonomous prefecture": ("prefecture",),
    "league": ("prefecture",),
    "district": ("county",),
    "county": ("county",),
    "new area": ("county",),
}
ENDINGS_OF_WORD: dict[str, tuple[str, ...]] = {
    "city": ("市",),
    "municipality": ("市",),
    "province": ("省", "自治区"),
    "district": ("区",),
    "county": ("县",),
}
# "Chongqing University", "Beijing Road": named after the place, but not the place.
NAMED_AFTER_PLACE = re.compile(
    r"\s+(?:university|college|institute of technology|road|street|avenue|hot ?pot|cuisine)\b"
    # www.beijing.gov.cn: a host name.
    r"|\.[a-z]",
    re.IGNORECASE,
)


def bearers_of_level(key: str) -> tuple[Region, ...]:
    """Return the regions with this English key; a level word at its end ("jilin city") picks."""
    known = gazetteer().by_english_key
    if key in known:
        return known[key]
    for word in LEVELS_OF_WORD:
        if key.endswith(f" {word}"):
            return _of_level(known.get(key.removesuffix(f" {word}"), ()), word)
    return ()


def _of_level(bearers: tuple[Region, ...], word: str) -> tuple[Region, ...]:
    levels = LEVELS_OF_WORD[word]
    endings = ENDINGS_OF_WORD.get(word, ("",))
    fitting = [r for r in bearers if r.level in levels and r.name.endswith(endings)]
    return tuple(sorted(fitting, key=lambda region: levels.index(region.level)))


@cache
def _counts_bare(region: Region) -> bool:
    """Tell whether the bare English name means the place: Fuling does, Mile (弥勒) does not."""
    if region.level in ("province", "prefecture"):
        return True
    return any(name not in gazetteer().weak_names for name in region.short_names) or (
        len(region.english_names[0].split()) > 1
    )


def english_places(text: str) -> Iterator[tuple[int, int, tuple[Region, ...]]]:
    """Yield start, end and possible regions, the likeliest first, of each place in English."""
    found = list(LATIN_WORD.finditer(text))
    index = 0
    while index < len(found):
        place = _place_at(text, found, index)
        if place is None:
            index += 1
            continue
        start, end, bearers, used = place
        index += used
        if not NAMED_AFTER_PLACE.match(text, end):
            yield start, end, bearers


def _place_at(
    text: str, found: list[re.Match[str]], index: int
) -> tuple[int, int, tuple[Region, ...], int] | None:
    known = gazetteer().by_english_key
    start = found[index].start()
    for count in range(min(LONGEST_NAME_IN_WORDS, len(found) - index), 0, -1):
        end = found[index + count - 1].end()
        bearers = known.get(english_key(text[start:end]), ())
        bearers = tuple(region for region in bearers if region.level != "country")
        if not bearers:
            continue
        word, words_used = _level_word_after(found, index + count)
        if word:
            narrowed = _of_level(bearers, word)
            if narrowed:
                return (
                    start,
                    found[index + count + words_used - 1].end(),
                    narrowed,
                    count + words_used,
                )
        bare = tuple(region for region in bearers if _counts_bare(region))
        if bare and (text[start].isupper() or bare[0].level != "county"):
            return start, end, bare, count
    return None


def _level_word_after(found: list[re.Match[str]], index: int) -> tuple[str, int]:
    for count in (3, 2, 1):
        if index + count <= len(found):
            words = " ".join(match.group().casefold() for match in found[index : index + count])
            if words in LEVELS_OF_WORD:
                return words, count
    return "", 0
