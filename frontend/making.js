// A file that is made while its reader waits: the link says so, for browsers show nothing until it comes.
import { announce } from "./announce.js"

const WORDS = "Making it…"
const ENOUGH = 8000 // milliseconds: nobody tells a page when a download has begun

function say(link) {
  if (link.dataset.making) return
  const words = [...link.childNodes]
  link.dataset.making = "now"
  link.textContent = WORDS
  announce(WORDS)
  setTimeout(() => {
    link.replaceChildren(...words)
    link.dataset.making = ""
    announce("")
  }, ENOUGH)
}

export function createMaking() {
  for (const link of document.querySelectorAll("a[data-making]")) {
    link.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) say(link)
    })
  }
}
