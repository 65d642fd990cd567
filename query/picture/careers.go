package picture

import (
	"context"
	"strconv"
	"strings"
	"time"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query"
)

const (
	stageHeight = 22 * px
	yearsWide   = 420 * px // of all years
	yearWidest  = 90 * px
	besideBar   = 360 * px // for words behind the last bar, at most
	stagesLane  = 12       // of one person
)

// stage is a row of a lane.
type stage struct {
	row      *Row
	from, to int // days; 0 and 0 where there is no time
	vague    bool
	when     string
	label    string
	told     string // of the time, beside its place: how certain it is, unless it is stated
}

// lane is one person's.
type lane struct {
	person  graph.Entity
	dated   []stage
	undated []stage
	y, h    int
}

// Careers draws one career or several, as query.Career gives them: a lane for each person in the order given, a bar for
// each stage, as long as its time is vague, with faded ends: a year is a year long. What has no time stands in a column of
// its own. A lane has 12 stages at most, a picture 30 lanes; see Most.
func Careers(ctx context.Context, stages []query.Stage, opts ...Option) (*Picture, error) {
	p := &Picture{o: newOptions(opts)}
	p.title = p.o.say("careers")
	return p, p.inLanes(ctx, len(stages), func(i int) graph.Entity { return stages[i].Person }, func(i int) (Row, graph.Certainty) {
		return p.o.stageRow(stages[i]), stages[i].WhenCertainty()
	})
}

// Lanes draws rows of any origin as Careers does stages: what a script has found, for one. From has a lane, To is where it
// was, First the time (EDTF, or a date of XML Schema), and What stands beside the bar. Grades that are not given are unknown.
func Lanes(ctx context.Context, title string, rows []Row, opts ...Option) (*Picture, error) {
	p := &Picture{o: newOptions(opts), title: clean(title)}
	return p, p.inLanes(ctx, len(rows), func(i int) graph.Entity { return rows[i].From }, func(i int) (Row, graph.Certainty) {
		r := rows[i]
		r.Count, r.Undated, r.What, r.Last = 1, 0, clean(r.What), r.First
		if r.Grades.Total() != 1 {
			r.Grades = query.Grades{Unknown: 1}
		}
		when := p.o.when(r.First)
		if when == "" {
			r.Undated, when = 1, p.o.say("no time")
		}
		r.name = p.o.rowName(r, when)
		return r, graph.Stated
	})
}

// inLanes draws n rows, each with how certain its time is, in the lanes of their persons.
func (p *Picture) inLanes(ctx context.Context, n int, person func(int) graph.Entity, row func(int) (Row, graph.Certainty)) error {
	o := &p.o
	p.form, p.columns = formLanes, [3]string{o.say("person"), o.say("stage"), o.say("at")}
	var lanes []*lane
	by := map[string]*lane{}
	most := o.atMost(30)
	counts := map[*lane]int{}
	type kept struct {
		l     *lane
		doubt graph.Certainty
	}
	var all []kept
	for i := range n {
		if err := pace(ctx, i); err != nil {
			return err
		}
		who := person(i)
		l := by[key(who)]
		if l == nil {
			l = &lane{person: who}
			by[key(who)] = l
			if len(lanes) < most {
				lanes = append(lanes, l)
			} else {
				counts[l] = stagesLane
				p.left.Nodes++
			}
		}
		if counts[l]++; counts[l] > stagesLane {
			p.left.add(1)
			continue
		}
		r, doubt := row(i)
		all = append(all, kept{l, doubt})
		p.rows = append(p.rows, r)
	}
	for i, k := range all {
		s := stage{row: &p.rows[i], when: p.rows[i].First, label: p.rows[i].What}
		var ok bool
		if s.from, s.to, ok = span(s.when); ok {
			s.vague = s.to-s.from > 1
			switch {
			case doubts(k.doubt, p.rows[i].Grades):
				s.told = o.when(s.when) + " " + o.say(k.doubt.String())
			case len(s.when) > len("2024"): // more than the bar shows: a day, an open end, about when
				s.told = o.when(s.when)
			}
			k.l.dated = append(k.l.dated, s)
		} else {
			s.told = o.when(s.when) // and has no place on the scale
			k.l.undated = append(k.l.undated, s)
		}
	}
	if len(lanes) == 1 {
		p.title = o.label(lanes[0].person).String()
	}
	if len(p.rows) == 0 {
		p.nothing = o.say("no stages")
	}
	if p.left.Rows > 0 {
		p.caption = append(p.caption, o.say("stages out", p.left.Rows))
	}
	p.lanes(lanes)
	return nil
}

