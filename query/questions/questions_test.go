package questions_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

// facts is a small graph in which every question has an answer.
func facts(t *testing.T) *graph.Graph {
	t.Helper()
	g := graph.New()
	id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
	say := func(s string, p quad.IRI, o quad.Value) {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: id(s), Predicate: p, Object: o, Label: id("claim")}))
	}
	for _, name := range []string{"acme", "globex"} {
		say(name, vocab.RDFType, vocab.ORGOrganization)
		say(name, vocab.SKOSPrefLabel, quad.LangString{Value: quad.String(name), Lang: "en"})
		say(name, vocab.Sector, id("chips"))
	}
	say("chips", vocab.RDFType, vocab.SKOSConcept)
	say("chips", vocab.SKOSPrefLabel, quad.LangString{Value: "chips", Lang: "en"})
	say("ann", vocab.RDFType, vocab.ClassPerson)
	say("acme-inc", vocab.RDFType, vocab.ORGOrganization)
	say("acme-inc", vocab.SKOSPrefLabel, quad.LangString{Value: "Acme Inc.", Lang: "en"})
	for i, ends := range [][2]string{{"acme", "globex"}, {"globex", "acme"}} {
		move := fmt.Sprint("move-", i)
		say(move, vocab.RDFType, vocab.ClassMove)
		say(move, vocab.Person, id("ann"))
		say(move, vocab.From, id(ends[0]))
		say(move, vocab.To, id(ends[1]))
		say(move, vocab.Year, quad.Int(2023+i))
	}
	say("bob-came", vocab.Person, id("bob"))
	say("bob-came", vocab.To, id("globex"))
	say("bob-came", vocab.Year, quad.Int(2022))
	say("founding", vocab.Person, id("ann"))
	say("founding", vocab.To, id("young"))
	say("founding", vocab.MoveKind, vocab.KindFounding)
	say("young", vocab.OrgKind, vocab.OrgKindStartUp)
	say("model", vocab.Of, id("acme"))
	say("model", vocab.LedBy, id("ann"))
	say("move-0", vocab.WithTeam, quad.Bool(true))
	say("round", vocab.Investor, id("globex"))
	say("round", vocab.Investee, id("acme"))
	say("round", vocab.Figure, id("sum"))
	say("sum", vocab.Value, quad.Int(5_000_000))
	say("plan", vocab.RDFType, vocab.ClassStrategy)
	say("plan", vocab.Of, id("acme"))
	say("plan", vocab.Sector, id("chips"))
	say("claim", vocab.RDFType, vocab.ClassClaim)
	say("claim", vocab.PROVHadPrimarySource, id("news"))
	say("claim", vocab.Certainty, vocab.CertaintyDisputed)
	return g
}

// sample gives arguments that have an answer in facts.
func sample(q questions.Question) []string {
	of := map[questions.Kind]string{
		questions.Organization: "acme", questions.Person: "id:ann", questions.Sector: "chips", questions.Source: "id:news",
		questions.Entity: "id:move-0", questions.Number: "1", questions.Text: "acme", questions.Period: "month",
	}
	var args []string
	for i, arg := range q.Args {
		value := of[arg.Kind]
		if i > 0 && value == args[0] {
			value = "globex"
		}
		if arg.Optional && i > 0 {
			value = ""
		}
		args = append(args, value)
	}
	return args
}

