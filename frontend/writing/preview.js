// Shows a text as it will look when published. The site makes it, with what makes the published page.

/** Asks for the page of a text. A request for a document, because pages may not make documents out of strings. */
function rendered(address, text, token) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open("POST", address)
    request.responseType = "document"
    request.timeout = 20_000
    request.onload = () => {
      if (request.status === 200 && request.response) resolve(request.response.body)
      else reject(request.status)
    }
    request.onerror = () => reject(0)
    request.ontimeout = () => reject(0)
    request.send(new URLSearchParams({ text, csrf_token: token ?? "" }))
  })
}

function region(area, label) {
  const made = document.createElement("section")
  const heading = document.createElement("h2")
  const text = document.createElement("div")
  heading.className = "kb-preview__heading"
  heading.id = `${area.id}-preview`
  heading.textContent = `Preview: ${label}`
  text.className = "kb-preview__text kb-prose"
  text.setAttribute("aria-live", "polite")
  made.className = "kb-preview"
  made.hidden = true
  made.setAttribute("aria-labelledby", heading.id)
  made.append(heading, text)
  return { made, text }
}

/** A button that shows and hides the preview below the field. */
export function createPreview(area, group, label) {
  const button = document.createElement("button")
  const { made, text } = region(area, label)
  let asked = 0
  button.type = "button"
  button.className = "kb-toolbar__button kb-toolbar__button--preview"
  button.textContent = "Preview"
  button.setAttribute("aria-expanded", "false")
  group.append(made)

  const hide = () => {
    made.hidden = true
    button.setAttribute("aria-expanded", "false")
  }
  const show = async () => {
    const number = (asked += 1)
    made.hidden = false
    button.setAttribute("aria-expanded", "true")
    text.setAttribute("aria-busy", "true")
    try {
      const words = area.value.trim() ? await rendered(group.dataset.preview, area.value, tokenOf(area)) : null
      if (number !== asked) return
      if (words?.textContent.trim()) text.replaceChildren(...words.childNodes)
      else text.textContent = "Nothing is written yet."
    } catch (status) {
      if (number === asked) text.textContent = `The preview could not be made: ${why(status)}`
    }
    text.setAttribute("aria-busy", "false")
  }
  button.addEventListener("click", () => (made.hidden ? show() : hide()))
  area.addEventListener("input", () => {
    asked += 1
    if (!made.hidden) hide()
  })
  return button
}

function why(status) {
  if ([400, 401, 403].includes(status)) return "you have been signed out. Your text still stands in the field."
  return "the site does not answer. Try again in a few minutes."
}

function tokenOf(area) {
  return area.form?.elements.namedItem("csrf_token")?.value
}
