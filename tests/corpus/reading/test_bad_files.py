"""Bad files end in an error that names the file, the stage and the place."""

from collections.abc import Callable

import pytest

from corpus.errors import CorpusError
from corpus.parser import parsed
from corpus.reading import SourceFile, source_text
from corpus.reading.archive import ARCHIVE_SUFFIX, members
from tests.corpus.reading.bad_files import BAD_FILES
from tests.corpus.reading.makers import html_page_of, raw_docx
from tests.corpus.reading.samples import xlsx


def read(source: SourceFile) -> None:
    """Take a file as an ingestion does."""
    if source.suffix == ARCHIVE_SUFFIX:
        members(source)
    else:
        parsed(source)


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_an_error_with_its_file_stage_and_remedy(kind: str) -> None:
    bad = BAD_FILES[kind]
    name = f"a{bad.suffix}"
    with pytest.raises(CorpusError, match=bad.words) as caught:
        read(SourceFile(name, bad.data()))
    assert (caught.value.source, caught.value.stage) == (name, bad.stage)
    assert caught.value.remedy


LONG_TABLE = [("序号", "任务"), *((str(row), f"推广第{row}项技术") for row in range(1, 10_001))]
WORD_ROWS = "".join(
    "<w:tr>"
    + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row)
    + "</w:tr>"
    for row in LONG_TABLE
)
LONG_TABLES: dict[str, Callable[[], bytes]] = {
    ".csv": lambda: "\n".join(",".join(row) for row in LONG_TABLE).encode(),
    ".xlsx": lambda: xlsx(LONG_TABLE),
    ".html": lambda: html_page_of(["一、总则"], {0: LONG_TABLE}),
    ".docx": lambda: raw_docx(f"<w:tbl>{WORD_ROWS}</w:tbl>"),
}


@pytest.mark.parametrize("suffix", LONG_TABLES)
def test_a_table_of_ten_thousand_rows_is_read_whole(suffix: str) -> None:
    text = source_text(SourceFile(f"a{suffix}", LONG_TABLES[suffix]()))
    (table,) = text.tables
    words = [text.text[cell.start : cell.end] for cell in table.cells]
    assert words == [cell for row in LONG_TABLE for cell in row]