// Every question answers, in every language, with as many cells as headings, and its count is that of its rows.
func TestEveryQuestionShowsItsRows(t *testing.T) {
	g := facts(t)
	for _, q := range questions.All() {
		t.Run(q.Name, func(t *testing.T) {
			rows, err := query.All(q.Ask(t.Context(), g, sample(q)))
			require.NoError(t, err)
			require.NotEmpty(t, rows)
			n, err := q.Count(t.Context(), g, sample(q))
			require.NoError(t, err)
			assert.Len(t, rows, n)
			if q.Single() {
				assert.Len(t, rows, 1)
			}
			for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
				l, err := questions.In(t.Context(), g, lang)
				require.NoError(t, err)
				for _, row := range rows {
					_, _, grounded := row.Grounds()
					assert.Equal(t, q.Grounded(), grounded)
					grades, _, isSum, err := row.Sum(t.Context())
					require.NoError(t, err)
					assert.Equal(t, q.Summed(), isSum)
					text, err := row.JSON(t.Context())
					require.NoError(t, err)
					assert.True(t, json.Valid(text))
					assert.Equal(t, isSum, strings.Contains(string(text), `"grades"`) && l.Grades(grades) != "" || isSum && grades.Total() == 0)
					assert.Len(t, row.Cells(), len(q.Headings()))
					shown := row.Text(l)
					if grid, ok := row.Grid(); ok {
						shown = l.Names(grid.Down)
					}
					for _, cell := range row.Cells() {
						shown += cell.In(l)
					}
					assert.NotEmpty(t, shown)
				}
			}
			_, err = query.All(q.Ask(t.Context(), g, append(sample(q), "more")))
			assert.ErrorContains(t, err, "query."+q.Name+": takes")
			if q.Least() > 0 {
				_, err = query.All(q.Ask(t.Context(), g, nil))
				assert.ErrorContains(t, err, fmt.Sprintf("query.%s: needs its argument %q", q.Name, q.Args[0].Name.En))
			}
		})
	}
}

// What the table says that a question takes it takes, and it refuses all else.
func TestEveryQuestionTakesItsOptions(t *testing.T) {
	g := facts(t)
	values := map[string][]string{
		"Kind": {"hire"}, "Years": {"2023"}, "AsOf": {"2024"}, "Between": {"2023", "2024"}, "Undated": {"true"}, "CertaintyAtLeast": {"disputed"},
		"Top": {"1"}, "Hops": {"2"}, "OfClass": {"tg:Person"}, "Along": {"tg:person", "tg:to"}, "FoldPeople": {"true"}, "InOrder": {"true"},
	}
	known := map[string]bool{"Explain": true, "Next": true, "Total": true} // which give something back, and are no values
	for _, o := range questions.Options() {
		known[o.Name] = true
	}
	for _, q := range questions.All() {
		taken := q.Options()
		assert.NotEmpty(t, taken, q.Name)
		for _, o := range questions.Options() {
			value := values[o.Name]
			if value == nil {
				value = []string{"acme"}
			}
			option, err := o.With(value...)
			require.NoError(t, err, o.Name)
			_, err = q.Count(t.Context(), g, sample(q), option)
			var wrong *query.OptionError
			refused := errors.As(err, &wrong) && wrong.Err == nil
			listed := slices.ContainsFunc(taken, func(other questions.Option) bool { return other.Name == o.Name })
			assert.Equal(t, listed, !refused, "%s with %s: %v", q.Name, o.Name, err)
			if refused {
				for _, name := range wrong.Takes {
					assert.True(t, known[name], "the table lacks the option %s of %s", name, q.Name)
				}
			}
		}
	}
}

// Names tell questions and options apart, and all that is said is said in three languages.
func TestNamesAndWords(t *testing.T) {
	inThree := func(w questions.Words, what string) {
		for _, text := range []string{w.En, w.Hant, w.Hans} {
			assert.NotEmpty(t, text, what)
			assert.Equal(t, strings.Count(w.En, "%"), strings.Count(text, "%"), text)
		}
		assert.NotEqual(t, w.En, w.Hant, "%s is not translated: %q", what, w.En)
		assert.NotEqual(t, w.En, w.Hans, "%s is not translated: %q", what, w.En)
	}
	names, commands := map[string]bool{}, map[string]bool{}
	for _, f := range questions.Families() {
		inThree(f.Title, f.Name)
		assert.FileExists(t, f.Name+".go")
	}
	for _, q := range questions.All() {
		assert.False(t, names[q.Script()], q.Name)
		names[q.Script()] = true
		for n := q.Least(); n <= len(q.Args); n++ {
			command := fmt.Sprint(q.Command, n)
			assert.False(t, commands[command], "two questions are called %q and take %d arguments", q.Command, n)
			commands[command] = true
		}
		inThree(q.Title, q.Name)
		inThree(q.About, q.Name)
		inThree(q.None(), q.Name)
		for _, heading := range q.Headings() {
			inThree(heading, q.Name)
		}
		optional := false
		for _, arg := range q.Args {
			inThree(arg.Name, q.Name)
			assert.False(t, optional && !arg.Optional, "%s: what may be left out comes last", q.Name)
			optional = optional || arg.Optional
		}
	}
	scripts, flags := map[string]bool{}, map[string]bool{}
	for _, o := range questions.Options() {
		assert.False(t, scripts[o.Script] || flags[o.Flag], o.Name)
		scripts[o.Script], flags[o.Flag] = true, true
		inThree(o.About, o.Name)
		inThree(o.Input.Name, o.Name)
		for _, c := range o.Choices() {
			inThree(c.Label, c.Value)
		}
	}
}

