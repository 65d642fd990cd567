package query

import (
	"cmp"
	"context"
	"math"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query/internal/ask"
)

// Conflict is how two facts contradict each other.
type Conflict string

// Conflicts that are found in the facts.
const (
	TwoDestinations Conflict = "two destinations" // one person left one organization for two, at times that overlap
	TwoOrigins      Conflict = "two origins"      // one person came to one organization from two, at times that overlap
	TwoTimes        Conflict = "two times"        // one person, from and to the same, at times that do not overlap and are within 24 months; or one post
	FounderOrNot    Conflict = "founder or not"   // one person came to one organization, as its founder and by being hired
	BeforeAfter     Conflict = "before after"     // one person left an organization for another before coming to it from a third, within 24 months, with nothing between
	TwoPersons      Conflict = "two persons"      // a post that one can hold, such as CEO, held by two at times that overlap; an open end lasts until the next has it
	TwoAmounts      Conflict = "two amounts"      // one investment, or two of one investor in one investee at times that overlap, with amounts in one currency that cannot be the same
	TwoValues       Conflict = "two values"       // a thing and a property of which it can have one value: tg:of, tg:at of a post, and those that are tg:single
)

// conflicts finds the contradictions among some moves, ascending, of all people or of one.
type conflicts struct {
	*ask.Question
	orgs  *ask.Units
	text  *Text
	rows  []Dispute
	moves []oneMove
	only  []graph.ID // what is asked about, ascending; nil for everything
}

// oneMove is a move that says one thing, as far as it is compared with others.
type oneMove struct {
	person, move, from, to graph.ID
	dates.Span
	dated    bool
	by       ask.Statement // the time
	founding bool
	hire     bool
}

func newConflicts(q *ask.Question, text *Text) *conflicts {
	return &conflicts{Question: q, orgs: q.Units(), text: text}
}

// amongMoves finds the contradictions within and between moves, in the order of their kinds, then of the persons.
// Each move stands against one other at most in each kind.
func (c *conflicts) amongMoves(ctx context.Context, moves []graph.ID) error {
	q := c.Question
	f := moveFinder{Question: q, Terms: q.Terms}
	end := q.Trace.Begin("compare moves", ask.IndexSubject, len(moves))
	var ends []graph.ID
	err := q.EachNode(ctx, moves, func(_ graph.ID, facts ask.Facts) error {
		for i, p := range facts.Predicates {
			if p == q.Terms.From || p == q.Terms.To {
				ends = append(ends, facts.Others[i])
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := c.orgs.Learn(ctx, ask.Distinct(ends)); err != nil {
		return err
	}
	hire, founding := q.Terms.Hire, q.Terms.Founding
	err = f.eachMove(ctx, moves, func(move graph.ID, m *moveFacts) {
		spans := q.AppendSpans(nil, move, m.whens, m.years)
		if !q.Times.Allow(spans) {
			return
		}
		c.within(move, m, spans)
		if len(m.persons) != 1 || len(m.froms) > 1 || len(m.tos) > 1 {
			return
		}
		t := oneMove{person: m.persons[0], move: move, founding: slices.Contains(m.kinds, founding), hire: slices.Contains(m.kinds, hire)}
		if len(m.froms) > 0 {
			t.from = m.froms[0]
		}
		if len(m.tos) > 0 {
			t.to = m.tos[0]
		}
		if best, ok := q.Choose(spans); ok {
			t.Span, t.by, t.dated = best.Span, best.By, true
		}
		c.moves = append(c.moves, t)
	})
	if err == nil {
		err = c.between(ctx)
	}
	end(len(c.rows))
	return err
}

// within finds what the claims about one move contradict each other in.
func (c *conflicts) within(move graph.ID, m *moveFacts, spans []ask.Dated) {
	c.apart(move, TwoOrigins, c.Terms.From, m.froms, c.contradict)
	c.apart(move, TwoDestinations, c.Terms.To, m.tos, c.contradict)
	c.times(spans)
	if founding, hire := c.Terms.Founding, c.Terms.Hire; founding != 0 && slices.Contains(m.kinds, founding) && slices.Contains(m.kinds, hire) {
		kind := ask.Statement{Subject: move, Predicate: c.Terms.MoveKind}
		other := kind
		kind.Object, other.Object = founding, hire
		c.found(FounderOrNot, true, kind, other)
	}
}

// apart finds values of one thing that contradict each other: each with the first that it contradicts, by their texts, so that
// it does not matter which was loaded first.
func (c *conflicts) apart(thing graph.ID, kind Conflict, predicate graph.ID, values []graph.ID, contradict func(a, b graph.ID) bool) {
	if len(values) < 2 {
		return
	}
	const most = 64 // values that one is held against
	values = slices.Clone(values)
	slices.SortFunc(values, c.ByIRI)
	for i, v := range values {
		for _, other := range values[:min(i, most)] {
			one := ask.Statement{Subject: thing, Predicate: predicate, Object: other}
			if contradict(other, v) && c.found(kind, true, one, ask.Statement{Subject: thing, Predicate: predicate, Object: v}) {
				break
			}
		}
	}
}

// times finds times of one event that cannot be true at once.
func (c *conflicts) times(spans []ask.Dated) {
	if len(spans) < 2 {
		return
	}
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b ask.Dated) int { return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last)) })
	for i := 1; i < len(spans); i++ {
		if !spans[i].Overlaps(spans[i-1].Span) {
			c.found(TwoTimes, true, spans[i-1].By, spans[i].By)
		}
	}
}

