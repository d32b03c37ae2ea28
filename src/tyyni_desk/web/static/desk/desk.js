// The little that a page does by itself: live changes, drafts, keys, the palette.

const body = document.body
const talk = document.querySelector("main.talk[data-number]")
const token = () => JSON.parse(document.querySelector("[hx-headers]").getAttribute("hx-headers"))["X-CSRFToken"]
const post = (url, fields, signal) => fetch(url, { method: "POST", headers: { "X-CSRFToken": token() }, body: new URLSearchParams(fields), signal })

// --- live ---------------------------------------------------------------

let wait = 500
function listen() {
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`)
  socket.onopen = () => { if (wait > 500) refresh(); else missed(); wait = 500; body.dataset.live = "on" }
  socket.onmessage = ({ data }) => heard(JSON.parse(data))
  socket.onclose = ({ code }) => {
    body.dataset.live = "off"
    if (code === 4401) return
    setTimeout(listen, wait)
    wait = Math.min(wait * 2, 15000)
  }
}

function heard({ number, what }) {
  if (what === "presence") { if (talk?.dataset.number === String(number)) who(); return }
  body.dispatchEvent(new Event("changed"))
  if (talk?.dataset.number === String(number)) body.dispatchEvent(new Event("talk-changed"))
}

// What happened while the page was on its way, before it could hear.
async function missed() {
  const answer = await fetch(`/changed/${body.dataset.drawn}`)
  if (!answer.ok) return
  const { numbers } = await answer.json()
  if (numbers.length) heard({ number: numbers.find((number) => String(number) === talk?.dataset.number) ?? numbers[0] })
}

// After a lost connection everything may be old.
function refresh() {
  body.dispatchEvent(new Event("changed"))
  body.dispatchEvent(new Event("talk-changed"))
}

listen()

// --- what is in use is not drawn anew ---------------------------------------

// A menu that is open would close, and a field lose what was typed. What changed meanwhile is fetched when it is left.
const late = new Set()
const inUse = (part) => part.querySelector("details.menu[open]") || (part.contains(document.activeElement) && document.activeElement.matches("input, select, textarea"))
function keepInUse(event) {
  const { elt: part, triggeringEvent } = event.detail.requestConfig
  if (triggeringEvent?.type !== "talk-changed" || !inUse(part)) return
  event.preventDefault()
  late.add(part)
}
body.addEventListener("htmx:beforeRequest", keepInUse)
// It may have been opened while the new drawing was on its way.
body.addEventListener("htmx:beforeSwap", keepInUse)
const catchUp = () => late.forEach((part) => { if (!inUse(part)) { late.delete(part); htmx.trigger(part, "talk-changed") } })
addEventListener("toggle", catchUp, true)
addEventListener("focusout", () => setTimeout(catchUp))
body.addEventListener("htmx:afterSwap", catchUp)

// --- who is here ----------------------------------------------------------

const text = document.getElementById("text")
let writing = false

async function show(answer) {
  if (answer.ok) document.getElementById("presence").innerHTML = await answer.text()
}

const present = async () => show(await post(talk.dataset.presence, { replying: writing ? "1" : "0" }))
const who = async () => show(await fetch(talk.dataset.presence))

if (talk) {
  // The last word is what is answered, but danger is read first.
  if (!location.hash && !talk.querySelector(".grave")) talk.scrollTop = talk.scrollHeight
  // A composer that grows must not cover it.
  const writer = document.querySelector(".composer") ?? talk
  let tall = writer.offsetHeight
  new ResizeObserver(([{ target }]) => {
    if (target.offsetHeight > tall) talk.scrollTop += target.offsetHeight - tall
    tall = target.offsetHeight
  }).observe(writer)
  present()
  setInterval(present, 25000)
  body.addEventListener("htmx:afterSwap", ({ detail }) => { if (detail.target.id === "talk") who() })
  // Where the care is a sheet, its opener says the step.
  body.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id === "step") document.getElementById("now").textContent = document.getElementById("step-title")?.textContent ?? ""
  })
}

// --- the draft --------------------------------------------------------------

const composer = document.getElementById("composer")
if (composer) {
  const kept = document.getElementById("kept")
  let timer
  let keeping = Promise.resolve() // the draft that is on its way to the server
  const keep = async () => {
    const answer = await post(composer.dataset.draft, { text: text.value, seen: document.getElementById("seen").value })
    kept.textContent = answer.ok ? "✓" : "!"
  }
  text.addEventListener("input", () => {
    kept.textContent = ""
    clearTimeout(timer)
    timer = setTimeout(() => { keeping = keep() }, 600)
    if (!writing) { writing = true; present() }
  })
  text.addEventListener("blur", () => { if (writing) { writing = false; present() } })
  // A draft that came after the answer would bring back what was sent.
  composer.addEventListener("htmx:confirm", (event) => {
    if (event.target !== composer) return
    event.preventDefault()
    clearTimeout(timer)
    keeping.catch(() => null).then(() => event.detail.issueRequest(true))
  })
  // What was sent is no draft any more.
  composer.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
    if (!detail.xhr.getResponseHeader("HX-Redirect")) return
    clearTimeout(timer)
    text.value = ""
  })
  // A form that goes elsewhere takes the draft along, and the server has the last word about it.
  addEventListener("submit", ({ target }) => {
    const draft = target.querySelector("input[name=draft]")
    if (!draft) return
    clearTimeout(timer)
    draft.value = text.value
    target.querySelector("input[name=seen]").value = document.getElementById("seen").value
    text.value = ""
  })
  addEventListener("pagehide", () => {
    if (!text.value) return
    navigator.sendBeacon(composer.dataset.draft, new URLSearchParams({ text: text.value, seen: document.getElementById("seen").value, csrfmiddlewaretoken: token() }))
  })
  composer.addEventListener("change", ({ target }) => {
    if (target.name !== "kind") return
    const note = target.value === "note"
    composer.closest(".composer").classList.toggle("noting", note)
    composer.setAttribute("hx-post", note ? composer.dataset.note : composer.dataset.reply)
    htmx.process(composer)
  })
  text.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey) return
    if (event.key === "Enter") { event.preventDefault(); document.getElementById("send").click() }
    if (event.key === ".") { event.preventDefault(); mend() }
  })
}

// --- the review of what is being written -------------------------------------

const box = document.getElementById("review")
let asking = new AbortController()
let known = "" // the text that the shown review is of

// What was typed meanwhile makes the answer worthless, so it is no longer waited for.
async function reviewed() {
  asking.abort()
  asking = new AbortController()
  const { signal } = asking
  const said = text.value
  const note = composer.querySelector("input[name=kind]:checked").value === "note"
  try {
    const answer = note || !said.trim() ? null : await post(box.dataset.review, { text: said }, signal)
    const page = answer?.ok ? await answer.text() : ""
    if (signal.aborted || (answer && !answer.ok)) return
    box.innerHTML = page
    known = said
    underline()
  } catch { /* overtaken, or the connection is lost: the next keystroke asks again */ }
}

const placed = () => [...box.querySelectorAll(".faults li")].filter((fault) => fault.dataset.start !== "")

// The same words lie under the text area, and only their marks are seen.
function underline() {
  const under = document.getElementById("under")
  const faults = placed()
  const signs = [...text.value]
  under.textContent = ""
  let at = 0
  for (const fault of faults.sort((a, b) => a.dataset.start - b.dataset.start)) {
    const [start, end] = [Number(fault.dataset.start), Number(fault.dataset.end)]
    if (start < at) continue
    under.append(signs.slice(at, start).join(""))
    const mark = document.createElement("mark")
    mark.className = `fault-${fault.dataset.severity}`
    mark.textContent = signs.slice(start, end).join("")
    under.append(mark)
    at = end
  }
  under.append(signs.slice(at).join("") + "\n")
  under.scrollTop = text.scrollTop
}

function put(start, end, words) {
  const signs = [...text.value]
  const before = signs.slice(0, start).join("")
  text.focus()
  text.setSelectionRange(before.length, before.length + signs.slice(start, end).join("").length)
  // Through the browser's own editing, so that Ctrl+Z takes it back.
  document.execCommand("insertText", false, words)
}

// Where the fault stands is known for the reviewed text only.
function better(fix) {
  if (text.value !== known) return
  const { start, end } = fix.closest("li").dataset
  if (start === "") put([...text.value].length, [...text.value].length, `${text.value && !text.value.endsWith("\n") ? " " : ""}${fix.dataset.fix}`)
  else put(Number(start), Number(end), fix.dataset.fix)
}

// The better wording of the fault at the caret, else of the next one, else of the first.
async function mend() {
  if (text.value !== known) await reviewed()
  const fixes = [...box.querySelectorAll("ol.faults [data-fix], .law [data-fix]")]
  const ends = (fix) => Number(fix.closest("li").dataset.end || Infinity)
  const next = fixes.filter((fix) => ends(fix) >= caret()).sort((a, b) => ends(a) - ends(b))[0] ?? fixes[0]
  if (next) better(next)
}

if (box) {
  let timer
  text.addEventListener("input", () => { underline(); clearTimeout(timer); timer = setTimeout(reviewed, 250) })
  text.addEventListener("scroll", () => { document.getElementById("under").scrollTop = text.scrollTop })
  if (text.value) reviewed()
  addEventListener("click", ({ target }) => {
    const fix = target.closest("[data-fix]")
    const phrase = target.closest("[data-insert]")
    if (fix) better(fix)
    else if (phrase) {
      document.getElementById("care").hidePopover()
      write("agent")
      const end = [...text.value].length
      put(end, end, `${text.value && !/\s$/.test(text.value) ? " " : ""}${phrase.dataset.insert}`)
    }
  })
  document.getElementById("suggest").addEventListener("click", async ({ target }) => {
    target.disabled = true // a language model may take its time
    const answer = await fetch(target.dataset.suggestion).finally(() => { target.disabled = false })
    if (answer.status !== 200) return
    document.getElementById("kept").textContent = answer.headers.get("Drafted-By") === "model" ? target.dataset.model : ""
    const end = [...text.value].length
    put(end, end, `${text.value ? "\n\n" : ""}${await answer.text()}`)
  })
}

// --- snippets ------------------------------------------------------------------

// A "/" at the start of a line, or the button, brings up the list; what is typed after it narrows it down.
const list = document.getElementById("snippets")
const SHOWN = 7
let slash = null // where the sign stands, in characters
let eager = false // Enter or Tab came before the list did

const caret = () => [...text.value.slice(0, text.selectionStart)].length
const sought = () => [...text.value].slice(slash + 1, caret()).join("")
const offered = () => [...list.querySelectorAll("[role=option]:not([hidden])")]
const picked = () => list.querySelector("[aria-selected=true]")

async function offer(at) {
  slash = at
  eager = false
  if (!list.children.length) {
    const answer = await fetch(composer.querySelector(".paper").dataset.choices).catch(() => null)
    if (!answer?.ok) { slash = null; return }
    list.innerHTML = await answer.text()
  }
  narrow()
  if (eager && !list.hidden && picked()) insert(picked())
}

function narrow() {
  if (slash === null) return
  const words = sought().toLowerCase()
  if ([...text.value][slash] !== "/" || caret() <= slash || /\s/.test(words)) { away(); return }
  const all = [...list.querySelectorAll("[role=option]")]
  const rank = (option) => option.dataset.shortcut.startsWith(words) ? 0 : option.dataset.match.toLowerCase().includes(words) ? 1 : 2
  const best = all.map((option) => [rank(option), option]).filter(([at]) => at < 2).sort(([a], [b]) => a - b).slice(0, SHOWN).map(([, option]) => option)
  all.forEach((option) => { option.hidden = !best.includes(option) })
  list.querySelector("ul").prepend(...best)
  list.querySelector("#no-snippet").hidden = best.length > 0
  list.querySelector("#snippet-failed").hidden = true
  list.hidden = false
  pick(best[0])
}

function pick(option) {
  picked()?.setAttribute("aria-selected", "false")
  option?.setAttribute("aria-selected", "true")
  option?.scrollIntoView({ block: "nearest" })
  if (option) text.setAttribute("aria-activedescendant", option.id)
  else text.removeAttribute("aria-activedescendant")
}

function away() {
  slash = null
  list.hidden = true
  text.removeAttribute("aria-activedescendant")
}

async function insert(option) {
  const [start, typed] = [slash, sought()]
  const answer = await post(option.dataset.insertion, {}).catch(() => null)
  if (!answer?.ok) { list.querySelector("#snippet-failed").hidden = false; return }
  away()
  const words = await answer.text()
  const end = start + 1 + [...typed].length
  if ([...text.value].slice(start, end).join("") === `/${typed}`) put(start, end, words)
  else put(caret(), caret(), words)
  // What has no value is chosen, to be written over.
  const empty = /\{\{.*?\}\}/.exec(words)
  const from = text.selectionStart - words.length
  if (empty) text.setSelectionRange(from + empty.index, from + empty.index + empty[0].length)
}

if (list) {
  text.addEventListener("input", ({ data }) => {
    const at = caret() - 1
    const before = [...text.value].slice(0, at)
    if (slash === null && data === "/" && (at === 0 || before.at(-1) === "\n")) offer(at)
    else narrow()
  })
  text.addEventListener("keydown", (event) => {
    if (slash === null || event.ctrlKey || event.metaKey || event.altKey) return
    const takes = event.key === "Enter" || event.key === "Tab"
    if (takes && !list.children.length) { event.preventDefault(); eager = true }
    const all = offered()
    const at = all.indexOf(picked())
    const turns = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === "Escape") { event.preventDefault(); away() }
    else if (turns && all.length) { event.preventDefault(); pick(all[(at + turns + all.length) % all.length]) }
    else if (takes && at >= 0) { event.preventDefault(); insert(all[at]) }
  })
  text.addEventListener("blur", away)
  // The text keeps the focus, or the list would close before the click arrives.
  list.addEventListener("mousedown", (event) => { if (!event.target.closest("a")) event.preventDefault() })
  list.addEventListener("click", ({ target }) => { const option = target.closest("[role=option]"); if (option) insert(option) })
  document.getElementById("insert").addEventListener("click", () => { put(caret(), caret(), "/"); offer(caret() - 1) })
}

// --- the words behind a label ---------------------------------------------------

function light({ target }) {
  const signal = target.closest?.("[data-lights]")?.dataset.lights
  document.querySelectorAll("mark.lit").forEach((mark) => mark.classList.remove("lit"))
  if (signal) target.closest(".turn").querySelectorAll(`mark[data-signal~="${signal}"]`).forEach((mark) => mark.classList.add("lit"))
}
// A point of the temperature line tells its message.
function tell({ target }) {
  const point = target.closest?.("[data-tells]")
  if (point) document.getElementById("course-words").textContent = point.getAttribute("aria-label")
}
addEventListener("mouseover", tell)
addEventListener("focusin", tell)
addEventListener("mouseover", light)
addEventListener("focusin", light)

// --- a pause ---------------------------------------------------------------------

// The scratch pad has no name and no address: it is emptied where it was written.
const pause = document.getElementById("pause")
const wipe = () => { document.getElementById("scratch-text").value = ""; document.getElementById("scratch").open = false }
if (pause) {
  pause.addEventListener("close", () => { wipe(); text.focus() })
  addEventListener("pagehide", wipe)
}

// --- help ------------------------------------------------------------------------

// The sheet is fetched when it is asked for; it opens when it has come.
const sheet = document.getElementById("help-sheet")
if (sheet) {
  body.addEventListener("htmx:afterSwap", ({ detail }) => { if (detail.target === sheet) sheet.showModal() })
  sheet.addEventListener("click", (event) => {
    if (!event.target.closest("[data-closes]")) return
    event.preventDefault()
    sheet.close()
  })
}

// --- keys --------------------------------------------------------------------

const rows = () => [...document.querySelectorAll("#rows .row")]
const keys = document.getElementById("keys")
const palette = document.getElementById("palette")

// The rows are drawn anew when something changes, a dialog takes the focus: the row one stood on is still the row.
let stoodOn = null
addEventListener("focusin", ({ target }) => { if (target.matches(".row")) stoodOn = target.id })
const here = () => document.getElementById(stoodOn)

function step(by) {
  const all = rows()
  const at = all.indexOf(here())
  const from = at >= 0 ? at : all.findIndex((row) => row.classList.contains("chosen"))
  all[Math.max(0, Math.min(all.length - 1, from + by))]?.focus()
}

function write(kind) {
  const choice = composer?.querySelector(`input[name=kind][value=${kind}]`)
  if (!choice) return
  choice.checked = true
  choice.dispatchEvent(new Event("change", { bubbles: true }))
  text.focus()
}

function press(key) {
  const target = document.querySelector(`[data-key="${key}"]`)
  if (!target) return
  if (target.matches("details")) { target.open = true; target.querySelector(".menu-items button")?.focus() }
  else target.click()
}

// What is shown as written is covered again by the next drawing, and remembered nowhere.
function uncover() {
  const all = [...document.querySelectorAll("details.raw")]
  const open = all.some((raw) => !raw.open)
  all.forEach((raw) => { raw.open = open })
}

const bindings = {
  j: () => step(1),
  k: () => step(-1),
  o: () => here()?.click(),
  r: () => write("agent"),
  n: () => write("note"),
  i: () => document.getElementById("insert")?.click(),
  a: () => press("a"),
  s: () => press("s"),
  e: () => press("e"),
  h: () => press("h"),
  m: () => press("m"),
  p: () => press("p"),
  u: uncover,
  x: () => here()?.previousElementSibling.click(),
  b: () => document.getElementById("pause")?.showModal(),
  "/": () => document.getElementById("q").focus(),
  "?": () => keys.showModal(),
}

addEventListener("keydown", (event) => {
  if (event.code === "KeyB" && event.altKey && !document.querySelector("dialog[open]")) { event.preventDefault(); bindings.b(); return }
  if (event.key === "k" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); palette.showModal(); return }
  if (event.key === "Escape") document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus() })
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return
  const act = bindings[event.key]
  if (act && !document.querySelector("dialog[open]")) { event.preventDefault(); act() }
})

document.querySelectorAll("[data-open]").forEach((button) => button.addEventListener("click", () => document.getElementById(button.dataset.open).showModal()))
addEventListener("click", ({ target }) => document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(target)) menu.open = false }))

const where = document.getElementById("palette-input")
where?.addEventListener("input", () => {
  const sought = where.value.toLowerCase()
  document.querySelectorAll("#palette-list li").forEach((item) => { item.hidden = !item.textContent.toLowerCase().includes(sought) })
})
where?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return
  event.preventDefault()
  const number = where.value.trim().replace(/^#/, "")
  const first = document.querySelector("#palette-list li:not([hidden]) a")
  if (/^\d+$/.test(number)) location.href = `/conversations/${number}`
  else if (first) location.href = first.href
  else location.href = `/search?q=${encodeURIComponent(where.value)}`
})
