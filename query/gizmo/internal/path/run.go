package path

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"talentgraph.example/query/gizmo/internal/stop"
)

// A Store is one state of a store of Cayley's, on which paths run. Its methods stop the run when that is due; what
// else goes wrong they give as an error. It belongs to one run.
type Store struct {
	ctx *stop.Context
	qs  graph.QuadStore
}

// NewStore makes one that heeds the context of a run.
func NewStore(ctx *stop.Context, qs graph.QuadStore) *Store {
	return &Store{ctx: ctx, qs: heeding(qs, ctx)}
}

// QuadStore is the store as paths see it: it heeds the context.
func (s *Store) QuadStore() graph.QuadStore { return s.qs }

// Result is the name under which a row has the node that the path ended at.
const Result = "id"

// A Tagged is one entry of a row: a node under its name.
type Tagged struct {
	Name string
	Ref  graph.Ref
}

// Value is the value of a node.
func (s *Store) Value(node graph.Ref) quad.Value { return s.qs.NameOf(node) }

// Rows runs a path and gives its rows, sorted by name, each way to a node as one, at most limit if that is not below
// zero, until each gives false. A row is valid until each returns. Rows of a path that is ordered by value come in
// that order.
func (s *Store) Rows(p *Path, limit int64, each func(row []Tagged) bool) error {
	if limit == 0 {
		return nil
	}
	if p.ranked {
		return s.rankedRows(p, limit, each)
	}
	tags := make(map[string]graph.Ref)
	var row []Tagged
	return s.scan(p, true, func(at graph.Scanner) bool {
		row = appendRow(row[:0], tags, at)
		limit--
		return each(row) && limit != 0
	})
}

func (s *Store) rankedRows(p *Path, limit int64, each func(row []Tagged) bool) error {
	type ranked struct {
		rank int64
		row  []Tagged
	}
	var all []ranked
	tags := make(map[string]graph.Ref)
	err := s.scan(p, true, func(at graph.Scanner) bool {
		row := appendRow(nil, tags, at)
		rank := int64(1 << 62)
		if len(row) > 0 && row[0].Name == rankTag { // a zero byte sorts first
			if n, ok := s.qs.NameOf(row[0].Ref).(quad.Int); ok {
				rank = int64(n)
			}
			row = row[1:]
		}
		all = append(all, ranked{rank, row})
		return true
	})
	if err != nil {
		return err
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		s.ctx.Check()
		return cmp.Compare(a.rank, b.rank)
	})
	for _, r := range all {
		s.ctx.Check()
		limit--
		if !each(r.row) || limit == 0 {
			break
		}
	}
	return nil
}

// Nodes runs a path and gives the nodes at its end, each once for all the ways to it, but once for each where the
// path is ordered by value; at most limit if that is not below zero, until each gives false.
func (s *Store) Nodes(p *Path, limit int64, each func(node graph.Ref) bool) error {
	if p.ranked {
		return s.Rows(p, limit, func(row []Tagged) bool {
			for _, entry := range row {
				if entry.Name == Result && !each(entry.Ref) {
					return false
				}
			}
			return true
		})
	}
	if limit == 0 {
		return nil
	}
	return s.scan(p, false, func(at graph.Scanner) bool {
		limit--
		return each(at.Result()) && limit != 0
	})
}

// Count counts the rows of a path.
func (s *Store) Count(p *Path) (int64, error) {
	results := scan(s.ctx, s.qs, p.shape())
	defer results.Close()
	n := countPaths(s.ctx, results)
	return n, s.end(results)
}

// scan runs a path. It calls each for every result, and with paths for every way to it as well, until each gives
// false.
func (s *Store) scan(p *Path, paths bool, each func(graph.Scanner) bool) error {
	results := scan(s.ctx, s.qs, p.shape())
	defer results.Close()
	more := true
	for more && results.Next(s.ctx) {
		s.ctx.Check()
		more = each(results)
		for more && paths && results.NextPath(s.ctx) {
			s.ctx.Check()
			more = each(results)
		}
	}
	return s.end(results)
}

// end stops the run if that is due, and gives what went wrong in the store.
func (s *Store) end(results graph.Scanner) error {
	stop.On(s.ctx.Err()) // some iterators end quietly when the context is done
	if err := results.Err(); err != nil {
		return fmt.Errorf("the graph could not be read: %w", err)
	}
	return nil
}

// appendRow reads the tags of a result, sorted by name, using scratch, which is empty, to do so.
func appendRow(row []Tagged, scratch map[string]graph.Ref, at graph.Scanner) []Tagged {
	at.TagResults(scratch)
	if len(scratch) == 0 {
		return append(row, Tagged{Result, at.Result()})
	}
	defer clear(scratch)
	scratch[Result] = at.Result()
	for name, ref := range scratch {
		row = append(row, Tagged{name, ref})
	}
	if len(row) > 1 {
		slices.SortFunc(row, func(a, b Tagged) int { return strings.Compare(a.Name, b.Name) })
	}
	return row
}
