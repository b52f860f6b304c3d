// A link back to where the reader came from, in place of the breadcrumbs. The server cannot make it: pages are kept, and
// the same for everybody. Without this script the breadcrumbs stay.

/** Shows the links of which the page is the one before this one, with its filters, its number and the place in it. */
export function createBackLinks() {
  for (const link of document.querySelectorAll("a[data-back]")) {
    const before = document.referrer && new URL(document.referrer)
    if (!before || before.origin !== location.origin || before.pathname !== link.pathname) continue
    link.href = before.href
    link.hidden = false
    link.addEventListener("click", (event) => {
      // A step within the page would only be taken back; a page in a window of its own has nothing before it.
      if (location.hash || history.length === 1 || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      history.back()
    })
    for (const other of document.querySelectorAll(".govuk-breadcrumbs")) other.hidden = true
  }
}
