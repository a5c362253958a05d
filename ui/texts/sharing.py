"""What wording copies of an answer, and votes on it, need in whichever language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SharingWording:
    """Words on the buttons that carry an answer elsewhere, and in what they carry."""

    copy_text: str
    copy_markdown: str
    copy_link: str
    word: str
    copied: str
    not_copied: str
    question: str
    answer: str
    evidence: str
    limits: str


@dataclass(frozen=True, kw_only=True)
class FeedbackWording:
    """Words around the two thumbs."""

    useful: str
    not_useful: str
    reason: str
    reason_placeholder: str
    reasons: Mapping[str, str]
    comment: str
    send: str
    thanks: str
    failed: str


SHARING_CHINESE = SharingWording(
    copy_text="复制文本",
    copy_markdown="复制 Markdown",
    copy_link="复制链接",
    word="存为 Word",
    copied="已复制",
    not_copied="浏览器不允许复制，请选中文字后手动复制",
    question="问：",
    answer="答：",
    evidence="依据",
    limits="限定范围：",
)
SHARING_ENGLISH = SharingWording(
    copy_text="Copy text",
    copy_markdown="Copy Markdown",
    copy_link="Copy link",
    word="Save as Word",
    copied="Copied",
    not_copied="The browser does not let pages copy: select the words and copy them",
    question="Question: ",
    answer="Answer: ",
    evidence="Evidence",
    limits="Limited to: ",
)
FEEDBACK_CHINESE = FeedbackWording(
    useful="有用",
    not_useful="没用",
    reason="哪里不对",
    reason_placeholder="请选择（可不选）",
    reasons={
        "wrong": "答案不对",
        "incomplete": "答案不全",
        "wrong_source": "引用的条款不对",
        "outdated": "依据已过时",
        "should_be_answered": "文件里有，却没有回答",
        "should_be_refused": "文件里没有，却作了回答",
        "other": "其他",
    },
    comment="补充说明（可不填）",
    send="提交",
    thanks="已记录，谢谢。",
    failed="没有记下来：",
)
FEEDBACK_ENGLISH = FeedbackWording(
    useful="Useful",
    not_useful="Not useful",
    reason="What is wrong",
    reason_placeholder="Choose, if you like",
    reasons={
        "wrong": "The answer is wrong",
        "incomplete": "The answer is incomplete",
        "wrong_source": "The clause cited is the wrong one",
        "outdated": "The evidence is outdated",
        "should_be_answered": "The documents say it, and it was not answered",
        "should_be_refused": "The documents do not say it, and it was answered",
        "other": "Something else",
    },
    comment="A remark, if you like",
    send="Send",
    thanks="Noted, thank you.",
    failed="It could not be noted:",
)
