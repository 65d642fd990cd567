package jsonld_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"talentgraph.example/loader/syntax"
)

func TestErrors(t *testing.T) {
	for _, c := range []struct{ doc, want string }{
		{`{"@id":"a:s",` + "\n" + `"a:p":1,}`, `2:9: this is no JSON; expected a key in quotation marks, found "}"`},
		{`{"@id":"a:s"`, `1:13: this is no JSON; expected ',' or '}', found the end of the file`},
		{`"http://example.com"`, `1:1: no JSON-LD document; expected an object or an array, found "\"http://example.com\""`},
		{`{"a:p":1,"a:q":2,"a:p":3}`, `1:18: the object has this key already; JSON-LD would keep but one of the two; found "\"a:p\":3}"`},
		{`{"a:p":0.123456789012345678}`, `1:8: the number has more digits than can be kept; write it as a string with its @type; found "0.123456789012345678}"`},
		{`{"a:p":1e999}`, `1:8: the number has more digits than can be kept; write it as a string with its @type; found "1e999}"`},
		{`{"a:p":1e-999999999}`, `1:8: the number has more digits than can be kept; write it as a string with its @type; found "1e-999999999}"`},
		{`{"a:p":"` + "\xff" + `"}`, `1:9: not valid UTF-8; found "\xff\"}"`},
		{"\xff\xfe{\x00}\x00", `1:1: this is UTF-16; convert the file to UTF-8`},
		{`{"a:p":"\ud83d"}`, `1:9: half of a surrogate pair, which is no character; found "\\ud83d\"}"`},
		{`{"a:p":"\\\ude00"}`, `1:11: half of a surrogate pair, which is no character; found "\\ude00\"}"`},
		{`{"@context":"https://schema.org","name":"x"}`, `1:13: the document needs a remote context, and none is fetched unless syntax.WithDocuments says how; found "\"https://schema.org\",\"name\":\"x\"}"`},
		{`{"@id":"s","a:p":1}`, `1:8: a relative IRI that no base makes absolute; give one (WithBase), or "@base" in the context; found "\"s\",\"a:p\":1}"`},
		{`{"@id":"a: s","a:p":1}`, `1:8: an IRI cannot have ' '; percent-encode it; found "\"a: s\",\"a:p\":1}"`},
		{`{"@id":"a:s","_:p":1}`, `1:14: a blank node as a predicate, which RDF has not; found "\"_:p\":1}"`},
		{`{"a:p":{"@value":"x","@language":"e n"}}`, `1:34: "e n" is no language tag; it must be letters, then groups of letters and digits after '-'; found "\"e n\"}}"`},
		{`{"a:p":{"@value":"x","@direction":"rtl"}}`, `1:18: a base direction, which RDF has not; syntax.WithDirection says how to keep it; found "\"x\",\"@direction\":\"rtl\"}}"`},
		{`{"@id":"a:s","name":"x"}`, `1:14: no @context maps the key "name" to an IRI, so that what it says would be lost; map it, or leave it out; found "\"name\":\"x\"}" (WithLenient leaves such statements out)`},
		// Strings that stand in the document as they should, too, or otherwise than they are told of.
		{`[{"@id":"a:s","a:p":"s"},` + "\n" + ` {"@id":"s","a:p":1}]`, `2:9: a relative IRI that no base makes absolute; give one (WithBase), or "@base" in the context; found "\"s\",\"a:p\":1}]"`},
		{`{"@context":{"e":"a:"},"@id":"e:s","e:p":{"@id":"e:x y","e:q":2}}`, `1:49: an IRI cannot have ' '; percent-encode it; found "\"e:x y\",\"e:q\":2}}"`},
		{`{"@id":"a:s","a:p":{"@id":"a:<&\u003e"}}`, `1:27: an IRI cannot have '<'; percent-encode it; found "\"a:<&\\u003e\"}}"`},
		{`{"@id":"a:s","a:p":[1,{"@id":"a:t"},` + "\n" + `{"a:q":{"@id":5}}]}`, `2:15: invalid @id value; expected a string, found "5}}]}"`},
		{`{"@context":{"x":"a:x","y":{"@id":"z","@container":"@wrong"}},"x":1}`, `1:35: invalid IRI mapping; expected an absolute IRI, a blank node or a keyword, found "\"z\",\"@container\":\"@wrong\"}},\"x\":…"`},
		{`{"@context":["a:1",{"@language":7}],"a:p":1}`, `1:14: the document needs a remote context`},
		{`{"@context":[{"e":"a:"},{"@language":7}],"a:p":1}`, `1:38: invalid default language; expected a string or null, found "7}],\"a:p\":1}"`},
		{`{"@graph":[{"a:p":{"@value":1,"@language":"en"}},{"a:p":{"@value":[]}}]}`, `1:`},
		{`{"@id":"a:s","a:p":{"a:q":[{"@value":"x"},{"@value":"y","@language":"b c"},{"@value":"b c"}]}}`, `1:69: "b c" is no language tag`},
		{`[{"@id":"a:s","name":"x"},{"@context":{"name":"a:n"},"name":"y"}]`, `1:15: no @context maps the key "name"`},
		{`{"@context":{"id":"@id","e":"a:"},"id":"e:x y","e:p":{"id":"e:ok","e:q":2}}`, `1:40: an IRI cannot have ' '`},
		{`{"@id":"a:s","b":{"name":"x"}}`, `1:14: no @context maps the key "b"`},
		{`{"@context":{"@protected":1},"a:p":1}`, `1:27: invalid @protected value; expected true or false, found`},
	} {
		got, err := read(c.doc, syntax.WithFile("f.jsonld"))
		var bad *syntax.Error
		if err == nil || !strings.HasPrefix(err.Error(), "f.jsonld:"+c.want) || !errors.As(err, &bad) {
			t.Errorf("%s:\n got %v, %v\nwant f.jsonld:%s", c.doc, got, err, c.want)
		}
	}
}

