"""What is wrong with a row, in words that name the place, the field, and what to do."""

import json
import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from eval.errors import QuestionFileError

LEAST_LIKENESS = 0.7  # of a name to be proposed for another, of difflib's ratio
LONGEST_VALUE = 40  # characters of a wrong value that are shown
# Where a line of JSON breaks: "EOF while parsing a string at line 1 column 7"
PLACE_IN_LINE = re.compile(r" at line \d+ (?=column \d+$)")
Row = TypeVar("Row", bound=BaseModel)


class PlaceOfIds:
    """Where each id stood first, so that one that stands twice is refused with both places."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}

    def problem_of(self, identifier: str, place: str) -> str | None:
        """Note an id; return what is wrong where it was noted before, None where it is new."""
        if identifier not in self._places:
            self._places[identifier] = place
            return None
        first = self._places[identifier]
        return (
            f"{place}: the id {identifier!r} stands twice, first in {first}. "
            "Give each an id of its own"
        )

    def take(self, identifier: str, place: str) -> None:
        """Note an id. Raises QuestionFileError where it was noted before."""
        problem = self.problem_of(identifier, place)
        if problem:
            raise QuestionFileError(problem)


def row_of(model: type[Row], line: bytes, place: str) -> Row:
    """Return a line of JSON as a row. Raises QuestionFileError for the first thing wrong."""
    row = row_or_problems(model, line, place)
    if isinstance(row, list):
        raise QuestionFileError(row[0])
    return row


def validated(model: type[Row], value: Any, place: str) -> Row:
    """Return a parsed value as a row. Raises QuestionFileError for the first thing wrong."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise QuestionFileError(_problems_in(error, model, place)[0]) from error


def row_or_problems(model: type[Row], line: bytes, place: str) -> Row | list[str]:
    """Return a line of JSON as a row, or everything that is wrong with it."""
    try:
        text = line.strip().decode("utf-8-sig")  # a first line may begin with a byte order mark
    except UnicodeDecodeError as error:
        return [f"{place} is not in UTF-8: byte {error.start} of it. Save the file as UTF-8"]
    try:
        row = model.model_validate_json(text)
    except ValidationError as error:
        return _problems_in(error, model, place)
    return [
        f"{place}: the field `{name}` stands twice. Remove one" for name in _names_twice(text)
    ] or row


def _problems_in(error: ValidationError, model: type[BaseModel], place: str) -> list[str]:
    items = error.errors(include_url=False)
    return [_problem(item, model, place) for item in items if not _only_follows(item, items)]


def _only_follows(item: ErrorDetails, items: Sequence[ErrorDetails]) -> bool:
    """Tell whether a list is only too short because what it holds is wrong."""
    outer = item["loc"]
    inner = (other["loc"] for other in items if len(other["loc"]) > len(outer))
    return item["type"] == "too_short" and any(loc[: len(outer)] == outer for loc in inner)


def _problem(item: ErrorDetails, model: type[BaseModel], place: str) -> str:
    field = ".".join(map(str, item["loc"]))
    match item["type"]:
        case "json_invalid":
            return f"{place} is no JSON: {PLACE_IN_LINE.sub(' at ', item['ctx']['error'])}"
        case "missing":
            return f"{place}: the field `{field}` is missing. Add it"
        case "extra_forbidden":
            names = _names_of(model, is_within=len(item["loc"]) > 1)
            near = get_close_matches(str(item["loc"][-1]), names, n=1, cutoff=LEAST_LIKENESS)
            remedy = f"Did you mean `{near[0]}`?" if near else "Remove it"
            return f"{place}: `{field}` is not a field here. {remedy}"
        case "value_error":
            said = str(item["ctx"]["error"])
        case "string_pattern_mismatch":
            said = "must not be blank"
        case "too_short":
            said = "must hold at least one"
        case _:
            said = f"{item['msg'][:1].lower()}{item['msg'][1:]}, not {_shown(item['input'])}"
    return f"{place}: {f'`{field}`' if field else 'the row'} {said}"


def _shown(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= LONGEST_VALUE else f"{shown[:LONGEST_VALUE]}…"


def _names_of(model: type[BaseModel], is_within: bool) -> list[str]:
    """Return the names of a model's fields, or of those of the models that it holds."""
    schema = model.model_json_schema()
    held = schema.get("$defs", {}).values() if is_within else [schema]
    return [name for definition in held for name in definition.get("properties", {})]


def _names_twice(text: str) -> list[str]:
    """Return the names that an object of a JSON text gives to two values."""
    twice: list[str] = []

    def noted(pairs: list[tuple[str, Any]]) -> None:
        names = [name for name, _ in pairs]
        twice.extend(sorted({name for name in names if names.count(name) > 1}))

    json.loads(text, object_pairs_hook=noted)
    return twice
