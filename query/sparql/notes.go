package sparql

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/expr"
)

// noted gives notes about a query on a state.
func noted(ctx context.Context, s *graph.Snapshot, q *algebra.Query, o *options) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	n := &noter{state: s, numbers: s.Numbers(), query: q, give: o.notes, params: o.params, uses: map[algebra.Var]int{}, first: map[algebra.Var]algebra.Place{}, told: map[term.Term]bool{}, joined: map[algebra.Var]algebra.Var{}}
	n.op(q.Root)
	for _, v := range q.Result {
		n.uses[v]++
	}
	n.alone()
	n.apart()
	if err := n.dataset(ctx); err != nil {
		return err
	}
	return ctx.Err()
}

// alone finds a variable that is used once, and is spelt almost like another one.
func (n *noter) alone() {
	for i, v := range n.query.Vars {
		if _, given := n.params[v.Name]; i == 0 || v.Hidden || given || n.uses[algebra.Var(i)] != 1 {
			continue
		}
		for j, other := range n.query.Vars {
			if j > 0 && j != i && !other.Hidden && len(v.Name) > 2 && len(other.Name) > 2 && levenshtein.ComputeDistance(v.Name, other.Name) == 1 {
				n.note(n.first[algebra.Var(i)], "?%s is used only here; did you mean ?%s?", v.Name, other.Name)
				break
			}
		}
	}
}

// apart finds patterns side by side that nothing joins: each match of the ones goes with every match of the others. An ASK
// may well ask for both.
func (n *noter) apart() {
	if n.query.Form == algebra.Ask {
		return
	}
	for _, b := range n.patterns {
		first := algebra.Var(0)
		for _, t := range b.Triples {
			v, at := algebra.Var(0), t.Subject.Place
			for _, part := range []algebra.Term{t.Subject, t.Predicate, t.Object} {
				if _, given := n.params[n.query.Name(part.Var)]; part.IsVar() && !given {
					v, at = part.Var, part.Place
					break
				}
			}
			switch root := n.root(v); {
			case v == 0:
			case first == 0:
				first = root
			case root != first:
				n.note(at, "this pattern shares no variable with those before it: each of its matches goes with every one of theirs")
				return
			}
		}
	}
}

// root stands for the variables that are joined with one, directly or by way of others.
func (n *noter) root(v algebra.Var) algebra.Var {
	for n.joined[v] != 0 {
		v = n.joined[v]
	}
	return v
}

// join notes that something has all of some variables.
func (n *noter) join(vars ...algebra.Var) {
	first := algebra.Var(0)
	for _, v := range vars {
		if v == 0 {
			continue // a constant
		}
		if first == 0 {
			first = n.root(v)
		} else if root := n.root(v); root != first {
			n.joined[root] = first
		}
	}
}

// joinExpr joins the variables of an expression, and one that has its value.
func (n *noter) joinExpr(e algebra.Expr, vars ...algebra.Var) {
	var all func(algebra.Expr)
	all = func(e algebra.Expr) {
		switch e := e.(type) {
		case *algebra.VarExpr:
			vars = append(vars, e.Var)
		case *algebra.Call:
			for _, a := range e.Args {
				all(a)
			}
		case *algebra.CallIRI:
			for _, a := range e.Args {
				all(a)
			}
		case *algebra.Exists:
			algebra.Bound(e.Pattern, func(v algebra.Var) { vars = append(vars, v) })
		}
	}
	all(e)
	n.join(vars...)
}

// dataset finds labels in FROM and FROM NAMED that no quad has.
func (n *noter) dataset(ctx context.Context) error {
	for _, label := range slices.Concat(n.query.Dataset.Default, n.query.Dataset.Named) {
		count, err := n.state.Count(ctx, graph.Pattern{Label: label.Value()})
		if err != nil {
			return err
		}
		if count == 0 {
			n.give(Note{Text: "FROM: no quad has the label " + n.state.CompactIRI(quad.IRI(label.Text))})
		}
	}
	return nil
}

