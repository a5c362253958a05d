"""The JSON Schema says of a row what reading it says, and the file that ships is current."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from eval.question_sets import Question, json_schema
from eval.question_sets.converters import CONVERTERS
from tests.conftest import ROOT

FILE = "eval/question_sets/question.schema.json"
QUOTE = {"document": "ab", "quote": "由市交通局牵头"}


def row(**fields: Any) -> dict[str, Any]:
    return {"id": "q-1", "question": "由谁牵头？", **fields}


def test_the_file_that_ships_is_what_the_model_says() -> None:
    shipped = json.loads((ROOT / FILE).read_text(encoding="utf-8"))
    assert shipped == json_schema(), f"renew it: policyqa eval schema --out {FILE}"


def test_every_field_is_described() -> None:
    schema = json_schema()
    for definition in (schema, schema["$defs"]["Span"], schema["$defs"]["NamedDocument"]):
        assert definition["properties"]
        assert [
            name
            for name, own in definition["properties"].items()
            if not own.get("description") and "$ref" not in own
        ] == []


def test_every_field_and_format_is_documented() -> None:
    text = (ROOT / "docs" / "question-sets.md").read_text(encoding="utf-8")
    names = [*Question.model_fields, *CONVERTERS]
    assert [name for name in names if f"\n| `{name}` |" not in text] == []


@pytest.mark.parametrize(
    ("fields", "is_good"),
    [
        (row(required=[["市交通局"]]), True),
        (row(evidence=[[QUOTE]], supporting=[[QUOTE]], decision="yes"), True),
        (row(reference=["市交通局"], style="misspelt", history=["谁配合？"]), True),
        (row(relevant={"d-1": 2}, documents=[{"title": "", "sha256": "ab"}]), True),
        (row(status="not_found", reason="not_stated", forbidden=["市交通局"]), True),
        (row(status="not_found", required=[], relevant={}), True),
        (row(), False),
        (row(required=[], evidence=[], relevant={}), False),
        (row(required=[[]]), False),
        (row(required=[[" "]]), False),
        (row(relevant={"d-1": 0}), False),
        (row(status="not_found", required=[["市交通局"]]), False),
        (row(status="not_found", relevant={"d-1": 1}), False),
        (row(required=[["x"]], language="fr"), False),
        (row(required=[["x"]], colour="red"), False),
        (row(evidence=[[{"document": "ab"}]]), False),
        ({"id": "q-1", "required": [["x"]]}, False),
    ],
)
def test_schema_and_model_agree(fields: dict[str, Any], is_good: bool) -> None:
    assert Draft202012Validator(json_schema()).is_valid(fields) is is_good
    try:
        Question.model_validate(fields)
    except ValidationError:
        assert not is_good
    else:
        assert is_good
