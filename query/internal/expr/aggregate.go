package expr

import "strings"

// Aggregate names a set function.
type Aggregate uint8

// The set functions of section 18.5.1.
const (
	Count Aggregate = iota
	Sum
	Avg
	Min
	Max
	Sample
	GroupConcat
)

// Fold works a set function out over the values of a group, one after the other.
//
// An error among the values makes the result one, but for COUNT and SAMPLE, which pass over errors. Without values
// COUNT and SUM are 0, as AVG is, GROUP_CONCAT is the empty string, and the others are errors.
type Fold struct {
	of        Aggregate
	env       *Env
	separator string

	count  int64
	failed bool
	some   bool
	best   Value // of MIN, MAX and SAMPLE; the sum of SUM and AVG
	text   strings.Builder
}

// NewFold begins a group. The separator is that of GROUP_CONCAT.
func NewFold(of Aggregate, env *Env, separator string) *Fold {
	return &Fold{of: of, env: env, separator: separator, best: initial(of)}
}

func initial(of Aggregate) Value {
	if of == Sum || of == Avg {
		return NewInteger(0)
	}
	return Value{}
}

// Add adds a value that stands in the group n times.
func (f *Fold) Add(v Value, n int64) {
	if !v.OK() {
		f.failed = true
		return
	}
	f.count += n
	if f.failed && f.of != Sample {
		return
	}
	switch f.of {
	case Sum, Avg:
		if n != 1 {
			v = Arithmetic(Multiply, v, NewInteger(n))
		}
		f.best = Arithmetic(Add, f.best, v)
		f.failed = !f.best.OK()
	case Min:
		if !f.some || Order(v, f.best) < 0 {
			f.best = v
		}
	case Max:
		if !f.some || Order(v, f.best) > 0 {
			f.best = v
		}
	case Sample:
		if !f.some {
			f.best = v
		}
	case GroupConcat:
		f.concat(v, n)
	}
	f.some = true
}

func (f *Fold) concat(v Value, n int64) {
	s := str(v)
	if f.failed = !s.OK(); f.failed {
		return
	}
	for i := range n {
		if f.some || i > 0 {
			f.text.WriteString(f.separator)
		}
		f.text.WriteString(s.text)
		if !f.env.room(f.text.Len()) {
			f.failed = true
			return
		}
	}
}

// Size is about how many bytes the fold holds beside itself.
func (f *Fold) Size() int64 { return int64(f.text.Cap() + len(f.best.text)) }

// Result is the value of the set function.
func (f *Fold) Result() Value {
	switch f.of {
	case Count:
		return NewInteger(f.count)
	case Sample:
		return f.best
	}
	if f.failed {
		return Value{}
	}
	switch f.of {
	case Avg:
		if f.count == 0 {
			return NewInteger(0)
		}
		return Arithmetic(Divide, f.best, NewInteger(f.count))
	case GroupConcat:
		return NewString(f.text.String())
	}
	return f.best
}
