package loader

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"io"
	"os"
	"time"

	"talentgraph.example/graph"
	"talentgraph.example/loader/syntax"
)

// SyntaxError is what is wrong with a file, and where. Use it as *SyntaxError with errors.As.
type SyntaxError = syntax.Error

// Report tells what a load did.
type Report struct {
	Format   Format
	Read     int64 // quads in the file, doubles included
	Added    int64 // those that were not in the graph before
	Bytes    int64 // of the file
	Duration time.Duration
}

// String is a line for people.
func (r Report) String() string {
	return fmt.Sprintf("%d quads read, %d new (%s, %d bytes, %v)", r.Read, r.Added, r.Format, r.Bytes, r.Duration.Round(time.Millisecond))
}

//go:embed talentwar2024.nq
var article []byte

// Article loads the bundled facts: what one 2024 article says on the fight over large-language-model
// talent in China, each fact with the passage that claims it. Loading it twice changes nothing.
func Article(ctx context.Context, g *graph.Graph) (Report, error) {
	return Load(ctx, g, bytes.NewReader(article), WithName("talentwar2024.nq"))
}

// LoadFile loads a file. See [Load]; the file's name serves as WithName.
func LoadFile(ctx context.Context, g *graph.Graph, path string, opts ...Option) (Report, error) {
	f, err := os.Open(path)
	if err != nil {
		return Report{}, err
	}
	defer f.Close() // it was only read
	return Load(ctx, g, f, append([]Option{WithName(path)}, opts...)...)
}

// Load reads a stream to its end and adds its quads to the graph in one change. The error of a file that
// is not well formed is a [*SyntaxError]. On any error, a context that ends included, the graph is as it
// was and the Report is zero.
//
// When the context ends, Load waits for a Read of r that is under way, and for nothing else.
//
// Large files are parsed on all cores. Memory beside the graph's own stays within a few megabytes for each
// core, or the longest line.
func Load(ctx context.Context, g *graph.Graph, r io.Reader, opts ...Option) (Report, error) {
	o, err := newOptions(opts)
	if err != nil {
		return Report{}, err
	}
	format, err := o.chooseFormat()
	if err != nil {
		return Report{}, err
	}
	start := time.Now()
	counted := &countingReader{r: r}
	report := Report{Format: format}
	err = g.Update(ctx, func(tx *graph.Tx) error {
		report.Read, report.Added, err = loadLines(ctx, tx, counted, format, o)
		return err
	})
	if err != nil {
		return Report{}, err
	}
	report.Bytes = counted.n
	report.Duration = time.Since(start)
	return report, nil
}

// countingReader counts the bytes that go through it.
type countingReader struct {
	r io.Reader
	n int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