type noter struct {
	state   *graph.Snapshot
	numbers *graph.Numbers
	query   *algebra.Query
	give    func(Note)
	params  map[string]quad.Value
	uses    map[algebra.Var]int
	first   map[algebra.Var]algebra.Place
	told    map[term.Term]bool

	patterns []*algebra.BGP
	joined   map[algebra.Var]algebra.Var
}

func (n *noter) note(at algebra.Place, format string, args ...any) {
	n.give(Note{Line: int(at.Line), Column: int(at.Column), Text: fmt.Sprintf(format, args...)})
}

func (n *noter) use(t algebra.Term) {
	if t.IsVar() {
		n.uses[t.Var]++
		if _, known := n.first[t.Var]; !known {
			n.first[t.Var] = t.Place
		}
	}
}

func (n *noter) op(o algebra.Op) {
	switch o := o.(type) {
	case *algebra.BGP:
		n.patterns = append(n.patterns, o)
		for _, t := range o.Triples {
			n.triple(t)
			n.join(t.Subject.Var, t.Predicate.Var, t.Object.Var)
		}
	case *algebra.Path:
		n.use(o.From)
		n.use(o.To)
		n.join(o.From.Var, o.To.Var)
		n.constant(o.From)
		n.constant(o.To)
	case *algebra.Graph:
		n.use(o.Name)
		if !o.Name.IsVar() {
			n.constant(o.Name)
		}
	case *algebra.Service: // whose names are another's
		n.use(o.Endpoint)
		for _, v := range o.Vars {
			n.uses[v] += 2
		}
		n.join(o.Vars...)
		return
	case *algebra.Values:
		for _, v := range o.Vars {
			n.uses[v]++
		}
		n.join(o.Vars...)
	case *algebra.Project: // a subquery's columns, or those of the query
		for _, v := range o.Vars {
			n.uses[v]++
		}
	case *algebra.Minus:
		n.unshared(o)
	case *algebra.Extend:
		n.uses[o.Var]++
		n.joinExpr(o.Expr, o.Var)
	case *algebra.Filter:
		n.joinExpr(o.Cond)
	case *algebra.LeftJoin:
		if o.Cond != nil {
			n.joinExpr(o.Cond)
		}
	}
	for e := range algebra.Exprs(o) {
		n.expr(e)
	}
	for input := range algebra.Inputs(o) {
		n.op(input)
	}
}

// unshared finds a MINUS that takes nothing away, whatever the data.
func (n *noter) unshared(o *algebra.Minus) {
	left := map[algebra.Var]bool{}
	algebra.Bound(o.Left, func(v algebra.Var) { left[v] = true })
	shared, at := false, algebra.Place{}
	algebra.Bound(o.Right, func(v algebra.Var) {
		shared = shared || left[v]
		if at == (algebra.Place{}) {
			at = n.query.Vars[v].Place
		}
	})
	if !shared {
		n.note(at, "MINUS shares no variable with what stands before it, so it takes nothing away; FILTER NOT EXISTS may be meant")
	}
}

func (n *noter) triple(t algebra.Triple) {
	for _, part := range []algebra.Term{t.Subject, t.Predicate, t.Object} {
		n.use(part)
	}
	n.predicate(t.Predicate)
	n.constant(t.Subject)
	n.constant(t.Object)
}

// predicate notes a term of tg: that the vocabulary lacks, or else a predicate that no quad has.
func (n *noter) predicate(t algebra.Term) {
	iri := t.Value.Text
	if t.IsVar() || n.told[t.Value] {
		return
	}
	if strings.HasPrefix(iri, vocab.NS) && len(n.numbers.Entity(n.numbers.ID(quad.IRI(iri))).Labels()) == 0 && n.numbers.ID(quad.IRI(iri)) == 0 {
		if _, err := n.state.ParseIRI(n.state.CompactIRI(quad.IRI(iri))); err != nil {
			n.told[t.Value] = true
			n.note(t.Place, "%v", err)
			return
		}
	}
	n.constant(t)
}

