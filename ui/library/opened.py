"""Which document is open, and at which clause: it stands in the page's address."""

import streamlit as st

DOCUMENT_PARAMETER, CLAUSE_PARAMETER = "document", "clause"


def opened_document() -> str | None:
    """Return the id of the document that is open."""
    return st.query_params.get(DOCUMENT_PARAMETER) or None


def opened_clause() -> str | None:
    """Return the id of the clause that is wanted in it."""
    return st.query_params.get(CLAUSE_PARAMETER) or None


def open_document(document_id: str, clause_id: str | None = None) -> None:
    """Open a document, at a clause if one is named."""
    st.query_params[DOCUMENT_PARAMETER] = document_id
    if clause_id:
        st.query_params[CLAUSE_PARAMETER] = clause_id


def close_document() -> None:
    """Go back to the list."""
    for name in (DOCUMENT_PARAMETER, CLAUSE_PARAMETER):
        if name in st.query_params:
            del st.query_params[name]
