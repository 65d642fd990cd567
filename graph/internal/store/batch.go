package store

import (
	"iter"
	"strings"
	"unsafe"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// Batch holds the terms and quads that a loader has read, by numbers of its own, for [Tx.AddBatch]. No
// quad.Value is made of them.
//
// A parallel loader cuts its file into consecutive chunks, lets several goroutines fill a Batch each, and
// hands the batches to AddBatch in the order of the file: the store's numbers are then in the order of
// first appearance, as if one goroutine had read it all. A Batch remembers the terms it has seen, so that
// the store looks each up once a batch; chunks of 1 to 8 MB do well.
//
// The zero Batch is empty and ready; one from [Tx.NewBatch] is added sooner, since its terms are hashed as the
// store hashes them. A Batch must not be used by two goroutines at once.
type Batch struct {
	hasher Hasher
	text   []byte
	terms  []batchTerm
	slots  []uint64 // hash table: high half of the hash, number; as in dict
	quads  []Quad   // by the batch's numbers

	kinds            []kind
	faults           []fault // of the kinds
	byKind           map[kindKey]uint32
	datatypes, langs map[string]uint32 // numbers in kinds, by what the loader calls them
}

type batchTerm struct {
	hash     uint64
	from, to int // in text
	kind     uint32
	fault    fault
}

// NewBatch makes an empty batch for the transaction's store. It may be called by several goroutines at once.
func (t *Tx) NewBatch() *Batch { return &Batch{hasher: t.hasher} }

// SpareBatch is NewBatch for the one that has the transaction: it gives the batch that KeepBatch was given last.
func (t *Tx) SpareBatch() *Batch {
	b := t.store.spare
	t.store.spare = nil
	if b == nil || b.hasher != t.hasher {
		return t.NewBatch()
	}
	return b
}

// KeepBatch keeps the memory of a batch for later transactions, unless it is large. The batch must not be used any more.
func (t *Tx) KeepBatch(b *Batch) {
	if cap(b.text)+64*cap(b.terms)+16*cap(b.quads) <= mostSpare && len(b.kinds) < 1<<8 {
		b.Reset()
		t.store.spare = b
	}
}

// mostSpare is about how many bytes a batch that is kept has.
const mostSpare = 1 << 20

// Len gives the number of quads, doubles included.
func (b *Batch) Len() int { return len(b.quads) }

// Reset empties the batch and keeps its memory for the next chunk.
func (b *Batch) Reset() {
	b.text, b.terms, b.quads = b.text[:0], b.terms[:0], b.quads[:0]
	clear(b.slots)
}

// Term gives the batch's number of a term, from 1 on in order of first appearance; k term.None gives 0,
// the default graph. Text is an IRI, a blank node's name, or a literal's text with its escapes resolved;
// a literal's datatype is a full IRI or empty, its lang the language tag or empty. The bytes are copied.
// What cannot be stored (see [Tx.Add]) is refused by AddBatch, if a quad uses it.
func (b *Batch) Term(k term.Kind, text, datatype, lang []byte) uint32 {
	return b.add(term.Term{Kind: k, Text: view(text), Datatype: view(datatype), Lang: view(lang)})
}

// Number is Term for what is a [term.Term] already.
func (b *Batch) Number(t term.Term) uint32 { return b.add(t) }

// add is Term for a term whose strings may change afterwards.
func (b *Batch) add(t term.Term) uint32 {
	if b.kinds == nil {
		if b.hasher == (Hasher{}) {
			b.hasher = NewHasher(NewKey())
		}
		b.kinds = b.hasher.firstKinds()
		b.faults = make([]fault, len(b.kinds))
		b.byKind = map[kindKey]uint32{}
		b.datatypes, b.langs = map[string]uint32{}, map[string]uint32{}
		b.slots = make([]uint64, firstSlots)
	}
	var n uint32
	switch t.Kind {
	case term.IRI:
		n = kindIRI
	case term.Blank:
		n = kindBlank
	case term.Literal:
		n = b.literalKind(t.Datatype, t.Lang)
	default:
		return 0
	}
	return b.number(n, t.Text)
}

func (b *Batch) literalKind(datatype, lang string) uint32 {
	numbers, name := b.datatypes, datatype
	switch {
	case len(lang) > 0:
		numbers, name = b.langs, lang
	case len(datatype) == 0:
		return kindString
	}
	n, ok := numbers[name]
	if ok {
		return n
	}
	kept := strings.Clone(name)
	tm := term.Term{Kind: term.Literal, Datatype: kept}
	if len(lang) > 0 {
		tm.Datatype, tm.Lang = "", kept
	}
	if tm.Datatype == term.XSD+"string" {
		numbers[kept] = kindString
		return kindString
	}
	wanted := b.hasher.kindOf(tm)
	if n, ok = b.byKind[wanted.key()]; !ok {
		n = uint32(len(b.kinds))
		b.kinds = append(b.kinds, wanted)
		b.faults = append(b.faults, faultOf(tm))
		b.byKind[wanted.key()] = n
	}
	numbers[kept] = n
	return n
}

func (b *Batch) number(kindNumber uint32, text string) uint32 {
	k := &b.kinds[kindNumber]
	hash := b.hasher.hashText(k, text)
	mask := uint64(len(b.slots) - 1)
	i := hash >> 32 & mask
	for ; b.slots[i] != 0; i = (i + 1) & mask {
		slot := b.slots[i]
		if slot>>32 != hash>>32 {
			continue
		}
		t := &b.terms[uint32(slot)-1]
		if view(b.text[t.from:t.to]) == text && b.kinds[t.kind].same(k) {
			return uint32(slot)
		}
	}
	from := len(b.text)
	b.text = append(b.text, text...)
	b.terms = append(b.terms, batchTerm{
		hash: hash, from: from, to: len(b.text), kind: kindNumber,
		fault: max(b.faults[kindNumber], faultOf(term.Term{Kind: k.kind, Text: text})),
	})
	n := uint32(len(b.terms))
	b.slots[i] = hash>>32<<32 | uint64(n)
	if 2*len(b.terms) > len(b.slots) {
		wider := make([]uint64, 2*len(b.slots))
		for _, slot := range b.slots {
			if slot != 0 {
				insertSlot(wider, slot)
			}
		}
		b.slots = wider
	}
	return n
}

// view looks at bytes as a string without copying them. The string must not outlive the call that it is
// passed to, for the bytes will change.
func view(text []byte) string { return unsafe.String(unsafe.SliceData(text), len(text)) }

// Quad adds a quad by the numbers that Term gave; label 0 is the default graph. AddBatch refuses a quad
// whose other numbers are 0 or whose numbers Term did not give.
func (b *Batch) Quad(subject, predicate, object, label uint32) {
	b.quads = append(b.quads, Quad{ID(subject), ID(predicate), ID(object), ID(label)})
}

// Add adds a quad of values. The error is that of a value that is no RDF term; what else cannot be stored is
// refused by AddBatch.
func (b *Batch) Add(q quad.Quad) error {
	var n [4]uint32
	for i, d := range quad.Directions {
		t, err := term.Of(q.Get(d))
		if err != nil {
			return noTerm(q, d, err)
		}
		n[i] = b.add(t)
	}
	b.Quad(n[0], n[1], n[2], n[3])
	return nil
}

// IRIs gives the IRIs of the batch, each once. They hold until the batch is changed.
func (b *Batch) IRIs() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range b.terms {
			if t := &b.terms[i]; t.kind == kindIRI && !yield(view(b.text[t.from:t.to])) {
				return
			}
		}
	}
}

