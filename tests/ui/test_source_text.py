from hypothesis import given
from hypothesis import strategies as st

from ui.questions.source_text import CHARACTERS_AROUND, QUOTE, Excerpt, cited_clause, excerpt_of


def citation(
    text: str, start: int, end: int, quote_start: int, quote_end: int
) -> dict[str, object]:
    return {
        "text": text[start:end],
        "start": start,
        "end": end,
        "quote": text[quote_start:quote_end],
        "quote_start": quote_start,
        "quote_end": quote_end,
    }


def quoted(excerpt: Excerpt) -> str:
    return "\n".join(
        words
        for paragraph in excerpt.paragraphs
        if (words := "".join(p["text"] for p in paragraph["pieces"] if QUOTE in p["marks"]))
    )


@given(st.text(alphabet="甲乙𠀀。\n 1", min_size=1), st.data())
def test_the_text_is_whole_and_exactly_the_quote_is_marked(text: str, data: st.DataObject) -> None:
    a, b, c, d = sorted(data.draw(st.integers(0, len(text))) for _ in range(4))
    excerpt = excerpt_of(text, citation(text, a, d, b, c))
    assert excerpt is not None
    lines = ["".join(p["text"] for p in paragraph["pieces"]) for paragraph in excerpt.paragraphs]
    assert lines == [line for line in text.split("\n") if line.strip()]
    assert "".join(quoted(excerpt).split()) == "".join(text[b:c].split())


def test_paragraphs_of_the_clause_are_told_from_their_neighbours() -> None:
    text = "一、前一条\n二、这一条\n三、后一条"
    excerpt = excerpt_of(text, citation(text, 6, 11, 8, 11))
    assert excerpt is not None
    assert [paragraph["cited"] for paragraph in excerpt.paragraphs] == [False, True, False]
    assert quoted(excerpt) == "这一条"


def test_a_long_document_is_cut_and_says_how_much_is_left_out() -> None:
    text = "前" * (CHARACTERS_AROUND + 7) + "引文" + "后" * (CHARACTERS_AROUND + 9)
    at = CHARACTERS_AROUND + 7
    excerpt = excerpt_of(text, citation(text, at, at + 2, at, at + 2))
    assert excerpt is not None
    assert (excerpt.before, excerpt.after) == (7, 9)
    assert quoted(excerpt) == "引文"


def test_a_text_that_changed_is_not_marked_at_the_old_offsets() -> None:
    old = "一、奖励100万元。"
    assert excerpt_of("新增一行\n" + old, citation(old, 0, 10, 4, 10)) is None


def test_the_cited_clause_alone_is_shown_with_its_quote() -> None:
    text = "首行\n一、奖励100万元。\n末行"
    excerpt = cited_clause(citation(text, 3, 13, 7, 13))
    assert quoted(excerpt) == text[7:13]
    assert len(excerpt.paragraphs) == 1


def test_a_quote_outside_its_clause_is_shown_as_it_is() -> None:
    text = "通则：责任单位包括各区县。\n一、任务"
    excerpt = cited_clause(citation(text, 14, 18, 3, 12))
    assert quoted(excerpt) == text[3:12]
