// Drafts: what is typed goes to the server when the typing pauses or the page is hidden, and comes back from there.
// Nothing of it is ever kept in the browser.
import { mark, tell, tellLost, tellNoMore, tellTaken } from "./draft-words.js";
import { fill, same, typed } from "./fields.js";
import { address, forms, renew, say, saved } from "./saving.js";
import { tellMeanwhile } from "./staying.js";

const PAUSE = 1500, AGAIN = 8000, LARGEST = 60_000; // milliseconds; bytes a page may still send while it goes

// What the server keeps, by the form's address; what is on its way there; by form: its timer, and what was sent
// last; by request: the form that decides between two people's texts.
const page = document, words = page.body.dataset, { town } = words;
const known = new Map(), underWay = new Map(), waiting = new WeakMap(), sent = new WeakMap(), decided = new WeakMap();
let filling = null; // the address of a table that gets row after row until its draft fits

export function watchDrafts() {
  if (!town) return;
  page.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-guard]");
    if (isOurs(form) && !target.name?.startsWith("again-")) soon(form);
  });
  page.addEventListener("visibilitychange", () => { if (page.hidden) keepAll(true); });
  window.addEventListener("pagehide", () => keepAll(true));
  for (const back of ["online", "focus"]) window.addEventListener(back, () => keepAll());
  page.addEventListener("htmx:sse:after:connection", () => keepAll());
  page.addEventListener("submit", firstSafe, true);
  page.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    const form = ctx.sourceElement.closest?.("form[data-guard]");
    if (ctx.sourceElement.matches?.("form[data-settles]")) decided.set(ctx.request, ctx.sourceElement);
    if (!isOurs(form)) return;
    clearTimeout(waiting.get(form));
    if (ctx.request.method === "GET" && form.matches("[data-dirty]")) keep(form); // Cancel: the text can be had back
  });
  page.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => arrived(saved(ctx) ?? decided.get(ctx.request), ctx.response?.status));
  page.addEventListener("htmx:finally:request", () => unsaved().forEach(soon)); // a refused save is no reason to forget
  page.addEventListener("click", dropped);
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
function arrived(form, code) {
  if (form) {
    const at = address(form), here = forms(page).filter((other) => address(other) === at);
    if (code < 400 && !here.some((other) => other.matches("[data-unsaved]"))) forget(at);
    if (at !== filling) here.forEach((other) => other.setAttribute("data-offered", ""));
  }
  offerAll();
  mark(known);
}

function soon(form) {
  clearTimeout(waiting.get(form));
  if (!form.matches("[data-asked]")) waiting.set(form, setTimeout(() => keep(form), PAUSE));
}

async function start() {
  const answer = await fetch(`${town}/drafts`).catch(() => null);
  if (!answer?.ok) return;
  for (const draft of (await answer.json()).drafts) known.set(draft.address, draft);
  await reopen();
  offerAll();
  mark(known);
}

// A step that somebody else has removed has no place on the page any more; what was typed there comes back all the same.
async function reopen() {
  const list = page.getElementById("step-list"), steps = `${location.pathname}/steps/`;
  for (const at of known.keys()) {
    const here = `${CSS.escape(at)}#`; // its pen, or its form
    if (!list || !at.startsWith(steps) || page.querySelector(`[href^="${here}"], [action^="${here}"]`)) continue;
    const answer = await fetch(at, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok) continue;
    list.insertAdjacentHTML("beforeend", await answer.text());
    window.htmx.process(list.lastElementChild);
  }
}

// It is decided whose text stands: what is on its way to the draft comes too late. Theirs taken, mine is dropped.
export function settled(form, theirs) {
  clearTimeout(waiting.get(form));
  if (theirs && isOurs(form)) remove(address(form));
}

async function dropped(event) {
  const way = event.target.closest("[data-drops]");
  if (!way) return;
  event.preventDefault();
  const form = way.closest("form");
  form.removeAttribute("data-dirty");
  clearTimeout(waiting.get(form));
  form.closest("[id]:not(form)").remove();
  await remove(address(form));
}

function isOurs(form) {
  if (!form?.matches("form[data-guard][method=post]:not([data-resend], .again)")) return false;
  return address(form).startsWith(`${town}/`) && Boolean(form.querySelector("textarea, input[type=text]"));
}

function isSafe(form) {
  return sent.get(form) === JSON.stringify(typed(form));
}

