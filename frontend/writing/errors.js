// Mistakes that a script is told of, shown as the site shows its own: in a summary at the top, and at each field.

function describedBy(field, ids) {
  if (ids.length) field.setAttribute("aria-describedby", ids.join(" "))
  else field.removeAttribute("aria-describedby")
}

/** Takes all mistakes away that are shown in a form, whoever found them. */
export function clearErrors(form) {
  for (const summary of document.querySelectorAll(".govuk-error-summary")) summary.remove()
  for (const words of form.querySelectorAll(".govuk-error-message")) {
    for (const field of form.querySelectorAll(`[aria-describedby~="${CSS.escape(words.id)}"]`)) {
      describedBy(field, field.getAttribute("aria-describedby").split(" ").filter((id) => id !== words.id))
    }
    words.remove()
  }
  for (const kind of ["form-group", "input", "textarea", "select", "file-upload"]) {
    for (const element of form.querySelectorAll(`.govuk-${kind}--error`)) element.classList.remove(`govuk-${kind}--error`)
  }
  document.title = document.title.replace(/^Error: /, "")
}

function element(name, look, ...children) {
  const made = document.createElement(name)
  if (look) made.className = look
  made.append(...children)
  return made
}

function linkTo(field, message) {
  const link = element("a", "", message)
  link.href = `#${field.id}`
  link.addEventListener("click", (event) => {
    event.preventDefault()
    field.focus()
    field.closest(".govuk-form-group")?.scrollIntoView()
  })
  return element("li", "", link)
}

function summary(mistakes) {
  const heading = element("h2", "govuk-error-summary__title", "There is a problem")
  const list = element("ul", "govuk-list govuk-error-summary__list", ...mistakes.map((each) => linkTo(...each)))
  const alert = element("div", "", heading, element("div", "govuk-error-summary__body", list))
  const made = element("div", "govuk-error-summary", alert)
  alert.setAttribute("role", "alert")
  made.tabIndex = -1
  return made
}

function showAt(field, message) {
  const words = element("p", "govuk-error-message", element("span", "govuk-visually-hidden", "Error:"), ` ${message}`)
  const place = field.closest(".govuk-radios, .govuk-checkboxes") ?? field
  words.id = `${field.id}-error`
  place.before(words)
  field.closest(".govuk-form-group")?.classList.add("govuk-form-group--error")
  describedBy(field, [...(field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean), words.id])
}

/** Shows mistakes, each a field of the form and what is wrong with it. */
export function showErrors(form, mistakes) {
  clearErrors(form)
  for (const [field, message] of mistakes) showAt(field, message)
  const made = summary(mistakes)
  document.getElementById("main-content").prepend(made)
  document.title = `Error: ${document.title}`
  made.focus()
}
