"""Terms are the same for index and query, whatever the typography."""

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.terms import (
    MOST_QUERY_TERMS,
    bigrams,
    characters,
    features,
    normalized,
    query_terms,
    terms,
    words,
)

# What policies are made of, so that numbers, units and brackets meet often
POLICY_ALPHABET = (
    "〇零一二两三四五六七八九十百千万亿点分之元日年月个倍第号条"
    "0123456789０１２３.,，．%％〔〕[]()（）【】 \n发改委展革和员会渝府办建築筑"
)
ANY_TEXT = st.text() | st.text(st.sampled_from(POLICY_ALPHABET), max_size=40)


def added(text: str) -> list[str]:
    """Return the terms of a text besides its words and its bigrams."""
    text = normalized(text)
    return list((Counter(terms(text)) - Counter([*words(text), *bigrams(text)])).elements())


def test_words_and_bigrams() -> None:
    assert terms("装配式建筑") == ["装配式", "建筑", "装配", "配式", "式建", "建筑"]


def test_full_width_and_case_do_not_matter() -> None:
    assert terms("ＢＩＭ技术") == terms("bim技术") == terms("BIM技术")


def test_punctuation_is_no_term() -> None:
    assert terms("，。！？……") == []


def test_features_hold_characters_too() -> None:
    assert set(characters("建筑 bim")) == {"建", "筑", "bim"}
    assert set(features("建筑")) == {"建", "筑", "建筑"}
    assert bigrams("建 筑") == []


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("裝配式建築", "装配式建筑"),
        ("發展和改革委員會", "发展和改革委员会"),
        ("農民工工資專用賬戶", "农民工工资专用账户"),
        ("二〇二五年底前佔百分之三十", "二〇二五年底前占百分之三十"),
        ("渝府辦發〔2023〕53號", "渝府办发〔2023〕53号"),
    ],
)
def test_traditional_characters_are_simplified_ones(traditional: str, simplified: str) -> None:
    assert terms(traditional) == terms(simplified)
    assert query_terms(traditional) == query_terms(simplified)
    assert features(traditional) == features(simplified)


@pytest.mark.parametrize(
    ("full", "half"),
    [
        ("３０％", "30%"),
        ("８．５亿元", "8.5亿元"),
        ("１，０００，０００元", "1,000,000元"),
        ("渝府办发（２０２３）５３号", "渝府办发(2023)53号"),
        ("ＡＩ＋制造　行动", "ai+制造 行动"),
        ("５Ｇ㎡", "5gm2"),
    ],
)
def test_full_width_is_half_width(full: str, half: str) -> None:
    assert terms(full) == terms(half)
    assert query_terms(full) == query_terms(half)


# The only character whose simplified form has itself a simplified form, and a letter whose lower
# case composes with its mark
@pytest.mark.parametrize("text", ["薴", "苎麻与薴烯", "J\u030c"])
def test_normalizing_again_changes_nothing(text: str) -> None:
    assert normalized(normalized(text)) == normalized(text)
    assert query_terms(text) == list(dict.fromkeys(terms(text)))


@pytest.mark.parametrize(
    "names",
    [
        ("发改委", "发展改革委", "发展和改革委员会", "國家發展改革委"),
        ("住建委", "住房城乡建委", "住房和城乡建设委员会"),
        ("人社局", "人力社保局", "人力资源和社会保障局", "人力资源社会保障局"),
    ],
)
def test_the_names_of_a_unit_share_a_term(names: tuple[str, ...]) -> None:
    shared = set.intersection(*({t for t in terms(name) if t[0] == "@"} for name in names))
    assert len(shared) == 1
    for name in names:
        in_a_sentence = terms(f"由市{name}负责")
        assert shared <= set(in_a_sentence)
        # the unit's name alone is worth its term once
        assert sum(term in shared for term in in_a_sentence) == 1


