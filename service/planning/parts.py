"""Several questions in one, taken apart."""

import re

# Words that make a Chinese clause a question: 由谁牵头, 奖励多少, 能不能
ASKS = re.compile(
    r"谁|哪|什么|啥|多少|几(?!乎|何|经)|如何|为何|何[时种]|怎|咋|是否|能否|可否|吗|多[久大高长]"
    r"|([\u3400-\u9fff])不\1"
)
# Where questions follow one another: ？ ； and marks between clauses, or blanks for want of them
SENTENCE_END = re.compile(r"[？?；;。！!\n]+")
CLAUSE_END = re.compile(r"[，,]|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
ENGLISH_JOINT = re.compile(
    r"[?;]\s*|,?\s+and (?=(?:(?:by|on|in|from|until|since|at|to) )?"
    r"(?:who|whom|when|what|which|how|where|until)\b)",
    re.IGNORECASE,
)
ENGLISH_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how|is|are|does|do|did|can|may|must|should|will)\b",
    re.IGNORECASE,
)
MOST_PARTS = 4


def parts_of(question: str, language: str) -> tuple[str, ...]:
    """Return the questions that a text holds, in order; what only leads up to one stays with it.

    `重庆推广BIM由谁牵头，奖励多少？` → 重庆推广BIM由谁牵头 and 奖励多少.
    """
    if language == "en":
        pieces = [piece for piece in ENGLISH_JOINT.split(question) if piece.strip()]
        return _joined(pieces, ENGLISH_ASKS, " and ")
    sentences = [piece for piece in SENTENCE_END.split(question) if piece.strip()]
    found: list[str] = []
    for sentence in sentences:
        pieces = [piece for piece in CLAUSE_END.split(sentence) if piece and piece.strip()]
        found.extend(_joined(pieces, ASKS, "，"))
    return _joined(found, ASKS, "，")[:MOST_PARTS] or (question,)


def _joined(pieces: list[str], asks: re.Pattern[str], joint: str) -> tuple[str, ...]:
    """Join each piece that asks nothing to the one that it leads up to, the last to its former."""
    parts: list[str] = []
    lead: list[str] = []
    for piece in pieces:
        lead.append(piece.strip())
        if asks.search(piece):
            parts.append(joint.join(lead))
            lead = []
    if lead and parts:
        parts[-1] = joint.join([parts[-1], *lead])
    elif lead:
        parts.append(joint.join(lead))
    return tuple(parts)
