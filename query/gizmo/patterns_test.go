package gizmo

import (
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

// Patterns over one long text are stopped by the limit of time, wherever they stand.
func TestLongTextsAreMatchedWithinLimits(t *testing.T) {
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI("http://e/a"), Predicate: quad.IRI("http://e/p"), Object: quad.String(strings.Repeat("a", 1<<20))}))
	for _, script := range []string{
		`g.V().filter(like($like)).all()`, `g.V().filter(regex($regex)).all()`, `g.V().filter(regex($regex, true)).count()`,
		`g.V().has("<http://e/p>", like($like)).all()`, `g.V().has("<http://e/p>", regex($regex)).all()`,
		`var f = like($like); g.V("<http://e/a>").out().filter(f).toArray()`,
		`g.V().filter(regex("(x+x+)+y|((a{0,30}){0,30}b)$")).all()`,
	} {
		start := time.Now()
		_, err := values(t, g, script, WithTimeout(50*time.Millisecond),
			WithParam("like", strings.Repeat("%a", 500)+"%x"), WithParam("regex", strings.Repeat(".*a", 300)+"x"))
		require.ErrorIs(t, err, graph.ErrLimit, script)
		require.Less(t, time.Since(start), 10*time.Second, script) // busy machines are slow
	}
}

// A long text is matched as a short one is.
func TestLongTextsAreMatchedRight(t *testing.T) {
	g := graph.New()
	long := strings.Repeat("中 line\n", 1<<16)
	for i, text := range []string{long + "end", long + "! end", "x" + long} {
		addAsRead(t, g, quad.Quad{Subject: quad.IRI("e:s" + string(rune('0'+i))), Predicate: quad.IRI("e:p"), Object: quad.String(text)})
	}
	for condition, want := range map[string]int{
		`like("%end")`: 2, `like("x%")`: 1, `like("x%line")`: 0, `like("%line\n%")`: 3, `like("%\n? end")`: 1, `regex("^x")`: 1, `regex("(?m)^end$")`: 1, `regex("\\A中(.|\n)*end\\z")`: 2, `like("%no%")`: 0,
	} {
		got, err := values(t, g, `g.V().has("<e:p>", `+condition+`).count()`)
		require.NoError(t, err, condition)
		require.Equal(t, []any{int64(want)}, got, condition)
	}
	_, err := values(t, g, `g.V().filter(like($p)).all()`, WithParam("p", strings.Repeat("a%", 6000)))
	require.ErrorContains(t, err, "like: the pattern is longer than 10000 bytes")
}

// A question takes no time for a text that is no name, however long it is.
func TestLongNamesInQuestions(t *testing.T) {
	g := peopleGraph(t)
	for _, script := range []string{`tg.whoLeft($long)`, `tg.whoLeft("Acme", $long)`, `tg.flows({from: $long})`, `tg.search($long)`, `tg.around($long)`, `tg.moves({after: $long})`} {
		_, err := values(t, g, script, WithParam("long", strings.Repeat("重", 1_000_000)), WithTimeout(time.Minute))
		require.ErrorContains(t, err, "a name or value of 3000000 bytes is too long; 524288 are the most", script)
	}
	_, err := values(t, g, `tg.whoLeft($long)`, WithParam("long", strings.Repeat("重", 100_000)), WithTimeout(time.Minute))
	require.ErrorContains(t, err, `no organization named "重`)
}
