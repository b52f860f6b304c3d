// The order of the parts of a session: changed by dragging, and by the buttons without leaving the page. What was changed
// is sent at once; without this script each button sends its form.
import { announce } from "./announce.js"

const EDGE = 70 // pixels from the edge of the window within which it scrolls while something is dragged
const STEP = 14 // pixels that it then scrolls for each frame
const READING = 4000 // milliseconds to read what went wrong, before the page is loaded again
const FAILED = "The new order was not saved"
const WORDS = {
  offline: `${FAILED}: there is no connection. Move the part again when it is back.`,
  silent: `${FAILED}: the site does not answer. Move the part again in a minute.`,
  refused: `${FAILED}: you have been signed out, or the pack is no longer yours to change. The page is loaded again.`,
  changed: "Parts were added or taken out meanwhile. The page is loaded again, so that you see them."
}

class Ordering {
  constructor(list) {
    this.list = list
    this.saved = this.order
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
    const sent = new URLSearchParams({ csrf_token: this.token })
    for (const key of this.order) sent.append("part", key)
    const told = `“${part.dataset.title}” is now part ${this.parts.indexOf(part) + 1} of ${this.parts.length}.`
    this.sending = this.sending.then(() => this.save(sent, part, told))
  }

  get token() {
    return this.list.querySelector("[name=csrf_token]").value
  }

  async save(sent, part, told) {
    const answer = await this.ask(sent)
    if (answer.problem) return this.failed(answer.problem, part)
    const there = answer.parts.map(({ key }) => key)
    if (there.length !== this.parts.length || there.some((key) => !this.order.includes(key))) {
      return this.failed("changed", part)
    }
    for (const { key, time } of answer.parts) {
      this.parts.find((each) => each.dataset.part === key).querySelector("[data-time]").textContent = time
    }
    this.saved = there
    this.say(part, told, answer.done)
  }

  /** What the site answers to an order: its parts, or what the problem is. */
  async ask(sent) {
    try {
      const answer = await fetch(this.list.dataset.order, { method: "POST", body: sent, redirect: "manual" })
      if (answer.status >= 500 || answer.status === 429) return { problem: "silent" }
      const words = answer.ok ? await answer.json() : {}
      return words.parts ? words : { problem: "refused" }
    } catch {
      return { problem: "offline" }
    }
  }

  /** Says above a part what was done with it; `done`: the version that can be taken back, if anything was changed. */
  say(part, words, done) {
    const notice = this.notice(part, words, "good")
    part.classList.add("kb-build__part--done")
    if (done) notice.append(this.undo(part, done))
    announce(words)
  }

  /** A notice above a part, in place of all that were said of parts before. */
  notice(part, words, kind) {
    for (const before of this.list.querySelectorAll(".kb-done")) before.remove()
    for (const each of this.parts) each.classList.remove("kb-build__part--done")
    const [notice, line] = [document.createElement("div"), document.createElement("p")]
    notice.className = `kb-notice kb-notice--${kind} kb-done`
    line.textContent = words
    notice.append(line)
    part.prepend(notice)
    return notice
  }

  /** The form that the site would show: it takes back what was done. */
  undo(part, done) {
    const [form, button] = [document.createElement("form"), document.createElement("button")]
    form.action = this.list.dataset.undo
    form.method = "post"
    for (const [name, value] of Object.entries({ csrf_token: this.token, done, back: "", at: part.id })) {
      const field = document.createElement("input")
      Object.assign(field, { type: "hidden", name, value })
      form.append(field)
    }
    button.className = "govuk-button govuk-button--secondary kb-button--small"
    button.textContent = "Undo"
    form.append(button)
    return form
  }

  /** The order was not saved: as long as nobody else has changed the parts, it stands again as it was saved last. */
  failed(problem, part) {
    if (["offline", "silent"].includes(problem)) {
      this.arrange(this.saved)
      this.number()
    }
    this.notice(part, WORDS[problem], "ask")
    part.scrollIntoView({ block: "nearest" })
    announce(WORDS[problem])
    if (["refused", "changed"].includes(problem)) setTimeout(() => location.reload(), READING)
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
