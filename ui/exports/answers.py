"""An answer with its citations, as plain text and as Markdown."""

import re
from dataclasses import dataclass
from datetime import datetime

from ui.connection import Json
from ui.texts import SharingWording

# What Markdown takes for markup: * _ # [ ] < > ` | ~ $ \ ! & and, at the head of a line, + - : 1.
MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$!&])")
LINE_BEGINNING = re.compile(r"(?m)^([-+=:])")
NUMBERED = re.compile(r"(?m)^(\d+)([.)])")  # 1. or 1) at the head of a line begins a list
INDENT = re.compile(r"(?m)^[^\S\n]+")  # four spaces would make code of a line


@dataclass(frozen=True)
class SharedAnswer:
    """An answer to be carried elsewhere, with the limits it was asked within, in words."""

    wording: SharingWording
    answer: Json
    limits: str
    at: datetime

    @property
    def text(self) -> str:
        """The answer with its marks, or why there is none."""
        return str(self.answer["answer"])

    @property
    def asked(self) -> str:
        """When it was answered, and within which limits."""
        limits = f"{self.wording.limits}{self.limits}" if self.limits else ""
        return "  ".join(part for part in (f"{self.at:%Y-%m-%d %H:%M}", limits) if part)


def source_line(citation: Json) -> str:
    """Return where a citation stands: 《title》（number，region，date） label."""
    document = citation["document"]
    known = (document[name] for name in ("doc_number", "region", "issued_on"))
    facts = "，".join(part for part in known if part)
    where = f"《{document['title']}》" + (f"（{facts}）" if facts else "")
    return f"{where} {citation['label']}".strip()


def as_text(shared: SharedAnswer) -> str:
    """Return an answer with its citations as plain text."""
    words = shared.wording
    lines = [f"{words.question}{shared.answer['question']}", f"{words.answer}{shared.text}"]
    citations = shared.answer["citations"]
    if citations:
        lines += ["", words.evidence]
    for number, citation in enumerate(citations, 1):
        lines += [f"[{number}] {source_line(citation)}", f"    “{citation['quote']}”"]
    return "\n".join([*lines, "", shared.asked, ""])


def as_markdown(shared: SharedAnswer) -> str:
    """Return an answer with its citations as Markdown in which their words are no markup."""
    words = shared.wording
    question = " ".join(shared.answer["question"].split())  # no emphasis spans paragraphs
    parts = [f"**{plain(question)}**", plain(shared.text)]
    citations = shared.answer["citations"]
    if citations:
        parts.append(f"### {words.evidence}")
    for number, citation in enumerate(citations, 1):
        quote = "\n".join(f"> {plain(line)}" for line in citation["quote"].split("\n"))
        parts += [f"\\[{number}\\] {plain(source_line(citation))}", quote]
    return "\n\n".join([*parts, f"*{plain(shared.asked)}*"]) + "\n"


def plain(text: str) -> str:
    """Return text that Markdown shows as it is, but for spaces at the head of a line."""
    lines = "\n".join(text.splitlines())  # Markdown knows other ends of a line than \n
    signs_escaped = MARKDOWN_SIGNS.sub(r"\\\1", INDENT.sub("", lines))
    return NUMBERED.sub(r"\1\\\2", LINE_BEGINNING.sub(r"\\\1", signs_escaped))
