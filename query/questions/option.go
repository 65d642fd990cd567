package questions

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// Option is an option of package query.
type Option struct {
	Name   string // of the function, such as "InSector"
	Script string // in scripts, such as "inSector"
	Flag   string // on a command line and in addresses, such as "sector"
	About  Words
	Input

	with func(values []string) (query.Option, error)
}

// With gives the option itself. Its errors are a *query.OptionError that says what to write, and
// not which option it is of, since programs have names of their own; what only the question can tell it says itself.
func (o Option) With(values ...string) (query.Option, error) {
	if err := o.fits(values); err != nil {
		return query.Option{}, o.wrong(err)
	}
	if o.with == nil {
		return query.Option{}, o.wrong(errors.New("is none; take one of questions.Options"))
	}
	option, err := o.with(values)
	if err != nil {
		return query.Option{}, o.wrong(err)
	}
	return option, nil
}

// wrong says what is wrong with a value.
func (o Option) wrong(err error) error { return &query.OptionError{Option: o.Name, Err: err} }

// OptionNamed finds an option by its name in Go.
func OptionNamed(name string) (Option, bool) {
	all := Options()
	i := slices.IndexFunc(all, func(o Option) bool { return o.Name == name })
	if i < 0 {
		return Option{}, false
	}
	return all[i], true
}

// Options lists the options that a question takes, in the order of the function Options. It is what the question
// itself says when it is given an option that it does not take.
func (q Question) Options() []Option {
	// One of these is refused before anything else is looked at, since no question takes all.
	every := []query.Option{
		query.From(""), query.To(""), query.Person(""), query.At(""), query.InSector(""), query.OfClass(""), query.Kind(""),
		query.WithSource(""), query.Role(""), query.About(""), query.Top(1), query.After(""), query.OrderBy(""), query.FoldPeople(), query.InOrder(), query.Hops(1), query.Along(),
	}
	args := make([]string, len(q.Args))
	for i := range args {
		args[i] = "1"
	}
	_, err := q.Count(ended{}, graph.New(), args, every...)
	var refused *query.OptionError
	all := Options()
	if errors.As(err, &refused) && refused.Err == nil {
		all = slices.DeleteFunc(all, func(o Option) bool { return !slices.Contains(refused.Takes, o.Name) })
	}
	return all
}

// ended is a context that is over.
type ended struct{}

func (ended) Deadline() (deadline time.Time, ok bool) { return time.Time{}, false }
func (ended) Done() <-chan struct{}                   { done := make(chan struct{}); close(done); return done }
func (ended) Err() error                              { return context.Canceled }
func (ended) Value(any) any                           { return nil }

// Options lists all options but Explain, Next and Total, which give something back. The list is the caller's own.
func Options() []Option {
	return []Option{
		text("From", "from", Organization, query.From, Words{"only moves from this organization", "只看離開這家機構的", "只看离开这家机构的"}),
		text("To", "to", Organization, query.To, Words{"only moves to this organization", "只看去往這家機構的", "只看去往这家机构的"}),
		text("Person", "person", Person, query.Person, Words{"only this person", "只看此人", "只看此人"}),
		text("At", "at", Organization, query.At, Words{"only what is at this organization", "只看屬於這家機構的", "只看属于这家机构的"}),
		text("InSector", "sector", Sector, query.InSector, Words{"only what is in this sector", "只看這個行業的", "只看这个行业的"}),
		text("OfClass", "class", Class, query.OfClass, Words{"only things of this class, such as tg:Model", "只看這個類別的，例如 tg:Model", "只看这个类别的，例如 tg:Model"}),
		kind(),
		years(),
		text("AsOf", "as-of", Date, query.AsOf, Words{"leave out what came later than this date, such as 2024 or 2024-03", "略去此日期之後的，例如 2024 或 2024-03", "略去此日期之后的，例如 2024 或 2024-03"}),
		between(),
		undated(),
		certainty(),
		text("Source", "source", Source, query.Source, Words{"only claims of this source", "只採這個來源的說法", "只采这个来源的说法"}),
		text("Role", "role", Text, query.Role, Words{"only moves and posts with this text as their role", "只看此職務的", "只看此职务的"}),
		text("About", "about", Entity, query.About, Words{"only claims about this entity: a person, an organization, a thing", "只看關於此人、此機構或此物的說法", "只看关于此人、此机构或此物的说法"}),
		text("WithSource", "text", Document, func(text string) query.Option { return query.WithSource(text) }, Words{"the text of the source, to show passages", "來源的全文，用以顯示原文", "来源的全文，用以显示原文"}),
		count("Top", "top", query.Top, Words{"only this number of rows, the first ones", "只看最前的若干行", "只看最前的若干行"}),
		text("After", "after", Cursor, query.After, Words{"only rows behind the one with this cursor", "只看此游標之後的", "只看此游标之后的"}),
		orderBy(),
		foldPeople(),
		inOrder(),
		count("Hops", "hops", query.Hops, Words{"the greatest number of hops that a path may have; 8 without it", "路徑最多幾步，預設為 8", "路径最多几步，默认为 8"}),
		along(),
	}
}

func option(name, flag string, kind Kind, about Words, with func(values []string) (query.Option, error)) Option {
	return Option{Name: name, Script: lowerFirst(name), Flag: flag, About: about, Input: Input{Name: shared(kind.String()), Kind: kind}, with: with}
}

// text is an option that takes a text, which the question reads.
func text(name, flag string, kind Kind, of func(string) query.Option, about Words) Option {
	return option(name, flag, kind, about, func(values []string) (query.Option, error) { return of(values[0]), nil })
}

