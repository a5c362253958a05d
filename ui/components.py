"""The two parts of the page that need JavaScript: citation marks to click, a text that scrolls.

Both put text on the page by `textContent` alone, so that no document can become markup.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from ui.connection import Json

STATEMENTS_JS = """
const make = (name, className, text) => {
  const node = document.createElement(name);
  node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const chooser = (number, className) => {
    const citation = data.citations[number];
    const button = make("button", className);
    button.type = "button";
    button.title = citation.action;
    button.setAttribute("aria-label", citation.action);
    if (number === data.chosen) button.setAttribute("aria-current", "true");
    button.onclick = () => setTriggerValue("citation", number);
    return button;
  };
  const statements = data.statements.map((statement) => {
    const paragraph = make("p", "statement");
    const marks = statement.citations.map((number) => {
      const mark = chooser(number, "mark");
      mark.textContent = `[${number + 1}]`;
      return mark;
    });
    const characters = Array.from(statement.text);
    const ending = make("span", "ending", characters.splice(-2).join(""));
    ending.append(...marks.slice(0, 1));  // the first mark never begins a line
    paragraph.append(make("span", "said", characters.join("")), ending, ...marks.slice(1));
    return paragraph;
  });
  const entries = data.citations.map((citation, number) => {
    const entry = chooser(number, "entry");
    entry.append(make("span", "number", `[${number + 1}]`));
    const where = make("span", "where");
    where.append(make("span", "label", citation.label), make("span", "title", citation.title));
    where.append(make("span", "quote", citation.quote));
    entry.append(where);
    const item = make("li", "item");
    item.append(entry);
    return item;
  });
  const list = make("ol", "entries");
  list.append(...entries);
  const root = parentElement.querySelector(".answer");
  const scrolled = root.querySelector(".entries")?.scrollTop ?? 0;
  root.replaceChildren(...statements);
  if (entries.length) root.append(make("div", "evidence", data.evidence), list);
  list.scrollTop = scrolled;
}
"""

SOURCE_JS = """
export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".text");
  if (box.dataset.shown === data.shown) return;  // keep where the reader has scrolled to
  box.dataset.shown = data.shown;
  box.lang = "zh";
  box.setAttribute("aria-label", data.label);
  const note = (text) => {
    const paragraph = document.createElement("p");
    paragraph.className = "omitted";
    paragraph.textContent = text;
    return paragraph;
  };
  const betweenCells = () => {
    const tab = document.createElement("span");
    tab.className = "cell-end";
    tab.textContent = "\\t";
    return tab;
  };
  const paragraphs = data.paragraphs.map(({ pieces, cited }) => {
    const paragraph = document.createElement("p");
    if (cited) paragraph.className = "cited";
    for (const { text, quoted } of pieces) {
      const node = document.createElement(quoted ? "mark" : "span");
      const [first, ...others] = text.split("\\t");  // a table's row has its cells between tabs
      node.append(first);
      for (const cell of others) node.append(betweenCells(), cell);
      paragraph.append(node);
    }
    return paragraph;
  });
  box.replaceChildren(
    ...(data.before ? [note(data.before)] : []),
    ...paragraphs,
    ...(data.after ? [note(data.after)] : []),
  );
  const first = box.querySelector("mark");
  const toQuote = () => {
    if (!first) return;
    const above = first.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += above - box.clientHeight * 0.25;
  };
  toQuote();
  requestAnimationFrame(() => {
    toQuote();  // again, when the fonts and the width of the column have settled
    if (data.reveal) box.scrollIntoView({ block: "nearest" });
  });
}
"""


def show_statements(data: Json, key: str, on_citation: Callable[[], None]) -> None:
    """Show an answer; a click on a citation is in the session under `key` as `.citation`."""
    _component("policyqa_statements", "answer", STATEMENTS_JS)(
        key=key, data=data, on_citation_change=on_citation
    )


def show_source_text(data: Json, key: str) -> None:
    """Show a text in a box of its own, scrolled to the marked words whenever `shown` changes."""
    _component("policyqa_source", "text", SOURCE_JS)(key=key, data=data)


@cache
def _component(name: str, root: str, script: str) -> Callable[..., Any]:
    style = Path(__file__).with_name(f"{name.removeprefix('policyqa_')}.css")
    body = f'<div class="{root}" tabindex="{0 if root == "text" else -1}"></div>'
    return st.components.v2.component(
        name, html=body, css=style.read_text(encoding="utf-8"), js=script
    )
