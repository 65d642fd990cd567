package query

import (
	"context"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Leader is a row: a person leads a thing, such as a model, a unit, a cluster or a group. Safe for
// concurrent use.
type Leader struct {
	Person graph.Entity
	Leads  graph.Entity

	state *ask.State
	kept  *leaderDetails // instead of state, after Detach
}

// leaderDetails is what a leader's methods give.
type leaderDetails struct {
	kinds                 []quad.IRI // of the thing
	organizations, fields []graph.Entity
	grounds               grounds
}

func markLeader(m *ask.Mark, l *Leader) { m.Set(l.Leads.Number(), l.Person.Number()) }

// Leaders gives who leads what, as far as the facts say so in the present (tg:ledBy): models, units,
// programmes, clusters, teams. Former leaders are told by posts, see [Career]. At keeps what belongs to an
// organization (org:unitOf or tg:of), and the organization itself; OfClass keeps one class of things, such
// as "org:OrganizationalUnit". A leader is as dated as the thing led.
//
// Rows come in the order in which the things led first appeared in the graph, and a thing's leaders in the
// order in which they did. The error comes last and once; each range asks afresh. Options: Person, At,
// OfClass, those that every question takes, Top.
func Leaders(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[Leader, error] {
	return ask.StreamPages(ctx, r, "Leaders", ask.OptPerson|ask.OptAt|ask.OptOfClass|ask.OptAlways|ask.OptTop, opts, markLeader, leaders)
}

func leaders(ctx context.Context, q *ask.Question, yield func([]Leader) error) error {
	person := graph.ID(0)
	if q.Options.Has(ask.OptPerson) {
		id, err := q.Resolve(ctx, q.Options.Person, graph.PersonKind())
		if err != nil {
			return err
		}
		person = id
	}
	things, all, err := q.Narrowed(ctx)
	if err != nil {
		return err
	}
	switch {
	case person != 0:
		led, err := q.Into(ctx, []graph.ID{person}, q.Terms.LedBy)
		if err != nil {
			return err
		}
		if !all {
			led = ask.Intersect(led, things)
		}
		things = led
	case all:
		if things, err = q.Subjects(ctx, ask.Known([]graph.ID{q.Terms.LedBy})...); err != nil {
			return err
		}
	}
	read := func(ctx context.Context, page []graph.ID) ([]Leader, error) { return leadersOf(ctx, q, page, person) }
	return ask.EachPage(ctx, q, "read leaders", things, ask.PageSize, read, yield)
}

// leadersOf makes a row for each leader of each thing. If a person is given, who is known to lead all of them,
// the person alone counts.
func leadersOf(ctx context.Context, q *ask.Question, things []graph.ID, person graph.ID) ([]Leader, error) {
	if person != 0 {
		return leads(ctx, q, things, person)
	}
	rows := make([]Leader, 0, min(len(things), 16)) // most of what is of an organization is led by nobody
	err := q.EachNode(ctx, things, func(thing graph.ID, facts ask.Facts) error {
		last := graph.ID(0) // a leader who is claimed several times comes several times
		for i, leader := range facts.Others {
			if facts.Predicates[i] != q.Terms.LedBy || leader == last {
				continue
			}
			if last == 0 && !q.InTime(thing) {
				break
			}
			last = leader
			rows = append(rows, leaderOf(q, leader, thing))
		}
		return nil
	})
	return rows, err
}

// leads makes a row for each thing that a person is known to lead: nothing but times need be read.
func leads(ctx context.Context, q *ask.Question, things []graph.ID, person graph.ID) ([]Leader, error) {
	rows := make([]Leader, 0, len(things))
	for i, thing := range things {
		if i&255 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if q.InTime(thing) {
			rows = append(rows, leaderOf(q, person, thing))
		}
	}
	return rows, ctx.Err()
}

func leaderOf(q *ask.Question, person, thing graph.ID) Leader {
	return Leader{Person: q.Numbers.Entity(person), Leads: q.Numbers.Entity(thing), state: q.State}
}

// Organizations are those that the thing is of or a unit of, by IRI.
func (l Leader) Organizations() []graph.Entity {
	if l.state == nil {
		return l.details().organizations
	}
	return l.state.EntitiesOf(l.Leads.Number(), l.state.Terms.Of, l.state.Terms.UnitOf)
}

// Fields are the fields that the thing is said to be in, by IRI.
func (l Leader) Fields() []graph.Entity {
	if l.state == nil {
		return l.details().fields
	}
	return l.state.EntitiesOf(l.Leads.Number(), l.state.Terms.Field)
}

// Certainty is that of the fact that the person leads the thing, by its strongest claim.
func (l Leader) Certainty() graph.Certainty { return l.grounds().Certainty() }

// Evidence is the claims that the person leads the thing, the strongest first.
func (l Leader) Evidence() []graph.Evidence { return l.grounds().Evidence() }

func (l Leader) details() *leaderDetails {
	switch {
	case l.kept != nil:
		return l.kept
	case l.state == nil:
		return &leaderDetails{}
	}
	return &leaderDetails{kinds: l.Leads.Types(), organizations: l.Organizations(), fields: l.Fields()}
}

// grounds is the fact that the person leads the thing.
func (l Leader) grounds() grounds {
	switch {
	case l.kept != nil:
		return l.kept.grounds
	case l.state == nil:
		return grounds{}
	}
	return way(l.state, ask.Statement{Subject: l.Leads.Number(), Predicate: l.state.Terms.LedBy, Object: l.Person.Number()})
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (l Leader) Detach() Leader {
	if l.state == nil {
		return l
	}
	d := l.details()
	d.organizations, d.fields = ask.DetachEach(d.organizations), ask.DetachEach(d.fields)
	d.grounds = l.grounds().detach()
	return Leader{Person: l.Person.Detach(), Leads: l.Leads.Detach(), kept: d}
}

// String is the row in English: "Wang Haifeng leads Wenxin".
func (l Leader) String() string {
	return fmt.Sprintf("%s leads %s", ask.OrUnknown(l.Person), ask.OrUnknown(l.Leads))
}

// MarshalJSON writes the row with its details and evidence. See [WriteJSON] for many leaders of what is of many organizations.
func (l Leader) MarshalJSON() ([]byte, error) { return rowJSON(l) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (l *Leader) UnmarshalJSON(text []byte) error { return readRow(text, l) }

func (l *Leader) describe(f *jsontext.Fields) {
	if f.Reading() || l.state == nil {
		l.fields(f, l.details())
		return
	}
	const few = 16
	lines := linesOf(f)
	if lines.led == l.Leads && lines.ledMuch {
		l.describeBriefly(f)
		return
	}
	d := l.details()
	lines.led, lines.ledMuch = l.Leads, len(d.kinds)+len(d.organizations)+len(d.fields) > few
	l.fields(f, d)
}

// describeBriefly leaves out what is told of the thing led, as many may lead one thing of many organizations.
func (l *Leader) describeBriefly(f *jsontext.Fields) { l.fields(f, &leaderDetails{}) }

func (l *Leader) fields(f *jsontext.Fields, d *leaderDetails) {
	if f.Reading() {
		d = &leaderDetails{}
	}
	g := l.grounds()
	entity(f, "person", &l.Person)
	entity(f, "leads", &l.Leads)
	jsontext.List(f, "kinds", &d.kinds)
	entities(f, "organizations", &d.organizations)
	entities(f, "fields", &d.fields)
	if g.describe(f); f.Reading() {
		d.grounds = g
		l.kept = d
	}
}

// describeLeaders tells what each thing is, whose it is and in which fields with its first leader only. What is read
// has it with each of them.
func describeLeaders(f *jsontext.Fields, name string, rows *[]Leader) {
	var last *Leader
	jsontext.Each(f, name, rows, func(l *Leader, f *jsontext.Fields) {
		again := func() bool { return last != nil && last.Leads.Node() == l.Leads.Node() }
		switch {
		case f.Reading():
			if l.describe(f); again() {
				d := *last.kept
				d.grounds = l.kept.grounds
				l.kept = &d
			}
		case again():
			l.describeBriefly(f)
		default:
			l.describe(f)
		}
		last = l
	})
}

// detachLeaders detaches rows; those of one thing share what is told of it.
func detachLeaders(rows []Leader) []Leader {
	kept := make([]Leader, len(rows))
	for i, l := range rows {
		if i == 0 || l.state == nil || rows[i-1].Leads != l.Leads {
			kept[i] = l.Detach()
			continue
		}
		d := *kept[i-1].kept
		d.grounds = l.grounds().detach()
		kept[i] = Leader{Person: l.Person.Detach(), Leads: kept[i-1].Leads, kept: &d}
	}
	return kept
}
