// The notice above a form that offers what could not be saved when it was last open here. Nothing is put in place unasked.
import { announce } from "../announce.js"
import { differing, fill, label } from "./fields.js"

const SHOWN = 300 // characters of a text

function when(at) {
  const moment = new Date(at)
  const time = moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })
  if (moment.toDateString() === new Date().toDateString()) return `${time} today`
  return `${time} on ${moment.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}`
}

function button(words, look) {
  const made = document.createElement("button")
  made.type = "button"
  made.className = look
  made.textContent = words
  return made
}

function notice(form, kept, names) {
  const made = document.createElement("section")
  const heading = document.createElement("h2")
  const list = document.createElement("ul")
  heading.className = "kb-kept__heading"
  heading.textContent = `Text that was not saved, from ${when(kept.at)}`
  made.className = "kb-notice kb-notice--ask kb-kept"
  made.setAttribute("aria-label", heading.textContent)
  list.className = "govuk-list govuk-list--bullet kb-kept__fields"
  for (const name of names) {
    const item = document.createElement("li")
    const words = [kept.fields[name]].flat().join(", ")
    item.textContent = `${label(form, name)}: “${words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words}”`
    list.append(item)
  }
  const words = document.createElement("p")
  words.textContent = "It is kept in this browser only. It differs from what stands below in:"
  made.append(heading, words, list)
  return made
}

/** Offers what is kept in this place, where it differs from the form. `put` is called when it was put in place. */
export function offer(form, place, put) {
  const kept = place.get()
  const names = differing(form, kept.fields)
  if (!names.length) return place.remove()
  const made = notice(form, kept, names)
  const [puts, drops] = [
    button("Put it in place", "govuk-button govuk-button--secondary kb-button--small"),
    button("Throw it away", "kb-button-link")
  ]
  const actions = document.createElement("div")
  actions.className = "kb-actions kb-kept__actions"
  actions.append(puts, drops)
  made.append(actions)
  const end = (words) => {
    place.remove()
    made.remove()
    announce(words)
    form.querySelector("textarea, input:not([type=hidden]), select")?.focus()
  }
  puts.addEventListener("click", () => {
    fill(form, kept.fields, names)
    put()
    end("The text is in its place")
  })
  drops.addEventListener("click", () => end("The text was thrown away"))
  form.before(made)
}
