"""English questions become Chinese search words; Chinese quotes get an English gloss."""

import re
from collections import Counter

import pytest

from service.planning.english import (
    CHINESE_RUN,
    GLOSSED_AT_MOST,
    Translation,
    chinese_search_text,
    gloss,
    glossary,
    translations,
    unknown_words,
)
from service.planning.english_numbers import (
    BRITISH_METER,
    DATE,
    NUMBERED_PART,
    ORDINAL,
    QUANTITY,
    chinese_numeral,
    number_at,
)
from service.planning.english_words import (
    ACRONYM,
    BRITISH_ISE,
    BRITISH_OUR,
    BRITISH_RE,
    ION_OR_ATE,
    MAYBE_BRITISH,
    PAST_OR_ING,
    TOKEN,
    VOWEL,
    american,
    forms_of,
    tokens_of,
    words_of,
)

FEWEST_TERMS = 900


@pytest.mark.parametrize(
    ("question", "chinese"),
    [
        ("Who leads BIM promotion?", "BIM 推广"),
        ("What are the penalties for bid rigging?", "处罚 围标串标"),
        ("How many charging piles must be built by the end of 2025?", "充电桩 建设 2025"),
        (
            "Are foreign-invested enterprises eligible for the R&D super deduction?",
            "外商投资企业 研发费用加计扣除",
        ),
        ("Which agency handles complaints about unpaid wages?", "投诉处理 拖欠工资"),
        ("How does the plan protect high-standard farmland?", "规划 保护 高标准农田"),
        ("What subsidy do nursing homes receive for each bed?", "补贴 养老机构 获得 床位"),
    ],
)
def test_a_question_becomes_chinese_words_in_its_order(question: str, chinese: str) -> None:
    assert unknown_words(question) == ()
    assert chinese_search_text(question) == chinese


def test_question_words_and_function_words_drop_out() -> None:
    assert chinese_search_text("What is the and of which to whom?") == ""
    assert unknown_words("What is the and of which to whom?") == ()


def test_words_that_chinese_questions_are_rid_of_go_unless_alone() -> None:
    assert chinese_search_text("Which unit takes the lead in green buildings?") == "绿色建筑"
    assert chinese_search_text("Who takes the lead?") == "牵头"


def test_a_word_asked_twice_is_searched_once() -> None:
    assert chinese_search_text("subsidies, and more subsidies, for an enterprise or company") == (
        "补贴 企业"
    )


@pytest.mark.parametrize(
    ("listed", "inflected"),
    [
        ("subsidy", "subsidies"),
        ("subsidize", "subsidised"),
        ("tax", "taxes"),
        ("process", "processes"),
        ("promote", "promoting"),
        ("promotion", "promotions"),
        ("audit", "audits"),
        ("evaluate", "evaluating"),
        ("audit", "audited"),
        ("submit", "submitted"),
        ("simplify", "simplified"),
        ("labor contract", "labour contracts"),
        ("data center", "data centres"),
        ("organization", "organisations"),
        ("license", "licences"),
        ("work-injury insurance", "work injury insurance"),
        ("SME", "SMEs"),
        ("BIM", "bim"),
        ("enterprise", "enterprise's"),
        ("head of the leading group", "heads of leading groups"),
    ],
)
def test_inflections_and_spellings_are_one_word(listed: str, inflected: str) -> None:
    expected = translations(listed)
    assert expected
    assert translations(inflected)[0].chinese == expected[0].chinese
    assert unknown_words(inflected) == ()


@pytest.mark.parametrize("word", ["one of", "off", "gas", "business", "status", "spring"])
def test_endings_that_are_no_inflection_stay(word: str) -> None:
    assert forms_of(word.split()[0])[1] == word.split()[0]


def test_off_is_not_of() -> None:
    assert chinese_search_text("a one-off award") == "一次性奖励"
    assert chinese_search_text("one of the awards") == "奖励"


@pytest.mark.parametrize(
    ("phrase", "chinese"),
    [
        ("prefabricated building", "装配式建筑"),
        ("prefabricated building component", "预制构件"),
        ("building", "建筑"),
        ("green building materials", "绿色建材"),
        ("general contracting qualification", "总承包资质"),
        ("grade A qualification", "甲级资质"),
        ("migrant workers' wage deposit", "农民工工资保证金"),
        ("14th Five-Year Plan", "十四五"),
        ("one-stop service", "一站式"),
    ],
)
def test_the_longest_phrase_is_taken(phrase: str, chinese: str) -> None:
    assert chinese_search_text(phrase) == chinese


