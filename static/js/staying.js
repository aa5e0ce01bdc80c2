// What stays as it is while a page brings itself up to date: open forms, and the word that something was saved.
const EDITING = ".is-editing[id], tr:has(form)", OPEN = ".is-editing, form[data-dirty], form:focus-within, td:has(form)";
const MARKS = [".saved", ".merged", "[data-state='saved']"];

// An open form stays as it is; it says so if what it is about has been saved by somebody else.
export function spare(old, { newNode }) {
  if (!old.matches?.(OPEN)) return true;
  const stands = old.dataset.version;
  if (stands && newNode.dataset?.version && newNode.dataset.version !== stands) tellMeanwhile(old.querySelector("form"));
  return false;
}

export function keepOpen(element, { attrName }) {
  return !(attrName === "open" && element.matches("details"));
}

export function tellMeanwhile(form) {
  if (!form || form.querySelector(".meanwhile")) return;
  const note = form.ownerDocument.createElement("p");
  note.className = "meanwhile";
  note.setAttribute("role", "status");
  note.textContent = form.ownerDocument.body.dataset.meanwhile;
  form.querySelector(".buttons")?.after(note); // below them: nothing moves under the pointer
}

// What is new in a row stays so marked until the page is drawn anew: a row that comes in alone doesn't know it.
export function keepNews({ target, fragment }) {
  const mark = target?.matches?.("tr") && target.querySelector(".new-mark");
  if (mark && !fragment.querySelector(".new-mark")) fragment.querySelector("tr .title a")?.after(" ", mark.cloneNode(true));
}

// Before a part is brought up to date: what is to stay is put into what comes in.
export function stay({ target, fragment, swapSpec }) {
  if (!target || !/morph/i.test(swapSpec.style)) return;
  keepEditing(target, fragment);
  keepMarks(target, fragment);
}

// What is open here and no longer in what comes in (a step somebody has removed, say) stays, and says so.
function keepEditing(target, fragment) {
  for (const open of target.querySelectorAll(EDITING)) {
    const same = fragment.querySelector(`#${CSS.escape(open.id)}`);
    if (same?.tagName === open.tagName) continue;
    if (same) same.replaceWith(open.cloneNode(true));
    else if (put(open.cloneNode(true), open, fragment)) tellGone(open);
  }
}

// To the place its elder sibling has in what comes in, or to the beginning of what is around both.
function put(copy, open, fragment) {
  const there = (id) => id && fragment.querySelector(`#${CSS.escape(id)}`);
  for (let elder = open.previousElementSibling; elder; elder = elder.previousElementSibling) {
    if (!there(elder.id)) continue;
    there(elder.id).after(copy);
    return true;
  }
  const around = there(open.parentElement.id);
  around?.prepend(copy);
  return Boolean(around);
}

function tellGone(open) {
  const words = open.querySelector("template[data-gone]");
  if (!words) return;
  const state = open.querySelector(".save-state");
  open.querySelector(".meanwhile")?.remove();
  open.querySelector("form .buttons").replaceWith(words.content);
  words.remove();
  open.querySelector(".save-state").replaceWith(state);
  window.htmx.process(open.querySelector(".gone"));
}

// "Saved 14:03", and what others' words came in with it, stands until the part is changed again, by whomever.
function keepMarks(target, fragment) {
  for (const kind of MARKS) for (const mark of target.querySelectorAll(kind)) {
    const part = mark.closest("[id]"), next = fragment.querySelector(`#${CSS.escape(part.id)}`);
    if (!next || next.dataset.version !== part.dataset.version || mark.closest(OPEN)) continue;
    const around = mark.parentElement, place = around === part ? next : next.querySelector(path(around));
    if (!place || place.querySelector(kind)) continue;
    if (mark.matches("[data-state]")) place.querySelector("[data-state]")?.replaceWith(mark.cloneNode(true));
    else place.insertBefore(mark.cloneNode(true), place.children[[...around.children].indexOf(mark)] ?? null);
  }
}

function path(element) {
  return [element.localName, element.classList[0]].filter(Boolean).map(CSS.escape).join(".");
}

// Before something above changes: returns how to bring the field with the focus back to where it is on the screen.
export function holdStill(page) {
  const field = page.activeElement?.closest("form") && page.activeElement, top = field?.getBoundingClientRect().top;
  return () => {
    const moved = field?.isConnected ? field.getBoundingClientRect().top - top : 0;
    if (moved) window.scrollBy({ top: moved, behavior: "instant" });
  };
}
