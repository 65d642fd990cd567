// Command shared shows one graph that two processes share on a PostgreSQL server. The first follows it and prints each
// change as it comes; it starts a second one, which makes the changes.
//
//	go run ./examples/shared -data 'postgres://user@localhost/database?graph=demo'
//
// Without -data it looks for a server as psql does, by PGHOST, PGUSER and so on. If there is none it says so, and ends.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

func main() { program.Main("shared", run) }

// changes is how many changes the second process makes.
const changes = 4

// writes has the address for the second process, where no list of processes shows it.
const writes = "TALENTGRAPH_SHARED_WRITES"

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if address := os.Getenv(writes); address != "" {
		return write(ctx, address)
	}
	flags := program.Flags("shared", stdout, "usage: shared [flags]\n\nfollows a graph that two processes share, and prints its changes")
	address := flags.String("data", "postgres:///postgres?graph=demo", "the `address` of the graph")
	if _, err := program.Parse(flags, args); err != nil {
		return err
	}
	soon, cancel := context.WithTimeout(ctx, 30*time.Second)
	g, err := graph.Open(soon, *address)
	cancel()
	if errors.Is(err, graph.ErrUnreachable) || errors.Is(err, context.DeadlineExceeded) {
		fmt.Fprintf(stderr, "skipped: there is no server at %s; start one, or name it with -data\n", data.Shown(*address))
		return nil
	}
	if err != nil {
		return err
	}
	defer g.Close()
	fmt.Fprintf(stdout, "process 1 follows from version %d, with %d quads\n", g.Status().Version, g.Size())
	return follow(ctx, g, *address, stdout, stderr)
}

// follow starts the second process, and prints what it changes.
func follow(ctx context.Context, g *graph.Graph, address string, stdout, stderr io.Writer) error {
	version := g.Status().Version
	self, err := os.Executable()
	if err != nil {
		return err
	}
	second := exec.CommandContext(ctx, self)
	second.Env = append(os.Environ(), writes+"="+address)
	second.Stderr = stderr
	if err := second.Start(); err != nil {
		return err
	}
	following, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		err := second.Wait()
		if err != nil {
			stop()
		}
		ended <- err
	}()
	for change, err := range g.Changes(following, version) {
		if err != nil {
			return errors.Join(err, <-ended)
		}
		fmt.Fprintf(stdout, "version %d\n", change.Version)
		for _, q := range change.Added {
			fmt.Fprintf(stdout, "  + %s", term.AppendQuad(nil, q))
		}
		for _, q := range change.Removed {
			fmt.Fprintf(stdout, "  - %s", term.AppendQuad(nil, q))
		}
		if change.Version == version+changes {
			break
		}
	}
	return <-ended
}

// write is the second process: it hires somebody a step at a time.
func write(ctx context.Context, address string) error {
	g, err := graph.Open(ctx, address)
	if err != nil {
		return err
	}
	defer g.Close()
	somebody := vocab.ID + quad.IRI(fmt.Sprint("somebody-", g.Status().Version))
	name := func(n int) quad.Quad {
		return quad.Quad{Subject: somebody, Predicate: vocab.SKOSPrefLabel, Object: quad.String(fmt.Sprint("Somebody ", n))}
	}
	for n := range changes {
		err := g.Update(ctx, func(tx *graph.Tx) error {
			if n == 0 {
				return tx.Add(name(0))
			}
			return errors.Join(tx.Remove(name(n-1)), tx.Add(name(n)))
		})
		if err != nil {
			return err
		}
		time.Sleep(50 * time.Millisecond) // so that one sees them come
	}
	return nil
}