// stageRow tells a stage in words.
func (o *options) stageRow(s query.Stage) Row {
	r := Row{From: s.Person, To: s.At, Count: 1, Grades: one(s.Certainty()), Evidence: s.Evidence(), First: s.When(), Last: s.When()}
	if r.First == "" {
		r.Undated = 1
	}
	var b strings.Builder
	switch s.Kind {
	case query.StageFounding:
		if s.IsPost() {
			b.WriteString(o.say("founder's post"))
		} else {
			b.WriteString(o.say("founding"))
		}
	case query.StageMove:
		if s.From.IsZero() {
			b.WriteString(o.say("joined"))
		} else if s.At.IsZero() {
			b.WriteString(o.say("left") + " " + o.label(s.From).first)
		} else {
			b.WriteString(o.label(s.From).first + " →")
		}
	default:
		if b.WriteString(o.say("post")); strings.HasSuffix(string(s.Status()), "former") {
			b.WriteString(" (" + o.say("former") + ")")
		}
	}
	if role := clean(s.Role(o.langs...)); role != "" && s.Kind == query.StagePost {
		b.WriteString(o.say(", ") + role)
	}
	r.What = b.String()
	when := o.when(r.First)
	if when == "" {
		when = o.say("no time")
	} else if c := s.WhenCertainty(); c == graph.Unknown && doubts(c, r.Grades) {
		when = o.say("time without", when)
	} else if doubts(c, r.Grades) {
		when = o.say("time is", when, o.say(c.String()))
	}
	r.name = o.rowName(r, when)
	return r
}

// doubts tells whether how certain a time is must be said: it is not stated, and where there is no claim record at all,
// the row says so.
func doubts(time graph.Certainty, row query.Grades) bool {
	return time != graph.Stated && (time != graph.Unknown || row.Unknown == 0)
}

// rowName is a row of a lane in words.
func (o *options) rowName(r Row, when string) string {
	what := r.What
	if !r.To.IsZero() {
		what = strings.TrimLeft(what+" "+o.label(r.To).first, " ")
	}
	if what != "" {
		what += o.say(", ")
	}
	return o.say("row", o.label(r.From).first, what+when, o.graded(r.Grades))
}

// lanes lays the lanes out below each other.
func (p *Picture) lanes(lanes []*lane) {
	o := &p.o
	first, last, undated, beside := 0, 0, 0, 0
	without := o.say("no time")
	nameWide := 60 * px
	y := 24 * px
	for _, l := range lanes {
		for _, s := range l.dated {
			if first == 0 || s.from < first {
				first = s.from
			}
			last = max(last, s.to)
			beside = max(beside, o.stageLabel(s).width(noteSize)+20*px)
		}
		l.y, l.h = y, max(len(l.dated), len(l.undated), 1)*stageHeight+8*px
		y += l.h
		nameWide = max(nameWide, min(o.label(l.person).width(textSize)+12*px, widest))
		for _, s := range l.undated {
			undated = max(undated, min(o.stageLabel(s).width(noteSize)+22*px, 320*px))
			if s.when != "" {
				without = o.say("no place")
			}
		}
	}
	first, last = first/372*372, (last+371)/372*372 // whole years
	if len(lanes) == 1 {
		nameWide = 0 // the title has it
	}
	axis := min(yearsWide, (last-first)/372*yearWidest)
	wide := axis
	if axis > 0 {
		wide += min(beside, besideBar)
	}
	if undated > 0 {
		undated = max(undated, width(without, noteSize)+16*px)
	}
	p.w, p.h = nameWide+wide+undated, y
	at := func(day int) int { return nameWide + int(int64(day-first)*int64(axis)/int64(max(last-first, 1))) }
	p.draw = func(c *canvas) {
		c.group("years", 0)
		for _, year := range ticks(first/372, last/372, axis) {
			x := at(year * 372)
			c.line("rule", x, 18*px, x, p.h)
			c.text("m", x+3*px, 12*px, noteSize, "start", strconv.Itoa(year))
		}
		if undated > 0 {
			x := nameWide + wide
			c.line("rule", x, 0, x, p.h)
			c.text("m", x+8*px, 12*px, noteSize, "start", without)
		}
		c.b.WriteString("</g>\n")
		c.group("lanes", 0)
		for _, l := range lanes {
			c.line("rule", 0, l.y, p.w, l.y)
			if nameWide > 0 {
				c.named(l.person, 0, l.y+16*px+stageHeight/4, textSize, nameWide-8*px, "start", "")
			}
			for i, s := range l.dated {
				c.dated(s, at(s.from), at(s.to), l.y+4*px+i*stageHeight, nameWide, nameWide+wide)
			}
			for i, s := range l.undated {
				c.undated(s, nameWide+wide+6*px, l.y+4*px+i*stageHeight, undated-12*px)
			}
		}
		c.b.WriteString("</g>\n")
	}
}

