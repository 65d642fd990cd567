package shacl_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/term"
	"talentgraph.example/internal/long"
)

// naive is a shape as this test knows it: it is written as Turtle for package shacl, and checked here by loops over a list
// of triples, in the words of the standard.
type naive struct {
	name   string
	path   string // in SPARQL: ex:p, ^ex:p, ex:p/ex:q, ex:p|ex:q, ex:p*, ex:p+, ex:p?; empty for a node shape
	params []param
	inner  map[string][]*naive // node, not, and, or, xone, property, qualified
	least  int                 // of qualified
}

type param struct {
	name, value string
}

type triple struct{ s, p, o string }

type world struct {
	triples []triple
}

func (w *world) objects(s, p string) []string {
	var found []string
	for _, t := range w.triples {
		if t.s == s && t.p == p && !slices.Contains(found, t.o) {
			found = append(found, t.o)
		}
	}
	return found
}

func (w *world) subjects(p, o string) []string {
	var found []string
	for _, t := range w.triples {
		if t.p == p && t.o == o && !slices.Contains(found, t.s) {
			found = append(found, t.s)
		}
	}
	return found
}

func union(lists ...[]string) []string {
	var all []string
	for _, l := range lists {
		all = append(all, l...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (w *world) follow(path, node string) []string {
	switch last := path[len(path)-1]; {
	case strings.Contains(path, "/"):
		a, b, _ := strings.Cut(path, "/")
		var found []string
		for _, n := range w.follow(a, node) {
			found = union(found, w.follow(b, n))
		}
		return found
	case strings.Contains(path, "|"):
		a, b, _ := strings.Cut(path, "|")
		return union(w.follow(a, node), w.follow(b, node))
	case last == '?':
		return union([]string{node}, w.follow(path[:len(path)-1], node))
	case last == '+' || last == '*':
		step := path[:len(path)-1]
		found := w.follow(step, node)
		if last == '*' {
			found = union(found, []string{node})
		}
		for {
			more := found
			for _, n := range found {
				more = union(more, w.follow(step, n))
			}
			if len(more) == len(found) {
				return found
			}
			found = more
		}
	case path[0] == '^':
		return union(w.subjects(path[1:], node))
	}
	return union(w.objects(node, path))
}

func isLiteral(n string) bool { return !strings.HasPrefix(n, "ex:") }

func (w *world) is(n, class string) bool {
	for _, c := range w.objects(n, "rdf:type") {
		if slices.Contains(w.follow("rdfs:subClassOf*", c), class) {
			return true
		}
	}
	return false
}

// check gives a line for each result.
func (w *world) check(s *naive, node string) []string {
	values := []string{node}
	if s.path != "" {
		values = w.follow(s.path, node)
	}
	var found []string
	fail := func(component, value string) {
		found = append(found, strings.Join([]string{node, s.path, value, component, s.name}, " "))
	}
	each := func(component string, good func(v string) bool) {
		for _, v := range values {
			if !good(v) {
				fail(component, v)
			}
		}
	}
	conforms := func(s *naive, v string) bool { return len(w.check(s, v)) == 0 }
	count := func(shapes []*naive, v string) (n int) {
		for _, s := range shapes {
			if conforms(s, v) {
				n++
			}
		}
		return n
	}
	for _, p := range s.params {
		n := 0
		fmt.Sscan(p.value, &n)
		other := func() []string { return w.objects(node, p.value) }
		switch p.name {
		case "class":
			each("Class", func(v string) bool { return w.is(v, p.value) })
		case "datatype":
			each("Datatype", func(v string) bool { return isLiteral(v) && (p.value == "xsd:integer") == (v[0] != '"') })
		case "nodeKind":
			each("NodeKind", func(v string) bool { return isLiteral(v) == (p.value == "sh:Literal") })
		case "minCount":
			if len(values) < n {
				fail("MinCount", "")
			}
		case "maxCount":
			if len(values) > n {
				fail("MaxCount", "")
			}
		case "minInclusive", "maxExclusive":
			each(strings.ToUpper(p.name[:1])+p.name[1:], func(v string) bool {
				m, ok := number(v)
				return ok && (m >= n) == (p.name == "minInclusive")
			})
		case "maxLength":
			each("MaxLength", func(v string) bool {
				text := strings.Trim(v, `"`)
				if !isLiteral(v) {
					text = "http://example.org/" + v[3:]
				}
				return len([]rune(text)) <= n
			})
		case "in":
			each("In", func(v string) bool { return slices.Contains(strings.Fields(strings.Trim(p.value, "()")), v) })
		case "hasValue":
			if !slices.Contains(values, p.value) {
				fail("HasValue", "")
			}
		case "equals":
			each("Equals", func(v string) bool { return slices.Contains(other(), v) })
			for _, v := range other() {
				if !slices.Contains(values, v) {
					fail("Equals", v)
				}
			}
		case "disjoint":
			each("Disjoint", func(v string) bool { return !slices.Contains(other(), v) })
		case "lessThan":
			for _, v := range values {
				for _, o := range other() {
					a, aNumber := number(v)
					b, bNumber := number(o)
					bothTexts := v[0] == '"' && o[0] == '"'
					if !(aNumber && bNumber && a < b || bothTexts && v < o) {
						fail("LessThan", v)
					}
				}
			}
		case "closed":
			for _, v := range values {
				for _, t := range w.triples {
					known := t.p == "rdf:type" || slices.ContainsFunc(s.inner["property"], func(q *naive) bool { return q.path == t.p })
					if t.s == v && !known {
						found = append(found, strings.Join([]string{node, t.p, t.o, "Closed", s.name}, " "))
					}
				}
			}
		}
	}
	for _, in := range s.inner["node"] {
		each("Node", func(v string) bool { return conforms(in, v) })
	}
	for _, in := range s.inner["not"] {
		each("Not", func(v string) bool { return !conforms(in, v) })
	}
	if in := s.inner["and"]; in != nil {
		each("And", func(v string) bool { return count(in, v) == len(in) })
	}
	if in := s.inner["or"]; in != nil {
		each("Or", func(v string) bool { return count(in, v) > 0 })
	}
	if in := s.inner["xone"]; in != nil {
		each("Xone", func(v string) bool { return count(in, v) == 1 })
	}
	for _, in := range s.inner["qualified"] {
		n := 0
		for _, v := range values {
			if conforms(in, v) {
				n++
			}
		}
		if n < s.least {
			fail("QualifiedMinCount", "")
		}
	}
	for _, in := range s.inner["property"] {
		for _, v := range values {
			found = append(found, w.check(in, v)...)
		}
	}
	return found
}

func number(v string) (n int, ok bool) {
	_, err := fmt.Sscan(v, &n)
	return n, err == nil
}

// turtle writes a shape and those within.
func (s *naive) turtle(b *strings.Builder) {
	if s.path != "" {
		fmt.Fprintf(b, "%s sh:path %s .\n", s.name, turtlePath(s.path))
	}
	for _, p := range s.params {
		fmt.Fprintf(b, "%s sh:%s %s .\n", s.name, p.name, p.value)
		if p.name == "closed" {
			fmt.Fprintf(b, "%s sh:ignoredProperties ( rdf:type ) .\n", s.name)
		}
	}
	for name, shapes := range s.inner {
		var names []string
		for _, in := range shapes {
			in.turtle(b)
			names = append(names, in.name)
		}
		switch name {
		case "and", "or", "xone":
			fmt.Fprintf(b, "%s sh:%s ( %s ) .\n", s.name, name, strings.Join(names, " "))
		case "qualified":
			fmt.Fprintf(b, "%s sh:qualifiedValueShape %s ; sh:qualifiedMinCount %d .\n", s.name, names[0], s.least)
		default:
			fmt.Fprintf(b, "%s sh:%s %s .\n", s.name, name, strings.Join(names, ", "))
		}
	}
}

func turtlePath(path string) string {
	switch last := path[len(path)-1]; {
	case strings.Contains(path, "/"):
		a, b, _ := strings.Cut(path, "/")
		return "( " + turtlePath(a) + " " + turtlePath(b) + " )"
	case strings.Contains(path, "|"):
		a, b, _ := strings.Cut(path, "|")
		return "[ sh:alternativePath ( " + turtlePath(a) + " " + turtlePath(b) + " ) ]"
	case last == '?':
		return "[ sh:zeroOrOnePath " + turtlePath(path[:len(path)-1]) + " ]"
	case last == '+':
		return "[ sh:oneOrMorePath " + turtlePath(path[:len(path)-1]) + " ]"
	case last == '*':
		return "[ sh:zeroOrMorePath " + turtlePath(path[:len(path)-1]) + " ]"
	case path[0] == '^':
		return "[ sh:inversePath " + path[1:] + " ]"
	}
	return path
}

// randomShapes makes shapes at random.
type randomShapes struct {
	*rand.Rand
	n int
}

func (r *randomShapes) of(list ...string) string { return list[r.IntN(len(list))] }

func (r *randomShapes) node() string      { return fmt.Sprint("ex:n", r.IntN(8)) }
func (r *randomShapes) class() string     { return fmt.Sprint("ex:C", r.IntN(3)) }
func (r *randomShapes) predicate() string { return r.of("ex:p", "ex:q", "ex:r") }
func (r *randomShapes) value() string {
	return r.of(r.node(), r.node(), fmt.Sprint(r.IntN(5)), `"`+r.of("a", "bb", "木木木")+`"`)
}

func (r *randomShapes) path() string {
	p, q := r.predicate(), r.predicate()
	return r.of(p, p, p, "^"+p, p+"/"+q, p+"/^"+q, p+"|"+q, p+"*", p+"+", p+"?", "^"+p+"*")
}

func (r *randomShapes) shape(property bool, depth int) *naive {
	s := &naive{name: fmt.Sprint("ex:S", r.n), inner: map[string][]*naive{}}
	r.n++
	if property {
		s.path = r.path()
	}
	names := []string{"class", "datatype", "nodeKind", "minInclusive", "maxExclusive", "maxLength", "in", "hasValue", "equals", "disjoint", "closed"}
	if property {
		names = append(names, "minCount", "maxCount", "lessThan")
	}
	r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for _, name := range names[:r.IntN(3)] {
		value := map[string]string{
			"class": r.class(), "datatype": r.of("xsd:integer", "xsd:string"), "nodeKind": r.of("sh:IRI", "sh:Literal"),
			"minInclusive": fmt.Sprint(r.IntN(5)), "maxExclusive": fmt.Sprint(r.IntN(5)), "maxLength": r.of("1", "2", "21"),
			"in": "(" + r.value() + " " + r.value() + " " + r.value() + ")", "hasValue": r.value(), "equals": r.predicate(),
			"disjoint": r.predicate(), "closed": "true", "minCount": r.of("0", "1", "2"), "maxCount": r.of("0", "1", "2"), "lessThan": r.predicate(),
		}[name]
		s.params = append(s.params, param{name, value})
	}
	for range r.IntN(3) {
		if depth == 0 {
			break
		}
		switch kind := r.of("node", "not", "and", "or", "xone", "property", "property", "qualified"); kind {
		case "node", "not":
			s.inner[kind] = append(s.inner[kind], r.shape(kind == "not" && r.IntN(2) == 0, depth-1))
		case "property":
			s.inner[kind] = append(s.inner[kind], r.shape(true, depth-1))
		case "qualified":
			if property && s.inner[kind] == nil {
				s.inner[kind], s.least = []*naive{r.shape(false, depth-1)}, r.IntN(3)
			}
		default:
			if s.inner[kind] == nil {
				s.inner[kind] = []*naive{r.shape(r.IntN(2) == 0, depth-1), r.shape(r.IntN(2) == 0, depth-1)}
			}
		}
	}
	return s
}

// Random shapes over random graphs: the same results as by loops over all triples.
func TestAgainstLoops(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	total := 0
	for i := range uint64(long.Runs(400, 5_000)) {
		r := &randomShapes{Rand: rand.New(rand.NewPCG(seed, i))}
		w := &world{}
		var data strings.Builder
		data.WriteString("@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n")
		add := func(s, p, o string) {
			if !slices.Contains(w.triples, triple{s, p, o}) {
				w.triples = append(w.triples, triple{s, p, o})
			}
			fmt.Fprintf(&data, "%s { %s %s %s . }\n", r.of("ex:g1", "ex:g2"), s, p, o)
		}
		for range 5 + r.IntN(25) {
			add(r.node(), r.predicate(), r.value())
		}
		for range r.IntN(8) {
			add(r.node(), "rdf:type", r.class())
		}
		for range r.IntN(3) {
			add(r.class(), "rdfs:subClassOf", r.class())
		}
		s := r.shape(r.IntN(2) == 0, 2)
		s.name = "ex:Top"
		var turtle strings.Builder
		s.turtle(&turtle)
		var want []string
		for n := range 8 {
			node := fmt.Sprint("ex:n", n)
			fmt.Fprintf(&turtle, "ex:Top sh:targetNode %s .\n", node)
			want = append(want, w.check(s, node)...)
		}
		report := validate(t, parse(t, turtle.String()), read(t, data.String()))
		var got []string
		for _, result := range report.Results {
			got = append(got, strings.Join([]string{
				inTurtle(result.Focus), strings.NewReplacer("(", "", ")", "").Replace(result.Path.String()), inTurtle(result.Value),
				strings.TrimSuffix(strings.TrimPrefix(string(result.Component), string(sh)), "ConstraintComponent"), inTurtle(result.Shape),
			}, " "))
		}
		slices.Sort(want)
		slices.Sort(got)
		total += len(want)
		require.Equal(t, want, got, "round %d of seed %d\n%s\n%s", i, seed, turtle.String(), data.String())
	}
	require.Greater(t, total, 100)
}

func inTurtle(v quad.Value) string {
	if v == nil {
		return ""
	}
	tm, _ := term.Of(v)
	switch {
	case tm.Kind == term.IRI:
		return strings.Replace(tm.Text, "http://example.org/", "ex:", 1)
	case tm.Datatype != "":
		return tm.Text
	}
	return `"` + tm.Text + `"`
}
