// Picking rows: the box in a head picks all of its part of the page ([data-picks]), the bar says how many are picked.
// (That the bar shows at all is CSS.)
export function watchPicks(page) {
  page.addEventListener("change", ({ target }) => {
    if (target.matches("[data-pick-all]")) boxes(part(target)).forEach((box) => { box.checked = target.checked; });
    if (target.matches("[data-pick], [data-pick-all]")) count(page);
  });
  page.addEventListener("htmx:after:swap", () => count(page));
  page.addEventListener("filled", () => count(page));
  window.addEventListener("pageshow", () => count(page));
}

function count(page) {
  for (const place of page.querySelectorAll("[data-bulk-count]")) place.textContent = picked(page).length;
  for (const head of page.querySelectorAll("[data-pick-all]")) {
    const all = boxes(part(head)).length, some = picked(part(head)).length;
    head.checked = some > 0 && some === all;
    head.indeterminate = some > 0 && some < all;
  }
}

function part(head) {
  return head.closest("[data-picks]") ?? head.ownerDocument;
}

function picked(place) {
  return boxes(place).filter((box) => box.checked);
}

function boxes(place) {
  return [...place.querySelectorAll("[data-pick]")];
}
