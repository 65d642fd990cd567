package tables

import (
	"fmt"

	"talentgraph.example/graph/term"
)

// OwnError is an error that this program has found, not the connection.
type OwnError struct{ Err error }

// Error writes what was found.
func (e OwnError) Error() string { return e.Err.Error() }

// Unwrap gives what was found.
func (e OwnError) Unwrap() error { return e.Err }

// page is how many rows are handed on at a time.
const page = 1 << 12

// Pages hands rows on to a function, some at a time.
type Pages[T any] struct {
	rows []T
	to   func([]T) error
}

// PagesTo hands rows on to a function, whose error is an [OwnError].
func PagesTo[T any](to func([]T) error) *Pages[T] { return &Pages[T]{to: to} }

// Add hands a row on, with others.
func (p *Pages[T]) Add(row T) error {
	if p.rows = append(p.rows, row); len(p.rows) < page {
		return nil
	}
	return p.End()
}

// End hands on what is left.
func (p *Pages[T]) End() error {
	err := p.to(p.rows)
	if p.rows = p.rows[:0]; err != nil {
		err = OwnError{err}
	}
	return err
}

// Terms hands on terms in the order of their numbers, none of which may be missing.
type Terms struct {
	pages      *Pages[term.Term]
	last, most uint64
}

// TermsAfter hands on the terms with the numbers after one, up to another.
func TermsAfter(after, most uint64, to func([]term.Term) error) *Terms {
	return &Terms{PagesTo(to), after, most}
}

// Add hands a term on.
func (t *Terms) Add(number uint64, x term.Term) error {
	if t.last++; number != t.last {
		return OwnError{fmt.Errorf("term %d is not there", t.last)}
	}
	return t.pages.Add(x)
}

// End hands on what is left, and sees that all were there.
func (t *Terms) End() error {
	if t.last != t.most {
		return OwnError{fmt.Errorf("there are %d terms of %d", t.last, t.most)}
	}
	return t.pages.End()
}
