package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"talentgraph.example/graph/term"
)

// A change is kept as a payload, which stands by itself:
//
//	kinds    how many, then each: term kind, 1 for a quad.Time, length and text of the datatype, of the language
//	terms    how many, then each: serial number less the one before, kind (as kindIRI and so on, then those above), length, text
//	added    how many quads, then four serial numbers each, 0 for the default graph
//	removed  the same
//
// Numbers are uvarints. Serial numbers hold for the life of the graph, where numbers of terms do not.

// AppendPayload writes the change that led to a state.
func (c *Change) AppendPayload(dst []byte) []byte {
	t := c.Terms
	first := ID(t.len()) + 1
	for first > 1 && t.serial(first-1) > c.before {
		first--
	}
	numbers := map[kindKey]uint32{}
	var kinds []kind
	for id := first; int(id) <= t.len(); id++ {
		k, _ := t.get(id)
		if _, ok := numbers[k.key()]; !ok {
			n := uint32(fixedKinds + len(kinds))
			switch {
			case k.kind == term.IRI:
				n = kindIRI
			case k.kind == term.Blank:
				n = kindBlank
			case k.datatype == "" && k.lang == "":
				n = kindString
			default:
				kinds = append(kinds, *k)
			}
			numbers[k.key()] = n
		}
	}
	dst = appendKinds(dst, kinds)
	dst = binary.AppendUvarint(dst, uint64(t.len())-uint64(first)+1)
	last := uint64(0)
	for id := first; int(id) <= t.len(); id++ {
		k, text := t.get(id)
		dst = binary.AppendUvarint(dst, t.serial(id)-last)
		last = t.serial(id)
		dst = appendHead(dst, numbers[k.key()], len(text))
		dst = append(dst, text...)
	}
	dst = appendQuads(dst, c.Terms, c.Added)
	return appendQuads(dst, c.Gone, c.Removed)
}

func appendQuads(dst []byte, t *Dictionary, quads []Quad) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(quads)))
	for _, q := range quads {
		for _, serial := range t.serials4(q) {
			dst = binary.AppendUvarint(dst, serial)
		}
	}
	return dst
}

// AppendListing writes a change that is listed as AppendPayload would.
func AppendListing(dst []byte, l *Listing) []byte {
	numbers := map[kind]uint32{
		{kind: term.IRI}: kindIRI, {kind: term.Blank}: kindBlank, {kind: term.Literal}: kindString,
	}
	kindOf := func(t *term.Term) kind { return kind{kind: t.Kind, datatype: t.Datatype, lang: t.Lang} }
	var kinds []kind
	for i := range l.Terms {
		k := kindOf(&l.Terms[i])
		if _, ok := numbers[k]; !ok {
			numbers[k] = uint32(fixedKinds + len(kinds))
			kinds = append(kinds, k)
		}
	}
	dst = appendKinds(dst, kinds)
	dst = binary.AppendUvarint(dst, uint64(len(l.Terms)))
	gap := l.First
	for i := range l.Terms {
		dst = binary.AppendUvarint(dst, gap)
		dst = appendHead(dst, numbers[kindOf(&l.Terms[i])], len(l.Terms[i].Text))
		dst = append(dst, l.Terms[i].Text...)
		gap = 1
	}
	for _, quads := range [][][4]uint64{l.Added, l.Removed} {
		dst = binary.AppendUvarint(dst, uint64(len(quads)))
		for _, q := range quads {
			for _, serial := range q {
				dst = binary.AppendUvarint(dst, serial)
			}
		}
	}
	return dst
}

func appendKinds(dst []byte, kinds []kind) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(kinds)))
	for _, k := range kinds {
		goTime := uint64(0)
		if k.goTime {
			goTime = 1
		}
		dst = binary.AppendUvarint(dst, uint64(k.kind))
		dst = binary.AppendUvarint(dst, goTime)
		dst = binary.AppendUvarint(dst, uint64(len(k.datatype)))
		dst = append(dst, k.datatype...)
		dst = binary.AppendUvarint(dst, uint64(len(k.lang)))
		dst = append(dst, k.lang...)
	}
	return dst
}

// payload is read from its beginning. The first error stays.
type payload struct {
	rest string
	err  error
}

func (p *payload) fail(format string, args ...any) {
	if p.err == nil {
		p.err, p.rest = fmt.Errorf(format, args...), ""
	}
}

func (p *payload) number() uint64 {
	x, rest, ok := readUvarint(p.rest)
	if !ok {
		p.fail("it ends within a number")
		return 0
	}
	p.rest = rest
	return x
}

func (p *payload) text() string {
	n := p.number()
	if n > uint64(len(p.rest)) {
		p.fail("it ends within a text")
		return ""
	}
	text := p.rest[:n]
	p.rest = p.rest[n:]
	return text
}

