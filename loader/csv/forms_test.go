package csv_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader/csv"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/turtle"
)

// persons gives the names of all persons, as their IRIs and labels.
func persons(t *testing.T, g *graph.Graph) map[quad.IRI][]string {
	t.Helper()
	all := map[quad.IRI][]string{}
	require.NoError(t, g.View(t.Context(), func(s *graph.Snapshot) error {
		for q, err := range s.Quads(t.Context(), graph.Pattern{Predicate: vocab.RDFType, Object: vocab.ClassPerson}) {
			require.NoError(t, err)
			id := q.Subject.(quad.IRI)
			for _, l := range s.Numbers().Entity(s.Numbers().ID(id)).Labels() {
				all[id] = append(all[id], l.Text)
			}
		}
		return nil
	}))
	return all
}

// The forms of a name that is new in the table are one person, in whatever order the rows have them, and all of
// them are its labels.
func TestFormsOfANewName(t *testing.T) {
	forms := []string{"楊紅霞", "杨红霞", "Yang Hongxia"}
	for _, order := range [][3]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		table := "person,from,to,year\n"
		for i, n := range order {
			table += fmt.Sprintf("%s,%s,%s,2024\n", forms[n], []string{"字節跳動", "字节跳动", "Zijie Tiaodong"}[i], []string{"Deep Seek", "DeepSeek", "deep-seek"}[i])
		}
		g := graph.New()
		_, err := read(t.Context(), g, table)
		require.NoError(t, err)
		all := persons(t, g)
		require.Len(t, all, 1, "%s: %v", table, all)
		for _, labels := range all {
			assert.ElementsMatch(t, forms, labels)
		}
		for class, want := range map[quad.IRI]int64{vocab.ClassMove: 1, vocab.ORGOrganization: 2} {
			n, err := g.Count(t.Context(), graph.Pattern{Predicate: vocab.RDFType, Object: class})
			require.NoError(t, err)
			assert.Equal(t, want, n, "%s, %s", table, class)
		}
		size := g.Size()
		_, err = read(t.Context(), g, table)
		require.NoError(t, err)
		assert.Equal(t, size, g.Size(), "read again, it changes nothing")
	}
}

// So are the forms of a name that was there before, and those within one row.
func TestFormsOfAKnownName(t *testing.T) {
	for _, known := range []string{"楊紅霞", "杨红霞", "Yang Hongxia"} {
		g := graph.New()
		require.NoError(t, g.Add(t.Context(),
			quad.Quad{Subject: quad.IRI("https://e.example/y"), Predicate: vocab.RDFType, Object: vocab.ClassPerson},
			quad.Quad{Subject: quad.IRI("https://e.example/y"), Predicate: vocab.SKOSPrefLabel, Object: quad.String(known)}))
		_, err := read(t.Context(), g, "person,to\n杨红霞,A\n楊紅霞,B\nyang hongxia,C\n")
		require.NoError(t, err)
		all := persons(t, g)
		assert.Len(t, all, 1, "%s: %v", known, all)
		assert.Len(t, all["https://e.example/y"], 3)
	}
	g := graph.New()
	_, err := read(t.Context(), g, "person,from,to,kind\n林,蓝鹤,藍鶴,promotion\n")
	require.NoError(t, err)
	n, err := g.Count(t.Context(), graph.Pattern{Predicate: vocab.RDFType, Object: vocab.ORGOrganization})
	require.NoError(t, err)
	assert.EqualValues(t, 1, n)
}

// What could be several is an error, and names that only sound alike are several.
func TestFormsThatAreSeveralNames(t *testing.T) {
	for table, want := range map[string]string{
		"person,to\n鍾明,A\n鐘明,A\n钟明,A\n":             `t.csv:4:1: ambiguous name: "钟明" is the name of 2 entities`,
		"person,to\n楊紅霞,A\n楊宏霞,A\nYang Hongxia,A\n": `t.csv:4:1: ambiguous name: "Yang Hongxia" is the name of 2 entities`,
	} {
		_, err := read(t.Context(), graph.New(), table)
		require.ErrorIs(t, err, graph.ErrAmbiguous)
		assert.ErrorContains(t, err, want)
	}
	for table, want := range map[string]int{
		"person,to\n楊紅霞,A\n楊宏霞,A\n":                 2,
		"person,to\nYang Hongxia,A\n楊紅霞,A\n楊宏霞,A\n": 2, // the second has no other form than its own
		"person,to\nC++,A\nC#,A\nC,A\n":             3,
	} {
		g := graph.New()
		_, err := read(t.Context(), g, table)
		require.NoError(t, err)
		assert.Len(t, persons(t, g), want, table)
	}
}