// between finds what two moves of one person contradict each other in.
func (c *conflicts) between(ctx context.Context) error {
	if err := ask.SortFunc(ctx, c.moves, func(a, b oneMove) int { return cmp.Compare(a.person, b.person) }); err != nil {
		return err
	}
	from := func(t oneMove) graph.ID { return t.from } // by value: what a function is given by its address is made anew each time
	to := func(t oneMove) graph.ID { return t.to }
	if err := c.otherEnd(ctx, TwoOrigins, c.Terms.From, to, from); err != nil {
		return err
	}
	if err := c.otherEnd(ctx, TwoDestinations, c.Terms.To, from, to); err != nil {
		return err
	}
	byFrom := slices.Clone(c.moves)
	if err := c.sort(ctx, byFrom, from); err != nil {
		return err
	}
	if err := c.beforeAfter(ctx, byFrom); err != nil {
		return err
	}
	if err := c.sort(ctx, c.moves, c.top(from), c.top(to)); err != nil {
		return err
	}
	for i := 1; i < len(c.moves); i++ {
		a, b := &c.moves[i-1], &c.moves[i]
		if a.person != b.person || !c.alike(a.from, b.from) || !c.alike(a.to, b.to) || !a.dated || !b.dated {
			continue
		}
		if a.Last < b.First && a.Last > b.First-twoYears && !leftAgain(byFrom, a, b) {
			c.found(TwoTimes, false, a.by, b.by)
		}
	}
	return ctx.Err()
}

// twoYears is of days written yyyymmdd. What lies further apart is two events.
const twoYears = 2_00_00

// beforeAfter finds departures for another organization that come before the first arrival from a third one.
func (c *conflicts) beforeAfter(ctx context.Context, departures []oneMove) error {
	byTo := slices.Clone(c.moves)
	if err := c.sort(ctx, byTo, func(t oneMove) graph.ID { return t.to }); err != nil {
		return err
	}
	// arrival gives the first arrival of a person somewhere that is not before a day; those without a time are before all.
	arrival := func(person, to graph.ID, day int) *oneMove {
		at, _ := slices.BinarySearchFunc(byTo, oneMove{person: person, to: to}, func(x, y oneMove) int {
			return cmp.Or(cmp.Compare(x.person, y.person), cmp.Compare(x.to, y.to), cmp.Compare(x.First, day), 1)
		})
		if at < len(byTo) && byTo[at].person == person && byTo[at].to == to {
			return &byTo[at]
		}
		return nil
	}
	const always = math.MinInt
	for i := range departures {
		d := &departures[i]
		if !d.dated || !c.contradict(d.from, d.to) {
			continue
		}
		a := arrival(d.person, d.from, always)
		if a == nil || !a.dated || a.First <= d.Last || a.First-d.Last >= twoYears || a.from == d.to || !c.contradict(a.from, a.to) {
			continue
		}
		if between := arrival(d.person, a.from, always); between != nil && !between.dated {
			continue
		}
		if between := arrival(d.person, a.from, d.First); between != nil && between.First <= a.Last {
			continue
		}
		c.found(BeforeAfter, false, d.by, a.by)
	}
	return ctx.Err()
}

