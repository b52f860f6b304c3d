// A long list that shows only what has the words typed above it; what is ticked always stays.

const PAUSE = 300 // milliseconds without a key before the number is said

class Narrowing {
  constructor(input) {
    const list = document.getElementById(input.dataset.narrow)
    this.groups = [...list.querySelectorAll("fieldset")]
    this.items = [...list.querySelectorAll("li")].map((item) => ({ item, text: plain(nameOf(item).textContent) }))
    this.status = document.createElement("p")
    this.status.className = "kb-narrowed"
    this.status.setAttribute("role", "status")
    input.after(this.status)
    input.addEventListener("input", () => this.narrow(plain(input.value).split(/\s+/)))
  }

  narrow(words) {
    for (const { item, text } of this.items) {
      item.hidden = !item.querySelector(":checked") && !words.every((word) => text.includes(word))
    }
    for (const group of this.groups) group.hidden = !group.querySelector("li:not([hidden])")
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.say(), PAUSE)
  }

  say() {
    const shown = this.items.filter(({ item }) => !item.hidden).length
    this.status.textContent = shown < this.items.length ? `${shown} of ${this.items.length} shown` : ""
  }
}

/** The part of an item that is its name; a number may stand behind it. */
function nameOf(item) {
  return item.querySelector("span") ?? item
}

// Letters that Unicode does not take apart.
const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ŋ: "n", ŧ: "t", þ: "th", æ: "ae", œ: "oe", ß: "ss", "’": "'" }

/** A text without capitals and accents, much as the server compares names. */
export function plain(text) {
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim()
  return letters.replace(/[^\x00-\x7f]/g, (letter) => LETTERS[letter] ?? letter)
}

export function createNarrowing() {
  for (const input of document.querySelectorAll("input[data-narrow]")) new Narrowing(input)
}
