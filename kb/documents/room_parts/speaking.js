"use strict"

// Notes in a second window, which only the trainer sees. Both windows show the same file and tell each other the number
// of the slide; they know each other as opener and opened, since a file on a disk has no origin to go by.

const SPEAKING = "#notes"
const KIND = "slide-of-this-session"

/** The window with notes, from the side of the one that presents. `moved` is called with the number of a slide. */
function createNotesWindow(moved) {
  let other = null
  let at = 0

  function tell() {
    if (other && !other.closed) other.postMessage({ kind: KIND, at }, "*")
  }

  window.addEventListener("message", (event) => {
    if (!other || event.source !== other || !event.data || event.data.kind !== KIND) return
    if (Number.isInteger(event.data.at)) moved(event.data.at)
    else tell()
  })

  return {
    /** Opens it, or brings it to the front; whether the browser lets it. */
    open() {
      if (other && !other.closed) {
        other.focus()
        return true
      }
      other = window.open(location.href.split("#")[0] + SPEAKING, "_blank", "popup,width=900,height=700")
      return other !== null
    },
    show(number) {
      at = number
      tell()
    },
  }
}

/** Whether this window is the one with notes. */
function isForNotes() {
  return location.hash === SPEAKING && window.opener !== null
}

/** Shows the notes to one slide, which the window that presents names, and goes on from here too. */
function createSpeaker() {
  const element = (id) => document.getElementById(id)
  const screens = Array.from(document.querySelectorAll(".screen"))
  let at = 0

  function show(number) {
    at = Math.max(0, Math.min(number, screens.length - 1))
    screens.forEach((screen, index) => screen.classList.toggle("is-current", index === at))
    for (const part of document.querySelectorAll(".part")) part.classList.toggle("is-current", part.contains(screens[at]))
    element("notes-number").textContent = `${at + 1} of ${screens.length}`
    const next = screens[at + 1]
    element("notes-next").textContent = next ? `Next: ${next.querySelector("h3").textContent}` : "This is the last slide."
    element("notes-back").disabled = at === 0
    element("notes-on").disabled = at === screens.length - 1
    window.scrollTo(0, 0)
  }

  function move(by) {
    show(at + by)
    window.opener.postMessage({ kind: KIND, at }, "*")
  }

  document.documentElement.classList.add("speaking")
  document.title = `Notes: ${document.title}`
  element("speaker").hidden = false
  for (const notes of document.querySelectorAll("details.notes")) notes.open = true
  element("notes-back").addEventListener("click", () => move(-1))
  element("notes-on").addEventListener("click", () => move(1))
  document.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key]
    if (!by || event.target.type === "radio" || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    move(by)
  })
  window.addEventListener("message", (event) => {
    if (event.source === window.opener && event.data && event.data.kind === KIND) show(event.data.at)
  })
  show(0)
  window.opener.postMessage({ kind: KIND }, "*")
}
