package loader

import (
	"bytes"
	"context"

	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
	"talentgraph.example/loader/syntax"
)

// adder puts quads into a batch: blank nodes under names of the load's own, quads without a label under the
// one that was given for them.
type adder struct {
	batch  *snapstore.Batch
	blanks []byte
	label  []byte // empty for the default graph
	name   []byte // scratch
	bytes  int    // of text put in so far, the same text counted each time, and long ones fourfold

	recent [64]recentIRI // by recentPlace
}

// recentIRI is an IRI and its number in the batch. Most subjects, predicates and labels have been met a moment
// ago, and to compare them is cheaper than to look them up.
type recentIRI struct {
	text   []byte
	number uint32
}

// longText is the length in bytes from which on a text is not kept to be compared.
const longText = 1024

// recentPlace is where an IRI stands: those of one file mostly differ at their end.
func recentPlace(iri []byte) int {
	n := len(iri)
	if n < 2 {
		return n
	}
	return (n ^ int(iri[n-1])*5 ^ int(iri[n-2])*29) & 63
}

func (l *fileLoad) newAdder(b *snapstore.Batch) *adder {
	return &adder{batch: b, blanks: l.blanks, label: []byte(l.o.label)}
}

func (a *adder) add(q *syntax.Quad) {
	// One after the other: numbers follow the order of first appearance.
	subject, predicate, object := a.again(&q.Subject), a.again(&q.Predicate), a.term(&q.Object)
	label := a.again(&q.Label)
	if label == 0 && len(a.label) > 0 {
		label = a.batch.Term(term.IRI, a.label, nil, nil)
	}
	a.batch.Quad(subject, predicate, object, label)
}

// again is term for what often comes several times, and is not so long that memory would be better spent.
func (a *adder) again(t *syntax.Term) uint32 {
	if t.Kind != term.IRI || len(t.Text) > longText {
		return a.term(t)
	}
	r := &a.recent[recentPlace(t.Text)]
	if r.number == 0 || !bytes.Equal(r.text, t.Text) {
		r.text, r.number = append(r.text[:0], t.Text...), a.term(t)
		return r.number
	}
	a.bytes += len(t.Text)
	return r.number
}

func (a *adder) term(t *syntax.Term) uint32 {
	a.bytes += len(t.Text) + len(t.Datatype) + len(t.Lang)
	if len(t.Text) > longText {
		a.bytes += 3 * len(t.Text) // what is full of long texts is handed on sooner, since there are several batches
	}
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
