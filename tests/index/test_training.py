"""Training from files to a loaded model, on a tiny corpus made here."""

import json
import lzma
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.embedding.builtin import BuiltinEmbedder, unpack_rows
from index.training.__main__ import main
from index.training.corpus_reader import (
    LAWS_FILE,
    POLICIES_FILE,
    QUESTIONS_FILE,
    STATUTES_FILE,
    TrainingCorpus,
    TrainingQuestion,
    read_corpus,
)
from index.training.errors import TrainingDataError
from index.training.evaluation import (
    disjoint_folds,
    disjoint_split,
    evaluate,
    recall_at_k,
    reciprocal_rank_at_k,
)
from index.training.quantization import quantized, write_model
from index.training.settings import TrainingSettings
from index.training.trainer import TrainedTerms, Training

SUBJECTS = ("劳动报酬", "商品房", "饲养动物", "交通事故", "婚姻登记", "著作权")
RULES = (
    "申请{}登记的，应当提交下列材料；材料不全的，应当在五日内一次告知。",
    "有关部门依法对{}实施监督检查。任何单位和个人不得拒绝、阻碍。",
    "违反{}管理规定的，由主管部门责令改正；拒不改正的，处一万元以上五万元以下罚款。",
    "对在{}工作中作出突出贡献的单位，给予五万元奖励。",
)
TINY = TrainingSettings(
    dimensions=128,
    vocabulary_size=3_000,
    steps=12,
    pairs_per_step=16,
    warmup_steps=2,
    epochs=2,
    question_pairs_per_step=8,
    pretraining_pairs_per_step=8,
    random_negatives=8,
)


def write_rows(path: Path, rows: list[dict[str, object]]) -> None:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with the three training files: four rules on each of six subjects."""
    statutes: list[dict[str, object]] = []
    laws: list[dict[str, object]] = []
    queries: list[dict[str, object]] = []
    for subject in SUBJECTS:
        for number, rule in enumerate(RULES):
            name = f"{subject}管理法第{'一二三四'[number]}条"
            statutes.append({"id": 100 + len(statutes), "name": name, "text": rule.format(subject)})
        queries.append(
            {
                "id": len(queries),
                "query": f"{subject}的事没按规矩办会怎么罚",
                "relevant": [statutes[-2]["id"]],
                "answer": "罚一万元到五万元。",
                "keywords": None,
            }
        )
    text = "本市对数字经济企业给予补助。"
    laws.append({"law": "某市条例", "article": "第一条", "text": text, "category": "DLC/某市"})
    laws.append({**laws[0], "article": "第二条"})
    write_rows(tmp_path / STATUTES_FILE, statutes)
    write_rows(tmp_path / LAWS_FILE, laws)
    write_rows(tmp_path / QUESTIONS_FILE, queries)
    return tmp_path


@pytest.fixture
def corpus(data: Path) -> TrainingCorpus:
    return read_corpus(data, further_articles=10, seed=1)


def trained(corpus: TrainingCorpus) -> tuple[TrainedTerms, TrainedTerms]:
    """Return the vectors before and after training on the corpus's questions."""
    training = Training(corpus, TINY)
    return training.self_supervised, training.fine_tuned(corpus.questions)


def test_the_corpus_is_read_with_laws_positions_and_no_repeats(corpus: TrainingCorpus) -> None:
    assert corpus.searchable == len(SUBJECTS) * len(RULES)
    assert len(corpus.articles) == corpus.searchable + 1
    assert corpus.articles[0].law == "劳动报酬管理法"
    assert corpus.questions[0].relevant == (2,)
    assert corpus.questions[0].keywords == ""


def test_policies_are_cut_in_pieces_without_menus_and_repeats(data: Path) -> None:
    line = "推广装配式建筑，由市住房城乡建委牵头，到2025年占新建建筑面积的比例达到30%以上。"
    menu = "*   [· 市交通运输局](http://example.org/)"
    text = "\n".join([menu, line, *(f"{number}. {line}" for number in range(1, 5)), line])
    write_rows(data / POLICIES_FILE, [{"title": "实施方案", "text": text}])
    corpus = read_corpus(data, further_articles=10, seed=1)
    pieces = corpus.articles[corpus.policies_begin :]
    assert [piece.law for piece in pieces] == ["实施方案"] * 2
    assert [piece.text.count(line) for piece in pieces] == [3, 2]
    assert "http" not in "".join(piece.text for piece in pieces)


def test_a_trained_model_loads_and_finds(corpus: TrainingCorpus, tmp_path: Path) -> None:
    path = tmp_path / "model" / "tiny.safetensors"
    _, fine_tuned = trained(corpus)
    write_model(fine_tuned, TINY, "a test", date(2026, 1, 2), path)
    embedder = BuiltinEmbedder(path)
    assert embedder.dimensions == TINY.dimensions
    scores = evaluate(embedder, corpus, corpus.questions)
    assert scores.questions == len(SUBJECTS)
    assert scores.recall_at_10 > 0.9
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_training_repeats_and_questions_change_it(corpus: TrainingCorpus) -> None:
    (self_supervised, first), (_, second) = trained(corpus), trained(corpus)
    assert first.vocabulary == second.vocabulary
    np.testing.assert_array_equal(first.vectors, second.vectors)
    assert not np.array_equal(first.vectors, self_supervised.vectors)


