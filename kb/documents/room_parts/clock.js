"use strict"

// The time of the session and of its parts. A slide that says how long it takes begins a part, and those after it that
// say nothing belong to it. What counts is the clock and not the ticks: a window in the background ticks seldom.

const MINUTE = 60000

/** A clock over parts of these lengths in minutes, 0 where there is no limit. `shown` is called after each change,
 * `said` with words when time is nearly over or over. */
function createClock(minutes, shown, said) {
  const parts = minutes.map((length) => ({ length: length * MINUTE, added: 0, spent: 0 }))
  const session = { length: parts.reduce((sum, part) => sum + part.length, 0), added: 0, spent: 0 }
  let at = 0
  let since = 0
  let ticking = 0

  function left(time) {
    return time.length + time.added - time.spent
  }

  /** Words if a warning lies between what was left and what is left now. */
  function warning(time, before, name, earliest) {
    const whole = time.length + time.added
    if (!whole || left(time) > before) return ""
    const near = Math.min(earliest, whole / 4)
    if (before > 0 && left(time) <= 0) return `Time for ${name} is over.`
    return before > near && left(time) <= near && left(time) > 0 ? `${spoken(near)} left for ${name}.` : ""
  }

  function count() {
    if (!ticking) return
    const now = Date.now()
    const part = parts[at]
    const before = [left(part), left(session)]
    part.spent += Math.max(0, now - since)
    session.spent += Math.max(0, now - since)
    since = now
    const words = [
      warning(part, before[0], "this part", MINUTE),
      warning(session, before[1], "the session", 5 * MINUTE),
    ]
    const sayable = words.filter(Boolean).join(" ")
    if (sayable) said(sayable)
    shown()
  }

  return {
    running: () => ticking !== 0,
    part: () => status(parts[at], MINUTE),
    session: () => status(session, 5 * MINUTE),
    run() {
      since = Date.now()
      ticking = ticking || setInterval(count, 250)
      shown()
    },
    pause() {
      count()
      clearInterval(ticking)
      ticking = 0
      shown()
    },
    /** Time from now on belongs to this part. */
    enter(part) {
      count()
      at = part
      shown()
    },
    add() {
      count()
      parts[at].added += MINUTE
      session.added += MINUTE
      // A part over its time gets the minute from now on, or it would still be over.
      parts[at].spent = Math.min(parts[at].spent, parts[at].length + parts[at].added - MINUTE)
      shown()
    },
    resetPart() {
      count()
      session.added -= parts[at].added
      Object.assign(parts[at], { added: 0, spent: 0 })
      shown()
    },
    resetAll() {
      count()
      for (const time of [session, ...parts]) Object.assign(time, { added: 0, spent: 0 })
      shown()
    },
  }
}

/** What a time says, and whether it is "near" its end or "over". */
function status(time, earliest) {
  const whole = time.length + time.added
  if (!whole) return { words: time.spent ? `${digits(time.spent)} gone` : "no time set", state: "" }
  const left = whole - time.spent
  if (left <= 0) return { words: `over by ${digits(-left)}`, state: "over" }
  const near = left <= Math.min(earliest, whole / 4)
  return { words: `${digits(Math.ceil(left / 1000) * 1000)} left${near ? ", nearly over" : ""}`, state: near ? "near" : "" }
}

/** Milliseconds as minutes and seconds. */
function digits(time) {
  const seconds = Math.floor(time / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
}

/** Milliseconds in words. */
function spoken(time) {
  const seconds = Math.round(time / 1000)
  if (seconds < 60) return `${seconds} seconds`
  const minutes = Math.round(seconds / 60)
  return minutes === 1 ? "1 minute" : `${minutes} minutes`
}
