"""An answer with its citations as a Word document."""

import io

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from ui.exports.answers import SharedAnswer, source_line
from ui.exports.tables import without_controls

BODY_FONT, BODY_SIZE = "宋体", Pt(11)


def as_word(shared: SharedAnswer) -> bytes:
    """Return the .docx: the question as its heading, the answer, then each quote with its place."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = BODY_FONT, BODY_SIZE
    style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY_FONT)
    document.add_heading(without_controls(shared.answer["question"]), level=1)
    document.add_paragraph(without_controls(shared.text))
    citations = shared.answer["citations"]
    if citations:
        document.add_heading(shared.wording.evidence, level=2)
    for number, citation in enumerate(citations, 1):
        where = document.add_paragraph()
        where.add_run(f"[{number}] ").bold = True
        where.add_run(without_controls(source_line(citation)))
        document.add_paragraph(without_controls(f"“{citation['quote']}”"), style="Quote")
    document.add_paragraph(without_controls(shared.asked), style="Caption")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
