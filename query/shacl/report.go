package shacl

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// Report is what a validation found (section 3.6). Safe for concurrent use; it holds the state that was validated.
type Report struct {
	Conforms   bool // nothing breaks the shapes, whatever the severity
	Results    []Result
	More       int // results that are left out, for WithMaxResults
	Violations int // results of severity sh:Violation, those left out included
}

// Result is one way in which one node breaks one shape.
type Result struct {
	Focus      quad.Value
	Value      quad.Value // that breaks it; nil if it is not one alone
	Path       Path       // from Focus to Value; none if the value is the focus node
	Severity   quad.IRI
	Component  quad.IRI   // the kind of constraint, such as sh:MinCountConstraintComponent
	Constraint quad.Value // of sh:sparql: its node; else nil
	Shape      quad.Value
	ShapeName  string           // see Shape.Name
	ShapePlace string           // where a file states the shape, if that is known: see WithPlaces
	Messages   []quad.Value     // the shape's own (sh:message); see Message
	Details    []Result         // why Value does not conform to the shape that it should; 20 at most
	Quads      []quad.Quad      // what the result is about, one for each claim, for paths of one predicate
	Evidence   []graph.Evidence // the claims of Quads, strongest first

	wanted string
	shapes []*naming // that are wanted
	shape  *naming
	number int
	lang   string
	state  *graph.Snapshot
}

// Concerned gives Quads, or if there are none, since something is missing, what gives the focus node its types, or
// else one quad that begins with it.
func (r Result) Concerned() (quads []quad.Quad) {
	if len(r.Quads) > 0 || r.state == nil {
		return r.Quads
	}
	n := r.state.Numbers()
	id := n.ID(r.Focus)
	if id == 0 {
		return nil
	}
	add := func(run graph.Run) {
		for i, other := range run.Others {
			quads = append(quads, quad.Quad{Subject: r.Focus, Predicate: n.Value(run.Predicate), Object: n.Value(other), Label: n.Value(run.Labels[i])})
		}
	}
	if n.Row(id, quad.Subject, []graph.ID{n.ID(rdfType)}, add); len(quads) == 0 {
		n.Row(id, quad.Subject, nil, add)
	}
	const most = 20
	return quads[:min(len(quads), most)]
}

// Message says what is wrong, in the first of the languages that there is: the shape's own message, else one in English
// ("en"), or in traditional ("zh-Hant") or simplified Chinese ("zh-Hans"). A message in "zh" does for zh-Hans, by RFC 4647,
// section 3.4. Without languages it is English.
func (r Result) Message(langs ...string) string {
	if len(langs) == 0 {
		langs = []string{"en"}
	}
	for _, lang := range langs {
		for lang != "" {
			for _, m := range r.Messages {
				if t, err := term.Of(m); err == nil && strings.EqualFold(t.Lang, lang) {
					return t.Text
				}
			}
			lang = lang[:max(0, strings.LastIndexByte(lang, '-'))]
		}
	}
	for _, m := range r.Messages {
		if t, err := term.Of(m); err == nil && t.Lang == "" {
			return t.Text
		}
	}
	return wordsIn(langs).message(&r)
}

// String is the result in English, on one line.
func (r Result) String() string { return r.Message("en") }

// Text is the report for people, in the first of the languages that there is ("en", "zh-Hant", "zh-Hans"): a line of
// totals, then for each result what is wrong, with which shape, on whose word, and why.
func (r *Report) Text(langs ...string) string {
	w := wordsIn(langs)
	var b strings.Builder
	if r = r.orEmpty(); r.Conforms {
		b.WriteString(w.conforms + "\n")
		return b.String()
	}
	fmt.Fprintf(&b, w.total+"\n", len(r.Results)+r.More, r.Violations)
	for i := range r.Results {
		r.Results[i].write(&b, w, langs, "")
	}
	if r.More > 0 {
		fmt.Fprintf(&b, w.more+"\n", r.More)
	}
	return b.String()
}

// String is the report in English; see Text.
func (r *Report) String() string { return r.Text("en") }

func (r *Result) write(b *strings.Builder, w *words, langs []string, indent string) {
	severity := w.severities[r.Severity]
	if severity == "" {
		severity = show(r.state, r.Severity)
	}
	fmt.Fprintf(b, "%s%s: %s\n", indent, severity, r.Message(langs...))
	fmt.Fprintf(b, "%s  %s: %s\n", indent, w.shape, r.shape.in(w.part, w.of))
	for _, e := range r.Evidence {
		fmt.Fprintf(b, "%s  %s\n", indent, e)
	}
	if len(r.Details) > 0 {
		fmt.Fprintf(b, "%s  %s:\n", indent, w.because)
		for i := range r.Details {
			r.Details[i].write(b, w, langs, indent+"    ")
		}
	}
}