def test_a_mark_parts_phrases() -> None:
    assert chinese_search_text("green building") == "绿色建筑"
    assert chinese_search_text("green, building") == "绿色 建筑"


def test_building_as_a_thing_is_not_building_as_a_verb() -> None:
    assert chinese_search_text("tall buildings") == "高层建筑"
    assert chinese_search_text("built") == "建设"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("50 million yuan", "5000万元"),
        ("RMB 300,000", "30万元"),
        ("¥500", "500元"),
        ("1.5 billion yuan", "15亿元"),
        ("2 trillion yuan", "2万亿元"),
        ("US$ 3 million", "300万美元"),
        ("15%", "15%"),
        ("15 per cent", "15%"),
        ("5 percentage points", "5个百分点"),
        ("20,000 square metres", "2万平方米"),
        ("two", "2"),
        ("twenty-five", "25"),
        ("three years", "3年"),
        ("30 working days", "30个工作日"),
        ("3-month training", "3个月 培训"),
        ("2025", "2025"),
        ("2025-2030", "2025 2030"),
        ("12345 hotline", "热线"),
        ("March 15, 2023", "2023年3月15日"),
        ("15 March 2023", "2023年3月15日"),
        ("March 2023", "2023年3月"),
        ("Article 12", "第十二条"),
        ("the 3rd batch", "第三 批次"),
    ],
)
def test_numbers_are_written_as_chinese_documents_do(english: str, chinese: str) -> None:
    assert chinese_search_text(english) == chinese
    assert unknown_words(english) == ()


def test_days_may_be_written_two_ways() -> None:
    assert translations("within 30 days")[0].chinese == ("30日", "30天")


def test_one_is_a_number_only_where_it_counts() -> None:
    assert chinese_search_text("Which one is it?") == ""
    assert chinese_search_text("one million yuan") == "100万元"
    assert chinese_search_text("one year") == "1年"


def test_the_month_of_may_is_not_the_verb() -> None:
    assert chinese_search_text("may enterprises apply") == "企业 申请"
    assert chinese_search_text("in May 2024") == "2024年5月"


def test_acronyms_are_kept_known_or_not() -> None:
    question = "Does XQZ use BIM, EPC, PPP, CIM, 5G and 3D models?"
    assert chinese_search_text(question).split()[:7] == [
        "XQZ",
        "应用",
        "BIM",
        "EPC",
        "PPP",
        "CIM",
        "5G",
    ]
    assert "3D" in chinese_search_text(question)
    assert unknown_words(question) == ()


def test_a_question_in_capitals_is_read_as_words() -> None:
    assert chinese_search_text("WHO LEADS THE PROMOTION OF BIM?") == "推广 BIM"


def test_chinese_words_in_an_english_question_stay() -> None:
    assert chinese_search_text("What is a 智慧工地?") == "智慧工地"


def test_unknown_words_are_handed_back_and_never_translated() -> None:
    question = "What does Singapore's Zorblax quota and the Zorblax subsidy say about Python?"
    assert unknown_words(question) == ("Singapore", "Zorblax", "Python")
    assert chinese_search_text(question) == "定额 补贴"


@pytest.mark.parametrize("question", ["", "   ", "?!", "x", "’"])
def test_nothing_comes_of_nothing(question: str) -> None:
    assert chinese_search_text(question) == ""
    assert unknown_words(question) == ()


def test_translations_say_where_the_words_stand() -> None:
    question = "Labour-saving programmes: 20,000 square metres of prefabricated buildings"
    found = translations(question)
    assert Translation("prefabricated buildings", ("装配式建筑",), 50, 73) == found[-1]
    assert all(question[each.start : each.end] == each.english for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)


def test_gloss_takes_the_longest_terms_in_order_of_appearance() -> None:
    assert gloss("推广装配式建筑，建设智慧工地，装配式建筑优先") == [
        ("推广", "promote"),
        ("装配式建筑", "prefabricated building"),
        ("建设", "construction"),
        ("智慧工地", "smart construction site"),
        ("优先", "priority treatment"),
    ]


def test_gloss_respects_the_words_of_the_text() -> None:
    assert "市政" not in dict(gloss("由市政府给予奖励"))
    assert ("市政府", "city government") in gloss("由市政府给予奖励")


