export const pageStyle = `
:root { color-scheme: light dark; font: 14px/1.45 system-ui, sans-serif; }
body { margin: 2rem; }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow: auto; max-height: 80vh; }
th { font-weight: 500; padding: .2rem .5rem; text-align: left; position: sticky; top: 0; background: Canvas; }
tbody th { left: 0; }
td { text-align: center; padding: 0; border: 1px solid color-mix(in srgb, CanvasText 15%, Canvas); }
td a { display: block; padding: .2rem .6rem; color: inherit; text-decoration: none; }
td.green { background: color-mix(in srgb, #2d7d46 22%, Canvas); }
td.red { background: color-mix(in srgb, #c0392b 32%, Canvas); }
td.broken, td.unbuildable, td.flaky { background: color-mix(in srgb, #b7791f 26%, Canvas); }
td a:focus-visible { outline: 2px solid Highlight; }
pre { overflow: auto; padding: .6rem; background: color-mix(in srgb, CanvasText 6%, Canvas); }
details { margin: .3rem 0; } small { opacity: .75; } form label { margin-right: 1rem; }
.hidden { display: none; }
`;

/** Filters the list, and opens what the address names. */
export const pageScript = `
const cells = [...document.querySelectorAll("details.cell")];
const boxes = [...document.querySelectorAll("input[data-verdict]")];
const text = document.getElementById("text");
const show = () => {
  const on = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.verdict));
  const words = text.value.toLowerCase();
  for (const cell of cells)
    cell.classList.toggle("hidden", !on.has(cell.dataset.verdict) || !cell.textContent.toLowerCase().includes(words));
};
for (const box of boxes) box.addEventListener("change", show);
text.addEventListener("input", show);
document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
const open = () => {
  const cell = document.getElementById(location.hash.slice(1));
  if (cell instanceof HTMLDetailsElement) { cell.open = true; cell.classList.remove("hidden"); cell.scrollIntoView(); }
};
window.addEventListener("hashchange", open);
open();
`;
