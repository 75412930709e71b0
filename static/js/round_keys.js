// Keys of a meeting's round: the single ones only outside fields, and only while the account has them on.
(() => {
  "use strict";

  const round = document.getElementById("round");
  const place = document.getElementById("round-place");
  if (!round || !place) return;

  const isField = (element) => element.closest("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");

  function press(key) {
    if (key === "t") return focusText();
    const target = place.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const choice = target?.querySelector("input");
    if (choice) choice.focus();
    target?.click();
    return Boolean(target);
  }

  function focusText() {
    const text = place.querySelector("[name=public_text_fi]");
    text?.focus();
    text?.setSelectionRange(text.value.length, text.value.length);
    return Boolean(text);
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      const form = event.key === "Enter" && event.target.closest("[data-round-form]");
      if (form) form.requestSubmit(form.querySelector("[data-key=s]"));
      return;
    }
    if (event.key === "Escape" && isField(event.target) && place.contains(event.target)) place.querySelector(".round__wording").focus();
    if (round.dataset.shortcuts !== "on" || isField(event.target) || event.repeat) return;
    if (event.key.length === 1 && press(event.key.toLowerCase())) event.preventDefault();
  });

  // The page changes at once; the account is told without leaving it.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-round-switch]")) return;
    event.preventDefault();
    round.dataset.shortcuts = event.submitter.value;
    form.querySelector("button:not([value=" + event.submitter.value + "])").focus();
    const body = new FormData(form, event.submitter);
    fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true }).catch(() => {});
  });
})();
