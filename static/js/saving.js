// Whether a form is saved, in words beside its buttons; and a save that was refused leaves the form as it is.
import { ask } from "./cards.js";
import { whenBack } from "./requests.js";

const OWN = "form[data-guard]:not([data-resend])"; // what is sent again by itself says so itself (ratings.js)
const sent = new WeakMap();

export function watchSaving(page) {
  const words = page.body.dataset;

  page.addEventListener("input", ({ target }) => {
    const form = target.closest(OWN);
    if (form && !target.name?.startsWith("again-")) say(form, "unsaved", words.unsaved);
  });

  page.addEventListener("submit", ({ target }) => { if (target.matches(OWN)) say(target, "saving", words.saving); });

  page.addEventListener("htmx:before:request", ({ detail: { ctx } }) => saved(ctx));
  page.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail, form = saved(ctx);
    if (!form || ctx.response.status < 400) return;
    const answer = new DOMParser().parseFromString(ctx.text ?? "", "text/html");
    if (ctx.response.status < 500 && answer.querySelector(OWN + ":not(.again)")) return;
    event.preventDefault();
    refused(form, answer, ctx.response.status);
  });
  page.addEventListener("htmx:error", ({ detail: { ctx } }) => {
    if (ctx?.request && saved(ctx)) say(saved(ctx), "refused", words.notSaved);
  });

  whenBack(page, () => {
    const refused = [...page.querySelectorAll(".save-state > [data-state=refused]")];
    for (const place of refused) if (place.textContent === words.notSaved) place.textContent = words.lineBack;
  });

  page.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    const form = saved(ctx);
    if (!form) return;
    const place = page.getElementById(ctx.target?.id) ?? page.body, next = inside(place, form);
    if (ctx.response.status >= 400 || next?.matches("[data-unsaved]")) explain(place, ctx.response.status);
    else if (next) say(next, "saved", savedAt(ctx));
    else if (!place.querySelector(".saved") && place !== page.body) note(place, form, savedAt(ctx));
  });

  function savedAt({ response }) {
    const at = new Date(response.headers.get("Date") ?? Date.now());
    const how = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: words.zone }; // as the rest of the page
    return `${words.saved} ${at.toLocaleTimeString(page.documentElement.lang, how)}`;
  }

  // The answer to a refused save holds a reason, perhaps fields to sign in with, and a token that is good from now on.
  function refused(form, answer, code) {
    const why = answer.querySelector("[data-why]")?.textContent.trim(), box = answer.querySelector("[data-sign-in]");
    if (renew(page, answer, form) && !form.matches("[data-tried]")) return again(form);
    say(form, "refused", code >= 500 ? words[code === 503 ? "busy" : "broken"] : `${words.refused} ${why ?? words.broken}`);
    page.querySelectorAll("[data-sign-in]").forEach((old) => old.remove());
    if (!box) return undefined;
    line(form).querySelector("[data-kept]").replaceChildren(); // that one is signed out, the box says
    line(form).after(box);
    return [...box.querySelectorAll("input")].find((field) => !field.value)?.focus();
  }

  function again(form) {
    form.setAttribute("data-tried", "");
    page.addEventListener("htmx:finally:request", () => setTimeout(() => form.requestSubmit()), { once: true });
  }

  // What a page or part says that came back instead of being saved.
  function explain(place, code) {
    for (const form of forms(place)) {
      const clash = code === 409 || form.closest(".has-conflict"), wrong = form.querySelector(".has-error, .error, .error-summary");
      if (!clash && !wrong && !form.matches("[data-unsaved]")) continue;
      form.setAttribute("data-dirty", "");
      if (clash || wrong) say(form, "refused", clash ? words.clash : words.check);
      else say(form, "unsaved", words.unsaved);
    }
  }

  explain(page.body);
}

// A fresh token for every form of the page, if it was made for the person the page was made for; else only for the form
// that was sent, which then asks. Says which of both it is.
export function renew(page, answer, form) {
  const token = answer.querySelector("[name=csrf_token]")?.value;
  if (!token) return false;
  const { person } = answer.querySelector("[data-person]")?.dataset ?? {}, same = Boolean(person) && person === page.body.dataset.person;
  for (const field of (same ? page : form)?.querySelectorAll("[name=csrf_token]") ?? []) field.value = token;
  if (person && !same && form) ask(form, person);
  return same;
}

export function say(form, state, text) {
  const place = line(form).querySelector("[data-state]");
  if (place.dataset.state === state && place.textContent === text) return;
  place.dataset.state = state;
  place.textContent = text;
}

// The line in which a form says it; where the template has none, at the form's end.
export function line(form) {
  const found = form.querySelector(".save-state");
  if (found) return found;
  const made = form.ownerDocument.createElement("p");
  made.className = "save-state";
  made.innerHTML = '<span data-state role="status"></span> <span class="draft-state" data-kept></span>';
  form.append(made);
  return made;
}

// Where a form is saved; where one address serves several things, what it is drawn at (`data-at`).
export function address(form) {
  return form.dataset.at ?? new URL(form.getAttribute("action") || location.href, location.href).pathname;
}

// The guarded form that has just been sent, if it was one. htmx forgets it once its answer stands in its place.
export function saved(ctx) {
  if (!ctx?.request || ctx.request.method === "GET") return null;
  if (!sent.has(ctx.request)) sent.set(ctx.request, ctx.sourceElement?.closest?.(OWN));
  return sent.get(ctx.request);
}

export function forms(place) {
  return [...(place.matches?.(OWN) ? [place] : []), ...place.querySelectorAll(OWN)];
}

export function inside(place, form) {
  return forms(place).find((other) => address(other) === address(form));
}

// Where no form is left to say it, what was saved says it.
function note(place, form, text) {
  const cell = form.closest("td")?.classList[0], mark = place.ownerDocument.createElement("span");
  mark.className = "saved";
  mark.setAttribute("role", "status");
  mark.textContent = text;
  (cell && place.querySelector(`td.${CSS.escape(cell)}`) || place).append(mark);
}