func TestValuesOfOptions(t *testing.T) {
	for name, cases := range map[string]map[string]string{
		"Kind":             {"founding": "", "創業": "", "https://example.com/kind": "", "fired": "write hire, departure, founding or promotion"},
		"Years":            {"2023": "", "2023 2024": "", "x": "write a year or two", "1 2 3": "give one year or two", "": "give one year or two"},
		"CertaintyAtLeast": {"Inferred": "", "推斷": "", "推断": "", "sure": "use one of stated, inferred"},
		"Top":              {"3": "", "three": "write a number", "1 2": "give one number, not 2"},
		"Undated":          {"true": "", "perhaps": "write true or false"},
		"Along":            {"tg:from tg:to": "", "": "give at least one predicate"},
	} {
		option, ok := questions.OptionNamed(name)
		require.True(t, ok, name)
		for values, want := range cases {
			_, err := option.With(strings.Fields(values)...)
			if want == "" {
				assert.NoError(t, err, "%s %s", name, values)
			} else {
				assert.ErrorContains(t, err, want, "%s %s", name, values)
			}
		}
	}
	_, ok := questions.OptionNamed("Nothing")
	assert.False(t, ok)
}

func TestErrorsInTheTermsOfAProgram(t *testing.T) {
	all := questions.All()
	q := all[slices.IndexFunc(all, func(q questions.Question) bool { return q.Name == "Downstream" })]
	said := func(args []string, opts ...query.Option) string {
		_, err := q.Count(t.Context(), graph.New(), args, opts...)
		return q.InTerms(err, "down", func(name string) string {
			return map[string]string{"At": "{at}", "From": "{from}", "Top": "{top}"}[name]
		})
	}
	assert.Equal(t, "down does not take {at}; it takes {top}", said([]string{"acme", "1"}, query.At("acme")))
	assert.Equal(t, "{top}: 0 rows cannot be; ask for at least one, or leave the option out for all", said([]string{"acme", "1"}, query.Top(0)))
	assert.Equal(t, `down: "far" is no number of moves`, said([]string{"acme", "far"}))
}

func TestNoPathIsNoRow(t *testing.T) {
	g := facts(t)
	for _, q := range questions.All() {
		if q.Name == "ShortestPath" {
			n, err := q.Count(t.Context(), g, []string{"acme", "chips"}, query.Along("tg:to"))
			assert.NoError(t, err)
			assert.Zero(t, n)
		}
	}
}

func TestLanguages(t *testing.T) {
	_, err := questions.In(t.Context(), graph.New(), "fr")
	assert.ErrorContains(t, err, `no language "fr"`)
	closed := graph.New()
	require.NoError(t, closed.Close())
	_, err = questions.In(t.Context(), closed, "en")
	assert.ErrorIs(t, err, graph.ErrClosed)
	l, err := questions.In(t.Context(), facts(t), "zh-Hant")
	require.NoError(t, err)
	assert.Equal(t, "受聘", l.Term(vocab.KindHire))
	assert.Equal(t, "機構", l.Word("organization"))
	assert.Equal(t, "-", l.Name(graph.Entity{}))
}

