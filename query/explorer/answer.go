package explorer

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strings"

	"talentgraph.example/internal/sheet"
	"talentgraph.example/query"
	"talentgraph.example/query/picture"
	"talentgraph.example/query/questions"
)

type answerBody struct {
	Question, About string
	Fields          []field
	Asked           bool
	Failed          *failure
	None            string
	Headings        []string
	Graded          bool
	Rows            []row
	Disputes        []dispute
	Single          bool
	Grid            *gridView
	Picture         *drawn
	NoPicture       string
	Total           int
	First           string // how many of the rows other formats have, if not all
	Next            string
	Facets          []facet
	AskedAs         []string
	Plan            string
	Formats         []choice
}

// Narrowed tells whether an option is in use.
func (b answerBody) Narrowed() bool {
	return slices.ContainsFunc(b.Fields, func(f field) bool { return f.Given })
}

type gridView struct {
	Across []link
	Down   []gridRow
}

type gridRow struct {
	link
	Cells []string // grades; "" for an empty cell
}

type facet struct {
	Title  string
	Values []facetValue
	More   int // that are not listed
}

// facetShown is how many values a facet lists.
const facetShown = 12

type facetValue struct {
	Label, Href string
	Rows        int
}

// answer shows a question's rows, with everything around them.
func (p *page) answer(a asking) error {
	ctx, q := p.r.Context(), a.question
	b := answerBody{Question: q.Title.In(p.Lang), About: q.About.In(p.Lang), Fields: p.fields(q), Asked: true, None: q.None().In(p.Lang), AskedAs: a.askedAs()}
	for _, h := range q.Headings() {
		b.Headings = append(b.Headings, h.In(p.Lang))
	}
	var plan query.Plan
	next := ""
	opts := append(a.opts, query.Explain(&plan))
	if !q.Single() {
		opts = append(opts, query.Top(pageRows), query.Next(&next))
	}
	var values []any
	for r, err := range q.Ask(ctx, p.s, a.args, opts...) {
		if err != nil {
			return p.inTerms(q, err)
		}
		values = append(values, r.Value)
		if g, ok := r.Grid(); ok {
			b.Grid = p.grid(g)
			continue
		}
		if d, ok := r.Value.(query.Dispute); ok {
			shown, err := p.dispute(d)
			if err != nil {
				return err
			}
			b.Disputes = append(b.Disputes, shown)
			continue
		}
		row, err := p.row(r)
		if err != nil {
			return err
		}
		label(row.Cells, b.Headings)
		b.Graded = b.Graded || row.Word != ""
		b.Rows = append(b.Rows, row)
	}
	if len(b.Rows) == len(values) {
		if err := contradict(p, b.Rows, values); err != nil {
			return err
		}
	}
	var err error
	b.Plan, b.Total, b.Single = plan.String(), len(values), q.Single()
	if next != "" && len(values) == pageRows {
		b.Next = p.With("after", next)
	}
	if !q.Single() {
		if b.Facets, b.Total, err = p.facets(a); err != nil {
			return p.inTerms(q, err)
		}
	}
	if b.Total > exportRows {
		b.First = fmt.Sprintf(p.W("the first"), count(exportRows))
	}
	shown := values
	if len(values) < b.Total { // the picture is one of all rows, not of a page of them
		if shown, err = p.drawable(a, values); err != nil {
			return p.inTerms(q, err)
		}
	}
	pic, err := p.picture(ctx, shown, a, p.pictured("answer"))
	if err != nil {
		return err
	}
	if pic == nil {
		if len(values) > 0 {
			b.NoPicture = p.W("no picture")
		}
	} else if b.Picture, err = p.draw(pic, nil); err != nil {
		return err
	} else {
		b.Picture.More = p.forms(values[0])
	}
	for _, f := range []string{"json", "csv", "svg", "gexf"} {
		if pic != nil || f == "json" || f == "csv" && len(b.Headings) > 0 {
			b.Formats = append(b.Formats, choice{Value: f, Label: p.With("format", f)})
		}
	}
	return p.show(http.StatusOK, "ask", b.Question, b)
}

// inTerms says a question's error in the terms of its form.
func (p *page) inTerms(q questions.Question, err error) error {
	if option, ok := err.(*query.OptionError); ok {
		flag := func(name string) string {
			o, _ := questions.OptionNamed(name)
			return o.Flag
		}
		return errBad{http.StatusBadRequest, q.InTerms(option, q.Title.In(p.Lang), flag)}
	}
	return err
}

