"""Synthetic questions: each template on its example, rewordings, and what never comes out."""

import random
import re

import pytest

from index.training import question_templates as templates
from index.training import synthetic_questions as questions
from index.training.pairs import HEADING, sentences_of
from index.training.plain_words import PlainWords, read_plain_words


@pytest.mark.parametrize(
    ("template", "clause", "starts", "asks"),
    [
        (templates.ask_definition, "本条例所称的口岸，是指供人员出入境的港口", "", "口岸"),
        (
            templates.ask_lead_unit,
            "燃气安全监管由住房城乡建设部门负责",
            "燃气安全监管",
            "负责|归谁管|责任单位",
        ),
        (
            templates.ask_lead_unit,
            "推广BIM技术由市住房城乡建委牵头",
            "推广BIM技术",
            "牵头",
        ),
        (
            templates.ask_unit_in_brackets,
            "推广BIM技术（牵头单位：市住房城乡建委）",
            "推广BIM技术",
            "牵头",
        ),
        (
            templates.ask_supporting_unit,
            "推进信用监管，市财政局配合",
            "推进信用监管，",
            "配合|一起",
        ),
        (templates.ask_supporting_unit, "会同市财政局制定办法", "", "配合|一起"),
        (
            templates.ask_award,
            "对首次入选的企业，给予100万元奖励",
            "对首次入选的企业，",
            "奖励|多少钱",
        ),
        (templates.ask_award, "对获奖单位一次性奖励五十万元", "对获奖单位", "奖励|多少钱"),
        (templates.ask_share, "装配式建筑占比达到30%以上", "装配式建筑", "多少"),
        (templates.ask_share, "持股比例不得低于百分之二十", "持股比例", "多少"),
        (templates.ask_due_date, "2025年底前建成管理平台", "", "什么时候|哪一?年"),
    ],
)
def test_a_template_asks_for_what_it_takes_out(
    template: templates.Template, clause: str, starts: str, asks: str
) -> None:
    for seed in range(20):
        question = template(clause, random.Random(seed))
        assert question is not None
        assert question.startswith(starts)
        assert re.search(asks + "|多少|什么", question)
        assert question != clause


@pytest.mark.parametrize(
    ("template", "clause", "answer"),
    [
        (templates.ask_award, "对首次入选的企业，给予100万元奖励", "100"),
        (templates.ask_share, "占比达到30%以上", "30"),
        (templates.ask_lead_unit, "技术推广由市住房城乡建委牵头", "住房"),
        (templates.ask_unit_in_brackets, "推广技术（责任单位：各区）", "各区"),
        (templates.ask_due_date, "2025年底前建成", "2025"),
    ],
)
def test_the_answer_does_not_stand_in_the_question(
    template: templates.Template, clause: str, answer: str
) -> None:
    assert answer in clause
    for seed in range(20):
        assert answer not in str(template(clause, random.Random(seed)))


@pytest.mark.parametrize("template", templates.TEMPLATES)
def test_a_template_leaves_other_clauses_alone(template: templates.Template) -> None:
    assert template("公民的合法权益受法律保护", random.Random(1)) is None


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (questions.FINE, "并处一万元以上五万元以下罚款", "并处一万元以上五万元以下罚款"),
        (questions.PRISON_TERM, "处三年以上十年以下有期徒刑", "处三年以上十年以下有期徒刑"),
        (
            questions.TIME_LIMIT,
            "自收到申请之日起十五个工作日内答复",
            "自收到申请之日起十五个工作日内",
        ),
        (questions.TIME_LIMIT, "三十日以内", "三十日以内"),
        (questions.FOLLOWING, "有下列情形之一的", "下列情形之一"),
        (questions.NUMBERING, "（三）建立制度", "（三）"),
        (questions.NUMBERING, "第十条 申请", "第十条 "),
        (questions.OFFICIAL_FILLER, "依法处理", "依法"),
        (questions.CLAUSE_END, "甲，乙", "，"),
        (HEADING, "申请取水许可，应当提交材料。", "申请取水许可"),
    ],
)
def test_a_pattern_finds_its_example(pattern: re.Pattern[str], text: str, found: str) -> None:
    match = pattern.search(text)
    assert match is not None
    assert match.group() == found


def test_plain_words_replace_the_longest_official_term() -> None:
    glossary = PlainWords({"有限责任公司": ["公司"], "责任": ["该谁管"]})
    said = {glossary.rephrase("有限责任公司", random.Random(seed)) for seed in range(30)}
    assert said == {"有限责任公司", "公司"}


def test_the_glossary_is_well_formed() -> None:
    glossary = read_plain_words()
    assert {"用人单位", "老板", "牵头单位"} <= set(glossary.words)
    assert all(word == word.strip() and word for word in glossary.words)


def test_questions_are_short_repeatable_and_about_the_sentence() -> None:
    glossary = read_plain_words()
    sentence = (
        "用人单位拖欠劳动者劳动报酬的，由劳动行政部门责令限期支付，并处一万元以上三万元以下罚款。"
    )
    asked = [questions.synthetic_question(sentence, glossary, random.Random(s)) for s in range(50)]
    assert asked == [
        questions.synthetic_question(sentence, glossary, random.Random(s)) for s in range(50)
    ]
    assert all(text and len(text) <= questions.LONGEST_QUESTION for text in asked)
    assert len(set(asked)) > 10
    assert any("罚多少钱" in str(text) for text in asked)


def test_nothing_is_asked_of_a_sentence_without_a_clause() -> None:
    assert questions.synthetic_question("略。", read_plain_words(), random.Random(1)) is None


def test_sentences_keep_every_character() -> None:
    text = "有下列情形之一的，予以奖励：\n（一）成绩突出；\n（二）其他。好。"
    assert "".join(sentences_of(text)).replace("\n", "") == text.replace("\n", "")
