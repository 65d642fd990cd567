package graph

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/internal/jsontext"
)

// MarshalJSON writes {"id": ..., "label": ..., "lang": ..., "labels": {language: text}}: the IRI in full (or "_:name"),
// what Label gives and its language, if it has one, and the label to show in each language, if there are any. A literal
// is {"value", "lang", "datatype"}, the last two where it has them. The zero Entity is null.
func (e Entity) MarshalJSON() ([]byte, error) { return e.AppendJSON(make([]byte, 0, 192)) }

// AppendJSON appends what MarshalJSON gives.
func (e Entity) AppendJSON(dst []byte) ([]byte, error) {
	if e.IsZero() {
		return append(dst, "null"...), nil
	}
	t := e.term()
	switch t.Kind {
	case term.IRI:
		dst = jsontext.AppendString(append(dst, `{"id":`...), t.Text)
	case term.Blank:
		dst = jsontext.AppendString(append(dst, `{"id":`...), "_:"+t.Text)
	case term.None:
		dst = append(dst, `{"id":""`...) // of a closed graph
	default:
		return literalJSON(dst, t), nil
	}
	var room [8]Label // more than most entities have
	labels := room[:0]
	if kept := e.kept(); kept != nil {
		labels = slices.DeleteFunc(append(labels, kept.labels...), func(l Label) bool { return l.Kind > Plain })
	} else {
		labels = e.s.appendLabels(labels, e.id, Plain)
	}
	dst = append(dst, `,"label":`...)
	if len(labels) == 0 {
		return append(jsontext.AppendString(dst, e.Label()), '}'), nil
	}
	slices.SortFunc(labels, func(a, b Label) int {
		if a.Lang != b.Lang {
			return strings.Compare(a.Lang, b.Lang)
		}
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), strings.Compare(a.Text, b.Text))
	})
	chosen, _ := chooseAmong(labels, nil)
	if dst = jsontext.AppendString(dst, chosen.Text); chosen.Lang != "" {
		dst = jsontext.AppendString(append(dst, `,"lang":`...), chosen.Lang)
	}
	dst = append(dst, `,"labels":`...)
	for i, l := range labels {
		if i > 0 && l.Lang == labels[i-1].Lang {
			continue
		}
		separator := byte(',')
		if i == 0 {
			separator = '{'
		}
		dst = append(jsontext.AppendString(append(dst, separator), l.Lang), ':')
		dst = jsontext.AppendString(dst, l.Text)
	}
	return append(dst, '}', '}'), nil
}

// term is the entity's node as its parts.
func (e Entity) term() term.Term {
	if kept := e.kept(); kept != nil {
		t, err := term.Of(kept.node)
		if err != nil {
			return term.Term{}
		}
		return t
	}
	return e.s.Numbers().Term(e.id)
}

func literalJSON(dst []byte, t term.Term) []byte {
	dst = jsontext.AppendString(append(dst, `{"value":`...), t.Text)
	if t.Lang != "" {
		dst = jsontext.AppendString(append(dst, `,"lang":`...), t.Lang)
	}
	if t.Datatype != "" {
		dst = jsontext.AppendString(append(dst, `,"datatype":`...), t.Datatype)
	}
	return append(dst, '}')
}

// UnmarshalJSON reads what MarshalJSON writes: the entity as Detach would have it, with its labels to show, and without
// its types.
func (e *Entity) UnmarshalJSON(text []byte) error {
	var in struct {
		ID       *string           `json:"id"`
		Label    string            `json:"label"`
		Lang     string            `json:"lang"`
		Labels   map[string]string `json:"labels"`
		Value    *string           `json:"value"`
		Datatype string            `json:"datatype"`
	}
	if err := json.Unmarshal(text, &in); err != nil {
		return err
	}
	kept := &detached{}
	switch {
	case in.Value != nil:
		kept.node = term.Term{Kind: term.Literal, Text: *in.Value, Lang: in.Lang, Datatype: in.Datatype}.Value()
	case in.ID != nil:
		kept.node = nodeOf(*in.ID)
	case strings.TrimSpace(string(text)) == "null":
		*e = Entity{}
		return nil
	default:
		return fmt.Errorf("no entity has neither an id nor a value, as in %.100q", text)
	}
	for _, lang := range slices.Sorted(maps.Keys(in.Labels)) {
		l := Label{Text: in.Labels[lang], Lang: lang, Kind: Plain}
		if l.Text == in.Label && l.Lang == in.Lang {
			l.Kind = Preferred
		}
		kept.labels = append(kept.labels, l)
	}
	*e = Entity{s: &Snapshot{kept: kept}}
	return nil
}