def test_units_do_not_share_each_others_terms() -> None:
    of_units = [
        {t for t in terms(name) if t[0] == "@"}
        for name in ("发展改革委", "住房城乡建委", "财政局", "教育局")
    ]
    assert all(of_units)
    assert len(set.union(*of_units)) == len(of_units)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("发展和改革委员会", {"发展", "改革", "委员会"}),
        ("住房和城乡建设委员会", {"住房", "城乡建设"}),
        ("人力资源和社会保障局", {"人力资源", "社会", "保障"}),
    ],
)
def test_part_of_a_units_name_is_found_as_a_word(name: str, parts: set[str]) -> None:
    assert parts | {name} <= set(terms(f"市{name}牵头"))
    for part in parts:
        assert part in query_terms(part)


@pytest.mark.parametrize(
    "written",
    [
        "渝府办发〔2023〕53号",
        "渝府办发﹝2023﹞53号",
        "渝府办发(2023)53号",
        "渝府办发（2023）53号",
        "渝府办发[2023]53号",
        "渝府办发【2023】53号",
        "渝府办发〔2023〕第53号",
        "渝府办发〔2023〕 53 号",
        "渝府办发〔２０２３〕５３号",
        "渝府辦發〔2023〕53號",
        "根据渝府办发〔2023〕53号文件的规定",
    ],
)
def test_a_document_number_has_one_form_whole_and_by_its_parts(written: str) -> None:
    found = terms(written)
    for part in ("渝府办发[2023]53号", "[2023]53号", "渝府办发", "2023", "53"):
        assert part in found


@pytest.mark.parametrize("part", ["渝府办发", "(2023)53号", "[2023]", "2023", "第53号", "53号"])
def test_a_part_of_a_document_number_shares_a_term_with_the_whole(part: str) -> None:
    whole = set(terms("渝府办发〔2023〕53号"))
    assert set(terms(part)) & whole


def test_other_document_numbers_have_other_terms() -> None:
    whole = "渝府办发[2023]53号"
    for other in ("渝府办发〔2023〕5号", "渝府办发〔2022〕53号", "京府办发〔2023〕53号"):
        assert whole not in terms(other)
    assert not any(
        "号" in t and "[" in t for t in terms("(1234)53号, 第53号, 渝府办发〔53〕2023号")
    )


@pytest.mark.parametrize(
    ("ways", "term"),
    [
        (("百分之三十", "30%", "３０％", "30 %", "百分之30", "30.0%"), "30%"),
        (("百分之三点五", "3.5%", "３．５％", "百分之3.5", "3.50%"), "3.5%"),
        (("百分之一百", "百分之百", "100%"), "100%"),
        (("十五日", "15日", "１５日"), "15"),
        (("五日", "5日"), "5"),
        (("三个月", "3个月"), "3"),
        (("三个工作日", "3个工作日"), "3"),
        (("一百万元", "100万元", "1,000,000元", "１，０００，０００元", "1000000元"), "1000000"),
        (("一百零五万元", "105万元", "1,050,000元"), "1050000"),
        (("五万元", "5万元", "50000元", "50,000元"), "50000"),
        (("8.5亿元", "85000万元", "850,000,000元"), "850000000"),
        (("二〇二五年", "二零二五年", "2025年", "２０２５年"), "2025"),
        (("五千元", "5000元", "5,000元"), "5000"),
        (("二十一家", "21家"), "21"),
        (("三点五", "3.5", "３．５", "3.50"), "3.5"),
        (("三点五亿元", "3.5亿元", "35000万元"), "350000000"),
    ],
)
def test_a_number_has_one_term_however_it_is_written(ways: tuple[str, ...], term: str) -> None:
    assert [way for way in ways if term not in terms(way)] == []


