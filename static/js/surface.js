// Small things on the surface: close, copy, Escape, menus that fold, a toast that goes after a minute.
const TOAST = 60_000;

export function watchSurface(page) {
  page.addEventListener("click", ({ target }) => {
    for (const menu of page.querySelectorAll("[data-drop][open]")) if (!menu.contains(target)) menu.open = false;
    const closing = target.closest("[data-close]"), copying = target.closest("[data-copy]");
    if (closing) closing.closest(".alert, .toast, [data-closes]")?.remove();
    if (copying) copy(page, copying);
  });

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
    const live = page.getElementById("live");
    if (live) live.textContent = button.dataset.copied ?? page.body.dataset.copied;
    button.setAttribute("data-done", "");
  } catch {
    source.select?.();
  }
}

// A toast that has the focus, or the mouse over it, waits.
function time(toast) {
  toast.setAttribute("data-timed", "");
  setTimeout(function go() {
    if (toast.matches(":hover, :focus-within")) setTimeout(go, 5000);
    else toast.remove();
  }, TOAST);
}
