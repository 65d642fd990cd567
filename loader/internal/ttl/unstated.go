package ttl

import (
	"slices"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/syntax"
)

// By an option, a triple that is reified but not stated has the reader say something of its reifier, at the end of the
// file (syntax.WithUnstated).

// saying is what a reader has to say at the end.
type saying struct {
	claims map[string]*claim // reifiers of triples that were not stated when they came, by their texts
	told   map[string]string // what the file says of some nodes by the predicate: of each what is most in the way
	toSay  []*claim
}

// claim is a reifier.
type claim struct {
	kind term.Kind
	text string
	said bool
	spot spot // of the first triple that it reifies and that is not stated
}

// nodeKey tells IRIs and blank nodes apart.
func nodeKey(t *syntax.Term) string { return string(rune(t.Kind)) + string(t.Text) }

// claimOf keeps a reifier, if something may be to be said of it.
func (r *Reader) claimOf(label *syntax.Term) *claim {
	if r.opts.Unstated.Predicate == "" {
		return nil
	}
	key := nodeKey(label)
	c := r.saying.claims[key]
	if c == nil {
		c = &claim{kind: label.Kind, text: string(label.Text)}
		r.saying.claims[key] = c
	}
	return c
}

// hear notes what a statement says by the predicate.
func (r *Reader) hear(q *syntax.Quad) {
	u := &r.opts.Unstated
	if u.Predicate == "" || string(q.Predicate.Text) != u.Predicate {
		return
	}
	key := nodeKey(&q.Subject)
	if before, ok := r.saying.told[key]; ok && !r.compatible(before) {
		return
	}
	object := string(q.Object.Text)
	if q.Object.Kind != term.IRI {
		object = ""
	}
	r.saying.told[key] = object
}

// compatible tells whether an object of the predicate may stay, where the option's would be said.
func (r *Reader) compatible(object string) bool {
	return object == r.opts.Unstated.Object || slices.Contains(r.opts.Unstated.Weaker, object)
}

// say has something said of the reifier of a triple that is not stated, unless that cannot be.
func (r *Reader) say(u unstated) *syntax.Error {
	if u.claim == nil {
		return &syntax.Error{Err: errUnstated, Expected: "it as a statement too", Help: "WithUnstated takes it"}
	}
	object, told := r.saying.told[nodeKey(&syntax.Term{Kind: u.claim.kind, Text: []byte(u.claim.text)})]
	if told && !r.compatible(object) {
		return &syntax.Error{Err: errCertain, Expected: "it as a statement too, or " + r.opts.Unstated.Object}
	}
	if !told && !u.claim.said {
		u.claim.said, u.claim.spot = true, u.spot
		r.saying.toSay = append(r.saying.toSay, u.claim)
	}
	return nil
}

// nextSaying gives the next of what is to be said at the end of the file.
func (r *Reader) nextSaying(q *syntax.Quad) bool {
	if len(r.saying.toSay) == 0 {
		return false
	}
	c := r.saying.toSay[0]
	r.saying.toSay = r.saying.toSay[1:]
	*q = syntax.Quad{
		Subject:   syntax.Term{Kind: c.kind, Text: []byte(c.text)},
		Predicate: syntax.Term{Kind: term.IRI, Text: []byte(r.opts.Unstated.Predicate)},
		Object:    syntax.Term{Kind: term.IRI, Text: []byte(r.opts.Unstated.Object)},
	}
	r.object0, r.objectPlace = -1, c.spot.place
	return true
}
