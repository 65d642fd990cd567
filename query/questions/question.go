package questions

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// Question is one question of package query.
type Question struct {
	Name    string // of the function, such as "WhoLeft"
	Command string // on a command line, such as "who-left"; two questions may share one if they take different numbers of arguments
	Title   Words
	About   Words // what it tells, in one line
	Args    []Input

	none   Words                                                                                        // see None; empty where the usual words will do
	noneOf func(ctx context.Context, r graph.Reader, args []string, opts []query.Option) (Words, error) // see NoneOf; nil for none
	answer
}

// Family is questions about one subject.
type Family struct {
	Name      string // of the files that they are in, here and in package query
	Title     Words
	Questions []Question
}

// Families lists all questions, by subject. The lists are the caller's own.
func Families() []Family {
	return []Family{
		{"moves", Words{"Moves", "人員流動", "人员流动"}, moves()},
		{"people", Words{"People", "人物", "人物"}, people()},
		{"orgs", Words{"Organizations", "機構", "机构"}, orgs()},
		{"sectors", Words{"Strategies and sectors", "策略與行業", "策略与行业"}, sectors()},
		{"evidence", Words{"Evidence", "依據", "依据"}, evidence()},
		{"ways", Words{"Connections", "關聯", "关联"}, ways()},
		{"names", Words{"Names", "名稱", "名称"}, names()},
	}
}

// All lists all questions, in the order of [Families].
func All() []Question {
	var all []Question
	for _, f := range Families() {
		all = append(all, f.Questions...)
	}
	return all
}

// Script is the question's name in scripts, such as "whoLeft": that of the function, with a small first letter.
func (q Question) Script() string { return lowerFirst(q.Name) }

// Usage is the question with its arguments as they are written on a command line: "who-left from [to]".
func (q Question) Usage() string {
	parts := []string{q.Command}
	for _, arg := range q.Args {
		name := arg.Name.En
		if arg.Optional {
			name = "[" + name + "]"
		}
		parts = append(parts, name)
	}
	return strings.Join(parts, " ")
}

// Least is how many arguments must be given; those that may be left out are the last ones.
func (q Question) Least() int {
	n := 0
	for _, arg := range q.Args {
		if !arg.Optional {
			n++
		}
	}
	return n
}

// Single tells whether the answer is always one thing, such as a profile, and no list.
func (q Question) Single() bool { return q.single }

// Grounded tells whether rows have Certainty and Evidence.
func (q Question) Grounded() bool { return q.grounded }

// Summed tells whether rows are sums, which Row.Sum leads back to what they count.
func (q Question) Summed() bool { return q.summed }

// None is what to say if there are no rows.
func (q Question) None() Words {
	if q.none == (Words{}) {
		return shared("The facts do not say.")
	}
	return q.none
}

// NoneOf is None for one answer without rows: where more hops lead further it says so, and where no way leads there, that.
// Arguments and options are those of the answer, query.Total apart. It takes up to the time of one more answer.
func (q Question) NoneOf(ctx context.Context, r graph.Reader, args []string, opts ...query.Option) (Words, error) {
	if q.noneOf == nil || len(args) < len(q.Args) {
		return q.None(), nil
	}
	return q.noneOf(ctx, r, args, opts)
}

// Headings are what stands above the cells of a row; none if rows are texts of their own.
func (q Question) Headings() []Words {
	var all []Words
	for _, english := range q.headings {
		all = append(all, shared(english))
	}
	return all
}

// Ask puts the question. Arguments are given as text, those left out as "" or not at all; see [Input.Kind] for what
// they are. The rows, their order and the errors are those of the function in package query; an answer that is
// a path has no row where there is none. The error comes last and once; each range asks afresh.
func (q Question) Ask(ctx context.Context, r graph.Reader, args []string, opts ...query.Option) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		args, err := q.arguments(args)
		if err != nil {
			yield(Row{}, err)
			return
		}
		q.rows(ctx, r, args, opts)(yield)
	}
}

// Count puts the question as Ask does and counts the rows, without keeping one.
func (q Question) Count(ctx context.Context, r graph.Reader, args []string, opts ...query.Option) (int, error) {
	args, err := q.arguments(args)
	if err != nil {
		return 0, err
	}
	return q.count(ctx, r, args, opts)
}

// Facets puts the question as Ask does and counts its rows by what they tell, without keeping one; see [query.FacetsOf].
func (q Question) Facets(ctx context.Context, r graph.Reader, args []string, opts ...query.Option) (query.Facets, error) {
	return query.FacetsOf(ctx, func(yield func(any, error) bool) {
		for row, err := range q.Ask(ctx, r, args, opts...) {
			if !yield(row.Value, err) {
				return
			}
		}
	})
}

// arguments puts in what is left out, and looks at numbers; all else package query looks at.
func (q Question) arguments(given []string) ([]string, error) {
	if q.rows == nil {
		return nil, q.wrong("question", errors.New("is none; take one of questions.All"))
	}
	if len(given) > len(q.Args) {
		return nil, q.wrong("arguments", fmt.Errorf("takes %d arguments, not %d", len(q.Args), len(given)))
	}
	args := make([]string, len(q.Args))
	copy(args, given)
	for i, arg := range q.Args {
		if args[i] == "" {
			args[i] = arg.Default
		}
		if args[i] == "" && !arg.Optional {
			return nil, q.wrong(arg.Name.En, fmt.Errorf("needs its argument %q", arg.Name.En))
		}
		if arg.Kind == Number {
			if _, err := strconv.Atoi(args[i]); err != nil {
				return nil, q.wrong(arg.Name.En, fmt.Errorf("%q is no number of %s", args[i], arg.Name.En))
			}
		}
	}
	return args, nil
}

// wrong says what is wrong with an argument.
func (q Question) wrong(argument string, err error) error {
	return &query.OptionError{Question: q.Name, Argument: argument, Err: err}
}
