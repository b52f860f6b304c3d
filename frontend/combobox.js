// Suggestions under a search box, as an editable combobox (WAI-ARIA 1.2). Without this script the box is a plain one.
//
// Enter sends the words as typed; only who has moved to a suggestion, or clicks one, goes to its page.
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

class Combobox {
  constructor(input) {
    this.input = input
    this.found = new Map() // suggestions by what was typed
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
    clearTimeout(this.timer)
    this.request?.abort()
    if (this.words.length < FEWEST_LETTERS) return this.close()
    this.timer = setTimeout(() => this.ask(this.words), PAUSE)
  }

  async ask(words) {
    if (!this.found.has(words)) {
      const request = new AbortController()
      this.request = request
      try {
        const address = `${this.input.dataset.suggestions}?q=${encodeURIComponent(words)}`
        const answer = await fetch(address, { signal: request.signal, headers: { Accept: "application/json" } })
        if (!answer.ok) return this.close()
        this.found.set(words, await answer.json())
      } catch {
        return // typed on, or no network: the box works without suggestions
      }
    }
    if (words === this.words && document.activeElement === this.input) this.show(this.found.get(words))
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
    what.textContent = also ? `${KINDS[kind]}, also called ${also}` : KINDS[kind]
    option.append(text, " ", what)
    return option
  }

  close() {
    clearTimeout(this.timer)
    this.request?.abort()
    if (this.list.hidden) return
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
      else if (!open && this.words.length >= FEWEST_LETTERS) this.ask(this.words)
    } else if (event.key === "Enter" && open && this.active) {
      event.preventDefault()
      this.follow(this.active)
    } else if (event.key === "Enter" || event.key === "Tab") {
      this.close()
    } else if (event.key === "Escape" && open) {
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