// nodeOf reads an IRI in full or a blank node with its "_:"; nil if there is none.
func nodeOf(id string) quad.Value {
	if name, blank := strings.CutPrefix(id, "_:"); blank {
		return quad.BNode(name)
	}
	if id == "" {
		return nil
	}
	return quad.IRI(id)
}

// MarshalJSON writes the fields in lower case; those that are not known are left out. Where there are notes in
// several languages, "notes" has each by its language.
func (e Evidence) MarshalJSON() ([]byte, error) { return e.AppendJSON(make([]byte, 0, 256)) }

// AppendJSON appends what MarshalJSON gives.
func (e Evidence) AppendJSON(dst []byte) ([]byte, error) {
	t, err := term.Of(e.Claim)
	if err != nil {
		t = term.Term{}
	}
	return e.appendJSON(dst, t)
}

// appendJSON appends the evidence of a claim.
func (e *Evidence) appendJSON(dst []byte, claim term.Term) ([]byte, error) {
	dst = append(dst, '{')
	switch claim.Kind {
	case term.IRI:
		dst = append(jsontext.AppendString(append(dst, `"claim":`...), claim.Text), ',')
	case term.Blank:
		dst = append(jsontext.AppendString(append(dst, `"claim":`...), "_:"+claim.Text), ',')
	}
	if e.Source != "" {
		dst = append(jsontext.AppendString(append(dst, `"source":`...), e.Source), ',')
	}
	number := func(name string, n int, known bool) {
		if known {
			dst = append(strconv.AppendInt(append(dst, name...), int64(n), 10), ',')
		}
	}
	number(`"paragraph":`, e.Paragraph, e.Paragraph != 0)
	number(`"start":`, e.Start, e.Start != 0 || e.End != 0)
	number(`"end":`, e.End, e.End != 0)
	dst = append(append(append(dst, `"certainty":"`...), e.Certainty.String()...), '"')
	if e.Note == "" && len(e.notes) == 0 && len(e.Contradicts) == 0 {
		return append(dst, '}'), nil
	}
	return e.appendNotes(dst)
}

// AppendEvidenceJSON appends what Evidence gives of labels as a JSON list, and tells the strongest grade. One claim, as most
// rows have, is written without making a value of it. It appends nothing if there is none.
func (n *Numbers) AppendEvidenceJSON(dst []byte, labels ...ID) (_ []byte, strongest Certainty, err error) {
	if n.err == nil && len(labels) == 1 && labels[0] != 0 {
		e := n.record(labels[0], claimFieldsOf.Of((*Snapshot)(n)))
		dst, err = e.appendJSON(append(dst, '['), n.quads.Term(labels[0]))
		return append(dst, ']'), e.Certainty, err
	}
	separator := byte('[')
	for _, e := range n.Evidence(labels...) {
		if dst, err = e.AppendJSON(append(dst, separator)); err != nil {
			return dst, Unknown, err
		}
		strongest, separator = Stronger(strongest, e.Certainty), ','
	}
	if separator == ',' {
		dst = append(dst, ']')
	}
	return dst, strongest, nil
}

// appendNotes appends the fields that few claims have.
func (e Evidence) appendNotes(dst []byte) ([]byte, error) {
	more, err := jsontext.Write(nil, func(f *jsontext.Fields) {
		notes := map[string]string{}
		for _, note := range e.notes {
			if old, ok := notes[note.Lang]; !ok || note.Text < old {
				notes[note.Lang] = note.Text
			}
		}
		e.describeNotes(f, &notes)
	})
	return append(append(dst, ','), more[1:]...), err
}

func (e *Evidence) describeNotes(f *jsontext.Fields, notes *map[string]string) {
	jsontext.Text(f, "note", &e.Note)
	jsontext.Texts(f, "notes", notes)
	jsontext.List(f, "contradicts", &e.Contradicts)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (e *Evidence) UnmarshalJSON(text []byte) error {
	*e = Evidence{}
	return jsontext.Read(text, func(f *jsontext.Fields) {
		var claim, word string
		var notes map[string]string
		jsontext.Text(f, "claim", &claim)
		jsontext.Text(f, "source", &e.Source)
		f.Number("paragraph", &e.Paragraph)
		f.Number("start", &e.Start)
		f.Number("end", &e.End)
		jsontext.Text(f, "certainty", &word)
		e.describeNotes(f, &notes)
		if e.Claim = nodeOf(claim); word != "" {
			f.Fail(e.Certainty.UnmarshalText([]byte(word)))
		}
		for _, lang := range slices.Sorted(maps.Keys(notes)) {
			e.notes = append(e.notes, Label{Text: notes[lang], Lang: lang})
		}
	})
}
