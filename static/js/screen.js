// The big screen: arrow keys turn the pages, a letter opens what it is shown beside. Typing is left alone.
// While another page is on its way, keys do nothing: they were meant for that one, and here stands the old one.
const PATIENCE = 15_000; // milliseconds, after which one may try again
const WRITTEN = "textarea, input[type=text]:not([name=deadline_text])";
const WAYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" };

export function watchScreen(page) {
  let left = -PATIENCE;
  const leave = () => { left = performance.now(); }, stay = () => { left = -PATIENCE; };
  window.addEventListener("pageshow", stay);
  window.addEventListener("beforeunload", ({ defaultPrevented }) => { if (defaultPrevented) setTimeout(stay); });
  page.addEventListener("submit", (event) => { if (!event.defaultPrevented) leave(); });
  page.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='/'], a[href^='?']");
    if (link && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey) leave();
  });

  page.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (!page.querySelector(".is-screen") || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (key === "Enter") target.closest?.(".screen-form")?.requestSubmit();
      return;
    }
    if (target.closest?.("input, textarea, select")) return;
    if (key === "Escape") stay(); // it ends the loading as well
    const found = meant(page, key, target);
    if (!found) return;
    event.preventDefault();
    if (performance.now() - left < PATIENCE) return;
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
