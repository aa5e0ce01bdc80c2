// The way into a form that has a draft says so.
export function markWays(page, places, word) {
  const leads = ({ pathname, search }) => places.has(pathname) || places.has(pathname + search);
  for (const old of page.querySelectorAll(".draft-mark")) if (!leads(old.closest("a"))) old.remove();
  for (const link of page.querySelectorAll("main a[href]")) {
    if (!leads(link) || link.querySelector(".draft-mark") || link.matches("form a")) continue;
    const sign = page.createElement("span");
    Object.assign(sign, { className: "draft-mark", textContent: word });
    link.append(" ", sign);
  }
}
