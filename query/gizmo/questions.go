package gizmo

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"talentgraph.example/graph"
	"talentgraph.example/query"
	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/stop"
	"talentgraph.example/query/questions"
)

// tgObject is tg: the questions of package query/questions as functions of the script, and questions, which lists
// them. Arguments are given in their order, options as the last argument, as an object. Rows are plain objects, with
// the fields that the rows have in JSON; sums have their grades and their evidence, too. A list of rows that the option
// top ended has the cursor of its last row as its property next, for the option after.
type tgObject struct {
	world   *world
	all     map[string]questions.Question // by their names in scripts, once one has been asked for
	options map[string]questions.Option   // likewise
}

// Method makes a question a function of the script.
func (o *tgObject) Method(name string) lang.Method {
	if o.all == nil {
		o.read()
	}
	if name == "questions" {
		return func(c *lang.Call) goja.Value { return (&call{c, o.world.state}).list() }
	}
	if q, ok := o.all[name]; ok {
		return func(c *lang.Call) goja.Value { return (&call{c, o.world.state}).ask(q, o.options) }
	}
	return nil
}

func (o *tgObject) read() {
	o.all, o.options = map[string]questions.Question{}, map[string]questions.Option{}
	for _, q := range questions.All() {
		o.all[q.Script()] = q
	}
	for _, option := range questions.Options() {
		o.options[option.Script] = option
	}
}

// Names lists the functions.
func (o *tgObject) Names() []string { return append(questionNames(), "questions") }

// Missing says which question was probably meant, and which there are.
func (o *tgObject) Missing(name string) string {
	said := fmt.Sprintf("there is no question %q; ", name)
	if near := questions.Nearest(name, questionNames()); near != "" {
		said += fmt.Sprintf("did you mean %q? ", near)
	}
	return said + "tg.questions() tells of all: " + strings.Join(questionNames(), ", ")
}

func questionNames() []string {
	var names []string
	for _, q := range questions.All() {
		names = append(names, q.Script())
	}
	return names
}

// A call is a call of a question by the script.
type call struct {
	*lang.Call
	state *graph.Snapshot // to ask; nil if the script runs on a store of Cayley's
}

// list is tg.questions(): what there is to ask.
func (c *call) list() goja.Value {
	c.Count(0, 0)
	type argument struct {
		Name     string `json:"name"`
		Kind     string `json:"kind"`
		Optional bool   `json:"optional"`
	}
	type option struct {
		Name  string `json:"name"`
		Kind  string `json:"kind"`
		About string `json:"about"`
	}
	type question struct {
		Name    string     `json:"name"`
		Title   string     `json:"title"`
		About   string     `json:"about"`
		Args    []argument `json:"args"`
		Options []option   `json:"options"`
	}
	var all []question
	for _, q := range questions.All() {
		entry := question{q.Script(), q.Title.En, q.About.En, []argument{}, []option{}}
		for _, arg := range q.Args {
			entry.Args = append(entry.Args, argument{arg.Name.En, arg.Kind.String(), arg.Optional})
		}
		for _, o := range q.Options() {
			entry.Options = append(entry.Options, option{o.Script, o.Kind.String(), o.About.En})
		}
		all = append(all, entry)
	}
	return c.plain(all)
}

// ask puts a question. The options stand behind the arguments, of which those that may be left out may be null.
func (c *call) ask(q questions.Question, options map[string]questions.Option) goja.Value {
	c.Count(q.Least(), len(q.Args)+1)
	args := c.Args
	var opts []query.Option
	if n := len(args); n > q.Least() && (n > len(q.Args) || isOptions(args[n-1])) {
		args, opts = args[:n-1], c.questionOptions(q, options, args[n-1])
	}
	var given []string
	for i, arg := range args {
		switch in := q.Args[i]; {
		case in.Optional && lang.IsNothing(arg):
			given = append(given, "")
		case in.Kind == questions.Number:
			given = append(given, strconv.FormatInt(c.Whole(arg, "how many "+in.Name.En), 10))
		default:
			given = append(given, c.named(arg))
		}
	}
	next := ""
	if !q.Single() {
		opts = append(opts, query.Next(&next))
	}
	rows := []json.RawMessage{} // no rows are an empty list, not null
	for row, err := range q.Ask(c.Context(), c.reader(), given, opts...) {
		var text []byte
		if err == nil {
			text, err = row.JSON(c.Context())
		}
		stop.On(c.Context().Err())
		if err != nil {
			c.refused(q, err)
		}
		rows = append(rows, text)
	}
	switch {
	case !q.Single():
		list := c.plain(rows)
		if next != "" {
			_ = list.(*goja.Object).Set("next", next) // cannot fail: the list is new
		}
		return list
	case len(rows) == 0:
		return goja.Null()
	}
	return c.plain(rows[0])
}

