// Writing a chapter: the text as it will look, saved by itself, with live parts put in where one writes.
// Without this script the text areas hold the same HTML, and the page works.

const SAVE_AFTER = 3000; // milliseconds without a key
const PATIENCE = 15000; // milliseconds for an answer
const form = document.getElementById("chapter-form");
const state = document.getElementById("editor-state");
const words = {
  fi: { bold: "Lihavoi", italic: "Kursivoi", h3: "Väliotsikko", h4: "Pieni väliotsikko", ul: "Luettelo", ol: "Numeroitu luettelo", table: "Lisää taulukko", row: "Rivi alle", column: "Sarake oikealle", remove: "Poista taulukko", link: "Linkki", ask: "Linkin osoite (tyhjä poistaa linkin)", undo: "Kumoa", redo: "Tee uudelleen", tools: "Muotoilu" },
  sv: { bold: "Fet", italic: "Kursiv", h3: "Mellanrubrik", h4: "Liten mellanrubrik", ul: "Lista", ol: "Numrerad lista", table: "Lägg till tabell", row: "Rad under", column: "Kolumn till höger", remove: "Ta bort tabellen", link: "Länk", ask: "Länkens adress (tom tar bort länken)", undo: "Ångra", redo: "Gör om", tools: "Formatering" },
  en: { bold: "Bold", italic: "Italic", h3: "Heading", h4: "Small heading", ul: "List", ol: "Numbered list", table: "Add a table", row: "Row below", column: "Column to the right", remove: "Remove the table", link: "Link", ask: "Address of the link (empty removes it)", undo: "Undo", redo: "Redo", tools: "Formatting" },
}[document.documentElement.lang] || {};

let timer = 0;
let saving = null; // the save on its way; the next one waits for it, as it needs the marks that this one brings
let announced = false;
let last = null; // the editor or text area that was written in last

function say(text) { if (state) state.textContent = text; }

function token() { return form.querySelector("[name=csrfmiddlewaretoken]").value; }

async function announce() {
  if (announced) return;
  announced = true;
  try {
    await fetch(form.dataset.writing, { method: "POST", headers: { "X-CSRFToken": token() } });
  } catch { /* only a courtesy to the others */ }
}

async function send() {
  say(form.dataset.saving);
  const sent = new FormData(form);
  try {
    const answer = await fetch(form.dataset.save, { method: "POST", body: sent, headers: { "X-CSRFToken": token(), Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) });
    const told = await answer.json();
    say(told.said);
    if (!answer.ok) return;
    if (form.elements.seen) form.elements.seen.value = told.seen;
    form.dispatchEvent(new CustomEvent("hyteStored", { bubbles: true, detail: { sent, stored: told.stored } }));
  } catch {
    say(form.dataset.failed); // the draft of the browser holds the text
  }
}

async function save() {
  while (saving) await saving;
  saving = send().finally(() => { saving = null; });
  await saving;
}

// Pressing Save while a save is on its way: after it, else one would meet one's own text as another's.
async function submit(event) {
  clearTimeout(timer);
  if (!saving) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  while (saving) await saving;
  form.requestSubmit(event.submitter);
}

function changed() {
  announce();
  clearTimeout(timer);
  timer = setTimeout(save, SAVE_AFTER);
}

// The place of writing stays in the text: the next key must not press the button again.
function stay(event) { event.preventDefault(); }

function button(label, act, active) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  made.addEventListener("mousedown", stay);
  made.isActive = active;
  return made;
}

