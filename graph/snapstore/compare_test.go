package snapstore_test

import (
	"testing"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/snapstore"
)

// Paths compare numbers and times by what they are, whatever their datatype and spelling, and other values as Cayley does.
func TestComparisonsBySize(t *testing.T) {
	const xsd = "http://www.w3.org/2001/XMLSchema#"
	store := snapstore.New()
	literals := []quad.Value{
		quad.TypedString{Value: "07", Type: xsd + "integer"}, quad.TypedString{Value: "7.5e0", Type: xsd + "double"}, quad.TypedString{Value: "8.0", Type: xsd + "decimal"},
		quad.TypedString{Value: "2024-01-01T08:00:00+08:00", Type: xsd + "dateTime"}, quad.TypedString{Value: "2025", Type: xsd + "gYear"},
		quad.String("8"), quad.LangString{Value: "8", Lang: "en"}, quad.TypedString{Value: "0x8", Type: xsd + "double"},
	}
	predicate := quad.IRI("http://e/n")
	tx, err := store.Begin(t.Context())
	require.NoError(t, err)
	for _, v := range literals {
		_, err := tx.Add(quad.Quad{Subject: quad.IRI("http://e/s"), Predicate: predicate, Object: v})
		require.NoError(t, err)
	}
	require.NoError(t, tx.Commit())
	for _, c := range []struct {
		op   iterator.Operator
		with quad.Value
		want []int
	}{
		{iterator.CompareGT, quad.Int(3), []int{0, 1, 2}}, {iterator.CompareGT, quad.Int(7), []int{1, 2}}, {iterator.CompareGTE, quad.Float(7.5), []int{1, 2}}, {iterator.CompareLT, quad.Float(7.5), []int{0}},
		{iterator.CompareLTE, quad.TypedString{Value: "8", Type: xsd + "int"}, []int{0, 1, 2}},
		{iterator.CompareLTE, quad.TypedString{Value: "2024", Type: xsd + "gYear"}, []int{3}}, {iterator.CompareGT, quad.TypedString{Value: "2024-06", Type: xsd + "gYearMonth"}, []int{4}},
		{iterator.CompareGTE, quad.String("7"), []int{5}},
	} {
		filter := shape.Comparison{Op: c.op, Val: c.with}
		var want []quad.Value
		for _, i := range c.want {
			want = append(want, literals[i])
		}
		for name, p := range map[string]*path.Path{
			"filter": path.StartPath(store).Out(predicate).Filters(filter), "an intersection": path.StartPath(store).Out(predicate).And(path.StartPath(store).Filters(filter)),
			"all nodes": path.StartPath(store).Filters(filter), "a few": path.StartPath(store, literals...).Filters(filter),
		} {
			got, err := p.Iterate(t.Context()).AllValues(store)
			require.NoError(t, err)
			assert.ElementsMatch(t, want, got, "%s: %v %v", name, c.op, c.with)
		}
	}
}
