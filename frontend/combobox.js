// Suggestions under a search box, as an editable combobox (WAI-ARIA 1.2, list autocomplete with manual selection).
// Without this script the box is a plain one.
//
// Enter sends the words as typed; only who has moved to a suggestion, or clicks one, goes to its page. While an answer
// is on its way the list is busy; who moves in it keeps the one that is seen.
import { announce } from "./announce.js"

const FEWEST_LETTERS = 2
const PAUSE = 120 // milliseconds without a key before the words are sent
const KINDS = { theme: "Theme", organisation: "Organisation", lesson: "Lesson" }

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
}

function element(name, attributes) {
  const made = document.createElement(name)
  set(made, attributes)
  return made
}

export class Combobox {
  constructor(input) {
    this.input = input
    const id = `${input.id}-suggestions`
    this.list = element("ul", { id, class: "kb-suggestions", role: "listbox", "aria-label": "Suggestions", hidden: "" })
    input.parentElement.append(this.list)
    set(input, {
      type: "text", // a search field may not be a combobox; a keyboard on the screen still says "search"
      enterkeyhint: "search",
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": id,
      "aria-expanded": "false",
    })
    input.addEventListener("input", () => this.later())
    input.addEventListener("keydown", (event) => this.press(event))
    input.addEventListener("blur", () => this.close())
    this.list.addEventListener("mousedown", (event) => event.preventDefault()) // the box keeps the focus
    this.list.addEventListener("click", (event) => this.follow(event.target.closest("[role=option]")))
  }

  /** Letters that have to be typed before something is suggested. */
  get fewest() {
    return FEWEST_LETTERS
  }

  get words() {
    return this.input.value.trim().replace(/\s+/g, " ")
  }

  get options() {
    return [...this.list.children]
  }

  get active() {
    return document.getElementById(this.input.getAttribute("aria-activedescendant"))
  }

  /** Asks once the typing pauses. What was asked before is no longer wanted. */
  later() {
    this.stop()
    if (this.words.length < this.fewest) return this.close()
    this.choose(null)
    set(this.list, { "aria-busy": true })
    this.timer = setTimeout(() => this.ask(), PAUSE)
  }

  /** Shows what is suggested for the words, and then moves that far in the list. */
  async ask(step = 0) {
    this.stop()
    const request = new AbortController()
    this.request = request
    set(this.list, { "aria-busy": true })
    const suggestions = await this.find(request.signal)
    if (request.signal.aborted) return
    if (!suggestions || document.activeElement !== this.input) return this.close()
    this.stop()
    this.show(suggestions)
    if (step && suggestions.length) this.move(step)
  }

  /** What the server suggests; null where it fails or there is no network: the box works without. */
  async find(signal) {
    try {
      const address = `${this.input.dataset.suggestions}?q=${encodeURIComponent(this.words)}`
      const answer = await fetch(address, { signal, headers: { Accept: "application/json" } })
      return answer.ok ? await answer.json() : null
    } catch {
      return null
    }
  }

  /** Whether the list is about to open or to change. */
  get waiting() {
    return this.list.getAttribute("aria-busy") === "true"
  }

  stop() {
    clearTimeout(this.timer)
    this.request?.abort()
    set(this.list, { "aria-busy": false })
  }

  show(suggestions) {
    this.list.replaceChildren(...suggestions.map((suggestion, number) => this.option(suggestion, number)))
    this.choose(null)
    this.list.hidden = suggestions.length === 0
    set(this.input, { "aria-expanded": suggestions.length > 0 })
    const count = suggestions.length === 1 ? "1 suggestion" : `${suggestions.length || "No"} suggestions`
    announce(suggestions.length ? `${count}. Use the up and down arrow keys to read them.` : `${count}.`)
  }

  option({ kind, text, url, also }, number) {
    const id = `${this.list.id}-${number}`
    const option = element("li", { id, class: "kb-suggestions__option", role: "option", "data-url": url })
    const what = element("span", { class: "kb-suggestions__kind" })
    const more = kind === "lesson" ? ` ${also}` : `, also called ${also}` // of a lesson it is its reference
    what.textContent = also ? KINDS[kind] + more : KINDS[kind]
    option.append(text, " ", what)
    return option
  }

  close() {
    this.stop()
    this.choose(null)
    this.list.hidden = true
    set(this.input, { "aria-expanded": false })
    announce("")
  }

  choose(option) {
    for (const other of this.options) set(other, { "aria-selected": other === option })
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id)
      option.scrollIntoView({ block: "nearest" })
    } else {
      this.input.removeAttribute("aria-activedescendant")
    }
  }

  /** One suggestion further or back; beyond the last and the first is the box itself. */
  move(step) {
    this.stop()
    const stops = [null, ...this.options]
    const here = stops.indexOf(this.active)
    this.choose(stops[(here + step + stops.length) % stops.length])
  }

  follow(option) {
    if (!option) return
    this.close()
    window.location.assign(option.dataset.url)
  }

  press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return
    const open = !this.list.hidden
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (arrow) {
      event.preventDefault()
      if (event.altKey && open && arrow < 0) this.close()
      else if (open && !event.altKey) this.move(arrow)
      else if (!open && this.words.length >= this.fewest) this.ask(event.altKey ? 0 : arrow)
    } else if (event.key === "Enter" && open && this.active) {
      event.preventDefault()
      this.follow(this.active)
    } else if (event.key === "Enter" || event.key === "Tab") {
      this.close()
    } else if (event.key === "Escape" && (open || this.waiting)) {
      event.preventDefault()
      this.close()
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
      this.choose(null)
    }
  }
}

export function createComboboxes() {
  for (const input of document.querySelectorAll("input[data-suggestions]")) new Combobox(input)
}
