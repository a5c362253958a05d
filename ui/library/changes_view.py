"""What changed between two versions of a document."""

from collections.abc import Sequence

import streamlit as st

from ui.comparison.rows_view import show_rows
from ui.connection import Json, connected
from ui.notices import show_nothing
from ui.texts import Wording
from ui.visit import language


def show_changes(wording: Wording, document: Json, versions: Sequence[Json]) -> None:
    """Show the choice of two versions, the newest two at first. Raises ServiceError."""
    words = wording.library
    if len(versions) < 2:
        show_nothing(words.one_version)
        return
    names = {own["revision"]: _named(wording, own) for own in versions}
    left, right = st.columns(2)
    later = right.selectbox(
        words.later,
        list(names)[:-1],
        format_func=names.__getitem__,
        key=f"later_{document['id']}_{language()}",
    )
    earlier_ones = [revision for revision in names if revision < later]
    earlier = left.selectbox(
        words.earlier,
        earlier_ones,
        format_func=names.__getitem__,
        key=f"earlier_{document['id']}_{language()}",
    )
    with connected() as client:
        changes = client.changes(document["id"], first=earlier, second=later)
    st.caption(
        words.changed.format(
            changed=changes["counts"]["changed"], added=changes["added"], removed=changes["removed"]
        )
    )
    sides = [{"name": names[earlier]}, {"name": names[later]}]
    show_rows(wording, sides, changes["rows"], key="changes", heads_language=language())


def _named(wording: Wording, version: Json) -> str:
    words = wording.library
    stored_at = version["stored_at"]
    came = f"{stored_at[:16].replace('T', ' ')} UTC" if stored_at else words.unknown_time
    state = words.current if version["replaced_at"] is None else words.replaced
    length = words.characters.format(count=version["characters"])
    return wording.with_note.format(text=came, note=wording.separator.join((state, length)))
