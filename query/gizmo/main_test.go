package gizmo_test

import (
	"fmt"
	"os"
	"testing"

	"go.uber.org/goleak"

	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/gizmo/isolate"
)

func TestMain(m *testing.M) {
	isolate.Init()
	box, err := isolate.New(isolate.WithChildren(8))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	gizmo.UseBox(box)
	goleak.VerifyTestMain(boxed{m, box})
}

// boxed closes the box when all tests have run.
type boxed struct {
	*testing.M
	box *isolate.Box
}

func (b boxed) Run() int {
	code := b.M.Run()
	if err := b.box.Close(); err != nil {
		return 1
	}
	return code
}
