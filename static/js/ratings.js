// A group's answer sheet: one key for one answer, and nothing lost when the network goes.
const AGAIN = 5_000;

export function watchRatings(page) {
  // 0 to 4, n for "not ours", w for "don't know": in whichever item the focus is.
  page.addEventListener("keydown", (event) => {
    const item = event.target.closest?.("form[data-resend]");
    if (!item || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, .control")) return;
    const answer = item.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!answer || answer.matches(":disabled")) return;
    event.preventDefault();
    answer.focus();
    answer.click();
  });

  // What couldn't be sent says so beside the answer, stays on the page, and goes again as soon as it can.
  page.addEventListener("htmx:error", ({ detail: { ctx } }) => fail(page, ctx?.sourceElement));
  page.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
    if (ctx.response.status >= 500) fail(page, ctx.sourceElement);
  });
  window.addEventListener("online", () => resend(page));
}

function fail(page, element) {
  const form = element?.closest?.("form[data-resend]"), state = form?.querySelector("[id^='state-']");
  if (!state) return;
  state.className = "error";
  state.textContent = page.body.dataset.notSaved;
  form.toggleAttribute("data-failed", true);
  setTimeout(() => resend(page), AGAIN);
}

function resend(page) {
  for (const form of page.querySelectorAll("form[data-failed]")) {
    form.removeAttribute("data-failed");
    form.requestSubmit();
  }
}
