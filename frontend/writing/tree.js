// HTML as a tree of elements that belongs to no page: nothing in it runs, nothing is fetched, nothing has a style. Pages
// may not make documents out of strings (the security policy forbids it), so a parser of ours reads the string.
import { Parser } from "htmlparser2"

const DROPPED = new Set(
  ("audio button canvas colgroup datalist dialog embed iframe img input map math meter nav noscript object picture " +
    "progress script select style svg template textarea title video xml").split(" ")
)
const KEPT = ["aria-level", "class", "colspan", "data-aria-level", "data-listid", "href", "id", "role", "rowspan", "start"]
const DEEPEST = 200 // elements in one another; what is deeper stays as text

function plainStyle(style) {
  return style.replace(/\s+/g, " ").replace(/\s*([:;])\s*/g, "$1").toLowerCase()
}

class Builder {
  constructor() {
    this.document = document.implementation.createHTMLDocument("")
    this.open = [{ name: "", node: this.document.body }]
    this.dropping = 0
  }

  get node() {
    return this.open.at(-1).node
  }

  onopentag(name, attributes) {
    if (this.dropping || DROPPED.has(name) || "hidden" in attributes) this.dropping += 1
    this.open.push({ name, node: this.dropping ? this.node : this.made(name, attributes) })
  }

  /** A new element in its place; that around it where it means nothing by itself, as those of Word's own (`o:p`). */
  made(name, attributes) {
    if (!/^[a-z][a-z0-9]*$/.test(name) || ["body", "html"].includes(name) || this.open.length > DEEPEST) return this.node
    const element = this.document.createElement(name)
    for (const kept of KEPT) if (kept in attributes) element.setAttribute(kept, attributes[kept])
    if (attributes.style) element.dataset.look = plainStyle(attributes.style)
    return this.node.appendChild(element)
  }

  onclosetag() {
    this.open.pop()
    if (this.dropping) this.dropping -= 1
  }

  ontext(text) {
    if (!this.dropping) this.node.append(text)
  }
}

/** The element that holds what the string says. */
export function tree(html) {
  const builder = new Builder()
  const parser = new Parser(builder, { lowerCaseTags: true, decodeEntities: true })
  parser.write(html)
  parser.end()
  builder.document.body.normalize()
  return builder.document.body
}
