package gizmo

import (
	"context"
	"encoding/json"
	"iter"
	"reflect"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"talentgraph.example/graph"
	"talentgraph.example/query"
	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/stop"
)

// tg has the typed questions of package query as functions of the script. Names are given as text, options as the
// last argument, as an object; see questionOptions. Rows are plain objects, with the fields that the rows have in JSON.

// question finds a question by its name in scripts. To add one, add a case with the wrapper for its form.
func question(name string) method {
	switch name {
	case "whoLeft":
		return whoLeft
	case "moves":
		return each0(query.Moves)
	case "strategies":
		return each0(query.Strategies)
	case "leaders":
		return each0(query.Leaders)
	case "founders":
		return each0(query.Founders)
	case "presences":
		return each0(query.Presences)
	case "teams":
		return each0(query.Teams)
	case "flows":
		return all0(query.Flows)
	case "flowsByYear":
		return all0(query.FlowsByYear)
	case "flowsBySector":
		return all0(query.FlowsBySector)
	case "startUps":
		return all0(query.StartUps)
	case "disputed":
		return all0(query.Disputed)
	case "sectors":
		return all0(query.Sectors)
	case "netFlow":
		return all0(query.NetFlow)
	case "brokers":
		return all0(query.Brokers)
	case "matrix":
		return all0(query.Matrix)
	case "left":
		return each1(query.Left)
	case "joined":
		return each1(query.Joined)
	case "roster":
		return each1(query.Roster)
	case "strategiesOf":
		return each1(query.StrategiesOf)
	case "claims":
		return each1(query.Claims)
	case "strategiesBySector":
		return all1(query.StrategiesBySector)
	case "career":
		return all1(query.Career)
	case "rivals":
		return all1(query.Rivals)
	case "profileOrganization":
		return all1(query.ProfileOrganization)
	case "profilePerson":
		return all1(query.ProfilePerson)
	case "downstream":
		return reach(query.Downstream)
	case "upstream":
		return reach(query.Upstream)
	}
	return nil
}

// whoLeft takes one organization or two.
func whoLeft(c *call) goja.Value {
	c.Count(1, 3)
	to, optionsAt := "", 1
	if _, isText := c.Arg(1).(goja.String); isText || len(c.Args) == 3 {
		optionsAt = 2
		if !lang.IsNothing(c.Args[1]) {
			to = c.Text(c.Args[1], "the name of an organization")
		}
	}
	rows, err := query.WhoLeft(c.Context(), c.reader(), c.named(0), to, c.questionOptions(optionsAt)...)
	return c.rowsFrom(rows, err)
}

type (
	seq0[T any] func(context.Context, graph.Reader, ...query.Option) iter.Seq2[T, error]
	fun0[T any] func(context.Context, graph.Reader, ...query.Option) (T, error)
	seq1[T any] func(context.Context, graph.Reader, string, ...query.Option) iter.Seq2[T, error]
	fun1[T any] func(context.Context, graph.Reader, string, ...query.Option) (T, error)
)

func each0[T any](ask seq0[T]) method {
	return func(c *call) goja.Value {
		c.Count(0, 1)
		return collect(c, ask(c.Context(), c.reader(), c.questionOptions(0)...))
	}
}

func all0[T any](ask fun0[T]) method {
	return func(c *call) goja.Value {
		c.Count(0, 1)
		rows, err := ask(c.Context(), c.reader(), c.questionOptions(0)...)
		return c.rowsFrom(rows, err)
	}
}

func each1[T any](ask seq1[T]) method {
	return func(c *call) goja.Value {
		c.Count(1, 2)
		return collect(c, ask(c.Context(), c.reader(), c.named(0), c.questionOptions(1)...))
	}
}

func all1[T any](ask fun1[T]) method {
	return func(c *call) goja.Value {
		c.Count(1, 2)
		rows, err := ask(c.Context(), c.reader(), c.named(0), c.questionOptions(1)...)
		return c.rowsFrom(rows, err)
	}
}

func reach(ask func(context.Context, graph.Reader, string, int, ...query.Option) ([]graph.Entity, error)) method {
	return func(c *call) goja.Value {
		c.Count(2, 3)
		steps := int(min(max(c.Whole(c.Args[1], "how many moves"), 0), 1<<30))
		rows, err := ask(c.Context(), c.reader(), c.named(0), steps, c.questionOptions(2)...)
		return c.rowsFrom(rows, err)
	}
}

