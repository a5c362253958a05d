"""What evidence must meet: the years, units, places and quoted names of the question."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from service.planning import Intent, QuestionPlan
from service.reading.candidates import FoundClause
from service.reading.document_view import view_of
from service.reading.scope import Scope, meets_years, names_units
from service.reading.sentences import Sentence

GRADE = re.compile(r"(?<![这那哪上下同各每])[特一二三四五六七八九甲乙丙\d]星?级")
# 一级及以上, 二级以下: may be any above or below
RANGE = re.compile(r"级(?:及|或)?以[上下]|级及其以")
END_OF_MONTH = re.compile(r"(?<![\d-])(1[0-2]|[1-9])\s?月[底末]")
NAMES_REMEMBERED = 50_000  # of grades and of months
NamedIn = Callable[[str], frozenset[str]]
ANYBODY = ("政府", "公司", "集团", "企业")
# A name in quotation marks: 省级“专精特新”, the "菜篮子"
QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』]{2,20})[”\"」』]")


def of_documents_that_name_it(
    plan: QuestionPlan, found: Sequence[FoundClause]
) -> list[FoundClause]:
    """Return the clauses of documents that hold the names in quotation marks.

    A name that none of the documents found holds may be misspelt or translated: no condition.
    """
    kept = list(found)
    for name in QUOTED.findall(plan.question):
        naming = [own for own in kept if name in own.document.text or name in own.document.title]
        kept = naming or kept
    return kept


def clause_meets(plan: QuestionPlan, found: FoundClause) -> bool:
    """Tell whether a clause names the units of a question that asks something else of them.

    What a question of yes or no says of a unit may be false; 政府 and 公司 are no single unit.
    """
    if plan.asks_who or plan.intent is Intent.YES_NO:
        return True
    units = [unit for unit in plan.units if not unit.endswith(ANYBODY)]
    document, clause = found.document, found.clause
    return names_units(document.text[clause.start : clause.end], units, document)


def sentence_meets(plan: QuestionPlan, scope: Scope, sentence: Sentence) -> bool:
    """Tell whether a sentence is of the grades, months and years asked about and names the places.

    Asked for 二级资质, one of 特级资质 does not answer.
    """
    document, clause = sentence.document, sentence.clause
    words = sentence.text
    if _names_other(grades_in, words, plan.question) and not RANGE.search(words):
        return False
    if _names_other(ends_of_months_in, words, plan.question):
        return False
    names = scope.must_name.get(document.id)
    if not plan.years and not names:
        return True
    before = document.text[clause.start : sentence.start]
    lead = " ".join([*clause.path, clause.heading or "", before])
    if plan.years and not meets_years(words, plan.years, document, lead):
        return False
    if not names:
        return True
    return any(name in f"{words} {lead} {view_of(document).titles}" for name in names)


def _names_other(named_in: NamedIn, words: str, question: str) -> bool:
    """Tell whether words name some of a kind that a question names, and none of the question's."""
    asked = named_in(question)
    named = named_in(words) if asked else asked
    return bool(named) and named.isdisjoint(asked)


@lru_cache(maxsize=NAMES_REMEMBERED)
def grades_in(words: str) -> frozenset[str]:
    """Return the grades that words name: 特级, 二级, 3级."""
    return frozenset(GRADE.findall(words))


@lru_cache(maxsize=NAMES_REMEMBERED)
def ends_of_months_in(words: str) -> frozenset[str]:
    """Return the months whose ends words name: 2022年9月底."""
    return frozenset(END_OF_MONTH.findall(words))
