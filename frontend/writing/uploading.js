// Sends a file and shows how far it has come. Without this script the form sends it as forms do.
import { announce } from "../announce.js"
import { clearErrors, showErrors } from "./errors.js"

function size(bytes) {
  const megabytes = bytes / (1024 * 1024)
  return megabytes < 0.1 ? `${Math.ceil(bytes / 1024)} KB` : `${Math.round(megabytes * 10) / 10} MB`
}

/** Whether the name or the kind of a file is among those that the field takes. */
function isTaken(file, accept) {
  const name = file.name.toLowerCase()
  return accept.toLowerCase().split(",").map((each) => each.trim()).filter(Boolean).some((each) => {
    if (each.startsWith(".")) return name.endsWith(each)
    return each.endsWith("/*") ? file.type.startsWith(each.slice(0, -1)) : file.type === each
  })
}

function endings(accept) {
  const all = accept.split(",").map((each) => each.trim()).filter((each) => each.startsWith("."))
  const [last, ...others] = all.map((each) => each.slice(1).toUpperCase()).reverse()
  return others.length ? `${others.reverse().join(", ")} or ${last}` : last
}

/** What is wrong with the chosen file, as far as can be told before it is sent; empty where nothing is. */
function wrong(input, most) {
  const file = input.files[0]
  if (!file) return "Choose a file"
  if (!file.size) return `${file.name} is empty: choose another file`
  if (most && file.size > most) return `${file.name} has ${size(file.size)}: choose a file of ${size(most)} or less`
  if (input.accept && !isTaken(file, input.accept)) {
    const kinds = endings(input.accept)
    return kinds ? `${file.name} is of another kind: choose a file that ends in ${kinds}` : `${file.name} is of another kind`
  }
  return ""
}

class Upload {
  constructor(form, input) {
    this.form = form
    this.input = input
    this.most = Number(input.dataset.most ?? form.dataset.most ?? 0)
    form.noValidate = true
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      if (this.request) return
      const message = wrong(input, this.most)
      if (message) this.show(message)
      else this.send(event.submitter)
    })
  }

  show(message) {
    showErrors(this.form, [[this.input, message]])
  }

  begin(name) {
    this.bar = document.createElement("progress")
    this.words = document.createElement("span")
    const cancel = document.createElement("button")
    this.box = document.createElement("div")
    this.box.className = "kb-upload"
    this.bar.className = "kb-upload__bar"
    this.bar.max = 100
    this.bar.value = 0
    this.bar.setAttribute("aria-label", `Sending ${name}`)
    this.words.className = "kb-upload__words kb-numbers"
    this.words.textContent = "0 %"
    cancel.type = "button"
    cancel.className = "govuk-button govuk-button--secondary kb-button--small"
    cancel.textContent = "Cancel sending"
    cancel.addEventListener("click", () => this.request.abort())
    this.box.append(this.bar, this.words, cancel)
    this.input.closest(".govuk-form-group").append(this.box)
    announce(`Sending ${name}`)
    cancel.focus()
  }

  send(submitter) {
    clearErrors(this.form)
    this.begin(this.input.files[0].name)
    this.request = new XMLHttpRequest()
    this.request.open("POST", submitter?.getAttribute("formaction") ?? this.form.action)
    this.request.setRequestHeader("Accept", "application/json")
    this.request.upload.addEventListener("progress", (event) => this.came(event))
    this.request.addEventListener("load", () => this.end(() => this.answered()))
    this.request.addEventListener("error", () => this.end(() => this.fail("no connection. Try again")))
    this.request.addEventListener("abort", () => this.end(() => this.cancelled()))
    this.done = this.request
    this.request.send(new FormData(this.form, submitter))
  }

  came({ lengthComputable, loaded, total }) {
    if (!lengthComputable) return
    const share = Math.floor((100 * loaded) / total)
    this.bar.value = share
    if (share === 100) {
      this.words.textContent = "100 %: the site is looking at the file"
      announce("The file is there. The site is looking at it.")
    } else {
      this.words.textContent = `${share} %`
      if (share >= 50 && !this.half) announce("Half of the file is sent")
      this.half ||= share >= 50
    }
  }

  end(act) {
    this.box.remove()
    this.request = null
    this.half = false
    act()
  }

  answered() {
    const { status } = this.done
    const words = parsed(this.done)
    if (words?.next && status < 400) return location.assign(new URL(words.next, location.href))
    const mistakes = Object.entries(words?.errors ?? {}).map(([name, message]) => [this.field(name), message])
    if (mistakes.length) return showErrors(this.form, mistakes)
    if (words?.message) return this.show(words.message)
    if (status === 401 || status === 403 || status === 419) return this.fail("you have been signed out. Sign in again first")
    if (status === 413) return this.fail("it is too large")
    return this.fail("the site does not answer. Try again in a few minutes")
  }

  /** The field of that name; that of the file where a mistake belongs to none. */
  field(name) {
    const found = this.form.elements.namedItem(name)
    return (found instanceof RadioNodeList ? found[0] : found) ?? this.input
  }

  fail(why) {
    this.show(`The file was not sent: ${why}`)
  }

  cancelled() {
    announce("Cancelled. The file was not sent.")
    this.input.focus()
  }
}

function parsed(request) {
  try {
    return JSON.parse(request.responseText)
  } catch {
    return null
  }
}

export function createUploads() {
  for (const form of document.querySelectorAll("form[data-upload]")) {
    const input = form.querySelector("input[type=file]")
    if (input) new Upload(form, input)
  }
}
