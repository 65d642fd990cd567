package structs_test

import (
	"context"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query"
	"talentgraph.example/query/structs"
)

// What is nil is an error of its type, and no panic.
func TestNilArguments(t *testing.T) {
	type named struct {
		ID   quad.IRI `quad:"@id"`
		Name string   `quad:"rdfs:label"`
	}
	var none context.Context
	ctx, g, value := t.Context(), graph.New(), named{"id:x", "x"}
	tx := func(f func(tx *graph.Tx) error) error { return g.Update(ctx, f) }
	for name, misuse := range map[string]func() error{
		"Save ctx": func() error { _, err := structs.Save(none, g, value); return err },
		"Save g":   func() error { _, err := structs.Save(ctx, nil, value); return err },
		"SaveTx ctx": func() error {
			return tx(func(tx *graph.Tx) error { _, err := structs.SaveTx(none, tx, value); return err })
		},
		"SaveTx tx":  func() error { _, err := structs.SaveTx(ctx, nil, value); return err },
		"Delete ctx": func() error { _, err := structs.Delete[named](none, g, value.ID); return err },
		"Delete g":   func() error { _, err := structs.Delete[named](ctx, nil, value.ID); return err },
		"DeleteTx ctx": func() error {
			return tx(func(tx *graph.Tx) error { _, err := structs.DeleteTx[named](none, tx, value.ID); return err })
		},
		"DeleteTx tx": func() error { _, err := structs.DeleteTx[named](ctx, nil, value.ID); return err },
		"Get r":       func() error { _, err := structs.Get[named](ctx, nil, value.ID); return err },
		"First ctx":   func() error { _, err := structs.First[named](none, g); return err },
		"Count r":     func() error { _, err := structs.Count[named](ctx, nil); return err },
	} {
		var wrong *query.OptionError
		require.ErrorAs(t, misuse(), &wrong, name)
		require.ErrorContains(t, wrong, "structs.", name)
	}
	for _, node := range []quad.Value{nil, quad.IRI(""), quad.String("x")} {
		var shape *structs.ShapeError
		_, err := structs.Get[named](ctx, g, node)
		require.ErrorAs(t, err, &shape)
		_, err = structs.Delete[named](ctx, g, node)
		require.ErrorAs(t, err, &shape)
	}
	var shape *structs.ShapeError
	_, err := structs.Save(ctx, g, (*named)(nil))
	require.ErrorAs(t, err, &shape)
}