// constant notes what no quad has, so that the pattern has no match.
func (n *noter) constant(t algebra.Term) {
	if t.IsVar() || t.IsZero() || n.told[t.Value] || n.numbers.ID(t.Value.Value()) != 0 {
		return
	}
	n.told[t.Value] = true
	shown := n.state.CompactIRI(quad.IRI(t.Value.Text))
	if t.Value.Kind != term.Literal {
		n.note(t.Place, "no quad has %s", shown)
		return
	}
	hint := ""
	if found, err := n.state.Resolve(withoutEnd{}, t.Value.Text, graph.AnyKind()); err == nil {
		hint = fmt.Sprintf("; to mean the entity of that name, write %s", n.state.CompactIRI(found.ID()))
	} else if other := n.otherType(t.Value); other != "" {
		hint = "; what the graph has is no text: write " + other
	} else if t.Value.Lang == "" && t.Value.Datatype == "" {
		hint = "; names mostly have a language, as in \"阿里巴巴\"@zh-Hans"
	}
	n.note(t.Place, "no quad has the literal %q%s", t.Value.Text, hint)
}

// otherType gives a literal of the graph with the text of a plain one, as a number or a time.
func (n *noter) otherType(t term.Term) string {
	if t.Lang != "" || t.Datatype != "" {
		return ""
	}
	for _, name := range []string{"integer", "decimal", "gYear", "gYearMonth", "date", "dateTime", "boolean"} {
		typed := term.Term{Kind: term.Literal, Text: t.Text, Datatype: term.XSD + name}
		switch {
		case n.numbers.ID(typed.Value()) == 0:
		case name == "integer" || name == "decimal" || name == "boolean":
			return t.Text
		default:
			return fmt.Sprintf("%q^^xsd:%s", t.Text, name)
		}
	}
	return ""
}

func (n *noter) expr(e algebra.Expr) {
	switch e := e.(type) {
	case *algebra.VarExpr:
		n.uses[e.Var]++
		if _, known := n.first[e.Var]; !known {
			n.first[e.Var] = e.Place
		}
	case *algebra.Call:
		n.language(e)
		n.regex(e)
		for _, a := range e.Args {
			n.expr(a)
		}
	case *algebra.CallIRI:
		for _, a := range e.Args {
			n.expr(a)
		}
	case *algebra.Exists:
		n.op(e.Pattern)
	}
}

// regex notes a pattern that is none, so that each match of it is an error.
func (n *noter) regex(e *algebra.Call) {
	var flags []algebra.Expr
	switch e.Func {
	case algebra.FnRegex:
		flags = e.Args[2:]
	case algebra.FnReplace:
		flags = e.Args[3:]
	default:
		return
	}
	args := []expr.Value{expr.NewString("")}
	for _, a := range append([]algebra.Expr{e.Args[1]}, flags...) {
		constant, ok := a.(*algebra.Const)
		if !ok {
			return
		}
		args = append(args, expr.NewString(constant.Value.Text))
	}
	if match, _ := expr.Lookup("REGEX"); match.Call(&expr.Env{}, args).Kind() != expr.Boolean {
		n.note(e.Place, "%s: no regular expression that is understood; there are no references back and no class subtraction", e.Func)
	}
}

// language notes LANG(?x) = "zh", which finds no text with the tag zh-Hant.
func (n *noter) language(e *algebra.Call) {
	if e.Func != algebra.FnEqual {
		return
	}
	for i, a := range e.Args {
		call, ok := a.(*algebra.Call)
		tag, isConst := e.Args[1-i].(*algebra.Const)
		if ok && isConst && call.Func == algebra.FnLang && strings.EqualFold(tag.Value.Text, "zh") {
			n.note(e.Place, `LANG(...) = "zh" finds no text with the tag zh-Hant or zh-Hans; write LANGMATCHES(LANG(...), "zh")`)
		}
	}
}
