// What a form carries beside its fields: whom the page was made for, and which drafts it stands for.
// Every form names its own draft by a key nobody else has; `turn` says how often it was sent, `over` what it was drawn from.
const PERSON = "page-person", DRAFT = "page-draft";
const cards = new WeakMap();

// The constructor of a form's data, htmx's and the browser's own, asks here: so whatever is sent carries them.
export function watchCards(page) {
  page.addEventListener("formdata", ({ target: form, formData }) => {
    if (form.method !== "post" || !form.matches("[data-guard], [data-settles]")) return;
    const said = person(form);
    if (said) formData.set(PERSON, said);
    if (!formData.has(DRAFT)) formData.set(DRAFT, names(form));
  });

  // Whoever presses Save once more after the question has said yes.
  page.addEventListener("submit", ({ target: form }) => {
    const own = card(form);
    if (own.asked) Object.assign(own, { person: own.asked, asked: null });
  }, true);
}

export function card(form) {
  if (!cards.has(form)) cards.set(form, { key: fresh(), turn: 0, over: before(form), sent: null });
  return cards.get(form);
}

// A form that comes back with what was typed goes on with the same draft.
export function inherit(next, form) {
  if (next !== form) cards.set(next, card(writer(form)));
}

// From here on a form has another draft; what it kept until now stays.
export function renewCard(form) {
  cards.set(form, { ...card(form), key: fresh(), turn: 0, over: {}, sent: null });
}

export function person(form) {
  return card(form).person ?? form.ownerDocument.body.dataset.person;
}

// Somebody else is signed in by now: their name stands under nothing before they have said so.
export function ask(form, who) {
  card(form).asked = who;
}

export function isMine(form, key) {
  const own = card(form);
  return own.key === key || key in own.over;
}

export function names(form) {
  const { key, turn, over } = card(writer(form));
  return list({ ...over, [key]: turn });
}

// Where two people's texts are put together, three ways decide about one draft: that of the form to edit.
function writer(form) {
  return (form.matches("[data-settles]") && form.closest(".has-conflict")?.querySelector("form[data-guard]")) || form;
}

export function list(turns) {
  return Object.entries(turns).map(([key, turn]) => `${key}.${turn}`).join(" ");
}

export function taken(text) {
  const pairs = text.split(" ").filter(Boolean).map((name) => /^(.*)\.(\d+)$/.exec(name));
  return Object.fromEntries(pairs.filter(Boolean).map(([, key, turn]) => [key, Number(turn)]));
}

export function isCarried(name) {
  return name === PERSON || name === DRAFT;
}

// A page that answers a form which couldn't be saved says what that form stood for.
function before(form) {
  const { sentFrom } = form.ownerDocument.body.dataset;
  return sentFrom && new URL(form.action, location.href).pathname === location.pathname ? taken(sentFrom) : {};
}

function fresh() {
  return [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(36).padStart(2, "0")).join("");
}
