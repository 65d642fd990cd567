package data

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/engine"
	_ "talentgraph.example/graph/mysql" // the schemes of servers
	_ "talentgraph.example/graph/postgres"
	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
)

// Kept tells whether a name is that of a graph that graph.Open keeps: of a file, which ends in .tg, or the address of a
// server's.
func Kept(file string) bool { return strings.EqualFold(filepath.Ext(file), ".tg") || Shared(file) }

// Shared tells whether a name is the address of a graph on a server, such as postgres://user@host/database.
func Shared(name string) bool {
	scheme, _, ok := strings.Cut(name, "://")
	return ok && slices.Contains(engine.Schemes(), scheme)
}

// Shown is a name as it may be shown: without a password.
func Shown(name string) string {
	if !Shared(name) {
		return name
	}
	address, parameters, _ := strings.Cut(name, "?") // which may have one, too
	scheme, rest, _ := strings.Cut(address, "://")
	if strings.Contains(parameters, "@") { // the question mark may be a password's
		return scheme + "://…"
	}
	return scheme + "://" + rest[strings.LastIndex(rest, "@")+1:]
}

// Source names a graph for graph.Open.
func Source(file string) string {
	if Shared(file) {
		return file
	}
	return "file:" + strings.NewReplacer("%", "%25", "?", "%3F").Replace(file)
}

// OpenKept opens a graph where it lies, for reading only. The caller closes it.
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
	c := copying{ctx: ctx, blanks: "x" + rand.Text()[:13] + "-"}
	if label != "" {
		c.unlabelled = term.Term{Kind: term.IRI, Text: string(label)}
	}
	err = to.Update(ctx, func(tx *graph.Tx) error { return c.all(tx, from.Snapshot()) })
	if err = errors.Join(err, from.Close()); err != nil {
		return 0, 0, err
	}
	return c.read, c.added, nil
}

// WriteShared writes the quads of a graph to an empty one on a server, in one change, with all terms as they are. It
// tells progress how many have been read.
func WriteShared(ctx context.Context, address string, from *graph.Graph, progress func(quads, of int64)) (err error) {
	to, err := graph.Open(ctx, address)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	return to.Update(ctx, func(tx *graph.Tx) error {
		n, err := tx.Count(ctx, graph.Pattern{})
		if err == nil && n > 0 {
			err = fmt.Errorf("the graph %s has %d quads already, and was left as it is", Shown(address), n)
		}
		if err != nil {
			return err
		}
		c := copying{ctx: ctx, progress: progress}
		return c.all(tx, from.Snapshot())
	})
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
	read       int64
	added      int64
	progress   func(quads, of int64) // nil for none
	size       int64
}

const quadsInBatch = 1 << 16

func (c *copying) all(tx *graph.Tx, from *graph.Snapshot) error {
	c.tx, c.from, c.batch, c.size = tx, from.Numbers(), tx.NewBatch(), from.Size()
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
		return err
	}
	return c.flush()
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
	c.read, c.added = c.read+int64(c.batch.Len()), c.added+int64(added)
	if c.progress != nil {
		c.progress(c.read, c.size)
	}
	c.batch.Reset()
	clear(c.numbers)
	return err
}
