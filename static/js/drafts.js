// Drafts of forms marked data-draft, per user and address, kept in this browser until the server says that they are saved.
(() => {
  "use strict";

  const PREFIX = "hyte-draft:";
  const KEEP_DAYS = 30;
  const user = document.body.dataset.user || "-";
  const initial = new WeakMap();
  const waiting = new WeakMap();
  const submitted = new WeakSet(); // Only these are forgotten when the server says "saved": another form's text on the page stays.
  const refused = new WeakSet(); // The server sent these back filled but unsaved, so what they hold is a draft as it stands.

  function storageWorks() {
    try {
      localStorage.setItem(`${PREFIX}try`, "1");
      localStorage.removeItem(`${PREFIX}try`);
      return true;
    } catch {
      return false;
    }
  }
  if (!storageWorks()) return;

  function keyOf(form) {
    const forms = [...document.querySelectorAll("form[data-draft]")];
    const name = form.dataset.draft || form.id || String(forms.indexOf(form));
    return `${PREFIX}${user}:${addressOf(form)}#${name}`;
  }

  function addressOf(form) {
    return new URL(form.getAttribute("action") || location.href, location.href).pathname;
  }

  function fieldsOf(form) {
    return [...form.elements].filter((field) => field.name && field.name !== "csrfmiddlewaretoken"
      && !["password", "hidden", "file", "submit", "button", "fieldset"].includes(field.type));
  }

  function valueOf(field) {
    if (field.type === "checkbox" || field.type === "radio") return field.checked;
    if (field.type === "select-multiple") return [...field.selectedOptions].map((option) => option.value);
    return field.value;
  }

  function idOf(field) {
    return ["checkbox", "radio"].includes(field.type) ? `${field.name}=${field.value}` : field.name;
  }

  function read(form) {
    return Object.fromEntries(fieldsOf(form).map((field) => [idOf(field), valueOf(field)]));
  }

  function write(form, values) {
    for (const field of fieldsOf(form)) {
      const value = values[idOf(field)];
      if (value === undefined) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = value;
      else if (field.type === "select-multiple") for (const option of field.options) option.selected = value.includes(option.value);
      else field.value = value;
    }
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  function keep(form) {
    const values = read(form);
    try {
      if (!refused.has(form) && same(values, initial.get(form))) localStorage.removeItem(keyOf(form));
      else localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), submitted: submitted.has(form), values }));
      form.setAttribute("data-draft-kept", "");
    } catch {
      form.removeAttribute("data-draft-kept"); // The storage is full: the warning before leaving takes over.
    }
  }

  function keepSoon(form) {
    submitted.delete(form);
    window.clearTimeout(waiting.get(form));
    waiting.set(form, window.setTimeout(() => keep(form), 300));
  }

  function showNotice(form, draft) {
    const template = document.getElementById("draft-notice");
    if (!template) return;
    const notice = template.content.firstElementChild.cloneNode(true);
    const time = notice.querySelector("[data-draft-time]");
    time.textContent = `(${new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" })})`;
    notice.querySelector("[data-draft-discard]").addEventListener("click", () => discard(form, notice));
    form.prepend(notice);
  }

  function discard(form, notice) {
    localStorage.removeItem(keyOf(form));
    write(form, initial.get(form));
    notice.remove();
    const first = fieldsOf(form)[0];
    if (first) first.focus();
  }

  function follow(form) {
    if (initial.has(form)) return;
    initial.set(form, read(form));
    if (form.querySelector('[aria-invalid="true"]') || new URLSearchParams(location.search).has("kept")) refused.add(form);
    const draft = stored(keyOf(form));
    if (draft.values && !same(draft.values, initial.get(form))) {
      write(form, draft.values);
      showNotice(form, draft);
    }
    form.addEventListener("input", () => keepSoon(form));
    form.addEventListener("change", () => keepSoon(form));
    form.addEventListener("submit", () => {
      window.clearTimeout(waiting.get(form));
      submitted.add(form);
      keep(form);
    });
  }

  function followAll(root) {
    if (root.matches && root.matches("form[data-draft]")) follow(root);
    root.querySelectorAll("form[data-draft]").forEach(follow);
  }

  function forget(test) {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) && test(key)) localStorage.removeItem(key);
    }
  }

  function stored(key) {
    try {
      return JSON.parse(localStorage.getItem(key)) || {};
    } catch {
      return {};
    }
  }

  const forgetSaved = (path) => forget((key) => key.startsWith(`${PREFIX}${user}:${path}#`) && stored(key).submitted);

  forget((key) => !(Date.now() - stored(key).at < KEEP_DAYS * 24 * 60 * 60 * 1000));
  document.querySelectorAll('meta[name="hyte-saved"]').forEach((mark) => forgetSaved(mark.content));
  followAll(document);

  // A part of the page that HTMX brought; and a save that HTMX made, told by the header HX-Trigger.
  document.addEventListener("htmx:load", (event) => followAll(event.detail.elt));
  document.addEventListener("hyteSaved", (event) => forgetSaved(event.detail.path));

  window.addEventListener("pagehide", () => {
    document.querySelectorAll("form[data-draft]").forEach((form) => { if (waiting.has(form)) keep(form); });
  });

  // Logging out on a shared machine leaves nothing behind.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-clears-drafts]")) forget((key) => key.startsWith(`${PREFIX}${user}:`));
  });
})();
