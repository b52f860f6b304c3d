// Buttons above a field that write Markdown, as the toolbar of WAI-ARIA: one stop of the Tab key, arrow keys within.
import { MARKS, nextItem } from "./marks.js"

const isApple = /Mac|iPhone|iPad/.test(navigator.platform)

function button(name, area) {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "kb-toolbar__button"
  made.textContent = name
  made.setAttribute("aria-controls", area.id)
  return made
}

/** Arrow keys, Home and End go from button to button; the Tab key finds the one that was used last. */
function rove(toolbar) {
  const buttons = [...toolbar.querySelectorAll("button")]
  const stop = (chosen) => buttons.forEach((each) => (each.tabIndex = each === chosen ? 0 : -1))
  stop(buttons[0])
  toolbar.addEventListener("focusin", ({ target }) => stop(target))
  toolbar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(event.target)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    buttons[(to + buttons.length) % buttons.length].focus()
  })
}

function listenToKeys(area) {
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    const key = event.key.toLowerCase()
    const command = (isApple ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey
    const mark = command && MARKS.find(({ keys }) => keys === key)
    const plainEnter = event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey
    if (mark) mark.act(area)
    if (mark || (plainEnter && nextItem(area))) event.preventDefault()
  })
}

/** Puts the toolbar above the field; `more` are buttons that stand at its end. */
export function createToolbar(area, label, more) {
  const toolbar = document.createElement("div")
  toolbar.className = "kb-toolbar"
  toolbar.setAttribute("role", "toolbar")
  toolbar.setAttribute("aria-label", `Formatting: ${label}`)
  for (const mark of MARKS) {
    const made = button(mark.name, area)
    if (mark.keys) made.title = `${isApple ? "⌘" : "Ctrl+"}${mark.keys.toUpperCase()}`
    made.addEventListener("click", () => mark.act(area))
    toolbar.append(made)
  }
  toolbar.append(...more)
  area.before(toolbar)
  rove(toolbar)
  listenToKeys(area)
}
