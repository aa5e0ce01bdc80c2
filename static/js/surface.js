// Small things on the surface: close, copy, print, Escape, menus that fold, a toast that goes after a minute.
const TOAST = 60_000;

export function watchSurface(page) {
  page.addEventListener("click", ({ target }) => {
    for (const menu of page.querySelectorAll("[data-drop][open]")) if (!menu.contains(target)) menu.open = false;
    const closing = target.closest("[data-close]"), copying = target.closest("[data-copy]");
    if (closing) closing.closest(".alert, .toast, [data-closes]")?.remove();
    if (copying) copy(page, copying);
    if (target.closest("[data-print]")) window.print();
  });
  for (const button of page.querySelectorAll("[data-print]")) button.hidden = false;

  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("[data-drop][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    event.target.closest("form")?.querySelector("[data-cancel]")?.click();
  });

  const toasts = () => page.querySelectorAll("[data-toast]:not([data-timed])").forEach(time);
  page.addEventListener("htmx:after:swap", toasts);
  toasts();
}

async function copy(page, button) {
  const source = page.querySelector(button.dataset.copy);
  if (!source) return;
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
  } catch { // as on a page without encryption: the old way, for which the text must be seen
    source.closest("details")?.setAttribute("open", "");
    source.select?.();
    if (!page.execCommand("copy")) return;
  }
  tell(page, button, button.dataset.copied ?? page.body.dataset.copied);
}

// Beside the button for those who see it, once; in the live region for those who hear it.
function tell(page, button, words) {
  const live = page.getElementById("live");
  if (live) live.textContent = words;
  if (button.nextElementSibling?.matches(".copied")) return;
  const mark = page.createElement("span");
  mark.className = "saved copied";
  mark.setAttribute("aria-hidden", "true");
  mark.textContent = words;
  button.after(mark);
}

// A toast that has the focus, or the mouse over it, waits.
function time(toast) {
  toast.setAttribute("data-timed", "");
  setTimeout(function go() {
    if (toast.matches(":hover, :focus-within")) setTimeout(go, 5000);
    else toast.remove();
  }, TOAST);
}
