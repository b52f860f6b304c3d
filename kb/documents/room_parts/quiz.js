// Questions: choose, check, read why. Without this script the answer is below the options, to be opened.

/** Gives a question a button that checks what was chosen. Nothing is counted. */
function createQuestion(question) {
  const options = question.querySelector("fieldset")
  const answer = question.querySelector("details")
  const right = options.dataset.answer
  const choices = Array.from(options.querySelectorAll("input"))
  const verdict = document.createElement("p")
  verdict.className = "verdict"
  verdict.setAttribute("role", "status")
  const check = document.createElement("button")
  check.type = "button"
  check.className = "primary"
  check.textContent = "Check the answer"
  options.after(check, verdict)
  answer.hidden = true

  function say(words, kind) {
    verdict.textContent = words
    verdict.dataset.kind = kind
  }

  function clear() {
    say("", "")
    answer.hidden = true
    answer.open = false
    for (const each of options.querySelectorAll(".option")) each.classList.remove("is-right")
  }

  check.addEventListener("click", () => {
    const chosen = choices.find((choice) => choice.checked)
    if (!chosen) {
      say("Choose an answer first.", "none")
      return
    }
    const good = choices.find((choice) => choice.value === right)
    if (good) good.parentElement.classList.add("is-right")
    const name = good ? good.parentElement.querySelector(".letter").textContent : ""
    if (chosen === good) say("That is right.", "right")
    else say(good ? `The right answer is ${name}.` : "Read why below.", "other")
    answer.hidden = false
    answer.open = true
    question.dispatchEvent(new CustomEvent("answered", { bubbles: true }))
  })
  options.addEventListener("change", clear)
}