// MarshalJSON gives values in the syntax of N-Triples and quads in that of N-Quads, a message in each language, and the
// evidence.
func (r Result) MarshalJSON() ([]byte, error) {
	text := func(v quad.Value) string { return string(term.Append(nil, v)) }
	messages := map[string]string{}
	for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
		messages[lang] = r.Message(lang)
	}
	var quads []string
	for _, q := range r.Quads {
		parts := []string{text(q.Subject), text(q.Predicate), text(q.Object)}
		if q.Label != nil {
			parts = append(parts, text(q.Label))
		}
		quads = append(quads, strings.Join(append(parts, "."), " "))
	}
	value, path := "", r.Path.String()
	if r.Value != nil {
		value = text(r.Value)
	}
	return json.Marshal(struct {
		Focus     string            `json:"focus"`
		Path      string            `json:"path,omitempty"`
		Value     string            `json:"value,omitempty"`
		Severity  string            `json:"severity"`
		Component string            `json:"component"`
		Shape     string            `json:"shape"`
		Name      string            `json:"shapeName"`
		Place     string            `json:"shapePlace,omitempty"`
		Messages  map[string]string `json:"messages"`
		Details   []Result          `json:"details,omitempty"`
		Quads     []string          `json:"quads,omitempty"`
		Evidence  []graph.Evidence  `json:"evidence,omitempty"`
	}{text(r.Focus), path, value, string(r.Severity), string(r.Component), text(r.Shape), r.ShapeName, r.ShapePlace, messages, r.Details, quads, r.Evidence})
}

// orEmpty gives the report, an empty one for none.
func (r *Report) orEmpty() *Report {
	if r == nil {
		return &Report{}
	}
	return r
}

// MarshalJSON gives the totals and the results.
func (r *Report) MarshalJSON() ([]byte, error) {
	r = r.orEmpty()
	results := r.Results
	if results == nil {
		results = []Result{}
	}
	return json.Marshal(struct {
		Conforms   bool     `json:"conforms"`
		Violations int      `json:"violations"`
		More       int      `json:"more,omitempty"`
		Results    []Result `json:"results"`
	}{r.Conforms, r.Violations, r.More, results})
}

// Quads are the report as the standard has it (section 3.6), without labels. Its blank nodes begin with "shacl-".
func (r *Report) Quads() []quad.Quad {
	r = r.orEmpty()
	w := &quadWriter{}
	report := w.blank()
	w.add(report, rdfType, sh+"ValidationReport")
	w.add(report, sh+"conforms", quad.Bool(r.Conforms))
	for i := range r.Results {
		w.add(report, sh+"result", w.result(&r.Results[i]))
	}
	return w.quads
}

type quadWriter struct {
	quads []quad.Quad
	n     int
}

func (w *quadWriter) blank() quad.BNode {
	w.n++
	return quad.BNode(fmt.Sprintf("shacl-%d", w.n))
}

func (w *quadWriter) add(s, p, o quad.Value) {
	w.quads = append(w.quads, quad.Quad{Subject: s, Predicate: p, Object: o})
}

func (w *quadWriter) result(r *Result) quad.BNode {
	n := w.blank()
	w.add(n, rdfType, sh+"ValidationResult")
	w.add(n, sh+"focusNode", r.Focus)
	if r.Path.kind != noPath {
		w.add(n, sh+"resultPath", w.path(r.Path))
	}
	if r.Value != nil {
		w.add(n, sh+"value", r.Value)
	}
	w.add(n, sh+"resultSeverity", r.Severity)
	w.add(n, sh+"sourceConstraintComponent", r.Component)
	w.add(n, sh+"sourceShape", r.Shape)
	if r.Constraint != nil {
		w.add(n, sh+"sourceConstraint", r.Constraint)
	}
	for _, m := range r.Messages {
		w.add(n, sh+"resultMessage", m)
	}
	if len(r.Messages) == 0 {
		w.add(n, sh+"resultMessage", quad.LangString{Value: quad.String(r.Message("en")), Lang: "en"})
	}
	for i := range r.Details {
		w.add(n, sh+"detail", w.result(&r.Details[i]))
	}
	return n
}

func (w *quadWriter) path(p Path) quad.Value {
	switch p.kind {
	case predicatePath:
		return p.predicate
	case sequencePath:
		return w.paths(p.parts)
	case alternativePath:
		n := w.blank()
		w.add(n, sh+"alternativePath", w.paths(p.parts))
		return n
	}
	n := w.blank()
	names := map[pathKind]quad.IRI{inversePath: "inversePath", zeroOrMorePath: "zeroOrMorePath", oneOrMorePath: "oneOrMorePath", zeroOrOnePath: "zeroOrOnePath"}
	w.add(n, sh+names[p.kind], w.path(p.parts[0]))
	return n
}

func (w *quadWriter) paths(parts []Path) quad.Value {
	var list quad.Value = rdfNil
	for i := len(parts) - 1; i >= 0; i-- {
		n := w.blank()
		w.add(n, rdfFirst, w.path(parts[i]))
		w.add(n, rdfRest, list)
		list = n
	}
	return list
}
