package explorer

import (
	"sync"

	"talentgraph.example/graph"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
	"talentgraph.example/query/shacl"
)

// handler is what all requests share.
type handler struct {
	g         *graph.Graph
	o         options
	version   string // of the files that come with the program
	life      string // in ETags: versions of another process mean nothing
	scripts   chan struct{}
	costly    chan struct{}
	loads     chan struct{}                 // one at a time
	questions map[string]questions.Question // by their names in scripts and in commands

	dates   *ofState[query.Dates]
	sources *ofState[[]cited]
	reports *ofState[*shacl.Report] // what a state breaks of the shapes

	mu    sync.Mutex
	known *texts                     // as the last state had them
	front struct{ tag, text string } // the front page that was shown last: it looks at the whole graph
}
