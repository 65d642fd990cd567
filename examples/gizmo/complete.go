package main

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/examples/internal/results"
	"talentgraph.example/examples/internal/terminal"
	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/gizmo"
)

const (
	mostOffered = 50              // completions that are offered at once
	mostNames   = 200_000         // IRIs of the graph that are kept for completion
	longestWait = 2 * time.Second // for the graph
)

// completer completes what stands before the cursor: a command, a method, a question, or within quotation marks an IRI or
// a label.
type completer struct {
	ctx   context.Context
	graph *graph.Graph
	words gizmo.Words
	iris  []string // compact, sorted; of the first time that one is completed
}

// newCompleter gives what liner asks: of a line and the cursor's place in it, in runes, what stands before that which is
// completed, the completions, and what stands behind.
func newCompleter(ctx context.Context, g *graph.Graph) func(line string, at int) (head string, completions []string, tail string) {
	c := &completer{ctx: ctx, graph: g, words: gizmo.AllWords()}
	return func(line string, at int) (string, []string, string) {
		runes := []rune(line)
		before := string(runes[:at])
		begun, all := c.complete(before)
		return strings.TrimSuffix(before, begun), all, string(runes[at:])
	}
}

// complete gives the part of the text that is begun, and what it may become.
func (c *completer) complete(before string) (begun string, all []string) {
	if quote := unclosed(before); quote >= 0 {
		begun = before[quote+1:]
		if iri, ok := strings.CutPrefix(begun, "<"); ok {
			return begun, c.named(iri, before[quote:quote+1])
		}
		return begun, c.labelled(begun, before[:quote])
	}
	parts := regexp.MustCompile(`(?:(\w+|\))\s*(\.)\s*)?(:?\w*)$`).FindStringSubmatch(before)
	begun = parts[3]
	switch owner := parts[1]; {
	case strings.HasPrefix(begun, ":") && begun == before:
		return begun, startingWith(begun, []string{":help", ":json", ":limits", ":load ", ":quit", ":table", ":time"}, "")
	case owner == "tg":
		return begun, startingWith(begun, c.words.Questions, "(")
	case owner == "g" || owner == "graph":
		return begun, startingWith(begun, c.words.Graph, "(")
	case parts[2] != "" || strings.HasPrefix(strings.TrimSpace(before), "."):
		return begun, startingWith(begun, c.words.Path, "(")
	case begun == "":
		return begun, nil
	}
	return begun, startingWith(begun, c.words.Globals, "")
}

// unclosed is where a text begins that is not closed yet; -1 if there is none.
func unclosed(line string) int {
	at, escaped := -1, false
	for i, r := range line {
		switch {
		case escaped:
			escaped = false
		case at >= 0 && r == '\\':
			escaped = true
		case at >= 0 && r == rune(line[at]):
			at = -1
		case at < 0 && strings.ContainsRune("\"'`", r):
			at = i
		}
	}
	return at
}

func startingWith(begun string, words []string, behind string) (all []string) {
	for _, word := range words {
		if strings.HasPrefix(word, begun) {
			all = append(all, word+behind)
		}
	}
	slices.Sort(all)
	return all
}

// named completes an IRI: its prefix, then the name, with what closes it.
func (c *completer) named(iri, quote string) (all []string) {
	if !strings.Contains(iri, ":") {
		for _, p := range vocab.Prefixes() {
			if strings.HasPrefix(p.Name, iri) {
				all = append(all, "<"+p.Name+":")
			}
		}
		return all
	}
	if c.iris == nil {
		c.iris = c.readIRIs()
	}
	first, _ := slices.BinarySearch(c.iris, iri)
	for _, name := range c.iris[first:] {
		if !strings.HasPrefix(name, iri) || len(all) == mostOffered {
			break
		}
		all = append(all, "<"+name+">"+quote)
	}
	return all
}

// readIRIs are the nodes and predicates of the graph that have a prefix.
func (c *completer) readIRIs() []string {
	ctx, cancel := context.WithTimeout(c.ctx, longestWait)
	defer cancel()
	seen := map[quad.IRI]bool{}
	var all []string
	for q, err := range c.graph.Quads(ctx, graph.Pattern{}) {
		if err != nil || len(seen) > mostNames {
			break // what has been found by now will do
		}
		for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object} {
			iri, ok := v.(quad.IRI)
			if !ok || seen[iri] {
				continue
			}
			seen[iri] = true
			if short, ok := results.Shortened(string(iri)); ok && terminal.Plain(short) == short {
				all = append(all, short)
			}
		}
	}
	slices.Sort(all)
	return all
}

// labelled completes a label: among the arguments of a question by labels, elsewhere by the IRIs of what has them, since a
// plain text is no node there.
func (c *completer) labelled(begun, before string) (all []string) {
	if begun == "" || strings.ContainsAny(begun, "\\<>") { // the middle of something else
		return nil
	}
	ctx, cancel := context.WithTimeout(c.ctx, longestWait)
	defer cancel()
	asQuestion := regexp.MustCompile(`\btg\.\w+\([^)]*$`).MatchString(before)
	for hit, err := range query.Search(ctx, c.graph, begun, query.Top(mostOffered)) {
		if err != nil {
			return all
		}
		offer := hit.Label
		if short, ok := results.Shortened(string(hit.Entity.ID())); ok && !asQuestion {
			offer = "<" + short + ">"
		}
		if terminal.Plain(offer) == offer && !strings.ContainsAny(offer, "\"'`\\\n\t") && !slices.Contains(all, offer) {
			all = append(all, offer)
		}
	}
	return all
}
