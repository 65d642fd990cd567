package explorer

import (
	"sync"

	"talentgraph.example/graph"
	"talentgraph.example/query/questions"
)

// handler is what all requests share.
type handler struct {
	g         *graph.Graph
	o         options
	life      string // in ETags: versions of another process mean nothing
	scripts   chan struct{}
	costly    chan struct{}
	questions map[string]questions.Question // by their names in scripts

	mu    sync.Mutex
	known *texts                     // as the last state had them
	front struct{ tag, text string } // the front page that was shown last: it looks at the whole graph
}