func TestNearest(t *testing.T) {
	names := []string{"whoLeft", "flows", "net", "near"}
	for name, want := range map[string]string{"whoLfet": "whoLeft", "flow": "flows", "wholeft": "whoLeft", "nett": "net", "rivals": "", "x": ""} {
		assert.Equal(t, want, questions.Nearest(name, names), name)
	}
}

func ExampleAll() {
	ctx, g := context.Background(), graph.New()
	for _, q := range questions.All() {
		if q.Name == "Flows" {
			rows, err := query.All(q.Ask(ctx, g, nil, query.Top(3)))
			fmt.Println(q.Script(), q.Title.Hant, len(rows), err)
		}
	}
	// Output: flows 流向 0 <nil>
}

// What is nil, or no question, is an error and no panic.
func TestMisuse(t *testing.T) {
	var none context.Context
	for _, r := range []graph.Reader{nil, (*graph.Graph)(nil)} {
		_, err := questions.In(t.Context(), r, "en")
		assert.Error(t, err)
	}
	_, err := questions.In(none, graph.New(), "en")
	assert.Error(t, err)
	var wrong *query.OptionError
	for _, err := range (questions.Question{}).Ask(t.Context(), graph.New(), nil) {
		assert.ErrorAs(t, err, &wrong)
	}
	_, err = questions.Question{}.Count(t.Context(), graph.New(), nil)
	assert.ErrorAs(t, err, &wrong)
	_, err = questions.Question{}.Facets(t.Context(), graph.New(), nil)
	assert.ErrorAs(t, err, &wrong)
}

// An answer without ways says whether more hops would find one.
func TestNoneOfWays(t *testing.T) {
	g := facts(t)
	for _, q := range questions.All() {
		switch q.Name {
		case "ShortestPath", "Paths":
		default:
			none, err := q.NoneOf(t.Context(), g, nil)
			assert.NoError(t, err)
			assert.Equal(t, q.None(), none, q.Name)
			continue
		}
		next := "kept"
		opts := []query.Option{query.Hops(1)}
		if q.Name == "Paths" {
			opts = append(opts, query.Next(&next))
		}
		longer, err := q.NoneOf(t.Context(), g, []string{"acme", "globex"}, opts...)
		require.NoError(t, err)
		assert.Contains(t, longer.En, "hops allows longer ones")
		never, err := q.NoneOf(t.Context(), g, []string{"acme", "chips"}, append(opts, query.Along("tg:to"))...)
		require.NoError(t, err)
		assert.Equal(t, "No way leads from one to the other.", never.En)
		assert.NotEmpty(t, never.Hant)
		assert.Equal(t, "kept", next, "what the answer itself was told by")
		_, err = q.NoneOf(t.Context(), g, []string{"nobody", "acme"})
		assert.ErrorIs(t, err, graph.ErrNotFound)
	}
}

// The JSON of many rows is that of each, and has the way to what is reached.
func TestJSONOfManyRows(t *testing.T) {
	g := facts(t)
	ways := 0
	for _, q := range questions.All() {
		var args []string
		for _, arg := range q.Args {
			args = append(args, map[questions.Kind]string{questions.Organization: "acme", questions.Number: "1", questions.Sector: "chips"}[arg.Kind])
		}
		rows, err := query.All(q.Ask(t.Context(), g, args))
		if err != nil {
			continue // another test puts every question
		}
		all, err := questions.JSON(t.Context(), rows)
		require.NoError(t, err)
		require.Len(t, all, len(rows))
		for i, row := range rows {
			want, err := row.JSON(t.Context())
			require.NoError(t, err)
			assert.Equal(t, string(want), string(all[i]), q.Name)
			if _, ok := row.Value.(query.Reached); ok {
				var read struct{ Way []query.Move }
				require.NoError(t, json.Unmarshal(all[i], &read))
				require.Len(t, read.Way, 1)
				assert.NotEmpty(t, read.Way[0].Evidence())
				ways++
			}
		}
	}
	assert.Positive(t, ways)
}
