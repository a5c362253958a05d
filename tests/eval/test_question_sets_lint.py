"""What lint finds in questions over texts, and what it leaves alone."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from eval.errors import EvaluationError
from eval.metrics.texts import CompactText
from eval.question_sets.corpora import FileCorpus, ServiceCorpus
from eval.question_sets.languages import language_of
from eval.question_sets.lint import Finding, findings
from eval.question_sets.quotes import places_of
from eval.question_sets.reading import placed_questions_of
from service.client import Json, PolicyClient

TEXT = "一、推广装配式建筑。由市交通局牵头，\n  市水利局配合。到２０２５年，占比达到３０％以上。"
OTHER = "第一条 本办法自2024年1月1日起施行。"


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def quoted(quote: str, text: str = TEXT) -> list[list[dict[str, str]]]:
    return [[{"document": sha256_of(text), "quote": quote}]]


def row(name: str = "q-1", question: str = "由谁牵头？", **fields: Any) -> dict[str, Any]:
    right = {"required": [["市交通局"]], "evidence": quoted("由市交通局牵头")}
    return {"id": name, "question": question, **right, **fields}


@pytest.fixture
def corpus(tmp_path: Path) -> FileCorpus:
    folder = tmp_path / "texts"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4")
    line = json.dumps({"id": 7, "title": "某办法", "text": OTHER}, ensure_ascii=False)
    (folder / "rows.jsonl").write_text(line + "\n", encoding="utf-8")
    return FileCorpus.of([folder])


def found(folder: Path, corpus: FileCorpus, *rows: dict[str, Any]) -> list[Finding]:
    path = folder / "q.jsonl"
    path.write_text("\n".join(json.dumps(own) for own in rows), encoding="utf-8")
    return list(findings(placed_questions_of([path]), corpus))


def only(folder: Path, corpus: FileCorpus, *rows: dict[str, Any]) -> tuple[str, str]:
    """Return level and message of the one finding, which is of the last of the rows."""
    (finding,) = found(folder, corpus, *rows)
    assert (finding.path, finding.line) == (folder / "q.jsonl", len(rows))
    assert finding.question_id == rows[-1]["id"]
    return finding.level.value, finding.message


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"evidence": quoted("由市交通局牵头，市水利局配合")},  # white space aside
        {"evidence": quoted("占比达到30%以上"), "required": [["30%", "百分之三十"]]},  # width aside
        {"evidence": quoted("占比达到30%以上"), "required": [["百分之三十以上"]]},  # by value
        {"required": [], "decision": "yes"},
        {"required": [], "evidence": [], "relevant": {"7": 1}},
        {"required": [], "evidence": [], "status": "not_found"},
        {"forbidden": ["市水利局"]},
        {"language": "en", "question": "Who leads 装配式建筑 in the city?"},
        {"question": "BIM和EPC是啥"},
        {"documents": [{"title": "某办法", "sha256": sha256_of(OTHER)}]},
    ],
)
def test_good_questions_are_left_alone(
    tmp_path: Path, corpus: FileCorpus, fields: dict[str, Any]
) -> None:
    assert found(tmp_path, corpus, row(**fields)) == []


@pytest.mark.parametrize("kind", ["evidence", "supporting"])
def test_a_quote_that_is_astray_is_told_with_the_nearest_words(
    tmp_path: Path, corpus: FileCorpus, kind: str
) -> None:
    wrong = {"required": [], kind: quoted("由市交通局领头，市水利局配合")}
    level, message = only(tmp_path, corpus, row(**wrong))
    assert (level, message.partition(":")[0]) == ("error", kind)
    assert "「由市交通局领头，市水利局配合」" in message
    assert "「由市交通局牵头， 市水利局配合」" in message
    assert sha256_of(TEXT) in message


def test_a_quote_like_nothing_in_its_document_is_told_so(
    tmp_path: Path, corpus: FileCorpus
) -> None:
    wrong = row(required=[], evidence=quoted("鼓励购买新能源汽车"))
    assert "nor anything like it" in only(tmp_path, corpus, wrong)[1]


def test_a_quote_of_another_document_of_the_question_is_told_with_it(
    tmp_path: Path, corpus: FileCorpus
) -> None:
    named = [{"title": "某办法", "sha256": sha256_of(OTHER)}]
    wrong = row(required=[], evidence=quoted("2024年1月1日起施行"), documents=named)
    assert f"It stands in {sha256_of(OTHER)}" in only(tmp_path, corpus, wrong)[1]


def test_a_document_that_is_not_held_is_told_once_by_its_title(
    tmp_path: Path, corpus: FileCorpus
) -> None:
    absent = sha256_of("absent")
    spans = [[{"document": absent, "quote": "市交通局"}], [{"document": absent, "quote": "牵头"}]]
    wrong = row(evidence=spans, documents=[{"title": "某方案", "sha256": absent}])
    level, message = only(tmp_path, corpus, wrong)
    assert level == "error"
    assert "某方案" in message and absent in message


def test_quotes_of_a_file_whose_words_cannot_be_read_are_not_checked(
    tmp_path: Path, corpus: FileCorpus
) -> None:
    scan = hashlib.sha256(b"%PDF-1.4").hexdigest()
    unread = row(evidence=[[{"document": scan, "quote": "由市交通局牵头"}]])
    level, message = only(tmp_path, corpus, unread)
    assert (level, scan in message, "not checked" in message) == ("warning", True, True)


def test_a_relevant_document_that_is_not_held_is_told(tmp_path: Path, corpus: FileCorpus) -> None:
    level, message = only(tmp_path, corpus, row(relevant={"7": 1, "8": 2}))
    assert (level, "'8'" in message, "'7'" in message) == ("error", True, False)


def test_a_required_fact_that_no_evidence_says_is_told(tmp_path: Path, corpus: FileCorpus) -> None:
    level, message = only(tmp_path, corpus, row(required=[["市交通局"], ["市教委", "教委"]]))
    assert (level, "'市教委' / '教委'" in message) == ("warning", True)
    supported = row(required=[["市水利局"]], supporting=quoted("市水利局配合"))
    assert "Only a supporting one does" in only(tmp_path, corpus, supported)[1]


@pytest.mark.parametrize("forbidden", ["市交通局", " 市 交通局"])
def test_a_fact_both_required_and_forbidden_is_told(
    tmp_path: Path, corpus: FileCorpus, forbidden: str
) -> None:
    level, message = only(tmp_path, corpus, row(forbidden=["市教委", forbidden]))
    assert (level, message.partition(":")[0]) == ("error", "forbidden")
    assert repr(forbidden) in message


def test_a_forbidden_fact_within_every_wording_of_a_required_one_is_told(
    tmp_path: Path, corpus: FileCorpus
) -> None:
    within = row(required=[["由市交通局牵头", "市交通局"]], forbidden=["交通局"])
    level, message = only(tmp_path, corpus, within)
    assert (level, "says '交通局' too" in message) == ("error", True)
    part = row(required=[["由市交通局牵头", "市交通局"]], forbidden=["牵头"])
    assert found(tmp_path, corpus, part) == []


def test_an_answerable_question_without_evidence_is_told(
    tmp_path: Path, corpus: FileCorpus
) -> None:
    level, message = only(tmp_path, corpus, row(evidence=[]))
    assert (level, "no evidence" in message) == ("warning", True)


@pytest.mark.parametrize(
    "fields", [{"language": "en"}, {"question": "Who leads the task?"}], ids=["en", "zh"]
)
def test_a_language_that_the_characters_deny_is_told(
    tmp_path: Path, corpus: FileCorpus, fields: dict[str, Any]
) -> None:
    level, message = only(tmp_path, corpus, row(**fields))
    assert (level, message.partition(":")[0]) == ("warning", "language")


def test_a_rewording_names_another_question_of_the_files(
    tmp_path: Path, corpus: FileCorpus
) -> None:
    original = row("q-1")
    good = row("q-2", "哪个单位牵头？", rewording_of="q-1")
    assert found(tmp_path, corpus, original, good) == []
    lost = row("q-2", "哪个单位牵头？", rewording_of="q-9")
    assert "'q-9'" in only(tmp_path, corpus, original, lost)[1]
    itself = row("q-2", "哪个单位牵头？", rewording_of="q-2")
    assert "itself" in only(tmp_path, corpus, original, itself)[1]


def test_the_same_question_twice_is_told_unless_another_came_before_it(
    tmp_path: Path, corpus: FileCorpus
) -> None:
    level, message = only(tmp_path, corpus, row("q-1"), row("q-2", "由谁 牵头?"))
    assert (level, "q-1" in message) == ("error", True)
    after = row("q-2", history=["装配式建筑呢？"], style="follow_up")
    assert found(tmp_path, corpus, row("q-1"), after) == []


def test_findings_come_in_the_order_of_the_questions_each_time(
    tmp_path: Path, corpus: FileCorpus
) -> None:
    rows = [row(f"q-{n}", f"问{n}", forbidden=["市交通局"], language="en") for n in (3, 1, 2)]
    first = found(tmp_path, corpus, *rows)
    assert [finding.line for finding in first] == [1, 1, 2, 2, 3, 3]
    assert found(tmp_path, corpus, *rows) == first


def test_texts_of_gb18030_are_read_and_places_without_texts_refused(tmp_path: Path) -> None:
    data = TEXT.encode("gb18030")
    path = tmp_path / "one.txt"
    path.write_bytes(data)
    assert FileCorpus.of([path]).text(hashlib.sha256(data).hexdigest()) == TEXT
    (tmp_path / "empty").mkdir()
    with pytest.raises(EvaluationError, match="no text here"):
        FileCorpus.of([tmp_path / "empty"])
    with pytest.raises(EvaluationError, match="is not there"):
        FileCorpus.of([tmp_path / "missing"])
    (tmp_path / "rows.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"rows\.jsonl line 1: the field `text` is missing"):
        FileCorpus.of([tmp_path])


class ListingClient(PolicyClient):
    """A client of a service that holds as many documents as it is told, listed in pages."""

    def __init__(self, count: int) -> None:
        super().__init__("http://service.invalid")
        self.pages = 0
        self.items = [
            {"id": f"id-{n}", "source_sha256": f"sha-{n}", "external_id": f"{n}" if n else None}
            for n in range(count)
        ]

    def documents(self, region: str | None = None, limit: int = 100, offset: int = 0) -> Json:
        self.pages += 1
        return {"items": self.items[offset : offset + limit], "total": len(self.items)}

    def text(self, document_id: str) -> str:
        return f"text of {document_id}"


@pytest.mark.parametrize("count", [0, 1, 500, 1201])
def test_all_documents_of_a_service_are_known_however_many(count: int) -> None:
    client = ListingClient(count)
    corpus = ServiceCorpus(client)
    assert client.pages <= count // 500 + 1
    assert sum(corpus.holds(f"sha-{n}") for n in range(count + 1)) == count
    assert corpus.external_ids == {f"{n}" for n in range(1, count)}
    if count:
        assert corpus.text(f"sha-{count - 1}") == f"text of id-{count - 1}"


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("牵头", ["牵 头", "牵头"]),  # not the white space before it
        ("5公里", ["5公里"]),
        ("km", ["㎞"]),  # one character in the text
        ("缺", []),
        (" ", []),
    ],
)
def test_words_are_placed_in_the_characters_of_the_text(words: str, spans: list[str]) -> None:
    text = "由局 \n牵 头；共 5公里（㎞） 牵头"
    places = places_of(words, CompactText.of(text))
    assert [text[start:end] for start, end in places] == spans


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("由谁牵头？", "zh"),
        ("BIM和EPC是啥", "zh"),
        ("What does 装配式建筑 mean?", "en"),
        ("Who leads?", "en"),
        ("2025？", "zh"),
        ("〇㐂𠀀", "zh"),
    ],
)
def test_language_is_told_by_the_share_of_chinese_characters(text: str, language: str) -> None:
    assert language_of(text) == language