def test_gloss_keeps_the_longest_of_too_many() -> None:
    short = ["奖励", "补贴", "备案", "审批", "验收", "监理", "招标", "投标", "资质", "结算"]
    long = ["装配式建筑", "高新技术企业", "农民工工资保证金"]
    found = gloss("，".join([*short, *long]))
    assert len(found) == GLOSSED_AT_MOST
    assert [chinese for chinese, _ in found][-len(long) :] == long


def test_nothing_to_gloss() -> None:
    assert gloss("") == []
    assert gloss("15%") == []


def test_the_glossary_is_large_clean_and_of_one_mind() -> None:
    entries = [entry for found in glossary().entries.values() for entry in found]
    terms = Counter(tuple(forms_of(word)[0] for word in words) for words, _ in entries)
    assert sum(1 for _, chinese in entries if chinese) > FEWEST_TERMS
    assert [term for term, times in terms.items() if times > 1] == []
    for words, chinese in entries:
        assert words
        assert all(each and each == each.strip() for each in chinese)
        assert len(set(chinese)) == len(chinese), words


def test_every_glossary_term_is_found_again() -> None:
    for found in glossary().entries.values():
        for words, chinese in found:
            phrase = " ".join(words)
            if chinese and "," not in phrase:
                got = translations(phrase)
                assert got, phrase
                assert got[0].chinese == chinese, phrase


@pytest.mark.parametrize(
    ("pattern", "text", "matched"),
    [
        (TOKEN, "R&D", "R&D"),
        (TOKEN, "PM2.5.", "PM2.5"),
        (TOKEN, "50,000, and", "50,000"),
        (TOKEN, "enterprise's", "enterprise's"),
        (ACRONYM, "SMEs", "SMEs"),
        (ACRONYM, "3D", "3D"),
        (ACRONYM, "Smes", None),
        (ACRONYM, "A", None),
        (ACRONYM, "2025", None),
        (CHINESE_RUN, "智慧工地", "智慧工地"),
        (BRITISH_ISE, "organisation", "is"),
        (BRITISH_ISE, "this", None),
        (BRITISH_OUR, "labour", "our"),
        (BRITISH_OUR, "course", None),
        (BRITISH_RE, "centres", "re"),
        (BRITISH_RE, "share", None),
        (MAYBE_BRITISH, "programme", "programme"),
        (MAYBE_BRITISH, "building", None),
        (PAST_OR_ING, "training", "ing"),
        (PAST_OR_ING, "issued", "ed"),
        (PAST_OR_ING, "exceed", None),
        (VOWEL, "spr", None),
        (ION_OR_ATE, "promotion", "ion"),
        (ION_OR_ATE, "evaluat", "at"),
        (ION_OR_ATE, "nation", None),
        (QUANTITY, "50 million yuan", "50 million yuan"),
        (QUANTITY, "3D", None),
        (DATE, "March 15, 2023", "March 15, 2023"),
        (NUMBERED_PART, "Chapter 3", "Chapter 3"),
        (NUMBERED_PART, "Article 0", None),
        (ORDINAL, "20th", "20th"),
        (BRITISH_METER, "metres", "re"),
    ],
)
def test_patterns(pattern: re.Pattern[str], text: str, matched: str | None) -> None:
    anchored = (TOKEN, QUANTITY, DATE, NUMBERED_PART, ORDINAL, CHINESE_RUN)
    if pattern is ACRONYM:
        match = pattern.fullmatch(text)
    else:
        match = pattern.match(text) if pattern in anchored else pattern.search(text)
    assert (match.group() if match else None) == matched


@pytest.mark.parametrize(
    ("british", "expected"),
    [
        ("labour", "labor"),
        ("centre", "center"),
        ("programmes", "programs"),
        ("organise", "organize"),
        ("hour", "hour"),
        ("course", "course"),
    ],
)
def test_american(british: str, expected: str) -> None:
    assert american(british) == expected


@pytest.mark.parametrize(
    ("number", "chinese"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十")],
)
def test_chinese_numeral(number: int, chinese: str) -> None:
    assert chinese_numeral(number) == chinese


def test_number_at_reads_from_its_place_only() -> None:
    assert number_at("about 50 people", 6) == (15, ("50人",))
    assert number_at("about 50 people", 0) is None


def test_glossary_phrases_are_cut_like_questions() -> None:
    for phrase in ("work-injury insurance", "head of the leading group", "R&D", "people's life"):
        assert words_of(phrase) == tuple(token.text for token in tokens_of(phrase))
