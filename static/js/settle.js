// Two people on one text: who has decided what is to stand there isn't asked again whether the text may go.
export function watchSettling(page) {
  const decided = ({ target }) => {
    if (!target.matches?.("[data-settles]")) return;
    for (const form of target.closest(".has-conflict").querySelectorAll("[data-dirty]")) form.removeAttribute("data-dirty");
  };
  page.addEventListener("submit", decided, true);
  page.addEventListener("click", decided, true);
}
