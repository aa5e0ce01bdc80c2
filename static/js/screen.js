// The big screen: arrow keys turn the pages, a letter opens what it is shown beside. Typing is left alone.
const WRITTEN = "textarea, input[type=text]:not([name=deadline_text])";
const WAYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" };

export function watchScreen(page) {
  page.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (!page.querySelector(".is-screen") || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (key === "Enter") target.closest?.(".screen-form")?.requestSubmit();
      return;
    }
    if (target.closest?.("input, textarea, select")) return;
    const found = meant(page, key, target);
    if (!found) return;
    event.preventDefault();
    if (found.matches("details")) unfold(found);
    else found.click();
  });

  // Who closes a form means it: only a text that was written is asked about.
  page.addEventListener("click", ({ target }) => {
    const form = target.closest?.("[data-cancel]")?.closest(".screen-form");
    const isNew = ({ value, defaultValue }) => value.trim() && value !== defaultValue;
    if (form && ![...form.querySelectorAll(WRITTEN)].some(isNew)) form.removeAttribute("data-dirty");
  }, true);
}

function meant(page, key, target) {
  if (key === "Escape") return target.closest?.("form, [data-drop][open]") ? null : page.querySelector(".screen-form [data-cancel]");
  if (WAYS[key]) return page.querySelector(`.is-screen a[rel=${WAYS[key]}]`);
  return page.querySelector(`.on-screen [data-keys="${CSS.escape(key.toLowerCase())}"]`);
}

function unfold(details) {
  details.open = !details.open;
  details.querySelector("summary").focus();
}
