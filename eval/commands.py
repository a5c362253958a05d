"""`policyqa eval`: asks a service the questions of files and reports how well it answers."""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from eval.comparing.comparison import comparison_of
from eval.comparing.markdown import comparison_markdown
from eval.errors import EvaluationError
from eval.gate.baseline import baseline_in, fallen, recorded, write_baseline
from eval.gate.measuring import measured
from eval.judging.judge import judgements_of
from eval.metrics.intervals import Interval, proportion_interval
from eval.metrics.scores import Figure, QuestionScore, question_scores, summary
from eval.question_sets import Question, questions_of
from eval.question_sets.commands import convert, lint, schema
from eval.report.summaries import markdown as markdown_of
from eval.report.writing import REPORT, write_reports
from eval.running.results import Result
from eval.running.run_folder import RunFolder
from eval.running.session import RunOptions, finished_run
from eval.services.base import AskedService
from eval.services.openai import OpenaiService
from eval.services.policyqa import PolicyqaService

KEY = "OPENAI_API_KEY"
SHIPPED = Path(__file__).with_name("questions")
BASELINE = Path(__file__).with_name("gate") / "baseline.json"
POLICIES = Path(__file__).parents[1] / "corpus" / "policies"
ABOUT_THE_SHIPPED = "answers_seeds_*.jsonl"

app = typer.Typer(
    help="Measure how well a service answers: of files of questions, or compare, gate, lint.",
    invoke_without_command=True,
    no_args_is_help=True,
)
app.command()(lint)
app.command()(convert)
app.command()(schema)


@app.callback()
def evaluate(
    context: typer.Context,
    questions: Annotated[
        list[Path] | None, typer.Option(help="question files, JSON Lines; may be repeated")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="folder of the run; an unfinished one in it goes on")
    ] = None,
    url: Annotated[
        str, typer.Option(envvar="POLICYQA_API_URL", help="address of the service")
    ] = "http://127.0.0.1:8000",
    api: Annotated[
        Literal["policyqa", "openai"], typer.Option(help="what the service speaks")
    ] = "policyqa",
    model: Annotated[
        str, typer.Option(help=f"model of an OpenAI-compatible service; its key is in {KEY}")
    ] = "default",
    concurrency: Annotated[int, typer.Option(min=1, help="questions asked at once")] = 4,
    repeats: Annotated[int, typer.Option(min=1, help="times each is asked, for stability")] = 1,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="print the tables in Markdown, for a pull request")
    ] = False,
    restart: Annotated[
        bool, typer.Option("--restart", help="write over what the folder holds")
    ] = False,
    judge_url: Annotated[
        str, typer.Option(help="address of an OpenAI-compatible model that judges the answers too")
    ] = "",
    judge_model: Annotated[str, typer.Option(help="its name")] = "default",
) -> None:
    """Ask the questions of files, several at once, and write results and a report."""
    if context.invoked_subcommand is not None:
        return
    if not questions or out is None:
        raise EvaluationError("give --questions FILE and --out FOLDER, or a command; see --help")
    whole = questions_of(questions)
    service, name, holdings = _service(api, url, model)
    try:
        asked = _askable(whole, service)
        options = RunOptions(
            url, name, holdings, tuple(questions), out, concurrency, repeats, restart
        )
        record, results = finished_run(service, asked, options)
    finally:
        service.close()
    scores = question_scores(results)
    write_reports(out, record, scores)
    print(markdown_of(record, scores) if markdown else _figures(scores))
    if judge_url:
        _judge(results, OpenaiService(judge_url, judge_model, os.environ.get(KEY)))
    print(f"report: {out / REPORT}")


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(help="folder of a run")],
    markdown: Annotated[bool, typer.Option("--markdown", help="print the tables too")] = False,
) -> None:
    """Write the report of a run again, without asking anything."""
    run = RunFolder(folder)
    scores, record = question_scores(run.results()), run.record()
    if record is None:
        raise EvaluationError(f"{folder} holds no record of a run")
    write_reports(folder, record, scores)
    if markdown:
        print(markdown_of(record, scores))
    print(f"report: {folder / REPORT}")


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(help="folder of a run")],
    second: Annotated[Path, typer.Argument(help="folder of a later run of the same questions")],
) -> None:
    """Print paired differences of two runs; exit 1 where the second is worse beyond doubt."""
    runs = [question_scores(RunFolder(folder).results()) for folder in (first, second)]
    compared = comparison_of(*runs)
    print(comparison_markdown(compared), end="")
    if compared.is_worse:
        raise typer.Exit(1)


@app.command()
def gate(
    out: Annotated[Path, typer.Option(help="folder for data and run")] = Path("build/eval"),
    baseline: Annotated[Path, typer.Option(help="the recorded baseline")] = BASELINE,
    record: Annotated[
        str, typer.Option(help="record what is measured as the baseline, and why it changes")
    ] = "",
) -> None:
    """Measure the shipped questions over the shipped policies; exit 1 where a metric fell."""
    former = None if record else baseline_in(baseline)
    run, scores = measured(POLICIES, sorted(SHIPPED.glob(ABOUT_THE_SHIPPED)), out)
    write_reports(out / "run", run, scores)
    figures = summary(scores)
    print(_figures(scores))
    if former is None:
        write_baseline(recorded(figures, run.questions_sha256, record), baseline)
        print(f"recorded in {baseline}")
        return
    told = fallen(former, figures, run.questions_sha256)
    if told:
        raise EvaluationError("; ".join(told) + f". See {out / 'run' / REPORT}")
    print("no headline metric is below its baseline's interval")


def _service(api: str, url: str, model: str) -> tuple[AskedService, str, str]:
    if api == "openai":
        return OpenaiService(url, model, os.environ.get(KEY)), f"openai: {model}", "not known"
    service = PolicyqaService(url)
    return service, "policyqa", service.holdings_in_words


def _askable(questions: tuple[Question, ...], service: AskedService) -> tuple[Question, ...]:
    """Return the questions whose documents the service holds; say how many were left out."""
    if not isinstance(service, PolicyqaService):
        return questions
    askable = tuple(own for own in questions if own.sources <= service.sources)
    if not askable:
        raise EvaluationError(
            "the service holds the documents of none of the questions: ingest them first"
        )
    if len(askable) < len(questions):
        left_out = len(questions) - len(askable)
        print(f"left out, their documents are not in the service: {left_out} questions")
    return askable


def _figures(scores: tuple[QuestionScore, ...]) -> str:
    return "\n".join(_line(name, figure, figure.count) for name, figure in summary(scores).items())


def _line(name: str, figure: Figure | Interval, count: int) -> str:
    interval = "" if figure.low is None else f"  [{figure.low:.3f} – {figure.high:.3f}]"
    return f"{name:20} {figure.value:.3f}{interval}  of {count}"


def _judge(results: list[Result], judge: OpenaiService) -> None:
    try:
        said = [own.is_right for own in judgements_of(results, judge, lambda: None)]
    finally:
        judge.close()
    decided = [own for own in said if own is not None]
    if not decided:
        raise EvaluationError("the judge said neither right nor wrong of any answer")
    share = proportion_interval(sum(decided), len(decided))
    line = _line("judged_right", share, len(decided))
    print(f"{line} ({len(said) - len(decided)} without a verdict)")
