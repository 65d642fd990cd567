package byhand

import (
	"iter"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// ID numbers a term, from 1 on.
type ID = uint32

// Data is all there is to ask about.
type Data struct {
	ids    map[string]ID
	text   []byte // canonical N-Triples form of all terms, end to end
	starts []int  // term n is text[starts[n]:starts[n+1]]

	// By subject, predicate, object, label; rows of n are subjects[n]:subjects[n+1].
	p, o, g  []ID
	subjects []uint32
	// By object, predicate, subject, label.
	op, os  []ID
	objects []uint32

	terms
}

// Build takes quads in, each of which should come once.
func Build(quads iter.Seq[quad.Quad]) *Data {
	d := &Data{ids: map[string]ID{}, starts: []int{0, 0}}
	var rows [][4]ID
	var buf []byte
	number := func(v quad.Value) ID {
		if v == nil {
			return 0
		}
		buf = term.Append(buf[:0], v)
		id, ok := d.ids[string(buf)]
		if !ok {
			id = ID(len(d.starts) - 1)
			d.ids[string(buf)] = id
			d.text = append(d.text, buf...)
			d.starts = append(d.starts, len(d.text))
		}
		return id
	}
	for q := range quads {
		rows = append(rows, [4]ID{number(q.Subject), number(q.Predicate), number(q.Object), number(q.Label)})
	}
	n := len(d.starts) - 1
	d.subjects = countingSort(rows, n, func(r [4]ID) ID { return r[0] }, func(r [4]ID) [3]ID { return [3]ID{r[1], r[2], r[3]} })
	for _, r := range rows {
		d.p, d.o, d.g = append(d.p, r[1]), append(d.o, r[2]), append(d.g, r[3])
	}
	d.objects = countingSort(rows, n, func(r [4]ID) ID { return r[2] }, func(r [4]ID) [3]ID { return [3]ID{r[1], r[0], r[3]} })
	for _, r := range rows {
		d.op, d.os = append(d.op, r[1]), append(d.os, r[0])
	}
	d.terms = d.numberTerms()
	return d
}

// terms are the numbers of the terms that loops look for; 0 for those that the data does not have.
type terms struct {
	typ, strategy          ID
	person, from, to, year ID // of moves
	of, sector, broader    ID
	label, role, summary   ID

	source, paragraph, start, end, certainty ID    // of claims
	grades                                   [3]ID // the strongest first
}

func (d *Data) numberTerms() terms {
	return terms{
		typ: d.ID(vocab.RDFType), strategy: d.ID(vocab.ClassStrategy),
		person: d.ID(vocab.Person), from: d.ID(vocab.From), to: d.ID(vocab.To), year: d.ID(vocab.Year),
		of: d.ID(vocab.Of), sector: d.ID(vocab.Sector), broader: d.ID(vocab.SKOSBroader),
		label: d.ID(vocab.SKOSPrefLabel), role: d.ID(vocab.Role), summary: d.ID(vocab.Summary),
		source: d.ID(vocab.PROVHadPrimarySource), paragraph: d.ID(vocab.Paragraph), start: d.ID(vocab.Start), end: d.ID(vocab.End),
		certainty: d.ID(vocab.Certainty),
		grades:    [3]ID{d.ID(vocab.CertaintyStated), d.ID(vocab.CertaintyInferred), d.ID(vocab.CertaintySpeculative)},
	}
}

// countingSort sorts rows by one column, and those with the same by three others.
func countingSort(rows [][4]ID, n int, by func([4]ID) ID, then func([4]ID) [3]ID) []uint32 {
	starts := make([]uint32, n+1)
	for _, r := range rows {
		starts[by(r)+1]++
	}
	for i := 1; i < len(starts); i++ {
		starts[i] += starts[i-1]
	}
	next := slices.Clone(starts)
	from := slices.Clone(rows)
	for _, r := range from {
		rows[next[by(r)]] = r
		next[by(r)]++
	}
	for i := range n {
		slices.SortFunc(rows[starts[i]:starts[i+1]], func(a, b [4]ID) int {
			x, y := then(a), then(b)
			return slices.Compare(x[:], y[:])
		})
	}
	return starts
}

// ID gives the number of a term, or 0.
func (d *Data) ID(v quad.Value) ID { return d.ids[string(term.Append(nil, v))] }

// Text gives a term in canonical N-Triples form.
func (d *Data) Text(id ID) string { return string(d.text[d.starts[id]:d.starts[id+1]]) }

// integer reads the number out of "2015"^^<...>.
func (d *Data) integer(id ID) int {
	text := d.text[d.starts[id]+1 : d.starts[id+1]]
	n := 0
	for _, c := range text {
		if c < '0' || c > '9' {
			break
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// ofPredicate narrows the rows of a node to one predicate.
func ofPredicate(p []ID, from, to uint32, want ID) (uint32, uint32) {
	if to-from > 64 {
		lo, _ := slices.BinarySearch(p[from:to], want)
		from += uint32(lo)
	}
	for from < to && p[from] < want {
		from++
	}
	end := from
	if to-from > 64 {
		hi, _ := slices.BinarySearch(p[from:to], want+1)
		end += uint32(hi)
	}
	for end < to && p[end] == want {
		end++
	}
	return from, end
}
