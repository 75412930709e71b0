// A grid of figures: up and down with the arrows and Enter, and a block pasted from a spreadsheet.
(() => {
  "use strict";

  const form = document.querySelector("[data-figures]");
  if (!form) return;
  for (const told of document.querySelectorAll("[data-figure-keys]")) told.hidden = false;

  const STEPS = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };
  const grid = () => [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("input")]);

  function placeOf(rows, input) {
    const row = rows.findIndex((inputs) => inputs.includes(input));
    return { row, column: row < 0 ? -1 : rows[row].indexOf(input) };
  }

  form.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || !event.target.matches(".figure")) return;
    const rows = grid();
    const { row, column } = placeOf(rows, event.target);
    event.preventDefault();
    const next = rows[row + step]?.[column];
    next?.focus();
    next?.select();
  });

  form.addEventListener("paste", (event) => {
    if (!event.target.matches(".figure")) return;
    const lines = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
    if (lines.length === 1 && lines[0].length === 1) return;
    const rows = grid();
    const { row, column } = placeOf(rows, event.target);
    event.preventDefault();
    lines.forEach((cells, down) => cells.forEach((text, right) => {
      const input = rows[row + down]?.[column + right];
      if (!input) return;
      input.value = text.trim();
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }));
  });
})();
