// One observer for the whole page; each run of it takes the words of the language chosen last.
const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "data-label"];
// What documents say is left alone: our HTML, choices ([data-item-hl]) and what is chosen of them
const OWN = [
  '[data-testid="stHtml"]',
  '[data-testid="stMarkdown"]',
  '[data-testid="stCaptionContainer"]',
  "[data-item-hl]",
  "[data-tag]",
].join(", ");
const OWN_ATTRIBUTES = '[data-testid="stHtml"], [data-testid="stHtml"] *, [data-tag], [data-tag] > span';
const originals = new WeakMap(); // by node and attribute, to be found again in English

function translated(text) {
  const { words, patterns } = window.policyqaWords;
  const key = text.trim();
  if (!key) return text;
  if (words[key] !== undefined) return text.replace(key, words[key]);
  for (const [pattern, meaning] of patterns) {
    if (pattern.test(key)) return key.replace(pattern, meaning);
  }
  return text;
}

function put(node, name, read, write) {
  const known = originals.get(node) ?? {};
  const now = read();
  if (now === null) return;
  if (known[name]?.written !== now) known[name] = { original: now };
  const written = translated(known[name].original);
  known[name].written = written;
  originals.set(node, known);
  if (written !== now) write(written);
}

function translateElement(element) {
  if (element.matches(OWN_ATTRIBUTES)) return;
  for (const name of ATTRIBUTES) {
    put(
      element,
      name,
      () => element.getAttribute(name),
      (value) => element.setAttribute(name, value),
    );
  }
}

function translateTree(root) {
  if (root.nodeType === Node.TEXT_NODE) {
    if (root.parentElement?.closest(OWN)) return;
    put(root, "text", () => root.data, (value) => (root.data = value));
    return;
  }
  if (root.nodeType !== Node.ELEMENT_NODE || root.matches("style, script")) return;
  translateElement(root);
  for (const child of root.childNodes) translateTree(child);
}

export default function ({ data }) {
  document.documentElement.lang = data.language;
  window.policyqaWords = {
    words: data.words,
    patterns: Object.entries(data.patterns).map(([own, meaning]) => [new RegExp(own), meaning]),
  };
  translateTree(document.body);
  if (window.policyqaObserver) return;
  window.policyqaObserver = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") translateElement(target);
      else if (type === "characterData") translateTree(target);
      else addedNodes.forEach(translateTree);
    }
  });
  window.policyqaObserver.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
}
