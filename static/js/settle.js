import { settled } from "./drafts.js";

// Two people on one text: who has decided what is to stand there isn't asked again whether the text may go, unless
// they have begun to put both together: that would be lost.
export function watchSettling(page) {
  page.addEventListener("input", ({ target }) => {
    target.closest(".settled")?.closest(".has-conflict").setAttribute("data-edited", "");
  });

  const decided = (event) => {
    if (!event.target.matches?.("[data-settles]")) return;
    const panel = event.target.closest(".has-conflict, .cell-form");
    if (panel.matches("[data-edited]") && !window.confirm(page.body.dataset.undoes)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    for (const form of panel.matches("form") ? [panel] : panel.querySelectorAll("form")) {
      form.removeAttribute("data-dirty");
      settled(form, event.target.matches("a"));
    }
  };
  page.addEventListener("submit", decided, true);
  page.addEventListener("click", decided, true);
}
