// What Word, Outlook, Excel and Google Docs write in ways of their own, turned into the elements that say the same.

/** Whether the style of an element says this. */
export function looks(element, pattern) {
  return pattern.test(element.dataset?.look ?? "")
}

/** Puts in the place of an element what it holds. */
export function unwrap(element) {
  element.replaceWith(...element.childNodes)
}

/** Another element in the place of this one, with what this one holds. */
export function rename(element, name) {
  const made = element.ownerDocument.createElement(name)
  made.append(...element.childNodes)
  element.replaceWith(made)
  return made
}

const COMMENTS = ".MsoCommentReference, .MsoCommentText, .MsoCommentSubject, .msocomanchor, .msocomtxt, .msocomoff"
const HIDDEN = /(^|;)(mso-hide:all|display:none|visibility:hidden|mso-element:comment(-list)?)(;|$)/

/** Takes out what its author had struck out in Word, remarks in the margin, and what nobody sees. What was added stays. */
function dropUnseen(root) {
  for (const element of root.querySelectorAll(`del, .msoDel, ${COMMENTS}`)) element.remove()
  for (const element of root.querySelectorAll("[data-look]")) if (looks(element, HIDDEN)) element.remove()
}

const NUMBER = /^\(?(?:([0-9]+)(?:\.[0-9]+)*|[a-z]{1,5})[.)]$/i

/** What stands before the words of an item: taken out, because Markdown writes its own. */
function takeMarker(paragraph) {
  const marker = [...paragraph.querySelectorAll("[data-look]")].find((part) => looks(part, /mso-list:ignore/))
  if (!marker) return ""
  const text = marker.textContent.replace(/\s+/g, "")
  marker.remove()
  return text
}

/** Builds lists in one another out of paragraphs of which each says how deep it stands. */
class Lists {
  constructor() {
    this.open = [] // the innermost last
  }

  close() {
    this.open = []
  }

  /** Takes a paragraph as an item of a list of that depth. */
  take(paragraph, depth, which) {
    const number = NUMBER.exec(takeMarker(paragraph))
    const name = number ? "ol" : "ul"
    while (this.open.length && this.open.at(-1).depth > depth) this.open.pop()
    const same = this.open.at(-1)?.depth === depth && this.open.at(-1)
    if (same && (same.list.localName !== name || same.which !== which)) this.open.pop()
    if (this.open.at(-1)?.depth !== depth) this.begin(paragraph, { depth, which, name, start: number?.[1] })
    this.open.at(-1).list.append(this.item(paragraph))
  }

  begin(paragraph, { depth, which, name, start }) {
    const list = paragraph.ownerDocument.createElement(name)
    if (start && start !== "1") list.setAttribute("start", start)
    const around = this.open.at(-1)
    if (around) around.list.lastElementChild.append(list)
    else paragraph.before(list)
    this.open.push({ list, depth, which })
  }

  item(paragraph) {
    const item = paragraph.ownerDocument.createElement("li")
    item.append(...paragraph.childNodes)
    paragraph.remove()
    return item
  }

  /** Takes a paragraph that goes on with the item before it. */
  goOn(paragraph) {
    this.open.at(-1).list.lastElementChild.append(paragraph)
  }
}

/** Makes lists of the paragraphs that Word marks as items. */
function makeLists(root) {
  const parents = new Set([...root.querySelectorAll("p, div")].map((element) => element.parentNode))
  for (const parent of parents) {
    const lists = new Lists()
    for (const child of [...parent.childNodes]) {
      if (child.nodeType === Node.TEXT_NODE && !child.data.trim()) continue
      const found = /mso-list:(l\d+) level(\d+) (lfo\d+)/.exec(child.dataset?.look ?? "")
      const isItem = found && ["p", "div"].includes(child.localName)
      if (isItem) lists.take(child, Number(found[2]), found[1] + found[3])
      else if (lists.open.length && /^MsoListParagraph/.test(child.className ?? "")) lists.goOn(child)
      else lists.close()
    }
  }
}

/** Word in a browser makes a list of each item; what it says of their depth is said as Word itself says it. */
function readOnline(root) {
  for (const heading of [...root.querySelectorAll("p[role=heading]")]) {
    rename(heading, `h${Math.min(6, Number(heading.getAttribute("aria-level")) || 1)}`)
  }
  for (const wrapper of [...root.querySelectorAll(".ListContainerWrapper")]) {
    for (const item of [...wrapper.querySelectorAll("li")]) wrapper.before(asParagraph(item))
    wrapper.remove()
  }
}

function asParagraph(item) {
  const list = item.parentNode
  const paragraph = item.ownerDocument.createElement("p")
  const depth = Number(item.dataset.ariaLevel) || 1
  paragraph.dataset.look = `mso-list:l${Number(item.dataset.listid) || 0} level${depth} lfo0`
  if (list.localName === "ol") {
    const marker = item.ownerDocument.createElement("span")
    marker.dataset.look = "mso-list:ignore"
    marker.textContent = `${list.getAttribute("start") || 1}.`
    paragraph.append(marker)
  }
  for (const inner of [...item.querySelectorAll("p")]) unwrap(inner)
  paragraph.append(...item.childNodes)
  return paragraph
}

const FROM = /^\s*(From|Oddi wrth)\s*:/

/** The message that an answer in Outlook is about: everything from the lines From, Sent, To on. */
function quoteMessages(root) {
  for (const head of [...root.querySelectorAll("div")]) {
    const isHead = looks(head, /border-top:solid/) || head.id === "divRplyFwdMsg"
    if (!isHead || !FROM.test(head.textContent)) continue
    let first = head
    while (first.parentNode !== root && first.parentNode.localName === "div" && isAlone(first)) first = first.parentNode
    const quote = root.ownerDocument.createElement("blockquote")
    first.before(quote)
    while (quote.nextSibling) quote.append(quote.nextSibling)
  }
}

function isAlone(element) {
  return [...element.parentNode.childNodes].every((node) => node === element || !node.textContent.trim())
}

const WEIGHT = /(^|;)font-weight:(\w+)/

/** What is bold or slanting by its style alone; and what is not, though its element says so. */
function readStyles(root) {
  for (const element of [...root.querySelectorAll("b, strong, i, em")]) {
    const slants = ["i", "em"].includes(element.localName)
    if (slants ? looks(element, /(^|;)font-style:normal/) : weight(element) === "plain") unwrap(element)
  }
  for (const element of [...root.querySelectorAll("span[data-look], font[data-look]")]) {
    if (looks(element, /(^|;)font-style:(italic|oblique)/)) wrapWithin(element, "em")
    if (weight(element) === "bold") wrapWithin(element, "strong")
  }
}

function weight(element) {
  const found = WEIGHT.exec(element.dataset.look ?? "")?.[2]
  if (found === undefined) return ""
  return found.startsWith("bold") || Number(found) >= 600 ? "bold" : "plain"
}

function wrapWithin(element, name) {
  const made = element.ownerDocument.createElement(name)
  made.append(...element.childNodes)
  element.append(made)
}

export function readOffice(root) {
  dropUnseen(root)
  for (const title of [...root.querySelectorAll("p.MsoTitle, p.Title")]) rename(title, "h1")
  for (const quotation of [...root.querySelectorAll("p.MsoQuote, p.MsoIntenseQuote")]) rename(quotation, "blockquote")
  readOnline(root)
  makeLists(root)
  quoteMessages(root)
  readStyles(root)
}
