// What a page says of drafts: beside a form's buttons, at the top of a form that was filled from one, on the way into it.
import { line } from "./saving.js";

const page = document, words = page.body.dataset;

export function tell(form, text, ...ways) {
  const place = line(form).querySelector("[data-kept]");
  place.removeAttribute("data-lost");
  fillIn(place, text, ...ways);
}

// Not kept: said plainly, and why.
export function tellLost(form, code) {
  if (form.querySelector("[data-sign-in]")) return tell(form, ""); // said there already
  const why = code === 401 ? "signedOut" : code === 0 ? "draftOffline" : code >= 500 ? "draftBroken" : "draftLost";
  tell(form, words[why]);
  return line(form).querySelector("[data-kept]").setAttribute("data-lost", "");
}

export function tellTaken(form, when, ...ways) {
  const note = page.createElement("p");
  note.className = "taken-up";
  note.setAttribute("role", "status");
  fillIn(note, words.draftTaken.replace("{when}", when), ...ways);
  tellNoMore(form);
  form.prepend(note);
}

export function tellNoMore(form) {
  form.querySelector(".taken-up")?.remove();
  tell(form, "");
}

// What else was typed into this form's like, in another window or before: when, and the ways to have it.
export function tellOthers(form, others) {
  const before = line(form).querySelector("[data-others]"), place = before ?? page.createElement("span");
  place.className = "draft-state";
  place.dataset.others = "";
  place.replaceChildren(...others.map(([when, ...ways]) => {
    const one = page.createElement("span");
    fillIn(one, `${words.draftOf} ${when}`, ...ways);
    return one;
  }));
  if (!before && others.length) line(form).append(place);
}

// The way into a form that has a draft says so.
export function mark(places) {
  const leads = ({ pathname, search }) => places.has(pathname) || places.has(pathname + search);
  for (const old of page.querySelectorAll(".draft-mark")) if (!leads(old.closest("a"))) old.remove();
  if (!places.size) return; // a plan has hundreds of links, and this is asked whenever a row changes
  for (const link of page.querySelectorAll("main a[href]")) {
    if (!leads(link) || link.querySelector(".draft-mark") || link.matches("form a, #unsaved a, .draft-text a")) continue;
    const sign = page.createElement("span");
    Object.assign(sign, { className: "draft-mark", textContent: words.draft });
    link.append(" ", sign);
  }
}

function fillIn(place, text, ...ways) {
  place.textContent = text;
  for (const [label, act] of ways) {
    const way = page.createElement("button");
    Object.assign(way, { type: "button", className: "link-button", textContent: label });
    way.addEventListener("click", act);
    place.append(" ", way);
  }
}
