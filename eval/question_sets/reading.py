"""Questions read from JSON Lines. Everything wrong with the files is said at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.errors import QuestionFileError
from eval.question_sets.files import numbered_lines
from eval.question_sets.model import Question
from eval.question_sets.problems import PlaceOfIds, row_or_problems

MOST_PROBLEMS_SAID = 20
REMEDY = (
    "`policyqa eval schema` prints what a line may hold; `policyqa eval convert` makes such "
    "files of other formats"
)


@dataclass(frozen=True, slots=True)
class PlacedQuestion:
    """A question with the file and the line, from 1, where it stands."""

    path: Path
    line: int
    question: Question


def questions_in(path: Path) -> tuple[Question, ...]:
    """Return the questions of a file; see `questions_of`."""
    return questions_of([path])


def questions_of(paths: Sequence[Path]) -> tuple[Question, ...]:
    """Return the questions of JSON Lines files, packed (.gz, .xz) or not, in their order.

    Raises QuestionFileError with everything that is wrong (the first twenty of it): a line that is
    no question, an id that stands twice in the files together, a file without a question or given
    twice.
    """
    return tuple(placed.question for placed in placed_questions_of(paths))


def placed_questions_of(paths: Sequence[Path]) -> tuple[PlacedQuestion, ...]:
    """Return the questions of files with their places; raises as `questions_of`."""
    if not paths:
        raise QuestionFileError("no question file is given. Name one or more")
    placed: list[PlacedQuestion] = []
    problems: list[str] = []
    for item in _questions_and_problems(paths):
        if isinstance(item, PlacedQuestion):
            placed.append(item)
        else:
            problems.append(item)
    if problems:
        raise QuestionFileError(_told(problems))
    return tuple(placed)


def _questions_and_problems(paths: Sequence[Path]) -> Iterator[PlacedQuestion | str]:
    place_of_ids = PlaceOfIds()
    read: set[Path] = set()
    for path in paths:
        if path.resolve() in read:
            yield f"{path} is given twice. Name it once"
            continue
        read.add(path.resolve())
        try:
            yield from _of_file(path, place_of_ids)
        except QuestionFileError as error:
            yield str(error)


def _of_file(path: Path, place_of_ids: PlaceOfIds) -> Iterator[PlacedQuestion | str]:
    is_blank = True
    for number, line in numbered_lines(path):
        is_blank = False
        place = f"{path} line {number}"
        question = row_or_problems(Question, line, place)
        if isinstance(question, list):
            yield from question
            continue
        problem = place_of_ids.problem_of(question.id, place)
        yield problem or PlacedQuestion(path, number, question)
    if is_blank:
        yield f"{path} holds no question"


def _told(problems: Sequence[str]) -> str:
    if len(problems) == 1:
        return f"{problems[0]}. {REMEDY}"
    said = list(problems[:MOST_PROBLEMS_SAID])
    if len(problems) > len(said):
        said.append(f"and {len(problems) - len(said)} more")
    lines = "\n  ".join(said)
    return f"{len(problems)} problems stop these questions:\n  {lines}\n{REMEDY}"
