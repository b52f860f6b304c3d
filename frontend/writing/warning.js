// What the identity check finds in a text is shown below its field as soon as the text was saved.

function noteFor(field) {
  const group = field.closest(".govuk-form-group")
  const known = group?.querySelector(":scope > .kb-found")
  if (known || !group) return known
  const made = document.createElement("div")
  made.className = "kb-found"
  made.setAttribute("role", "status")
  group.append(made)
  return made
}

function show(form, found) {
  for (const note of form.querySelectorAll(".kb-found")) {
    if (!found.some(({ field }) => note.dataset.field === field)) note.replaceChildren()
  }
  for (const name of new Set(found.map(({ field }) => field))) {
    const field = form.elements.namedItem(name)
    const note = field instanceof Element && noteFor(field)
    if (!note) continue
    const list = document.createElement("ul")
    for (const { says, must } of found.filter(({ field }) => field === name)) {
      const item = document.createElement("li")
      item.textContent = `${must ? "This must be changed" : "Change this, or say why it stays"}: ${says}`
      list.append(item)
    }
    note.dataset.field = name
    if (note.textContent !== list.textContent) note.replaceChildren(list)
  }
}

export function createWarnings() {
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    form.addEventListener("autosaved", ({ detail }) => show(form, detail.found ?? []))
  }
}