// isOptions tells options from the other arguments, which are texts, numbers and terms.
func isOptions(v goja.Value) bool { return lang.Describe(v) == "an object" }

func (c *call) named(v goja.Value) string {
	if term, ok := lang.Term(v); ok {
		return strings.Trim(quad.StringOf(term), "<>")
	}
	return strings.Trim(c.Text(v, "a name, as text"), "<>")
}

// refused throws an error of a question, with the names that scripts know.
func (c *call) refused(q questions.Question, err error) {
	said := q.InTerms(err, c.Name(), scriptOption)
	said = strings.TrimPrefix(strings.TrimPrefix(said, c.Name()+": "), c.Name()+" ") // which stands in front anyhow
	c.Refuse(said, err)
}

// scriptOption is what scripts call an option; empty for one that they do not have.
func scriptOption(name string) string {
	o, _ := questions.OptionNamed(name)
	return o.Script
}

// reader is the graph as it is for this run.
func (c *call) reader() graph.Reader {
	if c.state == nil {
		c.Fail("this script runs on a store of Cayley's, which the typed questions do not read")
	}
	return c.state
}

// plain makes script values of Go's, by way of their JSON.
func (c *call) plain(v any) goja.Value {
	stop.On(c.Context().Err())
	text, err := json.Marshal(v)
	var plain any
	if err == nil {
		err = json.Unmarshal(text, &plain)
	}
	if err != nil {
		c.Throw(err)
	}
	return c.fromJSON(plain)
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

// questionOptions reads {from: "Alibaba", years: [2020, 2024], certainty: "stated", top: 10}.
func (c *call) questionOptions(q questions.Question, options map[string]questions.Option, v goja.Value) []query.Option {
	if lang.IsNothing(v) {
		return nil
	}
	if !isOptions(v) {
		c.Wanted("options such as {top: 10}", v)
	}
	obj := v.(*goja.Object)
	var opts []query.Option
	for _, key := range obj.Keys() {
		o, ok := options[key]
		if !ok {
			c.noOption(q, key)
		}
		option, err := o.With(c.valuesOf(o, obj.Get(key))...)
		if err != nil {
			c.Fail("%s: %v", key, err)
		}
		opts = append(opts, option)
	}
	return opts
}

// noOption says which option was probably meant, and which the question takes.
func (c *call) noOption(q questions.Question, name string) {
	var names []string
	for _, o := range q.Options() {
		names = append(names, o.Script)
	}
	meant := ""
	if near := questions.Nearest(name, names); near != "" {
		meant = fmt.Sprintf("did you mean %q? ", near)
	}
	c.Fail("there is no option %q; %sIt takes %s", name, meant, strings.Join(names, ", "))
}

// valuesOf reads the values of an option, as the table takes them.
func (c *call) valuesOf(o questions.Option, v goja.Value) []string {
	list := []goja.Value{v}
	if o.Span || o.Repeated {
		list = c.Elements(v)
	}
	var values []string
	for _, v := range list {
		wanted := fmt.Sprintf("{%s: a %s}", o.Script, o.Kind)
		switch o.Kind {
		case questions.Number, questions.Year:
			values = append(values, strconv.FormatInt(c.Whole(v, wanted), 10))
		case questions.Flag:
			flag, ok := lang.Primitive(v).(bool)
			if !ok {
				c.Wanted(wanted, v)
			}
			values = append(values, strconv.FormatBool(flag))
		case questions.Document:
			values = append(values, c.Text(v, wanted)) // as it is
		default:
			values = append(values, strings.Trim(c.Text(v, wanted), "<>"))
		}
	}
	return values
}