// check says what is wrong with the quad at index i for a transaction.
func (b *Batch) check(i int, t *Tx) error {
	q := &b.quads[i]
	for j, n := range [...]ID{q.Subject, q.Predicate, q.Object, q.Label} {
		if n == 0 && j == 3 {
			continue
		}
		if n != 0 && int(n) <= len(b.terms) {
			tm := &b.terms[n-1]
			if tm.fault < t.refused && (j != 1 || t.generalized || tm.kind != kindBlank) && (j == 2 || t.refused > unwritable || tm.kind <= kindBlank) {
				continue
			}
		}
		d := quad.Directions[j]
		reason := "has a number that Batch.Term did not give"
		if int(n) <= len(b.terms) {
			reason = invalid(d, b.term(n), t.generalized)
		}
		if reason == "" {
			reason = unwritableReason(b.term(n))
		}
		return &InvalidQuadError{Quad: b.quad(i), Part: d, Reason: reason, Index: i}
	}
	return nil
}

// term copies a term out of the batch; it is for messages.
func (b *Batch) term(n ID) term.Term {
	if n == 0 || int(n) > len(b.terms) {
		return term.Term{}
	}
	t := &b.terms[n-1]
	k := &b.kinds[t.kind]
	return term.Term{
		Kind: k.kind, Text: strings.Clone(view(b.text[t.from:t.to])), Datatype: k.datatype, Lang: k.lang,
	}
}

func (b *Batch) quad(i int) quad.Quad {
	q := b.quads[i]
	return quad.Quad{
		Subject:   b.term(q.Subject).Value(),
		Predicate: b.term(q.Predicate).Value(),
		Object:    b.term(q.Object).Value(),
		Label:     b.term(q.Label).Value(),
	}
}