@pytest.mark.parametrize(
    "text",
    [
        *("一般", "三五成群", "一一对应", "万一", "一些", "统一", "十分", "千方百计", "三分之一"),
        *("点", "百分之", "万亿", "%", "..", "〔〕号", "2025年", "第3条"),
    ],
)
def test_what_is_no_number_or_plain_already_adds_none(text: str) -> None:
    assert added(text) == []


def test_the_end_of_a_number_is_no_number_of_its_own() -> None:
    assert "50000" not in terms("三点五万元")
    assert not {"5", "50000"} & set(added("二十五万元"))


def test_a_long_number_is_a_term_too() -> None:
    assert added("9" * 20 + "万元") == ["9" * 20 + "0000"]
    assert terms("1" * 5_000 + "." + "1" * 5_000)


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "\x07\x1b[0m",
        "😀👩‍👩‍👧",
        "\u200b\ufeff",
        "\u202e建筑",
        "a\x00b",
        "\n\r\t\v\f\u2028",
        "𠮷野家",
    ],
)
def test_control_characters_and_emoji_are_no_terms(text: str) -> None:
    found = [*terms(text), *query_terms(text), *features(text)]
    assert all(term.isprintable() and not set(term) & set("😀👩👧\u200d") for term in found)


@pytest.mark.parametrize("text", ["\ud800", "建筑\udcff业", "\udcff" * 10])
def test_half_of_a_surrogate_pair_is_passed_over(text: str) -> None:
    own = set(terms("建筑")) if "建筑" in text else set()
    assert own <= set(terms(text))
    assert own <= set(query_terms(text))


@settings(deadline=None)
@given(ANY_TEXT)
@example("İSTANBUL")
@example("1" * 5_000 + "万")
def test_any_text_has_terms_that_an_index_can_keep(text: str) -> None:
    for term in terms(text):
        assert term
        # a whitespace tokenizer gets them joined with spaces
        assert term.split() == [term]


@settings(deadline=None)
@given(ANY_TEXT)
def test_normalized_text_has_the_same_terms(text: str) -> None:
    assert terms(normalized(text)) == terms(text)


@settings(deadline=None)
@given(ANY_TEXT)
def test_query_terms_are_terms_of_the_query_each_once(text: str) -> None:
    found = query_terms(text)
    assert len(found) == len(set(found))
    # what asks is left out; what it stood between is not joined
    assert bool(found) == bool(terms(text))


def test_question_phrases_are_left_out_of_a_query() -> None:
    assert query_terms("推广BIM技术由哪个单位牵头？") == query_terms("推广BIM技术\n牵头")
    assert query_terms("什么是装配式建筑？") == query_terms("装配式建筑")
    # the characters on both sides of a phrase are no neighbours
    assert "筑工" not in query_terms("建筑由哪个部门工作")


@pytest.mark.parametrize("query", ["什么是", "由哪个单位", "怎么办？", "请问有什么"])
def test_a_query_of_nothing_but_a_question_is_taken_as_it_stands(query: str) -> None:
    assert query_terms(query) == list(dict.fromkeys(terms(query)))
    assert query_terms(query)


def test_a_query_is_written_in_any_way() -> None:
    assert query_terms("甚麼是裝配式建築") == query_terms("甚么是装配式建筑")
    assert query_terms("由哪個單位牽頭推廣ＢＩＭ") == query_terms("由哪个单位牵头推广bim")


@pytest.mark.parametrize(
    "text",
    ["建筑业高质量发展" * 4_000, "什么" * 16_000, "9" * 100_000, "a b " * 25_000, "〔" * 33_000],
)
def test_a_query_of_100_kilobytes_is_handled(text: str) -> None:
    found = query_terms(text)
    assert len(found) == len(set(found))
    assert set(found) <= set(terms(text[:20_000]))


def test_only_the_beginning_of_a_very_long_query_is_read() -> None:
    query = "建筑业" * 10_000 + "沼气"
    assert "沼气" in terms(query)
    assert "沼气" not in query_terms(query)
    assert MOST_QUERY_TERMS > 0
