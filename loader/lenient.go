package loader

import (
	"fmt"

	"talentgraph.example/graph"
	"talentgraph.example/loader/syntax"
)

// DefaultLenient is how many lines WithLenient skips if it is given no limit.
const DefaultLenient = 1_000

// lenient is what is done about lines that are wrong.
type lenient struct {
	limit   int
	report  func(*SyntaxError)
	skipped int64
}

// WithLenient skips what is wrong in a file of lines (N-Triples, N-Quads, and the rows of CSV) and goes on. Each
// skipped line is given to report, in the order of the file, in the goroutine of the caller of Load; report
// may be nil. After limit lines over all files of a load, the next wrong one is an error, graph.ErrLimit,
// and the graph stays as it was; a limit below 1 is DefaultLenient.
//
// In Turtle, TriG and RDF/XML, what is skipped are statements that the grammar can pass over but that are no RDF: those
// with an IRI that is none, or is relative where no base is known, with a language that is none, or with a datatype
// that must have one. In JSON-LD, it is what the standard leaves out when it makes RDF: keys that no context explains,
// IRIs that are none, blank nodes as predicates, base directions; see package jsonld. Each counts as a line does. All
// else stays strict there, since one wrong character can change the meaning of all that follows.
func WithLenient(limit int, report func(*SyntaxError)) Option {
	if limit < 1 {
		limit = DefaultLenient
	}
	return func(o *options) { o.lenient = &lenient{limit: limit, report: report} }
}

// skip reports a line, or ends the load.
func (l *lenient) skip(wrong *syntax.Error) error {
	if l.skipped == int64(l.limit) {
		return fmt.Errorf("%w: %w", &graph.LimitError{Limit: "skipped lines", Value: int64(l.limit), Raise: "loader.WithLenient"}, wrong)
	}
	l.skipped++
	if l.report != nil {
		l.report(wrong)
	}
	return nil
}

// wrongLines collects what a reader skips, until the load's own goroutine reports it.
type wrongLines struct {
	lenient *lenient // nil: strict
	lines   []*syntax.Error
	handed  int // lines that were taken
	// flush hands over a first part of many lines, so that what is collected does not grow with them.
	flush func(lines []*syntax.Error) error
}

// keepLines is how many lines are collected before they are handed over.
const keepLines = 1_000

// errEnough stops a reader that has skipped more than the whole load may.
var errEnough = fmt.Errorf("more lines are wrong than may be skipped")

// option makes a reader skip lines, or strict.
func (w *wrongLines) option() syntax.Option {
	if w.lenient == nil {
		return syntax.WithLenient(nil)
	}
	return syntax.WithLenient(func(e *syntax.Error) error {
		w.lines = append(w.lines, e)
		switch {
		case w.handed+len(w.lines) > w.lenient.limit:
			return errEnough
		case len(w.lines) == keepLines:
			return w.flush(w.take())
		}
		return nil
	})
}

// take hands over what was collected.
func (w *wrongLines) take() []*syntax.Error {
	lines := w.lines
	w.lines, w.handed = nil, w.handed+len(lines)
	return lines
}
