package csv

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// joinWriter writes reports as facts of their events.
type joinWriter struct {
	tx      *graph.Tx
	merges  *merges
	expands func(bytes int) error // see nameFinder
	classes []quad.IRI            // of events
	quads   []quad.Quad
	bytes   int // of the subjects of quads
	extra   int // how many quads are of no report, but tell which were joined
}

// A writer hands on what it has when that is so many quads, or so many bytes of subjects.
const (
	mostWaiting      = 4096
	mostWaitingBytes = 1 << 20
)

// change writes the reports, and takes away what was there before and holds no more.
func (w *joinWriter) change(before map[quad.Quad]bool, reports []*told) error {
	after := w.book(reports, func(t *told) quad.Value { return t.event })
	var all []quad.Quad
	for _, t := range reports {
		told := t.facts(t.event)
		if !w.merges.none() {
			all = append(all, told...)
		}
		facts := w.merges.nowOf(told)
		if t.line == 0 || t.claim.Source == "" {
			after = append(after, facts...)
			continue
		}
		for i := range facts {
			facts[i].Label = nil
		}
		if _, err := w.tx.Assert(t.claim, facts...); err != nil {
			return err
		}
	}
	after = append(after, w.merges.records(all)...)
	gone := before
	for _, q := range after {
		if before[q] {
			delete(gone, q)
			continue
		}
		iri, _ := q.Subject.(quad.IRI)
		if q.Predicate == vocab.MergedInto || q.Predicate == vocab.Report || strings.HasPrefix(string(iri), vocab.KeptQuad) {
			w.extra++
		}
		w.quads = append(w.quads, q)
		if text, ok := q.Object.(quad.String); ok && q.Predicate == vocab.Report {
			for range strings.Count(string(text), "\n") { // each line has the IRI
				if err := w.expands(len(iri)); err != nil {
					return err
				}
			}
		}
		if w.bytes += len(iri); len(w.quads) > mostWaiting || w.bytes > mostWaitingBytes {
			if err := w.flush(); err != nil {
				return err
			}
		}
	}
	for q := range gone {
		if err := w.tx.Remove(q); err != nil {
			return err
		}
	}
	return nil
}

func (w *joinWriter) flush() error {
	err := w.tx.Add(w.quads...)
	clear(w.quads)
	w.quads, w.bytes = w.quads[:0], 0
	return err
}

// quadsOf gives what is in the graph for reports that it has.
func (w *joinWriter) quadsOf(known []*told) map[quad.Quad]bool {
	at := func(t *told) quad.Value { return t.at }
	quads := map[quad.Quad]bool{}
	for _, q := range w.book(known, at) {
		quads[q] = true
	}
	var told []quad.Quad
	for _, t := range known {
		told = append(told, t.facts(t.at)...)
	}
	for _, q := range slices.Concat(w.merges.nowOf(told), w.merges.records(told)) {
		quads[q] = true
	}
	return quads
}

// facts are what a report says, as facts of an event.
func (t *told) facts(event quad.Value) []quad.Quad {
	quads := make([]quad.Quad, len(t.said))
	for i, s := range t.said {
		quads[i] = quad.Quad{Subject: event, Predicate: s.predicate, Object: s.object, Label: t.label}
	}
	return quads
}

// book gives the quads that tell what an event is, and which reports were joined to it. Reports that share a label are
// recorded, so that they can be told apart again, and so are those that name the event where they would be taken for joined.
func (w *joinWriter) book(reports []*told, eventOf func(*told) quad.Value) []quad.Quad {
	type under struct{ event, label quad.Value }
	sharing := map[under]int{}
	joinedUnder, joined := map[under]bool{}, map[under]bool{} // by their labels, and by their own IRIs
	someFixed := slices.ContainsFunc(reports, func(t *told) bool { return t.fixed })
	for _, t := range reports {
		if t.shares() {
			sharing[under{eventOf(t), t.label}]++
		}
		if someFixed && !t.fixed {
			joinedUnder[under{eventOf(t), t.label}] = true
			joined[under{eventOf(t), t.own}] = true
		}
	}
	var quads []quad.Quad
	for _, t := range reports {
		event := eventOf(t)
		for _, class := range w.classes {
			quads = append(quads, quad.Quad{Subject: event, Predicate: vocab.RDFType, Object: class, Label: t.dataSet})
		}
		switch {
		case !t.fixed:
			if t.own != event {
				quads = append(quads, quad.Quad{Subject: t.own, Predicate: vocab.MergedInto, Object: event, Label: t.dataSet})
			}
			if t.shares() && (t.own != event || sharing[under{event, t.label}] > 1) {
				quads = append(quads, quad.Quad{Subject: t.own, Predicate: vocab.Report, Object: quad.String(t.record(t.own)), Label: t.dataSet})
			}
		case t.shares() && (joinedUnder[under{event, t.label}] || joined[under{event, t.own}]):
			quads = append(quads, quad.Quad{Subject: event, Predicate: vocab.Report, Object: quad.String(t.record(event)), Label: t.dataSet})
		case joined[under{event, t.own}]:
			quads = append(quads, quad.Quad{Subject: event, Predicate: vocab.Report, Object: t.label, Label: t.dataSet})
		}
	}
	return quads
}

// shares tells whether other reports may be under the same label.
func (t *told) shares() bool { return t.label == t.dataSet }

// record writes the facts of a report as sorted N-Quads.
func (t *told) record(event quad.Value) string {
	var lines []string
	for _, q := range t.facts(event) {
		lines = append(lines, string(term.AppendQuad(nil, q)))
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}
