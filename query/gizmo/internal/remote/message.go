package remote

import (
	"errors"
	"time"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo/internal/limit"
	"talentgraph.example/query/gizmo/internal/wire"
)

// What the parent says. SayStop is for who has the child.
const (
	sayJob     byte = 'J' // a Job
	SayStop    byte = 'S' // end the run of a number; sent at any time
	sayAnswer  byte = 'A' // to what the child asked
	sayFailed  byte = 'F' // the graph could not answer: a text
	sayRefused byte = 'R' // a question was refused: a text, and whether it has a cause that the parent keeps
	sayLimit   byte = 'L' // a limit is reached: as limits are written
	sayStopped byte = 'X' // there is no answer, the run is to end
)

// What the child says. It waits for an answer to what it asks.
const (
	tellEmit  byte = 'e' // a value that was emitted
	tellNote  byte = 'n' // line, column, text
	tellClose byte = 'c' // no more rows of the path that was begun last
	tellEnd   byte = 'z' // the run has ended: an ending

	askRows      byte = 'r' // of a path: the first batch
	askNodes     byte = 'o' // likewise of the nodes at its end
	askMore      byte = 'm' // the next batch of the path that was begun last
	askGive      byte = 'g' // to give the caller the rows of a path
	askCount     byte = 'k'
	askShortest  byte = 'p'
	askHas       byte = 'h'
	askNamespace byte = 'a'
	askStored    byte = 't'
	askCompact   byte = 'i'
	askNearest   byte = 'd'
	askLabelled  byte = 'l'
	askQuestion  byte = 'q'
)

// How a batch of rows ends.
const (
	batchMore   byte = iota // there may be more
	batchLast               // that was all
	batchFailed             // the graph could not go on: a text
)

// A Job is a script to run.
type Job struct {
	number uint64 // by which the run is stopped, and its ending known
	boxed  bool   // MaxMemory is what the child may use at most, not what the run may
	Fresh  bool   // in a world of its own; otherwise in that of the job before
	Source string
	Params map[string]any
	Notes  bool // are wanted
	Time   time.Duration

	MaxMemory                                                       int64
	MaxRows, MaxCallDepth, MaxPathLength, MaxScriptSize, MaxEmitted int
}

func (j *Job) encode(w *wire.Writer) {
	w.Uint(j.number)
	w.Bool(j.boxed)
	w.Bool(j.Fresh)
	w.Text(j.Source)
	w.Data(j.Params)
	w.Bool(j.Notes)
	w.Int(int64(j.Time))
	w.Int(j.MaxMemory)
	for _, n := range []int{j.MaxRows, j.MaxCallDepth, j.MaxPathLength, j.MaxScriptSize, j.MaxEmitted} {
		w.Int(int64(n))
	}
}

// tooMuch is the error of too much memory.
func (j *Job) tooMuch() error {
	if j.boxed {
		return limit.BoxMemory(j.MaxMemory)
	}
	return limit.Memory(j.MaxMemory)
}

func decodeJob(r *wire.Reader) (j Job) {
	j.number, j.boxed = r.Uint(), r.Bool()
	j.Fresh, j.Source = r.Bool(), r.Text()
	j.Params, _ = r.Data().(map[string]any)
	j.Notes, j.Time, j.MaxMemory = r.Bool(), time.Duration(r.Int()), r.Int()
	for _, n := range []*int{&j.MaxRows, &j.MaxCallDepth, &j.MaxPathLength, &j.MaxScriptSize, &j.MaxEmitted} {
		*n = int(r.Int())
	}
	return j
}

// How a run ended.
const (
	endWell    byte = iota
	endThrown       // by an error of the script's
	endRefused      // by one of which the parent keeps the cause
	endLimit        // by a limit that the child has found, or was told
	endStopped      // since the parent wished it
	endBroken       // by no rule
)

// An ending is how a run ended, as the child tells it.
type ending struct {
	number          uint64 // of the run
	how             byte
	line, column    int
	method, message string
	limit           *graph.LimitError
}

func (e *ending) encode(w *wire.Writer) {
	w.Uint(e.number)
	w.Byte(e.how)
	w.Uint(uint64(e.line))
	w.Uint(uint64(e.column))
	w.Text(e.method)
	w.Text(e.message)
	if e.how == endLimit {
		encodeLimit(w, e.limit)
	}
}

func decodeEnding(r *wire.Reader) (e ending) {
	e.number, e.how = r.Uint(), r.Byte()
	if e.how > endBroken {
		r.Break()
	}
	e.line, e.column = place(r), place(r)
	e.method, e.message = r.Text(), r.Text()
	if e.how == endLimit {
		e.limit = decodeLimit(r)
	}
	return e
}

// place reads a line or a column.
func place(r *wire.Reader) int {
	n := r.Uint()
	if n > 1<<31 {
		r.Break()
		return 0
	}
	return int(n)
}

func encodeLimit(w *wire.Writer, e *graph.LimitError) {
	w.Text(e.Limit)
	w.Int(e.Value)
	w.Text(e.Raise)
}

func decodeLimit(r *wire.Reader) *graph.LimitError {
	e := &graph.LimitError{Limit: r.Text(), Value: r.Int(), Raise: r.Text()}
	if len(e.Limit)+len(e.Raise) > 1000 {
		r.Break()
	}
	return e
}

// limitOf is the limit within an error; nil if there is none.
func limitOf(err error) *graph.LimitError {
	var limit *graph.LimitError
	errors.As(err, &limit)
	return limit
}
