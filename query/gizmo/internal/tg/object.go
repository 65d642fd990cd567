package tg

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/stop"
	"talentgraph.example/query/questions"
)

var _ lang.Object = (*Object)(nil)

// Object is tg. Its Asker is that of the run.
type Object struct{ Asker Asker }

// Method makes a question a function of the script.
func (o *Object) Method(name string) lang.Method {
	if name == "questions" {
		return func(c *lang.Call) goja.Value { return (&call{c, o.Asker}).list() }
	}
	if q, ok := tableOfQuestions().questions[name]; ok {
		return func(c *lang.Call) goja.Value { return (&call{c, o.Asker}).ask(q) }
	}
	return nil
}

// Names lists the functions.
func (o *Object) Names() []string { return append(questionNames(), "questions") }

// Missing says which question was probably meant, and which there are.
func (o *Object) Missing(name string) string { return missing(name) }

// A call is a call of a question by the script.
type call struct {
	*lang.Call
	asker Asker
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
func (c *call) ask(q questions.Question) goja.Value {
	c.Count(q.Least(), len(q.Args)+1)
	asking := Asking{Question: q.Script()}
	args := c.Args
	if n := len(args); n > q.Least() && (n > len(q.Args) || isOptions(args[n-1])) {
		args, asking.Options = args[:n-1], c.options(q, args[n-1])
	}
	for i, arg := range args {
		switch in := q.Args[i]; {
		case in.Optional && lang.IsNothing(arg):
			asking.Args = append(asking.Args, "")
		case in.Kind == questions.Number:
			asking.Args = append(asking.Args, strconv.FormatInt(c.Whole(arg, "how many "+in.Name.En), 10))
		default:
			asking.Args = append(asking.Args, c.named(arg))
		}
	}
	answer, err := c.asker.Ask(c.Context(), asking)
	stop.On(c.Context().Err())
	var no *Refused
	switch {
	case errors.As(err, &no) && no.Cause != nil:
		c.Refuse(no.Said, no.Cause)
	case errors.As(err, &no):
		c.Fail("%s", no.Said)
	case err != nil:
		c.Throw(err)
	}
	value := c.read(answer.JSON)
	if list, ok := value.(*goja.Object); ok && answer.Next != "" {
		_ = list.Set("next", answer.Next) // cannot fail: the list is new
	}
	return value
}

// isOptions tells options from the other arguments, which are texts, numbers and terms.
func isOptions(v goja.Value) bool { return lang.Describe(v) == "an object" }

func (c *call) named(v goja.Value) string {
	if term, ok := lang.Term(v); ok {
		return strings.Trim(quad.StringOf(term), "<>")
	}
	return strings.Trim(c.Text(v, "a name, as text"), "<>")
}

// plain makes script values of Go's, by way of their JSON.
func (c *call) plain(v any) goja.Value {
	text, err := json.Marshal(v)
	if err != nil {
		c.Throw(err)
	}
	return c.read(text)
}

// read makes script values of JSON.
func (c *call) read(text []byte) goja.Value {
	var plain any
	if err := json.Unmarshal(text, &plain); err != nil {
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

// options reads {from: "Alibaba", years: [2020, 2024], certainty: "stated", top: 10}.
func (c *call) options(q questions.Question, v goja.Value) []Given {
	if lang.IsNothing(v) {
		return nil
	}
	if !isOptions(v) {
		c.Wanted("options such as {top: 10}", v)
	}
	obj := v.(*goja.Object)
	var given []Given
	for _, key := range obj.Keys() {
		o, ok := tableOfQuestions().options[key]
		if !ok {
			c.Fail("%s", noOption(q, key))
		}
		given = append(given, Given{key, c.valuesOf(o, obj.Get(key))})
	}
	return given
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
