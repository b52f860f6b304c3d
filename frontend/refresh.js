// A part of a page that is asked for again until what it shows is finished.
import { announce } from "./announce.js"

/** The page as it is now. A request for a document, because pages may not make documents out of strings. */
function pageNow() {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open("GET", location.href)
    request.responseType = "document"
    request.onload = () => resolve(request)
    request.onerror = reject
    request.send()
  })
}

/** Asks for the page again and puts the new part in place of the old one, for as long as the part asks for it. */
async function refresh(part) {
  try {
    const { status, response, responseURL } = await pageNow()
    if (status !== 200 || responseURL !== location.href.split("#")[0]) return location.reload() // signed out: say so
    const fresh = response?.getElementById(part.id)
    if (!fresh?.dataset.refreshEvery) return location.reload() // finished: the whole page has changed
    part.replaceWith(document.adoptNode(fresh))
    follow(fresh)
    announce(fresh.querySelector(".kb-lead")?.textContent ?? "")
  } catch {
    follow(part) // no network for a moment
  }
}

function follow(part) {
  setTimeout(() => refresh(part), 1000 * Number(part.dataset.refreshEvery))
}

export function createRefreshing() {
  for (const part of document.querySelectorAll("[data-refresh-every]")) follow(part)
}
