// Drafts: what is typed goes to the server when the typing pauses or the page is hidden, and comes back from there.
// Nothing of it is ever kept in the browser.
import { card, inherit, list, names, person, taken } from "./cards.js";
import { mark, tell, tellLost } from "./draft-words.js";
import { typed } from "./fields.js";
import { fillOn, offerAll } from "./offers.js";
import { address, forms, renew, say, saved } from "./saving.js";

export const HERE = { redirect: "manual" }; // signed out meanwhile: the page for signing in is no answer
const PAUSE = 1500, LONGEST = 5000, AGAIN = 8000, LARGEST = 60_000; // milliseconds; bytes a page may still send while it goes

// What the server keeps and what is on its way there, by the draft's key; by form: its timer; by request: the drafts
// a save stands for, and the form that decides between two people's texts.
const page = document, words = page.body.dataset, { town } = words;
export const known = new Map();
const underWay = new Map(), waiting = new WeakMap(), begun = new WeakMap(), stoodFor = new WeakMap(), decided = new WeakMap();
const windows = new BroadcastChannel("drafts");
let seen = new Set(); // the forms that are here already

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
    if (!isOurs(form)) return;
    clearTimeout(waiting.get(form));
    if (ctx.request.method !== "GET" || !form.matches("[data-dirty]")) return;
    if (form.matches(".cell-form")) settled(form, true); // Cancel in a cell means it, as in any table
    else keep(form); // elsewhere the text can be had back
  });
  page.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    if (ctx.sourceElement.matches?.("form[data-settles]")) decided.set(ctx.request, ctx.sourceElement);
    const form = saved(ctx) ?? decided.get(ctx.request);
    if (form) stoodFor.set(ctx.request, names(form));
  });
  page.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => arrived(saved(ctx) ?? decided.get(ctx.request), ctx));
  page.addEventListener("htmx:finally:request", () => unsaved().forEach(soon)); // a refused save is no reason to forget
  page.addEventListener("click", dropped);
  windows.addEventListener("message", goneOver);
  seen = new Set(forms(page));
  if (words.drafts !== undefined) start();
}

// A plain form leaves the page: only once its text is safe, so that a dead line can't take it along.
async function firstSafe(event) {
  const form = event.target, { submitter } = event, isDead = navigator.onLine === false;
  // What is safe already goes at once: a form can't be sent again while it is being sent.
  if (!isOurs(form) || form.matches("[hx-post], [data-safe], :not([data-dirty])") || (isSafe(form) && !isDead)) {
    form.removeAttribute("data-safe");
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  say(form, "saving", words.saving);
  const answer = isDead ? null : await keep(form); // the draft may be safe, but the page would go for nothing
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
  markWays();
}

function goOn(form, ctx) {
  const here = forms(page).filter((other) => address(other) === address(form)), [next] = here;
  const isSaved = ctx.response.status < 400 && !next?.matches("[data-unsaved]:not([data-onward])");
  if (next && (!isSaved || next.matches("[data-onward]"))) inherit(next, form);
  if (isSaved) forget(stoodFor.get(ctx.request) ?? "");
  here.forEach((other) => other.setAttribute("data-offered", ""));
  if (next && !isSaved) fillOn(next);
}

// When the typing pauses; whoever never pauses has it kept every few seconds all the same.
function soon(form) {
  clearTimeout(waiting.get(form));
  if (!begun.has(form)) begun.set(form, Date.now());
  const left = begun.get(form) + LONGEST - Date.now();
  waiting.set(form, setTimeout(() => keep(form), Math.max(0, Math.min(PAUSE, left))));
}

// Another window of this browser has taken up a draft and goes on with it: what stands here is kept anew.
function goneOver({ data: keys }) {
  for (const form of unsaved().filter((one) => keys.includes(card(one).key))) {
    card(form).sent = null;
    soon(form);
  }
}

async function start() {
  const answer = await fetch(`${town}/drafts`, HERE).catch(() => null);
  if (!answer?.ok) return;
  const { drafts, person: reader } = await answer.json();
  if (reader !== words.person) return; // somebody else is signed in by now: theirs have no place on this page
  known.clear();
  for (const draft of drafts) known.set(draft.key, draft);
  await reopen();
  offerAll();
  markWays();
}

// A step that somebody else has removed has no place on the page any more; what was typed there comes back all the same.
async function reopen() {
  const list = page.getElementById("step-list"), steps = `${location.pathname}/steps/`;
  for (const at of new Set([...known.values()].map((draft) => draft.address))) {
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
  if (theirs && isOurs(form)) remove(names(form));
}

async function dropped(event) {
  const way = event.target.closest("[data-drops]");
  if (!way) return;
  event.preventDefault();
  const form = way.closest("form");
  form.removeAttribute("data-dirty");
  clearTimeout(waiting.get(form));
  form.closest("[id]:not(form)").remove();
  await remove(names(form));
}

export function isOurs(form) {
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
export async function keep(form, leaving = false, twice = false) {
  clearTimeout(waiting.get(form));
  begun.delete(form);
  if (!form.isConnected) return null;
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
    if (Object.keys(over).length) windows.postMessage(Object.keys(over));
    if (own.over === over) own.over = {};
    known.set(key, draft);
    tell(form, `${words.draftKept} ${draft.time}`);
    markWays();
  } else if (answer?.status === 403) {
    const said = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!twice && renew(page, said)) return keep(form, leaving, true);
    tell(form, `${words.draftLost} ${said.querySelector("[data-why]")?.textContent.trim() ?? ""}`);
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

// Saved: the server has thrown away what the save stood for. What was on its way meanwhile goes after it, nothing newer.
async function forget(stood) {
  const turns = taken(stood), late = Object.keys(turns).filter((key) => underWay.has(key));
  for (const key in turns) if (known.get(key)?.turn <= turns[key]) known.delete(key);
  if (late.length) await remove(stood);
}

export async function remove(stood) {
  const turns = taken(stood);
  await Promise.all(Object.keys(turns).map((key) => underWay.get(key)));
  const csrf_token = page.querySelector("[name=csrf_token]")?.value ?? "";
  for (const key in turns) if (known.get(key)?.turn <= turns[key]) known.delete(key);
  const body = new URLSearchParams({ csrf_token, "page-person": words.person, names: stood });
  await fetch(`${town}/drafts/removal`, { method: "POST", body, keepalive: true }).catch(() => null);
  markWays();
}

function markWays() {
  mark(new Set([...known.values()].map((draft) => draft.address)));
}
