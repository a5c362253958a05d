"""The scores of a document's outline and of its own data."""

from functools import partial

from eval.reading.counting import FALSE, MISSED, WRONG, counted
from eval.reading.found import FoundDocument
from eval.reading.labels import LabelledDocument, LabelledMetadata
from eval.reading.matching import (
    aligned,
    is_node,
    labelled_clauses,
    numbered_clauses,
    numbered_parents,
)
from eval.reading.normal_forms import heading, metadata_value
from eval.reading.scores import Failure, Score, Scores, Share

CHARACTERS_SHOWN = 30


def outline_scores(
    name: str, label: LabelledDocument, found: FoundDocument
) -> tuple[Scores, dict[str, int | None]]:
    """Return the scores of the outline, and each found clause's labelled node by its id."""
    clauses = numbered_clauses(found)
    pairs = aligned(label.outline, clauses, partial(is_node, text=found.text))
    node_of = {clauses[j].id: i for i, j in pairs}
    parents = numbered_parents(found)
    right_parents, right_headings, failures = 0, 0, []
    for i, j in pairs:
        node, clause = label.outline[i], clauses[j]
        parent = parents[clause.id]
        # A parent that is not labelled is a wrong one
        above = None if parent is None else node_of.get(parent, -1)
        if above == node.parent:
            right_parents += 1
        else:
            failures.append(Failure(name, "parent", WRONG, node.starts, clause.label))
        if heading(node.heading) == heading(clause.heading):
            right_headings += 1
        else:
            said = f"{clause.heading or '-'} instead of {node.heading or '-'}"
            failures.append(Failure(name, "heading", WRONG, node.starts, said))
    count, unmatched = counted(
        name,
        "outline",
        pairs,
        label.outline,
        clauses,
        lambda node: (node.starts, node.number, ""),
        lambda clause: (clause.label, clause.number, found.text[clause.start :][:CHARACTERS_SHOWN]),
    )
    shares = {
        "outline: right parent": Share(right_parents, len(pairs)),
        "outline: right heading": Share(right_headings, len(pairs)),
    }
    scores = Scores({"outline": count}, shares, (*unmatched, *failures))
    return scores, labelled_clauses(found, node_of)


def metadata_scores(name: str, label: LabelledDocument, found: FoundDocument) -> Scores:
    """Return the scores of the document's own data, a field counting once where it is stated."""
    total, right, failures = Score(), 0, []
    for field in LabelledMetadata.model_fields:
        stated = getattr(label.metadata, field)
        given = getattr(found.header.metadata, field)
        same = metadata_value(stated) == metadata_value(given)
        right += same
        total += Score(
            int(stated is not None), int(given is not None), int(same and stated is not None)
        )
        if not same:
            what = MISSED if given is None else FALSE if stated is None else WRONG
            said = f"{given or '-'} instead of {stated or '-'}"
            failures.append(Failure(name, "metadata", what, field, said))
    fields = Share(right, len(LabelledMetadata.model_fields))
    return Scores({"metadata": total}, {"metadata: right fields": fields}, tuple(failures))
