package store

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// FuzzRecord reads arbitrary bytes as a term's record: nothing may panic, and what is read is written the
// same way, if it was written in the shortest way.
func FuzzRecord(f *testing.F) {
	f.Add([]byte{0, 1, 'a'})
	f.Add([]byte{3, 200, 1})
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		kind, text, ok := readRecord(string(data))
		if !ok {
			return
		}
		written := append(appendHead(nil, kind, len(text)), text...)
		kind2, text2, ok := readRecord(string(written))
		if !ok || kind2 != kind || text2 != text || len(written) > len(data) {
			t.Fatalf("%q reads as %d %q, which is written as %q", data, kind, text, written)
		}
	})
}

// FuzzTerm puts terms made of arbitrary text into a store, one by one and as a batch.
func FuzzTerm(f *testing.F) {
	f.Add(byte(0), "https://talentgraph.example/id/alibaba", "", "")
	f.Add(byte(1), "b0", "", "")
	f.Add(byte(2), "阿里巴巴", "", "zh-Hant")
	f.Add(byte(2), "05", term.XSD+"integer", "")
	f.Add(byte(2), "1", "xsd:integer", "")
	f.Add(byte(2), "x", term.XSD+"string", "")
	f.Add(byte(2), "\xff", "", "")
	f.Add(byte(2), "x", "", "K")
	f.Fuzz(func(t *testing.T, form byte, text, datatype, lang string) {
		var v quad.Value
		switch form % 3 {
		case 0:
			v = quad.IRI(text)
		case 1:
			v = quad.BNode(text)
		case 2:
			if lang != "" {
				v = quad.LangString{Value: quad.String(text), Lang: lang}
			} else {
				v = quad.TypedString{Value: quad.String(text), Type: quad.IRI(datatype)}
			}
		}
		q := quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: v}
		one, many := New(), New()
		tx := begin(t, one)
		_, err := tx.Add(q)
		var b Batch
		addToBatch(&b, q)
		tx2 := begin(t, many)
		_, err2 := tx2.AddBatch(context.Background(), &b)
		if (err == nil) != (err2 == nil) || err != nil && err.Error() != err2.Error() {
			t.Fatalf("Add says %v, AddBatch %v", err, err2)
		}
		if err3 := Check(q, false); (err == nil) != (err3 == nil) || err != nil && err.Error() != err3.Error() {
			t.Fatalf("Add says %v, Check %v", err, err3)
		}
		if err == nil {
			if added, err := tx.AddChecked(q); added || err != nil {
				t.Fatalf("AddChecked of what is there: %v, %v", added, err)
			}
		}
		tm, _ := term.Of(v)
		bad := text == "" && form%3 < 2 || !term.ValidText(tm.Text) || !term.ValidText(tm.Datatype) || !term.ValidText(tm.Lang)
		if (err != nil) != bad {
			t.Fatalf("%#v: %v", v, err)
		}
		if err != nil {
			return
		}
		commit(t, tx)
		commit(t, tx2)
		for _, store := range []*Store{one, many} {
			s := store.Snapshot()
			if err := s.Verify(); err != nil {
				t.Fatal(err)
			}
			got := s.Value(s.ID(v))
			if !bytes.Equal(term.Append(nil, got), term.Append(nil, v)) {
				t.Fatalf("%#v comes out as %#v", v, got)
			}
			if other := s.ID(otherSpelling(v)); other != s.ID(v) {
				t.Fatalf("%#v has number %d, its other spelling %d", v, s.ID(v), other)
			}
		}
	})
}

// otherSpelling writes a language tag in other letters, if they are ASCII.
func otherSpelling(v quad.Value) quad.Value {
	l, ok := v.(quad.LangString)
	if !ok || strings.Trim(l.Lang, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789") != "" {
		return v
	}
	return quad.LangString{Value: l.Value, Lang: strings.ToUpper(l.Lang)}
}
