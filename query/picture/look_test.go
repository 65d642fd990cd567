package picture_test

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/picture"
)

// moved is a graph of moves: who, from, to, when.
func moved(t testing.TB, moves ...[4]string) *graph.Graph {
	t.Helper()
	g := graph.New()
	iri := func(kind, name string) quad.IRI { return quad.IRI("https://e.example/" + kind + name) }
	for i, m := range moves {
		id := iri("move", strconv.Itoa(i))
		quads := []quad.Quad{quad.Make(id, vocab.Person, iri("p", m[0]), nil), quad.Make(iri("p", m[0]), vocab.SKOSPrefLabel, quad.String(m[0]), nil)}
		for k, p := range []quad.IRI{vocab.From, vocab.To} {
			if name := m[k+1]; name != "" {
				quads = append(quads, quad.Make(id, p, iri("o", name), nil), quad.Make(iri("o", name), vocab.SKOSPrefLabel, quad.String(name), nil))
			}
		}
		if m[3] != "" {
			quads = append(quads, quad.Make(id, vocab.When, m[3], nil))
		}
		require.NoError(t, g.Add(t.Context(), quads...))
	}
	return g
}

func careerOf(t testing.TB, g *graph.Graph, person string) *picture.Picture {
	t.Helper()
	stages, err := query.Career(t.Context(), g, "<https://e.example/p"+person+">")
	require.NoError(t, err)
	p, err := picture.Careers(t.Context(), stages)
	require.NoError(t, err)
	return p
}

// What has no place on the scale is written whole, with its time if one is told; beside a bar stands what the bar cannot show.
func TestPlacesOfTimes(t *testing.T) {
	g := moved(t, [4]string{"Ann", "A", "B", "2020"}, [4]string{"Ann", "B", "C", "2021-03~"}, [4]string{"Ann", "C", "D", "2022/.."}, [4]string{"Ann", "D", "E", ""}, [4]string{"Ann", "E", "F", "12024"})
	text := svg(t, careerOf(t, g, "Ann"))
	assert.Contains(t, text, ">time not told, or off the scale<")
	assert.Contains(t, text, ">D → E</text>", "not cut")
	for _, told := range []string{"about 2021-03", "since 2022", "12024"} {
		assert.Contains(t, text, ">"+told+"</tspan>")
	}
	assert.NotContains(t, text, ">2020</tspan>", "the bar shows a year")
	assert.NotContains(t, text, "the time is", "that there are no claims is said of the row")
	assert.Contains(t, text, ">unknown (no claim record)<", "in the legend")
}

// A name that is read from the right leaves what stands beside it in its place, and no character carries a tower of marks.
func TestNamesOfOtherScripts(t *testing.T) {
	g := moved(t, [4]string{"Ann", "حديقة", "e" + strings.Repeat("\u0301", 60), "2020"})
	flows, err := query.Flows(t.Context(), g)
	require.NoError(t, err)
	p, err := picture.Flows(t.Context(), flows)
	require.NoError(t, err)
	text := svg(t, p)
	assert.Contains(t, text, ">\u2068حديقة\u2069<tspan")
	assert.Contains(t, text, ">e"+strings.Repeat("\u0301", 4)+"<tspan")

	stages, err := query.Career(t.Context(), moved(t, [4]string{"אן", "حديقة", "חברה", "2020"}), "אן")
	require.NoError(t, err)
	p, err = picture.Careers(t.Context(), stages)
	require.NoError(t, err)
	text = svg(t, p)
	assert.Contains(t, text, ">\u2066حديقة \u200e→\u200e חברה\u2069<", "an arrow goes from the left to the right")
	assert.Contains(t, text, "<title>אן\u200e: \u200eحديقة \u200e→\u200e חברה")
}

