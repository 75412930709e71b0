// What if: a slider and its field follow each other; htmx asks for the rest.
(() => {
  "use strict";

  const MARK = document.documentElement.lang === "en" ? "." : ",";
  const fieldOf = (slider) => document.getElementById(slider.dataset.for);
  const sliderOf = (field) => document.querySelector(`[data-for="${CSS.escape(field.id)}"]`);
  const read = (text) => Number(text.replace(/\s/g, "").replace(/[\u2212\u2013]/g, "-").replace(",", "."));

  function follow(slider) {
    const figure = read(fieldOf(slider).value);
    if (Number.isFinite(figure) && fieldOf(slider).value.trim()) slider.value = figure;
    slider.setAttribute("aria-valuetext", fieldOf(slider).value);
  }

  function tellOther(select) {
    const name = select.selectedOptions[0].text;
    for (const told of document.querySelectorAll("[data-other]")) told.textContent = name;
  }

  function prepare() {
    for (const slider of document.querySelectorAll(".lever__slider[hidden]")) {
      slider.hidden = false;
      follow(slider);
    }
    for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;
  }

  document.addEventListener("input", (event) => {
    const { target } = event;
    if (target.matches(".lever__slider")) {
      fieldOf(target).value = target.value.replace(".", MARK);
      target.setAttribute("aria-valuetext", fieldOf(target).value);
    } else if (target.matches(".lever .figure")) {
      follow(sliderOf(target));
    } else if (target.id === "as-good-as") {
      tellOther(target);
    }
  });

  document.addEventListener("htmx:afterSettle", () => {
    prepare();
    for (const error of document.querySelectorAll(".lever__error")) {
      const field = error.parentElement.querySelector(".figure");
      if (error.childElementCount) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  });

  prepare();
})();
