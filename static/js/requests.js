import { keepNews } from "./staying.js";

// Answers from the server: where the focus goes, and what a person reads when nothing came back.
export function watchRequests(page) {
  let trail = [], had = false;

  // Where the focus has been, latest first: a cell's link and the control that replaces it share an id, so the
  // way back is found even when the button that was pressed is gone.
  page.addEventListener("htmx:before:request", () => {
    had = hasFocus(page);
    trail = [page.activeElement?.id, ...trail].filter(Boolean).slice(0, 4);
  });

  page.addEventListener("htmx:after:settle", ({ detail: { task, newContent } }) => {
    const wanted = task.type === "main" && firstWanted(newContent);
    if (wanted) wanted.focus();
    else if (had && !hasFocus(page)) trail.map((id) => page.getElementById(id)).find(Boolean)?.focus();
  });

  // A whole page answered to a part's request (a proxy's error, say) must not land inside the part.
  page.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    if (ctx.response?.status < 400 || !/^\s*<!doctype/i.test(ctx.text ?? "")) return;
    event.preventDefault();
    complain(page, ctx);
  });

  page.addEventListener("htmx:before:swap", ({ detail: { tasks } }) => tasks?.forEach(keepNews));

  // What is appended and stands there already (the page has heard of it meanwhile) takes its place.
  page.addEventListener("htmx:before:swap", ({ detail: { tasks } }) => {
    const added = tasks?.filter(({ swapSpec }) => swapSpec?.style === "beforeend") ?? [];
    for (const { id } of added.flatMap(({ fragment }) => [...fragment.children])) if (id) page.getElementById(id)?.remove();
  });

  page.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx.response?.status < 400 && !isFeed(ctx)) page.getElementById("alert")?.replaceChildren();
  });

  whenBack(page, () => page.querySelector("#alert > [data-line]")?.remove());

  page.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
    if (ctx.response.status >= 500) complain(page, ctx);
  });

  page.addEventListener("htmx:error", ({ detail: { ctx } }) => { if (ctx?.request && !isFeed(ctx)) complain(page, ctx); });
}

// The line is back: what failed for want of it may be tried again.
export function whenBack(page, back) {
  window.addEventListener("online", back);
  page.addEventListener("htmx:sse:after:connection", back);
  page.addEventListener("htmx:after:request", ({ detail: { ctx } }) => { if (ctx.response?.status < 400) back(); });
}

// What a page asks by itself (live.js) isn't the person's concern, whether it comes back or not.
function isFeed({ sourceElement }) {
  return sourceElement?.id === "feed";
}

function hasFocus(page) {
  return Boolean(page.activeElement) && page.activeElement !== page.body;
}

function firstWanted(nodes) {
  for (const node of nodes) {
    if (node.matches?.("[data-focus]")) return node;
    const inside = node.querySelector?.("[data-focus], [autofocus]") ?? node.querySelector?.("[aria-invalid='true']");
    if (inside) return inside;
  }
  return null;
}

function complain(page, { request, response, sourceElement }) {
  if (request.method !== "GET" && sourceElement?.closest("form[data-guard]:not([data-resend])")) return; // says it itself
  const box = page.createElement("div"), text = page.createElement("p"), words = page.body.dataset;
  box.className = "alert is-error";
  box.toggleAttribute("data-line", !response);
  text.textContent = request.method !== "GET" ? words.notSaved : response ? words.notLoaded : words.offline;
  const close = Object.assign(page.createElement("button"), { type: "button", className: "icon-button" });
  close.innerHTML = '<span class="icon icon-close" aria-hidden="true"></span>';
  close.setAttribute("aria-label", words.closeWord);
  close.setAttribute("data-close", "");
  box.append(text, close);
  page.getElementById("alert")?.replaceChildren(box);
}
