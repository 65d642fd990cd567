package query_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
	"talentgraph.example/query"
)

// readBack reads a row's JSON into a new row of its type.
func readBack(t *testing.T, row any) (again any, text []byte) {
	t.Helper()
	text, err := json.Marshal(row)
	require.NoError(t, err)
	read := reflect.New(reflect.TypeOf(row))
	require.NoError(t, json.Unmarshal(text, read.Interface()), "%s", text)
	return read.Elem().Interface(), text
}

// What a row writes, its type reads: a row that says the same, in words and as JSON, and needs no graph for it.
func TestEveryRowIsReadBack(t *testing.T) {
	types := map[reflect.Type]int{}
	for seed := range uint64(long.Runs(2, 8)) {
		rng := rand.New(rand.NewPCG(seed, 5))
		g := graph.New()
		require.NoError(t, g.Add(t.Context(), append(randomFacts(rng), randomPeople(rng)...)...))
		for _, q := range everyQuestion() {
			rows, err := rowsOf(t, q.ask(t.Context(), g, query.CertaintyAtLeast([]graph.Certainty{graph.Unknown, graph.Inferred}[seed%2])))
			require.NoError(t, err)
			if q.name == "Find" {
				continue
			}
			rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
			for _, row := range rows[:min(len(rows), 25)] {
				types[reflect.TypeOf(row)]++
				again, text := readBack(t, row)
				assert.Equal(t, fmt.Sprint(row), fmt.Sprint(again), q.name)
				twice, err := json.Marshal(again)
				require.NoError(t, err)
				assert.Equal(t, string(text), string(twice), q.name)
				assert.NotContains(t, string(text), "null,null")
				if grounded, ok := row.(interface {
					Certainty() graph.Certainty
					Evidence() []graph.Evidence
				}); ok {
					read := again.(interface {
						Certainty() graph.Certainty
						Evidence() []graph.Evidence
					})
					assert.Equal(t, grounded.Certainty(), read.Certainty(), q.name)
					assert.Equal(t, fmt.Sprint(grounded.Evidence()), fmt.Sprint(read.Evidence()), q.name)
				}
				detachedText, err := json.Marshal(detached(t, again))
				require.NoError(t, err)
				assert.Equal(t, string(text), string(detachedText), "%s, detached", q.name)
			}
		}
	}
	assert.GreaterOrEqual(t, len(types), 24, "%v", types)
}

// The zero row of each type writes something that is read again, and what is no row at all is an error.
func TestZeroRowsAndOthersAsJSON(t *testing.T) {
	g := wholeGraph(t)
	for _, q := range everyQuestion() {
		if q.name == "Find" {
			continue
		}
		rows, err := rowsOf(t, q.ask(t.Context(), g))
		require.NoError(t, err)
		zero := reflect.New(reflect.TypeOf(rows[0]))
		text, err := json.Marshal(zero.Elem().Interface())
		require.NoError(t, err, q.name)
		if q.name == "Search" {
			continue // a hit without a place in the order is none
		}
		assert.NoError(t, json.Unmarshal(text, zero.Interface()), "%s: %s", q.name, text)
		for _, wrong := range []string{`[]`, `3`, `{`, `"text"`} {
			assert.Error(t, json.Unmarshal([]byte(wrong), zero.Interface()), "%s: %s", q.name, wrong)
		}
	}
	var m query.Move
	assert.ErrorContains(t, json.Unmarshal([]byte(`{"person":{}}`), &m), "person: no entity has neither an id nor a value")
	assert.ErrorContains(t, json.Unmarshal([]byte(`{"certainty":"sure"}`), &m), `no certainty "sure"`)
	var s query.Stage
	assert.ErrorContains(t, json.Unmarshal([]byte(`{"kind":"leap"}`), &s), `kind: there is no "leap"; use one of move, founding, post`)
}

// Rows written as a list are the list that package json writes of them, however many pages they are.
func TestWriteJSONIsAList(t *testing.T) {
	g := rowsInPlenty(t, 700)
	moves, err := query.All(query.Moves(t.Context(), g))
	require.NoError(t, err)
	require.Greater(t, len(moves), 1_000)
	want, err := json.Marshal(moves)
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, query.WriteJSON(&out, query.Moves(t.Context(), g)))
	assert.JSONEq(t, string(want), out.String())
	assert.Equal(t, len(moves), strings.Count(out.String(), "\n"), "a row a line")
	var read []query.Move
	require.NoError(t, json.Unmarshal(out.Bytes(), &read))
	assert.Len(t, read, len(moves))

	out.Reset()
	require.NoError(t, query.WriteJSON(&out, query.Moves(t.Context(), graph.New())))
	assert.Equal(t, "[]\n", out.String())
	out.Reset()
	require.NoError(t, query.WriteJSON(&out, query.Each([]int{1, 2})))
	assert.Equal(t, "[1,\n2]\n", out.String())

	err = query.WriteJSON(&out, query.Moves(&ending{Context: t.Context(), n: 5}, g))
	assert.ErrorIs(t, err, context.Canceled)
	assert.ErrorIs(t, query.WriteJSON(full{}, query.Moves(t.Context(), g)), io.ErrShortWrite)
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// Rows of several types written one after the other are what their MarshalJSON gives.
func TestJSONRowsOfManyTypes(t *testing.T) {
	g := wholeGraph(t)
	var lines query.JSONRows
	for range 2 {
		for _, q := range everyQuestion() {
			rows, err := rowsOf(t, q.ask(t.Context(), g))
			require.NoError(t, err)
			for _, row := range rows[:min(len(rows), 20)] {
				want, err := json.Marshal(row)
				require.NoError(t, err)
				got, err := lines.Append([]byte("before "), row)
				require.NoError(t, err)
				require.Equal(t, "before "+string(want), string(got), q.name)
			}
		}
	}
	for _, other := range []any{nil, 3, "text", []int{1}} {
		want, err := json.Marshal(other)
		require.NoError(t, err)
		got, err := lines.Append(nil, other)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got))
	}
	_, err := lines.Append(nil, make(chan int))
	assert.Error(t, err)
}

