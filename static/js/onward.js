// Who types on while a form is being saved: what was typed since it was sent stays, as not saved yet.
import { fill, typed } from "./fields.js";
import { address, forms, inside, saved } from "./saving.js";

const sent = new WeakMap();

export function watchOnward(page) {
  page.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    const form = saved(ctx);
    if (form) sent.set(ctx.request, typed(form));
  });

  // Where the answer has no form to go on in, the one that is being typed in stays, and counts from what was just saved.
  page.addEventListener("htmx:before:swap", ({ detail: { ctx, tasks } }) => {
    const form = saved(ctx), main = tasks.find(({ type }) => type === "main");
    if (!form || ctx.response.status >= 400 || !main || !since(ctx, form).size) return;
    if (forms(main.fragment).some((other) => address(other) === address(form))) return;
    tasks.splice(tasks.indexOf(main), 1);
    goesOn(form);
    countFrom(form, main);
  });

  page.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    const form = saved(ctx), more = form ? since(ctx, form) : new Map();
    const next = form && inside(page.getElementById(ctx.target?.id) ?? page.body, form);
    if (!more.size || !next || next === form) return;
    if (ctx.response.status < 400 && !next.matches("[data-unsaved]")) goesOn(next);
    const kept = typed(next).filter(([name]) => !more.has(name));
    const added = [...more].flatMap(([name, values]) => values.map((value) => [name, rest(ctx, next, name, value)]));
    fill(next, { fields: [...kept, ...added] });
  });
}

function goesOn(form) {
  for (const state of ["data-unsaved", "data-onward"]) form.setAttribute(state, "");
}

// What a form holds otherwise than it was sent, by name.
export function since(ctx, form) {
  const before = byName(sent.get(ctx.request) ?? typed(form)), now = byName(typed(form));
  return new Map([...now].filter(([name, values]) => JSON.stringify(values) !== JSON.stringify(before.get(name) ?? [])));
}

// An empty form for the next comment or step gets only what was added; any other gets the whole.
function rest(ctx, next, name, value) {
  const [before] = byName(sent.get(ctx.request)).get(name) ?? [""], field = next.elements.namedItem(name);
  return before && field?.value === "" && value.startsWith(before) ? value.slice(before.length).trimStart() : value;
}

// With others' changes merged into what was saved, the form doesn't show what stands there: then it says so when saved.
function countFrom(form, { fragment, target }) {
  const place = [...fragment.children].find((part) => part.id === target.id), version = place?.dataset.version;
  if (!version || fragment.querySelector(".merged")) return;
  target.dataset.version = version;
  const field = form.querySelector("[name=version]");
  if (field) field.value = version;
}

function byName(fields) {
  const values = new Map();
  for (const [name, value] of fields) if (name !== "version") values.set(name, [...(values.get(name) ?? []), value]);
  return values;
}
