package picture_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/loader"
	"talentgraph.example/query"
	"talentgraph.example/query/picture"
)

func article(t testing.TB) *graph.Graph {
	t.Helper()
	g := graph.New()
	_, err := loader.Article(t.Context(), g)
	require.NoError(t, err)
	return g
}

// all gives every picture of a graph, by name.
func all(t testing.TB, g *graph.Graph, organization, person, other string, opts ...picture.Option) map[string]*picture.Picture {
	t.Helper()
	ctx := t.Context()
	pictures := map[string]*picture.Picture{}
	put := func(name string) func(p *picture.Picture, err error) {
		return func(p *picture.Picture, err error) {
			t.Helper()
			require.NoError(t, err, name)
			pictures[name] = p
		}
	}
	flows, err := query.Flows(ctx, g)
	require.NoError(t, err)
	put("flows")(picture.Flows(ctx, flows, opts...))
	put("flow matrix")(picture.FlowMatrix(ctx, flows, opts...))
	e, err := graph.Resolve(ctx, g, organization, graph.AnyKind())
	require.NoError(t, err)
	put("around")(picture.Around(ctx, e, flows, opts...))
	m, err := query.Matrix(ctx, g)
	require.NoError(t, err)
	put("matrix")(picture.Matrix(ctx, m, opts...))
	stages, err := query.Career(ctx, g, person)
	require.NoError(t, err)
	put("careers")(picture.Careers(ctx, stages, opts...))
	ways, err := query.All(query.Paths(ctx, g, person, other, query.Top(3)))
	require.NoError(t, err)
	put("path")(picture.Path(ctx, g, ways, opts...))
	ties, err := query.Network(ctx, g)
	require.NoError(t, err)
	put("network")(picture.Network(ctx, ties, opts...))
	near, err := query.Around(ctx, g, organization, 1)
	require.NoError(t, err)
	put("near")(picture.Network(ctx, near, opts...))
	return pictures
}

func ofArticle(t testing.TB, opts ...picture.Option) map[string]*picture.Picture {
	return all(t, article(t), "id:alibaba", "Yang Hongxia", "ByteDance", opts...)
}

func svg(t testing.TB, p *picture.Picture) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, p.SVG(&b))
	return b.String()
}

// elements reads a document, and gives its elements in order. A document that is not well-formed fails the test.
func elements(t testing.TB, text string) (all []xml.StartElement) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		require.NoError(t, err, "%.300q", text)
		if e, ok := token.(xml.StartElement); ok {
			all = append(all, e.Copy())
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func TestStructure(t *testing.T) {
	for name, p := range ofArticle(t) {
		t.Run(name, func(t *testing.T) {
			require.False(t, p.Empty(), p.Describe())
			text := svg(t, p)
			root := elements(t, text)[0]
			assert.Equal(t, "svg", root.Name.Local)
			assert.Equal(t, "en", attr(root, "lang"))
			assert.NotEmpty(t, attr(root, "viewBox"))
			assert.Equal(t, 1, strings.Count(text, "<style>"+picture.Style()+"</style>"), "exactly what Style gives")
			for _, group := range []string{"tg-title", "tg-marks", "tg-caption"} {
				assert.Equal(t, 1, strings.Count(text, `<g id="`+group+`"`), group)
			}
			for _, row := range p.Table() {
				assert.Contains(t, text, "<title>"+strings.NewReplacer("'", "&#39;", "&", "&amp;").Replace(row.Name())+"</title>", "each row has its name")
			}
			assert.NotContains(t, text, "%!", "a format without its values")
		})
	}
}

// What a picture shows and what it leaves out is the answer, whatever Most says.
func TestSums(t *testing.T) {
	g := article(t)
	ctx := t.Context()
	flows, err := query.Flows(ctx, g)
	require.NoError(t, err)
	total := 0
	for _, f := range flows {
		total += f.Count
	}
	for most := 1; most <= len(flows)+1; most++ {
		for name, draw := range map[string]func(context.Context, []query.Flow, ...picture.Option) (*picture.Picture, error){"flows": picture.Flows, "matrix": picture.FlowMatrix} {
			p, err := draw(ctx, flows, picture.Most(most))
			require.NoError(t, err)
			rows, sum := sums(p)
			assert.Equal(t, len(flows), rows+p.LeftOut().Rows, "%s of %d", name, most)
			assert.Equal(t, total, sum+p.LeftOut().Count, "%s of %d", name, most)
			if p.LeftOut().Rows > 0 {
				assert.Contains(t, p.Caption(), "Not ")
			}
		}
	}
	m, err := query.Matrix(ctx, g)
	require.NoError(t, err)
	ties, err := query.Network(ctx, g)
	require.NoError(t, err)
	for _, most := range []int{1, 2, 5, 200} {
		p, err := picture.Matrix(ctx, m, picture.Most(most))
		require.NoError(t, err)
		rows, _ := sums(p)
		assert.Equal(t, m.Cells(), rows+p.LeftOut().Rows)
		p, err = picture.Network(ctx, ties, picture.Most(most), picture.Whole())
		require.NoError(t, err)
		rows, _ = sums(p)
		assert.Equal(t, len(ties.Arrows), rows+p.LeftOut().Rows)
	}
}

func sums(p *picture.Picture) (rows, count int) {
	for _, r := range p.Table() {
		rows++
		count += r.Count
		if r.Grades.Total() != r.Count && r.What == "moved to" {
			return -1, -1
		}
	}
	return rows, count
}

func TestSameBytes(t *testing.T) {
	a, b := ofArticle(t), ofArticle(t)
	for name := range a {
		assert.Equal(t, svg(t, a[name]), svg(t, b[name]), name)
	}
	// What another machine must draw too, rounding as this one does, however it is styled.
	sum := sha256.Sum256([]byte(strings.Replace(svg(t, rich(t, 98)), picture.Style(), "", 1)))
	assert.Equal(t, networkSum, fmt.Sprintf("%x", sum[:8]))
}

// rich is a network of so many nodes of invented facts.
func rich(t testing.TB, nodes int) *picture.Picture {
	t.Helper()
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), slices.Collect(talentgen.Rich(7, 6_000))...))
	ties, err := query.Network(t.Context(), g, query.Top(nodes))
	require.NoError(t, err)
	p, err := picture.Network(t.Context(), ties, picture.Whole(), picture.Most(nodes))
	require.NoError(t, err)
	return p
}