function unsaved() {
  return [...page.querySelectorAll("form[data-dirty]:not([data-asked])")].filter(isOurs);
}

function keepAll(leaving) {
  for (const form of unsaved()) keep(form, leaving);
}

// Send what a form holds; answers with the server's answer, or nothing where there was none.
async function keep(form, leaving = false, twice = false) {
  clearTimeout(waiting.get(form));
  if (!form.isConnected) return null;
  const fields = JSON.stringify(typed(form)), token = form.querySelector("[name=csrf_token]")?.value ?? "";
  if (sent.get(form) === fields) return { status: 200 };
  const body = new URLSearchParams({ csrf_token: token, address: address(form), fields });
  const keepalive = leaving && String(body).length < LARGEST;
  const going = fetch(`${town}/drafts`, { method: "POST", body, keepalive, headers: { "HX-Request": "true" } });
  underWay.set(address(form), going.catch(() => null));
  const answer = await going.catch(() => null);
  underWay.delete(address(form));
  if (answer?.ok) {
    const draft = await answer.json();
    sent.set(form, fields);
    known.set(draft.address, draft);
    tell(form, `${words.draftKept} ${draft.time}`);
    mark(known);
  } else if (answer?.status === 403 && !twice) {
    if (renew(page, new DOMParser().parseFromString(await answer.text(), "text/html"))) return keep(form, leaving, true);
  } else lost(form, answer?.status ?? 0);
  return answer;
}

// Where what stands in the way may pass by itself, it is tried again without being asked.
function lost(form, code) {
  tellLost(form, code);
  if (code !== 0 && code < 500) return;
  const again = () => { if (form.matches("[data-dirty]")) keep(form); };
  waiting.set(form, setTimeout(again, AGAIN * (0.8 + Math.random() * 0.4)));
}

// Saved: the server has thrown the draft away. One that was on its way meanwhile goes after it.
async function forget(at) {
  known.delete(at);
  if (underWay.has(at)) await remove(at);
}

async function remove(at) {
  known.delete(at);
  await underWay.get(at);
  known.delete(at);
  mark(known);
  const csrf_token = page.querySelector("[name=csrf_token]")?.value ?? "";
  const body = new URLSearchParams({ csrf_token, address: at });
  await fetch(`${town}/drafts/removal`, { method: "POST", body, keepalive: true }).catch(() => null);
}

function offerAll() {
  for (const form of forms(page)) if (isOurs(form) && known.has(address(form)) && !form.matches("[data-offered]")) offer(form);
}

// The draft goes into the form at once, unless somebody is typing there already: then it asks.
async function offer(form) {
  form.setAttribute("data-offered", "");
  const answer = await fetch(`${town}/drafts?address=${encodeURIComponent(address(form))}`).catch(() => null);
  const draft = answer?.ok ? await answer.json() : null;
  if (!draft || same(draft.fields, typed(form))) return null;
  if (!form.matches("[data-dirty]") || filling === address(form)) return take(form, draft);
  form.setAttribute("data-asked", "");
  clearTimeout(waiting.get(form));
  const ways = [[words.draftTake, () => take(form, draft)], [words.draftDrop, () => drop(form, false)]];
  return tell(form, `${words.draftOf} ${draft.when}`, ...ways);
}

function take(form, draft) {
  form.removeAttribute("data-asked");
  const more = form.querySelector("[name=more]"), missing = fill(form, draft);
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  form.setAttribute("data-dirty", "");
  say(form, "unsaved", words.unsaved);
  if (form.dataset.drawnFrom && String(draft.version ?? form.dataset.drawnFrom) !== form.dataset.drawnFrom) tellMeanwhile(form);
  tellTaken(form, draft.when, ...(form.querySelector("[data-drops]") ? [] : [[words.draftDrop, () => drop(form, true)]]));
  filling = missing && more ? address(form) : null;
  if (filling) form.requestSubmit(more);
}

async function drop(form, whole) {
  form.removeAttribute("data-asked");
  await remove(address(form));
  sent.delete(form);
  tellNoMore(form);
  mark(known);
  if (!whole) return;
  form.querySelector(".meanwhile")?.remove();
  const version = form.querySelector("[name=version]");
  form.reset();
  if (version) version.value = form.dataset.drawnFrom;
  form.removeAttribute("data-dirty");
  say(form, "", "");
  form.querySelector(".control")?.focus();
}
