package loader

import (
	"context"

	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
	"talentgraph.example/loader/syntax"
)

// nextReader is what the readers of all RDF formats have in common.
type nextReader interface {
	Next(*syntax.Quad) error
}

// adder puts quads into a batch: blank nodes under names of the load's own, quads without a label under the
// one that was given for them.
type adder struct {
	batch  *snapstore.Batch
	blanks []byte
	label  []byte // empty for the default graph
	name   []byte // scratch
	bytes  int    // of text put in so far, the same text counted each time
}

func (l *fileLoad) newAdder(b *snapstore.Batch) *adder {
	return &adder{batch: b, blanks: l.blanks, label: []byte(l.o.label)}
}

func (a *adder) add(q *syntax.Quad) {
	// One after the other: numbers follow the order of first appearance.
	subject, predicate, object := a.term(&q.Subject), a.term(&q.Predicate), a.term(&q.Object)
	label := a.term(&q.Label)
	if label == 0 && len(a.label) > 0 {
		label = a.batch.Term(term.IRI, a.label, nil, nil)
	}
	a.batch.Quad(subject, predicate, object, label)
}

func (a *adder) term(t *syntax.Term) uint32 {
	a.bytes += len(t.Text)
	if t.Kind == term.Blank {
		a.name = append(append(a.name[:0], a.blanks...), t.Text...)
		return a.batch.Term(term.Blank, a.name, nil, nil)
	}
	return a.batch.Term(t.Kind, t.Text, t.Datatype, t.Lang)
}

// addBatch hands a batch to the transaction and empties it.
func (l *fileLoad) addBatch(ctx context.Context, b *snapstore.Batch) error {
	n, err := l.tx.AddBatch(ctx, b)
	if err != nil {
		return err
	}
	l.read += int64(b.Len())
	l.added += int64(n)
	b.Reset()
	return nil
}
