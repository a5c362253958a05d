"""What wording the page needs, in whichever language; mypy finds a text that a language lacks."""

from collections.abc import Mapping
from dataclasses import dataclass

from ui.texts.comparison import ComparisonWording
from ui.texts.deadlines import DeadlinesWording
from ui.texts.duties import DutiesWording
from ui.texts.library import LibraryWording
from ui.texts.runs_wording import RunsWording
from ui.texts.sharing import FeedbackWording, SharingWording


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The page's own words in one language. Braces are filled in by the view that shows them."""

    # how words are put together
    separator: str
    with_note: str
    named: str
    # heading
    tagline: str
    holdings: str
    # question
    question_placeholder: str
    asking: str
    answer_broken_off: str
    new_conversation: str
    history: str
    examples: str
    scope_closed: str
    scope_open: str
    region_filter: str
    region_placeholder: str
    document_filter: str
    document_placeholder: str
    documents_cut: str
    words_placeholder: str
    issued_from: str
    issued_to: str
    in_force_on: str
    scope_issued_from: str
    scope_issued_to: str
    scope_in_force: str
    # answer
    answered: str
    not_found: str
    asked_within: str
    reasons: Mapping[str, str]
    regions_held: str
    evidence: str
    decisions: Mapping[str, str]
    sharing: SharingWording
    feedback: FeedbackWording
    show_source_of: str
    # source
    source_heading: str
    source_position: str
    previous_citation: str
    next_citation: str
    document_text: str
    characters_before: str
    characters_after: str
    text_changed: str
    text_unavailable: str
    # document
    document_details: str
    origin_text: str
    origin_catalogue: str
    not_stated: str
    fields: Mapping[str, str]
    file_fields: Mapping[str, str]
    # responsibilities
    responsibilities: str
    task: str
    role: str
    unit: str
    unit_full: str
    clause: str
    inherited: str
    roles: Mapping[str, str]
    # tables
    yes: str
    comparators: Mapping[str, str]
    rows_cut: str
    choose_row: str
    open_document: str
    export: str
    # nearest clauses, plan, engine
    nearest: str
    nearest_note: str
    plan: str
    intent: str
    intents: Mapping[str, str]
    plan_fields: Mapping[str, str]
    rewordings: Mapping[str, str]
    none_recognised: str
    timings: str
    stages: Mapping[str, str]
    # problems
    away: str
    away_advice: str
    refused: str
    retry: str
    detail: str
    empty: str
    empty_advice: str
    not_installed: str
    not_installed_advice: str
    # example questions: {region} with {heading} or {task}, {title}
    example_lead: str
    example_responsible: str
    example_task: str
    example_doc_number: str
    example_expires_on: str
    example_effective_on: str
    # pages
    page_questions: str
    duties: DutiesWording
    deadlines: DeadlinesWording
    comparison: ComparisonWording
    library: LibraryWording
    runs: RunsWording
    # Streamlit's own words, which are English
    streamlit: Mapping[str, str]
    streamlit_patterns: Mapping[str, str]
