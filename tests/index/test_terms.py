"""Terms are the same for index and query, whatever the typography."""

from index.terms import bigrams, characters, features, terms


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
