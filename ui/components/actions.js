// Browsers give the clipboard to pages over HTTPS alone; a plain one copies what is selected.
async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.style.cssText = "position: fixed; opacity: 0";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (!copied) throw new Error("not copied");
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".actions");
  const said = document.createElement("span");
  said.className = "said";
  said.setAttribute("role", "status");
  const buttons = data.buttons.map(({ name, label, text }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.name = name;
    button.textContent = label;
    button.onclick = async () => {
      const here = `${window.location.origin}${window.location.pathname}`;
      try {
        await copy(text.startsWith("?") ? here + text : text);
        said.textContent = data.copied;
      } catch {
        said.textContent = data.failed;
      }
      setTimeout(() => (said.textContent = ""), 2500);
    };
    return button;
  });
  root.replaceChildren(...buttons, said);
}
