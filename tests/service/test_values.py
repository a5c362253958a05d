"""Which words hold the kind of value that a question asks for, and speak as its answers do."""

import pytest

from service.planning import AskedValue, Intent, QuestionPlan, understood
from service.reading.values import CUES, MAY_ANSWER, defined_term, has_cue, value_grade

# For each kind of value a question that asks for it, words that hold it, words that do not
HELD: dict[AskedValue, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    AskedValue.MONEY: (
        "新购冷藏车补贴多少钱？",
        ("每辆补贴2万元。", "补贴3,500元。", "给予八百元补贴。", "安排资金1.2亿元。"),
        ("给予补贴。", "补贴30辆冷藏车。", "补贴至2027年6月。"),
    ),
    AskedValue.SHARE: (
        "种子费用最多报销几成？",
        ("报销60%。", "报销百分之六十。", "报销两成。", "按费用的一半报销。", "全额报销。"),
        ("按规定报销。", "凭票据报销。"),
    ),
    AskedValue.NUMBER: (
        "要新建多少所幼儿园？",
        ("新建12所。", "新建十二所幼儿园。", "新建12至15所。"),
        ("新建一批幼儿园。", "普惠率达85%。", "投资3000万元。"),
    ),
    AskedValue.DATE: (
        "最迟什么时候完成？",
        ("2027年6月底前完成。", "自印发之日起实行。", "第三季度完成。", "30个工作日内完成。"),
        ("尽快完成。", "由专班完成。", "完成率达90%。"),
    ),
    AskedValue.CALENDAR_DATE: (
        "要在哪一年通车？",
        ("2028年通车。", "到2028年6月通车。"),
        ("三年内通车。", "每年检修。", "按季度验收。"),
    ),
    AskedValue.DURATION: (
        "牌照有效多久？",
        ("有效5年。", "有效三个月。", "自领取起180日内有效。", "长期有效。"),
        ("领取后有效。", "牌照遗失的，予以补发。"),
    ),
    AskedValue.BODY: (
        "夜市改造由谁牵头？",
        ("由市商务局牵头。", "市商务局会同市城管局组织改造。", "办公室设在市商务局。"),
        ("要改造夜市。", "夜市改造三处。"),
    ),
    AskedValue.VALIDITY: (
        "这份办法什么时候失效？",
        ("有效期5年。", "自2026年1月1日起施行。", "执行到2029年底为止。", "原办法同时废止。"),
        ("要加强宣传。", "2026年完成改造。"),
    ),
    AskedValue.DEFINITION: (
        "“共享农机”是什么意思？",
        ("共享农机是指按次租用的农机。", "租用的农机（以下简称共享农机）", "共享农机：按次租用。"),
        ("推广共享农机。",),
    ),
    AskedValue.PERSON: (
        "专班的组长叫什么名字？",
        ("组长：王小明", "组长是王小明同志。", "联系人：李华"),
        ("组长由分管副市长担任。", "专班每月开会。"),
    ),
}
CASES_HELD = [(question, words) for question, held, _ in HELD.values() for words in held]
CASES_NOT = [(question, words) for question, _, others in HELD.values() for words in others]


def planned(question: str) -> QuestionPlan:
    """Return the plan of a question of one part; nothing in it is misspelt."""
    (plan,) = understood(question, (), lambda terms: dict.fromkeys(terms, 1))
    return plan


def test_every_kind_of_value_is_tested_by_a_question_that_asks_for_it() -> None:
    assert set(HELD) == set(AskedValue)
    for value, (question, _, _) in HELD.items():
        assert planned(question).asked_value is value


@pytest.mark.parametrize(("question", "words"), CASES_HELD)
def test_words_that_hold_the_value(question: str, words: str) -> None:
    assert value_grade(words, planned(question)) == 1.0


@pytest.mark.parametrize(("question", "words"), CASES_NOT)
def test_words_that_do_not_hold_it(question: str, words: str) -> None:
    assert value_grade(words, planned(question)) == 0.0


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("新购冷藏车补贴多少钱？", "按购置价的20%补贴。"),  # money as a share
        ("新购冷藏车补贴多少钱？", "减半收取。"),
        ("占比达到百分之几？", "达到12家。"),
        ("多久检查一次？", "“十五五”期间检查。"),  # a time, but no length
        ("要建多少个站点？", "建设站房800平方米。"),  # 个 counts anything
    ],
)
def test_words_that_may_answer(question: str, words: str) -> None:
    assert 0 < value_grade(words, planned(question)) == MAY_ANSWER < 1


def test_where_no_value_is_asked_for_any_words_do() -> None:
    plan = planned("对夜市有哪些支持措施？")
    assert plan.asked_value is None
    assert value_grade("免收摊位费。", plan) == 1.0


@pytest.mark.parametrize(
    ("question", "words", "grade"),
    [
        ("菜价不公示扣几分？", "扣2分。", 1.0),
        ("菜价不公示扣几分？", "合格率不足80%。", 0.0),
        ("菜价不公示扣几分？", "限3日内改正。", 0.0),
        ("每班要配多少人？", "每班配2人。", 1.0),
        ("每班要配多少人？", "每班配2名保育员。", 1.0),  # 人 and 名 count the same
        ("每班要配多少人？", "每班面积60平方米。", 0.0),
        ("要培育多少家农场？", "培育40户家庭农场。", 1.0),
        ("要培育多少家农场？", "培训农民40人次。", 0.0),
        ("要修多少公里步道？", "修建步道35公里。", 1.0),
        ("要修多少公里步道？", "修建步道35条。", 0.0),
        ("教室面积多大？", "不小于60平方米。", 1.0),  # no measure is named, yet one is meant
        ("教室面积多大？", "不少于6间，配灯9个。", 0.0),
        ("租金打几折？", "租金打8折。", 1.0),
        ("租金打几折？", "租金为5000元。", 0.0),
        ("首付最少几成？", "首付不低于两成。", 1.0),
        ("首付最少几成？", "首付不低于20%。", 1.0),  # another way to say it
        ("首付最少几成？", "首付在3个月内付清。", MAY_ANSWER),
        ("首付最少几成？", "首付按合同支付。", 0.0),
        ("要几天办完？", "5日内办结。", 1.0),
        ("要几个工作日办完？", "3个工作日内办结。", 1.0),
        ("要几个工作日办完？", "6月办结。", 0.0),
        ("要种多少棵树？", "种树2万棵。", 1.0),  # 棵 is no measure that rules others out
    ],
)
def test_the_measure_that_a_question_names(question: str, words: str, grade: float) -> None:
    assert value_grade(words, planned(question)) == grade


