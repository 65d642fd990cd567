package syntax

import (
	"strconv"
	"strings"

	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

func (p *printer) operation(o Operation) {
	switch o := o.(type) {
	case *Modify:
		p.modify(o)
	case *algebra.Data:
		p.data(o)
	case *algebra.Load:
		p.b.WriteString("LOAD")
		p.silent(o.Silent)
		p.words(p.iri(o.From.Text))
		if o.Into.Kind != term.None {
			p.words("INTO GRAPH", p.iri(o.Into.Text))
		}
	case *algebra.Manage:
		p.b.WriteString(o.Kind.String())
		p.silent(o.Silent)
		if o.Kind >= algebra.Add {
			p.target(o.From)
			p.words("TO")
		}
		p.target(o.To)
	}
}

func (p *printer) silent(silent bool) {
	if silent {
		p.words("SILENT")
	}
}

func (p *printer) target(t algebra.Target) {
	switch t.Kind {
	case algebra.DefaultGraph:
		p.words("DEFAULT")
	case algebra.AllNamed:
		p.words("NAMED")
	case algebra.AllGraphs:
		p.words("ALL")
	default:
		p.words("GRAPH", p.iri(t.Graph.Text))
	}
}

func (p *printer) modify(m *Modify) {
	if !m.With.IsZero() {
		p.line("WITH %s", p.node(m.With))
	}
	if m.HasDelete {
		p.b.WriteString("DELETE ")
		p.quads(m.Delete)
	}
	if m.HasInsert {
		p.b.WriteString("INSERT ")
		p.quads(m.Insert)
	}
	p.datasets("USING", m.Using, m.UsingName)
	p.words("WHERE ")
	p.group(m.Where)
}

func (p *printer) data(d *algebra.Data) {
	if d.Delete {
		p.b.WriteString(deleteData + " {\n")
	} else {
		p.b.WriteString(insertData + " {\n")
	}
	p.indent++
	for i, q := range d.Quads {
		if named := q.Graph != 0; named && (i == 0 || q.Graph != d.Quads[i-1].Graph) {
			p.line("GRAPH %s {", p.datum(d, q.Graph))
		}
		p.line("%s %s %s .", p.datum(d, q.Subject), p.datum(d, q.Predicate), p.datum(d, q.Object))
		if q.Graph != 0 && (i == len(d.Quads)-1 || q.Graph != d.Quads[i+1].Graph) {
			p.line("}")
		}
	}
	p.indent--
	p.line("}")
}

func (p *printer) datum(d *algebra.Data, i uint32) string {
	t := d.Terms[i]
	if number, ok := strings.CutPrefix(t.Text, blankPrefix); ok && t.Kind == term.Blank {
		n, _ := strconv.Atoi(number)
		return p.node(Node{Blank: n})
	}
	return p.term(t)
}

func (p *printer) quads(list []Quad) {
	p.b.WriteString("{\n")
	for i := 0; i < len(list); {
		graph := list[i].Graph
		first := i
		for i < len(list) && list[i].Graph == graph {
			i++
		}
		var triples []Triple
		for _, q := range list[first:i] {
			triples = append(triples, q.Triple)
		}
		if graph.IsZero() {
			p.triples(triples)
			continue
		}
		p.indent++
		p.line("GRAPH %s {", p.node(graph))
		p.triples(triples)
		p.line("}")
		p.indent--
	}
	p.line("}")
}