def test_quantized_vectors_come_back_within_half_a_level() -> None:
    vectors = np.random.default_rng(1).normal(size=(20, 256)).astype(np.float32)
    vectors[3] = 0
    restored = unpack_rows(*quantized(vectors))
    highest = np.abs(vectors.reshape(20, -1, 64)).max(axis=2).repeat(64, axis=1)
    assert (np.abs(restored - vectors) <= highest / 14 * 1.01).all()
    assert not restored[3].any()
    with pytest.raises(ValueError, match="multiple of 128"):
        quantized(vectors[:, :192])


@pytest.mark.parametrize("name", [STATUTES_FILE, LAWS_FILE, QUESTIONS_FILE])
def test_a_missing_training_file_is_named(data: Path, name: str) -> None:
    (data / name).unlink()
    with pytest.raises(TrainingDataError, match=name):
        read_corpus(data, further_articles=10, seed=1)


def test_a_row_without_its_fields_is_named(data: Path) -> None:
    write_rows(data / QUESTIONS_FILE, [{"id": 1, "query": "？"}])
    with pytest.raises(TrainingDataError, match="line 1: no relevant, answer, keywords"):
        read_corpus(data, further_articles=10, seed=1)


def test_a_question_on_an_unknown_statute_is_named(data: Path) -> None:
    row: dict[str, object] = {"id": 7, "query": "？", "relevant": [9], "answer": "", "keywords": ""}
    write_rows(data / QUESTIONS_FILE, [row])
    with pytest.raises(TrainingDataError, match=r"question 7 names statutes \[9\]"):
        read_corpus(data, further_articles=10, seed=1)


def test_held_out_questions_share_no_article_with_the_others() -> None:
    # Two questions a pair of articles, and a chain of three pairs at the end.
    questions = [TrainingQuestion(str(n), (n // 2 * 2, n // 2 * 2 + 1), "", "") for n in range(94)]
    questions += [TrainingQuestion(str(n), (n - 2, n), "", "") for n in range(94, 100)]
    kept, held_out = disjoint_split(questions, held_out=40, seed=3)
    assert 40 <= len(held_out) < 50
    assert sorted(q.query for q in kept + held_out) == sorted(q.query for q in questions)
    articles_of_kept = {article for question in kept for article in question.relevant}
    articles_of_held_out = {article for question in held_out for article in question.relevant}
    assert not articles_of_kept & articles_of_held_out


def test_a_large_group_of_linked_questions_is_trained_on() -> None:
    questions = [TrainingQuestion(str(n), (0,), "", "") for n in range(20)]
    kept, held_out = disjoint_split(questions, held_out=10, seed=3)
    assert (len(kept), held_out) == (20, [])


@pytest.mark.parametrize("linked", [False, True])
def test_folds_test_each_question_once_and_train_on_nothing_that_shares_its_articles(
    linked: bool,
) -> None:
    questions = [TrainingQuestion(str(n), (n // 3, 100 + n // 5), "", "") for n in range(60)]
    folds = disjoint_folds(questions, 5, seed=2, linked=linked)
    assert sorted(int(q.query) for fold in folds for q in fold.tested) == list(range(60))
    for fold in folds:
        tested = {article for question in fold.tested for article in question.relevant}
        assert fold.trained
        assert not any(tested & set(question.relevant) for question in fold.trained)
    if linked:
        # a group that is linked is whole in one fold, so nothing but the fold itself is left out
        assert all(len(fold.tested) + len(fold.trained) == 60 for fold in folds)


def test_nothing_is_held_out_unless_asked() -> None:
    questions = [TrainingQuestion("?", (1,), "", ""), TrainingQuestion("!", (2,), "", "")]
    assert disjoint_split(questions, held_out=0, seed=3)[1] == []


def test_measures() -> None:
    assert recall_at_k([5, 3, 9], [3, 4], k=2) == 0.5
    assert reciprocal_rank_at_k([5, 3, 9], [9, 3], k=3) == 0.5
    assert reciprocal_rank_at_k([5, 3, 9], [9], k=2) == 0.0


def test_the_command_trains_scores_and_writes(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "commanded.safetensors"
    words = ["--data", str(data), "--out", str(path), "--steps", "2", "--dimensions", "128"]
    assert main([*words, "--hold-out", "10"]) == 0
    assert "self-supervised: R@10" in capsys.readouterr().err
    assert BuiltinEmbedder(path).dimensions == 128


def test_the_command_writes_a_model_for_each_fold(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "commanded.safetensors"
    words = ["--data", str(data), "--out", str(path), "--steps", "1", "--dimensions", "128"]
    assert main([*words, "--folds", "2"]) == 0
    written = {file.name for file in tmp_path.glob("commanded*")}
    assert written == {
        "commanded.safetensors",
        *(f"commanded.{kind}{n}.safetensors" for kind in ("fold", "linked") for n in (0, 1)),
    }


def test_the_command_names_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "none.safetensors")]) == 1
    assert STATUTES_FILE in capsys.readouterr().err