@pytest.mark.parametrize(
    ("question", "repeats", "answers"),
    [
        ("合格率低于80%扣几分？", "合格率低于80%的扣分。", "合格率低于80%的扣5分。"),
        ("住满2年补贴多少钱？", "住满2年的给予补贴。", "住满2年的补贴900元。"),
        ("2026年要建多少公里绿道？", "2026年建设绿道。", "2026年建设绿道30公里。"),
        ("单价3.5元以上的罚几倍？", "单价3.5元以上的处以罚款。", "单价3.5元以上的罚三倍。"),
        ("满100人的食堂配几名厨师？", "满100人的食堂配厨师。", "满100人的食堂配4名厨师。"),
    ],
)
def test_a_number_that_the_question_gives_is_no_answer(
    question: str, repeats: str, answers: str
) -> None:
    plan = planned(question)
    assert value_grade(repeats, plan) == 0.0
    assert value_grade(answers, plan) == 1.0


def test_a_number_of_the_question_is_not_taken_out_of_a_longer_one() -> None:
    plan = planned("30人的班要配几名保育员？")
    assert value_grade("配130名。", plan) == 1.0
    assert value_grade("配30名。", plan) == 0.0
    plan = planned("5人以上的队要跑多少公里？")
    assert value_grade("跑3.5公里。", plan) == 1.0
    assert value_grade("跑5公里。", plan) == 0.0


def test_money_that_the_question_gives_with_万_is_no_answer() -> None:
    plan = planned("投资5000万元以上的冷库补贴多少钱？")
    assert value_grade("投资5000万元以上的冷库给予补贴。", plan) == 0.0


@pytest.mark.xfail(strict=True, reason="only digits of the question are known, not 五十")
def test_a_number_that_the_question_writes_out_is_no_answer() -> None:
    plan = planned("满五十人的食堂配几人？")
    assert value_grade("满五十人的食堂要配安全员。", plan) == 0.0


@pytest.mark.xfail(strict=True, reason="折 with a number in characters is a share, and no number")
def test_a_discount_in_characters_is_told() -> None:
    assert value_grade("租金打八折。", planned("租金打几折？")) == 1.0


@pytest.mark.parametrize("question", ["要新建几所幼儿园？", "要建几座冷库？", "要修几公里步道？"])
def test_how_many_is_asked_in_any_measure(question: str) -> None:
    assert planned(question).asked_value is AskedValue.NUMBER


def test_a_calendar_date_is_no_length_of_time() -> None:
    assert value_grade("2027年6月检查。", planned("多久检查一次？")) < 1.0


@pytest.mark.parametrize(
    ("intent", "speaks", "does_not"),
    [
        (Intent.DEFINITION, "共享农机是指按次租用的农机。", "推广共享农机"),
        (Intent.DEFINITION, "农机合作社（以下简称合作社）", "农机合作社很多"),
        (Intent.CONDITION, "经营满两年的，可以申请。", "农机很多"),
        (Intent.CONDITION, "逾期将被收回。", "推广农机"),
        (Intent.LIST, "包括犁、耙、播种机。", "推广农机"),
        (Intent.LIST, "分别推广。", "推广农机"),
        (Intent.YES_NO, "不得出租。", "农机两台"),
        (Intent.YES_NO, "可以出租。", "农机两台"),
        (Intent.YES_NO, "出租人须登记。", "农机两台"),
    ],
)
def test_words_that_speak_as_answers_do(intent: Intent, speaks: str, does_not: str) -> None:
    assert has_cue(speaks, intent)
    assert not has_cue(does_not, intent)


@pytest.mark.parametrize("intent", sorted(set(Intent) - set(CUES)))
def test_other_questions_have_no_such_words(intent: Intent) -> None:
    assert not has_cue("共享农机是指：可以出租的农机，不得转让，包括犁、耙。", intent)


@pytest.mark.parametrize("value", list(AskedValue))
def test_no_words_hold_no_value(value: AskedValue) -> None:
    assert value_grade("", planned(HELD[value][0])) == 0.0


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("“共享农机”到底是什么意思？", "共享农机"),
        ("办法里讲的“共享农机”，究竟是怎么一回事？", "共享农机"),
        ("什么是共享农机？", "共享农机"),
        ("通知里，共享农机指的是什么？", "共享农机"),
        ("措施里说的中小农户是指哪些农户？", "中小农户"),
        ("办法所称的共享农机包括哪些？", "共享农机"),
        ("共享农机的定义是什么？", "共享农机"),
        ("共享农机每天租多少钱？", None),
    ],
)
def test_the_term_whose_meaning_is_asked_for(question: str, term: str | None) -> None:
    assert defined_term(planned(question).question) == term


def test_words_that_define_another_term_hold_it_less() -> None:
    plan = planned("“共享农机”是什么意思？")
    assert 0 < value_grade("农机合作社（以下简称合作社）", plan) < 1
