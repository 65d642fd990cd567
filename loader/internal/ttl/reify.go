package ttl

import (
	"errors"
	"fmt"
	"hash/maphash"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/syntax"
)

// Reifiers of RDF 1.2 are read as graph labels, if the option says so. A statement is then held back in its frame until
// what follows its object tells whether it has some:
//
//	s p o ~ c1 ~ c2 .              held, then given once with each label
//	s p o .                        held, then given without a label
//	c1 rdf:reifies <<( s p o )>> . a frame of its own, given with the subject below it as label

var (
	errReifier   = errors.New("no reifier")
	errAnonymous = errors.New("a blank node without a name has no properties here")
	errSubjectIn = errors.New("no subject of a triple term")
	errTriple    = errors.New("the triple term does not end")
	errLabelled  = errors.New("a reifier within a graph that has a label; a quad has one label")
	errReified   = errors.New("a reifier behind a triple term; the quad has its label already")
	errUnstated  = errors.New("a triple that is reified, but that the file does not state")
	errCertain   = errors.New("a triple that is reified, but that the file does not state, by a reifier of which it says that it is more certain")
)

const (
	rdfReifies  = term.RDF + "reifies"
	anyNode     = "an IRI, a name or a blank node"
	helpReify   = "WithReifiers reads it as a graph label"
	helpNewer   = "of RDF 1.2, WithReifiers reads '~' and rdf:reifies <<( )>> alone"
	reifierEnds = "~,;.]{}"
)

// newer fails at what RDF 1.2 has beside RDF 1.1.
func (r *Reader) newer(i int, what string) int {
	if !r.opts.Reifiers {
		return r.fail(i, errNewer, "")
	}
	return r.failWithHelp(i, fmt.Errorf("this is %s of RDF 1.2, which is not read", what), helpNewer)
}

func (r *Reader) failWithHelp(i int, problem error, help string) int {
	r.fail(i, problem, "")
	var e *syntax.Error
	if errors.As(r.problem, &e) && e.Err == problem {
		e.Help = help
	}
	return failed
}

// newerTriple fails at a "<<" that no reifier is read from.
func (r *Reader) newerTriple(i int) int {
	switch {
	case r.past(i + 2):
		return needMore
	case r.data[i+2] == '(':
		return r.newer(i, "a triple term")
	}
	return r.newer(i, "a reified triple")
}

// mayReify tells whether a reifier at i can be read; if not, it fails.
func (r *Reader) mayReify(i int) int {
	switch {
	case !r.opts.Reifiers:
		return r.failWithHelp(i, errNewer, helpReify)
	case r.graph.Kind != term.None:
		return r.fail(i, errLabelled, "")
	}
	return 0
}

// hold keeps the object of a frame's statement until its labels are known.
func (r *Reader) hold(f *frame, object *syntax.Term) {
	b := append(append(append(f.objectBuf[:0], object.Text...), object.Datatype...), object.Lang...)
	n := len(object.Text)
	m := n + len(object.Datatype)
	f.objectBuf = b
	f.object = syntax.Term{Kind: object.Kind, Text: b[:n:n], Datatype: b[n:m:m], Lang: b[m:]}
	f.held, f.spot = bare, spot{at: r.object0}
}

// tell makes the statement that a frame holds.
func (r *Reader) tell(q *syntax.Quad, f *frame) {
	q.Subject = f.subject
	q.Predicate = syntax.Term{Kind: term.IRI, Text: f.predicate}
	q.Object = f.object
	r.object0, r.objectPlace = f.spot.at, f.spot.place
}

// tilde takes the '~' behind an object.
func (r *Reader) tilde(f *frame) result {
	if i := r.mayReify(r.pos); i < 0 {
		return of(i)
	}
	if f.held == nothing {
		return of(r.fail(r.pos, errReified, ""))
	}
	r.pos++
	f.state = wantReifier
	return took
}

// openTriple takes the "<<(" behind rdf:reifies.
func (r *Reader) openTriple(f *frame) result {
	i := r.pos
	switch {
	case r.past(i + 2):
		return starved
	case r.data[i+2] != '(' || string(f.predicate) != rdfReifies || f.kind == triple:
		return of(r.newerTriple(i))
	}
	if i := r.mayReify(i); i < 0 {
		return of(i)
	}
	f.held, f.spot = nothing, spot{at: i}
	r.pos += 3
	r.grow(triple, tripleSubject)
	return took
}

// closeTriple takes the ")>>", and gives what the triple term says, with the subject of the statement that it stands in
// as its label.
func (r *Reader) closeTriple(q *syntax.Quad, f *frame) result {
	const end = ")>>"
	for k := range len(end) {
		switch {
		case r.past(r.pos + k):
			return starved
		case r.data[r.pos+k] != end[k]:
			return of(r.fail(r.pos, errTriple, "')>>'"))
		}
	}
	r.pos += len(end)
	r.tell(q, f)
	r.stack = r.stack[:len(r.stack)-1]
	under := &r.stack[len(r.stack)-1]
	under.state = under.afterObject()
	q.Label = under.subject
	if h := r.hash(q); !r.stated[h] && !(r.drops && hasDropped(q)) {
		r.unstated = append(r.unstated, unstated{h, under.spot, r.claimOf(&q.Label)})
	}
	return reified
}

