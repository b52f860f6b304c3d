// How many words a field holds, counted as the site counts them (kb/core/counting.py does the same), and how many may be.
const PAUSE = 800 // milliseconds after the last key before it is said aloud

export function wordsIn(markdown) {
  const text = markdown
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/!?\[([^\][]*)\]\([^() \t\n]*\)/g, "$1")
    .replace(/<[^<>]*>/g, " ")
    .replace(/^[ \t]*(?:#{1,6} |>[ \t]?|[-*+] |[0-9]{1,3}[.)] )+/gm, "")
    .replace(/&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});/g, " ")
  const bare = text.normalize("NFD").replace(/\p{M}/gu, "")
  return bare.match(/[\p{L}\p{N}]+(?:['’‑‐-][\p{L}\p{N}]+)*/gu)?.length ?? 0
}

function inWords(number, most) {
  if (!most) return number === 1 ? "1 word" : `${number} words`
  const over = number - most
  if (over > 0) return `${over} ${over === 1 ? "word" : "words"} too many`
  return `${number} of ${most} words`
}

export function createCount(area, most) {
  const shown = document.createElement("p")
  const said = document.createElement("span")
  shown.className = "kb-writing__count"
  shown.id = `${area.id}-count`
  said.className = "govuk-visually-hidden"
  said.setAttribute("role", "status")
  let timer
  let before
  const count = () => {
    const number = wordsIn(area.value)
    const isOver = most > 0 && number > most
    shown.textContent = inWords(number, most)
    shown.classList.toggle("kb-writing__count--over", isOver)
    clearTimeout(timer)
    // Aloud only where a limit is near: who hears each number cannot think.
    const worth = most > 0 && number !== before && (isOver || number >= most * 0.9 || before > most)
    if (before !== undefined && worth) timer = setTimeout(() => (said.textContent = shown.textContent), PAUSE)
    before = number
  }
  area.after(shown, said)
  area.setAttribute("aria-describedby", `${area.getAttribute("aria-describedby") ?? ""} ${shown.id}`.trim())
  area.addEventListener("input", count)
  count()
}