func collect[T any](c *call, answer iter.Seq2[T, error]) goja.Value {
	rows := []T{}
	for row, err := range answer {
		if err != nil {
			return c.rowsFrom(nil, err)
		}
		rows = append(rows, row)
	}
	return c.rowsFrom(rows, nil)
}

func (c *call) named(i int) string {
	if v, ok := lang.Term(c.Args[i]); ok {
		return strings.Trim(quad.StringOf(v), "<>")
	}
	return strings.Trim(c.Text(c.Args[i], "a name, as text"), "<>")
}

// reader is the graph as it is for this run.
func (c *call) reader() graph.Reader {
	if c.state == nil {
		c.Fail("this script runs on a store of Cayley's, which the typed questions do not read")
	}
	return c.state
}

// rowsFrom makes the script's values of rows, by way of their JSON.
func (c *call) rowsFrom(rows any, err error) goja.Value {
	stop.On(c.Context().Err())
	if list := reflect.ValueOf(rows); err == nil && list.Kind() == reflect.Slice && list.IsNil() {
		return c.VM().NewArray() // no rows are an empty list, not null
	}
	if err == nil {
		var text []byte
		var plain any
		if text, err = json.Marshal(rows); err == nil {
			err = json.Unmarshal(text, &plain)
		}
		if err == nil {
			return c.fromJSON(plain)
		}
	}
	c.Throw(err)
	return nil
}

// fromJSON is FromGo for what package json reads, where whole numbers are float64.
func (c *call) fromJSON(v any) goja.Value {
	c.Check()
	switch v := v.(type) {
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = c.fromJSON(v[i])
		}
		return c.VM().NewArray(list...)
	case map[string]any:
		obj := c.VM().NewObject()
		for key, value := range v {
			_ = obj.Set(key, c.fromJSON(value)) // cannot fail: the object is new
		}
		return obj
	}
	return c.FromGo(v)
}

// questionOptions reads {from, to, person, at, inSector, ofClass, source, asOf: names or dates as text, years
// and between: [first, last], certainty: "stated", undated: true, top: n}. A question refuses the options that
// are not for it.
func (c *call) questionOptions(i int) []query.Option {
	if lang.IsNothing(c.Arg(i)) {
		return nil
	}
	given := c.Options(c.Args[i], "from", "to", "person", "at", "inSector", "ofClass", "source", "asOf", "years",
		"between", "certainty", "undated", "top")
	var opts []query.Option
	for name, with := range map[string]func(string) query.Option{
		"from": query.From, "to": query.To, "person": query.Person, "at": query.At, "inSector": query.InSector,
		"ofClass": query.OfClass, "source": query.Source, "asOf": query.AsOf,
	} {
		if v := given[name]; v != nil {
			opts = append(opts, with(c.Text(v, "{"+name+": a text}")))
		}
	}
	if v := given["years"]; v != nil {
		first, last := c.pair(v, "{years: [first, last]}")
		opts = append(opts, query.Years(int(c.Whole(first, "a year")), int(c.Whole(last, "a year"))))
	}
	if v := given["between"]; v != nil {
		first, last := c.pair(v, "{between: [first, last]}")
		opts = append(opts, query.Between(c.Text(first, "a date as text"), c.Text(last, "a date as text")))
	}
	if v := given["certainty"]; v != nil {
		opts = append(opts, query.CertaintyAtLeast(c.certainty(v)))
	}
	if v := given["undated"]; v != nil {
		keep, _ := lang.Primitive(v).(bool)
		opts = append(opts, query.Undated(keep))
	}
	if v := given["top"]; v != nil {
		opts = append(opts, query.Top(int(c.Whole(v, "{top: how many rows}"))))
	}
	return opts
}

func (c *call) certainty(v goja.Value) graph.Certainty {
	levels := []graph.Certainty{graph.Stated, graph.Inferred, graph.Speculative, graph.Disputed}
	name := c.Text(v, "{certainty: a text}")
	for _, level := range levels {
		if level.String() == name {
			return level
		}
	}
	c.Fail("there is no certainty %q; from the surest down they are %v", name, levels)
	return graph.Unknown
}

func (c *call) pair(v goja.Value, wanted string) (first, last goja.Value) {
	list := c.Elements(v)
	if len(list) != 2 {
		c.Wanted(wanted, v)
	}
	return list[0], list[1]
}
