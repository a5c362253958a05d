"""What is checked of a file before its reader sees it."""

from corpus.reading.base import SourceFile
from corpus.reading.signatures import ZIP, check_signature, kind_of
from corpus.reading.zip_container import check_zip_container


def check_file(source: SourceFile) -> None:
    """Raise CorpusError for a file that is not what its suffix says, or a zip that expands too far.

    Office files of today are zip files, by whatever suffix.
    """
    check_signature(source)
    if kind_of(source.data) == ZIP:
        check_zip_container(source)
