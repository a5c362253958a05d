export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".text");
  if (box.dataset.shown === data.shown) return; // keep where the reader has scrolled to
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
    tab.textContent = "\t";
    return tab;
  };
  const paragraphs = data.paragraphs.map(({ pieces, cited }) => {
    const paragraph = document.createElement("p");
    if (cited) paragraph.className = "cited";
    for (const { text, marks, title } of pieces) {
      const node = document.createElement(marks.length ? "mark" : "span");
      node.className = marks.join(" ");
      if (title) node.title = title;
      const [first, ...others] = text.split("\t"); // a table's row has its cells between tabs
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
  const goal = data.goal === null ? box.querySelector("mark.quote") : paragraphs[data.goal];
  const toGoal = () => {
    if (!goal) return;
    const above = goal.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += above - box.clientHeight * (data.goal === null ? 0.25 : 0.04);
  };
  toGoal();
  requestAnimationFrame(() => {
    toGoal(); // again, when the fonts and the width of the column have settled
    if (data.reveal) box.scrollIntoView({ block: "nearest" });
  });
}
