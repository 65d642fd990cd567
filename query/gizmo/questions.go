package gizmo

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"talentgraph.example/graph"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

// tgObject is tg: the questions of package query/questions as functions of the script, and questions, which lists
// them. Arguments are given in their order, options as the last argument, as an object. Rows are plain objects, with
// the fields that the rows have in JSON.
type tgObject struct {
	e       *env
	all     map[string]questions.Question // by their names in scripts
	options map[string]questions.Option   // likewise
}

func newTGObject(e *env) *tgObject {
	o := &tgObject{e, map[string]questions.Question{}, map[string]questions.Option{}}
	for _, q := range questions.All() {
		o.all[q.Script()] = q
	}
	for _, option := range questions.Options() {
		o.options[option.Script] = option
	}
	return o
}

func (o *tgObject) Get(name string) goja.Value {
	if m := o.method(name); m != nil {
		return o.e.function(name, "tg.", m)
	}
	o.e.noQuestion = name
	return nil
}

func (o *tgObject) Has(name string) bool        { return o.method(name) != nil }
func (o *tgObject) Set(string, goja.Value) bool { return false }
func (o *tgObject) Delete(string) bool          { return false }
func (o *tgObject) Keys() []string              { return append(questionNames(), "questions") }

func (o *tgObject) method(name string) method {
	if name == "questions" {
		return listQuestions
	}
	if q, ok := o.all[name]; ok {
		return func(c *call) goja.Value { return c.ask(q, o.options) }
	}
	return nil
}

func questionNames() []string {
	var names []string
	for _, q := range questions.All() {
		names = append(names, q.Script())
	}
	return names
}

// noQuestion says which question was probably meant, and which there are.
func noQuestion(name string) string {
	said := fmt.Sprintf("there is no question %q; ", name)
	if near := questions.Nearest(name, questionNames()); near != "" {
		said += fmt.Sprintf("did you mean %q? ", near)
	}
	return said + "tg.questions() tells of all: " + strings.Join(questionNames(), ", ")
}

// listQuestions is tg.questions(): what there is to ask.
func listQuestions(c *call) goja.Value {
	c.count(0, 0)
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
	c.count(q.Least(), len(q.Args)+1)
	args := c.args
	var opts []query.Option
	if n := len(args); n > q.Least() && (n > len(q.Args) || isOptions(args[n-1])) {
		args, opts = args[:n-1], c.questionOptions(q, options, args[n-1])
	}
	var given []string
	for i, arg := range args {
		switch in := q.Args[i]; {
		case in.Optional && isNothing(arg):
			given = append(given, "")
		case in.Kind == questions.Number:
			given = append(given, strconv.FormatInt(c.whole(arg, "how many "+in.Name.En), 10))
		default:
			given = append(given, c.named(arg))
		}
	}
	rows := []any{} // no rows are an empty list, not null
	for row, err := range q.Ask(c.env.run.ctx, c.reader(), given, opts...) {
		stopOn(c.env.run.ctx.Err())
		if err != nil {
			c.refused(q, err)
		}
		rows = append(rows, row.Value)
	}
	switch {
	case !q.Single():
		return c.plain(rows)
	case len(rows) == 0:
		return goja.Null()
	}
	return c.plain(rows[0])
}

// isOptions tells options from the other arguments, which are texts, numbers and terms.
func isOptions(v goja.Value) bool { return describe(v) == "an object" }

func (c *call) named(v goja.Value) string {
	if t, ok := ours[*termObject](v); ok {
		return strings.Trim(text(t.value), "<>")
	}
	return strings.Trim(c.text(v, "a name, as text"), "<>")
}

// refused throws an error of a question, with the names that scripts know.
func (c *call) refused(q questions.Question, err error) {
	said := q.InTerms(err, c.name, scriptOption)
	said = strings.TrimPrefix(strings.TrimPrefix(said, c.name+": "), c.name+" ") // which stands in front anyhow
	c.env.throw(&ScriptError{Method: c.name, Message: said, Err: err})
}

// scriptOption is what scripts call an option; empty for one that they do not have.
func scriptOption(name string) string {
	o, _ := questions.OptionNamed(name)
	return o.Script
}

// reader is the graph as it is for this run.
func (c *call) reader() graph.Reader {
	if c.env.run.reader == nil {
		c.fail("this script runs on a store of Cayley's, which the typed questions do not read")
	}
	return c.env.run.reader
}

// plain makes script values of Go's, by way of their JSON.
func (c *call) plain(v any) goja.Value {
	stopOn(c.env.run.ctx.Err())
	text, err := json.Marshal(v)
	var plain any
	if err == nil {
		err = json.Unmarshal(text, &plain)
	}
	if err != nil {
		c.env.throw(&ScriptError{Method: c.name, Message: err.Error(), Err: err})
	}
	return c.env.fromJSON(plain)
}

// fromJSON is fromGo for what package json reads, where whole numbers are float64.
func (e *env) fromJSON(v any) goja.Value {
	e.run.ctx.check()
	switch v := v.(type) {
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = e.fromJSON(v[i])
		}
		return e.vm.NewArray(list...)
	case map[string]any:
		obj := e.vm.NewObject()
		for key, value := range v {
			_ = obj.Set(key, e.fromJSON(value)) // cannot fail: the object is new
		}
		return obj
	}
	return e.fromGo(v)
}

// questionOptions reads {from: "Alibaba", years: [2020, 2024], certainty: "stated", top: 10}.
func (c *call) questionOptions(q questions.Question, options map[string]questions.Option, v goja.Value) []query.Option {
	if isNothing(v) {
		return nil
	}
	if !isOptions(v) {
		c.wanted("options such as {top: 10}", v)
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
			c.fail("%s: %v", key, err)
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
	c.fail("there is no option %q; %sIt takes %s", name, meant, strings.Join(names, ", "))
}

// valuesOf reads the values of an option, as the table takes them.
func (c *call) valuesOf(o questions.Option, v goja.Value) []string {
	list := []goja.Value{v}
	if o.Span || o.Repeated {
		list = c.elements(v)
	}
	var values []string
	for _, v := range list {
		wanted := fmt.Sprintf("{%s: a %s}", o.Script, o.Kind)
		switch o.Kind {
		case questions.Number, questions.Year:
			values = append(values, strconv.FormatInt(c.whole(v, wanted), 10))
		case questions.Flag:
			flag, ok := primitive(v).(bool)
			if !ok {
				c.wanted(wanted, v)
			}
			values = append(values, strconv.FormatBool(flag))
		case questions.Document:
			values = append(values, c.text(v, wanted)) // as it is
		default:
			values = append(values, strings.Trim(c.text(v, wanted), "<>"))
		}
	}
	return values
}
