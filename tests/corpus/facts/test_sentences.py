"""Sentences of a clause and their parts."""

from corpus.facts.sentences import covered, nested_spans, parts_of, sentences_of
from tests.corpus.facts.documents import text_document


def test_sentences_are_spans_of_the_clauses_own_text_without_its_number() -> None:
    document = text_document("一、总则\n（一）目标。发展“好。”的企业；培育10家。\n第二段\n")
    clause = next(c for c in document.clauses if c.number == "（一）")
    found = list(sentences_of(clause, document.text))
    assert [words.text for words in found] == [
        "目标。",
        "发展“好。”",
        "的企业；培育10家。",
        "第二段",
    ]
    assert all(document.text[w.start : w.end] == w.text for w in found)


def test_a_stop_in_brackets_or_quotation_marks_parts_nothing() -> None:
    words = "培育企业（甲；乙）；奖励“丙；丁”；按1:1分担"
    assert [words[a:b] for a, b in parts_of(words)] == [
        "培育企业（甲；乙）",
        "奖励“丙；丁”",
        "按1:1分担",
    ]
    assert parts_of("按1:1分担", ":") == [(0, 6)]


def test_a_bracket_that_never_closes_bounds_nothing() -> None:
    assert nested_spans("（甲；乙") == []
    assert len(parts_of("（甲；乙")) == 2


def test_titles_document_numbers_and_telephones_are_covered() -> None:
    words = "按《三年行动计划》（国发〔2018〕95号）拨打020-83330000"
    plain = covered(words)
    assert len(plain) == len(words)
    assert not any(character.isdecimal() for character in plain)
