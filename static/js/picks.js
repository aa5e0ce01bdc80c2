// Picking rows: the box in the head picks all, the bar says how many. (That the bar shows at all is CSS.)
export function watchPicks(page) {
  page.addEventListener("change", ({ target }) => {
    if (target.matches("[data-pick-all]")) boxes(page).forEach((box) => { box.checked = target.checked; });
    if (target.matches("[data-pick], [data-pick-all]")) count(page);
  });
  page.addEventListener("htmx:after:swap", () => count(page));
  window.addEventListener("pageshow", () => count(page));
}

function count(page) {
  const all = boxes(page), picked = all.filter((box) => box.checked).length;
  for (const place of page.querySelectorAll("[data-bulk-count]")) place.textContent = picked;
  for (const head of page.querySelectorAll("[data-pick-all]")) {
    head.checked = picked > 0 && picked === all.length;
    head.indeterminate = picked > 0 && picked < all.length;
  }
}

function boxes(page) {
  return [...page.querySelectorAll("[data-pick]")];
}
