"""The commands over question sets: `lint`, `convert`, `schema`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from eval.errors import EvaluationError
from eval.question_sets.converters import CONVERTERS, converter_named
from eval.question_sets.converters.writing import DOCUMENTS_FILE, QUESTIONS_FILE, written
from eval.question_sets.corpora import Corpus, FileCorpus, ServiceCorpus
from eval.question_sets.lint import Finding, Level, findings
from eval.question_sets.model import json_schema
from eval.question_sets.reading import placed_questions_of
from service.client import PolicyClient

app = typer.Typer(no_args_is_help=True, help="Check question sets and make them.")


@app.command()
def lint(
    files: Annotated[list[Path], typer.Argument(help="question files, JSON Lines (.gz, .xz too)")],
    url: Annotated[
        str, typer.Option(envvar="POLICYQA_API_URL", help="address of the service to check against")
    ] = "http://127.0.0.1:8000",
    texts: Annotated[
        list[Path] | None,
        typer.Option(
            help="check against these instead, as they stand: .txt files, JSON Lines of "
            "{id, text}, folders of them"
        ),
    ] = None,
) -> None:
    """Check questions against the documents that they are about; exit 1 where one is wrong."""
    questions = placed_questions_of(files)
    with _corpus(url, texts) as corpus:
        found = list(findings(questions, corpus))
    for path, own in groupby(found, key=lambda finding: finding.path):
        print(path)
        for finding in own:
            print(f"  {_line(finding)}")
    errors = sum(finding.level is Level.ERROR for finding in found)
    print(
        f"{_counted(errors, 'error')}, {_counted(len(found) - errors, 'warning')} in "
        f"{_counted(len(questions), 'question')} of {_counted(len(files), 'file')}"
    )
    if errors:
        raise typer.Exit(1)


@app.command()
def convert(
    data_format: Annotated[
        str, typer.Argument(metavar="FORMAT", help=f"one of {', '.join(CONVERTERS)}")
    ],
    source: Annotated[Path, typer.Argument(help="file or folder; see docs/question-sets.md")],
    out: Annotated[Path, typer.Option(help=f"folder for {QUESTIONS_FILE} and {DOCUMENTS_FILE}")],
) -> None:
    """Make a question set, and documents for `policyqa ingest`, of a data set."""
    made = written(converter_named(data_format)(source), out)
    for reason, count in made.left_out.items():
        print(f"left out, {reason}: {count}")
    print(f"{_counted(made.questions, 'question')}: {out / QUESTIONS_FILE}")
    print(f"{_counted(made.documents, 'document')}: {out / DOCUMENTS_FILE}")


@app.command()
def schema(
    out: Annotated[Path | None, typer.Option(help="write it to this file")] = None,
) -> None:
    """Print the JSON Schema of a line of a question file."""
    text = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    if out is None:
        print(text, end="")
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{out} cannot be written: {error}. Check the path") from error


@contextmanager
def _corpus(url: str, texts: list[Path] | None) -> Iterator[Corpus]:
    if texts:
        yield FileCorpus.of(texts)
        return
    with PolicyClient(url) as client:
        yield ServiceCorpus(client)


def _line(finding: Finding) -> str:
    return f"line {finding.line} {finding.question_id} {finding.level}: {finding.message}"


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
