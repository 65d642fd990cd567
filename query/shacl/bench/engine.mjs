// Validates a file of N-Triples against a file of shapes with shacl-engine, several times, and writes as JSON how many
// violations there are and the milliseconds of each time. Loading is not timed.
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { DataFactory, Parser, Store } from 'n3'
import { Validator } from 'shacl-engine'

const [shapes, data, times] = process.argv.slice(2)
const read = (file) => new Store(new Parser().parse(readFileSync(file, 'utf8')))
const validator = new Validator(read(shapes), { factory: DataFactory })
const dataset = read(data)
const milliseconds = []
let violations = 0
for (let i = 0; i < Number(times); i++) {
  const start = performance.now()
  const report = await validator.validate({ dataset })
  milliseconds.push(performance.now() - start)
  violations = report.results.filter((r) => r.severity.value.endsWith('#Violation')).length
}
console.log(JSON.stringify({ violations, milliseconds }))
