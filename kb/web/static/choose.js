// A long select as a box: one types a part of what is to be chosen, and picks it from the list below. Without this script
// the select stays. It is still the select that is sent; in the box stands what is chosen.
import { Combobox } from "./combobox.js"
import { plain } from "./narrow.js"

class Chooser extends Combobox {
  constructor(select, input) {
    super(input)
    this.select = select
    const label = document.querySelector(`label[for="${input.id}"]`)
    if (label) this.list.setAttribute("aria-label", label.textContent.trim())
    input.setAttribute("enterkeyhint", "done")
    this.choices = [...select.options].filter(({ value }) => value).map((option) => ({ option, text: plain(option.text) }))
    this.showChosen()
    input.addEventListener("blur", () => this.settle())
    input.addEventListener("click", () => this.list.hidden && this.ask())
    input.form?.addEventListener("submit", () => this.settle())
    // The browser may have put back an older choice; but what was typed until then stays.
    window.addEventListener("pageshow", () => this.input.value === this.shown && this.showChosen())
  }

  get fewest() {
    return 0
  }

  get chosenText() {
    return this.select.value ? this.select.selectedOptions[0].text : ""
  }

  /** What fits the words; all while the box still shows what is chosen. */
  find() {
    return this.words === this.chosenText.trim() ? this.choices : this.fitting()
  }

  fitting() {
    const words = plain(this.words).split(/\s+/)
    return this.choices.filter(({ text }) => words.every((word) => text.includes(word)))
  }

  option({ option }, number) {
    const made = document.createElement("li")
    made.id = `${this.list.id}-${number}`
    made.className = "kb-suggestions__option"
    made.setAttribute("role", "option")
    made.dataset.value = option.value
    made.textContent = option.text
    return made
  }

  follow(option) {
    if (!option) return
    this.choose(null)
    this.take(option.dataset.value)
    this.close()
  }

  take(value) {
    this.select.value = value
    this.showChosen()
    this.select.dispatchEvent(new Event("change", { bubbles: true }))
  }

  showChosen() {
    this.shown = this.chosenText
    this.input.value = this.shown
  }

  /** Takes what was typed where it can mean one thing only; otherwise shows again what is chosen. */
  settle() {
    if (this.words === this.chosenText.trim()) return
    const fitting = this.words ? this.fitting() : []
    const same = fitting.find(({ text }) => text === plain(this.words))
    if (!this.words) this.take("")
    else if (same || fitting.length === 1) this.take((same ?? fitting[0]).option.value)
    else this.showChosen()
  }

  press(event) {
    const asks = event.key === "Enter" && !this.list.hidden && !this.active && this.words !== this.chosenText.trim()
    if (!asks || !this.words || event.isComposing) return super.press(event)
    event.preventDefault() // the form is not sent with something half typed
    if (this.options.length === 1) this.follow(this.options[0])
    else this.move(1)
  }
}

/** Puts a box in the place of a select: its label and its errors are those of the box now. */
function boxFor(select) {
  const input = document.createElement("input")
  const box = document.createElement("div")
  box.className = "kb-choose"
  input.id = select.id
  input.className = "govuk-input"
  input.autocomplete = "off"
  const none = [...select.options].find(({ value }) => !value)
  if (none) input.placeholder = none.text
  input.setAttribute("spellcheck", "false")
  if (select.classList.contains("govuk-select--error")) input.classList.add("govuk-input--error")
  const describedBy = select.getAttribute("aria-describedby")
  if (describedBy) input.setAttribute("aria-describedby", describedBy)
  select.id = `${select.id}-select`
  select.hidden = true
  select.before(box)
  box.append(input)
  return input
}

export function createChoosers() {
  for (const select of document.querySelectorAll("select[data-choose]")) new Chooser(select, boxFor(select))
}