// Curves lie inside the picture, as boxes do.
func TestCurvesStayInside(t *testing.T) {
	g := moved(t, [4]string{"Ann", "A", "", "2020"}, [4]string{"Ann", "", "A", "2022"}, [4]string{"Ann", "A", "", "2023"})
	ties, err := query.Network(t.Context(), g)
	require.NoError(t, err)
	p, err := picture.Network(t.Context(), ties)
	require.NoError(t, err)
	text := svg(t, p)
	size := strings.Fields(attr(elements(t, text)[0], "viewBox"))
	wide, err := strconv.ParseFloat(size[2], 64)
	require.NoError(t, err)
	curves := regexp.MustCompile(`d="M(\S+) (\S+)Q(\S+) (\S+) (\S+) (\S+)"`).FindAllStringSubmatch(text, -1)
	require.Greater(t, len(curves), 1)
	legend := regexp.MustCompile(`id="tg-legend"[^>]*translate\(\S+ (\S+)\)`).FindStringSubmatch(text)
	low, err := strconv.ParseFloat(legend[1], 64)
	require.NoError(t, err)
	for _, c := range curves {
		var n [6]float64
		for i := range n {
			n[i], err = strconv.ParseFloat(c[i+1], 64)
			require.NoError(t, err)
		}
		x, y := (n[0]+2*n[2]+n[4])/4, (n[1]+2*n[3]+n[5])/4 // the middle of the curve
		assert.True(t, x > 0 && x < wide && y > 0 && y < low-38, "%v", c)
	}
}

// A node whose ties all lead to what is not drawn is not drawn either.
func TestNoNodeAlone(t *testing.T) {
	var moves [][4]string
	for i := range 6 {
		moves = append(moves, [4]string{"Ann", "Hub", "Org" + strconv.Itoa(i), ""}, [4]string{"Bob", "Far", "Off" + strconv.Itoa(i), ""})
	}
	ties, err := query.Network(t.Context(), moved(t, moves...), query.FoldPeople())
	require.NoError(t, err)
	p, err := picture.Network(t.Context(), ties, picture.Most(3))
	require.NoError(t, err)
	assert.Equal(t, len(ties.Nodes)-2, p.LeftOut().Nodes)
	assert.Equal(t, 2, strings.Count(svg(t, p), `class="box"`))
}

// Counts of one are written as one.
func TestPlurals(t *testing.T) {
	flows, err := query.Flows(t.Context(), moved(t, [4]string{"Ann", "A", "B", "2020"}, [4]string{"Ann", "B", "C", "2021"}, [4]string{"Ann", "C", "D", "2021"}))
	require.NoError(t, err)
	p, err := picture.Flows(t.Context(), flows, picture.Most(2))
	require.NoError(t, err)
	assert.Contains(t, p.Caption(), "Not drawn: 1 smaller flow, 1 move.")
	p, err = picture.Flows(t.Context(), flows, picture.Most(1))
	require.NoError(t, err)
	assert.Contains(t, p.Caption(), "Not drawn: 2 smaller flows, 2 moves.")
	assert.Contains(t, p.Describe(), ": 1 move,")
}

// In a page of its own each mark leads to its row, where the evidence is.
func TestMarksLeadToRows(t *testing.T) {
	for name, p := range ofArticle(t) {
		var b bytes.Buffer
		require.NoError(t, picture.HTML(&b, name, p))
		page := b.String()
		links := regexp.MustCompile(`href="#(p1-\d+)"`).FindAllStringSubmatch(page, -1)
		assert.Len(t, links, len(p.Table()), name)
		for _, l := range links {
			assert.Equal(t, 1, strings.Count(page, ` id="`+l[1]+`"`), name)
		}
	}
}

// gexf has the names of the schema of GEXF 1.3, in its order.
type gexf struct {
	XMLName xml.Name `xml:"http://gexf.net/1.3 gexf"`
	Version string   `xml:"version,attr"`
	Graph   struct {
		Mode       string `xml:"mode,attr"`
		TimeFormat string `xml:"timeformat,attr"`
		EdgeType   string `xml:"defaultedgetype,attr"`
		Attributes []struct {
			Class string `xml:"class,attr"`
			Each  []struct {
				ID    string `xml:"id,attr"`
				Title string `xml:"title,attr"`
				Type  string `xml:"type,attr"`
			} `xml:"attribute"`
		} `xml:"attributes"`
		Nodes []element `xml:"nodes>node"`
		Edges []element `xml:"edges>edge"`
	} `xml:"graph"`
}

