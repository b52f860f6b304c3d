// What somebody typed into a form: the fields that are shown, not those the site put there.

const OTHERS = ["hidden", "submit", "button", "file", "password", "reset"]

function isTyped(element) {
  return element.name && !element.disabled && !OTHERS.includes(element.type)
}

function typed(form) {
  return [...form.elements].filter(isTyped)
}

/** Names of the fields, each with the list of what is typed or chosen in it. */
export function values(form) {
  const found = {}
  for (const element of typed(form)) {
    const chosen = (found[element.name] ??= [])
    if (element.localName === "select") chosen.push(...[...element.selectedOptions].map(({ value }) => value))
    else if (!["checkbox", "radio"].includes(element.type) || element.checked) chosen.push(element.value)
  }
  return found
}

/** The names of the fields in which these values are others than in the form. */
export function differing(form, kept) {
  const now = values(form)
  return Object.keys(now).filter((name) => Array.isArray(kept[name]) && !same(now[name], kept[name]))
}

function same(one, other) {
  const plain = (list) => JSON.stringify(list.map((value) => String(value).replace(/\r\n?/g, "\n")))
  return plain(one) === plain(other)
}

/** Puts these values into the fields of these names. */
export function fill(form, kept, names) {
  for (const name of names) {
    const left = [...kept[name]]
    for (const element of typed(form).filter((each) => each.name === name)) {
      if (element.localName === "select") for (const option of element.options) option.selected = left.includes(option.value)
      else if (["checkbox", "radio"].includes(element.type)) element.checked = left.includes(element.value)
      else element.value = left.shift() ?? ""
      element.dispatchEvent(new Event("input", { bubbles: true }))
      element.dispatchEvent(new Event("change", { bubbles: true }))
    }
  }
}

/** What a field is called on the page. */
export function label(form, name) {
  const element = typed(form).find((each) => each.name === name)
  const group = ["checkbox", "radio"].includes(element?.type) && element.closest("fieldset")?.querySelector("legend")
  return (group || element?.labels?.[0])?.textContent.replace(/\s+/g, " ").trim() || name
}
