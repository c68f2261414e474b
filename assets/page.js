// What pages do beyond what forms and links do by themselves: what somebody types is kept while they type it.

const pause = 1000
const again = 5000

for (const form of document.querySelectorAll('form[data-draft]')) keepTyping(form)

/** Keeps what is typed into a form, a moment after the last key; one request at a time, the newest text last. */
function keepTyping(form) {
  const told = form.querySelector('.autosave')
  const asked = form.querySelector('.asked')
  const dismissed = new Set()
  let kept = textsOf(form)
  let timer = 0
  let isUnderWay = false
  let isLeaving = false

  const isChanged = () => textsOf(form) !== kept
  const soon = (milliseconds) => {
    clearTimeout(timer)
    timer = setTimeout(keep, milliseconds)
  }
  const send = () =>
    fetch(form.dataset.draft, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams(new FormData(form)),
      keepalive: document.visibilityState === 'hidden',
    })

  async function keep() {
    if (isUnderWay || isLeaving || !isChanged()) return
    isUnderWay = true
    const texts = textsOf(form)
    try {
      let answer = await send()
      if (answer.status === 401 && (await renewKeys())) answer = await send()
      if (answer.status === 401)
        throw new Refused('You are signed out. Your text stays here: sign in in another window, and it is kept.')
      const data = await answer.json()
      if (!answer.ok) throw new Refused(data.problem)
      kept = texts
      tell(told, data.isBehind ? `${behind} ${keptText(data.keptAt)}` : keptText(data.keptAt))
      if (asked) showQuestions(form, asked, dismissed, data.nudges)
    } catch (error) {
      tell(told, error instanceof Refused ? error.message : 'Not kept yet: the server does not answer. Your text stays here.')
      soon(again)
    }
    isUnderWay = false
    if (isChanged()) soon(pause)
  }

  form.addEventListener('input', () => {
    tell(told, 'Typing …')
    soon(pause)
  })
  addEventListener('online', () => soon(0))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keep()
  })
  form.addEventListener('submit', () => {
    isLeaving = true
    clearTimeout(timer)
  })
  addEventListener('beforeunload', (event) => {
    if (!isLeaving && isChanged()) event.preventDefault()
  })
}

/** All that stands in the fields of a form, without the keys that it carries. */
function textsOf(form) {
  const fields = new FormData(form)
  for (const carried of ['formKey', 'requestKey', 'asked']) fields.delete(carried)
  return new URLSearchParams(fields).toString()
}

/** What the server refuses, in its own sentence. */
class Refused extends Error {}

const behind = 'Somebody saved this part while you wrote; when you save, you see both texts.'
const keptText = (at) => `Kept for you at ${at}. Save, and others see it.`

function tell(place, sentence) {
  if (place.textContent !== sentence) place.textContent = sentence
}

/** Questions back about the wording: for the writer alone, and to be put away. */
function showQuestions(form, place, dismissed, nudges) {
  const open = nudges.filter(({ text }) => !dismissed.has(text))
  if (nudges.length > 0) markAsked(form)
  if (place.dataset.shown === JSON.stringify(open)) return
  place.dataset.shown = JSON.stringify(open)
  const list = document.createElement('ul')
  list.className = 'nudges'
  for (const { text, question } of open) {
    const item = document.createElement('li')
    const strong = document.createElement('strong')
    strong.textContent = question
    const away = document.createElement('button')
    away.type = 'button'
    away.className = 'plain'
    away.textContent = 'Keep it as it is'
    away.addEventListener('click', () => {
      dismissed.add(text)
      item.remove()
      form.querySelector('textarea[name="text"]').focus()
    })
    item.append(`${text} `, strong, ' ', away)
    list.append(item)
  }
  place.replaceChildren(...(open.length === 0 ? [] : [list]))
}

/** Who was asked while they typed is not asked once more on saving. */
function markAsked(form) {
  if (form.elements.asked) return
  const mark = document.createElement('input')
  mark.type = 'hidden'
  mark.name = 'asked'
  mark.value = 'yes'
  form.append(mark)
}

/** After a sign-in in another window the forms of this one carry an old key. Whether there is a new one. */
async function renewKeys() {
  const answer = await fetch('/form-key', { redirect: 'manual' })
  if (!answer.ok) return false
  const { formKey } = await answer.json()
  for (const field of document.querySelectorAll('input[name="formKey"]')) field.value = formKey
  return true
}

/** A link to a folded editor opens it. */
function openTarget() {
  const target = location.hash && document.getElementById(location.hash.slice(1))
  if (target?.tagName === 'DETAILS') target.open = true
}
addEventListener('hashchange', openTarget)
openTarget()
