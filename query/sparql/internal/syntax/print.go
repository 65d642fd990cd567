package syntax

import (
	"fmt"
	"slices"
	"strings"

	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// printer writes trees in a normal form: the prefixes that are used, a pattern a line, terms in full or by prefix.
type printer struct {
	b        strings.Builder
	prefixes []Prefix
	indent   int
	blanks   map[int]int // numbers as they are written
	written  int         // how many blank nodes have been
	used     map[int]bool
}

// String writes the query in normal form. It parses to the same algebra.
func (q *Query) String() string {
	p := &printer{prefixes: q.Prefixes, blanks: map[int]int{}}
	p.query(q)
	return p.prologue(q.Base) + p.b.String()
}

// String writes the request in normal form. It parses to the same algebra.
func (r *Request) String() string {
	p := &printer{prefixes: unambiguous(r.Prefixes), blanks: map[int]int{}}
	for i, operation := range r.Operations {
		if i > 0 {
			p.b.WriteString(" ;\n")
			if r.Bases[i] != r.Bases[i-1] {
				p.line("BASE %s", angled(r.Bases[i]))
			}
		}
		p.operation(operation)
	}
	base := ""
	if len(r.Bases) > 0 {
		base = r.Bases[0]
	}
	return p.prologue(base) + p.b.String()
}

// unambiguous leaves out prefixes that a request declares anew.
func unambiguous(list []Prefix) []Prefix {
	return slices.DeleteFunc(slices.Clone(list), func(p Prefix) bool {
		return slices.ContainsFunc(list, func(o Prefix) bool { return o.Name == p.Name && o.Namespace != p.Namespace })
	})
}

// serviceText writes a group as a query of its own, with IRIs in full.
func serviceText(g *Group, vars []string, base string) string {
	p := &printer{blanks: map[int]int{}}
	p.b.WriteString("SELECT")
	for _, v := range vars {
		p.b.WriteString(" ?" + v)
	}
	if len(vars) == 0 {
		p.b.WriteString(" *")
	}
	p.b.WriteString(" WHERE ")
	p.group(g)
	return p.prologue(base) + p.b.String()
}

// exprText writes an expression, to tell whether two are the same.
func exprText(e *Expr) string {
	p := &printer{blanks: map[int]int{}}
	p.expr(e)
	return p.b.String()
}

// prologue gives the base and those prefixes that have been used, for the top.
func (p *printer) prologue(base string) string {
	var lines []string
	for i := range p.used {
		lines = append(lines, "PREFIX "+p.prefixes[i].Name+": "+angled(p.prefixes[i].Namespace)+"\n")
	}
	slices.Sort(lines)
	if base != "" {
		lines = slices.Insert(lines, 0, "BASE "+angled(base)+"\n")
	}
	return strings.Join(lines, "")
}

func (p *printer) line(format string, args ...any) {
	p.begin()
	fmt.Fprintf(&p.b, format, args...)
	p.b.WriteByte('\n')
}

func (p *printer) begin() { p.b.WriteString(strings.Repeat("  ", p.indent)) }

func angled(iri string) string { return "<" + iri + ">" }

// words writes texts with spaces before them.
func (p *printer) words(list ...string) {
	for _, s := range list {
		p.b.WriteByte(' ')
		p.b.WriteString(s)
	}
}

func (p *printer) node(n Node) string {
	switch {
	case n.Var != "":
		return "?" + n.Var
	case n.Blank != 0:
		if p.blanks[n.Blank] == 0 {
			p.written++
			p.blanks[n.Blank] = p.written
		}
		return "_:b" + itoa(p.blanks[n.Blank])
	}
	return p.term(n.Value)
}

func (p *printer) term(t term.Term) string {
	switch t.Kind {
	case term.None:
		return "UNDEF"
	case term.IRI:
		return p.iri(t.Text)
	}
	switch t.Datatype {
	case term.XSD + "integer", term.XSD + "decimal", term.XSD + "double":
		if isNumber(t) {
			return t.Text
		}
	case term.XSD + "boolean":
		if t.Text == "true" || t.Text == "false" {
			return t.Text
		}
	}
	s := quoted(t.Text)
	switch {
	case t.Lang != "":
		s += "@" + t.Lang
	case t.Datatype != "":
		s += "^^" + p.iri(t.Datatype)
	}
	return s
}

// isNumber tells whether a literal can be written as a number without quotes.
func isNumber(t term.Term) bool {
	if t.Text == "" || len(strings.TrimLeft(t.Text, "+-")) < len(t.Text)-1 {
		return false
	}
	s := source{text: strings.TrimLeft(t.Text, "+-")}
	if s.text == "" || !isDigitAt(s.text, 0) || s.text[0] == '.' && digits(s.text[1:]) == 0 {
		return false
	}
	var tok token
	s.number(&tok)
	datatype := map[kind]string{tokInteger: "integer", tokDecimal: "decimal", tokDouble: "double"}[tok.kind]
	return s.at == len(s.text) && term.XSD+datatype == t.Datatype
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\b", `\b`, "\f", `\f`).Replace(s) + `"`
}

// iri writes an IRI by a prefix where what follows it needs no backslash.
func (p *printer) iri(iri string) string {
	best := -1
	for i, prefix := range p.prefixes {
		if local, ok := strings.CutPrefix(iri, prefix.Namespace); ok && plainLocal(local) && (best < 0 || len(prefix.Namespace) > len(p.prefixes[best].Namespace)) {
			best = i
		}
	}
	if best < 0 {
		return angled(iri)
	}
	if p.used == nil {
		p.used = map[int]bool{}
	}
	p.used[best] = true
	return p.prefixes[best].Name + ":" + iri[len(p.prefixes[best].Namespace):]
}

func plainLocal(local string) bool {
	for i, c := range local {
		if !term.IsNameStart(c) && !('0' <= c && c <= '9') && (i == 0 || !term.IsName(c)) {
			return false
		}
	}
	return true
}

func (p *printer) query(q *Query) {
	p.begin()
	p.b.WriteString(q.Form.String())
	switch {
	case q.Distinct:
		p.words("DISTINCT")
	case q.Reduced:
		p.words("REDUCED")
	}
	if q.All {
		p.words("*")
	}
	for _, s := range q.Projection {
		p.selected(s)
	}
	for _, n := range q.Describe {
		p.words(p.node(n))
	}
	if q.Form == algebra.Construct {
		p.b.WriteString(" {\n")
		p.triples(q.Template)
		p.line("}")
		p.begin()
		clear(p.blanks) // those of the pattern are others
	}
	p.datasets("FROM", q.From, q.FromNamed)
	if q.Where != nil {
		p.words("WHERE ")
		p.group(q.Where)
	}
	p.b.WriteByte('\n')
	p.modifiers(q)
}

func (p *printer) selected(s Selected) {
	switch {
	case s.Expr == nil:
		p.words("?" + s.Var)
		return
	case s.Var == "":
		p.words("(")
		p.expr(s.Expr)
	default:
		p.words("(")
		p.expr(s.Expr)
		p.words("AS", "?"+s.Var)
	}
	p.b.WriteByte(')')
}

func (p *printer) datasets(word string, from, named []Node) {
	for _, n := range from {
		p.words(word, p.node(n))
	}
	for _, n := range named {
		p.words(word, "NAMED", p.node(n))
	}
}

func (p *printer) modifiers(q *Query) {
	if len(q.GroupBy) > 0 {
		p.begin()
		p.b.WriteString("GROUP BY")
		for _, k := range q.GroupBy {
			p.selected(k)
		}
		p.b.WriteByte('\n')
	}
	if len(q.Having) > 0 {
		p.begin()
		p.b.WriteString("HAVING")
		for _, e := range q.Having {
			p.bracketed(e)
		}
		p.b.WriteByte('\n')
	}
	if len(q.OrderBy) > 0 {
		p.begin()
		p.b.WriteString("ORDER BY")
		for _, o := range q.OrderBy {
			if o.Desc {
				p.words("DESC")
			} else {
				p.words("ASC")
			}
			p.bracketed(o.Expr)
		}
		p.b.WriteByte('\n')
	}
	if q.Limit >= 0 {
		p.line("LIMIT %d", q.Limit)
	}
	if q.Offset >= 0 {
		p.line("OFFSET %d", q.Offset)
	}
	if q.Values != nil {
		p.begin()
		p.values(q.Values)
		p.b.WriteByte('\n')
	}
}
