package query

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// described is a row that describes the fields of its JSON, for writing and for reading: what it reads is a row like a
// detached one.
type described[T any] interface {
	*T
	describe(f *jsontext.Fields)
}

// rowJSON writes a row.
func rowJSON[T any, P described[T]](row T) ([]byte, error) {
	return jsontext.Write(make([]byte, 0, 1024), P(&row).describe)
}

// readRow reads a row in the place of another.
func readRow[T any, P described[T]](text []byte, row P) error {
	if row == nil {
		return errors.New("the pointer is nil, and there is no row to read into")
	}
	var read T
	if err := jsontext.Read(text, P(&read).describe); err != nil {
		return err
	}
	*row = read
	return nil
}

// entity is a field that is null for the zero Entity.
func entity(f *jsontext.Fields, name string, e *graph.Entity) {
	if f.Reading() {
		jsontext.One(f, name, e)
		return
	}
	linesOf(f).entityField(f, name, *e)
}

// known is an entity that is left out if it is zero.
func known(f *jsontext.Fields, name string, e *graph.Entity) {
	if f.Reading() || !e.IsZero() {
		entity(f, name, e)
	}
}

// entities are left out if there are none.
func entities(f *jsontext.Fields, name string, list *[]graph.Entity) {
	if f.Reading() {
		allEntities(f, name, list)
		return
	}
	linesOf(f).entityList(f, name, *list)
}

// allEntities are an empty list if there are none.
func allEntities(f *jsontext.Fields, name string, list *[]graph.Entity) {
	jsontext.Items(f, name, list, linesOf(f).entity)
}

// nodeField is the IRI or blank node of a row's own; left out if there is none.
func nodeField(f *jsontext.Fields, name string, v *quad.Value) {
	if !f.Reading() {
		if *v != nil {
			f.Say(name, ask.NodeText(*v))
		}
		return
	}
	var id string
	jsontext.Text(f, name, &id)
	*v = ask.NodeOf(id)
}

// grade is a field.
func grade(f *jsontext.Fields, name string, c *graph.Certainty) {
	if !f.Reading() {
		f.Say(name, c.String())
		return
	}
	word := c.String()
	jsontext.Word(f, name, &word)
	f.Fail(c.UnmarshalText([]byte(word)))
}

// oneOf is a kind, by its word.
func oneOf[K ~uint8](f *jsontext.Fields, name string, kind *K, words []string) {
	word := words[min(int(*kind), len(words)-1)]
	if jsontext.Word(f, name, &word); !f.Reading() {
		return
	}
	i := slices.Index(words, word)
	if i < 0 {
		f.Fail(fmt.Errorf("%s: there is no %q; use one of %s", name, word, strings.Join(words, ", ")))
		return
	}
	*kind = K(i)
}

// whenFields are a time and its grade, if it is known.
func whenFields(f *jsontext.Fields, when *string, certainty *graph.Certainty) {
	if jsontext.Text(f, "when", when); *when != "" {
		grade(f, "whenCertainty", certainty)
	}
}

// describe is the certainty and the evidence of a row.
func (g *grounds) describe(f *jsontext.Fields) {
	if !f.Reading() {
		f.Say("certainty", g.Certainty().String())
		if g.state == nil {
			evidence := g.Evidence()
			if l := linesOf(f); !l.writtenBefore(f, l.keyOfEvidence(evidence)) {
				jsontext.Ones(f, "evidence", &evidence)
			}
			return
		}
		var room [8]graph.ID
		l := linesOf(f)
		claims := g.claims(room[:0])
		if !l.writtenBefore(f, l.keyOfLabels(claims)) {
			l.readClaims(g.state, claims)
			l.claims(f)
		}
		return
	}
	kept := &keptGrounds{}
	grade(f, "certainty", &kept.certainty)
	jsontext.Ones(f, "evidence", &kept.evidence)
	kept.evidence = readShared(f, kept.evidence)
	*g = grounds{kept: kept}
}
