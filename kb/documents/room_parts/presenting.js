// One slide at a time. All of it works by buttons, and by keys for who knows them.

/** How small the text of a full slide is made, of its usual size. */
const SMALLEST = 0.55
/** After so many milliseconds without a move the desk goes. */
const REST = 4000

/** Shows slides and questions alone, in their order. */
function createPresenter() {
  const element = (id) => document.getElementById(id)
  const root = document.documentElement
  const screens = Array.from(document.querySelectorAll(".screen"))
  const titles = screens.map((screen) => screen.querySelector("h3").textContent)
  const safety = screens.findIndex((screen) => "safety" in screen.dataset)
  const say = createVoice(element("voice"))
  const parts = partsOf(screens)
  const clock = createClock(parts.minutes, showTimes, say)
  const beside = createNotesWindow((number) => presenting && number !== at && show(number))
  let at = 0
  let before = -1 // the slide that was left for the safety slide
  let ran = false // whether the timer ran when the screen went black
  let larger = 0
  let presenting = false
  let resting = 0

  function showTimes() {
    for (const [id, name, time] of [["part-time", "This part", clock.part()], ["session-time", "Session", clock.session()]]) {
      const words = `${name}: ${time.words}`
      if (element(id).textContent !== words) element(id).textContent = words
      element(id).dataset.state = time.state
    }
    element("run").textContent = clock.running() ? "Pause timer" : "Start timer"
  }

  function show(number, focus) {
    at = Math.max(0, Math.min(number, screens.length - 1))
    screens.forEach((screen, index) => screen.classList.toggle("is-current", index === at))
    for (const part of document.querySelectorAll(".part")) part.classList.toggle("is-current", part.contains(screens[at]))
    element("number").textContent = `${at + 1} of ${screens.length}`
    element("done").style.width = `${(100 * (at + 1)) / screens.length}%`
    element("previous").disabled = at === 0
    element("next").disabled = at === screens.length - 1
    if (at !== safety) before = -1
    element("safety").textContent = before < 0 ? "Safety" : `Back to ${before + 1}`
    clock.enter(parts.of[at])
    beside.show(at)
    history.replaceState(null, "", `#${screens[at].id}`)
    window.scrollTo(0, 0)
    fit()
    const lost = document.activeElement === document.body || !document.activeElement.getClientRects().length
    if (focus || lost || document.activeElement.disabled) screens[at].querySelector("h3").focus()
    else say(`${at + 1} of ${screens.length}: ${titles[at]}`)
  }

  function showSafety() {
    if (safety < 0) return
    const target = before < 0 ? safety : before
    const from = at
    show(target)
    if (target === safety && from !== safety) {
      before = from
      element("safety").textContent = `Back to ${before + 1}`
    }
  }

  /** Makes the text of a slide smaller until all of it is seen, but not too small to be read; then it scrolls. */
  function fit() {
    const face = screens[at].querySelector(".face")
    const full = () => face.scrollHeight > face.clientHeight || face.scrollWidth > face.clientWidth
    for (let scale = 1 + larger; ; scale -= 0.05) {
      root.style.setProperty("--scale", scale.toFixed(2))
      if (larger > 0 || scale <= SMALLEST + Math.min(larger, 0) || !full()) break
    }
    if (full()) face.tabIndex = 0
    else face.removeAttribute("tabindex")
  }

  function resize(by) {
    larger = Math.max(-0.3, Math.min(larger + by, 1))
    fit()
    say(by > 0 ? "Text is larger." : "Text is smaller.")
  }

  function notesHere() {
    const shown = root.classList.toggle("with-notes")
    element("notes").setAttribute("aria-pressed", String(shown))
    element("seen").hidden = !shown
    fit()
    say(shown ? `Notes are shown. ${element("seen").textContent}` : "Notes are hidden.")
  }

  /** In a window of their own; on this screen if the browser opens none, or they are there already. */
  function showNotes() {
    if (root.classList.contains("with-notes")) notesHere()
    else if (beside.open()) say("Notes are in a window of their own. Put it where only you see it.")
    else notesHere()
  }

  /** The desk goes when the mouse rests, and is there again when it moves, or a key is used. */
  function awake() {
    root.classList.remove("resting")
    clearTimeout(resting)
    resting = setTimeout(() => root.classList.add("resting"), REST)
  }

  function runOrPause() {
    if (clock.running()) clock.pause()
    else clock.run()
    say(clock.running() ? "The timer runs." : "The timer stands still.")
  }

  function start() {
    presenting = true
    root.classList.add("presenting")
    element("desk").hidden = false
    for (const notes of document.querySelectorAll("details.notes")) notes.open = true
    awake()
    const wanted = screens.findIndex((screen) => `#${screen.id}` === location.hash)
    show(Math.max(0, wanted), true)
  }

  function leave() {
    presenting = false
    root.classList.remove("presenting")
    element("desk").hidden = true
    element("seen").hidden = true
    root.classList.remove("with-notes")
    element("notes").setAttribute("aria-pressed", "false")
    for (const face of document.querySelectorAll(".face[tabindex]")) face.removeAttribute("tabindex")
    if (document.fullscreenElement) document.exitFullscreen()
    screens[at].querySelector("h3").focus()
    screens[at].scrollIntoView()
  }

  function toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen()
    else root.requestFullscreen().catch(() => say("This browser does not allow a full screen here. Try the F11 key."))
  }

  element("black").addEventListener("click", () => {
    ran = clock.running()
    if (ran) clock.pause()
    element("black-words").textContent = ran ? "The timer stands still until you go on." : ""
  })
  const list = createWindow("list-window", element("all-slides"))
  const settings = createWindow("settings-window", element("settings"))
  const black = createWindow("black-window", element("black"), () => {
    if (ran) clock.run()
  })

  screens.forEach((screen, index) => {
    screen.querySelector("h3").tabIndex = -1
    const choice = document.createElement("button")
    choice.type = "button"
    choice.textContent = titles[index] + stemOf(screen)
    choice.addEventListener("click", () => {
      list.close()
      show(index, true)
    })
    const item = document.createElement("li")
    item.append(choice)
    element("list").append(item)
  })

  element("all-slides").addEventListener("click", () => {
    Array.from(element("list").children).forEach((item, index) => {
      if (index === at) item.firstChild.setAttribute("aria-current", "true")
      else item.firstChild.removeAttribute("aria-current")
    })
    element("list").children[at].firstChild.focus()
  })

  const buttons = {
    present: start,
    leave,
    previous: () => show(at - 1),
    next: () => show(at + 1),
    safety: showSafety,
    notes: showNotes,
    "notes-here": () => {
      settings.close()
      notesHere()
    },
    full: toggleFull,
    run: runOrPause,
    add: () => clock.add(),
    reset: () => clock.resetPart(),
    "reset-all": () => {
      clock.resetAll()
      say("The timer begins again.")
    },
    larger: () => resize(0.15),
    smaller: () => resize(-0.15),
  }
  for (const [id, act] of Object.entries(buttons)) element(id).addEventListener("click", act)

  const keys = {
    ArrowRight: () => show(at + 1),
    PageDown: () => show(at + 1),
    ArrowLeft: () => show(at - 1),
    PageUp: () => show(at - 1),
    Home: () => show(0),
    End: () => show(screens.length - 1),
  }
  const letters = { b: () => element("black").click(), n: showNotes, s: showSafety, t: runOrPause }

  document.addEventListener("keydown", (event) => {
    if (!presenting || event.ctrlKey || event.altKey || event.metaKey) return
    const letter = element("letters").checked && !event.repeat ? event.key.toLowerCase() : ""
    if (black.open && letter === "b") {
      event.preventDefault()
      black.close()
      return
    }
    // In a window, and among options to choose from, keys do what they always do.
    if (list.open || settings.open || black.open) return
    if (event.target.type === "radio" && event.key.startsWith("Arrow")) return
    const act = keys[event.key] || letters[letter]
    if (!act) return
    event.preventDefault()
    act()
  })

  document.addEventListener("fullscreenchange", () => {
    element("full").textContent = document.fullscreenElement ? "Leave full screen" : "Full screen"
    if (presenting) fit()
  })
  for (const kind of ["pointermove", "pointerdown", "keydown", "focusin"]) {
    document.addEventListener(kind, () => presenting && awake())
  }
  window.addEventListener("resize", () => presenting && fit())
  document.addEventListener("answered", (event) => {
    if (!presenting) return
    fit()
    event.target.querySelector("details").scrollIntoView({ block: "nearest" })
  })
  window.addEventListener("beforeunload", (event) => {
    if (clock.running()) event.preventDefault() // a closed window forgets the time
  })

  element("safety").hidden = safety < 0
  element("full").hidden = !document.fullscreenEnabled
  element("start").hidden = screens.length === 0
  showTimes()
}

/** The parts that slides belong to: the length of each, and for each slide which one it is in. */
function partsOf(screens) {
  const minutes = [0]
  const of = screens.map((screen, index) => {
    const own = Number(screen.dataset.minutes || 0)
    if (own && index === 0) minutes[0] = own
    else if (own) minutes.push(own)
    return minutes.length - 1
  })
  return { minutes, of }
}

/** What a question asks, for lists. */
function stemOf(screen) {
  const stem = screen.querySelector("h3 + fieldset > legend")
  return stem ? `: ${stem.textContent}` : ""
}

document.querySelectorAll(".question").forEach(createQuestion)
openLinksBeside()
openAnswersForPrint()
if (isForNotes()) createSpeaker()
else createPresenter()
