package path

import (
	"talentgraph.example/query/gizmo/internal/wire"
)

// Encode writes a path for another process: its steps, and before them each path that they have within them, once. What
// only Back needs is left out.
func (p *Path) Encode(w *wire.Writer) {
	e := encoder{index: make(map[*Path]uint64)}
	e.path(p)
	w.Uint(uint64(len(e.index)))
	w.Body = append(w.Body, e.done.Body...)
}

// encoder writes paths, those within others first.
type encoder struct {
	done  wire.Writer
	index map[*Path]uint64
}

// The kinds of steps.
const (
	isStep byte = iota
	nothingStep
	hasStep
	saveStep
	savePredicatesStep
	predicatesStep
	labelsStep
	tagStep
	filterStep
	uniqueStep
	hopStep
	hopLabelsStep
	orderStep
	keptStep
	andStep
	orStep
	exceptStep
	followStep
	recursiveStep
)

// path gives the number of a path, writing it first if it has none.
func (e *encoder) path(p *Path) uint64 {
	if n, written := e.index[p]; written {
		return n
	}
	var w wire.Writer
	w.Bool(p.ranked)
	w.Uint(uint64(len(p.steps)))
	for _, s := range p.steps {
		e.step(&w, s.step)
	}
	e.done.Body = append(e.done.Body, w.Body...)
	n := uint64(len(e.index))
	e.index[p] = n
	return n
}

func (e *encoder) step(w *wire.Writer, s step) {
	switch s := s.(type) {
	case is:
		w.Byte(isStep)
		w.Values(s.nodes)
	case nothing:
		w.Byte(nothingStep)
	case has:
		w.Byte(hasStep)
		e.via(w, s.along)
		e.via(w, s.labels)
		w.Bool(s.reverse)
		w.Values(s.nodes)
		filters(w, s.filters)
	case save:
		w.Byte(saveStep)
		e.via(w, s.along)
		e.via(w, s.labels)
		w.Text(s.tag)
		w.Bool(s.reverse)
		w.Bool(s.optional)
	case savePredicates:
		w.Byte(savePredicatesStep)
		w.Bool(s.in)
		w.Text(s.tag)
	case predicates:
		w.Byte(predicatesStep)
		w.Bool(s.in)
	case labels:
		w.Byte(labelsStep)
	case tag:
		w.Byte(tagStep)
		w.Texts(s.names)
	case filter:
		w.Byte(filterStep)
		filters(w, s.tests)
	case unique:
		w.Byte(uniqueStep)
	case hop:
		w.Byte(hopStep)
		e.hop(w, s)
	case hopLabels:
		w.Byte(hopLabelsStep)
		e.hop(w, s.hop)
		w.Texts(s.names)
	case order:
		w.Byte(orderStep)
		w.Bool(s.extended)
		w.Value(s.by)
		w.Bool(s.desc)
		encodePage(w, s.page)
	case kept:
		w.Byte(keptStep)
		encodePage(w, s.page)
	case and:
		w.Byte(andStep)
		w.Uint(e.path(s.other))
	case or:
		w.Byte(orStep)
		w.Uint(e.path(s.other))
	case except:
		w.Byte(exceptStep)
		w.Uint(e.path(s.other))
	case follow:
		w.Byte(followStep)
		w.Uint(e.path(s.way))
	case recursive:
		w.Byte(recursiveStep)
		w.Uint(e.path(s.way))
		w.Int(int64(s.maxDepth))
		w.Texts(s.depthTags)
	}
}

func (e *encoder) hop(w *wire.Writer, h hop) {
	w.Byte(byte(h.dir))
	e.via(w, h.along)
	e.via(w, h.labels)
	w.Texts(h.tags)
}

// The kinds of a Via.
const (
	viaAll byte = iota
	viaValues
	viaPath
)

func (e *encoder) via(w *wire.Writer, v *Via) {
	switch {
	case v == nil:
		w.Byte(viaAll)
		return
	case v.Path != nil:
		w.Byte(viaPath)
		w.Uint(e.path(v.Path))
	default:
		w.Byte(viaValues)
		w.Values(v.Values)
	}
	w.Texts(v.tags)
}

func filters(w *wire.Writer, tests []Filter) {
	w.Uint(uint64(len(tests)))
	for _, f := range tests {
		w.Value(f.value)
		if f.value != nil {
			w.Byte(byte(f.op))
			continue
		}
		w.Text(f.pattern)
		w.Bool(f.like)
		w.Bool(f.refs)
	}
}

func encodePage(w *wire.Writer, p page) {
	w.Int(p.skip)
	w.Int(p.limit)
}

// EncodeSearch writes what Shortest looks for.
func EncodeSearch(w *wire.Writer, from *Path, to Search) {
	e := encoder{index: make(map[*Path]uint64)}
	var rest wire.Writer
	rest.Uint(e.path(from))
	e.via(&rest, &to.Goal)
	e.via(&rest, to.Along)
	rest.Uint(uint64(len(to.Inverse)))
	for _, inverse := range to.Inverse {
		rest.Bool(inverse)
	}
	rest.Int(to.Most)
	w.Uint(uint64(len(e.index)))
	w.Body = append(append(w.Body, e.done.Body...), rest.Body...)
}
