package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Double is a row: people, organizations or moves that are likely one. Safe for concurrent use.
type Double struct {
	Things []graph.Entity // two or more, by IRI
	Reason Reason
}

// Reason is why things are likely one.
type Reason string

// Reasons, the strongest first.
const (
	SameReports   Reason = "reports of one move"                           // moves of one person that do not contradict each other
	SameName      Reason = "same name"                                     // in either Chinese script, whatever its case and signs
	SameCore      Reason = "same name but for a title or ending"           // Dr., 博士; Inc., 有限公司
	SameWords     Reason = "same words in another order"                   // of people
	SameSound     Reason = "same pinyin, same employer"                    // of people
	SameInitial   Reason = "initial for a given name, same place and year" // of people
	NameInAnother Reason = "one name inside the other"                     // of organizations, at its beginning or end
)

func reasons() []Reason {
	return []Reason{SameReports, SameName, SameCore, SameWords, SameSound, SameInitial, NameInAnother}
}

// Score is the larger the likelier it is: from 100 for what is told alike down to 40 for names of which one is in the other.
func (d Double) Score() int { return 100 - 10*max(slices.Index(reasons(), d.Reason), 0) }

func markDouble(m *ask.Mark, d *Double) {
	m.Set()
	for _, e := range d.Things {
		m.Add(e.Number())
	}
	m.Number(slices.Index(reasons(), d.Reason))
}

// Duplicates gives people, organizations and moves that are likely told of as two or more, with the reason, and changes
// nothing: [graph.Graph.Same] makes them one. Names are compared with titles (Dr., 博士) and endings of companies (Inc.,
// Ltd, 有限公司) known; moves are held against each other by the rules of tables, which join reports of one event. Each row
// is a group in which the reason holds for all; for a name inside others it holds for the shortest of them, and is not given
// for a name that is inside more than five. A group is given for its strongest reason alone. An organization and its units
// are not doubles.
//
// The order is: the strongest reason first, then by the IRIs. Filters of claims and times keep what some fact that counts
// speaks of. Options: those that every question takes, Top.
func Duplicates(ctx context.Context, r graph.Reader, opts ...Option) ([]Double, error) {
	return ask.Slice(ctx, r, "Duplicates", ask.OptAlways|ask.OptTop, opts, markDouble, func(ctx context.Context, q *ask.Question) ([]Double, error) {
		d := &doubles{Question: q, orgs: q.Units(), given: map[string]bool{}}
		if err := d.moves(ctx); err != nil {
			return nil, err
		}
		if err := d.named(ctx); err != nil {
			return nil, err
		}
		ranks := map[Reason]int{}
		for i, reason := range reasons() {
			ranks[reason] = i
		}
		iris := q.IRIs()
		return ask.TopRows(ctx, q, d.rows, func(a, b Double) int {
			return cmp.Or(cmp.Compare(ranks[a.Reason], ranks[b.Reason]), slices.CompareFunc(a.Things, b.Things, func(x, y graph.Entity) int {
				return iris.Compare(x.Number(), y.Number())
			}))
		})
	})
}

// doubles gathers rows.
type doubles struct {
	*ask.Question
	orgs  *ask.Units
	rows  []Double
	given map[string]bool // groups that there is a row for
}

// group makes a row of some things for a reason, unless there is one for the same things.
func (d *doubles) group(things []graph.ID, reason Reason) {
	things = ask.Distinct(slices.Clone(things))
	if len(things) < 2 {
		return
	}
	key := make([]byte, 0, 4*len(things))
	for _, t := range things {
		key = append(key, byte(t), byte(t>>8), byte(t>>16), byte(t>>24))
	}
	if d.given[string(key)] {
		return
	}
	d.given[string(key)] = true
	d.rows = append(d.rows, Double{distinctByIRI(d.State, d.Entities(things)), reason})
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (d Double) Detach() Double { return Double{ask.DetachEach(d.Things), d.Reason} }

// String is the row in English: "Acme, Acme Inc.: same name but for a title or ending".
func (d Double) String() string {
	return strings.Join(ask.Labels(d.Things), ", ") + ": " + string(d.Reason)
}

// MarshalJSON writes the row with its score.
func (d Double) MarshalJSON() ([]byte, error) { return rowJSON(d) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (d *Double) UnmarshalJSON(text []byte) error { return readRow(text, d) }

func (d *Double) describe(f *jsontext.Fields) {
	allEntities(f, "things", &d.Things)
	jsontext.Text(f, "reason", &d.Reason)
	score := d.Score()
	f.Count("score", &score)
}
