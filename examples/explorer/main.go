// Command explorer serves a graph as pages to browse: the bundled facts, your own files, or a graph in a file, which keeps
// what is written down.
//
//	go run ./examples/explorer
//	go run ./examples/explorer people.csv moves.csv
//	go run ./examples/explorer talent.tg -text article.txt
//	go run ./examples/explorer -article kept.tg
//
// It listens on this machine alone. For another address give -addr and -host, and put a proxy before it that asks who comes.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/graph"
	"talentgraph.example/loader"
	"talentgraph.example/query"
	"talentgraph.example/query/explorer"
	"talentgraph.example/query/gizmo/isolate"
)

func main() {
	isolate.Init()
	program.Main("explorer", run)
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := program.Flags("explorer", stdout, "usage: explorer [flags] [FILE...]\n\nserves the bundled facts, or those of some files; one file that ends in .tg is kept, and made if it is not there, and so is\na graph on a server (postgres://..., mysql://...)")
	var contexts data.Contexts
	var texts, hosts []string
	list := func(to *[]string) func(string) error {
		return func(s string) error { *to = append(*to, s); return nil }
	}
	flags.Func("text", "a `file` with the text of a source, to show passages; may be given again", list(&texts))
	flags.Func("host", "another `name` by which pages may be asked for; may be given again", list(&hosts))
	addr := flags.String("addr", "127.0.0.1:8080", "where to listen; port 0 takes any that is free")
	rules := flags.String("shapes", data.OwnShapes, "a `file` of shapes (SHACL) to check the facts against; without it those of the vocabulary")
	readOnly := flags.Bool("readonly", false, "nothing can be loaded or written down")
	article := flags.Bool("article", false, "the bundled facts beside those of the files; in one that is kept they stay")
	contexts.Declare(flags)
	files, err := program.Parse(flags, args)
	if err != nil {
		return err
	}
	g, err := open(ctx, files, *article, *readOnly, contexts)
	if err != nil {
		return program.InFlags(err, data.FlagNames())
	}
	defer g.Close()
	shapes, how, err := data.Shapes(ctx, *rules)
	if err != nil {
		return err
	}
	opts := []explorer.Option{
		explorer.WithShapes(shapes, how...),
		explorer.WithHosts(hosts...),
		explorer.WithErrors(func(err error) { fmt.Fprintln(stderr, err) }),
		explorer.WithExport(func(ctx context.Context, w io.Writer, r graph.Reader, format string) error {
			return loader.Write(ctx, w, r, loader.WithName("graph."+format))
		}, "nq", "trig", "jsonld"),
		explorer.WithLoad(func(ctx context.Context, name string, r io.Reader) (string, error) {
			report, err := loader.Load(ctx, g, r, loader.WithName(name))
			return fmt.Sprintf("%s: +%d", name, report.Added), err
		}),
	}
	read := make([]string, len(texts))
	for i, name := range texts {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if _, err := query.ReadText(ctx, g, string(text)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		read[i] = string(text)
	}
	opts = append(opts, explorer.WithTexts(read...))
	if *readOnly {
		opts = append(opts, explorer.ReadOnly())
	}
	if box, err := isolate.New(); err == nil {
		defer box.Close()
		opts = append(opts, explorer.WithScripts(box))
	} else {
		fmt.Fprintln(stderr, "scripts are off:", err)
	}
	for _, err := range query.Search(ctx, g, "a", query.Top(1)) { // so that the first search need not wait
		if err != nil {
			return err
		}
	}
	return serve(ctx, *addr, explorer.New(g, opts...), stdout)
}

// open gives the facts. One file of ours is opened to be written, unless that is not wanted; the bundled facts are then
// kept in it, too.
func open(ctx context.Context, files []string, article, readOnly bool, contexts data.Contexts) (*graph.Graph, error) {
	if len(files) != 1 || !data.Kept(files[0]) || readOnly {
		return data.Open(ctx, files, article, contexts.Options()...)
	}
	g, err := graph.Open(ctx, data.Source(files[0]))
	if err != nil || !article {
		return g, err
	}
	if _, err := loader.Article(ctx, g); err != nil {
		return nil, errors.Join(err, g.Close())
	}
	return g, nil
}

// serve listens until the context ends.
func serve(ctx context.Context, addr string, h http.Handler, stdout io.Writer) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(stdout, "http://%s/\n", strings.Replace(listener.Addr().String(), "[::]", "localhost", 1)); err != nil {
		return err
	}
	warming, stop := context.WithCancel(ctx)
	var warm sync.WaitGroup
	warm.Go(func() { ask(warming, h) })
	defer warm.Wait()
	defer stop()
	server := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 5 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 320 << 10}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
	defer cancel()
	if err := server.Shutdown(last); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

// ask asks for the front page, so that the first reader need not wait for what it tells of the whole graph.
func ask(ctx context.Context, h http.Handler) {
	if r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://127.0.0.1/", http.NoBody); err == nil {
		h.ServeHTTP(unread{}, r)
	}
}

// unread is an answer that nobody reads.
type unread http.Header

func (u unread) Header() http.Header         { return http.Header(u) }
func (u unread) Write(b []byte) (int, error) { return len(b), nil }
func (u unread) WriteHeader(int)             {}
