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
    button.dataset.place = `${className} ${number}`;
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
    ending.append(...marks.slice(0, 1)); // the first mark never begins a line
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
  const focused = root.getRootNode().activeElement?.dataset.place; // stays where the reader was
  const scrolled = root.querySelector(".entries")?.scrollTop ?? 0;
  root.replaceChildren(...statements);
  if (entries.length && data.evidence) root.append(make("div", "evidence", data.evidence), list);
  list.scrollTop = scrolled;
  if (focused) {
    root.querySelector(`[data-place="${focused}"]`)?.focus({ preventScroll: true });
  }
}
