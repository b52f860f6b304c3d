// Saves what is typed without being asked, and says when it did. What cannot be saved is kept in this browser.
import { values } from "./fields.js"
import { places } from "./kept.js"
import { offer } from "./offer.js"

const PAUSE = 3000 // milliseconds after the last key
const LONGEST = 20_000 // while somebody types on and on
const PATIENCE = 20_000 // for an answer
const TRIES = [5, 10, 20, 40, 80, 160, 300].map((seconds) => 1000 * seconds)
const KEPT = "Your text is kept in this browser"
const NOT_KEPT = "This browser does not keep it: copy your text before you leave this page"

class Autosave {
  constructor(form) {
    this.form = form
    this.status = form.querySelector("[data-autosave-status]") ?? document.querySelector("[data-autosave-status]")
    const { left, own } = places(form.dataset.user ?? "", form.dataset.key)
    this.place = own
    this.dirty = false
    this.stopped = false
    this.failures = 0
    for (const place of left) offer(form, place, () => this.changed())
    // A page that shows mistakes holds what was sent and not taken.
    // So does one in which somebody has typed before this script was there.
    if (document.querySelector(".govuk-error-summary") || this.typedBefore()) this.changed()
    this.listen()
  }

  typedBefore() {
    return [...this.form.elements].some((field) => {
      if (["checkbox", "radio"].includes(field.type)) return field.checked !== field.defaultChecked
      return ["textarea", "text"].includes(field.type) && field.name && field.value !== field.defaultValue
    })
  }

  listen() {
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, ({ target }) => target.name && this.changed())
    this.form.addEventListener("focusout", ({ relatedTarget }) => relatedTarget?.type !== "submit" && this.now())
    this.form.addEventListener("submit", (event) => this.submitted(event))
    document.addEventListener("visibilitychange", () => document.hidden && this.leave())
    window.addEventListener("pagehide", () => this.leave())
    window.addEventListener("pageshow", ({ persisted }) => persisted && (this.sending = false))
    window.addEventListener("online", () => this.failures && this.save())
    window.addEventListener("beforeunload", (event) => {
      if (this.dirty && (this.stopped || this.failures) && !this.sending) event.preventDefault()
    })
  }

  changed() {
    if (!this.dirty) this.since = Date.now()
    this.dirty = true
    this.sending = false // or nothing could be changed any more
    this.changes = (this.changes ?? 0) + 1
    if (this.stopped || this.failures) this.keep()
    else this.after(Math.min(PAUSE, Math.max(0, this.since + LONGEST - Date.now())))
  }

  after(pause) {
    clearTimeout(this.timer)
    if (!this.stopped) this.timer = setTimeout(() => this.save(), pause)
  }

  /** Saves at once what waits for a pause. */
  now() {
    if (this.dirty && !this.failures) this.save()
  }

  /** Another page is shown, or none: the browser may end this one without a word. */
  leave() {
    if (!this.dirty || this.sending) return
    this.keep()
    if (!this.failures) this.save(true)
  }

  keep() {
    return this.place.put(values(this.form))
  }

  body() {
    const data = new FormData(this.form)
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name)
    data.append("autosave", String((this.turn = (this.turn ?? 0) + 1)))
    return data
  }

  async save(leaving = false) {
    clearTimeout(this.timer)
    if (this.stopped || !this.dirty || this.saving) return
    const { changes } = this
    this.saving = this.ask(leaving)
    const answer = await this.saving
    this.saving = null
    this.take(answer, changes)
    this.form.dispatchEvent(new Event("autosave-ended"))
  }

  /** What the site answers: a status, and what it says; a status of 0 where it does not. */
  async ask(leaving) {
    const options = {
      method: "POST",
      body: this.body(),
      credentials: "same-origin",
      headers: { Accept: "application/json" },
      redirect: "manual", // to the page for signing in
      keepalive: leaving, // only little is taken so
      signal: AbortSignal.timeout(PATIENCE)
    }
    try {
      const response = await fetch(this.form.dataset.autosave, options)
      const isJson = response.headers.get("Content-Type")?.startsWith("application/json")
      const words = isJson ? await response.json() : {}
      if (response.type === "opaqueredirect" || (response.ok && !isJson)) return { status: 401, words }
      return { status: response.status, words }
    } catch {
      return { status: 0, words: {} }
    }
  }

  take({ status, words }, changes) {
    if (status === 200) return this.saved(words, changes)
    if (words.kept) { // the site has it, among the earlier texts
      this.place.remove()
      this.dirty = false
      this.stopped = true
      return this.say(words.message, "stopped")
    }
    const kept = this.keep() ? KEPT : NOT_KEPT
    if (status === 0 || status === 429 || status >= 500) return this.failed(status, kept)
    this.stopped = true
    if ([400, 401, 403, 419].includes(status) && !words.message) {
      const way = "Send the form with its button: you are asked to sign in, and what you typed goes with you."
      return this.say(`Not saved: you have been signed out. ${kept}. ${way}`, "stopped")
    }
    return this.say(words.message ?? `Not saved: the site did not take it. ${kept}.`, "stopped")
  }

  saved(words, changes) {
    const { saved, fields = {}, notes = {} } = words
    for (const [name, value] of Object.entries(fields)) this.write(name, value)
    const left = []
    for (const [name, note] of Object.entries(notes)) {
      const place = this.form.querySelector(`[data-autosave-note="${CSS.escape(name)}"]`)
      if (place) place.textContent = note
      else left.push(note)
    }
    this.failures = 0
    this.dirty = this.changes !== changes
    if (this.dirty) {
      this.since = Date.now()
      this.after(PAUSE)
    } else {
      this.place.remove()
    }
    const all = `Saved at ${saved}`
    this.say(left.length ? `${all}, except for this: ${left.join(". ")}.` : all, left.length ? "partly" : "saved")
    this.form.dispatchEvent(new CustomEvent("autosaved", { detail: words }))
  }

  write(name, value) {
    const field = this.form.elements.namedItem(name)
    if (field?.type === "hidden") field.value = value
  }

  failed(status, kept) {
    const pause = TRIES[Math.min(this.failures, TRIES.length - 1)]
    this.failures += 1
    this.after(pause)
    const why = status === 0 ? "no connection" : "the site does not answer"
    const when = status === 0 ? "will be saved when the connection is back" : "will be saved as soon as the site answers"
    this.say(`Not saved: ${why}. ${kept}${kept === KEPT ? ` and ${when}` : ""}.`, "failed")
  }

  /** Shows how it stands. Aloud only where that has changed: not each time that all is well. */
  say(words, kind) {
    if (!this.status) return
    this.status.setAttribute("aria-live", kind === this.said ? "off" : "polite")
    this.status.dataset.state = kind
    this.said = kind
    if (this.status.textContent !== words) this.status.textContent = words
  }

  /** The form is sent with its button: after what is just being saved, which changes what it names. */
  submitted(event) {
    if (event.defaultPrevented) return
    if (this.saving) {
      event.preventDefault()
      const { submitter } = event
      this.say("Saving", "saving")
      this.form.addEventListener("autosave-ended", () => this.form.requestSubmit(submitter), { once: true })
      return
    }
    clearTimeout(this.timer)
    this.sending = true
    if (!this.dirty) return
    this.keep()
    this.place.send()
  }
}

export function createAutosaves() {
  for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form)
}
