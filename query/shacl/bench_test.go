package shacl_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
)

const benchShapes = `
ex:Move sh:targetClass tg:Move ;
	sh:property [ sh:path tg:person ; sh:minCount 1 ; sh:maxCount 1 ; sh:class tg:Person ] ;
	sh:property [ sh:path tg:from ; sh:maxCount 1 ; sh:class org:Organization ] ;
	sh:property [ sh:path tg:to ; sh:maxCount 1 ; sh:class org:Organization ] ;
	sh:property [ sh:path tg:year ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 1900 ; sh:maxInclusive 2100 ] .
ex:Post sh:targetClass tg:Post ;
	sh:property [ sh:path tg:holder ; sh:minCount 1 ; sh:class tg:Person ] ;
	sh:property [ sh:path tg:at ; sh:minCount 1 ; sh:nodeKind sh:IRI ] .
ex:Strategy sh:targetClass tg:Strategy ;
	sh:property [ sh:path tg:of ; sh:minCount 1 ; sh:class org:Organization ] ;
	sh:property [ sh:path tg:summary ; sh:datatype rdf:langString ] .
ex:Claim sh:targetClass tg:Claim ;
	sh:property [ sh:path prov:hadPrimarySource ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
	sh:property [ sh:path tg:start ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:lessThanOrEquals tg:end ] .
ex:Person sh:targetClass tg:Person ;
	sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:uniqueLang true ] .`

// BenchmarkValidate checks eleven property shapes: by package shacl, and by loops over numbers that know nothing else.
func BenchmarkValidate(b *testing.B) {
	shapes := parse(b, benchShapes)
	for _, n := range []int{100_000, 1_000_000} {
		if n > 100_000 && testing.Short() {
			continue
		}
		g := graph.New()
		require.NoError(b, g.Update(b.Context(), func(tx *graph.Tx) error {
			for q := range talentgen.Quads(1, n) {
				if err := tx.Add(q); err != nil {
					return err
				}
			}
			// One fact that breaks a shape.
			return tx.Add(quad.Quad{Subject: vocab.ID + quad.IRI("m"), Predicate: quad.IRI(rdf + "type"), Object: vocab.ClassMove})
		}))
		b.Run(fmt.Sprint("shacl/", n), func(b *testing.B) {
			for b.Loop() {
				if report := validate(b, shapes, g); len(report.Results) != 1 {
					b.Fatal(report)
				}
			}
		})
		b.Run(fmt.Sprint("by-hand/", n), func(b *testing.B) {
			for b.Loop() {
				if broken := byHand(b, g.Snapshot().Numbers()); broken != 1 {
					b.Fatal(broken)
				}
			}
		})
	}
}

// byHand counts the nodes that break benchShapes, with loops over the store's columns and bitmaps.
func byHand(b *testing.B, n *graph.Numbers) (broken int) {
	subjects, err := n.Columns(b.Context(), quad.Subject, nil)
	require.NoError(b, err)
	type set struct {
		list []graph.ID
		has  []uint64
	}
	member := func(s set, id graph.ID) bool { return int(id/64) < len(s.has) && s.has[id/64]>>(id%64)&1 == 1 }
	instances := func(class quad.IRI) (s set) {
		n.Row(n.ID(class), quad.Object, []graph.ID{n.ID(rdf + "type")}, func(r graph.Run) {
			for _, id := range r.Others {
				for int(id/64) >= len(s.has) {
					s.has = append(s.has, make([]uint64, len(s.has)+1024)...)
				}
				if !member(s, id) {
					s.list, s.has[id/64] = append(s.list, id), s.has[id/64]|1<<(id%64)
				}
			}
		})
		return s
	}
	people, organizations := instances(vocab.ClassPerson), instances(vocab.ORGOrganization)
	// integer is a term's number, -1 for what is none; each term is read once.
	numbers := map[graph.ID]int{}
	integer := func(id graph.ID) int {
		if v, ok := numbers[id]; ok {
			return v
		}
		v := -1
		if t := n.Term(id); t.Datatype == term.XSD+"integer" {
			if i, err := strconv.Atoi(t.Text); err == nil {
				v = i
			}
		}
		numbers[id] = v
		return v
	}
	langs := map[string]bool{}
	// check holds the facts of a class's nodes against a rule, which counts the values of each predicate: a fact that
	// several claims state is one.
	check := func(class quad.IRI, predicates []quad.IRI, good func(p int, object graph.ID) bool, counts func(n *[4]int) bool) {
		ids := make([]graph.ID, len(predicates))
		for i, p := range predicates {
			ids[i] = n.ID(p)
		}
		for _, node := range instances(class).list {
			rows, from, to := subjects.At(node)
			fine, count := true, [4]int{}
			clear(langs)
			for i := from; i < to; i++ {
				p := slices.Index(ids, rows.Predicates[i])
				if p < 0 || i > from && rows.Predicates[i-1] == rows.Predicates[i] && rows.Others[i-1] == rows.Others[i] {
					continue
				}
				count[p]++
				fine = fine && good(p, rows.Others[i])
			}
			if !fine || !counts(&count) {
				broken++
			}
		}
	}
	check(vocab.ClassMove, []quad.IRI{vocab.Person, vocab.From, vocab.To, vocab.Year}, func(p int, o graph.ID) bool {
		switch p {
		case 0:
			return member(people, o)
		case 3:
			year := integer(o)
			return 1900 <= year && year <= 2100
		}
		return member(organizations, o)
	}, func(n *[4]int) bool { return n[0] == 1 && n[1] <= 1 && n[2] <= 1 && n[3] <= 1 })
	check(vocab.ClassPost, []quad.IRI{vocab.Holder, vocab.At}, func(p int, o graph.ID) bool {
		return p == 0 && member(people, o) || p == 1 && n.Kind(o) == term.IRI
	}, func(n *[4]int) bool { return n[0] >= 1 && n[1] >= 1 })
	check(vocab.ClassStrategy, []quad.IRI{vocab.Of, vocab.Summary}, func(p int, o graph.ID) bool {
		return p == 0 && member(organizations, o) || p == 1 && n.Term(o).Lang != ""
	}, func(n *[4]int) bool { return n[0] >= 1 })
	start := -1
	check(vocab.ClassClaim, []quad.IRI{vocab.PROVHadPrimarySource, vocab.Start, vocab.End}, func(p int, o graph.ID) bool {
		switch p {
		case 1:
			start = integer(o)
			return start >= 0
		case 2:
			return start <= integer(o)
		}
		return n.Kind(o) == term.IRI
	}, func(n *[4]int) bool { return n[0] == 1 && n[1] <= 1 })
	check(vocab.ClassPerson, []quad.IRI{vocab.SKOSPrefLabel}, func(_ int, o graph.ID) bool {
		lang := n.Term(o).Lang
		twice := langs[lang]
		langs[lang] = true
		return !twice
	}, func(n *[4]int) bool { return n[0] >= 1 })
	return broken
}
