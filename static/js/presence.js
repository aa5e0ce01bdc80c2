// Who else is here: a sign of life every twenty seconds while the page is seen, and at once when typing begins or ends.
// What comes back are units, never persons; it locks nothing.
import { holdStill } from "./staying.js";

const EVERY = 20_000, PARTS = "[id^='group-'], #step-list > li, #steps";

export function watchPresence(page) {
  const form = page.getElementById("presence"), feed = page.getElementById("feed"), place = page.getElementById("here");
  if (!form || !feed || !place) return;
  const tab = crypto.randomUUID?.() ?? String(Math.random()).slice(2).padStart(12, "0");
  let typing = "", sent = false;

  async function tell() {
    if (page.hidden) return;
    typing = groups(page).join(" ");
    sent = true;
    const answer = await post(form.action, { signal: AbortSignal.timeout(EVERY / 2) }).catch(() => null);
    if (answer?.redirected) return;
    const here = answer?.status === 200 ? await answer.text().catch(() => "") : ""; // no answer: nobody knows
    const back = holdStill(page);
    place.innerHTML = here;
    mark(page, place, form.dataset.words);
    back();
  }

  function post(address, more) {
    const body = new FormData(form);
    body.set("tab", tab);
    for (const name of typing.split(" ").filter(Boolean)) body.append("typing", name);
    return fetch(address, { method: "POST", body: new URLSearchParams(body), headers: { "HX-Request": "true" }, ...more });
  }

  const look = () => { if (groups(page).join(" ") !== typing) tell(); };
  page.addEventListener("input", () => setTimeout(look));
  page.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx.sourceElement !== feed) look();
    mark(page, place, form.dataset.words);
  });
  feed.addEventListener("presence", () => tell());
  page.addEventListener("visibilitychange", () => { if (page.hidden) leave(); else tell(); });
  window.addEventListener("pagehide", leave);
  setInterval(tell, EVERY);
  tell();

  function leave() {
    if (sent) post(`${form.action}/end`, { keepalive: true }).catch(() => null);
    sent = false;
  }
}

// The parts with text that isn't saved yet: field groups, steps, the form that adds a step.
function groups(page) {
  const open = [...page.querySelectorAll("form[data-dirty]")].map((form) => form.closest(PARTS)?.id.replace(/^group-/, ""));
  return [...new Set(open.filter(Boolean))].sort();
}

// Beside each part that somebody else is changing.
function mark(page, place, words) {
  for (const old of page.querySelectorAll(".typing")) old.remove();
  for (const one of place.querySelectorAll("[data-typing]")) {
    for (const name of one.dataset.typing.split(" ").filter(Boolean)) {
      const part = page.querySelector(`#group-${CSS.escape(name)}, #${CSS.escape(name)}:is(${PARTS})`);
      const head = part?.querySelector(":scope > header, :scope > .what") ?? part;
      if (!head) continue;
      const note = page.createElement("span");
      note.className = "typing";
      note.textContent = words.replace("{who}", one.dataset.name);
      head.append(note);
    }
  }
}