// facets count all rows of an answer, not those of one page, by what a link can narrow them to.
func (p *page) facets(a asking) ([]facet, int, error) {
	q := a.question
	page, whole, err := p.whole(q)
	if err != nil {
		return nil, 0, err
	}
	counts, err := q.Facets(p.r.Context(), p.s, whole.args, whole.opts...)
	if err != nil {
		return nil, 0, err
	}
	takes := map[string]string{}
	for _, o := range q.Options() {
		takes[o.Name] = o.Flag
	}
	var all []facet
	add := func(title, option string, values []facetValue) {
		if takes[option] == "" || len(values) == 0 {
			return
		}
		more := max(0, len(values)-facetShown)
		if option == "Years" { // they stand in their order, and the latest are those to show
			all = append(all, facet{title, values[more:], more})
		} else {
			all = append(all, facet{title, values[:len(values)-more], more})
		}
	}
	link := func(option, label, value string, rows int) facetValue {
		return facetValue{label, page.With(takes[option], value), rows}
	}
	var years, kinds, sectors, sources, grades []facetValue
	for _, y := range counts.Years {
		years = append(years, link("Years", itoa(y.Value), itoa(y.Value), y.Rows))
	}
	for _, k := range counts.Kinds {
		kinds = append(kinds, link("Kind", p.term(k.Value), p.l.Compact(k.Value), k.Rows))
	}
	for _, s := range counts.Sectors {
		sectors = append(sectors, link("InSector", p.l.Name(s.Value), s.Value.Node().String(), s.Rows))
	}
	for _, s := range counts.Sources {
		sources = append(sources, link("Source", p.l.Compact(s.Value), "<"+string(s.Value)+">", s.Rows))
	}
	for _, g := range []struct {
		name string
		rows int
	}{{"stated", counts.Certainty.Stated}, {"inferred", counts.Certainty.Inferred}, {"speculative", counts.Certainty.Speculative}, {"disputed", counts.Certainty.Disputed}} {
		if g.rows > 0 {
			grades = append(grades, link("CertaintyAtLeast", p.l.Word(g.name), g.name, g.rows))
		}
	}
	add(p.W("years"), "Years", years)
	add(p.W("kinds"), "Kind", kinds)
	add(p.W("at least"), "CertaintyAtLeast", grades)
	add(p.W("sectors"), "InSector", sectors)
	add(p.W("sources"), "Source", sources)
	return all, counts.Rows, nil
}

// grid shows a table of organizations by sectors.
func (p *page) grid(g questions.Grid) *gridView {
	v := &gridView{Across: p.links(g.Across)}
	for i, e := range g.Down {
		r := gridRow{link: p.link(e)}
		for j := range g.Across {
			grade := ""
			if cell, ok := g.At(i, j); ok {
				grade = p.l.Word(cell.Certainty().String())
			}
			r.Cells = append(r.Cells, grade)
		}
		v.Down = append(v.Down, r)
	}
	return v
}

func all[T any](values []any) (rows []T) {
	for _, v := range values {
		if row, ok := v.(T); ok {
			rows = append(rows, row)
		}
	}
	return rows
}

// formatted gives an answer for another program: a page of rows as JSON and CSV, or its picture.
func (p *page) formatted(a asking, format string) error {
	ctx, q := p.r.Context(), a.question
	opts, most, next := a.opts, exportRows, ""
	if format != "json" && format != "csv" {
		most = drawnRows
	}
	if !q.Single() {
		opts = append(opts, query.Top(most), query.Next(&next))
	}
	rows := func(yield func(questions.Row, error) bool) {
		n := 0
		for r, err := range q.Ask(ctx, p.s, a.args, opts...) {
			if n++; !yield(r, err) {
				return
			}
		}
		if n == most && next != "" { // where the rest is
			p.w.Header().Set("Link", "<"+p.With("after", next)+`>; rel="next"`)
		}
	}
	switch format {
	case "json":
		return p.json(rows)
	case "csv":
		if len(q.Headings()) > 0 {
			return p.csv(q, rows)
		}
	case "svg", "gexf", "dot", "mmd":
	default:
		return errBad{http.StatusBadRequest, p.W("no format")}
	}
	var values []any
	for r, err := range rows {
		if err != nil {
			return p.inTerms(q, err)
		}
		values = append(values, r.Value)
	}
	pic, err := p.picture(ctx, values, a, []picture.Option{p.languages(), picture.Identifiers()})
	if err != nil {
		return err
	}
	if pic == nil {
		return errBad{http.StatusBadRequest, p.W("no picture")}
	}
	return p.pictureAs(format, pic)
}

func (p *page) json(rows iter.Seq2[questions.Row, error]) error {
	var read []questions.Row
	for r, err := range rows {
		if err != nil {
			return err
		}
		read = append(read, r)
	}
	out, err := questions.RowsJSON(p.r.Context(), read)
	if err != nil {
		return err
	}
	text, err := json.Marshal(out)
	if err != nil {
		return err
	}
	return p.send(http.StatusOK, "application/json", string(text)+"\n")
}

func (p *page) csv(q questions.Question, rows iter.Seq2[questions.Row, error]) error {
	var b strings.Builder
	out := csv.NewWriter(&b)
	var head []string
	for _, h := range q.Headings() {
		head = append(head, h.In(p.Lang))
	}
	if q.Grounded() {
		head = append(head, p.W("certainty"), p.W("evidence"))
	}
	var read []questions.Row
	for r, err := range rows {
		if err != nil {
			return p.inTerms(q, err)
		}
		read = append(read, r)
	}
	against, err := questions.Contradicted(p.r.Context(), read)
	if err != nil {
		return err
	}
	contradicted := slices.ContainsFunc(against, func(kinds []query.Conflict) bool { return len(kinds) > 0 })
	if contradicted {
		head = append(head, p.l.Word("contradicted"))
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for i, r := range read {
		var cells []string
		for _, c := range r.Cells() {
			cells = append(cells, sheet.Harmless(c.In(p.l)))
		}
		if certainty, evidence, ok := r.Grounds(); ok {
			var where []string
			for _, e := range evidence {
				where = append(where, p.reference(e))
			}
			cells = append(cells, p.l.Word(certainty.String()), sheet.Harmless(strings.Join(where, "; ")))
		}
		if contradicted {
			cells = append(cells, p.conflicts(against[i]))
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	if out.Flush(); out.Error() != nil {
		return out.Error()
	}
	return p.send(http.StatusOK, "text/csv; charset=utf-8", b.String())
}
