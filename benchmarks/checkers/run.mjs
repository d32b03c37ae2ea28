// Reads {"id", "reply"} lines, writes {"id", checker: [what it says]} lines.
import readline from 'node:readline'
import { text as alex } from 'alex'
import { Dialect, LocalLinter } from 'harper.js'
import { binary } from 'harper.js/binary'
import { retext } from 'retext'
import retextEnglish from 'retext-english'
import retextEquality from 'retext-equality'
import retextProfanities from 'retext-profanities'
import retextStringify from 'retext-stringify'
import writeGood from 'write-good'

const checked = (plugin) => {
  const processor = retext().use(retextEnglish).use(plugin).use(retextStringify)
  return (reply) => processor.processSync(reply).messages.map((message) => message.reason)
}

const harper = new LocalLinter({ binary, dialect: Dialect.British })
await harper.setup()

const checkers = {
  alex: (reply) => alex(reply).messages.map((message) => message.reason),
  'write-good': (reply) => writeGood(reply).map((found) => found.reason),
  'retext-equality': checked(retextEquality),
  'retext-profanities': checked(retextProfanities),
  harper: async (reply) => (await harper.lint(reply)).map((lint) => `${lint.lint_kind()}: ${lint.message()}`)
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { id, reply } = JSON.parse(line)
  const found = { id, seconds: {} }
  for (const [name, check] of Object.entries(checkers)) {
    const began = process.hrtime.bigint()
    found[name] = await check(reply)
    found.seconds[name] = Number(process.hrtime.bigint() - began) / 1e9
  }
  console.log(JSON.stringify(found))
}
