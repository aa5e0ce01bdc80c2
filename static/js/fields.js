// A form's fields, taken out as names and values, compared, and put back in.
import { isCarried } from "./cards.js";

// A form's fields as names and values, without what belongs to the session. Where others saved meanwhile, the form is
// sent with the version it has seen since; what was typed belongs to the one before, and must meet theirs again.
export function typed(form) {
  const ours = (name) => name !== "csrf_token" && !name.startsWith("again-") && !isCarried(name);
  const typedOn = form.querySelector("[name=version]")?.dataset.typedOn;
  const fields = [...new FormData(form)].filter(([name, value]) => ours(name) && typeof value === "string");
  return typedOn === undefined ? fields : fields.map(([name, value]) => [name, name === "version" ? typedOn : value]);
}

export function same(kept, here) {
  return plain(kept) === plain(here);
}

function plain(fields) {
  const told = fields.filter(([name]) => name !== "version");
  return JSON.stringify(told.map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]));
}

// Put a draft's values into a form. Says whether the form lacks some of its fields.
export function fill(form, draft) {
  const values = new Map();
  for (const [name, value] of draft.fields) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (field.name === "version") {
      form.dataset.drawnFrom = field.value;
      field.value = draft.version ?? field.value;
    } else if (field.matches("[type=checkbox], [type=radio]")) {
      field.checked = values.get(field.name)?.includes(field.value) ?? false;
    } else if (values.has(field.name) && field.matches("textarea, select, input:not([type=hidden], [type=password])")) {
      field.value = values.get(field.name).shift() ?? "";
    }
  }
  form.dispatchEvent(new Event("filled", { bubbles: true }));
  return draft.fields.some(([name]) => name !== "version" && !form.elements.namedItem(name));
}
