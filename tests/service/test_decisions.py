"""Whether words answer a question of yes or no with yes or with no, or leave it open."""

import pytest

from corpus.parser import parsed
from corpus.reading import SourceFile
from service.answering.assignments import Task
from service.answering.decisions import asked_of, decision_on_task, decision_on_words
from service.planning import Intent, QuestionPlan, understood
from service.reading.weights import Weights

YES, NO, OPEN = True, False, None
DOCUMENT = parsed(
    SourceFile(
        "夜市.txt",
        "衢州市夜市管理办法\n\n"
        "一、改造夜市\n更新照明设施。（牵头单位：市商务局，配合单位：市城管局、市财政局）\n\n"
        "二、巡查夜市\n每晚巡查。（责任单位：市应急管理局）\n\n"
        "三、疏导交通\n设置标志。（牵头单位：市公安局，责任单位：市交通运输局）\n".encode(),
    )
)


def planned(question: str) -> QuestionPlan:
    """Return the plan of a question of yes or no."""
    (plan,) = understood(question, (), lambda terms: dict.fromkeys(terms, 1))
    assert plan.intent is Intent.YES_NO
    return plan


def decided(question: str, words: str) -> bool | None:
    """Return what the words say to the question."""
    plan = planned(question)
    weights = Weights.of(plan, lambda terms: dict.fromkeys(terms, 1.0))
    return decision_on_words(plan, words, weights)


def task(clause_heading: str) -> Task:
    """Return the task of the clause with a heading."""
    (clause,) = [c for c in DOCUMENT.clauses if c.heading == clause_heading]
    rows = tuple(row for row in DOCUMENT.responsibilities if row.clause_id == clause.id)
    return Task(DOCUMENT, clause, rows, True)


@pytest.mark.parametrize(
    ("question", "words", "decision"),
    [
        ("摊主可以在公园摆摊吗？", "摊主可以在公园摆摊。", YES),
        ("摊主可以在公园摆摊吗？", "经登记的，允许在公园摆摊。", YES),
        ("摊主可以在公园摆摊吗？", "摊主不得在公园摆摊。", NO),
        ("摊主可以在公园摆摊吗？", "严禁在公园摆摊。", NO),
        ("摊主能否在公园摆摊？", "鼓励在公园摆摊。", YES),
        ("摊主在公园摆摊行不行？", "对在公园摆摊的，不予登记。", NO),
        ("摊主可以在公园摆摊吗？", "公园有长椅40张。", OPEN),
        ("这样经营能行吗？", "促进夜市可持续发展。", OPEN),  # 可持续 gives no leave
        ("Can vendors use the park?", "摊主可以在公园摆摊。", YES),
        ("Can vendors use the park?", "摊主不得在公园摆摊。", NO),
    ],
)
def test_leave(question: str, words: str, decision: bool | None) -> None:
    assert asked_of(planned(question)) == "leave"
    assert decided(question, words) is decision


@pytest.mark.parametrize(
    ("question", "words", "decision"),
    [
        ("摆摊必须登记吗？", "摊主应当登记。", YES),
        ("摆摊需要登记吗？", "摊主须在开市前登记。", YES),
        ("摆摊要不要登记？", "摊主一律登记。", YES),
        ("摆摊必须登记吗？", "摊主自愿登记。", NO),
        ("摆摊需要登记吗？", "摆摊不再登记。", NO),
        ("摆摊需要登记吗？", "取消摆摊登记。", NO),
        ("学生一定要订餐吗？", "严禁强制学生订餐。", NO),
        ("摆摊必须登记吗？", "登记窗口在二楼。", OPEN),
        ("摆摊必须登记吗？", "登记须知见附件。", OPEN),  # 须知 asks nothing
        ("Must vendors register?", "摊主应当登记。", YES),
        ("Must vendors register?", "摊主自愿登记。", NO),
    ],
)
def test_duty(question: str, words: str, decision: bool | None) -> None:
    assert asked_of(planned(question)) == "duty"
    assert decided(question, words) is decision