// nodeStep takes a reifier, or the subject of a triple term.
func (r *Reader) nodeStep(q *syntax.Quad, f *frame) result {
	c := r.data[r.pos]
	switch {
	case f.state == reifierEnd || f.state == tripleSubjectEnd || f.state == tripleObjectEnd:
		if c != ']' {
			return of(r.fail(r.pos, errAnonymous, "']'"))
		}
		return r.anonymous(q, f, 1)
	case c == '[' && f.state == wantReifier:
		f.state = reifierEnd
	case c == '[':
		f.state = tripleSubjectEnd
	case f.state == wantReifier && (r.pos == r.end || isReifierEnd[c]):
		return r.anonymous(q, f, 0)
	default:
		problem := errReifier
		if f.state == tripleSubject {
			problem = errSubjectIn
		}
		var t syntax.Term
		i := r.node(r.pos, &t, problem, anyNode)
		if i < 0 {
			return of(i)
		}
		r.pos = i
		return r.setNode(q, f, &t)
	}
	r.pos++
	return took
}

// isReifierEnd marks what can follow a '~' that names nothing.
var isReifierEnd = func() (t [256]bool) {
	for _, c := range []byte(reifierEnds) {
		t[c] = true
	}
	return t
}()

// anonymous takes a blank node without a name, which ends n bytes on.
func (r *Reader) anonymous(q *syntax.Quad, f *frame, n int) result {
	if i := r.roomForBlank(); i < 0 {
		return of(i)
	}
	r.iriBuf = r.newBlank(r.iriBuf)
	r.pos += n
	return r.setNode(q, f, &syntax.Term{Kind: term.Blank, Text: r.iriBuf})
}

// setNode puts a node where the frame's state wants one.
func (r *Reader) setNode(q *syntax.Quad, f *frame, t *syntax.Term) result {
	switch f.state {
	case tripleSubject, tripleSubjectEnd:
		f.subject = *t
		f.keepSubject()
		f.state = wantVerb
		return took
	case tripleObjectEnd:
		return r.give(q, f, t)
	}
	r.tell(q, f)
	q.Label = *t
	f.held, f.state = told, afterTheObject
	r.stated[r.hash(q)] = true
	return reified
}

// spot is where something stands: at an index of the window, or once that has moved on (at is -1) at a place.
type spot struct {
	at    int
	place place
}

// keepSpots turns indices into places before the window moves on. Each list is in the order of the text.
func (r *Reader) keepSpots() {
	from, p := 0, r.first
	keep := func(s *spot) {
		if s.at >= 0 {
			p.advance(r.data[from:s.at])
			from, s.place, s.at = s.at, p, -1
		}
	}
	for i := range r.stack {
		keep(&r.stack[i].spot)
	}
	from, p = 0, r.first
	for ; r.placed < len(r.unstated); r.placed++ {
		keep(&r.unstated[r.placed].spot)
	}
}

// reifiers is what a reader knows of triples that are reified on their own: they may be stated before or after. Triples
// are known by their hashes, whose seed nobody can know.
type reifiers struct {
	seed     maphash.Seed
	stated   map[uint64]bool
	unstated []unstated // in the order of the file
	placed   int        // so many of them have their places
	saying   saying
}

type unstated struct {
	hash  uint64
	spot  spot
	claim *claim // nil if nothing is to be said of it
}

func newReifiers() reifiers {
	return reifiers{seed: maphash.MakeSeed(), stated: map[uint64]bool{}, saying: saying{claims: map[string]*claim{}, told: map[string]string{}}}
}

func (r *reifiers) hash(q *syntax.Quad) uint64 {
	var h maphash.Hash
	h.SetSeed(r.seed)
	for _, t := range [...]*syntax.Term{&q.Subject, &q.Predicate, &q.Object} {
		maphash.WriteComparable(&h, [...]int{int(t.Kind), len(t.Text), len(t.Datatype)})
		h.Write(t.Text)
		h.Write(t.Datatype)
		h.Write(t.Lang)
		h.WriteByte(0)
	}
	return h.Sum64()
}

// allStated looks at the file's end for what is still to be stated: an error if a triple was reified, but never stated, and
// if that does not become a saying of its reifier.
func (r *Reader) allStated() error {
	r.keepSpots()
	for _, u := range r.unstated {
		if r.stated[u.hash] {
			continue
		}
		if wrong := r.say(u); wrong != nil {
			wrong.File, wrong.Line, wrong.Column = r.opts.File, u.spot.place.line, u.spot.place.column
			return wrong
		}
	}
	r.unstated = nil
	return nil
}
