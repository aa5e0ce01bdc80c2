// Names to choose from while one types them behind an @. Without this file they are typed out, as the hint says.
const AT = /(?:^|[^\p{L}\p{N}_.@])@([^@\n]{0,40})$/u, KEYS = ["ArrowDown", "ArrowUp", "Enter", "Tab", "Escape"], TAKEN = "insertReplacementText";

export function watchMentions(page) {
  let menu = null;
  const close = () => { menu?.close(); menu = null; };

  page.addEventListener("input", async ({ target, inputType }) => {
    if (!target.matches?.("textarea[data-mentions]") || inputType === TAKEN) return;
    const typed = behindAt(target);
    if (typed === null) { close(); return; }
    const names = await fetch(`${target.dataset.mentions}?${new URLSearchParams({ q: typed })}`).catch(() => null);
    const list = names?.status === 200 ? await names.text() : "";
    if (behindAt(target) !== typed || page.activeElement !== target) return; // typed on meanwhile: that asks for itself
    close();
    if (list) menu = new Menu(target, list, close);
  });
  page.addEventListener("keydown", (event) => {
    if (!menu || event.target !== menu.field || !KEYS.includes(event.key) || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation(); // Escape closes this alone
    menu.press(event.key);
  }, true);
  page.addEventListener("focusout", ({ target }) => { if (target === menu?.field) close(); });
}

// What stands between the last @ and the cursor; null where nobody is being named.
function behindAt({ value, selectionStart, selectionEnd }) {
  return selectionStart === selectionEnd ? value.slice(0, selectionStart).match(AT)?.[1] ?? null : null;
}

class Menu {
  constructor(field, html, done) {
    Object.assign(this, { field, done, at: 0, box: field.ownerDocument.createElement("div") });
    this.box.className = "suggested";
    this.box.innerHTML = html;
    this.options = [...this.box.querySelectorAll("[role=option]")];
    field.before(this.box); // above: the buttons below stay in reach, and a phone's keyboard covers nothing
    field.setAttribute("aria-controls", "suggested");
    this.box.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // the field keeps the focus
      const option = event.target.closest("[role=option]");
      if (option) this.take(option);
    });
    this.mark();
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
    this.options[this.at].scrollIntoView({ block: "nearest" });
  }

  take(option) {
    const { field } = this, end = field.selectionStart;
    field.setRangeText(`${option.textContent} `, end - behindAt(field).length, end, "end");
    this.done();
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: TAKEN }));
  }

  close() {
    this.box.remove();
    for (const name of ["aria-controls", "aria-activedescendant"]) this.field.removeAttribute(name);
  }
}
