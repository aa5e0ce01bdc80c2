import { holdStill, keepNews, keepOpen, spare, stay } from "./staying.js";

// Pages that bring themselves up to date: a stream tells the names of what has changed, and the page asks once for what
// it shows of it. Nothing anybody is typing, reading folded open, or standing on with the focus is ever taken away.
const SOON = 200, POLL = 30_000, ALOUD = 10_000, PATIENCE = 5_000, FATAL = [401, 403, 404, 410];

export function watchLive(page) {
  const feed = page.getElementById("feed");
  if (feed) new Feed(page, feed);
  window.htmx.registerExtension("live", { htmx_before_morph_node: spare, htmx_before_morph_attr: keepOpen });
}

class Feed {
  constructor(page, element) {
    Object.assign(this, { page, element, seq: Number(element.dataset.seq), said: Number(element.dataset.seq) });
    this.names = element.dataset.names.split(" ");
    this.pause = Number(element.dataset.pause ?? SOON);
    this.tries = this.saves = this.fails = 0;
    element.addEventListener("changed", ({ detail }) => this.hear(detail.data));
    element.addEventListener("bye", () => this.end());
    for (const [name, answer] of Object.entries({
      "htmx:sse:after:connection": () => this.connect(),
      "htmx:sse:before:connection": (event) => { this.stream = event.detail.connection; if (this.over) event.preventDefault(); },
      "htmx:sse:error": ({ detail }) => this.lose(detail.status),
      "htmx:sse:close": () => this.lose(),
      "htmx:before:response": (event) => this.receive(event),
      "htmx:before:swap": ({ detail }) => { this.back = holdStill(page); this.sort(detail.tasks); },
      "htmx:after:swap": ({ detail: { ctx } }) => { this.back?.(); this.succeed(ctx.request?.action ?? ""); },
      "htmx:after:request": ({ detail }) => this.advance(detail.ctx.response),
      "htmx:error": ({ detail: { ctx } }) => this.fail(ctx?.request?.action),
    })) element.addEventListener(name, answer);
    window.addEventListener("online", () => this.hasten());
    page.addEventListener("visibilitychange", () => { if (!page.hidden && (this.fails || !this.connected)) { this.worry(); this.hasten(); } });
    page.addEventListener("htmx:before:request", ({ detail: { ctx } }) => this.save(ctx));
    page.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => this.save(ctx, false));
    setInterval(() => { if (!this.connected && !page.hidden && !this.over) this.refresh(); }, POLL * (1 + Math.random() / 5));
  }

  hear(data) {
    const names = data.split(" ").filter(Boolean), heard = names.filter((name) => !name.startsWith("presence-"));
    if (names.includes(`presence-${this.element.dataset.place}`)) this.element.dispatchEvent(new Event("presence"));
    if (heard.length) this.announce();
    if (heard.some((name) => name === "*" || this.cares(name))) this.refresh();
  }

  cares(name) {
    return this.names.some((own) => own === "*" || name === own || name.startsWith(`${own}-`));
  }

  // One request at a time; what comes in meanwhile is answered by the next one.
  async refresh(whole = false) {
    this.whole ||= whole;
    if (this.over || this.retrying) return; // it will be asked then
    if (this.busy || this.saves) { this.again = true; return; }
    this.busy = true;
    this.stale = false;
    try {
      await window.htmx.ajax("GET", this.address(), { source: this.element, swap: "none" });
    } finally {
      setTimeout(() => this.settle(), this.pause);
    }
  }

  // While the page saves something itself it waits with asking: it gets its answer, and others see it sooner. What it has
  // asked before knows nothing of the save, and would put back what stood there.
  save({ request, response }, begun = true) {
    if (request.method === "GET") return;
    this.saves = Math.max(0, this.saves + (begun ? 1 : -1));
    if (begun && this.busy) this.stale = this.again = true;
    if (begun) return;
    setTimeout(() => this.settle(this.busy), this.pause);
    if (this.over && response?.status < 400) this.revive();
  }

  // Whoever was signed out has signed in again with what they saved: the page listens again.
  revive() {
    this.over = false;
    window.htmx.trigger(this.element, "again");
    this.refresh(true);
  }

  settle(busy = false) {
    this.busy = busy;
    if (!this.again || this.busy || this.saves) return;
    this.again = false;
    this.refresh();
  }

  address() {
    const address = new URL(this.element.dataset.at ?? location.pathname, location.href);
    address.search = location.search;
    address.searchParams.set("after", this.seq);
    if (this.whole) address.searchParams.set("whole", "1");
    this.whole = false;
    return address.pathname + address.search;
  }

  // The first connection, and every refresh: what isn't the answer hoped for never lands in the page.
  receive(event) {
    const { ctx } = event.detail, { status } = ctx.response;
    const { action } = ctx.request, isStream = action.includes("/live?");
    if (status < 400 && (isStream || !this.stale)) return;
    event.preventDefault();
    if (status < 400) this.whole ||= action.includes("whole=1"); // asked once more
    else if (isStream) this.retry(status, ctx.response.headers.get("Retry-After"));
    else this.fail(action, status, ctx.response.headers.get("Retry-After"));
  }

  // What was asked wasn't answered, while the stream may well go on: it is asked again, soon at first.
  fail(action = "", status = 0, after = 0) {
    if (this.over) return;
    if (FATAL.includes(status) || action.includes("/live?")) { this.lose(status); return; }
    this.whole ||= action.includes("whole=1");
    this.fails += 1;
    this.worry();
    clearTimeout(this.retrying);
    const wait = after > 0 ? after * 1000 : Math.min(PATIENCE, SOON * 2 ** this.fails);
    this.retrying = setTimeout(() => this.askAgain(), wait * (1 + Math.random() * 0.2));
  }

  askAgain() {
    clearTimeout(this.retrying);
    this.retrying = null;
    this.refresh();
  }

  // Only once what was answered stands in the page.
  succeed(action) {
    if (!action.includes("after=") || action.includes("/live?")) return;
    this.fails = 0;
    this.calm();
  }

  retry(status, after) {
    this.lose(status);
    if (this.over) return;
    this.tries += 1;
    const wait = after ? after * 1000 : Math.min(POLL, SOON * 2 ** this.tries);
    setTimeout(() => window.htmx.trigger(this.element, "again"), wait * (0.8 + Math.random() * 0.4));
  }

  advance(response) {
    this.seq = Math.max(this.seq, Number(response.headers.get("Mitplan-Seq") ?? 0));
  }

  // A row that isn't there yet has come into the list, whose order the server knows. Nothing draws the focus to itself.
  sort(tasks) {
    if (this.stale) {
      this.whole = true;
      tasks.length = 0;
      return;
    }
    for (const done of this.page.querySelectorAll("[autofocus]")) done.removeAttribute("autofocus");
    const missing = tasks.filter(({ target }) => !target);
    if (missing.some(({ fragment }) => fragment.querySelector?.("tr:not(.is-leaving)"))) this.refresh(true);
    tasks.forEach(keepNews);
    tasks.forEach(stay);
    tasks.splice(0, tasks.length, ...tasks.filter((task) => task.target && !this.isIdle(task)));
  }

  // What is gone while somebody has a form open in it stays; what comes in as it stands already needs no work.
  isIdle({ target, fragment, swapSpec: { style } }) {
    if (style === "delete") return target.matches(":has(form)");
    const now = style === "outerMorph" ? [target] : style === "innerMorph" ? [...target.childNodes] : null;
    return now?.length === fragment.childNodes.length && now.every((node, i) => node.isEqualNode(fragment.childNodes[i]));
  }

  // Others' changes are said at most every ten seconds, several in one sentence.
  announce() {
    if (this.element.hasAttribute("data-quiet")) return;
    if (this.speaking) { this.missed = true; return; }
    this.speaking = true;
    setTimeout(() => this.say(), SOON * 5);
  }

  async say() {
    setTimeout(() => { this.speaking = false; if (this.missed) { this.missed = false; this.announce(); } }, ALOUD);
    const answer = await fetch(`${this.element.dataset.heard}?after=${this.said}`, { redirect: "manual" }).catch(() => null);
    if (!answer?.ok) return;
    this.said = Math.max(this.said, Number(answer.headers.get("Mitplan-Seq") ?? 0));
    if (answer.status === 200) this.tellAloud(await answer.text());
  }

  tellAloud(sentence) {
    const place = this.page.getElementById("heard");
    place.textContent = sentence;
    clearTimeout(this.fading);
    this.fading = setTimeout(() => { place.textContent = ""; }, ALOUD);
  }

  connect() {
    this.tries = 0;
    this.connected = true;
    this.calm();
  }

  lose(status) {
    this.connected = false;
    if (this.over) return; // said already
    if (FATAL.includes(status)) this.end();
    else this.worry();
  }

  // Whoever looks at the page is told that it may be out of date, unless that is over in a moment.
  worry() {
    if (this.page.hidden) return;
    this.worried ??= setTimeout(() => {
      this.worried = null;
      if (!this.over && (!this.connected || this.fails)) this.show("off");
    }, PATIENCE);
  }

  calm() {
    if (!this.connected || this.fails || this.over) return;
    clearTimeout(this.worried);
    this.worried = null;
    this.show("on");
  }

  // The network is back: nobody waits for the next try, which may be a minute off.
  hasten() {
    if (this.over) return;
    if (this.fails) this.askAgain();
    if (this.connected || !this.stream) return;
    this.stream.attempt = 1;
    this.stream.delayCanceller?.();
  }

  end() {
    this.over = true;
    clearTimeout(this.retrying);
    this.retrying = null;
    this.show("out");
  }

  show(state) {
    const place = this.page.getElementById("liveness");
    if (!place || place.dataset.state === state) return;
    place.dataset.state = state;
    place.textContent = this.element.dataset[state];
  }
}
