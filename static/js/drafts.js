// Drafts: what is typed goes to the server when the typing pauses or the page is hidden, and comes back from there.
// Nothing of it is ever kept in the browser.
import { card, inherit, isMine, list, names, person, renewCard, taken } from "./cards.js";
import { fill, same, typed } from "./fields.js";
import { markWays } from "./marks.js";
import { address, forms, line, renew, say, saved } from "./saving.js";

const PAUSE = 1500, LARGEST = 60_000; // milliseconds; bytes a page may still send while it goes

// What the server keeps and what is on its way there, by the draft's key; by form: its timer, what its line says, and
// what else was typed into its like (in another window, before a crash); by request: the drafts a save stands for.
const page = document, words = page.body.dataset, { town } = words;
const known = new Map(), underWay = new Map();
const waiting = new WeakMap(), told = new WeakMap(), others = new WeakMap(), stoodFor = new WeakMap();
let filling = null; // a draft for a table that gets row after row until it fits
let seen = new Set(); // the forms that are here already

export function watchDrafts() {
  if (!town) return;
  page.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-guard]");
    if (isOurs(form) && !target.name?.startsWith("again-")) soon(form);
  });
  page.addEventListener("visibilitychange", () => { if (page.hidden) keepAll(true); });
  window.addEventListener("pagehide", () => keepAll(true));
  window.addEventListener("online", () => keepAll());
  page.addEventListener("submit", firstSafe, true);
  page.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    const form = ctx.sourceElement.closest?.("form[data-guard]");
    if (!isOurs(form)) return;
    clearTimeout(waiting.get(form));
    if (ctx.request.method === "GET" && form.matches("[data-dirty]")) keep(form); // Cancel: the text can be had back
  });
  page.addEventListener("htmx:config:request", ({ detail: { ctx } }) => { if (saved(ctx)) stoodFor.set(ctx.request, names(saved(ctx))); });
  page.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => arrived(saved(ctx), ctx));
  page.addEventListener("htmx:finally:request", () => unsaved().forEach(soon)); // a refused save is no reason to forget
  seen = new Set(forms(page));
  if (words.drafts !== undefined) start();
}

// A plain form leaves the page: only once its text is safe, so that a dead line can't take it along.
async function firstSafe(event) {
  const form = event.target, { submitter } = event;
  // What is safe already goes at once: a form can't be sent again while it is being sent.
  if (!isOurs(form) || form.matches("[hx-post], [data-safe], :not([data-dirty])") || isSafe(form)) {
    form.removeAttribute("data-safe");
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  say(form, "saving", words.saving);
  const answer = await keep(form);
  if (!answer || answer.status >= 500) {
    say(form, "refused", answer ? words.broken : words.notSaved);
    return;
  }
  form.setAttribute("data-safe", "");
  form.requestSubmit(submitter);
}

// Something new stands in the page. What came back from a save holds what was typed last: no draft goes over that.
function arrived(form, ctx) {
  const opened = forms(page).some((other) => isOurs(other) && !seen.has(other));
  seen = new Set(forms(page));
  if (form) goOn(form, ctx);
  else if (opened && ctx.request?.method === "GET" && ctx.sourceElement?.id !== "feed") start(); // in another window, perhaps
  offerAll();
  mark();
}

function goOn(form, ctx) {
  const here = forms(page).filter((other) => address(other) === address(form)), [next] = here;
  const isSaved = ctx.response.status < 400 && !next?.matches("[data-unsaved]:not([data-onward])");
  if (next && (!isSaved || next.matches("[data-onward]"))) inherit(next, form);
  if (isSaved) forget(stoodFor.get(ctx.request) ?? "");
  here.forEach((other) => other.setAttribute("data-offered", ""));
  if (filling && next && !isSaved) take(next, filling);
}

function soon(form) {
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => keep(form), PAUSE));
}

async function start() {
  const answer = await fetch(`${town}/drafts`).catch(() => null);
  if (!answer?.ok) return;
  const { drafts, person: reader } = await answer.json();
  if (reader !== words.person) return; // somebody else is signed in by now: theirs have no place on this page
  known.clear();
  for (const draft of drafts) known.set(draft.key, draft);
  offerAll();
  mark();
}

function isOurs(form) {
  if (!form?.matches("form[data-guard][method=post]:not([data-resend], .again)")) return false;
  return address(form).startsWith(`${town}/`) && Boolean(form.querySelector("textarea, input[type=text]"));
}

function isSafe(form) {
  return card(form).sent === JSON.stringify(typed(form));
}

function unsaved() {
  return [...page.querySelectorAll("form[data-dirty]")].filter(isOurs);
}

function keepAll(leaving) {
  for (const form of unsaved()) keep(form, leaving);
}

