package shacl_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/engines"
	"talentgraph.example/query/shacl"
)

// However a graph is kept, the report on it is the same: focus, value, quads, claims and words, in the same order.
func TestEveryBackEndReportsAlike(t *testing.T) {
	data := read(t, `
		id:m1 a tg:Move ; tg:person id:p1, id:p2 ; tg:from id:o1 ; tg:year "soon", 1700 .
		id:m2 a tg:Move .
		id:m3 a tg:Move ; tg:person "nobody" ; tg:to id:o1 ; tg:year 2020 .
		id:p1 a tg:Person ; skos:prefLabel "A"@en, "B"@en .
		id:o1 a org:Organization ; skos:prefLabel "O"@en .
		id:c1 { id:m3 tg:year 2021 . id:m1 tg:kind id:nothing }
		id:c1 a tg:Claim ; prov:hadPrimarySource id:s1 ; tg:paragraph 3 ; tg:start 9 ; tg:end 2 .`)
	own := parse(t, vocab.Shapes())
	sparql := parse(t, `ex:S sh:targetClass tg:Move ; sh:sparql [ sh:select "SELECT $this ?value { $this <https://talentgraph.example/ns#person> ?value FILTER isLiteral(?value) }" ] ;
		sh:property [ sh:path ( tg:person [ sh:inversePath tg:person ] ) ; sh:maxCount 0 ] .`)
	engines.Each(t, data, func(t *testing.T, e engines.Engine) {
		for _, c := range []struct {
			shapes *shacl.Shapes
			opts   []shacl.Option
		}{{own, []shacl.Option{shacl.PerClaim()}}, {own, nil}, {sparql, nil}} {
			want := validate(t, c.shapes, e.Memory, c.opts...)
			got := validate(t, c.shapes, e.Graph, c.opts...)
			assert.NotZero(t, want.Violations)
			assert.Equal(t, want.Text("en"), got.Text("en"))
			assert.Equal(t, want.Quads(), got.Quads())
			for i, r := range want.Results {
				assert.Equal(t, r.Quads, got.Results[i].Quads)
				assert.Equal(t, r.Evidence, got.Results[i].Evidence)
			}
		}
	})
}