func count(name, flag string, of func(int) query.Option, about Words) Option {
	return option(name, flag, Number, about, func(values []string) (query.Option, error) {
		n, err := strconv.Atoi(values[0])
		if err != nil {
			return query.Option{}, errors.New("write a number")
		}
		return of(n), nil
	})
}

func kind() Option {
	o := option("Kind", "kind", MoveKind, Words{"only moves of this kind", "只看這種方式的", "只看这种方式的"}, nil)
	o.with = func(values []string) (query.Option, error) {
		if value, ok := o.chosen(values[0]); ok {
			return query.Kind(quad.IRI(vocab.NS + value)), nil
		}
		if strings.Contains(values[0], ":") {
			return query.Kind(quad.IRI(values[0])), nil
		}
		return query.Option{}, errors.New("write hire, departure, founding or promotion, or another kind's IRI")
	}
	return o
}

func years() Option {
	o := option("Years", "years", Year, Words{"only moves with a year from one to another, or in one", "只看這些年份的", "只看这些年份的"}, func(values []string) (query.Option, error) {
		first, err := strconv.Atoi(values[0])
		last, err2 := strconv.Atoi(values[len(values)-1])
		if err != nil || err2 != nil {
			return query.Option{}, errors.New("write a year or two, as in 2023..2024")
		}
		return query.Years(first, last), nil
	})
	o.Span = true
	return o
}

func between() Option {
	o := option("Between", "between", Date, Words{"only what happened between two dates, or in one, such as 2024", "只看兩個日期之間的，或某一時期的，例如 2024", "只看两个日期之间的，或某一时期的，例如 2024"}, func(values []string) (query.Option, error) {
		return query.Between(values[0], values[len(values)-1]), nil
	})
	o.Span = true
	return o
}

func undated() Option {
	return option("Undated", "undated", Flag, Words{"whether facts without a time stay", "是否保留時間不詳的", "是否保留时间不详的"}, func(values []string) (query.Option, error) {
		keep, err := strconv.ParseBool(values[0])
		if err != nil {
			return query.Option{}, errors.New("write true or false")
		}
		return query.Undated(keep), nil
	})
}

func foldPeople() Option {
	return option("FoldPeople", "fold-people", Flag, Words{"whether people are folded away, so that organizations are tied by how many moved", "是否略去人物，只看機構之間的人次", "是否略去人物，只看机构之间的人次"}, func(values []string) (query.Option, error) {
		fold, err := strconv.ParseBool(values[0])
		switch {
		case err != nil:
			return query.Option{}, errors.New("write true or false")
		case !fold:
			return query.Option{}, nil
		}
		return query.FoldPeople(), nil
	})
}

func certainty() Option {
	o := option("CertaintyAtLeast", "certainty", Grade, Words{"ignore claims weaker than this grade", "不採比這更弱的說法", "不采比这更弱的说法"}, nil)
	o.Script = "certainty"
	o.with = func(values []string) (query.Option, error) {
		word := values[0]
		if value, ok := o.chosen(word); ok {
			word = value
		}
		grade, err := graph.ParseCertainty(word)
		if err != nil {
			return query.Option{}, err
		}
		return query.CertaintyAtLeast(grade), nil
	}
	return o
}

func orderBy() Option {
	o := option("OrderBy", "order", Text, Words{"order by these fields: when, person, from, and to or at; with - in front the other way round", "依這些欄位排序：when、person、from，以及 to 或 at；前加 - 則倒序", "按这些字段排序：when、person、from，以及 to 或 at；前加 - 则倒序"}, func(values []string) (query.Option, error) {
		return query.OrderBy(values...), nil
	})
	o.Repeated = true
	return o
}

func along() Option {
	o := option("Along", "along", Predicate, Words{"let paths go only along these predicates, such as tg:person", "路徑只沿這些謂詞，例如 tg:person", "路径只沿这些谓词，例如 tg:person"}, func(values []string) (query.Option, error) {
		return query.Along(values...), nil
	})
	o.Repeated = true
	return o
}

// InTerms says an error of package query in the terms of a program that has names of its own: for the question,
// and for each option by its name in Go, "" for one that the program does not have.
func (q Question) InTerms(err error, question string, option func(name string) string) string {
	if err == nil {
		return ""
	}
	if option == nil {
		option = func(string) string { return "" }
	}
	var wrong *query.OptionError
	if errors.As(err, &wrong) && wrong.Err == nil {
		var takes []string
		for _, name := range wrong.Takes {
			if name := option(name); name != "" {
				takes = append(takes, name)
			}
		}
		slices.Sort(takes)
		said := fmt.Sprintf("%s does not take %s; it takes %s", question, option(wrong.Option), strings.Join(takes, ", "))
		if hint := wrong.Hint(); hint != "" {
			said += "; " + q.namedBy(hint, question, option)
		}
		return said
	}
	return q.namedBy(err.Error(), question, option)
}

// namedBy puts names of a program's own in the place of those of package query.
func (q Question) namedBy(text, question string, option func(name string) string) string {
	return functionOfQuery().ReplaceAllStringFunc(text, func(said string) string {
		name := strings.TrimPrefix(said, "query.")
		if name != q.Name {
			name = option(name)
		} else {
			name = question
		}
		if name == "" {
			return said
		}
		return name
	})
}

func inOrder() Option {
	return option("InOrder", "in-order", Flag, Words{"whether each move of a chain may have come after the one before it", "是否要求每次流動不早於前一次", "是否要求每次流动不早于前一次"}, func(values []string) (query.Option, error) {
		keep, err := strconv.ParseBool(values[0])
		switch {
		case err != nil:
			return query.Option{}, errors.New("write true or false")
		case !keep:
			return query.Option{}, nil
		}
		return query.InOrder(), nil
	})
}
