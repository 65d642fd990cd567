// Package suite reads the manifests of the W3C's SPARQL tests. It is for tests only.
//
// The suites are public (https://github.com/w3c/rdf-tests, folder sparql) and are not part of the project: the
// environment variable TALENTGRAPH_SUITES names the folder that holds them as sparql10 and sparql11.
package suite

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

// Test is one test. Files are paths.
type Test struct {
	Group, Name string
	Type        string // local name, such as "QueryEvaluationTest"
	Action      string // the query or the request
	Before      Data
	After       Data   // of an update
	Result      string // of a query
	Services    []Service
	Lax         bool // rows may be doubled less often than the result has them
}

// Data is a dataset: files of the default graph, and named graphs.
type Data struct {
	Default []string
	Named   []Graph
}

// Graph is a named graph.
type Graph struct{ Name, File string }

// Service is an endpoint that the test expects, and its data.
type Service struct {
	Endpoint string
	Data     []string
}

// Read reads a Turtle file with a base.
type Read func(file, base string) ([]quad.Quad, error)

const (
	rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	mf  = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
	qt  = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
	ut  = "http://www.w3.org/2009/sparql/tests/test-update#"
)

// Base gives the IRI of a file, which relative IRIs in it are resolved against.
func Base(file string) string { return "file://" + (&url.URL{Path: file}).EscapedPath() }

// File is the other way round.
func File(iri string) string {
	u, err := url.Parse(iri)
	if err != nil {
		return iri
	}
	return u.Path
}

// Tests gives the tests of some manifests of a suite, in order. Without the suites it skips the test.
func Tests(t testing.TB, read Read, suite string, manifests ...string) []Test {
	root := os.Getenv("TALENTGRAPH_SUITES")
	if root == "" {
		t.Skip("TALENTGRAPH_SUITES is not set: it names a folder with the suites of github.com/w3c/rdf-tests, folder sparql")
	}
	var tests []Test
	for _, name := range manifests {
		tests = append(tests, manifest(t, read, filepath.Join(root, suite, name))...)
	}
	return tests
}

// triples is a file's content, by subject and predicate.
type triples map[quad.Value]map[string][]quad.Value

func (g triples) all(s quad.Value, p string) []quad.Value { return g[s][p] }

func (g triples) one(s quad.Value, p string) quad.Value {
	if list := g[s][p]; len(list) > 0 {
		return list[0]
	}
	return nil
}

func (g triples) list(head quad.Value) (items []quad.Value) {
	for head != nil && head != quad.IRI(rdf+"nil") {
		items = append(items, g.one(head, rdf+"first"))
		head = g.one(head, rdf+"rest")
	}
	return items
}

func manifest(t testing.TB, read Read, file string) (tests []Test) {
	quads, err := read(file, Base(file))
	if err != nil {
		t.Fatal(err)
	}
	g := triples{}
	for _, q := range quads {
		if g[q.Subject] == nil {
			g[q.Subject] = map[string][]quad.Value{}
		}
		p := string(q.Predicate.(quad.IRI))
		g[q.Subject][p] = append(g[q.Subject][p], q.Object)
	}
	var self quad.Value
	for _, q := range quads { // the manifest is not always named
		if q.Object == quad.IRI(mf+"Manifest") {
			self = q.Subject
		}
	}
	for _, head := range g.all(self, mf+"include") {
		for _, included := range g.list(head) {
			tests = append(tests, manifest(t, read, text(included))...)
		}
	}
	for _, head := range g.all(self, mf+"entries") {
		for _, entry := range g.list(head) {
			tests = append(tests, g.test(filepath.Base(filepath.Dir(file)), entry))
		}
	}
	return tests
}

func (g triples) test(group string, entry quad.Value) Test {
	test := Test{Group: group, Name: name(entry), Lax: g.one(entry, mf+"resultCardinality") != nil}
	for _, kind := range g.all(entry, rdf+"type") {
		test.Type = name(kind)
	}
	action, result := g.one(entry, mf+"action"), g.one(entry, mf+"result")
	test.Action = text(action)
	for _, p := range []string{qt + "query", ut + "request"} {
		if file := g.one(action, p); file != nil {
			test.Action = text(file)
		}
	}
	test.Before = g.data(action)
	if _, update := result.(quad.BNode); update {
		test.After = g.data(result)
	} else {
		test.Result = text(result)
	}
	for _, s := range g.all(action, qt+"serviceData") {
		test.Services = append(test.Services, Service{string(g.one(s, qt+"endpoint").(quad.IRI)), texts(g.all(s, qt+"data"))})
	}
	return test
}

func (g triples) data(of quad.Value) (d Data) {
	d.Default = append(texts(g.all(of, qt+"data")), texts(g.all(of, ut+"data"))...)
	for _, file := range g.all(of, qt+"graphData") {
		d.Named = append(d.Named, Graph{string(file.(quad.IRI)), text(file)})
	}
	for _, named := range g.all(of, ut+"graphData") {
		label := g.one(named, "http://www.w3.org/2000/01/rdf-schema#label")
		d.Named = append(d.Named, Graph{string(label.(quad.String)), text(g.one(named, ut+"graph"))})
	}
	return d
}

func texts(list []quad.Value) (files []string) {
	for _, v := range list {
		files = append(files, text(v))
	}
	return files
}

func text(v quad.Value) string {
	if iri, ok := v.(quad.IRI); ok {
		return File(string(iri))
	}
	return ""
}

func name(v quad.Value) string {
	s := quad.StringOf(v)
	return strings.Trim(s[strings.LastIndexAny(s, "#/")+1:], "<>")
}
