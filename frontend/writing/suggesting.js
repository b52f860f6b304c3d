// What fits the text comes to the top of its list of check boxes, each with the reason, as soon as the text was saved.
import { announce } from "../announce.js"

class Suggested {
  constructor(place) {
    this.name = place.dataset.suggested
    this.place = place
    this.items = [...place.querySelectorAll(`input[name="${this.name}"]`)].map((input) => input.closest(".govuk-checkboxes__item"))
  }

  get title() {
    return this.place.dataset.title
  }

  input(item) {
    return item.querySelector("input")
  }

  /** The group at the top; made when something is suggested for the first time. */
  get first() {
    if (this.made) return this.made
    const groups = [...this.place.querySelectorAll(".govuk-checkboxes")]
    const group = groups.at(-1)
    if (groups.length > 1) return (this.made = groups[0]) // the server has suggested something already
    const box = document.createElement("fieldset")
    box.className = "govuk-fieldset kb-asked__first"
    const legend = document.createElement("legend")
    legend.className = "govuk-fieldset__legend govuk-fieldset__legend--s"
    legend.textContent = this.title
    const made = document.createElement("div")
    made.className = group.className
    box.append(legend, made)
    this.place.prepend(box)
    const rest = group.closest("fieldset").querySelector("legend")
    rest.textContent = this.place.dataset.rest
    return (this.made = made)
  }

  get others() {
    return [...this.place.querySelectorAll(".govuk-checkboxes")].at(-1)
  }

  show(suggested) {
    const item = (slug) => this.items.find((each) => this.input(each).value === slug)
    const wanted = suggested.map(({ slug, reason }) => ({ item: item(slug), reason })).filter((each) => each.item)
    if (!wanted.length || this.place.contains(document.activeElement)) return // nothing moves under somebody's hands
    const shown = [...this.first.querySelectorAll(".govuk-checkboxes__item")]
    const before = shown.map((each) => this.input(each).value).join()
    for (const { item, reason } of wanted) {
      this.explain(item, reason)
      this.first.append(item)
    }
    const fits = new Set(wanted.map((each) => each.item))
    for (const each of shown.filter((each) => !fits.has(each) && !this.input(each).checked)) {
      this.explain(each, "")
      this.others.append(each)
    }
    if (wanted.map((each) => this.input(each.item).value).join() !== before) announce(`${this.title}: ${wanted.length}`)
  }

  explain(item, reason) {
    const input = this.input(item)
    let hint = item.querySelector(".govuk-checkboxes__hint")
    if (!reason) {
      hint?.remove()
      input.removeAttribute("aria-describedby")
      return
    }
    if (!hint) {
      hint = document.createElement("div")
      hint.id = `${input.id}-item-hint`
      hint.className = "govuk-hint govuk-checkboxes__hint"
      item.append(hint)
      input.setAttribute("aria-describedby", hint.id)
    }
    hint.textContent = reason
  }
}

export function createSuggested() {
  for (const place of document.querySelectorAll("[data-suggested]")) {
    const list = new Suggested(place)
    place.closest("form")?.addEventListener("autosaved", ({ detail }) => list.show(detail.suggested?.[list.name] ?? []))
  }
}
