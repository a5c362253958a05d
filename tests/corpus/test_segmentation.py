"""The two segmenters of the same dictionary agree on policy texts."""

import jieba
import rjieba

from corpus.segmentation import tagged_words_of, words_of
from index.terms import WORDLIKE
from tests.conftest import POLICIES


def test_words_joined_are_the_text() -> None:
    text = "推广BIM（建筑信息模型）技术，到2025年达30%以上。"
    assert "".join(words_of(text)) == text
    assert "".join(word for word, _ in tagged_words_of(text)) == text


def test_rjieba_cuts_chinese_as_jieba_does() -> None:
    jieba.setLogLevel("WARNING")
    lines = [
        line for path in POLICIES.glob("*.txt") for line in path.read_text("utf-8").splitlines()
    ]
    same = sum(
        [w for w in jieba.lcut(line) if WORDLIKE.search(w)]
        == [w for w in rjieba.cut(line) if WORDLIKE.search(w)]
        for line in lines
    )
    assert same / len(lines) > 0.99
