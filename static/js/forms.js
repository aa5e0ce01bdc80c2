// Forms: filters that submit themselves, no double submits, a question before typed text is left behind.
const PAUSE = 800;

export function watchForms(page) {
  let byKey = false, waiting;
  page.addEventListener("keydown", () => { byKey = true; });
  page.addEventListener("pointerdown", () => { byKey = false; });

  // By mouse at once; by keyboard after a pause, so that arrow keys can pass over options.
  page.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-submit]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => target.form?.requestSubmit(), byKey && target.matches("select") ? PAUSE : 0);
  });

  page.addEventListener("input", ({ target }) => mark(target.closest("form[data-guard]"), true));

  // In the capture phase: before htmx, which takes over the forms that carry its attributes.
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-submit-once][data-sent]")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      form.setAttribute("data-sent", "");
      if (!form.matches("[hx-post]")) mark(form, false);
    }
  }, true);

  // What came back from an htmx save: kept text is still unsaved text, a saved form is clean.
  page.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    const refused = ctx.response?.status >= 400, form = ctx.sourceElement.closest("form[data-guard]");
    mark(form, refused);
    if (refused) ctx.target?.querySelectorAll?.("form[data-guard]").forEach((other) => mark(other, true));
    page.querySelectorAll("form[data-unsaved]").forEach((other) => mark(other, true));
  });

  page.addEventListener("htmx:finally:request", () => reopen(page));
  window.addEventListener("pageshow", () => reopen(page));
  window.addEventListener("beforeunload", (event) => {
    if (page.querySelector("form[data-dirty]")) event.preventDefault();
  });
}

function mark(form, dirty) {
  form?.toggleAttribute("data-dirty", dirty);
}

function reopen(page) {
  for (const form of page.querySelectorAll("[data-sent]")) form.removeAttribute("data-sent");
}
