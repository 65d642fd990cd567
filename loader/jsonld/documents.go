package jsonld

import (
	"io"
	"slices"

	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/jsonld/internal/compact"
	"talentgraph.example/loader/jsonld/internal/contexts"
	"talentgraph.example/loader/jsonld/internal/expand"
	"talentgraph.example/loader/jsonld/internal/flatten"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/syntax"
)

// Expand gives a document in expanded form, in which contexts are resolved and every name is an IRI (section 5 of the
// standard), as indented JSON. The options and errors are those of a [Reader]; the document is held as a whole.
func Expand(r io.Reader, opts ...syntax.Option) ([]byte, error) {
	t := newTransform(opts)
	objects, err := t.expand(r)
	if err != nil {
		return nil, err
	}
	return t.write(compact.Expanded(t.pace, objects))
}

// Flatten gives a document in flattened form, in which all that is said of a node stands in one place (section 7 of
// the standard); context compacts it, unless it is nil. See [Compact].
func Flatten(r io.Reader, context []byte, opts ...syntax.Option) ([]byte, error) {
	return newTransform(opts).flatten(r, context)
}

// flatten is Flatten.
func (t *transform) flatten(r io.Reader, context []byte) ([]byte, error) {
	objects, err := t.expand(r)
	if err == nil {
		objects, err = flatten.Flatten(t.pace, objects)
	}
	switch {
	case err != nil:
		return nil, err
	case context == nil:
		return t.write(compact.Expanded(t.pace, objects))
	}
	t.graph = true
	return t.compact(objects, context)
}

// Compact gives a document as a context writes it (section 6 of the standard): context is a JSON text that is a
// context, or an object with an @context. The result has it, as it was given.
func Compact(r io.Reader, context []byte, opts ...syntax.Option) ([]byte, error) {
	t := newTransform(opts)
	objects, err := t.expand(r)
	if err != nil {
		return nil, err
	}
	return t.compact(objects, context)
}

// transform makes another document of a document.
type transform struct {
	opts          *syntax.Options
	pace          *pace.Pace
	contexts      *contexts.Processor
	expandContext *json.Value // what the document is expanded with before its own context; nil: nothing
	keepArrays    bool
	keepAbsolute  bool
	graph         bool // there is an @graph even around a single node
}

func newTransform(opts []syntax.Option) *transform {
	t := &transform{opts: syntax.NewOptions(opts...)}
	t.pace = pace.New(t.opts.Context)
	t.contexts = contexts.NewCache().New(t.pace, t.opts)
	return t
}

// expand expands the document.
func (t *transform) expand(r io.Reader) ([]*expand.Object, error) {
	active := t.contexts.Initial()
	if t.expandContext != nil {
		var err error
		if active, err = t.contexts.Process(active, t.expandContext); err != nil {
			return nil, err
		}
	}
	stream := json.NewStream(t.pace, r, t.opts)
	expander := expand.New(t.pace, t.contexts, t.opts.Drop)
	all := []*expand.Object{}
	for {
		v, bytes, whole, err := stream.Next()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		t.contexts.Read(bytes)
		objects, err := expander.Expand(active, v, whole)
		if err != nil {
			return nil, err
		}
		all = append(all, objects...)
	}
}

// compact writes objects with a context.
func (t *transform) compact(objects []*expand.Object, context []byte) ([]byte, error) {
	local, err := parseContext(t.pace, context)
	if err != nil {
		return nil, err
	}
	active, err := t.contexts.Process(t.contexts.Initial(), local)
	if err != nil {
		return nil, err
	}
	k := compact.New(t.pace, t.contexts)
	k.KeepArrays, k.KeepAbsolute = t.keepArrays, t.keepAbsolute
	var document *json.Value
	if t.graph {
		document, err = k.Graph(active, objects)
	} else {
		document, err = k.Compact(active, objects)
	}
	if err != nil {
		return nil, err
	}
	return t.write(withContext(document, local))
}

func (t *transform) write(v *json.Value) ([]byte, error) {
	text := append(json.AppendIndented(t.pace, nil, v, 0), '\n')
	return text, t.pace.Err()
}

// parseContext reads a context that was given.
func parseContext(p *pace.Pace, text []byte) (*json.Value, error) {
	v, err := json.Parse(p, json.NewSource("the context", string(text)), json.LimitsOf(syntax.NewOptions()))
	if err != nil {
		return nil, err
	}
	if inner := v.Get("@context"); inner != nil {
		return inner, nil
	}
	return v, nil
}

// withContext puts a context in front, if it says anything.
func withContext(document, context *json.Value) *json.Value {
	if context.Kind == json.Object && len(context.Members) == 0 || context.Kind == json.Array && len(context.Items) == 0 || context.Kind == json.Null {
		return document
	}
	document.Members = slices.Insert(document.Members, 0, json.Member{Name: "@context", Value: context})
	return document
}
