package store

import (
	"strings"

	"github.com/cayleygraph/quad"
)

// A Reading turns payloads into quads, without making their changes. It is given all of them in order, from the base
// on.
type Reading struct {
	now     *Dictionary
	base    func() (*Dictionary, error) // asked for once, if at all
	terms   *Dictionary                 // what it gave
	dropped map[uint64]quad.Value       // terms of the changes that now does not have any more, by serial number
}

// NewReading makes one. Most terms are found in a state that has made the changes; base gives the terms of the base,
// for those that have been dropped since.
func NewReading(now *Snapshot, base func() (*Dictionary, error)) *Reading {
	return &Reading{now: now.terms, base: base, dropped: map[uint64]quad.Value{}}
}

// Read gives the quads of the next payload; or none, if only its terms are wanted.
func (r *Reading) Read(data []byte, wanted bool) (added, removed []quad.Quad, err error) {
	p := &payload{rest: string(data)}
	hasher := r.now.dict.hasher
	kinds := append(hasher.firstKinds(), p.kinds(hasher)...)
	serial := uint64(0)
	for n := p.number(); n > 0 && p.err == nil; n-- {
		gap, of, text := p.number(), p.number(), p.text()
		serial += gap
		switch {
		case p.err != nil:
		case of >= uint64(len(kinds)):
			p.fail("it has a term of no kind")
		case r.now.ofSerial(serial) == 0:
			r.dropped[serial] = kinds[of].value(strings.Clone(text))
		}
	}
	if wanted {
		added, removed = r.quads(p), r.quads(p)
	}
	return added, removed, p.err
}

func (r *Reading) quads(p *payload) (quads []quad.Quad) {
	for n := p.number(); n > 0 && p.err == nil; n-- {
		var values [4]quad.Value
		for i := range values {
			serial := p.number()
			if values[i] = r.value(p, serial); values[i] == nil && (i < 3 || serial != 0) {
				p.fail("it has %w", errQuad)
			}
		}
		quads = append(quads, quad.Quad{Subject: values[0], Predicate: values[1], Object: values[2], Label: values[3]})
	}
	return quads
}

// value gives the term of a serial number.
func (r *Reading) value(p *payload, serial uint64) quad.Value {
	if id := r.now.ofSerial(serial); id != 0 || serial == 0 {
		return r.now.Value(id)
	}
	if v, ok := r.dropped[serial]; ok {
		return v
	}
	if r.terms == nil && p.err == nil {
		var err error
		if r.terms, err = r.base(); err != nil {
			p.fail("the terms of the base: %w", err)
		}
	}
	if r.terms == nil {
		return nil
	}
	return r.terms.Value(r.terms.ofSerial(serial))
}

// LoadTerms makes a dictionary of what was kept, see [Load].
func LoadTerms(k Kept) (*Dictionary, error) {
	t := newInterner(NewHasher(k.Key))
	_, err := t.loadAll(k)
	return &t.Dictionary, err
}