// leftAgain tells whether a person left where the first move led to before the second one.
func leftAgain(byFrom []oneMove, a, b *oneMove) bool {
	at, _ := slices.BinarySearchFunc(byFrom, oneMove{person: a.person, from: a.to, Span: a.Span}, func(x, y oneMove) int {
		return cmp.Or(cmp.Compare(x.person, y.person), cmp.Compare(x.from, y.from), cmp.Compare(x.First, y.First))
	})
	return at < len(byFrom) && byFrom[at].person == a.person && byFrom[at].from == a.to && byFrom[at].First <= b.Last
}

// found makes a row of two facts, if they are asked about. What one claim says of one move is no contradiction.
func (c *conflicts) found(kind Conflict, within bool, one, two ask.Statement) bool {
	if c.only != nil && !ask.Contains(c.only, one.Subject) && !ask.Contains(c.only, two.Subject) {
		return false
	}
	ones, twos := c.LabelsOf(nil, one), c.LabelsOf(nil, two)
	if within && slices.ContainsFunc(ones, func(l graph.ID) bool { return slices.Contains(twos, l) }) {
		return false
	}
	d := Dispute{Conflict: kind, Facts: factRows(c.State, []ask.Statement{one, two}, c.text)}
	for _, labels := range [][]graph.ID{ones, twos} {
		if side, ok := c.side(labels); ok {
			d.Sides = append(d.Sides, side)
		}
	}
	c.rows = append(c.rows, d)
	return true
}

// side is the strongest claim under some labels.
func (c *conflicts) side(labels []graph.ID) (Claimed, bool) {
	labels = slices.DeleteFunc(labels, func(l graph.ID) bool { return l == 0 || c.IsA(l, c.Terms.DataSet) })
	if len(labels) == 0 {
		return Claimed{}, false
	}
	best := c.Numbers.Evidence(labels...)[0]
	return Claimed{id: c.Numbers.ID(best.Claim), text: c.text, state: c.State, Evidence: best}, true
}

// foundDisputes are the contradictions among all moves, posts and values, or among those of some things.
func foundDisputes(ctx context.Context, q *ask.Question, only []graph.ID) ([]Dispute, error) {
	text, err := sourceText(ctx, q)
	if err != nil {
		return nil, err
	}
	c := newConflicts(q, text)
	err = c.find(ctx, only)
	return c.rows, err
}

// find finds what contradicts each other in all facts, or in those about some things, ascending; nil is all.
func (c *conflicts) find(ctx context.Context, only []graph.ID) error {
	if c.only = only; only != nil && c.Terms.Figure != 0 {
		figures, err := c.OutOf(ctx, only, c.Terms.Figure)
		if err != nil {
			return err
		}
		c.only = ask.Distinct(append(figures, only...))
	}
	moves, err := c.comparable(ctx, c.Terms.Person, c.Terms.Person)
	if err != nil {
		return err
	}
	if err := c.amongMoves(ctx, moves); err != nil {
		return err
	}
	posts, err := c.comparable(ctx, c.Terms.Holder, c.Terms.At)
	if err != nil {
		return err
	}
	if err := c.amongPosts(ctx, posts); err != nil {
		return err
	}
	if err := c.amongInvestments(ctx); err != nil {
		return err
	}
	return c.amongValues(ctx, only)
}

// comparable gives what has a predicate, ascending: all, or what is asked about with whatever else leads to the same things
// by another predicate. Facts contradict each other only among those.
func (c *conflicts) comparable(ctx context.Context, predicate, by graph.ID) (all []graph.ID, err error) {
	if predicate == 0 {
		return nil, nil
	}
	if c.only != nil {
		u := c.Unfiltered()
		all, err = besides(ctx, u, c.only, by)
		return slices.DeleteFunc(all, func(id graph.ID) bool { return len(u.Values(nil, id, predicate)) == 0 }), err
	}
	err = c.Numbers.Scan(ctx, predicate, false, func(subjects, _, _ []graph.ID) bool {
		all = append(all, subjects...)
		return true
	})
	return ask.Distinct(all), err
}

// Contradictions are what other facts say against the move: about itself, or by another move of the same person; see
// [Contradicted]. It is an error after Detach.
func (m Move) Contradictions(ctx context.Context) ([]Dispute, error) {
	if m.state == nil {
		return nil, errDetached("Move.Contradictions")
	}
	all, err := Contradicted(ctx, []Move{m})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}
