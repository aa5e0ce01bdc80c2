// Drafts that come back: the newest goes into its form, any other stands beside it to be taken or thrown away.
import { card, isMine, list, names, renewCard } from "./cards.js";
import { HERE, isOurs, keep, known, remove } from "./drafts.js";
import { tell, tellNoMore, tellOthers, tellTaken } from "./draft-words.js";
import { fill, same, typed } from "./fields.js";
import { address, forms, say } from "./saving.js";
import { tellMeanwhile } from "./staying.js";

// By form: what else was typed into its like (in another window, before a crash).
const page = document, words = page.body.dataset, { town } = words;
const others = new WeakMap();
let filling = null; // a draft for a table that gets row after row until it fits

export function offerAll() {
  for (const form of forms(page)) if (isOurs(form) && !form.matches("[data-offered]") && waitFor(form).length) offer(form);
}

// The drafts of a form's address that no form of this page stands for, the newest first.
function waitFor(form) {
  const here = forms(page);
  return [...known.values()].filter(({ key, address: at }) => at === address(form) && !here.some((other) => isMine(other, key)));
}

// The newest draft goes into the form at once, unless somebody is typing there already; for any other it asks.
async function offer(form) {
  form.setAttribute("data-offered", "");
  const at = encodeURIComponent(address(form)), ask = ({ key }) => fetch(`${town}/drafts?address=${at}&key=${encodeURIComponent(key)}`, HERE);
  const answers = await Promise.all(waitFor(form).map((draft) => ask(draft).catch(() => null)));
  const found = await Promise.all(answers.filter((answer) => answer?.ok).map((answer) => answer.json()));
  for (const draft of found) if (same(draft.fields, typed(form))) card(form).over[draft.key] = draft.turn;
  const [first, ...more] = found.filter((draft) => !isMine(form, draft.key));
  if (!first) return undefined;
  const typing = form.matches("[data-dirty]");
  others.set(form, typing ? [first, ...more] : more);
  return typing ? draw(form) : take(form, first);
}

// What stands in the form is kept before another draft comes into its place.
async function take(form, draft) {
  if (form.matches("[data-dirty]")) {
    const answer = await keep(form), own = card(form), mine = known.get(own.key) ?? known.get(Object.keys(own.over)[0]);
    if (!answer || answer.status >= 400) return;
    others.set(form, [...others.get(form) ?? [], mine].filter((other) => other && other.key !== draft.key));
    renewCard(form);
  }
  put(form, draft);
}

function put(form, draft) {
  const more = form.querySelector("[name=more]"), missing = fill(form, draft);
  const over = missing && !more ? {} : { [draft.key]: draft.turn }; // what has no field here any more stays where it is
  const taken = JSON.stringify(typed(form));
  Object.assign(card(form), { over, taken, sent: taken });
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  form.setAttribute("data-dirty", "");
  say(form, "unsaved", words.unsaved);
  if (form.dataset.drawnFrom && String(draft.version ?? form.dataset.drawnFrom) !== form.dataset.drawnFrom) tellMeanwhile(form);
  tellTaken(form, draft.when, ...(form.querySelector("[data-drops]") ? [] : [[words.draftDrop, () => drop(form)]]));
  draw(form);
  filling = missing && more ? draft : null;
  if (filling) form.requestSubmit(more);
}

export function fillOn(form) {
  if (filling) put(form, filling);
}

async function drop(form) {
  if (JSON.stringify(typed(form)) !== card(form).taken && !window.confirm(words.undoes)) return;
  await remove(names(form));
  renewCard(form);
  tellNoMore(form);
  form.querySelector(".meanwhile")?.remove();
  const version = form.querySelector("[name=version]");
  form.reset();
  if (version) version.value = form.dataset.drawnFrom;
  for (const state of ["data-dirty", "data-unsaved"]) form.removeAttribute(state);
  say(form, "", "");
  form.querySelector(".control")?.focus();
}

async function dropOther(form, draft) {
  await remove(list({ [draft.key]: draft.turn }));
  others.set(form, others.get(form).filter((other) => other !== draft));
  draw(form);
}

async function takeOther(form, key) {
  const answer = await fetch(`${town}/drafts?key=${encodeURIComponent(key)}`, HERE).catch(() => null);
  if (answer?.ok) await take(form, await answer.json());
  else tell(form, words.notSaved);
}

function draw(form) {
  const ways = (draft) => [[words.draftTake, () => takeOther(form, draft.key)], [words.draftDrop, () => dropOther(form, draft)]];
  tellOthers(form, (others.get(form) ?? []).map((draft) => [draft.when, ...ways(draft)]));
}
