// Small comforts on pages that work without them. Everything is switched on by a data attribute.
(() => {
  "use strict";

  const announcer = document.getElementById("announcer");

  function announce(text) {
    if (!announcer) return;
    announcer.textContent = "";
    window.setTimeout(() => { announcer.textContent = text; }, 50);
  }

  // data-focus: an error summary takes the focus when it appears.
  function focusSummary(root) {
    const summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  }

  // data-copy-table="id": the table goes to the clipboard as cells for Excel and as a table for PowerPoint and Word.
  function cellText(cell) {
    return cell.innerText.replace(/\s+/g, " ").trim();
  }

  function tableRows(table) {
    return [...table.rows].filter((row) => row.offsetParent !== null).map((row) => [...row.cells].map((cell) => ({
      text: cellText(cell), tag: cell.tagName.toLowerCase(), span: cell.colSpan,
    })));
  }

  function escapeMarkup(text) {
    const holder = document.createElement("span");
    holder.textContent = text;
    return holder.innerHTML;
  }

  function asMarkup(rows) {
    const cell = ({ text, tag, span }) => `<${tag}${span > 1 ? ` colspan="${span}"` : ""}>${escapeMarkup(text)}</${tag}>`;
    return `<table>${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("")}</table>`;
  }

  function asCells(rows) {
    const cells = ({ text, span }) => text + "\t".repeat(span - 1);
    return rows.map((row) => row.map(cells).join("\t")).join("\n");
  }

  async function copyTable(table) {
    const rows = tableRows(table);
    const item = new ClipboardItem({
      "text/plain": new Blob([asCells(rows)], { type: "text/plain" }),
      "text/html": new Blob([asMarkup(rows)], { type: "text/html" }),
    });
    await navigator.clipboard.write([item]);
  }

  function selectTable(table) {
    const range = document.createRange();
    range.selectNode(table);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  async function onCopy(button) {
    const table = document.getElementById(button.dataset.copyTable);
    if (!table) return;
    try {
      await copyTable(table);
      say(button, announcer.dataset.copied);
    } catch {
      selectTable(table);
      say(button, announcer.dataset.copyFailed);
    }
  }

  // data-copy-value="id": the value of a field goes to the clipboard; the button carries the words.
  async function onCopyValue(button) {
    const field = document.getElementById(button.dataset.copyValue);
    if (!field) return;
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      say(button, button.dataset.copied);
    } catch {
      say(button, button.dataset.copyFailed);
    }
  }

  function say(button, text) {
    let note = button.nextElementSibling;
    if (!note || !note.matches("[data-copy-note]")) {
      note = document.createElement("span");
      note.dataset.copyNote = "";
      note.className = "muted";
      button.after(note);
    }
    note.textContent = text;
    announce(text);
  }

  document.addEventListener("click", (event) => {
    const copier = event.target.closest("[data-copy-table]");
    if (copier) onCopy(copier);
    const valueCopier = event.target.closest("[data-copy-value]");
    if (valueCopier) onCopyValue(valueCopier);
    // data-print: prints the page.
    if (event.target.closest("[data-print]")) window.print();
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  // data-menu: Escape closes an open menu and gives the focus back.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // data-check-all="name": one box ticks all boxes of that name in the form.
  document.addEventListener("change", (event) => {
    const name = event.target.dataset && event.target.dataset.checkAll;
    if (!name) return;
    for (const box of event.target.form.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(name)}"]`)) {
      box.checked = event.target.checked;
    }
  });

  // data-submit-on-change: a select that sends its form; the form's own button stays for those without scripts.
  document.addEventListener("change", (event) => {
    if (event.target.closest("[data-submit-on-change]") && event.target.form) event.target.form.requestSubmit();
  });

  // data-show-when="name=value": a part of a form that is asked only with that choice; what it holds already stays in sight.
  function showParts(form) {
    const data = new FormData(form);
    for (const part of form.querySelectorAll("[data-show-when]")) {
      const [name, value] = part.dataset.showWhen.split("=");
      const filled = [...part.querySelectorAll("input, textarea, select")].some((field) => field.type !== "hidden" && field.value);
      part.hidden = !data.getAll(name).includes(value) && !filled && !part.querySelector("[aria-invalid]");
    }
  }

  function showAllParts(root) {
    new Set([...root.querySelectorAll("[data-show-when]")].map((part) => part.closest("form"))).forEach((form) => form && showParts(form));
  }

  document.addEventListener("change", (event) => {
    if (event.target.form && event.target.form.querySelector("[data-show-when]")) showParts(event.target.form);
  });

  // data-warn-unsaved: asks before unsaved text is left behind, where no draft holds it.
  const touched = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.matches("[data-warn-unsaved]")) touched.add(form);
  });
  document.addEventListener("submit", (event) => touched.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if ([...touched].some((form) => form.isConnected && !form.hasAttribute("data-draft-kept"))) event.preventDefault();
  });

  focusSummary(document);
  showAllParts(document);
  document.addEventListener("htmx:load", (event) => {
    focusSummary(event.detail.elt);
    showAllParts(event.detail.elt);
  });
  // A refused form comes back with 422, and a conflict with 409: show them, too.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
})();
