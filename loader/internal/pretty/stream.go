package pretty

import (
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
)

// stream is where a streaming writer stands.
type stream struct {
	started bool
	last    quad.Quad // in whose statement and graph the writer is; no subject between statements
	inGraph bool
	line    []byte
}

// writeNow writes a quad behind the last one, sharing with it what it can.
func (w *Writer) writeNow(q quad.Quad, t *grammar.Terms) error {
	s := &w.stream
	b := s.line[:0]
	indent := 0
	if !s.started {
		s.started = true
		// What will be used is not known yet: all that the caller gave is declared, and nothing else.
		w.terms.keepOnly(w.opts.Prefixes)
		if b = w.terms.appendPrefixes(b, func(namespace) bool { return true }); len(b) > 0 {
			b = append(b, '\n')
		}
	}
	graphs := !w.opts.Reifiers
	if graphs && s.last.Subject != nil && q.Label != s.last.Label {
		b = s.close(b)
	}
	if graphs && q.Label != nil && !s.inGraph {
		b = append(w.terms.append(b, &t[3]), " {\n"...)
		s.inGraph = true
	}
	if s.inGraph {
		indent = 4
	}
	again := !graphs && q.Label != nil && s.last.Label != nil && bare(q) == bare(s.last) // with another label
	switch {
	case again:
	case s.last.Subject == nil:
		b = w.terms.append(appendIndent(b, indent), &t[0])
		b = w.appendVerb(append(b, ' '), &t[1])
	case q.Subject != s.last.Subject:
		b = appendIndent(append(b, " .\n"...), indent)
		b = w.appendVerb(append(w.terms.append(b, &t[0]), ' '), &t[1])
	case q.Predicate != s.last.Predicate:
		b = w.appendVerb(appendIndent(append(b, " ;\n"...), indent+4), &t[1])
	default:
		b = append(b, ',')
	}
	if !again {
		b = w.terms.append(append(b, ' '), &t[2])
	}
	if !graphs && q.Label != nil {
		b = w.terms.append(append(b, " ~ "...), &t[3])
	}
	s.last, s.line = q, b
	_, err := w.w.Write(b)
	return err
}

func (w *Writer) appendVerb(dst []byte, predicate *term.Term) []byte {
	if predicate.Text == string(rdfType) {
		return append(dst, 'a')
	}
	return w.terms.append(dst, predicate)
}

// close ends the statement and the graph.
func (s *stream) close(dst []byte) []byte {
	if s.last.Subject != nil {
		dst = append(dst, " .\n"...)
	}
	if s.inGraph {
		dst = append(dst, "}\n"...)
	}
	s.last, s.inGraph = quad.Quad{}, false
	return dst
}

func (w *Writer) endStream() error {
	_, err := w.w.Write(w.stream.close(nil))
	return err
}

// keepOnly takes away all other prefixes.
func (t *terms) keepOnly(prefixes map[string]string) {
	var spaces []namespace
	for _, ns := range t.spaces {
		if prefixes[ns.prefix] == ns.iri {
			spaces = append(spaces, ns)
		}
	}
	t.spaces = spaces
}