// stageLabel is what stands beside a bar.
func (o *options) stageLabel(s stage) label {
	l := label{first: s.label}
	if !s.row.To.IsZero() {
		at := o.label(s.row.To)
		l = label{strings.TrimLeft(s.label+" "+at.first, " "), at.second}
	}
	if s.told != "" {
		l.second = strings.TrimLeft(l.second+" · "+s.told, " ·")
	}
	return l
}

// dated draws a bar at its time, with its words on the side where there is more room.
func (c *canvas) dated(s stage, x0, x1, y, left, right int) {
	x1 = max(x1, x0+4*px)
	href := c.o.toRow(*s.row)
	c.mark("c1 beside", s.row.name, href)
	more := ""
	if s.vague {
		more = ` mask="url(#` + c.id + `-vague)"`
	}
	c.rect("b "+weight(s.row.Grades), x0, y+4*px, x1-x0, stageHeight-8*px, 3*px, more)
	l := c.o.stageLabel(s)
	if after, before := right-x1, x0-left; after >= before {
		c.label(x1+6*px, y+15*px, noteSize, "start", l.fit(noteSize, after-10*px), "", "")
	} else {
		c.label(x0-6*px, y+15*px, noteSize, "end", l.fit(noteSize, before-10*px), "", "")
	}
	c.end(href)
}

func (c *canvas) undated(s stage, x, y, w int) {
	href := c.o.toRow(*s.row)
	c.mark("c1", s.row.name, href)
	c.rect("b "+weight(s.row.Grades), x, y+2*px, w, stageHeight-4*px, 3*px, "")
	c.label(x+5*px, y+15*px, noteSize, "start", c.o.stageLabel(s).fit(noteSize, w-8*px), "", "")
	c.end(href)
}

// span gives the days that a time covers, from the first to before the last, counted in years of twelve months of 31. An
// open end is that of a year.
func span(when string) (from, to int, ok bool) {
	s, ok := dates.ParseSpan(when)
	if !ok || s.OpenFirst() && s.OpenLast() {
		return 0, 0, false
	}
	const year = 10_000 // of the numbers of days that a span has
	if s.OpenFirst() {
		s.First = s.Last/year*year + 101
	}
	if s.OpenLast() {
		s.Last = s.First/year*year + 1231
	}
	if s.First < year || s.Last >= 10_000*year {
		return 0, 0, false
	}
	count := func(day int) int { return day/year*372 + (day%year/100-1)*31 + day%100 - 1 }
	to = count(s.Last) + 1
	if next := s.Last + 1; s.Last%year == 1231 || monthEnds(next) {
		to = (to + 30) / 31 * 31
	}
	return count(s.First), to, true
}

// monthEnds tells whether the number behind a day's is no day.
func monthEnds(day int) bool {
	year, month, d := day/10_000, day%10_000/100, day%100
	return time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC).Day() != d
}

// ticks are the years to write above the lanes, so far apart that they do not meet.
func ticks(first, last, wide int) (years []int) {
	for _, step := range []int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000} {
		if n := (last - first) / step; n == 0 || wide/n >= 44*px {
			for y := (first + step - 1) / step * step; y < last; y += step {
				years = append(years, y)
			}
			return years
		}
	}
	return nil
}
