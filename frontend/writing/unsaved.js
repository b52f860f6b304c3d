// A long form that is saved with its button alone: who leaves it with changes is asked first, what was typed is kept in this
// browser until it is saved, and Ctrl and S, or Ctrl and Enter, save it from anywhere in it.
import { values } from "./fields.js"
import { places } from "./kept.js"
import { offer } from "./offer.js"

const PAUSE = 500 // milliseconds after the last key
const isApple = /Mac|iPhone|iPad/.test(navigator.platform)
const WORDS = `Not saved yet. ${isApple ? "⌘S" : "Ctrl+S"} saves.`

/** Whether somebody leaves in a hurry, with "Exit this page": nothing may hold them up. */
function exits() {
  return document.body.classList.contains("govuk-exit-this-page-hide-content")
}

/** Whether a field holds another value than the site gave it: also one that somebody changed before this script was there. */
function differs(field) {
  if (!field.name || ["hidden", "submit", "button", "file"].includes(field.type)) return false
  if (["checkbox", "radio"].includes(field.type)) return field.checked !== field.defaultChecked
  if (field.localName === "select") {
    const given = [...field.options].findIndex((option) => option.defaultSelected)
    return field.selectedIndex !== Math.max(given, 0)
  }
  return field.value !== field.defaultValue
}

class Unsaved {
  constructor(form) {
    this.form = form
    this.status = form.querySelector("[data-unsaved-state]")
    const { left, own } = places(form.dataset.user, form.dataset.key)
    this.place = own
    for (const place of left) offer(form, place, () => this.changed())
    // A page that shows mistakes holds what was sent and not taken.
    this.refused = Boolean(document.querySelector(".govuk-error-summary"))
    this.changed()
    this.listen()
  }

  get dirty() {
    return this.refused || [...this.form.elements].some(differs)
  }

  listen() {
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.changed())
    this.form.addEventListener("submit", (event) => this.submitted(event))
    document.addEventListener("keydown", (event) => this.press(event))
    window.addEventListener("pagehide", () => this.keep())
    window.addEventListener("pageshow", ({ persisted }) => persisted && (this.sending = false))
    window.addEventListener("beforeunload", (event) => {
      if (this.dirty && !this.sending && !exits()) event.preventDefault()
    })
  }

  changed() {
    this.sending = false
    if (this.status) this.status.textContent = this.dirty ? WORDS : ""
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.keep(), PAUSE)
  }

  keep() {
    if (this.sending) return
    if (this.dirty) this.place.put(values(this.form))
    else this.place.remove()
  }

  press(event) {
    const command = (isApple ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey
    if (!command || event.isComposing || !["s", "enter"].includes(event.key.toLowerCase())) return
    event.preventDefault()
    this.form.requestSubmit(this.form.querySelector("button.govuk-button[type=submit]"))
  }

  submitted(event) {
    if (event.defaultPrevented) return
    clearTimeout(this.timer)
    if (this.dirty) {
      this.place.put(values(this.form))
      this.place.send()
    }
    this.sending = true
  }
}

export function createUnsaved() {
  for (const form of document.querySelectorAll("form[data-unsaved]")) new Unsaved(form)
}
