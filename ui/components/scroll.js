export default function ({ data, parentElement }) {
  const mark = parentElement.querySelector("span");
  if (mark.dataset.shown === data.shown) return;
  mark.dataset.shown = data.shown;
  const scroll = () =>
    document.querySelector(`.${data.target}`)?.scrollIntoView({ block: "start" });
  scroll();
  requestAnimationFrame(scroll); // again, when what is above it has its height
}
