const place = document.querySelector("[data-announcements]")
const PAUSE = 50 // milliseconds between two texts: screen readers say nothing when a text is changed for the same one

let timer

/** Says something to readers who do not see that it happened, again if it was said before; an empty text says nothing. */
export function announce(text) {
  if (!place) return
  clearTimeout(timer)
  place.textContent = ""
  if (text) timer = setTimeout(() => (place.textContent = text), PAUSE)
}