function tools(editor) {
  const bar = document.createElement("div");
  bar.className = "editor-tools";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", words.tools);
  const run = (command) => () => command(editor.chain().focus()).run();
  const link = () => {
    const address = window.prompt(words.ask, editor.getAttributes("link").href || "https://");
    if (address === null) return;
    const chain = editor.chain().focus().extendMarkRange("link");
    (address && address !== "https://" ? chain.setMark("link", { href: address }) : chain.unsetMark("link")).run();
  };
  const buttons = [
    button(words.h3, run((chain) => chain.toggleHeading({ level: 3 })), () => editor.isActive("heading", { level: 3 })),
    button(words.h4, run((chain) => chain.toggleHeading({ level: 4 })), () => editor.isActive("heading", { level: 4 })),
    button(words.bold, run((chain) => chain.toggleBold()), () => editor.isActive("bold")),
    button(words.italic, run((chain) => chain.toggleItalic()), () => editor.isActive("italic")),
    button(words.ul, run((chain) => chain.toggleBulletList()), () => editor.isActive("bulletList")),
    button(words.ol, run((chain) => chain.toggleOrderedList()), () => editor.isActive("orderedList")),
    button(words.link, link, () => editor.isActive("link")),
    button(words.table, run((chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }))),
    button(words.row, run((chain) => chain.addRowAfter())),
    button(words.column, run((chain) => chain.addColumnAfter())),
    button(words.remove, run((chain) => chain.deleteTable())),
    button(words.undo, run((chain) => chain.undo())),
    button(words.redo, run((chain) => chain.redo())),
  ];
  bar.append(...buttons);
  const mark = () => buttons.forEach((each) => { if (each.isActive) each.setAttribute("aria-pressed", String(each.isActive())); });
  editor.on("transaction", mark);
  mark();
  return bar;
}

function dress(area, kit) {
  const box = document.createElement("div");
  box.className = "prose-editor";
  area.before(box);
  const label = form.querySelector(`label[for="${area.id}"]`);
  if (label && !label.id) label.id = `${area.id}-label`;
  let empty = area.value;
  const extensions = [kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.Bold, kit.Italic, kit.Heading.configure({ levels: [3, 4] }), kit.BulletList, kit.OrderedList, kit.ListItem, kit.Link, kit.Table, kit.TableRow, kit.TableHeader, kit.TableCell, kit.Subscript, kit.Superscript, kit.Blockquote, kit.History, kit.Gapcursor].filter(Boolean);
  const editor = new kit.Editor({
    element: box,
    extensions,
    content: area.value,
    injectCSS: false,
    editorProps: { attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": label ? label.id : "", lang: area.id.slice(-2) } },
    onUpdate: () => {
      const html = editor.isEmpty ? "" : editor.getHTML();
      if (html === empty) return;
      empty = html;
      area.value = html;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onFocus: () => { last = editor; },
  });
  box.prepend(tools(editor));
  area.hidden = true;
  area.classList.add("visually-hidden");
  area.setAttribute("tabindex", "-1");
  form.addEventListener("hyteDiscarded", () => {
    empty = area.value;
    editor.commands.setContent(area.value, { emitUpdate: false });
  });
  return editor;
}

function insert(html) {
  const target = last || editors[0] || areas[0];
  if (!target) return;
  if (target.chain) {
    target.chain().focus().insertContent(html).run();
    return;
  }
  target.setRangeText(`\n${html}\n`, target.selectionStart, target.selectionEnd, "end");
  target.dispatchEvent(new Event("input", { bubbles: true }));
}

const areas = form ? [...form.querySelectorAll("textarea")] : [];
let editors = [];

if (form) {
  form.addEventListener("input", changed);
  form.addEventListener("submit", submit, true);
  areas.forEach((area) => area.addEventListener("focus", () => { last = area; }));
  document.addEventListener("mousedown", (event) => { if (event.target.closest("[data-insert], [data-insert-html]")) stay(event); });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-insert]");
    const written = event.target.closest("[data-insert-html]");
    if (mark) insert(`<p>${mark.dataset.insert}</p>`);
    if (written) insert(written.dataset.insertHtml);
  });
  try {
    const kit = await import(form.dataset.editor);
    editors = areas.map((area) => dress(area, kit));
  } catch (error) {
    console.warn("The editor isn't there; the text is written as it is.", error);
  }
}
