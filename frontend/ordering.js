// The order of the parts of a session: changed by dragging, and by the buttons without leaving the page. What was changed
// is sent at once; without this script each button sends its form.
import { announce } from "./announce.js"

const EDGE = 70 // pixels from the edge of the window within which it scrolls while something is dragged
const STEP = 14 // pixels that it then scrolls for each frame
const READING = 2500 // milliseconds to read what went wrong, before the page is loaded again

class Ordering {
  constructor(list) {
    this.list = list
    this.sending = Promise.resolve()
    for (const part of this.parts) part.querySelector("[data-time]").after(this.handle(part))
    list.addEventListener("submit", (event) => this.press(event))
  }

  get parts() {
    return [...this.list.children]
  }

  get order() {
    return this.parts.map((part) => part.dataset.part)
  }

  /** What a part is dragged by. It is for pointers alone: the buttons do the same for everybody else. */
  handle(part) {
    const handle = document.createElement("span")
    handle.className = "kb-build__handle"
    handle.setAttribute("aria-hidden", "true")
    handle.textContent = "Drag"
    handle.addEventListener("pointerdown", (event) => {
      if (event.button === 0) this.begin(part, event)
    })
    return handle
  }

  begin(part, event) {
    event.preventDefault()
    const before = this.order
    let y = event.clientY
    let frame
    const follow = () => {
      if (y < EDGE) window.scrollBy(0, -STEP)
      else if (y > window.innerHeight - EDGE) window.scrollBy(0, STEP)
      this.pass(part, y)
      frame = requestAnimationFrame(follow)
    }
    const watched = new AbortController()
    const end = (keep) => {
      watched.abort()
      cancelAnimationFrame(frame)
      part.classList.remove("kb-build__part--dragged")
      if (!keep) this.arrange(before)
      else if (this.order.join() !== before.join()) this.send(part)
    }
    const { signal } = watched
    document.addEventListener("pointermove", (move) => (y = move.clientY), { signal })
    document.addEventListener("pointerup", () => end(true), { signal })
    document.addEventListener("pointercancel", () => end(false), { signal })
    document.addEventListener("keydown", (key) => key.key === "Escape" && end(false), { signal })
    part.classList.add("kb-build__part--dragged")
    follow()
  }

  /** Lets those pass whose middle the pointer has crossed. They are moved, and not the part itself, which keeps focus. */
  pass(part, y) {
    const middle = (other) => other.getBoundingClientRect().top + other.getBoundingClientRect().height / 2
    const { previousElementSibling: above, nextElementSibling: below } = part
    if (above && y < middle(above)) part.after(above)
    else if (below && y > middle(below)) part.before(below)
  }

  arrange(keys) {
    for (const key of keys) this.list.append(this.parts.find((part) => part.dataset.part === key))
  }

  press(event) {
    const form = event.target
    if (!form.dataset.move) return
    event.preventDefault()
    const part = form.closest("[data-part]")
    const { previousElementSibling: above, nextElementSibling: below } = part
    if (form.dataset.move === "up" && above) part.after(above)
    else if (form.dataset.move === "down" && below) part.before(below)
    else return
    this.send(part)
    part.scrollIntoView({ block: "nearest" })
  }

  /** Sends the order after what was sent before, so that the last one counts. */
  send(part) {
    this.number()
    const sent = new URLSearchParams({ csrf_token: this.list.querySelector("[name=csrf_token]").value })
    for (const key of this.order) sent.append("part", key)
    const told = `“${part.dataset.title}” is now part ${this.parts.indexOf(part) + 1} of ${this.parts.length}.`
    this.sending = this.sending.then(() => this.save(sent, told))
  }

  async save(sent, told) {
    try {
      const answer = await fetch(this.list.dataset.order, { method: "POST", body: sent })
      const { parts } = await answer.json()
      if (!answer.ok || parts.length !== this.parts.length) throw new Error("Somebody else has changed the parts")
      for (const { key, time } of parts) {
        this.parts.find((part) => part.dataset.part === key).querySelector("[data-time]").textContent = time
      }
      announce(told)
    } catch {
      this.failed()
    }
  }

  failed() {
    const words = "The new order could not be saved. The page is loaded again."
    const notice = document.createElement("p")
    notice.className = "kb-notice kb-notice--stop"
    notice.textContent = words
    this.list.before(notice)
    announce(words)
    setTimeout(() => location.reload(), READING)
  }

  /** Numbers the parts anew; the first cannot go up, the last not down. */
  number() {
    const { parts } = this
    parts.forEach((part, at) => {
      part.querySelector("[data-number]").textContent = at + 1
      for (const form of part.querySelectorAll("[data-move]")) {
        const button = form.querySelector("button")
        const other = part.querySelector(`[data-move=${form.dataset.move === "up" ? "down" : "up"}] button`)
        const off = form.dataset.move === "up" ? at === 0 : at === parts.length - 1
        if (off && document.activeElement === button) {
          other.disabled = false
          other.focus()
        }
        button.disabled = off
      }
    })
  }
}

export function createOrdering() {
  for (const list of document.querySelectorAll("ol[data-order]")) new Ordering(list)
}
