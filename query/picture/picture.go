package picture

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// ErrNoForm: a picture that cannot be written in the form asked for. The message says what can.
var ErrNoForm = errors.New("a picture without this form")

// Picture is an answer drawn. It holds the snapshot of the rows that it was made of. Safe for concurrent use.
type Picture struct {
	o       options
	form    form
	title   string   // what the picture shows
	caption []string // what was done, and left out
	rows    []Row
	left    LeftOut
	nothing string // what to say where there is nothing to draw
	w, h    int    // of the drawing, in tenths of a pixel
	draw    func(c *canvas)
	columns [3]string // what Table's From, What and To are called
}

// form tells what a picture is, as far as other programs' forms hang on it.
type form int

const (
	formGraph form = iota // nodes and arrows
	formTable
	formLanes
)

// Row is what one mark of a picture tells: a ribbon, a cell, a bar, a line.
type Row struct {
	From, To graph.Entity // To is the zero Entity where the facts do not say
	What     string       // how they are tied, in the picture's language
	Count    int          // of moves, of ties, or of what puts an organization into a sector
	Undated  int          // how many of these have no time
	Grades   query.Grades // how many are how certain
	// First and Last are the earliest and the latest time, as precisely as they are known; empty if there is none.
	First, Last string
	Evidence    []graph.Evidence // the strongest first

	name string // in words
}

// Name is the row in words: "Alibaba → ByteDance: 2 moves, stated".
func (r Row) Name() string { return r.name }

// LeftOut counts what a picture does not show.
type LeftOut struct {
	Rows  int // of the answer: flows, arrows, stages, cells, ways
	Count int // the sum of their counts
	Nodes int // that are in none of the rows drawn
	Self  int // of Count, what leads from a thing to itself
}

// Table gives the marks of the picture as rows, in the order of the answer.
func (p *Picture) Table() []Row { return p.rows }

// LeftOut tells what was not drawn.
func (p *Picture) LeftOut() LeftOut { return p.left }

// Title says what the picture shows.
func (p *Picture) Title() string { return p.title }

// Caption says in what way it was drawn, and what was left out.
func (p *Picture) Caption() string { return strings.Join(p.caption, " ") }

// Empty tells whether there is nothing to draw; SVG writes a sentence then.
func (p *Picture) Empty() bool { return p.nothing != "" }

// Describe is the picture in words: what it shows, each mark, and what was left out.
func (p *Picture) Describe() string {
	var b strings.Builder
	b.WriteString(p.title + "\n")
	for _, r := range p.rows {
		b.WriteString(r.name + "\n")
	}
	for _, s := range append([]string{p.nothing}, p.caption...) {
		if s != "" {
			b.WriteString(s + "\n")
		}
	}
	return b.String()
}

// noForm is the error of a form that a picture does not have.
func noForm(form, instead string) error { return fmt.Errorf("%w: %s; %s", ErrNoForm, form, instead) }

// add counts a row that is left out.
func (l *LeftOut) add(count int) {
	l.Rows++
	l.Count += count
}

// pace looks at the context of a loop that may be long.
func pace(ctx context.Context, i int) error {
	if i%256 == 0 {
		return ctx.Err()
	}
	return nil
}

// key tells entities apart, blank nodes included.
func key(e graph.Entity) string {
	if e.IsZero() {
		return ""
	}
	return e.Node().String()
}

func write(w io.Writer, text string) error {
	_, err := io.WriteString(w, text)
	return err
}
