"""Makes lay questions of official sentences, to pre-train on where no person has asked.

A clause becomes a question by a template for its kind (`question_templates`) or by rewordings
that take the official manner out of it, and its official terms become plain words.
"""

import random
import re

from index.training.plain_words import PlainWords
from index.training.question_templates import TEMPLATES

TEMPLATE_SHARE = 0.7  # of the clauses that a template fits; the others are reworded
SHORTEST_CLAUSE = 4  # characters; shorter ones ask nothing
SHORTEST_ALONE = 12  # characters; a shorter clause takes the next one along
LONGEST_QUESTION = 36  # characters; people rarely ask longer
WINDOW = 30  # characters kept of a longer clause

# "经营者有欺诈行为的，应当…" → 经营者有欺诈行为的 | 应当…
CLAUSE_END = re.compile(r"[,，。;；:：\n]")
# "第十条 ", "（三）", "2." → removed
NUMBERING = re.compile(r"^(?:第.{1,8}[条章]|[(（]?[一二三四五六七八九十\d]+[)）、.．])\s*")
# "并处一万元以上五万元以下罚款" → 罚多少钱
FINE = re.compile(r"(?:并处|处)?[^，。]{0,12}元以[上下][^，。]{0,12}罚款")
# "处三年以上十年以下有期徒刑" → 要判几年
PRISON_TERM = re.compile(r"处[^，。]{0,10}年以[上下][^，。]{0,8}有期徒刑")
# "自收到申请之日起十五个工作日内", "三十日以内" → 多久
TIME_LIMIT = re.compile(r"(?:自[^，。]{0,14}起)?[^，。]{0,3}个?(?:工作)?日(?:以)?内")
# "下列情形之一", "下列材料" → 哪些情形
FOLLOWING = re.compile(r"下列(?P<what>情形|条件|材料|行为|职责|内容|事项)?(?:之一)?")
# "依法予以", "按照有关规定" → removed: nobody asks so
OFFICIAL_FILLER = re.compile(
    r"依法|按照(?:有关)?规定|本法|本条例|有关|相关|予以|的规定|及其|以及|进一步|切实|着力"
)

YES_NO = ("吗", "吗", "合法吗", "可以吗", "违法吗")
OPEN_ENDED = ("怎么办", "怎么处理", "怎么算", "怎么规定", "有什么规定", "有什么要求", "有哪些政策")
OPENINGS = ("请问", "如何", "怎么", "怎样", "我想问")

# Words of questions that may not stand in any synthetic one; the vocabulary needs them.
QUESTION_WORDS = [
    "怎么",
    "怎样",
    "如何",
    "什么",
    "哪些",
    "哪个",
    "谁",
    "吗",
    "呢",
    "多少",
    "多久",
    "几天",
    "多长",
    "时间",
    "可以",
    "能不能",
    "是否",
    "需要",
    "怎么办",
    "合法",
    "违法",
    "犯法",
    "怎么罚",
    "什么条件",
    "什么材料",
    "多少钱",
    "谁负责",
    "谁牵头",
    "谁配合",
    "哪个部门",
    "归谁管",
    "什么意思",
    "定义",
    "有哪些",
    "怎么处理",
    "我",
    "我们",
    "别人",
    "东西",
    "钱",
    "奖励",
    "补贴",
    "目标",
    "截止",
    "什么时候",
    "哪一年",
]


def synthetic_question(sentence: str, plain_words: PlainWords, chance: random.Random) -> str | None:
    """Return a question that the sentence answers, or None where it has no clause to ask about."""
    clause = pick_clause(sentence, chance)
    if clause is None:
        return None
    question = None
    if chance.random() < TEMPLATE_SHARE:
        question = _by_template(clause, sentence, chance)
    if question is None:
        question = reworded(shortened(clause, chance), chance)
    return shortened(plain_words.rephrase(question, chance), chance)


def pick_clause(sentence: str, chance: random.Random) -> str | None:
    """Return a clause of the sentence, with the next one where it is short by itself."""
    clauses = [part for part in CLAUSE_END.split(sentence) if len(part) >= SHORTEST_CLAUSE]
    if not clauses:
        return None
    place = chance.randrange(len(clauses))
    clause = NUMBERING.sub("", clauses[place])
    if len(clause) < SHORTEST_ALONE and place + 1 < len(clauses):
        clause = f"{clause}，{clauses[place + 1]}"
    return clause


def _by_template(clause: str, sentence: str, chance: random.Random) -> str | None:
    """Return a template's question on the clause, else on the sentence, else None.

    On the sentence, because what an award or a share is of often stands a clause earlier.
    """
    for template in TEMPLATES:
        question = template(clause, chance)
        if question is not None:
            return question
    whole = NUMBERING.sub("", sentence.strip("。；;\n"))
    if len(whole) > 2 * LONGEST_QUESTION:
        return None
    for template in TEMPLATES:
        question = template(whole, chance)
        if question is not None:
            return question
    return None


def reworded(clause: str, chance: random.Random) -> str:
    """Return the clause as a question: 应当在十五日内答复 → 需要多久答复吗."""
    fine = "罚多少钱" if chance.random() < 0.6 else "会怎么处罚"
    prison = "要判几年" if chance.random() < 0.6 else "会坐牢吗"
    text = PRISON_TERM.sub(prison, FINE.sub(fine, clause))
    if chance.random() < 0.6:
        text = TIME_LIMIT.sub(chance.choice(("多久", "几天内", "多长时间内")), text)
    text = FOLLOWING.sub(
        lambda found: chance.choice(("哪些", "什么")) + (found["what"] or ""), text
    )
    if chance.random() < 0.7:
        text = text.replace("不得", chance.choice(("可以", "能不能", "能")))
    text = text.replace("应当", chance.choice(("需要", "要", "必须", "应该")))
    if chance.random() < 0.7:
        text = OFFICIAL_FILLER.sub("", text)
    return _with_question_words(text, chance)


def _with_question_words(text: str, chance: random.Random) -> str:
    """Return the text with what makes it a question, before or behind it, or as it is."""
    kind = chance.random()
    if kind < 0.3:
        return text + chance.choice(YES_NO)
    if kind < 0.55:
        return text + chance.choice(OPEN_ENDED)
    if kind < 0.65:
        return chance.choice(OPENINGS) + text
    return text


def shortened(text: str, chance: random.Random) -> str:
    """Return the text, or its end or a window of it where it is longer than people ask."""
    if len(text) <= LONGEST_QUESTION:
        return text
    if chance.random() < 0.5:
        first = chance.randrange(len(text) - WINDOW)
        return text[first : first + WINDOW]
    return text[-WINDOW:]
