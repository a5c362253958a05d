"""Wrong characters of the same sound."""

import pytest

from service.planning.corrections import Correction, corrections, same_sounding

CORPUS = (
    "建立健全招标投标制度，建筑业企业拖欠工程款的，不予奖励。推广装配式建筑，培养建造师。"
    "智慧工地由市住房城乡建委管理。农民工工资保证金。鲁班奖。连云港市符合条件的企业，按合同付款。"
)


def frequencies(terms: list[str]) -> dict[str, int]:
    return {term: CORPUS.count(term) for term in terms}


@pytest.mark.parametrize(
    ("question", "written", "read"),
    [
        ("招投表制度由谁负责？", "投表", "投标"),
        ("装陪式建筑占比多少？", "装陪式", "装配式"),
        ("智惠工地归谁管？", "智惠", "智慧"),
        ("工资保正金要交吗？", "保正金", "保证金"),
        ("拿了鲁斑奖给多少？", "鲁斑奖", "鲁班奖"),
        ("建照师挂证管不管？", "建照师", "建造师"),
    ],
)
def test_words_of_the_same_sound_are_read_as_the_corpus_writes_them(
    question: str, written: str, read: str
) -> None:
    found = corrections(question, frequencies)
    assert [(own.written[-len(written) :], own.read[-len(read) :]) for own in found] == [
        (written, read)
    ]


@pytest.mark.parametrize(
    "question",
    [
        "公园门票多少钱？",  # a word of its own, though 公元 sounds the same
        "工程款什么时候付？",
        "按合同付多少？",
        "各是多少？",
        "给不给钱？",
        "",
    ],
)
def test_what_is_spelt_well_stays(question: str) -> None:
    assert corrections(question, frequencies) == ()


def test_nothing_is_bent_to_a_corpus_that_does_not_hold_it() -> None:
    assert corrections("招投表制度由谁负责？", lambda terms: dict.fromkeys(terms, 0)) == ()


def test_tones_and_sounds_that_are_often_confused() -> None:
    assert "标" in same_sounding("表")
    assert "四" in same_sounding("是")
    assert "表" not in same_sounding("表")


def test_a_correction_says_both() -> None:
    assert Correction("投表", "投标").read == "投标"
