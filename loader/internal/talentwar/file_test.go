package talentwar

import (
	"bytes"
	"os"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"talentgraph.example/graph/term"
)

const fileName = "../../talentwar2024.nq"

// readFile reads the committed file with quad's own reader, the one that stock Cayley loads files with.
func readFile(t *testing.T) []quad.Quad {
	t.Helper()
	file, err := os.Open(fileName)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	quads, err := quad.ReadAll(nquads.NewReader(file, false))
	if err != nil {
		t.Fatal(err)
	}
	return quads
}

func TestFileIsInStepWithItsSource(t *testing.T) {
	want, err := File()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(fileName)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Fatal("loader/talentwar2024.nq is not what its source says: run go generate ./loader")
	}
}

func TestFileIsSortedWithoutRepeats(t *testing.T) {
	data, err := os.ReadFile(fileName)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(data, []byte("\n"))
	if last := lines[len(lines)-1]; len(last) != 0 {
		t.Errorf("the last line has no line feed: %q", last)
	}
	lines = lines[:len(lines)-1]
	for i := 1; i < len(lines); i++ {
		if bytes.Compare(lines[i-1], lines[i]) >= 0 {
			t.Errorf("line %d does not come after line %d: %s", i+1, i, lines[i])
		}
	}
}

// What stock Cayley reads must be what was written, term by term and in number.
func TestStockReaderReadsTheSameQuads(t *testing.T) {
	source, err := Quads()
	if err != nil {
		t.Fatal(err)
	}
	lines := func(quads []quad.Quad) []string {
		var all []string
		for _, q := range quads {
			all = append(all, string(term.AppendQuad(nil, q)))
		}
		slices.Sort(all)
		return all
	}
	want, got := lines(source), lines(readFile(t))
	if len(want) != len(got) {
		t.Fatalf("wrote %d quads, the stock reader has %d", len(want), len(got))
	}
	for i := range want {
		if want[i] != got[i] {
			t.Fatalf("wrote %s\nread  %s", want[i], got[i])
		}
	}
}

func TestTheSameFactsGiveTheSameFile(t *testing.T) {
	one, err := File()
	if err != nil {
		t.Fatal(err)
	}
	two, err := File()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, two) {
		t.Error("two runs gave two files")
	}
}
