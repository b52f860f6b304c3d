// Small helps for pages that work without them: the components, suggestions, long lists and selects, printing, copying,
// tables in narrow places.
import { announce } from "./announce.js"
import { createBackLinks } from "./back.js"
import { createChoosers } from "./choose.js"
import { createComboboxes } from "./combobox.js"
import {
  createAll, Button, ErrorSummary, ExitThisPage, PasswordInput, Radios, ServiceNavigation, SkipLink
} from "./govuk-frontend.min.js"
import { createMaking } from "./making.js"
import { createNarrowing } from "./narrow.js"
import { createOrdering } from "./ordering.js"
import { createRefreshing } from "./refresh.js"
import { createForgetting } from "./writing/kept.js"

for (const component of [Button, ErrorSummary, ExitThisPage, PasswordInput, Radios, ServiceNavigation, SkipLink]) {
  createAll(component)
}
createBackLinks()
createChoosers()
createComboboxes()
createMaking()
createNarrowing()
createOrdering()
createRefreshing()
createForgetting()

// What helps to write is more than all the rest together, and few pages need it.
if (document.querySelector("[data-writing], [data-autosave], [data-unsaved], [data-upload]")) import("./writing/writing.js")

// Filters that the style sheet shows on wide screens are open for assistive technology too.
const wide = window.matchMedia("(min-width: 40.0625em)")
for (const filters of document.querySelectorAll(".kb-facets")) {
  const asSent = filters.open
  const fit = () => (filters.open = asSent || wide.matches)
  wide.addEventListener("change", fit)
  fit()
}

// Fields that were left empty say nothing in the address of a search.
document.getElementById("search")?.addEventListener("formdata", ({ formData }) => {
  for (const name of ["q", "from", "to"]) if (formData.get(name) === "") formData.delete(name)
})

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print())
}

/** Copies the text of the element that the button names, and says so on the button and aloud. */
async function copy(button, words) {
  const text = document.getElementById(button.dataset.copy).innerText.trim()
  try {
    await navigator.clipboard.writeText(text)
    button.textContent = "Copied"
    announce("Copied")
  } catch {
    button.textContent = "Could not copy: select the text and copy it"
    announce("Your browser did not let the page copy. Select the text and copy it.")
  }
  setTimeout(() => {
    button.replaceChildren(...words)
    announce("")
  }, 4000)
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const words = [...button.childNodes]
  button.addEventListener("click", () => copy(button, words))
}

// Where a table is narrow its rows are read as lists, and each value then needs the name of its column.
for (const table of document.querySelectorAll(".kb-prose table")) {
  const names = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent.trim())
  for (const row of table.querySelectorAll("tbody tr")) {
    ;[...row.cells].forEach((cell, column) => {
      if (names[column]) cell.dataset.column = names[column]
    })
  }
}