// No two boxes of nodes meet, and nothing lies outside the picture.
func TestBoxesDoNotMeet(t *testing.T) {
	pictures := ofArticle(t)
	for _, n := range []int{2, 3, 12, 40, 98} {
		pictures[fmt.Sprint("rich ", n)] = rich(t, n)
	}
	for name, p := range pictures {
		t.Run(name, func(t *testing.T) {
			type place struct{ x, y, w, h float64 }
			var boxes []place
			for _, e := range elements(t, svg(t, p)) {
				if e.Name.Local != "rect" || attr(e, "class") != "box" {
					continue
				}
				n := func(name string) float64 {
					v, err := strconv.ParseFloat(attr(e, name), 64)
					require.NoError(t, err)
					return v
				}
				boxes = append(boxes, place{n("x"), n("y"), n("width"), n("height")})
			}
			for i, a := range boxes {
				assert.GreaterOrEqual(t, min(a.x, a.y), 0.0)
				for _, b := range boxes[:i] {
					assert.False(t, a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h, "%v meets %v", a, b)
				}
			}
		})
	}
}

var hostileNames = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `]]>&amp;&#0;`, "a\x00b\x01c\x1b[31m\u0085", "\u202eevil\u2066", "javascript:alert(1)",
	strings.Repeat("長", 1<<20), strings.Repeat("<", 1<<16), "אבג مرحبا", "👩‍👩‍👧‍👦 emoji", "\ufffe\uffff\xff\xfe", "tab\tline\nend", "'single' \"double\"", "=HYPERLINK(1)", "", " ", `\" -> x [label="`, "%d%s",
	`%%{init: {"theme": "dark"}}%%`, "`**bold** <i>`", "AT&amp;T &lt;b>", "$$x^2$$", "fa:fa-ban", "1. a list", "- a list",
}

// hostile is a graph whose every name is what a name must not do.
func hostile(t testing.TB, names ...string) *graph.Graph {
	t.Helper()
	g := graph.New()
	var quads []quad.Quad
	add := func(s quad.Value, p quad.IRI, o quad.Value) {
		quads = append(quads, quad.Quad{Subject: s, Predicate: p, Object: o})
	}
	iri := func(kind string, i int) quad.IRI { return quad.IRI(fmt.Sprintf("javascript:%s%d", kind, i)) }
	for i, name := range names {
		for kind, class := range map[string]quad.IRI{"o": vocab.ORGOrganization, "p": vocab.ClassPerson, "s": vocab.SKOSConcept} {
			add(iri(kind, i), vocab.RDFType, class)
			add(iri(kind, i), vocab.SKOSPrefLabel, quad.LangString{Value: quad.String(strings.ToValidUTF8(name, "")), Lang: "en"})
		}
		move := iri("m", i)
		add(move, vocab.Person, iri("p", 0))
		add(move, vocab.From, iri("o", i))
		add(move, vocab.To, iri("o", (i+1)%len(names)))
		add(move, vocab.When, quad.String(strings.ToValidUTF8(name, "")))
		add(iri("o", i), vocab.Sector, iri("s", i))
	}
	require.NoError(t, g.Add(t.Context(), quads...))
	return g
}

