"""Question files: what is accepted, and that all that is wrong is said before anything is asked."""

import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.errors import QuestionFileError
from eval.question_sets import Style, questions_in, questions_of


def row(name: str = "q-1", **fields: Any) -> dict[str, Any]:
    return {"id": name, "question": "由谁牵头？", "required": [["市交通局"]], **fields}


def write(path: Path, *rows: Any) -> Path:
    """Write a question file; a row that is a string is written as it stands."""
    lines = [own if isinstance(own, str) else json.dumps(own, ensure_ascii=False) for own in rows]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def refusal(*paths: Path) -> str:
    with pytest.raises(QuestionFileError) as refused:
        questions_of(paths)
    return str(refused.value)


def test_questions_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    first = write(
        tmp_path / "b.jsonl", row("q-2", style="english", language="en"), "  ", row("q-1")
    )
    second = write(tmp_path / "a.jsonl", row("q-0", status="not_found", required=[]))
    questions = questions_of([first, second])
    assert [question.id for question in questions] == ["q-2", "q-1", "q-0"]
    assert (questions[0].style, questions[0].required) == (Style.ENGLISH, (("市交通局",),))
    assert (questions[1].language, questions[2].status) == ("zh", "not_found")


@pytest.mark.parametrize(("suffix", "packed"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_packed_files_are_read(
    tmp_path: Path, suffix: str, packed: Callable[[bytes], bytes]
) -> None:
    plain = write(tmp_path / "q.jsonl", row("q-1"), row("q-2"))
    path = tmp_path / f"q.jsonl{suffix}"
    path.write_bytes(packed(plain.read_bytes()))
    assert questions_in(path) == questions_in(plain)
    path.write_bytes(packed(plain.read_bytes() * 50)[:-9])
    assert str(path) in refusal(path)
    path.write_bytes(plain.read_bytes())
    assert str(path) in refusal(path)


def test_a_byte_order_mark_and_windows_line_ends_are_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    lines = "\r\n".join(json.dumps(row(name)) for name in ("q-1", "q-2"))
    path.write_bytes(b"\xef\xbb\xbf" + lines.encode())
    assert [question.id for question in questions_in(path)] == ["q-1", "q-2"]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ('{"id": "q-2", ', "is no JSON"),
        ("由谁牵头？", "is no JSON"),
        ('{"id": "\\ud800"}', "is no JSON"),
        ('["q-2"]', "the row input should be an object"),
        ({"id": "q-2", "required": [["x"]]}, "`question` is missing"),
        (row("q-2", requird=[["x"]]), "`requird` is not a field here. Did you mean `required`?"),
        (row("q-2", colour="red"), "`colour` is not a field here. Remove it"),
        (row(" "), "`id` must not be blank"),
        (row("q-2", language="fr"), "`language` input should be 'zh' or 'en', not \"fr\""),
        (row("q-2", required=["x"]), "`required.0`"),
        (row("q-2", required=[[]]), "`required.0` must hold at least one"),
        (row("q-2", evidence=[[{"document": "ab"}]]), "`evidence.0.0.quote` is missing"),
        (
            row("q-2", evidence=[[{"document": "ab", "quote": "x", "qoute": "x"}]]),
            "Did you mean `quote`?",
        ),
        (row("q-2", relevant={"d-1": 0}), "`relevant.d-1`"),
        (row("q-2", required=[]), "needs one of required, evidence, reference, relevant"),
        (row("q-2", status="not_found"), "must have no required"),
        ('{"id": "q-2", "id": "q-3", "question": "x", "required": [["x"]]}', "`id` stands twice"),
    ],
)
def test_a_broken_line_is_refused_with_file_line_and_remedy(
    tmp_path: Path, broken: Any, said: str
) -> None:
    path = write(tmp_path / "q.jsonl", row("q-1"), "", broken, row("q-9"))
    message = refusal(path)
    assert message.startswith(f"{path} line 3")
    assert said in message.replace("the field ", "")
    assert "policyqa eval schema" in message
    assert len(message.splitlines()) == 1


def test_bytes_that_are_no_utf8_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(json.dumps(row("q-1")).encode() + b"\n" + "由谁".encode("gb18030") + b"\n")
    assert f"{path} line 2 is not in UTF-8" in refusal(path)


def test_an_id_stands_once_in_all_files_together(tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", row("q-1"), row("q-2"))
    second = write(tmp_path / "b.jsonl", row("q-3"), row("q-2"))
    message = refusal(first, second)
    assert f"{second} line 2: the id 'q-2' stands twice, first in {first} line 2" in message
    assert f"{first} is given twice" in refusal(first, first)


@pytest.mark.parametrize("lines", [(), ("", "  ", "\t")])
def test_a_blank_file_is_refused_by_name(tmp_path: Path, lines: tuple[str, ...]) -> None:
    blank = write(tmp_path / "blank.jsonl", *lines)
    full = write(tmp_path / "full.jsonl", row())
    assert f"{blank} holds no question" in refusal(full, blank)


def test_no_file_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    assert "no question file is given" in refusal()
    missing = tmp_path / "missing.jsonl"
    assert f"{missing} cannot be read: No such file" in refusal(missing)
    assert f"{tmp_path} cannot be read: Is a directory" in refusal(tmp_path)


def test_all_problems_of_all_files_are_said_together(tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", "{", row("q-1"), row("q-2", langage="zh", status="maybe"))
    second = write(tmp_path / "b.jsonl", row("q-1"))
    first_line, *problems, last_line = refusal(first, second, tmp_path / "c.jsonl").splitlines()
    assert first_line == "5 problems stop these questions:"
    places = [problem.strip().partition(" ")[0] for problem in problems]
    assert places == [str(first)] * 3 + [str(second), str(tmp_path / "c.jsonl")]
    assert "policyqa eval schema" in last_line


def test_twenty_problems_are_said_and_the_rest_counted(tmp_path: Path) -> None:
    path = write(tmp_path / "q.jsonl", *["{"] * 23)
    first, *problems, more, _ = refusal(path).splitlines()
    assert first.startswith("23 problems")
    assert (len(problems), more.strip()) == (20, "and 3 more")