// TestErrorsAmongMany has one wrong node among many, which say the same where it is right.
func TestErrorsAmongMany(t *testing.T) {
	t.Logf("-seed=%d", *seed)
	rng := rand.New(rand.NewPCG(*seed, 2))
	const n = 300
	for range 40 {
		bad := rng.IntN(n)
		wrong := []string{`"a:q":{"@id":"bad"}`, `"bad":1`, `"a:q":[{"@value":"x","@language":"b a d"}]`, `"a:r":{"a:q":{"@id":7}}`}[rng.IntN(4)]
		around := [][2]string{{`[`, `]`}, {`{"@context":{"x":"a:x"},"@id":"a:g","@graph":[`, `]}`}, {`{"a:p":{"@list":[`, `]}}`}}[rng.IntN(3)]
		doc := around[0]
		want := 0
		for i := range n {
			node := fmt.Sprintf(`{"@id":"a:%d","a:p":["bad","b a d",7,{"@value":"x","@language":"en"}]`, i)
			if i == bad {
				want = 1 + len(doc) + len(node) + 1 + len(wrong)
				for _, text := range []string{`"bad"`, `"b a d"`, `7`} {
					if at := strings.Index(wrong, text); at >= 0 {
						want = 1 + len(doc) + len(node) + 1 + at
					}
				}
				node += "," + wrong
			}
			doc += node + "},"
		}
		doc += `{}` + around[1]
		_, err := read(doc)
		var e *syntax.Error
		if !errors.As(err, &e) || e.Line != 1 || e.Column != want {
			t.Errorf("%s in %.40s… should be found at column %d: %v", wrong, doc, want, err)
		}
	}
}

// TestErrorsInSetsAndLists has errors deep within what surrounds values.
func TestErrorsInSetsAndLists(t *testing.T) {
	for doc, want := range map[string]string{
		`{"@id":"a:s","a:p":{"@set":[1,{"@id":5}]}}`:                                 `1:38: invalid @id value`,
		`{"@id":"a:s","a:p":{"@set":[1,{"bad":5}]}}`:                                 `1:32: no @context maps the key "bad"`,
		`{"@id":"a:s","a:p":[{"@index":"i","@set":{"bad":5}}]}`:                      `1:43: no @context maps the key "bad"`,
		`{"@id":"a:s","a:p":{"@list":[1,{"bad":5}]}}`:                                `1:33: no @context maps the key "bad"`,
		`{"@id":"a:s","a:p":{"@list":[1,{"@list":[{"@value":[]}]}]}}`:                `1:`,
		`{"@context":{"s":"@set"},"@id":"a:s","a:p":{"s":[1,{"bad":5}]}}`:            `1:53: no @context maps the key "bad"`,
		`{"@context":{"s":{"@id":"@set"}},"@id":"a:s","a:p":{"s":[1,{"bad":5}]}}`:    `1:61: no @context maps the key "bad"`,
		`{"@context":"https://example.com/c","@id":"a:s","a:p":{"s":[1,{"bad":5}]}}`: `1:64: no @context maps the key "bad"`,
	} {
		quads, err := read(doc, syntax.WithDocuments(func(string) ([]byte, error) { return []byte(`{"@context":{"s":"@set"}}`), nil }))
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), errShape) {
			t.Errorf("%s: got %v, %v, want %s", doc, quads, err, want)
		}
	}
	for doc, want := range map[string]int{
		`{"@id":"a:s","a:p":{"@set":[1,{"@id":"a:o"},{"@list":[1,2]}]}}`:                                  7,
		`{"@context":{"s":"@set","p":{"@id":"a:p","@type":"@json"}},"@id":"a:s","p":{"s":[1,{"bad":5}]}}`: 1,
	} {
		if quads, err := read(doc); err != nil || len(quads) != want {
			t.Errorf("%s: %v, %v", doc, quads, err)
		}
	}
}

const errShape = "not what expansion gives"

func TestLenient(t *testing.T) {
	var reports []string
	quads, err := read(`{"@id":"a:s","name":"x","a:p":1}`, syntax.WithLenient(func(e *syntax.Error) error {
		reports = append(reports, e.Error())
		return nil
	}))
	if err != nil || len(quads) != 1 || len(reports) != 1 {
		t.Errorf("%v, %v, %q", quads, err, reports)
	}
	// Each is reported, where it stands, also within another node and in a list.
	var places []int
	doc := `[{"@id":"a:s","name":"x","a:p":{"@list":[1,{"name":1,"@id":"a:t","b":{"name":2}}]}},{"a:p":{"c":{},"a:q":"name"}}]`
	lenient := syntax.WithLenient(func(e *syntax.Error) error {
		places = append(places, e.Column)
		if len(places) == 5 {
			return errors.New("enough")
		}
		return nil
	})
	quads, err = read(doc, lenient)
	if err != nil || len(quads) != 7 || !slices.Equal(places, []int{15, 45, 66, 93}) {
		t.Errorf("%v, %v, %v", quads, err, places)
	}
	places = nil
	if quads, err = read(strings.Replace(doc, `"a:q"`, `"q"`, 1), lenient); err == nil || err.Error() != "enough" || len(quads) > 0 {
		t.Errorf("%v, %v", quads, err)
	}
}
