// Names to choose from while one types them behind an @. Without this file they are typed out, as the hint says.
const AT = /(?:^|[^\p{L}\p{N}_.@])@((?:[^@\s][^@\n]{0,39})?)$/u, WORD = /^[\p{L}\p{N}_]/u;
const KEYS = ["ArrowDown", "ArrowUp", "Enter", "Tab", "Escape"], LOWEST = 100; // pixels

export function watchMentions(page) {
  let menu = null, asked = 0;
  const close = () => { menu?.close(); menu = null; asked += 1; };

  page.addEventListener("input", async ({ target: field }) => {
    if (!field.matches?.("textarea[data-mentions]") || menu?.taking) return;
    const typed = behindAt(field), number = asked += 1;
    if (typed === null) { close(); return; }
    const list = await names(field.dataset.mentions, typed);
    if (number !== asked) return; // typed on meanwhile, or gone elsewhere
    close();
    if (list && page.activeElement === field) menu = new Menu(field, typed, list, close);
  });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape") asked += 1;
    if (!menu || event.target !== menu.field || !KEYS.includes(event.key) || event.shiftKey || event.isComposing) return;
    if (menu.typed !== behindAt(menu.field)) { close(); return; } // the list is of what stood there before
    event.preventDefault();
    event.stopPropagation(); // Escape closes this alone
    menu.press(event.key);
  }, true);
  page.addEventListener("selectionchange", () => { if (menu && !menu.taking && behindAt(menu.field) === null) close(); });
  page.addEventListener("focusout", ({ target }) => { if (target === menu?.field) close(); });
}

// What stands between the last @ and the cursor; null where nobody is being named.
function behindAt({ value, selectionStart, selectionEnd }) {
  if (selectionStart !== selectionEnd || WORD.test(value.slice(selectionEnd))) return null;
  return value.slice(0, selectionStart).match(AT)?.[1] ?? null;
}

async function names(address, typed) {
  const answer = await fetch(`${address}?${new URLSearchParams({ q: typed })}`, { redirect: "manual" }).catch(() => null);
  return answer?.status === 200 ? answer.text() : ""; // 204: nobody is called so
}

class Menu {
  constructor(field, typed, html, done) {
    Object.assign(this, { field, typed, done, at: 0, box: field.ownerDocument.createElement("div") });
    this.box.className = "suggested";
    this.box.innerHTML = html;
    this.list = this.box.querySelector("[role=listbox]");
    this.options = [...this.box.querySelectorAll("[role=option]")];
    this.place();
    field.setAttribute("aria-controls", "suggested");
    this.box.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    this.box.addEventListener("click", ({ target }) => {
      const option = target.closest("[role=option]");
      if (option) this.take(option);
    });
    this.mark();
  }

  // Above the field, where the buttons below stay in reach and a phone's keyboard covers nothing; below where there is
  // more room. As many names as fit: the page never moves for them, and to type on is quicker than to scroll.
  place() {
    const { top, bottom } = this.field.getBoundingClientRect(), below = window.innerHeight - bottom;
    const above = top >= LOWEST || top >= below, room = (above ? top : below) - 8;
    this.box.classList.toggle("is-below", !above);
    this.field[above ? "before" : "after"](this.box);
    while (this.options.length > 1 && this.list.offsetHeight > room) this.options.pop().remove();
  }

  press(key) {
    if (key === "Escape") this.done();
    else if (key.startsWith("Arrow")) this.mark(key === "ArrowDown" ? 1 : -1);
    else this.take(this.options[this.at]);
  }

  mark(step = 0) {
    this.at = (this.at + step + this.options.length) % this.options.length;
    this.options.forEach((option, place) => option.setAttribute("aria-selected", place === this.at));
    this.field.setAttribute("aria-activedescendant", this.options[this.at].id);
  }

  // As if it had been typed, so that it can be undone.
  take(option) {
    const { field } = this, typed = behindAt(field), end = field.selectionStart, name = `${option.textContent} `;
    if (typed === null) { this.done(); return; }
    this.taking = true;
    field.setSelectionRange(end - typed.length, end);
    if (!field.ownerDocument.execCommand("insertText", false, name)) field.setRangeText(name, end - typed.length, end, "end");
    this.done();
  }

  close() {
    this.box.remove();
    for (const name of ["aria-controls", "aria-activedescendant"]) this.field.removeAttribute(name);
  }
}
