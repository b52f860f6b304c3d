// A tree of elements made simple: what Markdown can say, each thing said in one way, nothing left that says nothing.
import { readOffice, rename, unwrap } from "./office.js"

const HIGHEST = 3 // the page above the text has the headings before it
const BLOCKS =
  "address, article, aside, blockquote, center, dd, details, div, dl, dt, fieldset, figcaption, figure, footer, form, " +
  "h1, h2, h3, h4, h5, h6, header, hr, li, main, ol, p, pre, section, summary, table, tbody, td, tfoot, th, thead, tr, ul"
const EMPHASIS = "strong, em"

/** Spaces of every kind become plain ones; what has no width goes. */
function plainSpaces(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    node.data = node.data.replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, " ").replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
  }
}

/** The address behind the one with which Outlook watches who follows a link. */
function unwatched(url) {
  const inner = /(^|\.)safelinks\.protection\.outlook\.com$/.test(url.hostname) && url.searchParams.get("url")
  return inner ? new URL(inner) : url
}

/** The address of a link as it may stand in a text; empty for any but pages and mail. */
export function address(href) {
  try {
    const url = unwatched(new URL(href.trim()))
    if (!["http:", "https:", "mailto:"].includes(url.protocol)) return ""
    return url.href.replace(/[()<> ]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  } catch {
    return ""
  }
}

function cleanLinks(root) {
  for (const link of [...root.querySelectorAll("a")]) {
    const href = address(link.getAttribute("href") ?? "")
    if (!href || !link.textContent.trim()) unwrap(link)
    else link.setAttribute("href", href)
    for (const block of [...link.querySelectorAll(BLOCKS)]) {
      block.before(" ")
      unwrap(block)
    }
  }
}

/** Emphasis around whole paragraphs goes into them, for Markdown has none that reaches over several. */
function emphasisInside(root) {
  for (const element of [...root.querySelectorAll(EMPHASIS)].reverse()) {
    if (!element.querySelector(BLOCKS)) continue
    for (const block of [...element.querySelectorAll(BLOCKS)]) {
      if (block.querySelector(BLOCKS) || !block.textContent.trim()) continue
      const made = root.ownerDocument.createElement(element.localName)
      made.append(...block.childNodes)
      block.append(made)
    }
    unwrap(element)
  }
}

/** One kind of emphasis is said once: not within itself, not in a heading, and not in pieces side by side. */
function emphasisOnce(root) {
  for (const element of [...root.querySelectorAll(EMPHASIS)]) {
    const again = element.parentNode.closest(element.localName)
    const loud = element.localName === "strong" && element.closest("h1, h2, h3, h4, h5, h6, th, dt")
    if (again || loud || !element.textContent.trim()) unwrap(element)
  }
  root.normalize()
  for (const element of [...root.querySelectorAll(`${EMPHASIS}, a`)]) {
    let next = element.nextSibling
    while (next?.localName === element.localName && next.getAttribute("href") === element.getAttribute("href")) {
      element.append(...next.childNodes)
      next.remove()
      next = element.nextSibling
    }
  }
}

/** Headings begin below those of the page, and keep their order. */
function shiftHeadings(root) {
  const headings = [...root.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((heading) => heading.textContent.trim())
  const highest = Math.min(...headings.map(({ localName }) => Number(localName[1])))
  for (const heading of headings) {
    for (const line of [...heading.querySelectorAll("br")]) line.replaceWith(" ")
    rename(heading, `h${Math.min(6, Number(heading.localName[1]) - highest + HIGHEST)}`)
  }
}

/** Lists stand in items, and items hold their words without a paragraph around the first of them. */
function tidyLists(root) {
  for (const list of [...root.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")]) {
    list.previousElementSibling?.append(list)
  }
  for (const item of root.querySelectorAll("li")) {
    const first = item.firstElementChild
    const leads = first && !(first.previousSibling?.textContent ?? "").trim()
    if (leads && ["p", "div"].includes(first.localName)) unwrap(first)
  }
}

/** Elements that mean nothing are taken from around their words. */
function dropEmpty(root) {
  for (const element of [...root.querySelectorAll("span, font, u, ins, small, big, label, mark, abbr, time, s, strike")]) {
    unwrap(element)
  }
  for (const bold of [...root.querySelectorAll("b")]) rename(bold, "strong")
  for (const slanting of [...root.querySelectorAll("i, cite, dfn, var")]) rename(slanting, "em")
  for (const code of [...root.querySelectorAll("code, kbd, samp, tt")]) unwrap(code)
  for (const lines of [...root.querySelectorAll("pre")]) {
    const words = lines.textContent.split("\n").flatMap((line) => [line, root.ownerDocument.createElement("br")])
    lines.replaceChildren(...words)
    rename(lines, "p")
  }
}

export function clean(root) {
  plainSpaces(root)
  readOffice(root)
  dropEmpty(root)
  cleanLinks(root)
  emphasisInside(root)
  shiftHeadings(root)
  tidyLists(root)
  emphasisOnce(root)
}
