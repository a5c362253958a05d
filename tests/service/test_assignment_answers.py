"""Who does what, of assignments that stand in sentences and above lists."""

import time

from service.client import PolicyClient

RULES = """赣州市养老服务管理办法

第一条 长者饭堂建设方案由市民政局牵头制定，市财政局配合。

第二条 推进养老服务。由市教委负责组织老年教育课程，保障师资。由市交通局负责无障碍公交改造。

第三条 市规划资源局履行下列职责：

（一）编制养老设施布局规划；

（二）审批养老设施用地。
"""


CASES = [
    (
        "赣州市无障碍公交改造由谁负责？",
        "“无障碍公交改造”的责任单位是市交通局",
        {"由市交通局负责无障碍公交改造。", "无障碍公交改造"},
    ),
    (
        "赣州市老年教育课程由谁负责组织？",
        "“组织老年教育课程”的责任单位是市教委",
        {"由市教委负责组织老年教育课程，保障师资。", "组织老年教育课程"},
    ),
    (
        "赣州市养老设施布局规划由谁负责编制？",
        "“编制养老设施布局规划”的责任单位是市规划资源局",
        {"市规划资源局履行下列职责", "编制养老设施布局规划"},
    ),
]


def test_a_task_within_a_sentence_or_list_is_named(other_service: PolicyClient) -> None:
    job = other_service.upload("养老.txt", RULES.encode())
    while job["status"] in ("queued", "running"):
        time.sleep(0.05)
        job = other_service.job(job["id"])
    assert job["status"] == "done", job["error"]
    for question, answer_has, quotes in CASES:
        answer = other_service.ask(question)
        assert answer["status"] == "answered", question
        assert answer_has in answer["answer"]
        assert quotes <= {citation["quote"] for citation in answer["citations"]}
        for citation in answer["citations"]:
            text = other_service.text(citation["document"]["id"])
            assert text[citation["quote_start"] : citation["quote_end"]] == citation["quote"]
            assert text[citation["start"] : citation["end"]] == citation["text"]
