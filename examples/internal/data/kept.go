package data

import (
	"context"
	"crypto/rand"
	"errors"
	"path/filepath"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
)

// Kept tells whether a file is a graph that graph.Open keeps, by its name, which ends in .tg.
func Kept(file string) bool { return strings.EqualFold(filepath.Ext(file), ".tg") }

// Source names a file for graph.Open.
func Source(file string) string {
	return "file:" + strings.NewReplacer("%", "%25", "?", "%3F").Replace(file)
}

// OpenKept opens a graph in a file where it lies, for reading only. The caller closes it.
func OpenKept(ctx context.Context, file string) (*graph.Graph, error) {
	return graph.Open(ctx, Source(file), graph.ReadOnly())
}

// Copy adds the quads of a graph in a file to another graph, in one change, and tells how many there are and how many
// of them are new. All terms stay as they are, but blank nodes get names of their own, as with every file that is
// loaded, so that they never meet others. Quads without a graph label get the given one, if it is not empty.
func Copy(ctx context.Context, to *graph.Graph, file string, label quad.IRI) (read, added int64, err error) {
	from, err := OpenKept(ctx, file)
	if err != nil {
		return 0, 0, err
	}
	err = from.View(ctx, func(s *graph.Snapshot) error {
		read = s.Size()
		return to.Update(ctx, func(tx *graph.Tx) error {
			c := copying{ctx: ctx, tx: tx, from: s.Numbers(), batch: tx.NewBatch(), blanks: "x" + rand.Text()[:13] + "-"}
			c.unlabelled = term.Term{Kind: term.IRI, Text: string(label)}
			if label == "" {
				c.unlabelled = term.Term{}
			}
			added, err = c.all()
			return err
		})
	})
	if err = errors.Join(err, from.Close()); err != nil {
		return 0, 0, err
	}
	return read, added, nil
}

// copying is a graph on its way into another one, a batch at a time.
type copying struct {
	ctx        context.Context
	tx         *graph.Tx
	from       *graph.Numbers
	batch      *snapstore.Batch
	numbers    map[graph.ID]uint32 // the batch's numbers of terms
	blanks     string              // what the names of blank nodes begin with
	unlabelled term.Term           // the label of quads that have none
	added      int64
}

const quadsInBatch = 1 << 16

func (c *copying) all() (int64, error) {
	c.numbers = map[graph.ID]uint32{}
	var failed error
	err := c.from.Match(c.ctx, graph.PatternIDs{}, func(q graph.QuadIDs) bool {
		c.batch.Quad(c.number(q.Subject), c.number(q.Predicate), c.number(q.Object), c.number(q.Label))
		if c.batch.Len() == quadsInBatch {
			failed = c.flush()
		}
		return failed == nil
	})
	if err = errors.Join(failed, err); err != nil {
		return 0, err
	}
	return c.added, c.flush()
}

func (c *copying) number(id graph.ID) uint32 {
	n, ok := c.numbers[id]
	if !ok {
		t := c.from.Term(id)
		switch t.Kind {
		case term.None: // only a label can be none
			t = c.unlabelled
		case term.Blank:
			t.Text = c.blanks + t.Text
		}
		n = c.batch.Term(t.Kind, []byte(t.Text), []byte(t.Datatype), []byte(t.Lang))
		c.numbers[id] = n
	}
	return n
}

func (c *copying) flush() error {
	added, err := c.tx.AddBatch(c.ctx, c.batch)
	c.added += int64(added)
	c.batch.Reset()
	clear(c.numbers)
	return err
}
