package explorer

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

const pageRows = 100

// asking is a question as a form has filled it in.
type asking struct {
	question questions.Question
	args     []string
	opts     []query.Option
	written  []string // the options, as the command line has them
	script   []string // and as scripts do
	ready    bool     // all that is needed is there
}

type field struct {
	Name, Label, About, Value, Value2, Type string
	Span, Required                          bool
	Choices                                 []choice
	Given                                   bool // an option that narrows this answer
}

// askNamed is the page of one question.
func askNamed(name string) func(*page) error {
	return func(p *page) error { return p.ask(p.h.questions[name]) }
}

// ask is the page of the question that the address names.
func ask(p *page) error {
	q, ok := p.h.questions[p.r.PathValue("name")]
	if !ok {
		return errNoPage
	}
	return p.ask(q)
}

// ways is the page of the ways between two entities.
func ways(p *page) error {
	p.q.Set("a1", p.q.Get("from"))
	p.q.Set("a2", p.q.Get("to"))
	return p.ask(p.h.questions["paths"])
}

// ask answers a question. What cannot be asked is said above the form, which keeps what stands in it.
func (p *page) ask(q questions.Question) error {
	err := p.asked(q)
	if err == nil || p.begun || p.q.Get("format") != "" {
		return err
	}
	status, said, gone := p.failure(err)
	if gone || status == http.StatusInternalServerError {
		return err
	}
	p.headers(status)
	title := q.Title.In(p.Lang)
	return p.show(status, "ask", p.l.Say("%s: %s", p.W("error"), title), answerBody{Question: title, About: q.About.In(p.Lang), Fields: p.fields(q), Failed: &said})
}

func (p *page) asked(q questions.Question) error {
	a, err := p.read(q)
	if err != nil {
		return err
	}
	format := p.q.Get("format")
	if !a.ready {
		if format != "" {
			return errBad{http.StatusBadRequest, p.W("fill in")}
		}
		return p.show(http.StatusOK, "ask", q.Title.In(p.Lang), answerBody{Question: q.Title.In(p.Lang), About: q.About.In(p.Lang), Fields: p.fields(q)})
	}
	done, err := p.turn(p.h.costly)
	if err != nil {
		return err
	}
	defer done()
	if format != "" {
		return p.formatted(a, format)
	}
	return p.answer(a)
}

// read reads a form.
func (p *page) read(q questions.Question) (a asking, err error) {
	// What can be asked without any argument is asked when its form is sent; the others when they have theirs.
	a = asking{question: q, opts: p.opts, ready: len(q.Args) == 0 || q.Least() > 0 || p.q.Get("go") != ""}
	for i := range q.Args {
		value := strings.TrimSpace(p.q.Get("a" + strconv.Itoa(i+1)))
		if value == "" && i < q.Least() {
			a.ready = false
		}
		a.ready = a.ready || value != "" && q.Least() == 0
		a.args = append(a.args, value)
	}
	for len(a.args) > q.Least() && a.args[len(a.args)-1] == "" {
		a.args = a.args[:len(a.args)-1]
	}
	for _, o := range q.Options() {
		if o.Kind == questions.Document || o.Name == "Top" {
			continue
		}
		if slices.Contains(kept, o.Name) {
			if v := p.q.Get(o.Flag); v != "" {
				a.written, a.script = append(a.written, "-"+o.Flag+" "+shell(v)), append(a.script, o.Script+": "+quote(v))
			}
			continue
		}
		values := slices.DeleteFunc(slices.Clone(p.q[o.Flag]), func(v string) bool { return v == "" && !o.Span })
		switch {
		case len(values) == 0 || slices.IndexFunc(values, func(v string) bool { return v != "" }) < 0:
			continue
		case o.Repeated:
			values = strings.Split(strings.Join(values, ","), ",")
		case o.Span && len(values) > 1 && values[1] == "":
			values = values[:1]
		case !o.Span:
			values = values[:1]
		}
		option, err := o.With(values...)
		if err != nil {
			return a, errBad{http.StatusBadRequest, o.Flag + ": " + err.Error()}
		}
		a.opts = append(a.opts, option)
		if o.Name == "After" {
			continue
		}
		join, list := "..", quote(values[0])
		if o.Repeated {
			join = ","
		}
		if len(values) > 1 {
			quoted := []string{}
			for _, v := range values {
				quoted = append(quoted, quote(v))
			}
			list = "[" + strings.Join(quoted, ", ") + "]"
		}
		a.written = append(a.written, "-"+o.Flag+" "+shell(strings.Join(values, join)))
		a.script = append(a.script, o.Script+": "+list)
	}
	a.opts = slices.Clip(a.opts)
	return a, nil
}

// fields are what a form asks for.
func (p *page) fields(q questions.Question) (all []field) {
	for i, in := range q.Args {
		f := p.field("a"+strconv.Itoa(i+1), in)
		f.Required = i < q.Least()
		all = append(all, f)
	}
	for _, o := range q.Options() {
		if o.Kind == questions.Document || o.Name == "Top" || o.Name == "After" || slices.Contains(kept, o.Name) {
			continue
		}
		f := p.field(o.Flag, o.Input)
		f.About, f.Given = o.About.In(p.Lang), p.q.Get(o.Flag) != ""
		all = append(all, f)
	}
	return all
}

func (p *page) field(name string, in questions.Input) field {
	f := field{Name: name, Label: in.Name.In(p.Lang), Value: p.q.Get(name), Type: "text", Span: in.Span}
	if name[0] != 'a' || len(name) > 2 {
		f.Label = p.option(name)
	}
	if values := p.q[name]; in.Span && len(values) > 1 {
		f.Value2 = values[1]
	}
	switch in.Kind {
	case questions.Number, questions.Year:
		f.Type = "number"
	case questions.Flag:
		f.Choices = []choice{{"true", p.W("yes"), f.Value == "true"}, {"false", p.W("no"), f.Value == "false"}}
	case questions.Organization, questions.Person, questions.Sector, questions.Entity:
		f.Type = "search" // with suggestions
	default:
		for _, c := range in.Choices() {
			f.Choices = append(f.Choices, choice{c.Value, c.Label.In(p.Lang), c.Value == f.Value})
		}
	}
	if in.Default != "" && f.Value == "" {
		f.Value = in.Default
	}
	return f
}

// quote is a text as scripts write it.
func quote(s string) string { return strconv.Quote(s) }

// shell is a text as a command line takes it.
func shell(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:_-,/") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// askedAs is the question for other ways to ask: a command, a script, and Go.
func (a asking) askedAs() (all []string) {
	command, script, code := "ask "+a.question.Command, []string{}, []string{"ctx", "g"}
	for _, arg := range a.args {
		command += " " + shell(arg)
		script, code = append(script, quote(arg)), append(code, quote(arg))
	}
	if len(a.written) > 0 {
		command += " " + strings.Join(a.written, " ")
		script = append(script, "{"+strings.Join(a.script, ", ")+"}")
		code = append(code, "…")
	}
	return []string{command, "tg." + a.question.Script() + "(" + strings.Join(script, ", ") + ")", "query." + a.question.Name + "(" + strings.Join(code, ", ") + ")"}
}
