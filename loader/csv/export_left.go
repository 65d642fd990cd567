package csv

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// Unsaid counts facts that a table does not say, of one predicate.
type Unsaid struct {
	Predicate quad.IRI
	In        Table // the first other table that says them; 0 if none does
	Reason    Reason
	Count     int
}

// Reason is why no table says a fact; empty if one does.
type Reason string

// The reasons.
const (
	NoColumn  Reason = "no column for it"        // of any table
	NoRoom    Reason = "no cell that can say it" // as of a claim that does not tell whose move it is, or of a year 33
	BlankNode Reason = "a node without an IRI"   // at either end
)

// String is a line for people: "tg:figure: 2 (no column for it)".
func (u Unsaid) String() string {
	predicate := string(u.Predicate)
	for _, p := range vocab.Prefixes() {
		if local, ok := strings.CutPrefix(predicate, p.Namespace); ok {
			predicate = p.Name + ":" + local
		}
	}
	if u.In != 0 {
		return fmt.Sprintf("%s: %d (in the table of %s)", predicate, u.Count, u.In)
	}
	return fmt.Sprintf("%s: %d (%s)", predicate, u.Count, u.Reason)
}

// LeftOut counts the quads of a graph that [Export], with the same options, does not write into a table, by predicate and by
// what becomes of them: first those that another table says, in the order of the tables, then by count, the largest
// first. Graph labels are no facts here: claims get new ones when the table is read, and [WithLabel] gives that of all
// else. It makes the rows of all tables, which it does not keep, and remembers each quad that they say.
//
// It is exact but where one IRI stands for things of several kinds, such as a person and an organization: what the reader
// takes it for depends on which table it reads first.
func LeftOut(ctx context.Context, s *graph.Snapshot, t Table, opts ...Option) ([]Unsaid, error) {
	if t == Founders {
		t = Moves
	}
	said := map[quad.Quad]Table{}
	var claims *exporter
	for _, table := range inOrder(t) {
		e, err := newExporter(ctx, s, table, opts)
		if err != nil {
			return nil, err
		}
		e.say = func(q quad.Quad) {
			if !e.isClaim(q.Label) {
				q.Label = nil
			}
			if said[q] == 0 {
				said[q] = table
			}
		}
		if err := e.all(); err != nil {
			return nil, err
		}
		claims = e
	}
	columns := columnPredicates()
	counts := map[Unsaid]int{}
	for q, err := range s.Quads(ctx, graph.Pattern{}) {
		if err != nil {
			return nil, err
		}
		if !claims.isClaim(q.Label) {
			q.Label = nil
		}
		predicate, _ := q.Predicate.(quad.IRI)
		u := Unsaid{Predicate: predicate, In: said[q]}
		_, subject := q.Subject.(quad.BNode)
		_, object := q.Object.(quad.BNode)
		switch {
		case u.In == t:
			continue
		case u.In != 0:
		case subject || object:
			u.Reason = BlankNode
		case columns[predicate]:
			u.Reason = NoRoom
		default:
			u.Reason = NoColumn
		}
		counts[u]++
	}
	var all []Unsaid
	for u, n := range counts {
		u.Count = n
		all = append(all, u)
	}
	slices.SortFunc(all, func(a, b Unsaid) int {
		order := func(u Unsaid) int { return (int(u.In) + 255) % 256 } // those in no table last
		return cmp.Or(cmp.Compare(order(a), order(b)), -cmp.Compare(a.Count, b.Count), cmp.Compare(a.Predicate, b.Predicate), cmp.Compare(a.Reason, b.Reason))
	})
	return all, nil
}

// inOrder gives the tables that are written, one of them first.
func inOrder(first Table) []Table {
	tables := []Table{first}
	for _, t := range Tables() {
		if _, ok := exportForms()[t]; ok && t != first {
			tables = append(tables, t)
		}
	}
	return tables
}

// columnPredicates are those that some column has, or that the reader makes.
func columnPredicates() map[quad.IRI]bool {
	all := map[quad.IRI]bool{
		vocab.RDFType: true, vocab.SKOSPrefLabel: true, vocab.SKOSAltLabel: true, vocab.PROVHadPrimarySource: true, vocab.Paragraph: true,
		vocab.Start: true, vocab.End: true, vocab.Certainty: true, vocab.Note: true, vocab.Contradicts: true,
		vocab.Value: true, vocab.Unit: true, vocab.Bound: true, vocab.Measure: true,
	}
	for _, form := range exportForms() {
		for _, c := range form.columns {
			all[c.predicate] = true
		}
	}
	return all
}