// A row that is skipped names nobody.
func TestFormsInASkippedRow(t *testing.T) {
	g := graph.New()
	_, err := read(t.Context(), g, "person,to,year\n楊紅霞,A,soon\n杨红霞,A,2024\n", csv.WithSyntax(syntax.WithLenient(func(*syntax.Error) error { return nil })))
	require.NoError(t, err)
	assert.Equal(t, map[quad.IRI][]string{vocab.ID + "person-杨红霞": {"杨红霞"}}, persons(t, g))
}

// A cell of very many names takes time in proportion.
func TestManyNamesInACell(t *testing.T) {
	var names strings.Builder
	const n = 10_000
	for i := range n {
		fmt.Fprintf(&names, "领域%d;", i)
	}
	start := time.Now()
	quads, err := read(t.Context(), graph.New(), "organization,sector\nA,"+names.String()+"\n")
	require.NoError(t, err)
	assert.Greater(t, quads, 3*n)
	t.Logf("%d names in %v", n, time.Since(start))
}

// Names that sound alike, or are one name's forms, are looked up in a time that does not grow with their number: here
// it would take minutes.
func TestManyNamesThatSoundAlike(t *testing.T) {
	chars := []rune("伊衣医依揖壹漪噫铱猗")
	n := long.Runs(2_000, 8_000)
	var alike, others, forms strings.Builder
	for i := range n {
		four := string([]rune{chars[i/1000%10], chars[i/100%10], chars[i/10%10], chars[i%10]})
		fmt.Fprintf(&alike, "%s,B%d\n", four, i)
		fmt.Fprintf(&others, "%s%c,%s医师\n", four, chars[i%7], four)
		fmt.Fprintf(&forms, "%s,B\n", strings.NewReplacer("0", "a", "1", "a-").Replace(fmt.Sprintf("%013b", i)))
	}
	start := time.Now()
	g := graph.New()
	for _, rows := range []string{alike.String(), others.String(), forms.String()} {
		_, err := read(t.Context(), g, "person,to\n"+rows)
		require.NoError(t, err)
	}
	assert.Len(t, persons(t, g), 2*n+1)
	assert.Less(t, time.Since(start), time.Minute)
}

// Words that a cell chooses among may be written as the vocabulary's labels in each language.
func TestWordsOfTheVocabulary(t *testing.T) {
	individuals := map[quad.Value]string{} // to the column that takes them
	labels := map[quad.Value][]string{}
	for q, err := range turtle.NewReader(strings.NewReader(vocab.Turtle())).All() {
		require.NoError(t, err)
		column := map[quad.Value]string{quad.IRI(vocab.NS + "MoveKind"): "kind", quad.IRI(vocab.NS + "OrgKind"): "kind", quad.IRI(vocab.NS + "Certainty"): "certainty"}[q.Object]
		if label, ok := q.Object.(quad.LangString); ok && q.Predicate == quad.IRI(vocab.RDFSLabel) && label.Lang != "en" {
			labels[q.Subject] = append(labels[q.Subject], string(label.Value))
		} else if q.Predicate == vocab.RDFType && column != "" {
			individuals[q.Subject] = column
		}
	}
	require.Len(t, individuals, 11)
	for word, column := range individuals {
		require.Len(t, labels[word], 2)
		for _, label := range labels[word] {
			head, row := "organization,source,kind,certainty\n", "A,https://s.example/,%s,\n"
			if column == "certainty" {
				row = "A,https://s.example/,,%s\n"
			}
			g := graph.New()
			if _, err := read(t.Context(), g, head+fmt.Sprintf(row, label)); err != nil {
				head = "person,to,source,kind\n"
				_, err = read(t.Context(), g, head+fmt.Sprintf("A,B,https://s.example/,%s\n", label))
				require.NoError(t, err)
			}
			n, err := g.Count(t.Context(), graph.Pattern{Object: word})
			require.NoError(t, err)
			assert.EqualValues(t, 1, n, "%s for %s", label, word)
		}
	}
}