type element struct {
	Attrs  []xml.Attr `xml:",any,attr"`
	Values []struct {
		For   string `xml:"for,attr"`
		Value string `xml:"value,attr"`
	} `xml:"attvalues>attvalue"`
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// asGEXF holds a text to the rules of GEXF 1.3 that its schema has, and to those that it cannot have.
func asGEXF(t testing.TB, text string, arrows int) {
	t.Helper()
	var doc gexf
	require.NoError(t, xml.Unmarshal([]byte(text), &doc))
	assert.Equal(t, []string{"1.3", "dynamic", "date", "directed"}, []string{doc.Version, doc.Graph.Mode, doc.Graph.TimeFormat, doc.Graph.EdgeType})
	types := map[string]string{}
	for _, a := range doc.Graph.Attributes {
		for _, one := range a.Each {
			assert.NotEmpty(t, one.Title)
			assert.Contains(t, []string{"string", "integer"}, one.Type)
			types[a.Class+one.ID] = one.Type
		}
	}
	ids := map[string]bool{}
	check := func(class string, e element, may ...string) {
		assert.False(t, ids[class+e.attr("id")], "two of %s", e.attr("id"))
		ids[class+e.attr("id")] = true
		for _, a := range e.Attrs {
			assert.Contains(t, may, a.Name.Local)
		}
		for _, v := range e.Values {
			assert.Contains(t, types, class+v.For)
			if types[class+v.For] == "integer" {
				_, err := strconv.Atoi(v.Value)
				assert.NoError(t, err)
			}
		}
	}
	for _, n := range doc.Graph.Nodes {
		check("node", n, "id", "label")
	}
	assert.Len(t, doc.Graph.Edges, arrows)
	for _, e := range doc.Graph.Edges {
		check("edge", e, "id", "source", "target", "weight", "kind", "label", "start", "end")
		assert.True(t, ids["node"+e.attr("source")] && ids["node"+e.attr("target")])
		assert.NotEmpty(t, e.attr("kind"))
		if e.attr("start") == "" && e.attr("end") == "" {
			continue
		}
		start, err := time.Parse(time.DateOnly, e.attr("start"))
		require.NoError(t, err)
		end, err := time.Parse(time.DateOnly, e.attr("end"))
		require.NoError(t, err)
		assert.False(t, end.Before(start))
	}
	assert.True(t, slices.IsSorted([]int{strings.Index(text, "<meta>"), strings.Index(text, "<attributes"), strings.Index(text, "<nodes>"), strings.Index(text, "<edges>")}), "in the schema's order")
}

// Ties between the same two differ in their kind, or Gephi would make one of them.
func TestKindsOfParallelEdges(t *testing.T) {
	p := ofArticle(t)["network"]
	var b bytes.Buffer
	require.NoError(t, p.GEXF(&b))
	var doc gexf
	require.NoError(t, xml.Unmarshal(b.Bytes(), &doc))
	pairs, kinds := map[string]bool{}, map[string]bool{}
	for _, e := range doc.Graph.Edges {
		pair := e.attr("source") + " " + e.attr("target")
		pairs[pair], kinds[pair+" "+e.attr("kind")] = true, true
	}
	assert.Less(t, len(pairs), len(doc.Graph.Edges), "there are some")
	assert.Len(t, kinds, len(doc.Graph.Edges))
	b.Reset()
	require.NoError(t, p.CSV(&b))
	assert.Regexp(t, `^Source,Target,Value,.*,Weight,Type,Kind\n[^\n]*,Directed,\w`, b.String())
}
