// Windows over the page: the list of slides, keys and settings, the black screen.

/** Lets a window be opened by a button and closed by its own; `closed` is called after it is gone. */
function createWindow(id, opener, closed) {
  const window = document.getElementById(id)
  window.querySelector(".close").addEventListener("click", () => window.close())
  window.addEventListener("close", () => closed && closed())
  opener.addEventListener("click", () => window.showModal())
  return window
}

/** Says words to who listens, also the same words twice. */
function createVoice(region) {
  let waiting = 0
  return (words) => {
    clearTimeout(waiting)
    region.textContent = ""
    waiting = setTimeout(() => {
      region.textContent = words
    }, 100)
  }
}

/** Links to elsewhere open beside the session, which would else be gone with its timer. */
function openLinksBeside() {
  for (const link of document.querySelectorAll("main a[rel=noreferrer]")) {
    link.target = "_blank"
    const words = document.createElement("span")
    words.className = "unseen"
    words.textContent = " (opens in a new tab)"
    link.append(words)
  }
}

/** A print for trainers shows notes and answers, also those that are closed. */
function openAnswersForPrint() {
  const forTrainers = document.getElementById("for-trainers")
  const changed = []
  window.addEventListener("beforeprint", () => {
    for (const answer of document.querySelectorAll("details.answer, details.notes")) {
      changed.push([answer, answer.open, answer.hidden])
      answer.open = forTrainers.checked
      answer.hidden = !forTrainers.checked
    }
  })
  window.addEventListener("afterprint", () => {
    for (const [answer, open, hidden] of changed.splice(0)) Object.assign(answer, { open, hidden })
  })
}
