package query

import (
	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
)

// Grades counts what a sum is made of by how certain it is.
type Grades struct {
	Stated      int `json:"stated,omitempty"`
	Inferred    int `json:"inferred,omitempty"`
	Speculative int `json:"speculative,omitempty"`
	Disputed    int `json:"disputed,omitempty"`
	Unknown     int `json:"unknown,omitempty"` // without a claim record
}

// Total is the number of all.
func (g Grades) Total() int { return g.Stated + g.Inferred + g.Speculative + g.Disputed + g.Unknown }

func (g *Grades) describe(f *jsontext.Fields) {
	f.Number("stated", &g.Stated)
	f.Number("inferred", &g.Inferred)
	f.Number("speculative", &g.Speculative)
	f.Number("disputed", &g.Disputed)
	f.Number("unknown", &g.Unknown)
}

func (g *Grades) add(c graph.Certainty) {
	switch c {
	case graph.Stated:
		g.Stated++
	case graph.Inferred:
		g.Inferred++
	case graph.Speculative:
		g.Speculative++
	case graph.Disputed:
		g.Disputed++
	default:
		g.Unknown++
	}
}
