package remote

import (
	"errors"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"talentgraph.example/query/gizmo/internal/path"
	"talentgraph.example/query/gizmo/internal/wire"
)

// Rows cross in batches, the first of which are small. The child asks for the next when it has gone through one; until
// then it may ask for anything else, and begin another path, which it ends first.

// rows asks for the rows of a path, or for the nodes at its end.
func (t *there) rows(kind byte, p *path.Path, most int64, each func([]path.Tagged) bool) error {
	var w wire.Writer
	w.Int(most)
	p.Encode(&w)
	r, err := t.ask(kind, &w)
	if err != nil {
		return err
	}
	open := true // the parent may have more, and waits to be asked
	defer func() {
		if open {
			t.tell(tellClose, new(wire.Writer))
		}
	}()
	in := batchReader{nodes: kind == askNodes}
	for {
		open = in.begin(r) == batchMore
		for in.left > 0 {
			row := in.row(r)
			if r.Err() != nil {
				t.broken()
			}
			if !each(row) {
				return nil
			}
		}
		var failed error
		if in.how == batchFailed {
			failed = errors.New(r.Text())
		}
		if t.must(r); !open {
			return failed
		}
		open = false // if there is no answer, nothing is open
		if r, err = t.ask(askMore, new(wire.Writer)); err != nil {
			return err
		}
	}
}

// A batchWriter makes batches of rows: how the batch ends, how many rows there are, and the rows; of each whether it has
// the names of the row before, else its names, and its values.
type batchWriter struct {
	nodes      bool
	body       wire.Writer
	names      []string
	rows, full int // rows in it, and how many are a batch
}

// Each batch is four times as large as the one before, between these.
const (
	firstBatch = 16
	mostBatch  = 16 << 10
	batchBytes = 256 << 10
)

// add puts a row into the batch. It tells whether that is to be sent.
func (b *batchWriter) add(row []path.Tagged, value func(graph.Ref) quad.Value) (full bool) {
	if b.full == 0 {
		b.full = firstBatch
	}
	if !b.nodes {
		b.writeNames(row)
	}
	for _, t := range row {
		b.body.Value(value(t.Ref))
	}
	b.rows++
	return b.rows >= b.full || len(b.body.Body) >= batchBytes
}

func (b *batchWriter) writeNames(row []path.Tagged) {
	same := len(row) == len(b.names)
	for i := 0; same && i < len(row); i++ {
		same = row[i].Name == b.names[i]
	}
	b.body.Bool(same)
	if same {
		return
	}
	b.names = make([]string, len(row))
	for i, t := range row {
		b.names[i] = t.Name
	}
	b.body.Texts(b.names)
}

// take gives the batch, and begins another one.
func (b *batchWriter) take(how byte) (body []byte, err error) {
	var w wire.Writer
	w.Byte(how)
	w.Uint(uint64(b.rows))
	body, err = append(w.Body, b.body.Body...), b.body.Err()
	b.full = min(b.full*4, mostBatch)
	b.rows, b.names, b.body = 0, nil, wire.Writer{Body: b.body.Body[:0]}
	return body, err
}

// A batchReader takes batches apart.
type batchReader struct {
	nodes bool
	how   byte
	left  int // rows to read
	names []string
	into  []path.Tagged
}

// begin reads the beginning of a batch, and gives how it ends.
func (b *batchReader) begin(r *wire.Reader) byte {
	b.how, b.left, b.names = r.Byte(), r.Count(), nil
	if b.how > batchFailed {
		r.Break()
	}
	return b.how
}

// row reads a row, which is valid until the next one.
func (b *batchReader) row(r *wire.Reader) []path.Tagged {
	b.left--
	b.into = b.into[:0]
	if b.nodes {
		return append(b.into, path.Tagged{Name: path.Result, Ref: graph.PreFetched(r.Value())})
	}
	if !r.Bool() {
		b.names = r.Texts()
	}
	for _, name := range b.names {
		b.into = append(b.into, path.Tagged{Name: name, Ref: graph.PreFetched(r.Value())})
	}
	return b.into
}
