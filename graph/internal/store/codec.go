package store

import (
	"encoding/binary"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// A term is kept as a record in the arena: the number of its kind and the length of its text, both as
// varints, then the text in UTF-8. A kind is all of a term but its text: "IRI", "blank node", "plain
// string", "literal of this datatype", "literal of this language as spelled here".

// kind describes terms that differ in nothing but their text.
type kind struct {
	kind     term.Kind
	datatype string // full IRI; empty for plain strings
	lang     string // as first spelled
	goTime   bool   // the value is a quad.Time whatever the text; see Tx.Generalize
	hash     uint64
}

// The kinds that every store has, by number.
const (
	kindIRI = iota
	kindBlank
	kindString
	fixedKinds
)

func (h Hasher) newKind(k term.Kind, datatype, lang string) kind {
	sum := uint64(k) * 0x9e3779b97f4a7c15
	switch {
	case lang != "":
		sum ^= h.String(strings.ToLower(lang)) // tags compare without case
	case datatype != "":
		sum ^= h.String(datatype) * 0xff51afd7ed558ccd
	}
	return kind{kind: k, datatype: datatype, lang: lang, hash: sum}
}

func (h Hasher) kindOf(t term.Term) kind { return h.newKind(t.Kind, t.Datatype, t.Lang) }

func (h Hasher) firstKinds() []kind {
	return []kind{
		kindIRI:    h.newKind(term.IRI, "", ""),
		kindBlank:  h.newKind(term.Blank, "", ""),
		kindString: h.newKind(term.Literal, "", ""),
	}
}

// hashText mixes the kind into the hash of the text; texts are often the same in several kinds. The kind's
// hash must be of the same hasher.
func (h Hasher) hashText(k *kind, text string) uint64 {
	return (h.String(text) ^ k.hash) * 0x9e3779b97f4a7c15
}

// same tells whether terms of two kinds with the same text are the same term.
func (k *kind) same(x *kind) bool {
	return k.kind == x.kind && k.datatype == x.datatype &&
		(k.lang == x.lang || k.lang != "" && x.lang != "" && strings.EqualFold(k.lang, x.lang))
}

func (k *kind) value(text string) quad.Value {
	switch {
	case k.kind == term.IRI:
		return quad.IRI(text)
	case k.lang == "" && k.datatype == "" && k.kind == term.Literal:
		return quad.String(text)
	case k.goTime:
		if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
			return quad.Time(at)
		}
		fallthrough
	default:
		return term.Term{Kind: k.kind, Text: text, Datatype: k.datatype, Lang: k.lang}.Value()
	}
}

// appendRecord writes a record's head; the text follows.
func appendHead(dst []byte, kind uint32, textLen int) []byte {
	dst = binary.AppendUvarint(dst, uint64(kind))
	return binary.AppendUvarint(dst, uint64(textLen))
}

// readRecord takes the record at the start of data apart. Data that is no record gives ok false.
func readRecord(data string) (kind uint32, text string, ok bool) {
	if len(data) >= 2 && data[0]|data[1] < 0x80 { // as in nearly all of them
		if end := 2 + int(data[1]); end <= len(data) {
			return uint32(data[0]), data[2:end], true
		}
		return 0, "", false
	}
	k, data, ok := readUvarint(data)
	if !ok || k > 1<<32-1 {
		return 0, "", false
	}
	n, data, ok := readUvarint(data)
	if !ok || n > uint64(len(data)) {
		return 0, "", false
	}
	return uint32(k), data[:n], true
}

// readUvarint is binary.Uvarint for a string.
func readUvarint(data string) (x uint64, rest string, ok bool) {
	for i, shift := 0, 0; i < len(data) && i < binary.MaxVarintLen64; i, shift = i+1, shift+7 {
		b := data[i]
		if b < 0x80 {
			if i == binary.MaxVarintLen64-1 && b > 1 {
				return 0, "", false
			}
			return x | uint64(b)<<shift, data[i+1:], true
		}
		x |= uint64(b&0x7f) << shift
	}
	return 0, "", false
}