// Send what a form holds; answers with the server's answer, or nothing where there was none.
async function keep(form, leaving = false, twice = false) {
  clearTimeout(waiting.get(form));
  const own = card(form), fields = JSON.stringify(typed(form)), csrf_token = form.querySelector("[name=csrf_token]")?.value ?? "";
  if (own.sent === fields) return { status: 200 };
  const { key, over } = own, turn = own.turn += 1, who = { csrf_token, "page-person": person(form) ?? "" };
  const body = new URLSearchParams({ ...who, address: address(form), fields, key, turn, over: list(over) });
  const keepalive = leaving && String(body).length < LARGEST;
  const going = fetch(`${town}/drafts`, { method: "POST", body, keepalive, headers: { "HX-Request": "true" } }).catch(() => null);
  underWay.set(key, going);
  const answer = await going;
  if (underWay.get(key) === going) underWay.delete(key);
  if (answer?.ok) {
    const draft = await answer.json();
    own.sent = fields;
    for (const old in over) known.delete(old);
    if (own.over === over) own.over = {};
    known.set(key, draft);
    tell(form, `${words.draftKept} ${draft.time}`);
    mark();
  } else if (answer?.status === 403) {
    const said = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!twice && renew(page, said)) return keep(form, leaving, true);
    tell(form, `${words.draftLost} ${said.querySelector("[data-why]")?.textContent.trim() ?? ""}`);
  } else tell(form, answer?.status === 401 ? words.signedOut : words.draftLost);
  return answer;
}

// Saved: the server has thrown away what the save stood for. What was on its way meanwhile goes after it, nothing newer.
async function forget(stood) {
  const turns = taken(stood), late = Object.keys(turns).filter((key) => underWay.has(key));
  for (const key in turns) if (known.get(key)?.turn <= turns[key]) known.delete(key);
  await Promise.all(late.map((key) => underWay.get(key)));
  if (late.length) await remove(stood);
}

async function remove(stood) {
  const turns = taken(stood), csrf_token = page.querySelector("[name=csrf_token]")?.value ?? "";
  for (const key in turns) if (known.get(key)?.turn <= turns[key]) known.delete(key);
  const body = new URLSearchParams({ csrf_token, "page-person": words.person, names: stood });
  await fetch(`${town}/drafts/removal`, { method: "POST", body }).catch(() => null);
  mark();
}

function offerAll() {
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
  const at = encodeURIComponent(address(form)), ask = ({ key }) => fetch(`${town}/drafts?address=${at}&key=${encodeURIComponent(key)}`);
  const answers = await Promise.all(waitFor(form).map((draft) => ask(draft).catch(() => null)));
  const found = await Promise.all(answers.filter((answer) => answer?.ok).map((answer) => answer.json()));
  const [first, ...more] = found.filter((draft) => !same(draft.fields, typed(form)));
  if (!first) return undefined;
  const typing = form.matches("[data-dirty]");
  others.set(form, typing ? [first, ...more] : more);
  return typing ? draw(form) : take(form, first);
}

// What stands in the form is kept before another draft comes into its place.
async function take(form, draft) {
  if (form.matches("[data-dirty]") && draft !== filling) {
    const answer = await keep(form), own = card(form), mine = known.get(own.key) ?? known.get(Object.keys(own.over)[0]);
    if (!answer || answer.status >= 400) return;
    others.set(form, [...others.get(form) ?? [], mine].filter((other) => other && other.key !== draft.key));
    renewCard(form);
  }
  put(form, draft);
}

function put(form, draft) {
  const more = form.querySelector("[name=more]"), missing = fill(form, draft);
  Object.assign(card(form), { over: { [draft.key]: draft.turn }, sent: JSON.stringify(typed(form)) });
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  form.setAttribute("data-dirty", "");
  say(form, "unsaved", words.unsaved);
  tell(form, `${words.draftOf} ${draft.when}`, [words.draftDrop, () => drop(form)]);
  filling = missing && more ? draft : null;
  if (filling) form.requestSubmit(more);
}

async function drop(form) {
  await underWay.get(card(form).key);
  await remove(names(form));
  renewCard(form);
  tell(form, "");
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
  const answer = await fetch(`${town}/drafts?key=${encodeURIComponent(key)}`).catch(() => null);
  if (answer?.ok) await take(form, await answer.json());
  else tell(form, words.notSaved);
}

function tell(form, text, ...ways) {
  told.set(form, [text, ways]);
  draw(form);
}

function draw(form) {
  const place = line(form).querySelector("[data-kept]"), [text, ways] = told.get(form) ?? ["", []];
  place.textContent = text;
  place.append(...ways.flatMap(button));
  for (const draft of others.get(form) ?? []) {
    const take = () => takeOther(form, draft.key), drop = () => dropOther(form, draft);
    place.append(` ${words.draftOf} ${draft.when}`, ...[[words.draftTake, take], [words.draftDrop, drop]].flatMap(button));
  }
}

function button([label, act]) {
  const way = page.createElement("button");
  Object.assign(way, { type: "button", className: "link-button", textContent: label });
  way.addEventListener("click", act);
  return [" ", way];
}

function mark() {
  markWays(page, new Set([...known.values()].map((draft) => draft.address)), words.draft);
}
