"""Wrong characters of the same sound, as an input method puts them: 投表 for 投标.

A character is taken for another of its sound only where the words as written stand nowhere in the
corpus and the others do, so that a question about something else is never bent to fit.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.names.units import unit_mentions
from corpus.segmentation import dictionary_words_among, is_dictionary_word, words_of
from index.terms import normalized
from index.terms.questions import question_phrase, stop_words

Frequencies = Callable[[list[str]], dict[str, int]]  # how many passages hold each term

FIRST_CHINESE, LAST_CHINESE = "\u3400", "\u9fff"
COMMON_FIRST, COMMON_LAST = 0x4E00, 0x9FA5  # the characters that input methods offer
LONGEST_WORD = 4
MOST_CORRECTIONS = 4
CHARACTERS_REMEMBERED = 8_000
TONES = str.maketrans(
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvnnnm", "\u0304\u0301\u030c\u0300"
)
# Sounds that many speakers do not tell apart: 是 and 四, 林 and 灵
MERGED_SOUNDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))


@dataclass(frozen=True, slots=True)
class Correction:
    """Words of a question as written, and as they are read."""

    written: str
    read: str


def corrections(text: str, frequencies: Frequencies) -> tuple[Correction, ...]:
    """Return the words of a Chinese question that should be read as others of the same sound."""
    text = normalized(text)
    words = list(_words_in(text))
    known = _known_words(text, words, frequencies)
    fixed = {place for start, end in known for place in range(start, end)}
    found: list[Correction] = []
    taken: set[int] = set()
    for start, end in _unknown_windows(text, words, known, frequencies):
        if taken.isdisjoint(range(start, end)) and len(found) < MOST_CORRECTIONS:
            read = _same_sounding_word(text, start, end, fixed, frequencies)
            if read is not None:
                found.append(Correction(text[start:end], read))
                taken.update(range(start, end))
    return tuple(found)


def corrected(text: str, found: tuple[Correction, ...]) -> str:
    """Return a question with its corrections made."""
    for correction in found:
        text = text.replace(correction.written, correction.read)
    return text


def _words_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of Chinese words that may be misspelt: not what only asks, nor units."""
    place = 0
    asks = [match.span() for match in question_phrase().finditer(text)]
    names = [(unit.start, unit.end) for unit in unit_mentions(text)]
    for word in words_of(text):
        start, place = place, place + len(word)
        is_chinese = all(FIRST_CHINESE <= character <= LAST_CHINESE for character in word)
        is_asking = word in stop_words() or any(
            start < end and begin < place for begin, end in (*asks, *names)
        )
        if is_chinese and not is_asking:
            yield start, place


def _known_words(
    text: str, words: list[tuple[int, int]], frequencies: Frequencies
) -> list[tuple[int, int]]:
    """Return the spans of dictionary words that the corpus may hold: all their pairs stand in it.

    Words as they are cut, and pairs across the cuts: 意外 of 人身|意|外险.
    """
    pairs = [(i, i + 2) for start, end in _runs(words) for i in range(start, end - 1)]
    spans = dict.fromkeys([*((s, e) for s, e in words if e - s > 2), *pairs])
    whole = [(s, e) for s, e in spans if is_dictionary_word(text[s:e])]
    counts = frequencies(list({text[i : i + 2] for s, e in whole for i in range(s, e - 1)}))
    return [(s, e) for s, e in whole if all(counts[text[i : i + 2]] for i in range(s, e - 1))]


def _unknown_windows(
    text: str,
    words: list[tuple[int, int]],
    known: list[tuple[int, int]],
    frequencies: Frequencies,
) -> Iterator[tuple[int, int]]:
    """Yield spans of 4 to 2 characters, longest first, with a pair that stands nowhere.

    None cuts through a word of the dictionary that the corpus holds, and none is such a word.
    """
    runs = _runs(words)
    pairs = [text[i : i + 2] for start, end in runs for i in range(start, end - 1)]
    if not pairs:
        return
    counts = frequencies(list(dict.fromkeys(pairs)))
    unknown = {
        i for start, end in runs for i in range(start, end - 1) if not counts[text[i : i + 2]]
    }
    for length in range(LONGEST_WORD, 1, -1):
        for start, end in runs:
            for begin in range(start, end - length + 1):
                stop = begin + length
                window = text[begin:stop]
                if (
                    not unknown.isdisjoint(range(begin, stop - 1))
                    and not any(_breaks(text, word, begin, stop) for word in known)
                    and stop_words().isdisjoint(window)
                    and not is_dictionary_word(window)
                ):
                    yield begin, stop


def _breaks(text: str, word: tuple[int, int], begin: int, stop: int) -> bool:
    """Tell whether a window cuts a word, but for one that ends in it: 政府|奖厉 leaves 政府."""
    start, end = word
    if start < stop < end:
        return True
    return start < begin < end and not (begin - start > 1 and is_dictionary_word(text[start:begin]))


def _runs(words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans of words that stand side by side."""
    runs: list[tuple[int, int]] = []
    for start, end in words:
        if runs and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _same_sounding_word(
    text: str, start: int, end: int, fixed: set[int], frequencies: Frequencies
) -> str | None:
    """Return the dictionary word of the corpus that differs in one character of the same sound.

    Of several the one that stands in the most passages. Characters of known words stay (`fixed`).
    """
    candidates = [
        text[start:place] + other + text[place + 1 : end]
        for place in range(start, end)
        if place not in fixed
        for other in same_sounding(text[place])
    ]
    words = dictionary_words_among(candidates)
    pairs = {word: [word[i : i + 2] for i in range(len(word) - 1)] for word in words}
    if not pairs:
        return None
    counts = frequencies(list({pair for row in pairs.values() for pair in row}))
    often = {word: min(counts[pair] for pair in row) for word, row in pairs.items()}
    best = max(words, key=lambda word: often[word])
    return best if often[best] else None


@lru_cache(maxsize=CHARACTERS_REMEMBERED)
def same_sounding(character: str) -> tuple[str, ...]:
    """Return the other common characters that may sound the same, tones aside."""
    by_sound, sound_of = _sounds()
    return tuple(
        other for other in by_sound.get(sound_of.get(character, ""), ()) if other != character
    )


@cache
def _sounds() -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return the characters of each sound, and the sound of each: its first, usual reading."""
    from pypinyin.pinyin_dict import pinyin_dict

    by_sound: dict[str, list[str]] = {}
    sound_of: dict[str, str] = {}
    for code, readings in pinyin_dict.items():
        if COMMON_FIRST <= code <= COMMON_LAST:
            sound = _merged(readings.split(",")[0])
            sound_of[chr(code)] = sound
            by_sound.setdefault(sound, []).append(chr(code))
    return by_sound, sound_of


def _merged(reading: str) -> str:
    """Return a reading without its tone, sounds that are often confused as one."""
    sound = reading.translate(TONES)
    for full, short in MERGED_SOUNDS:
        if sound.startswith(full):
            sound = short + sound[len(full) :]
        if sound.endswith(full) and not sound.endswith("iang"):
            sound = sound[: -len(full)] + short
    return sound