func TestHostileNames(t *testing.T) {
	g := hostile(t, hostileNames...)
	check(t, all(t, g, "<javascript:o0>", "<javascript:p0>", "<javascript:o3>",
		picture.Link(func(e graph.Entity) string { return string(e.ID()) }), picture.LinkRow(func(picture.Row) string { return "data:text/html,x" })))
}

// check holds pictures to what no name may change.
func check(t testing.TB, pictures map[string]*picture.Picture) {
	t.Helper()
	for name, p := range pictures {
		text := svg(t, p)
		assert.Less(t, len(text), 400_000, name)
		for _, e := range elements(t, text) {
			assert.Contains(t, []string{"svg", "title", "desc", "style", "rect", "defs", "linearGradient", "stop", "mask", "marker", "path", "g", "text", "tspan", "circle"}, e.Name.Local, name)
			for _, a := range e.Attr {
				assert.NotEqual(t, "href", a.Name.Local, "%s: %s", name, a.Value)
				assert.NotRegexp(t, `^on|^style$|^src$`, a.Name.Local)
			}
		}
		var page bytes.Buffer
		require.NoError(t, picture.HTML(&page, name+hostileNames[0], p))
		assert.Equal(t, 1, strings.Count(page.String(), "<script"), name)
		assert.NotContains(t, page.String(), "<img", name)
		for form, write := range map[string]func(io.Writer) error{"csv": p.CSV, "gexf": p.GEXF, "dot": p.DOT, "mermaid": p.Mermaid} {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				assert.ErrorIs(t, err, picture.ErrNoForm)
				continue
			}
			readBack(t, form, b.String(), p)
		}
	}
}

// readBack reads an export with a reader of its own, and finds the picture's rows.
func readBack(t testing.TB, form, text string, p *picture.Picture) {
	t.Helper()
	arrows := 0
	for _, r := range p.Table() {
		if !r.To.IsZero() {
			arrows++
		}
	}
	switch form {
	case "csv":
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		require.NoError(t, err)
		require.Len(t, rows, len(p.Table())+1)
		for i, row := range rows[1:] {
			assert.Equal(t, strconv.Itoa(p.Table()[i].Count), row[2])
			for _, cell := range row {
				assert.NotRegexp(t, `^[=+@\t\r-]`, cell)
			}
		}
	case "gexf":
		asGEXF(t, text, arrows)
	case "dot":
		// Outside quoted strings nothing but our own words and signs is left.
		bare := regexp.MustCompile(`"(\\.|[^"\\])*"`).ReplaceAllString(text, `""`)
		assert.Regexp(t, `^[a-zA-Z0-9\s{}\[\]=,;.>"-]*$`, bare)
		assert.Equal(t, arrows, strings.Count(bare, " -> "))
		assert.NotRegexp(t, `&([^a]|a[^m])`, text, "what Graphviz would read as another entity")
	case "mermaid":
		bare := regexp.MustCompile(`"[^"]*"`).ReplaceAllString(text, `""`)
		assert.Regexp(t, `^[a-zA-Z0-9\s\[\]()|.>%"-]*$`, bare)
		assert.Equal(t, min(arrows, 100), strings.Count(bare, "->"))
		for _, label := range regexp.MustCompile(`"[^"]*"`).FindAllString(text, -1) {
			assert.NotRegexp(t, "[`%$&<>*_:]|^\"([-+]|[0-9]+[.)])", label, "what Mermaid takes for more than words")
		}
	}
}

func TestExports(t *testing.T) {
	forms := 0
	for _, p := range ofArticle(t, picture.Identifiers()) {
		for form, write := range map[string]func(io.Writer) error{"csv": p.CSV, "gexf": p.GEXF, "dot": p.DOT, "mermaid": p.Mermaid} {
			var b bytes.Buffer
			err := write(&b)
			if errors.Is(err, picture.ErrNoForm) {
				continue
			}
			require.NoError(t, err)
			readBack(t, form, b.String(), p)
			forms++
		}
	}
	assert.Equal(t, 8*4-2*2, forms, "tables are neither DOT nor Mermaid")
}

func FuzzNames(f *testing.F) {
	for _, name := range hostileNames {
		f.Add(name[:min(len(name), 2000)])
	}
	f.Fuzz(func(t *testing.T, name string) {
		g := hostile(t, name, "plain", name+"2")
		check(t, all(t, g, "<javascript:o0>", "<javascript:p0>", "<javascript:o1>"))
	})
}
