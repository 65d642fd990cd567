package tg

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"talentgraph.example/graph"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

// An Asker puts questions to what the script runs on.
type Asker interface {
	// Ask gives the answer to a question. An error is a *Refused, or one of the context.
	Ask(ctx context.Context, a Asking) (Answer, error)
}

// An Answer is what a question gives.
type Answer struct {
	JSON []byte // a list of rows; of a question that has a single one, this row or null
	Next string // the cursor of the last row, if the option top ended the list
}

// Asking is a question as a script put it. Names and values are texts, which nobody has looked at.
type Asking struct {
	Question string // its name in scripts
	Args     []string
	Options  []Given
}

// Given is an option with its values.
type Given struct {
	Name   string // in scripts
	Values []string
}

// Refused is why there is no answer, in the words of scripts.
type Refused struct {
	Said  string
	Cause error // nil if it is the script's
}

func (e *Refused) Error() string { return e.Said }

func (e *Refused) Unwrap() error { return e.Cause }

// Graph asks one state of a graph; nil, which is a store of Cayley's, has no answers.
type Graph struct{ State *graph.Snapshot }

// Ask answers a question.
func (g Graph) Ask(ctx context.Context, a Asking) (answer Answer, err error) {
	q, known := tableOfQuestions().questions[a.Question]
	if !known {
		return answer, &Refused{Said: missing(a.Question)}
	}
	if g.State == nil {
		return answer, &Refused{Said: "this script runs on a store of Cayley's, which the typed questions do not read"}
	}
	if len(a.Args) < q.Least() || len(a.Args) > len(q.Args) {
		return answer, &Refused{Said: fmt.Sprintf("expected %d to %d arguments, got %d", q.Least(), len(q.Args), len(a.Args))}
	}
	if err := a.tooLong(); err != nil {
		return answer, err
	}
	var opts []query.Option
	for _, given := range a.Options {
		o, known := tableOfQuestions().options[given.Name]
		if !known {
			return answer, &Refused{Said: noOption(q, given.Name)}
		}
		option, err := o.With(given.Values...)
		if err != nil {
			return answer, &Refused{Said: fmt.Sprintf("%s: %v", given.Name, err)}
		}
		opts = append(opts, option)
	}
	if !q.Single() {
		opts = append(opts, query.Next(&answer.Next))
	}
	rows := []json.RawMessage{} // no rows are an empty list, not null
	for row, err := range q.Ask(ctx, g.State, a.Args, opts...) {
		var text []byte
		if err == nil {
			text, err = row.JSON(ctx)
		}
		if err := ctx.Err(); err != nil {
			return answer, err
		}
		if err != nil {
			return answer, refused(q, err)
		}
		rows = append(rows, text)
	}
	if err := ctx.Err(); err != nil {
		return answer, err
	}
	switch {
	case !q.Single():
		answer.JSON, err = json.Marshal(rows)
	case len(rows) == 0:
		answer.JSON = []byte("null")
	default:
		answer.JSON = rows[0]
	}
	return answer, err
}

// longestText bounds the names and values of a question, in bytes. Folding one for a look-up takes time by its length,
// which nothing interrupts: some 50 milliseconds at most.
const longestText = 1 << 19

func (a Asking) tooLong() error {
	texts := slices.Clone(a.Args)
	for _, given := range a.Options {
		texts = append(texts, given.Values...)
	}
	for _, text := range texts {
		if len(text) > longestText {
			return &Refused{Said: fmt.Sprintf("a name or value of %d bytes is too long; %d are the most", len(text), longestText)}
		}
	}
	return nil
}

// refused words an error of a question, with the names that scripts know.
func refused(q questions.Question, err error) *Refused {
	name := q.Script()
	said := q.InTerms(err, name, scriptOption)
	said = strings.TrimPrefix(strings.TrimPrefix(said, name+": "), name+" ") // which stands in front anyhow
	return &Refused{Said: said, Cause: err}
}

// scriptOption is what scripts call an option; empty for one that they do not have.
func scriptOption(name string) string {
	o, _ := questions.OptionNamed(name)
	return o.Script
}

// table has what there is by its names in scripts.
type table struct {
	questions map[string]questions.Question
	options   map[string]questions.Option
}

var tableOfQuestions = sync.OnceValue(func() table {
	t := table{map[string]questions.Question{}, map[string]questions.Option{}}
	for _, q := range questions.All() {
		t.questions[q.Script()] = q
	}
	for _, option := range questions.Options() {
		t.options[option.Script] = option
	}
	return t
})

// missing says which question was probably meant, and which there are.
func missing(name string) string {
	said := fmt.Sprintf("there is no question %q; ", name)
	if near := nearest(name); near != "" {
		said += fmt.Sprintf("did you mean %q? ", near)
	}
	return said + "tg.questions() tells of all: " + strings.Join(questionNames(), ", ")
}

// nearest is the question that a name is near to, by what scripts call it or by its name elsewhere; "" if none is.
func nearest(name string) string {
	for _, q := range questions.All() {
		if elsewhere := strings.ReplaceAll(q.Command, "-", ""); strings.EqualFold(name, elsewhere) {
			return q.Script()
		}
	}
	return questions.Nearest(name, questionNames())
}

// noOption says which option was probably meant, and which the question takes.
func noOption(q questions.Question, name string) string {
	var names []string
	for _, o := range q.Options() {
		names = append(names, o.Script)
	}
	meant := ""
	if near := questions.Nearest(name, names); near != "" {
		meant = fmt.Sprintf("did you mean %q? ", near)
	}
	return fmt.Sprintf("there is no option %q; %sIt takes %s", name, meant, strings.Join(names, ", "))
}

func questionNames() []string {
	var names []string
	for _, q := range questions.All() {
		names = append(names, q.Script())
	}
	return names
}
