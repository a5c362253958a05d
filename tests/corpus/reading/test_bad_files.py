"""Bad files end in an error that names the file, the stage and the place."""

import pytest

from corpus.errors import CorpusError
from corpus.parser import parsed
from corpus.reading import SUPPORTED_SUFFIXES, SourceFile
from corpus.reading.archive import ARCHIVE_SUFFIX, members
from tests.corpus.reading.bad_files import BAD_FILES


def read(source: SourceFile) -> None:
    """Take a file as an ingestion does."""
    if source.suffix == ARCHIVE_SUFFIX:
        members(source)
    else:
        parsed(source)


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_an_error_with_its_file_stage_and_remedy(kind: str) -> None:
    bad = BAD_FILES[kind]
    if bad.suffix not in (*SUPPORTED_SUFFIXES, ARCHIVE_SUFFIX):
        pytest.skip(f"there is no reader for {bad.suffix} yet")
    name = f"a{bad.suffix}"
    with pytest.raises(CorpusError, match=bad.words) as caught:
        read(SourceFile(name, bad.data()))
    assert (caught.value.source, caught.value.stage) == (name, bad.stage)
    assert caught.value.remedy
