package syntax

import "talentgraph.example/query/internal/algebra"

// Algebra translates a request that has been read.
func (r *Request) Algebra() *algebra.Request {
	a := &algebra.Request{}
	for i, operation := range r.Operations {
		switch operation := operation.(type) {
		case *Modify:
			a.Operations = append(a.Operations, operation.algebra(r.Bases[i]))
		case algebra.Operation:
			a.Operations = append(a.Operations, operation)
		}
	}
	return a
}

func (m *Modify) algebra(base string) *algebra.Modify {
	t := newTranslator(base)
	a := &algebra.Modify{Where: t.q, With: m.With.Value, Place: m.Place}
	t.q.Root = t.group(m.Where)
	t.q.Dataset = dataset(m.Using, m.UsingName)
	if !t.q.Dataset.Given && !m.With.IsZero() {
		t.q.Dataset = algebra.Dataset{Given: true, AllNamed: true}
		t.q.Dataset.Default = append(t.q.Dataset.Default, m.With.Value)
	}
	a.Delete, a.Insert = t.quads(m.Delete), t.quads(m.Insert)
	t.q.Result = t.needed
	t.q.Root = &algebra.Project{Input: t.q.Root, Vars: t.needed}
	return a
}

func (t *translator) quads(list []Quad) []algebra.Quad {
	quads := make([]algebra.Quad, len(list))
	for i, q := range list {
		quads[i] = t.quad(q)
	}
	return quads
}

func (t *translator) quad(q Quad) algebra.Quad {
	return algebra.Quad{Triple: t.template(q.Triple), Graph: t.templateTerm(q.Graph)}
}
