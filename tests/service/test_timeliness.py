"""What time has done to an answer: deadlines that passed, documents that expired or were followed.

Days are given where they matter; without one today counts, which is after 2023 and before 2094.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from corpus.models import Document
from corpus.parser import parsed
from corpus.reading import SourceFile
from service.answering.finding import Draft, Quote
from service.answering.timeliness import with_expiry_told, with_passed_deadlines
from service.client import PolicyClient
from tests.conftest import running_service
from tests.service.test_answers import check_verbatim
from tests.service.uploads import uploaded

OLD = """遵义市人民政府办公室关于扶持冷链物流的意见

遵府办发〔2021〕14号

2021年5月10日

一、发展目标

到2022年底，建成产地冷库45座。到2022年6月底，建成移动冷库20座；到2094年底，建成移动冷库70座。每年抽查冷库2次。

二、奖励

对新购冷藏车的企业，每辆奖励2万元。

本意见自2021年6月1日起施行，有效期至2023年5月31日。
"""
NEW = """遵义市人民政府办公室关于进一步扶持冷链物流的意见

遵府办发〔2024〕22号

2024年8月20日

一、奖励

对新购冷藏车的企业，每辆奖励3万元。

二、培训

每年培训冷链从业人员900人次。
"""
ELSEWHERE = """遂宁市人民政府关于扶持冷链物流的意见

遂府发〔2022〕7号

2022年6月8日

一、奖励

对新购冷藏车的企业，每辆奖励1万元。
"""
LAMPS_OF_2023 = """遵义市人民政府关于推广太阳能路灯的意见

遵府发〔2023〕9号

2023年4月3日

一、补贴

更换太阳能路灯的村（社区），每盏补贴450元。
"""
LAMPS_OF_2025 = """遵义市人民政府关于继续推广太阳能路灯的意见

遵府发〔2025〕16号

2025年9月1日

一、补贴

