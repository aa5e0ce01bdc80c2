// Drafts: what is typed goes to the server when the typing pauses or the page is hidden, and comes back from there.
// Nothing of it is ever kept in the browser.
import { address, forms, line, renew, say, saved } from "./saving.js";

const PAUSE = 1500, LARGEST = 60_000; // milliseconds; bytes a page may still send while it goes

export function watchDrafts(page) {
  const { town, drafts } = page.body.dataset, words = page.body.dataset;
  if (!town) return;
  const known = new Map(), waiting = new Map(), sent = new Map(), under = new Map();

  page.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-guard]");
    if (!isOurs(form) || form.matches("[data-asked]") || target.name?.startsWith("again-")) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => keep(form), PAUSE));
  });
  page.addEventListener("visibilitychange", () => { if (page.hidden) keepAll(true); });
  window.addEventListener("pagehide", () => keepAll(true));

  // A plain form leaves the page: only once its text is safe, so that a dead line can't take it along.
  page.addEventListener("submit", async (event) => {
    const form = event.target, { submitter } = event;
    if (!isOurs(form) || form.matches("[hx-post], [data-safe], :not([data-dirty])")) {
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
  }, true);

  page.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    const form = ctx.sourceElement.closest?.("form[data-guard]");
    if (!isOurs(form)) return;
    clearTimeout(waiting.get(form));
    if (ctx.request.method === "GET" && form.matches("[data-dirty]")) keep(form); // Cancel: the text can be had back
  });
  page.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    const form = saved(ctx);
    if (form && ctx.response.status < 400 && !page.querySelector(`form[data-unsaved][action^="${CSS.escape(address(form))}"]`)) forget(form);
    if (!form || page.querySelector("form[data-unsaved]")) offerAll();
    mark();
  });
  if (drafts !== undefined) start();

  async function start() {
    const answer = await fetch(`${town}/drafts`).catch(() => null);
    if (!answer?.ok) return;
    for (const draft of (await answer.json()).drafts) known.set(draft.address, draft);
    offerAll();
    mark();
  }

  function isOurs(form) {
    if (!form?.matches("form[data-guard][method=post]:not([data-resend], .again)")) return false;
    return address(form).startsWith(`${town}/`) && Boolean(form.querySelector("textarea, input[type=text]"));
  }

  function keepAll(leaving) {
    for (const form of page.querySelectorAll("form[data-dirty]:not([data-asked])")) if (isOurs(form)) keep(form, leaving);
  }

  // Send what a form holds; answers with the server's answer, or nothing where there was none.
  async function keep(form, leaving = false, twice = false) {
    clearTimeout(waiting.get(form));
    const fields = JSON.stringify(typed(form)), token = form.querySelector("[name=csrf_token]")?.value ?? "";
    if (sent.get(form) === fields) return { status: 200 };
    const body = new URLSearchParams({ csrf_token: token, address: address(form), fields });
    const keepalive = leaving && String(body).length < LARGEST;
    const going = fetch(`${town}/drafts`, { method: "POST", body, keepalive, headers: { "HX-Request": "true" } });
    under.set(address(form), going.catch(() => null));
    const answer = await going.catch(() => null);
    under.delete(address(form));
    if (answer?.ok) {
      const draft = await answer.json();
      sent.set(form, fields);
      known.set(draft.address, draft);
      tell(form, `${words.draftKept} ${draft.time}`);
    } else if (answer?.status === 403 && !twice) {
      if (renew(page, new DOMParser().parseFromString(await answer.text(), "text/html"))) return keep(form, leaving, true);
    } else tell(form, words.draftLost);
    return answer;
  }

  // Saved: the server has thrown the draft away. One that was on its way meanwhile goes after it.
  async function forget(form) {
    const at = address(form), late = under.get(at);
    known.delete(at);
    if (!late) return;
    await late;
    known.delete(at);
    await remove(at);
  }

  function remove(at) {
    const csrf_token = page.querySelector("[name=csrf_token]")?.value ?? "";
    return fetch(`${town}/drafts/removal`, { method: "POST", body: new URLSearchParams({ csrf_token, address: at }) }).catch(() => null);
  }

  function offerAll() {
    for (const form of forms(page)) if (isOurs(form) && known.has(address(form)) && !form.matches("[data-offered]")) offer(form);
  }

  // The draft goes into the form at once, unless somebody is typing there already: then it asks.
  async function offer(form) {
    form.setAttribute("data-offered", "");
    const answer = await fetch(`${town}/drafts?address=${encodeURIComponent(address(form))}`).catch(() => null);
    if (!answer?.ok) return;
    const draft = await answer.json();
    if (same(draft.fields, typed(form))) return;
    if (form.matches("[data-dirty]:not([data-unsaved])")) {
      form.setAttribute("data-asked", "");
      tell(form, `${words.draftOf} ${draft.when}`, [words.draftTake, () => take(form, draft)], [words.draftDrop, () => drop(form, false)]);
    } else take(form, draft);
  }

  function take(form, draft) {
    form.removeAttribute("data-asked");
    const more = form.querySelector("[name=more]"), missing = fill(form, draft);
    for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    form.setAttribute("data-dirty", "");
    say(form, "unsaved", words.unsaved);
    tell(form, `${words.draftOf} ${draft.when}`, [words.draftDrop, () => drop(form, true)]);
    if (missing && more) form.requestSubmit(more); // a table with more rows: the next one is filled as well
  }

  async function drop(form, whole) {
    form.removeAttribute("data-asked");
    await remove(address(form));
    known.delete(address(form));
    sent.delete(form);
    tell(form, "");
    mark();
    if (!whole) return;
    const version = form.querySelector("[name=version]");
    form.reset();
    if (version) version.value = form.dataset.drawnFrom;
    form.removeAttribute("data-dirty");
    say(form, "", "");
    form.querySelector(".control")?.focus();
  }

  function tell(form, text, ...ways) {
    const place = line(form).querySelector("[data-draft]");
    place.textContent = text;
    for (const [label, act] of ways) {
      const way = page.createElement("button");
      Object.assign(way, { type: "button", className: "link-button", textContent: label });
      way.addEventListener("click", act);
      place.append(" ", way);
    }
  }

  // The way into a form that has a draft says so.
  function mark() {
    for (const old of page.querySelectorAll(".draft-mark")) if (!known.has(old.closest("a").pathname)) old.remove();
    for (const link of page.querySelectorAll("main a[href]")) {
      if (!known.has(link.pathname) || link.querySelector(".draft-mark") || link.matches("form a")) continue;
      const sign = page.createElement("span");
      Object.assign(sign, { className: "draft-mark", textContent: words.draft });
      link.append(" ", sign);
    }
  }
}

// A form's fields as names and values, without what belongs to the session.
function typed(form) {
  return [...new FormData(form)].filter(([name, value]) => name !== "csrf_token" && !name.startsWith("again-") && typeof value === "string");
}

function same(kept, here) {
  const plain = (fields) => JSON.stringify(fields.filter(([name]) => name !== "version").map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]));
  return plain(kept) === plain(here);
}

// Put a draft's values into a form. Says whether the form lacks some of its fields.
function fill(form, draft) {
  const values = new Map();
  for (const [name, value] of draft.fields) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (field.name === "version") {
      form.dataset.drawnFrom = field.value;
      field.value = draft.version ?? field.value;
    } else if (field.matches("[type=checkbox], [type=radio]")) field.checked = values.get(field.name)?.includes(field.value) ?? false;
    else if (field.matches("textarea, select, input:not([type=hidden], [type=password])") && values.has(field.name)) field.value = values.get(field.name).shift() ?? "";
  }
  return draft.fields.some(([name]) => name !== "version" && !form.elements.namedItem(name));
}
