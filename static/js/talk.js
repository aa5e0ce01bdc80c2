// Talk: the link beside a step chooses that step in the form for a comment, so that nothing typed there is lost.
// Without this file the link leads to the page with the step chosen.
export function watchTalk(page) {
  page.addEventListener("click", (event) => {
    const link = event.target.closest("[data-comment-on]"), form = page.getElementById("add-comment");
    const option = link && form?.querySelector(`option[value="${link.dataset.commentOn}"]`);
    if (!option || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    option.selected = true;
    form.querySelector("textarea").focus();
  });
}