更换太阳能路灯的村（社区），每盏补贴600元。
"""
PASSED = "（所述期限已过）"
EXPIRED = "（该文件有效期至2023年5月31日，已过）"
STORES = "遵义市2022年底要建成多少座产地冷库？"
MOBILE = "遵义市要建成多少座移动冷库？"
TRUCK_OF_2021 = "遵义市2021年新购冷藏车每辆奖励多少钱？"


@pytest.fixture(scope="module")
def zunyi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyClient]:
    """A client of a service over four documents of one city and one of another."""
    data = tmp_path_factory.mktemp("timeliness") / "data"
    with running_service(data) as url, PolicyClient(url) as opened:
        texts = (OLD, NEW, ELSEWHERE, LAMPS_OF_2023, LAMPS_OF_2025)
        for number, text in enumerate(texts):
            uploaded(opened, f"{number}.txt", text)
        yield opened


def document(text: str) -> Document:
    return parsed(SourceFile("a.txt", text.encode()))


def draft(of: Document, words: str) -> Draft:
    """Return a statement of some words of a document that quotes them."""
    start = of.text.index(words)
    end = start + len(words)
    (clause,) = [own for own in of.clauses if own.start <= start and end <= own.end]
    return Draft(words, (Quote(of, clause, start, end),))


@pytest.mark.parametrize(
    ("today", "passed"),
    [
        (date(2022, 12, 30), False),
        (date(2022, 12, 31), False),  # the last day is still in time
        (date(2023, 1, 1), True),
    ],
)
def test_a_deadline_passes_with_its_last_day(today: date, passed: bool) -> None:
    own = draft(document(OLD), "到2022年底，建成产地冷库45座。")
    told = with_passed_deadlines(own, today, "zh")
    assert told.text == own.text + (PASSED if passed else "")
    assert told.quotes == own.quotes


def test_of_several_deadlines_the_last_counts() -> None:
    both = draft(document(OLD), "到2022年6月底，建成移动冷库20座；到2094年底，建成移动冷库70座。")
    assert with_passed_deadlines(both, date(2025, 1, 1), "zh") == both
    assert with_passed_deadlines(both, date(2095, 1, 1), "zh").text.endswith(PASSED)
    first = draft(document(OLD), "到2022年6月底，建成移动冷库20座")
    assert with_passed_deadlines(first, date(2025, 1, 1), "zh").text.endswith(PASSED)


@pytest.mark.parametrize("words", ["每年抽查冷库2次。", "对新购冷藏车的企业，每辆奖励2万元。"])
def test_what_has_no_last_day_does_not_pass(words: str) -> None:
    own = draft(document(OLD), words)
    assert with_passed_deadlines(own, date(2099, 1, 1), "zh") == own


def test_a_deadline_that_is_not_quoted_does_not_count() -> None:
    own = draft(document(OLD), "建成产地冷库45座。")
    assert with_passed_deadlines(own, date(2099, 1, 1), "zh") == own


@pytest.mark.parametrize(
    ("today", "expired"),
    [(date(2023, 5, 30), False), (date(2023, 5, 31), False), (date(2023, 6, 1), True)],
)
def test_a_document_expires_after_its_last_day(today: date, expired: bool) -> None:
    own = draft(document(OLD), "对新购冷藏车的企业，每辆奖励2万元。")
    (told,) = with_expiry_told([own], today, "zh")
    assert told.text == own.text + (EXPIRED if expired else "")


def test_expiry_is_told_once_of_each_document_at_its_last_statement() -> None:
    old, new = document(OLD), document(NEW)
    drafts = [
        draft(old, "每年抽查冷库2次。"),
        draft(new, "每年培训冷链从业人员900人次。"),
        draft(old, "对新购冷藏车的企业，每辆奖励2万元。"),
    ]
    told = with_expiry_told(drafts, date(2099, 1, 1), "zh")
    assert [own.text.endswith(EXPIRED) for own in told] == [False, False, True]
    assert told[:2] == drafts[:2]


def test_in_english_it_is_told_in_english() -> None:
    own = draft(document(OLD), "到2022年底，建成产地冷库45座。")
    assert with_passed_deadlines(own, date(2025, 1, 1), "en").text == (
        own.text + " (this deadline has passed)"
    )
    (told,) = with_expiry_told([own], date(2025, 1, 1), "en")
    assert told.text == own.text + " (this document was valid until 2023-05-31)"


@pytest.mark.parametrize(
    ("day", "marked"), [("2022-06-01", False), ("2022-12-31", False), ("2023-01-01", True)]
)
def test_an_answer_tells_a_deadline_as_of_the_day(
    zunyi: PolicyClient, day: str, marked: bool
) -> None:
    answer = zunyi.ask(STORES, {"in_force_on": day})
    assert "建成产地冷库45座" in answer["answer"]
    assert (PASSED in answer["answer"]) is marked
    assert (PASSED in answer["statements"][0]["text"]) is marked
    assert EXPIRED not in answer["answer"]
    check_verbatim(zunyi, answer)


def test_an_answer_tells_what_has_passed_today(zunyi: PolicyClient) -> None:
    answer = zunyi.ask(STORES)
    assert f"建成产地冷库45座。{PASSED}{EXPIRED}" in answer["answer"]
    assert {c["document"]["expires_on"] for c in answer["citations"]} == {"2023-05-31"}
    assert PASSED not in "".join(c["quote"] for c in answer["citations"])
    check_verbatim(zunyi, answer)


def test_a_deadline_still_to_come_is_not_marked(zunyi: PolicyClient) -> None:
    answer = zunyi.ask(MOBILE)
    assert "到2094年底，建成移动冷库70座" in answer["answer"]
    assert PASSED not in answer["answer"]
    assert EXPIRED in answer["answer"]  # the document is past, its last deadline is not


@pytest.mark.parametrize("day", ["2021-06-01", "2022-06-01", "2023-05-31"])
def test_while_a_document_is_in_force_it_answers_unmarked(zunyi: PolicyClient, day: str) -> None:
    answer = zunyi.ask(TRUCK_OF_2021, {"in_force_on": day})
    assert answer["answer"] == "对新购冷藏车的企业，每辆奖励2万元。[1]"


def test_after_its_last_day_it_answers_marked_or_not_at_all(zunyi: PolicyClient) -> None:
    assert f"每辆奖励2万元。{EXPIRED}" in zunyi.ask(TRUCK_OF_2021)["answer"]
    for day in ("2021-05-31", "2023-06-01", "2025-01-01"):
        answer = zunyi.ask(TRUCK_OF_2021, {"in_force_on": day})
        assert answer["status"] == "not_found", day
        assert answer["citations"] == []


def test_the_document_in_force_on_the_day_answers(zunyi: PolicyClient) -> None:
    question = "遵义市新购冷藏车每辆奖励多少钱？"
    for day, amount in (("2022-06-01", "2万元"), ("2025-01-01", "3万元")):
        answer = zunyi.ask(question, {"in_force_on": day})
        assert f"每辆奖励{amount}。" in answer["answer"]
        assert len(answer["citations"]) == 1
        check_verbatim(zunyi, answer)
    assert "每辆奖励3万元。" in zunyi.ask(question)["answer"]


def test_what_is_in_force_answers_before_what_has_expired(zunyi: PolicyClient) -> None:
    answer = zunyi.ask(f"{MOBILE}新购冷藏车每辆奖励多少钱？")
    assert "每辆奖励3万元。" in answer["answer"]


def test_documents_of_one_region_are_told_apart_newest_first(zunyi: PolicyClient) -> None:
    answer = zunyi.ask("遵义市2021年和2024年新购冷藏车每辆分别奖励多少钱？")
    newer, older = (own["text"] for own in answer["statements"])
    assert newer == (
        "《遵义市人民政府办公室关于进一步扶持冷链物流的意见》（2024年8月20日印发）："
        "对新购冷藏车的企业，每辆奖励3万元。"
    )
    assert older == (
        "《遵义市人民政府办公室关于扶持冷链物流的意见》（2021年5月10日印发）："
        f"对新购冷藏车的企业，每辆奖励2万元。{EXPIRED}"
    )
    issued = [c["document"]["issued_on"] for c in answer["citations"]]
    assert issued == ["2024-08-20", "2021-05-10"]
    check_verbatim(zunyi, answer)


def test_a_newer_and_an_older_document_in_force_that_say_it_as_well_are_both_shown(
    zunyi: PolicyClient,
) -> None:
    answer = zunyi.ask("遵义市更换太阳能路灯每盏补贴多少钱？")
    newer, older = (own["text"] for own in answer["statements"])
    assert "（2025年9月1日印发）" in newer
    assert "每盏补贴600元。" in newer
    assert "（2023年4月3日印发）" in older
    assert "每盏补贴450元。" in older
    check_verbatim(zunyi, answer)
    of_one_year = zunyi.ask("遵义市2023年更换太阳能路灯每盏补贴多少钱？")
    assert of_one_year["answer"] == "更换太阳能路灯的村（社区），每盏补贴450元。[1]"


def test_the_title_stands_before_the_first_statement_of_a_document_alone(
    zunyi: PolicyClient,
) -> None:
    answer = zunyi.ask(f"{STORES}遵义市移动冷库建成多少座？遵义市每年培训冷链从业人员多少人次？")
    texts = [own["text"] for own in answer["statements"]]
    assert [text.startswith("《") for text in texts] == [True, True, False]
    assert "900人次" in texts[0]


def test_in_english_they_are_told_apart_too(zunyi: PolicyClient) -> None:
    answer = zunyi.ask(
        "How many cold-chain employees are trained each year in Zunyi? What is the award in 2021?"
    )
    newer, older = (own["text"] for own in answer["statements"])
    assert "》, issued 2024-08-20: Zunyi: “" in newer
    assert "》, issued 2021-05-10: Zunyi: “" in older
    assert older.endswith(" (this document was valid until 2023-05-31)")
    check_verbatim(zunyi, answer)


@pytest.mark.parametrize(
    "question",
    [
        STORES,
        f"{STORES}{MOBILE}",  # one document twice
        "遵义市2024年和遂宁市2022年新购冷藏车每辆分别奖励多少钱？",  # each of its own region
    ],
)
def test_where_nothing_is_to_be_told_apart_there_are_no_dates(
    zunyi: PolicyClient, question: str
) -> None:
    answer = zunyi.ask(question)
    assert answer["statements"]
    assert "印发" not in answer["answer"]
    assert "《" not in answer["answer"]


def test_regions_set_side_by_side_are_not_dated(zunyi: PolicyClient) -> None:
    answer = zunyi.ask("遵义和遂宁新购冷藏车每辆分别奖励多少钱？")
    regions = [c["document"]["region"] for c in answer["citations"]]
    assert regions == ["遵义市", "遂宁市"]
    assert "印发" not in answer["answer"]