@pytest.mark.parametrize(
    ("question", "words", "decision"),
    [
        ("摆摊不用登记行不行？", "摆摊不再登记。", YES),
        ("摆摊不用登记行不行？", "无需登记。", YES),
        ("摆摊不用登记行不行？", "摊主必须登记。", NO),
        ("摆摊不用登记行不行？", "未登记的，严禁摆摊。", NO),
        ("摆摊是不是不需要登记？", "摊主应当登记。", NO),
        ("摆摊是不是无需登记？", "摊主自愿登记。", YES),
        ("摆摊不用登记行不行？", "登记窗口在二楼。", OPEN),
        ("Are vendors exempt?", "摊主免交摊位费。", YES),
        ("Are vendors exempt?", "摊主必须交摊位费。", NO),
    ],
)
def test_without_is_the_other_way_round(question: str, words: str, decision: bool | None) -> None:
    assert decided(question, words) is decision


@pytest.mark.parametrize(
    ("question", "words", "decision"),
    [
        ("每个摊位是不是补助800元？", "每个摊位补助800元。", YES),
        ("每个摊位是不是补助800元？", "每个摊位补助500元。", NO),
        ("每个摊位是不是补助80元？", "每个摊位补助800元。", NO),
        ("每个摊位是不是补助8万元？", "每个摊位补助8元，每户奖励3万元。", NO),
        ("园区是不是奖励1,000万元？", "奖励1000万元。", YES),
        ("园区是不是奖励1000万元？", "奖励1,000万元。", YES),
        ("占比是不是要达到30%？", "占比达30%以上。", YES),
        ("占比是不是要达到30%？", "占比达18%以上。", NO),
        ("摊位是不是要有12个？", "公园设摊位12个。", YES),
        ("摊位是不是要有12个？", "公园设摊位120个。", NO),
        ("摊位是不是要有12个？", "公园有长椅。", OPEN),
    ],
)
def test_figures(question: str, words: str, decision: bool | None) -> None:
    assert asked_of(planned(question)) == "truth"
    assert decided(question, words) is decision


@pytest.mark.parametrize("question", ["摊主能不能在公园摆摊？", "摊主可不可以在公园摆摊？"])
def test_leave_asked_both_ways(question: str) -> None:
    assert decided(question, "严禁在公园摆摊。") is NO
    assert decided(question, "允许在公园摆摊。") is YES


@pytest.mark.parametrize("words", ["对摊位给予补助。", "按租金的30%给予补助。"])
def test_a_figure_that_no_words_state_is_not_confirmed(words: str) -> None:
    assert decided("每个摊位是不是补助5000元？", words) is OPEN


@pytest.mark.parametrize(
    ("question", "words", "decision"),
    [
        ("夜市改造是不是由市商务局牵头？", "夜市改造由市商务局牵头。", YES),
        ("夜市改造是不是由市财政局牵头？", "夜市改造由市商务局牵头。", NO),
        ("夜市改造是由市财政局负责的吗？", "加快改造夜市。", OPEN),
    ],
)
def test_units_in_words(question: str, words: str, decision: bool | None) -> None:
    assert asked_of(planned(question)) == "truth"
    assert decided(question, words) is decision


@pytest.mark.parametrize(
    ("question", "heading", "decision"),
    [
        ("改造夜市是不是由市商务局牵头？", "改造夜市", YES),
        ("改造夜市是不是由衢州市商务局牵头？", "改造夜市", YES),  # its full name
        ("改造夜市是不是由市城管局牵头？", "改造夜市", NO),  # it supports
        ("改造夜市是不是由市应急管理局牵头？", "改造夜市", NO),
        ("改造夜市是由市城管局配合的吗？", "改造夜市", YES),
        ("改造夜市是由市商务局配合的吗？", "改造夜市", NO),  # it leads
        ("改造夜市是由市城管局负责的吗？", "改造夜市", NO),  # who supports does not answer for it
        ("改造夜市是由市城管局和市财政局配合吗？", "改造夜市", YES),
        ("改造夜市是由市城管局和市应急管理局配合吗？", "改造夜市", NO),  # only one of them
        ("巡查夜市是不是由市应急管理局牵头？", "巡查夜市", YES),  # nobody else leads
        ("疏导交通是不是由市交通运输局牵头？", "疏导交通", NO),  # somebody else does
        ("巡查夜市是由市应急管理局负责的吗？", "巡查夜市", YES),
        ("巡查夜市是由市应急管理局配合的吗？", "巡查夜市", NO),
    ],
)
def test_units_of_a_task(question: str, heading: str, decision: bool) -> None:
    assert decision_on_task(planned(question), task(heading)) is decision


