"""Whatever bytes a reader is given, it gives back a text with valid spans or a CorpusError."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.parser import parsed
from corpus.reading import SUPPORTED_SUFFIXES, SourceFile, source_text
from corpus.reading.archive import members
from corpus.reading.validation import problem_of
from tests.corpus.reading.samples import sample
from tests.corpus.test_nothing_lost import check_nothing_is_lost
from tests.zip_files import zipped

# Each file costs seconds: recognition, or LibreOffice
COSTLY = {".doc", ".wps", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
CHEAP = [suffix for suffix in SUPPORTED_SUFFIXES if suffix not in COSTLY]
ZIPPED = [suffix for suffix in SUPPORTED_SUFFIXES if suffix in {".docx", ".xlsx"}]
QUICK_EXAMPLES, THOROUGH_EXAMPLES, COSTLY_EXAMPLES = 25, 2_000, 20
MAGIC = (b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xff\xfe", b"\xef\xbb\xbf", b"<html>", b"\x89PNG\r\n")

Flips = list[tuple[int, int]]
flips: st.SearchStrategy[Flips] = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(1, 255)), min_size=1, max_size=12
)


def fuzzed(examples: int) -> settings:
    """Return the settings of a quick or a thorough run: the same examples every time."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def check_reading(suffix: str, data: bytes) -> None:
    with suppress(CorpusError):
        assert problem_of(source_text(SourceFile(f"a{suffix}", data))) is None


def flipped(data: bytes, changes: Flips) -> bytes:
    changed = bytearray(data)
    for place, mask in changes:
        if changed:
            changed[place % len(changed)] ^= mask
    return bytes(changed)


def with_flipped_part(package: bytes, part: int, changes: Flips) -> bytes:
    """Return a zip of which one part is changed and its checksum is right all the same."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    name, data = parts[part % len(parts)]
    parts[part % len(parts)] = (name, flipped(data, changes))
    return zipped(*parts)


def fuzz(suffix: str, examples: int) -> None:
    good = sample(suffix)
    assert problem_of(source_text(SourceFile(f"a{suffix}", good))) is None

    @fuzzed(examples)
    @given(magic=st.sampled_from(MAGIC), tail=st.binary(max_size=200))
    def check_noise(magic: bytes, tail: bytes) -> None:
        check_reading(suffix, magic + tail)

    @fuzzed(examples)
    @given(share=st.floats(0, 1, exclude_max=True))
    def check_truncated(share: float) -> None:
        check_reading(suffix, good[: int(len(good) * share)])

    @fuzzed(examples)
    @given(changes=flips)
    def check_flipped(changes: Flips) -> None:
        check_reading(suffix, flipped(good, changes))

    check_noise()
    check_truncated()
    check_flipped()


def fuzz_parts(suffix: str, examples: int) -> None:
    good = sample(suffix)

    @fuzzed(examples)
    @given(part=st.integers(0, 100), changes=flips)
    def check(part: int, changes: Flips) -> None:
        check_reading(suffix, with_flipped_part(good, part, changes))

    check()


def fuzz_archives(examples: int) -> None:
    good = sample(".zip")

    @fuzzed(examples)
    @given(changes=flips, share=st.floats(0, 1))
    def check(changes: Flips, share: float) -> None:
        for data in (flipped(good, changes), good[: int(len(good) * share)]):
            with suppress(CorpusError):
                for member in members(SourceFile("a.zip", data)).members:
                    assert ".." not in member.name

    check()


MARKERS = (
    *("一、", "二、", "（一）", "(二)", "1.", "2、", "（1）", "①", "②", "——", "-", "㈠", "⒈", "Ⅰ"),
    *("第一章", "第二节", "第三条", "第十款", "附件", "附件1", "附件：", "抄送：市委", "印发"),
)
MARKS = (
    *(
        "：",
        ":",
        "（",
        "）",
        "(",
        ")",
        "《",
        "》",
        "[",
        "]",
        "“",
        "”",
        "。",
        "；",
        "，",
        "、",
        "．",
    ),
    *(".", "—12—", "- 12 -", "[bookmark: _GoBack]", "\u200b", "\ufeff"),
)
WORDS = (
    *(
        "推动建筑业发展",
        "责任单位：市住建局",
        "牵头",
        "配合",
        "序号",
        "任务",
        "A",
        "BIM",
        "𠮷",
        "e\u0301",
    ),
    *("〔2018〕95号", "11.5.14", "2025年", "3000万元", "30%", "≥", "1", "十", "百", "〇"),
)
# No text holds control codes (Cc); the readers refuse those
ANY_CHARACTERS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=3)
PIECES = st.sampled_from(MARKERS + MARKS + WORDS) | ANY_CHARACTERS
BREAKS = st.sampled_from(["", "", "", "\n", "\n", "\r\n", "\n\n", " ", "\u3000", "\t", "\f"])


@st.composite
def outlines(draw: st.DrawFn, most: int) -> str:
    """Draw a text of clause markers, brackets, numbers and words in any order."""
    pieces = draw(st.lists(st.tuples(PIECES, BREAKS), min_size=1, max_size=most))
    return "".join(piece + pause for piece, pause in pieces)


def fuzz_outlines(examples: int, most: int) -> None:
    @fuzzed(examples)
    @given(text=outlines(most))
    def check(text: str) -> None:
        try:
            document = parsed(SourceFile("a.txt", text.encode()))
        except CorpusError as error:
            assert "no text" in error.problem or "empty" in error.problem, error
        else:
            check_nothing_is_lost(text, document)

    check()


@pytest.mark.parametrize("suffix", CHEAP)
def test_readers_give_a_valid_text_or_a_corpus_error(suffix: str) -> None:
    fuzz(suffix, QUICK_EXAMPLES)


@pytest.mark.parametrize("suffix", ZIPPED)
def test_readers_of_office_files_with_damaged_parts(suffix: str) -> None:
    fuzz_parts(suffix, QUICK_EXAMPLES)


def test_archives_give_members_or_a_corpus_error() -> None:
    fuzz_archives(QUICK_EXAMPLES)


def test_no_character_of_any_outline_is_lost() -> None:
    fuzz_outlines(QUICK_EXAMPLES * 5, most=40)


THOROUGHLY: dict[str, Callable[[], None]] = {
    **{
        suffix: lambda suffix=suffix: fuzz(
            suffix, COSTLY_EXAMPLES if suffix in COSTLY else THOROUGH_EXAMPLES
        )
        for suffix in SUPPORTED_SUFFIXES
    },
    **{
        f"parts of {suffix}": lambda suffix=suffix: fuzz_parts(suffix, THOROUGH_EXAMPLES)
        for suffix in ZIPPED
    },
    "archives": lambda: fuzz_archives(THOROUGH_EXAMPLES),
    "outlines": lambda: fuzz_outlines(THOROUGH_EXAMPLES, most=200),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", THOROUGHLY)
def test_thoroughly(what: str) -> None:
    THOROUGHLY[what]()
