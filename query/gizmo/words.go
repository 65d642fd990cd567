package gizmo

import (
	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/questions"
)

// Words are the names that scripts know, for editors that complete them.
type Words struct {
	Globals   []string // functions and objects, such as "iri" and "g"
	Graph     []string // methods of g, such as "V"
	Path      []string // methods of paths, such as "out"
	Questions []string // functions of tg, such as "whoLeft"
}

// AllWords lists the names. The lists are the caller's own.
func AllWords() Words {
	w := Words{Globals: append([]string{"g", "graph", "tg"}, lang.GlobalNames()...), Graph: lang.GraphMethodNames(), Path: lang.PathMethodNames()}
	for _, q := range questions.All() {
		w.Questions = append(w.Questions, q.Script())
	}
	w.Questions = append(w.Questions, "questions")
	return w
}
