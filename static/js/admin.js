// Names for what Django's admin site leaves without one.
(() => {
  "use strict";

  const $ = window.django?.jQuery;
  if (!$) return;

  // An empty box of Select2 has only a placeholder; a chosen value names it by itself.
  function nameBox(select) {
    const box = select.parentElement.querySelector(".select2-selection__rendered");
    if (!box) return;
    if (select.value) box.removeAttribute("aria-label");
    else box.setAttribute("aria-label", select.dataset.placeholder || "");
  }

  const nameBoxes = (root) => root.querySelectorAll("select.admin-autocomplete:not([multiple])").forEach(nameBox);

  // The first column of a table of rows tells what each row is, under an empty heading.
  function nameColumns() {
    document.querySelectorAll(".inline-group th.original:empty").forEach((heading) => {
      const name = document.createElement("span");
      name.className = "visually-hidden";
      name.textContent = heading.closest("fieldset").querySelector(".inline-heading").textContent.trim();
      heading.append(name);
    });
  }

  $(() => {
    nameColumns();
    nameBoxes(document);
  });
  $(document).on("change", "select.admin-autocomplete", (event) => nameBox(event.target));
  document.addEventListener("formset:added", (event) => nameBoxes(event.target));
})();
