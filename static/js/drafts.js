// Drafts of forms marked data-draft, per user and address, kept in this browser until the server says that they are saved.
// A draft holds what differs from the page, and what the page offered there.
(() => {
  "use strict";

  const PREFIX = "hyte-draft:";
  const KEEP_DAYS = 30;
  const user = document.body.dataset.user || "-";
  const waiting = new WeakMap();
  const submitted = new WeakSet(); // Only these are forgotten when the server says "saved": another form's text on the page stays.
  const bases = new WeakMap(); // What the page offered before the user changed it, where the form no longer tells.
  const settled = new WeakMap(); // What the server has taken while the page stays open, as it was sent.
  const asides = new WeakMap(); // What was typed into fields that have changed since: shown to be copied, never put over the newer.

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

  // The fields that answer one question together: all radios of a name, but each checkbox for itself.
  function partsOf(form) {
    const parts = new Map();
    for (const field of fieldsOf(form)) {
      const id = field.type === "checkbox" ? `${field.name}=${field.value}` : field.name;
      parts.set(id, [...(parts.get(id) || []), field]);
    }
    return parts;
  }

  const isTicked = (field) => ["checkbox", "radio"].includes(field.type);
  const isSelect = (field) => field.tagName === "SELECT";
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const tidy = (text) => text.replace(/\r\n?/g, "\n");
  const valuesOf = (options) => options.map((option) => option.value);

  function valueOf(fields) {
    return fields.flatMap((field) => {
      if (isTicked(field)) return field.checked ? [field.value] : [];
      return isSelect(field) ? valuesOf([...field.selectedOptions]) : [tidy(field.value)];
    });
  }

  function offerOf(fields) {
    return fields.flatMap((field) => {
      if (isTicked(field)) return field.defaultChecked ? [field.value] : [];
      return isSelect(field) ? valuesOf(offeredOptions(field)) : [tidy(field.defaultValue)];
    });
  }

  function offeredOptions(select) {
    const options = [...select.options];
    const chosen = options.filter((option) => option.defaultSelected);
    if (select.multiple) return chosen;
    return [chosen.at(-1) || options.find((option) => !option.disabled)].filter(Boolean);
  }

  function write(fields, values) {
    fields.forEach((field, index) => {
      if (isTicked(field)) field.checked = values.includes(field.value);
      else if (isSelect(field)) for (const option of field.options) option.selected = values.includes(option.value);
      else field.value = values[index] ?? "";
    });
  }

  // Whether the value could be written; an option may have gone.
  function put(fields, values) {
    write(fields, values);
    if (same(valueOf(fields), values)) return true;
    write(fields, offerOf(fields));
    return false;
  }

  function labelOf(field) {
    const legend = field.type === "radio" && field.closest("fieldset")?.querySelector("legend");
    const label = (legend || field.labels?.[0])?.cloneNode(true);
    label?.querySelectorAll(".field__optional").forEach((part) => part.remove());
    return label ? label.textContent.trim() : "";
  }

  // The words for a choice or a day; a text speaks for itself.
  function wordsOf(fields) {
    const [field] = fields;
    if (isTicked(field)) return fields.filter((one) => one.checked).map((one) => one.labels[0]?.textContent.trim()).join(", ");
    if (isSelect(field)) return [...field.selectedOptions].map((option) => option.text).join(", ");
    if (field.type === "date" && field.valueAsDate) return field.valueAsDate.toLocaleDateString(document.documentElement.lang, { timeZone: "UTC" });
    return undefined;
  }

  function changesOf(form) {
    const changes = {};
    for (const [id, fields] of partsOf(form)) {
      const value = valueOf(fields);
      const offered = id in bases.get(form) ? bases.get(form)[id] : offerOf(fields);
      if (!same(value, offered) && !same(value, settled.get(form)?.[id])) changes[id] = { value, offered, label: labelOf(fields[0]), words: wordsOf(fields) };
    }
    return changes;
  }

  function keep(form) {
    const [fields, aside] = [changesOf(form), asides.get(form)];
    try {
      if (!Object.keys(fields).length && !aside.length) localStorage.removeItem(keyOf(form));
      else localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), submitted: submitted.has(form), fields, aside }));
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
    showAside(notice.querySelector("[data-draft-aside]"), asides.get(form));
    form.prepend(notice);
  }

  function showAside(place, aside) {
    place.hidden = !aside.length;
    for (const { label, value, words } of aside) {
      const [name, text] = [document.createElement("p"), document.createElement("blockquote")];
      name.textContent = label;
      text.innerText = words ?? value.join("\n");
      place.append(name, text);
    }
  }

  function discard(form, notice) {
    localStorage.removeItem(keyOf(form));
    bases.set(form, {});
    asides.set(form, []);
    partsOf(form).forEach((fields) => write(fields, offerOf(fields)));
    notice.remove();
    form.dispatchEvent(new CustomEvent("hyteDiscarded"));
    const first = fieldsOf(form)[0];
    if (!first) return;
    tell(first);
    first.focus();
  }

  // The parts with data-show-when follow the choices.
  function tell(field) {
    if (field.form.querySelector("[data-show-when]")) field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function reveal(field) {
    for (let part = field.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    tell(field);
  }

  // Only over what the page still offers as it did then: what somebody else has saved since is never written over.
  function bringBack(form, changes) {
    const parts = partsOf(form);
    return Object.entries(changes).flatMap(([id, change]) => {
      const fields = parts.get(id) || [];
      const offered = offerOf(fields);
      if (same(change.value, offered)) bases.get(form)[id] = change.offered; // A refused form came back as it was typed.
      else if (fields.length && same(change.offered, offered) && put(fields, change.value)) return fields;
      else if (change.words ?? change.value.join("")) asides.get(form).push(change);
      return [];
    });
  }

  // A refused form without a draft: all that it holds was typed, over we don't know what.
  function keepAllAsTyped(form) {
    const refused = form.querySelector('[aria-invalid="true"]') || new URLSearchParams(location.search).has("kept");
    if (!refused) return;
    for (const [id, fields] of partsOf(form)) if (valueOf(fields).join("")) bases.get(form)[id] = null;
  }

  function restore(form) {
    const draft = stored(keyOf(form));
    bases.set(form, {});
    asides.set(form, draft.aside || []);
    if (!draft.fields) return keepAllAsTyped(form);
    const restored = bringBack(form, draft.fields);
    restored.forEach(reveal);
    if (restored.length || asides.get(form).length) showNotice(form, draft);
  }

  function follow(form) {
    if (bases.has(form)) return;
    restore(form);
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

  // A form that saves itself: ``sent`` as it was written, ``stored`` as the page will offer it from now on.
  document.addEventListener("hyteStored", ({ target: form, detail: { sent, stored } }) => {
    settled.set(form, {});
    for (const [name, text] of Object.entries(stored)) {
      settled.get(form)[name] = [tidy(sent.get(name) || "")];
      delete bases.get(form)[name];
      form.elements[name].defaultValue = text;
    }
    keep(form);
    if (!asides.get(form).length) form.querySelector("[data-draft-notice]")?.remove();
  });

  window.addEventListener("pagehide", () => {
    document.querySelectorAll("form[data-draft]").forEach((form) => { if (waiting.has(form)) keep(form); });
  });

  // Logging out on a shared machine leaves nothing behind.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-clears-drafts]")) forget((key) => key.startsWith(`${PREFIX}${user}:`));
  });
})();
