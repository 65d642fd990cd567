package rdfc

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/pace"
)

// Algorithm is a hash function that the canonical form can be made with.
type Algorithm uint8

// SHA256 is the standard's own choice, SHA384 its alternative. The form may differ between them.
const (
	SHA256 Algorithm = iota
	SHA384
)

func (a Algorithm) new() hash.Hash {
	if a == SHA384 {
		return sha512.New384()
	}
	return sha256.New()
}

// DefaultWorkLimit is the work limit of who sets none: some seconds.
const DefaultWorkLimit = 500_000

// Option sets one thing of the canonicalization.
type Option func(*options)

type options struct {
	algorithm Algorithm
	work      int
}

// WithAlgorithm chooses the hash function. The default is SHA256.
func WithAlgorithm(a Algorithm) Option { return func(o *options) { o.algorithm = a } }

// WithWorkLimit limits how often the surroundings of a blank node are looked at to tell it from others
// (the standard's "Hash N-Degree Quads"). The default is 500,000; a number below 1 is the default. Nodes
// that their own quads tell apart need none.
func WithWorkLimit(steps int) Option {
	return func(o *options) {
		if steps >= 1 {
			o.work = steps
		}
	}
}

// Canonical is a data set in canonical form.
type Canonical struct {
	lines [][]byte
	quads []quad.Quad
	names map[string]string
	hash  Algorithm
}

// Bytes gives the form itself: lines of canonical N-Quads in order of their bytes.
func (c *Canonical) Bytes() []byte { return bytes.Join(c.lines, nil) }

// Quads gives the quads with canonical names, each once, in the order of the lines.
func (c *Canonical) Quads() []quad.Quad { return slices.Clone(c.quads) }

// Names gives each blank node's canonical name (c14n0, c14n1...) by the name that it had, both without
// "_:".
func (c *Canonical) Names() map[string]string { return c.names }

// Hash gives the hash of Bytes, in hexadecimal digits, by the algorithm that the form was made with.
func (c *Canonical) Hash() string {
	h := c.hash.new()
	for _, l := range c.lines {
		h.Write(l)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Canonicalize gives the canonical form of a data set. It does not change the quads. The error says which
// quad is none that RDF can have, or that the work limit was met (ErrWork), or is the context's.
func Canonicalize(ctx context.Context, quads []quad.Quad, opts ...Option) (*Canonical, error) {
	o := options{work: DefaultWorkLimit}
	for _, opt := range opts {
		opt(&o)
	}
	c, err := newCanonizer(ctx, quads, o)
	if err != nil {
		return nil, err
	}
	if err := c.nameAll(); err != nil {
		return nil, err
	}
	return c.result()
}

// Hash gives the hash of a data set's canonical form, in hexadecimal digits.
func Hash(ctx context.Context, quads []quad.Quad, opts ...Option) (string, error) {
	c, err := Canonicalize(ctx, quads, opts...)
	if err != nil {
		return "", err
	}
	return c.Hash(), nil
}

// canonizer is the standard's canonicalization state. Blank nodes are numbers here.
type canonizer struct {
	ctx     context.Context
	pace    *pace.Pace
	options options
	work    int
	quads   []quad.Quad // language tags in lower case
	given   []quad.Quad // the same as they came
	nodes   []node
	names   map[quad.BNode]int
	issued  issuer // the canonical names
	sum     hash.Hash
}

// node is a blank node.
type node struct {
	name  string
	quads []*mention
	first string // its first-degree hash
}

// mention is a quad that has blank nodes; -1 stands for a place that has none.
type mention struct {
	quad                   quad.Quad
	subject, object, label int
}

func newCanonizer(ctx context.Context, quads []quad.Quad, o options) (*canonizer, error) {
	c := &canonizer{ctx: ctx, pace: pace.New(ctx), options: o, names: map[quad.BNode]int{}, issued: newIssuer("c14n"), sum: o.algorithm.new()}
	seen := make(map[quad.Quad]struct{}, len(quads))
	for i, q := range quads {
		if !c.pace.Step() {
			return nil, c.pace.Err()
		}
		if err := grammar.CheckQuad(q); err != nil {
			return nil, fmt.Errorf("quad %d: %w", i+1, err)
		}
		q.Object = term.Normal(q.Object) // one value a term
		given := q
		if s, ok := q.Object.(quad.LangString); ok {
			s.Lang = strings.ToLower(s.Lang) // RDF compares them without case
			q.Object = s
		}
		if _, ok := seen[q]; ok {
			continue
		}
		seen[q] = struct{}{}
		c.quads, c.given = append(c.quads, q), append(c.given, given)
		c.mention(q)
	}
	return c, nil
}

// mention notes a quad at each of its blank nodes.
func (c *canonizer) mention(q quad.Quad) {
	m := &mention{quad: q, subject: c.number(q.Subject), object: c.number(q.Object), label: c.number(q.Label)}
	for i, n := range [3]int{m.subject, m.object, m.label} {
		if n < 0 || i > 0 && n == m.subject || i > 1 && n == m.object {
			continue // no blank node, or one that was just noted
		}
		c.nodes[n].quads = append(c.nodes[n].quads, m)
	}
}

func (c *canonizer) number(v quad.Value) int {
	b, ok := v.(quad.BNode)
	if !ok {
		return -1
	}
	n, ok := c.names[b]
	if !ok {
		n = len(c.nodes)
		c.names[b] = n
		c.nodes = append(c.nodes, node{name: string(b)})
	}
	return n
}

// hex gives the hash of a text.
func (c *canonizer) hex(text []byte) string {
	c.sum.Reset()
	c.sum.Write(text)
	return hex.EncodeToString(c.sum.Sum(nil))
}

// result writes the quads with the names that were issued.
func (c *canonizer) result() (*Canonical, error) {
	out := &Canonical{names: make(map[string]string, len(c.nodes)), hash: c.options.algorithm}
	rename := func(v quad.Value) quad.Value {
		if b, ok := v.(quad.BNode); ok {
			return quad.BNode(c.issued.name(c.names[b]))
		}
		return v
	}
	for i, n := range c.nodes {
		out.names[n.name] = c.issued.name(i)
	}
	type written struct {
		line []byte
		quad quad.Quad
	}
	all := make([]written, len(c.quads))
	for i, q := range c.quads {
		if !c.pace.Step() {
			return nil, c.pace.Err()
		}
		q.Subject, q.Object, q.Label = rename(q.Subject), rename(q.Object), rename(q.Label)
		all[i] = written{term.AppendQuad(nil, q), q}
	}
	pace.Sort(c.pace, all, func(a, b written) int { return bytes.Compare(a.line, b.line) })
	for _, w := range all {
		out.lines = append(out.lines, w.line)
		out.quads = append(out.quads, w.quad)
	}
	return out, c.pace.Err()
}

// issuer names blank nodes in the order in which they are asked for.
type issuer struct {
	prefix string
	number map[int]int
	order  []int
}

func newIssuer(prefix string) issuer { return issuer{prefix: prefix, number: map[int]int{}} }

func (s *issuer) clone() issuer {
	number := make(map[int]int, len(s.number)+4)
	for _, n := range s.order {
		number[n] = s.number[n]
	}
	return issuer{s.prefix, number, slices.Clone(s.order)}
}

func (s *issuer) has(n int) bool {
	_, ok := s.number[n]
	return ok
}

func (s *issuer) issue(n int) {
	if !s.has(n) {
		s.number[n] = len(s.order)
		s.order = append(s.order, n)
	}
}

func (s *issuer) name(n int) string { return s.prefix + strconv.Itoa(s.number[n]) }
