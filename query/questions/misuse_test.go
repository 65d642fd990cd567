package questions_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

// What is nil is an error with a type, or English.
func TestNilArguments(t *testing.T) {
	var none context.Context
	for name, misuse := range map[string]func() error{
		"In":       func() error { _, err := questions.In(none, graph.New(), "en"); return err },
		"language": func() error { _, err := questions.In(t.Context(), graph.New(), "tlh"); return err },
		"JSON":     func() error { _, err := questions.JSON(none, nil); return err },
		"Option":   func() error { _, err := questions.Option{}.With("x"); return err },
		"value":    func() error { o, _ := questions.OptionNamed("Top"); _, err := o.With("x"); return err },
	} {
		var wrong *query.OptionError
		require.ErrorAs(t, misuse(), &wrong, name)
		assert.NotEmpty(t, wrong.Error())
	}
	for _, l := range []*questions.Language{nil, {}} {
		iri := quad.IRI(vocab.ID + "x")
		e := graph.Entity{}
		assert.Equal(t, "- hire "+string(iri)+" 2 stated", strings.Join([]string{l.Name(e), l.Term(vocab.KindHire), l.Compact(iri), l.Grades(query.Grades{Stated: 2})}, " "))
	}
	q := questions.All()[0]
	assert.Equal(t, "", q.InTerms(nil, "ask", nil))
	assert.Equal(t, "x", q.InTerms(errors.New("x"), "ask", nil))
}
