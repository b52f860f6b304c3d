// Texts that could not be saved, in this browser alone: under the number of who typed them, for a week at most, and gone
// after signing out. Each page that is open has a place of its own, so that two of them do not write over one another.
// Where the browser keeps nothing for pages, nothing is kept.
const BEGIN = "lessonbank-kept:"
const SENT = "lessonbank-sent"
const WEEK = 7 * 24 * 60 * 60 * 1000
let isOver = false

/** What a storage gives; null where the browser allows none. */
function tried(act) {
  try {
    return act()
  } catch {
    return null
  }
}

function names(begin = BEGIN) {
  return tried(() => Object.keys(localStorage).filter((name) => name.startsWith(begin))) ?? []
}

export class Kept {
  constructor(name) {
    this.name = name
  }

  /** What is kept: `at`, the moment, and `fields`, names and values; null where there is nothing. */
  get() {
    const kept = tried(() => JSON.parse(localStorage.getItem(this.name)))
    return typeof kept?.at === "number" && kept.fields && typeof kept.fields === "object" ? kept : null
  }

  /** Keeps these fields; returns whether the browser did. */
  put(fields) {
    if (isOver) return false
    return tried(() => localStorage.setItem(this.name, JSON.stringify({ at: Date.now(), fields })) ?? true) ?? false
  }

  remove() {
    tried(() => localStorage.removeItem(this.name))
  }

  /** Says that the fields are on their way to the site; the next page tells whether they came there. */
  send() {
    tried(() => sessionStorage.setItem(SENT, JSON.stringify({ name: this.name, onItsWay: true })))
  }
}

/** What earlier pages of this user left for a form, the newest first; and a place for this page. */
export function places(user, key) {
  const begin = `${BEGIN}${user}:${key}:`
  const left = names(begin).map((name) => new Kept(name)).filter((kept) => kept.get())
  left.sort((one, other) => other.get().at - one.get().at)
  return { left, own: new Kept(`${begin}${Date.now()}-${Math.random().toString(36).slice(2)}`) }
}

function forgetOld() {
  for (const name of names()) {
    const at = new Kept(name).get()?.at
    if (at === undefined || Math.abs(Date.now() - at) > WEEK) new Kept(name).remove()
  }
}

/** Whether this page is one on which the site carries a form through signing in. */
function carriesForm() {
  return Boolean(document.querySelector("input[name=kept_form]"))
}

/** Takes out what was sent, once a page has come that shows it has arrived. */
function forgetSent() {
  const sent = tried(() => JSON.parse(sessionStorage.getItem(SENT)))
  if (!sent?.onItsWay) return
  const status = performance.getEntriesByType("navigation")[0]?.responseStatus
  const arrived = status >= 200 && status < 300 && !carriesForm() && !document.querySelector(".govuk-error-summary")
  if (arrived) new Kept(sent.name).remove()
  tried(() => {
    if (arrived) sessionStorage.removeItem(SENT)
    else sessionStorage.setItem(SENT, JSON.stringify({ ...sent, onItsWay: false }))
  })
}

function forgetAll() {
  isOver = true
  for (const name of names()) new Kept(name).remove()
}

function whenSubmitted({ target }) {
  const { pathname } = new URL(target.getAttribute("action") || "", location.href)
  if (/\/(sign-out|sessions\/end-all)$/.test(pathname)) forgetAll()
  else if (carriesForm()) {
    const sent = tried(() => JSON.parse(sessionStorage.getItem(SENT)))
    if (sent) new Kept(sent.name).send()
  }
}

/** On every page: takes out what need not be kept any longer. */
export function createForgetting() {
  if (/\/(signed-out|account\/deleted)$/.test(location.pathname)) forgetAll()
  forgetOld()
  forgetSent()
  document.addEventListener("submit", whenSubmitted)
}