// kinds reads a list of kinds.
func (p *payload) kinds(h Hasher) (kinds []kind) {
	for n := p.number(); n > 0 && p.err == nil; n-- {
		of, goTime, datatype, lang := p.number(), p.number(), p.text(), p.text()
		switch {
		case p.err != nil:
		case of < uint64(term.IRI) || of > uint64(term.Literal) || goTime > 1 || datatype != "" && lang != "" ||
			of != uint64(term.Literal) && datatype+lang != "":
			p.fail("it has a kind of term that there is not")
		default:
			k := h.newKind(term.Kind(of), string([]byte(datatype)), string([]byte(lang)))
			k.goTime = goTime == 1
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// Salvage has Apply leave out quads that name a term which [Damaged.Mend] found damaged.
func (t *Tx) Salvage() { t.salvages = true }

// LeftOut gives how many quads Apply has left out, less those of them that were removed again.
func (t *Tx) LeftOut() int { return t.leftOut }

// Applied gives the changes that Apply has made, by the numbers of the transaction's state.
func (t *Tx) Applied() []Change { return t.applied }

// Apply makes the change of a payload, which leads to a version. The commit that follows has the version of the
// last one, and no log hears of it. After an error the transaction must be rolled back.
func (t *Tx) Apply(version uint64, data []byte) error {
	if t.done {
		return ErrTxDone
	}
	if err := t.follows(version); err != nil {
		return err
	}
	p := &payload{rest: string(data)}
	t.applyTerms(p)
	c := Change{Version: version}
	t.applyQuads(p, "adds", func(q Quad) bool {
		if t.salvages && t.damaged(q) {
			t.leftOut++
			return true
		}
		c.Added = append(c.Added, q)
		return t.add(q)
	})
	t.applyQuads(p, "removes", func(q Quad) bool {
		if !t.over.has(q, t.base.has(q)) {
			t.leftOut--
			return t.salvages
		}
		c.Removed = append(c.Removed, q)
		t.remove(q)
		return true
	})
	if p.err == nil && p.rest != "" {
		p.fail("it goes on after its end")
	}
	if p.err != nil {
		return fmt.Errorf("change %d is malformed: %w", version, p.err)
	}
	t.applied, t.latest = append(t.applied, c), nil
	t.mergeIfDue()
	return nil
}

// follows sees that a version is the next one, and makes it that of the transaction.
func (t *Tx) follows(version uint64) error {
	last := t.replayed
	if last == 0 {
		last = t.start.version
	}
	if version != last+1 {
		return fmt.Errorf("change %d follows change %d", version, last)
	}
	t.replayed = version
	return nil
}

func (t *Tx) applyTerms(p *payload) {
	kinds := append(t.hasher.firstKinds(), p.kinds(t.hasher)...)
	serial := uint64(0)
	for n := p.number(); n > 0 && p.err == nil; n-- {
		gap, of := p.number(), p.number()
		text := p.text()
		if p.err != nil {
			return
		}
		if of >= uint64(len(kinds)) || gap == 0 || gap > math.MaxUint64-serial {
			p.fail("it has a term of no kind, or its terms are not in order")
			return
		}
		serial += gap
		k := kinds[of]
		if serial <= t.terms.lastSerial() { // the base has it already, though no change before named it
			id := t.terms.ofSerial(serial)
			if id == 0 {
				p.fail("it has a term of a number that was given before")
				return
			}
			if k2, text2 := t.terms.get(id); (text2 != text || !k2.same(&k)) && !t.salvages {
				p.fail("it has another term of a number that was given before")
				return
			}
			continue
		}
		if reason := invalidTerm(term.Term{Kind: k.kind, Text: text, Datatype: k.datatype, Lang: k.lang}); reason != "" {
			p.fail("it has a term that %s", reason)
			return
		}
		hash := t.hasher.hashText(&k, text)
		if t.terms.find(hash, &k, text) != 0 {
			t.terms.doubles = true
		}
		t.terms.nextSerial(serial)
		if _, err := t.terms.addNew(hash, t.terms.kindNumber(k), text); err != nil {
			p.fail("%w", err)
		}
	}
}

// damaged tells whether a quad names a term that cannot be.
func (t *Tx) damaged(q Quad) bool {
	for _, id := range [...]ID{q.Subject, q.Predicate, q.Object, q.Label} {
		if id != 0 {
			if k, text := t.terms.get(id); invalidTerm(term.Term{Kind: k.kind, Text: text, Datatype: k.datatype, Lang: k.lang}) != "" {
				return true
			}
		}
	}
	return false
}

var errQuad = errors.New("a quad of terms that are not there")

func (t *Tx) applyQuads(p *payload, what string, change func(Quad) bool) {
	for n := p.number(); n > 0 && p.err == nil; n-- {
		var ids [4]ID
		for i := range ids {
			serial := p.number()
			ids[i] = t.terms.ofSerial(serial)
			if ids[i] == 0 && (i < 3 || serial != 0) {
				p.fail("it %s %w", what, errQuad)
			}
		}
		if p.err == nil && (t.size >= math.MaxUint32-1 || !change(Quad{ids[0], ids[1], ids[2], ids[3]})) {
			p.fail("it %s a quad twice", what)
		}
	}
}