// A thing with many leaders and of many organizations is told once, so that JSON grows as the facts do; a thing of few
// is told with each of its leaders.
func TestJSONOfManyLeadersOfManyOrganizations(t *testing.T) {
	of := func(n int) (string, []query.Leader) {
		g := graph.New()
		require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
			for i := range n {
				person, organization := vocab.ID+quad.IRI(fmt.Sprint("p", i)), vocab.ID+quad.IRI(fmt.Sprint("o", i))
				if err := tx.Add(quad.Quad{Subject: vocab.ID + quad.IRI("group"), Predicate: vocab.LedBy, Object: person},
					quad.Quad{Subject: vocab.ID + quad.IRI("group"), Predicate: vocab.Of, Object: organization}); err != nil {
					return err
				}
			}
			return nil
		}))
		var out strings.Builder
		require.NoError(t, query.WriteJSON(&out, query.Leaders(t.Context(), g)))
		var rows []query.Leader
		require.NoError(t, json.Unmarshal([]byte(out.String()), &rows))
		require.Len(t, rows, n)
		require.Len(t, rows[0].Organizations(), n)
		return out.String(), rows
	}
	_, few := of(5)
	assert.Len(t, few[4].Organizations(), 5)
	one, _ := of(200)
	four, _ := of(800)
	assert.Less(t, len(four), 5*len(one))
}

// A document tells a long list once, of claims or of what a strategy is in and uses, however many of its parts have it, and what is
// read has it with each.
func TestEvidenceOnceInADocument(t *testing.T) {
	tell := shape{"one post, one strategy, many claims", func(n int, say func(s, p string, o any)) {
		say("strategy", "type", vocab.ClassStrategy)
		for i := range n {
			claim := numbered("claim", i)
			say(claim, "source", "source-0")
			say("post", "holder", told{claim, "person-0"})
			say("post", "at", told{claim, numbered("org", i)})
			say("strategy", "of", told{claim, "org-0"})
			say("strategy", "sector", told{claim, numbered("sector", i)})
			say("plan", "type", vocab.ClassStrategy)
			say("plan", "of", numbered("unit", i))
			say("plan", "uses", numbered("product", i))
			say("plan", "summary", quad.LangString{Value: "words", Lang: "en"})
			say(numbered("unit", i), "unitOf", "org-0")
		}
	}}
	small, large := tell.graph(t, 40), tell.graph(t, 160)
	for _, name := range []string{"ProfilePerson", "ProfileOrganization", "Compare", "Matrix", "Network"} {
		q := asked(name, arguments(named(name)))
		text := func(g *graph.Graph) (any, []byte) {
			rows, err := rowsOf(t, q.ask(t.Context(), g))
			require.NoError(t, err)
			data, err := json.Marshal(rows[0])
			require.NoError(t, err)
			kept, err := json.Marshal(detached(t, rows[0]))
			require.NoError(t, err)
			require.Equal(t, string(data), string(kept), name)
			return rows[0], data
		}
		_, short := text(small)
		row, long := text(large)
		assert.Less(t, len(long), 6*len(short), "%s: %d to %d bytes", name, len(short), len(long))
		read := reflect.New(reflect.TypeOf(row))
		require.NoError(t, json.Unmarshal(long, read.Interface()), name)
		again, err := json.Marshal(read.Elem().Interface())
		require.NoError(t, err)
		require.Equal(t, string(long), string(again), name)
		if person, ok := row.(query.PersonProfile); ok {
			back := read.Interface().(*query.PersonProfile)
			require.Len(t, back.Career, 161)
			for i, stage := range person.Career {
				require.Equal(t, stage.Evidence(), back.Career[i].Evidence())
			}
		}
		if org, ok := row.(query.OrganizationProfile); ok {
			back := read.Interface().(*query.OrganizationProfile)
			require.Len(t, back.Strategies, 161)
			for i, s := range org.Strategies {
				require.Equal(t, fmt.Sprint(s), fmt.Sprint(back.Strategies[i]))
				require.Len(t, back.Strategies[i].Uses(), len(s.Uses()))
			}
		}
	}
	var none query.PersonProfile
	err := json.Unmarshal([]byte(`{"career":[{"evidenceId":3}]}`), &none)
	assert.ErrorContains(t, err, "no part before this one has the evidence with the number 3")
}
