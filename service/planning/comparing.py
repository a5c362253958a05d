"""Regions, or years, that a question sets side by side."""

import re
from dataclasses import replace

from service.planning.plan import Intent, QuestionPlan
from service.planning.planner import YEAR, region_places

# 重庆和连云港, 重庆、吉林, 哪个高, 各是多少; units joined by the same words do no harm
COMPARES = re.compile(r"[和与跟及、]|比|分别|各|都|哪(?:个|里|儿|边|地)|差|不同|区别|一样|另一")
# 2025年和2026年各是多少; 2023年跟2024年比
YEARS_COMPARED = re.compile(r"各|分别|比|差|两[回次年版]|\b(?:each|respectively|compare)")


def side_by_side(plan: QuestionPlan) -> tuple[QuestionPlan, ...]:
    """Return a plan for each region and year that a question compares, else the plan itself."""
    return tuple(own for of_region in _by_region(plan) for own in _by_year(of_region))


def _by_year(plan: QuestionPlan) -> tuple[QuestionPlan, ...]:
    """Return a plan of several years that are set side by side as one for each."""
    if len(plan.years) < 2 or not YEARS_COMPARED.search(plan.question):
        return (plan,)
    return tuple(replace(plan, years=(year,)) for year in plan.years)


def _compares(plan: QuestionPlan) -> bool:
    """Tell whether each region is asked about: 沈阳和天津, not 沈阳去湖北支援的医生."""
    return plan.language == "en" or COMPARES.search(plan.question) is not None


def _by_region(plan: QuestionPlan) -> tuple[QuestionPlan, ...]:
    """Return a plan of several regions as one for each, with the years that stand by its name.

    吉林2023年和连云港2025年…: 2023 is asked of the one, 2025 of the other.
    """
    if len(plan.regions) < 2 or plan.intent is Intent.UNIT_DUTIES or not _compares(plan):
        return (plan,)
    places = region_places(plan.question)
    starts = [places.get(region, 0) for region in plan.regions]
    ends = [*starts[1:], len(plan.question)]
    own = [
        tuple(int(match.group(1)) for match in YEAR.finditer(plan.question, start, end))
        for start, end in zip(starts, ends, strict=True)
    ]
    years_by_region = own if all(own) else [plan.years] * len(own)
    return tuple(
        replace(plan, regions=(region,), years=years, is_compared=True)
        for region, years in zip(plan.regions, years_by_region, strict=True)
    )
