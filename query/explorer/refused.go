package explorer

import (
	"errors"
	"net/url"
	"strings"

	"talentgraph.example/graph"
)

// refusals are what is wrong with a form, field by field; the first says what the answer's status is.
type refusals []refusal

// refusal is what is wrong with one field; "" if it is none of them.
type refusal struct {
	field string
	err   error
}

func (r refusals) Error() string { return r[0].err.Error() }

func (r refusals) Unwrap() error { return r[0].err }

// orNil is no error if nothing was refused.
func (r refusals) orNil() error {
	if len(r) == 0 {
		return nil
	}
	return r
}

// deskForm is what stands in the desk's form: nothing at first, and what was typed after a refusal.
type deskForm struct {
	Typed   url.Values
	Refused string // what is wrong with none of the fields alone
	Wrong   map[string]string
	First   string // the first field that is wrong
}

// Value is what was typed into a field.
func (f deskForm) Value(field string) string { return f.Typed.Get(field) }

// deskField is one field of the form, for its template.
type deskField struct {
	Name, Label, Value, Wrong string
	First                     bool
}

// DeskField gives a field of the desk to its template, which knows it by its name and what the page calls it.
func (b sourceBody) DeskField(name, label string) deskField {
	return deskField{Name: name, Label: label, Value: b.Form.Value(name), Wrong: b.Form.Wrong[name], First: b.Form.First == name}
}

// refused shows the desk again, with what was typed, and what is wrong with it beside the fields.
func (p *page) refused(form url.Values, err error) error {
	status, _, gone := p.failure(err)
	if gone {
		return err
	}
	again := deskForm{Typed: form, Wrong: map[string]string{}}
	var all refusals
	if !errors.As(err, &all) {
		all = refusals{{"", err}}
	}
	for _, r := range all {
		if _, said, _ := p.failure(r.err); r.field == "" {
			again.Refused = p.sentence(said)
		} else if again.Wrong[r.field] == "" {
			again.Wrong[r.field] = p.sentence(said)
		}
		var unknown *graph.NameError
		if errors.As(r.err, &unknown) && len(unknown.Candidates)+len(unknown.WrongKind) == 0 {
			again.Wrong[r.field] += p.W("then") + p.W("or new")
		}
	}
	for _, field := range deskFields {
		if again.First == "" && again.Wrong[field] != "" {
			again.First = field
		}
	}
	p.headers(status)
	p.q = url.Values{"id": {form.Get("id")}} // the page that its links lead to
	for _, n := range p.Hidden() {
		p.q.Set(n.Flag, n.Value)
	}
	p.at = p.base + "source"
	return p.source(status, again)
}

// deskFields are the fields of the desk in their order.
var deskFields = []string{"paragraph", "words", "kind", "person", "from", "to", "sector", "when", "role", "grade", "note"}

// sentence is a failure in one line, with what may have been meant.
func (p *page) sentence(said failure) string {
	if len(said.Entities) == 0 {
		return said.Message
	}
	var names []string
	for _, l := range said.Entities[:min(len(said.Entities), 5)] {
		names = append(names, l.Name+p.l.Say(" (%s)", l.Tell))
	}
	return p.l.Say("%s: %s", said.Message+p.W("then")+said.Ask, strings.Join(names, p.W("and")))
}