@pytest.mark.parametrize(
    ("question", "words", "decision"),
    [
        ("专班组长是市商务局局长吗？", "由市商务局局长任组长。", YES),
        ("专班组长是市财政局局长吗？", "由市商务局局长任组长，市财政局局长任副组长。", NO),
        ("专班副组长是市财政局局长吗？", "由市商务局局长任组长，市财政局局长任副组长。", YES),
        ("专班副组长是市商务局局长吗？", "由市商务局局长任组长，市财政局局长任副组长。", NO),
        ("专班主任是市商务局局长吗？", "主任由分管副市长担任。", OPEN),
        ("专班主任是市商务局局长吗？", "分管副市长兼任主任。", NO),
        ("专班组长是市商务局局长吗？", "专班每月开会。", OPEN),
        ("专班办公室是设在市商务局吗？", "专班办公室设在市商务局。", YES),
        ("专班办公室是设在市财政局吗？", "专班办公室设在市商务局。", NO),
        ("专班办公室是放在市财政局吗？", "专班办公室挂靠市财政局，经费自筹。", YES),
        ("专班办公室是放在市财政局吗？", "专班办公室每月开会。", OPEN),
        ("专班办公室是设在市财政局吗？", "办公室设在市商务局，市财政局拨付经费。", NO),
    ],
)
def test_posts_and_seats(question: str, words: str, decision: bool | None) -> None:
    assert decided(question, words) is decision


@pytest.mark.parametrize(
    ("question", "words", "decision"),
    [
        ("补助是由市财政出吗？", "补助由市财政安排。", YES),
        ("补助是由市财政出吗？", "补助由市级财政列支。", YES),
        ("补助是由市财政出吗？", "补助由区财政安排。", NO),
        ("补助是由区财政出吗？", "补助由市财政安排。", NO),
        ("补助是由区财政出吗？", "补助由市级财政、区级财政各承担一半。", YES),
        ("补助是由省财政出吗？", "补助由市级财政、区级财政各承担一半。", NO),
        ("补助是由市财政出吗？", "补助标准另行公布。", OPEN),
    ],
)
def test_budgets(question: str, words: str, decision: bool | None) -> None:
    assert decided(question, words) is decision


def test_budgets_that_share_one_word() -> None:
    assert decided("补助是由市财政出吗？", "补助由市、区财政共同承担。") is not NO


@pytest.mark.parametrize(
    ("question", "words", "decision"),
    [
        ("这里会搞夜校吗？", "开展夜校教学。", YES),
        ("有没有夜校？", "探索开办夜校。", YES),
        ("会不会查夜市？", "每晚应巡查夜市。", YES),
        ("有没有夜校？", "夜校停止执行。", NO),
        ("夜校是公办学校吗？", "探索开办夜校。", OPEN),  # a plan does not say what it is
        ("有没有夜校？", "夜校教室60平方米。", OPEN),
        ("有没有夜校？", "", OPEN),
    ],
)
def test_the_truth_of_a_plan(question: str, words: str, decision: bool | None) -> None:
    assert asked_of(planned(question)) == "truth"
    assert decided(question, words) is decision


@pytest.mark.parametrize(
    ("question", "words", "decision"),
    [
        ("夜市的灯是不是一年检查两次？", "每年检查照明设施2次。", YES),
        ("夜市的灯是不是一年检查两次？", "每季度检查一次照明设施。", NO),
        ("夜市的灯是不是一年检查两次？", "按月检查照明设施。", NO),
        ("夜市的灯是不是每半年检查一次？", "半年检查一次照明设施。", YES),
        ("夜市的灯是不是每隔两年换一次？", "照明设施每两年更换一次。", YES),
        ("夜市的灯是不是一年检查两次？", "对照明设施给予补助。", OPEN),  # no frequency is said
        ("夜市的灯是不是一年检查两次？", "上一年检查过的，予以认可。", OPEN),
    ],
)
def test_frequencies(question: str, words: str, decision: bool | None) -> None:
    assert decided(question, words) is decision


@pytest.mark.parametrize(
    ("question", "words", "decision"),
    [
        ("摊主连续三年没被罚过，保证金还用交吗？", "连续三年未受处罚的，免予收取保证金。", NO),
        ("补缴的租金能算按时缴纳吗？", "补缴的，不视为按时缴纳。", NO),
        ("疫情时摊位费能退吗？", "全额退还摊位费。", YES),
    ],
)
def test_words_that_decide(question: str, words: str, decision: bool | None) -> None:
    assert decided(question, words) is decision
