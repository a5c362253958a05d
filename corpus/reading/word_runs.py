"""The characters of a Word paragraph: runs, fields, tracked changes, symbols, text boxes."""

from dataclasses import dataclass, field

from corpus.reading.word_numbering import MARKUP_COMPATIBILITY, is_on
from corpus.reading.word_package import WORD, Element, word_name
from corpus.reading.word_symbols import symbol_character

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
VML = "urn:schemas-microsoft-com:vml"

# Accepted changes: what was inserted or moved here stays, what was deleted or moved away goes.
# Their kin say how something looks or where a comment or bookmark reaches.
DROPPED = frozenset(
    word_name(name)
    for name in (
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr"),
        *("commentReference", "annotationRef", "footnoteRef", "endnoteRef", "separator"),
        *("continuationSeparator", "softHyphen", "pgNum", "lastRenderedPageBreak", "rubyPr"),
    )
)
LINE_BREAKS = frozenset({word_name("br"), word_name("cr")})
TABS = frozenset({word_name("tab"), word_name("ptab")})
RUN, RUN_PROPERTIES = word_name("r"), word_name("rPr")
FIELD_MARK, SYMBOL, HYPHEN = word_name("fldChar"), word_name("sym"), word_name("noBreakHyphen")
INSTRUCTION = word_name("instrText")
TEXT_BOX = word_name("txbxContent")
NOTE_REFERENCES = {
    word_name("footnoteReference"): "footnote",
    word_name("endnoteReference"): "endnote",
}
CHOICE = f"{{{MARKUP_COMPATIBILITY}}}Choice"
ALTERNATIVES = f"{{{MARKUP_COMPATIBILITY}}}AlternateContent"
# The words of a WordArt letterhead, and of shapes drawn outside Word
ART_TEXTS = frozenset({f"{{{VML}}}textpath", f"{{{DRAWING}}}t"})
TEXTS = frozenset({word_name("t"), f"{{{MATH}}}t"})
MATH_DENOMINATOR = f"{{{MATH}}}den"
RUBY_TEXT = word_name("rt")


@dataclass(slots=True)
class ParagraphContent:
    """The characters of a paragraph and the text boxes that are anchored in it.

    `in_contents_list`: they belong to a generated table of contents.
    """

    pieces: list[str] = field(default_factory=list)
    text_boxes: list[Element] = field(default_factory=list)
    art: list[str] = field(default_factory=list)
    in_contents_list: bool = False

    @property
    def text(self) -> str:
        """The characters in reading order."""
        return "".join(self.pieces)


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A note that the text refers to: `kind` is footnote or endnote, `mark` what stands there."""

    kind: str
    id: str
    mark: str


@dataclass(slots=True)
class NoteMarks:
    """Numbers the notes of a document in the order in which the text refers to them."""

    references: list[NoteReference] = field(default_factory=list)

    def refer(self, kind: str, note_id: str, has_own_mark: bool) -> str:
        """Return the mark to write, [1]; "" for a note whose own mark stands in the text."""
        for known in self.references:
            if (known.kind, known.id) == (kind, note_id):
                return known.mark
        numbered = sum(bool(known.mark) for known in self.references)
        mark = "" if has_own_mark else f"[{numbered + 1}]"
        self.references.append(NoteReference(kind, note_id, mark))
        return mark


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shows_result: bool = False


class RunReader:
    """Reads the paragraphs of one story (body, header, note …), in order: fields may span them."""

    def __init__(self, story: Element, notes: NoteMarks) -> None:
        self._notes = notes
        self._fields: list[_Field] = []
        self._fields_are_whole = _fields_are_whole(story)

    def content(self, paragraph: Element) -> ParagraphContent:
        """Return a paragraph's content. Raises ValueError for a malformed symbol."""
        found = ParagraphContent()
        self._read_children(paragraph, found)
        return found

    def _read_children(self, parent: Element, found: ParagraphContent) -> None:
        for child in parent:
            self._read(child, found)

    def _read(self, item: Element, found: ParagraphContent) -> None:
        tag = item.tag
        if tag == RUN:
            if not _is_hidden(item):
                self._read_children(item, found)
        elif tag in TEXTS:
            self._write(item.text or "", found)
        elif tag == FIELD_MARK:
            self._mark_field(item.get(word_name("fldCharType")))
        elif tag == INSTRUCTION:
            if self._fields:
                self._fields[-1].instruction += item.text or ""
        elif tag in DROPPED:
            return
        elif tag in TABS:
            self._write("\t", found)
        elif tag in LINE_BREAKS:
            self._write("\n", found)
        elif tag == HYPHEN:
            self._write("-", found)
        elif tag == SYMBOL:
            font, code = item.get(word_name("font"), ""), item.get(word_name("char"), "20")
            self._write(symbol_character(font, code), found)
        elif tag in NOTE_REFERENCES:
            own_mark = item.get(word_name("customMarkFollows"), "0") not in {"0", "false", "off"}
            note_id = item.get(word_name("id"), "")
            self._write(self._notes.refer(NOTE_REFERENCES[tag], note_id, own_mark), found)
        elif tag == ALTERNATIVES:
            self._read_alternatives(item, found)
        elif tag == TEXT_BOX:
            found.text_boxes.append(item)
        elif tag in ART_TEXTS:
            found.art.append(item.get("string") or item.text or "")
        else:
            self._read_other(item, found)

    def _read_other(self, item: Element, found: ParagraphContent) -> None:
        """Read a hyperlink, content control, drawing, formula …: what stands in it."""
        before, after = "", ""
        if item.tag == RUBY_TEXT:  # 漢(hàn)
            before, after = "(", ")"
        elif item.tag == MATH_DENOMINATOR:
            before = "/"
        self._write(before, found)
        self._read_children(item, found)
        self._write(after, found)

    def _read_alternatives(self, item: Element, found: ParagraphContent) -> None:
        """Read the same thing once that is given for newer and for older programs."""
        fallback = None
        for branch in item:
            if branch.tag != CHOICE:
                fallback = branch
                continue
            chosen = ParagraphContent()
            self._read_children(branch, chosen)
            if chosen.pieces or chosen.text_boxes or chosen.art:
                found.in_contents_list |= chosen.in_contents_list
                found.pieces += chosen.pieces
                found.text_boxes += chosen.text_boxes
                found.art += chosen.art
                return
        if fallback is not None:
            self._read_children(fallback, found)

    def _mark_field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _write(self, text: str, found: ParagraphContent) -> None:
        shown = all(item.shows_result for item in self._fields)
        if text and (shown or not self._fields_are_whole):
            found.pieces.append(text)
            if any(item.instruction.split()[:1] == ["TOC"] for item in self._fields):
                found.in_contents_list = True


def _is_hidden(run: Element) -> bool:
    properties = run.find(RUN_PROPERTIES)
    vanish = properties.find(word_name("vanish")) if properties is not None else None
    return vanish is not None and is_on(vanish)


def _fields_are_whole(story: Element) -> bool:
    """Tell whether every field that begins ends, so that none hides the text after it."""
    count = "count(.//w:fldChar[@w:fldCharType=$kind][not(ancestor::w:del)])"
    names = {"w": WORD}
    begun = story.xpath(count, namespaces=names, kind="begin")
    return bool(begun == story.xpath(count, namespaces=names, kind="end"))
